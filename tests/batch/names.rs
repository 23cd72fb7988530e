//! Names: twins, links, what is missing or leads back. Each bars that input alone.

use super::{PROSE, Place, REPORT};
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

/// One bad name among good inputs: what makes it, what is said of it.
type Bad = (&'static str, fn(&Place), &'static str);

#[cfg(unix)]
const BAD: [Bad; 13] = [
    (
        "dangling",
        |at| symlink("nowhere", at.path("in/x.txt")).unwrap(),
        "in/x.txt: expected a file, found a link that leads nowhere",
    ),
    (
        "dangling-pdf",
        |at| symlink("/nowhere/at/all", at.path("in/x.PDF")).unwrap(),
        "in/x.PDF: expected a file, found a link",
    ),
    ("itself", |at| symlink("x.txt", at.path("in/x.txt")).unwrap(), "in/x.txt: cannot be looked at"),
    ("loop", |at| symlink("..", at.path("in/x")).unwrap(), "in/x: expected a folder, found a link that leads back"),
    ("loop-here", |at| symlink(".", at.path("in/x")).unwrap(), "in/x: expected a folder, found a link that leads back"),
    (
        "loop-deep",
        |at| {
            at.make("in/a/b");
            symlink("../../a", at.path("in/a/b/x")).unwrap();
        },
        "in/a/b/x: expected a folder, found a link that leads back",
    ),
    ("case", |at| at.write("in/G.TXT", PROSE), "in/G.TXT: expected a name that is nobody else's"),
    (
        "case-of-folder",
        |at| {
            at.write("in/sub/r.txt", REPORT);
            at.write("in/SUB/r.txt", PROSE);
        },
        "in/SUB/r.txt: expected a name that is nobody else's",
    ),
    (
        "normal-form",
        |at| {
            at.write("in/が.txt", REPORT);
            at.write("in/か\u{3099}.txt", PROSE);
        },
        "expected a name that is nobody else's on any system, found 'が.txt'",
    ),
    (
        "newline",
        |at| {
            at.write("in/p%0A.txt", REPORT);
            at.write("in/p\n.txt", PROSE);
        },
        "in/p\\u{A}.txt: expected a name that is nobody else's",
    ),
    ("in-a-report", |at| at.write("in/g/report.pdf/x.txt", PROSE), "in/g/report.pdf/x.txt: expected a name"),
    ("pipe", |at| fifo(at, "in/x.txt"), "in/x.txt: expected a regular file, found a device, pipe or socket"),
    ("device", |at| symlink("/dev/zero", at.path("in/x.txt")).unwrap(), "in/x.txt: expected a regular file"),
];

#[cfg(unix)]
pub(super) fn fifo(at: &Place, path: &str) {
    fs::create_dir_all(at.path(path).parent().unwrap()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at.path(path)).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn one_bad_name_bars_that_input_alone() {
    for (kind, make, says) in BAD {
        let at = Place::new(kind, &["g.txt"]);
        make(&at);
        let ran = at.convert(&[]);
        ran.is(4, says, kind);
        assert_eq!(ran.stderr.lines().filter(|line| line.starts_with("error:")).count(), 1, "{kind}: {}", ran.stderr);
        assert!(
            at.read("out/g/document.json").contains("101"),
            "{kind}: the good one is written, and from its own text"
        );
        assert_eq!(at.convert(&["--check"]).code, 4, "{kind}");
        assert!(
            !at.tree(".").iter().any(|path| path.ends_with("document.json") && !path.starts_with("out/")),
            "{kind}"
        );
        let check = at.run(&["check", "in", "--jobs", "1"]);
        check.is(4, says, kind);
    }
}

#[test]
fn what_is_named_and_missing_bars_nobody() {
    let at = Place::new("missing", &["g.txt"]);
    for other in ["none.txt", "none", "in/none/", "empty"] {
        at.make("empty");
        let ran = at.run(&["convert", "in", other, "-o", "out", "--formats", "json", "--force"]);
        ran.is(4, &format!("error: {other}"), other);
        assert!(ran.stderr.contains("2 inputs: 1 read, 1 failed"), "{other}: {}", ran.stderr);
        at.run(&["check", other]).is(3, other, "alone");
    }
    assert_eq!(at.tree("out"), ["g", "g/document.json", "manifest.jsonl"]);
}

#[cfg(unix)]
#[test]
fn links_to_each_other_are_not_walked_for_ever() {
    let at = Place::new("farm", &["g.txt"]);
    // Each folder holds two links to the next: more paths than anybody can walk.
    for level in 0..40 {
        at.make(&format!("in/d{level}"));
        for side in ["l", "r"] {
            symlink(format!("../d{}", level + 1), at.path(&format!("in/d{level}/{side}"))).unwrap();
        }
    }
    at.make("in/d40");
    let ran = at.convert(&[]);
    ran.is(4, "links to folders, found more", "a farm of links");
    assert!(ran.stderr.lines().count() < 10, "told once: {}", ran.stderr);
    assert!(at.path("out/g/document.json").exists());
}

#[test]
fn the_same_input_named_twice_is_one() {
    let at = Place::new("twice", &["g.txt", "h.txt"]);
    let ran = at.run(&["convert", "in", "in/g.txt", "in/", "./in/g.txt", "-o", "out", "--formats", "json"]);
    ran.is(0, "2 inputs: 2 read", "twice");
}

#[test]
fn two_of_one_name_in_two_folders_are_not_both_written() {
    let at = Place::new("namesakes", &[]);
    at.write("one/r.txt", REPORT);
    at.write("two/r.txt", PROSE);
    let ran = at.run(&["convert", "one", "two", "-o", "out", "--formats", "json"]);
    ran.is(4, "two/r.txt: expected a name that is nobody else's on any system, found 'one/r.txt'", "namesakes");
    assert!(at.read("out/r/document.json").contains("101"));
    assert_eq!(at.read("out/manifest.jsonl").lines().count(), 1, "of the first");
    assert!(!at.read("out/manifest.jsonl").contains("failed"));
}

#[test]
fn hundreds_of_odd_names_stay_below_the_output_folder() {
    let at = Place::new("random", &[]);
    let pieces: [&[u8]; 16] = [
        b".",
        b"..",
        b"/",
        b"%",
        b"%2E",
        b"\n",
        b"\x1b",
        b"\\",
        b":",
        b" ",
        b"con",
        b"nul",
        b"manifest.jsonl",
        b"a",
        b"\xff",
        "長".as_bytes(),
    ];
    let mut seed: u64 = 17;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut names: Vec<Vec<u8>> = Vec::new();
    for _ in 0..300 {
        let mut name: Vec<u8> =
            (0..=next(5)).flat_map(|_| pieces[next(pieces.len())].to_vec()).filter(|byte| *byte != b'/').collect();
        name.extend(b".txt");
        names.push(name);
    }
    for name in &names {
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            let path = at.path("in").join(std::ffi::OsStr::from_bytes(name));
            fs::write(path, PROSE).unwrap();
        }
    }
    let ran = at.run(&["convert", "in", "-o", "o/out", "--formats", "findings", "--quiet"]);
    assert!([0, 4].contains(&ran.code), "{}", ran.stderr);
    assert_eq!(at.tree("o").iter().filter(|path| !path.starts_with("out")).count(), 0, "{:?}", at.tree("o"));
    let mut top: Vec<String> = at.tree(".").into_iter().filter(|path| !path.contains('/')).collect();
    top.sort();
    assert_eq!(top, ["in", "o"], "nothing beside them");
}
