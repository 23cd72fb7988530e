//! What is read or written is a plain file, of a bounded size: anything else is refused at once, whatever it is read for.
#![cfg(unix)]

use super::names::fifo;
use super::{Place, REPORT};
use std::fs;
use std::os::unix::fs::symlink;

/// What may stand where a file is expected.
const KINDS: [&str; 7] = ["pipe", "device", "folder", "nowhere", "itself", "sparse", "socket"];

fn put(at: &Place, kind: &str, path: &str) {
    fs::create_dir_all(at.path(path).parent().unwrap()).unwrap();
    match kind {
        "pipe" => fifo(at, path),
        "device" => symlink("/dev/zero", at.path(path)).unwrap(),
        "folder" => at.make(path),
        "nowhere" => symlink("/nowhere/at/all", at.path(path)).unwrap(),
        "itself" => symlink(at.path(path).file_name().unwrap(), at.path(path)).unwrap(),
        "sparse" => fs::File::create(at.path(path)).unwrap().set_len(1 << 40).unwrap(),
        _ => drop(std::os::unix::net::UnixListener::bind(at.path(path)).unwrap()),
    }
}

/// A file that is read or written, the run that does, and its exit code.
type Role = (&'static str, &'static [&'static str], i32);

const CONVERT: &[&str] = &["convert", "in", "-o", "out", "--formats", "json", "--jobs", "1"];

const ROLES: [Role; 15] = [
    ("fukkoku.toml", CONVERT, 2),
    ("s.toml", &["--config", "s.toml", "explain"], 2),
    ("fukkoku.accept.toml", CONVERT, 2),
    ("a.toml", &["check", "in", "--accept", "a.toml"], 2),
    ("in/profiles/x.toml", CONVERT, 2),
    ("p.toml", &["check", "in", "--profile", "p.toml"], 2),
    ("p.toml", &["profile", "check", "p.toml"], 2),
    ("word", &["check", "in", "--password-file", "word"], 2),
    ("list", &["check", "--files-from", "list"], 2),
    ("out/manifest.jsonl", CONVERT, 3),
    ("out/r/document.json", CONVERT, 3),
    ("x.txt", &["check", "x.txt"], 3),
    ("x.pdf", &["dump", "--stage", "blocks", "x.pdf"], 3),
    ("x.txt", &["profile", "init", "x.txt"], 3),
    ("x.csv", &["lint", "x.csv"], 3),
];

#[test]
fn whatever_stands_where_a_file_is_expected_is_refused_at_once() {
    for kind in KINDS {
        for (number, (file, arguments, code)) in ROLES.into_iter().enumerate() {
            let at = Place::new(&format!("kinds-{kind}-{number}"), &["r.txt"]);
            put(&at, kind, file);
            let ran = at.run(arguments);
            if kind == "sparse" && file == "out/r/document.json" {
                // What a run writes it writes anew.
                ran.is(0, "", "sparse output");
                continue;
            }
            ran.is(code, file, &format!("{kind} as {file}"));
            assert!(ran.stderr.starts_with("error: "), "{kind} {file}: {}", ran.stderr);
            assert_eq!(ran.stderr.matches("error: ").count(), 1, "{kind} {file}: {}", ran.stderr);
        }
    }
}

#[test]
fn what_stands_in_the_place_of_an_output_keeps_no_other_report_from_being_written() {
    for kind in KINDS.into_iter().filter(|kind| *kind != "sparse") {
        for file in ["out/a", "out/a/document.json", "out/a/tables"] {
            if kind == "folder" && file != "out/a/document.json" {
                continue;
            }
            let at = Place::new(&format!("place-{kind}"), &["a.txt", "b.txt"]);
            put(&at, kind, file);
            let ran = at.run(&["convert", "in", "-o", "out", "--formats", "json,tables"]);
            ran.is(4, file, kind);
            assert!(at.path("out/b/document.json").exists(), "{kind} {file}");
            assert!(at.tree("out/a").iter().all(|path| !path.ends_with(".csv")), "of a report all files or none");
            let check = at.run(&["convert", "in", "-o", "out", "--formats", "json,tables", "--check"]);
            check.is(1, file, kind);
        }
    }
}

#[test]
fn a_folder_that_is_none_is_refused() {
    for kind in ["pipe", "device", "nowhere", "itself", "sparse", "socket"] {
        let at = Place::new(&format!("folder-{kind}"), &["r.txt"]);
        put(&at, kind, "out");
        let ran = at.convert(&[]);
        assert_eq!(ran.code, 3, "{kind}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: out"), "{kind}: {}", ran.stderr);
        assert_eq!(at.convert(&["--check"]).code, 1, "{kind}");
    }
}

#[test]
fn a_manifest_with_another_name_elsewhere_is_not_written_through() {
    let at = Place::new("hard-link", &["a.txt"]);
    at.convert(&[]).is(0, "", "first");
    fs::hard_link(at.path("out/manifest.jsonl"), at.path("kept")).unwrap();
    let before = at.read("kept");
    at.write("in/b.txt", REPORT);
    at.convert(&[]).is(0, "", "second");
    assert_eq!(at.read("kept"), before);
    assert_eq!(at.read("out/manifest.jsonl").lines().count(), 2);
}

#[test]
fn texts_that_are_none_are_told_with_their_place() {
    for (file, arguments) in [
        ("fukkoku.toml", &["explain"][..]),
        ("a.toml", &["check", "in", "--accept", "a.toml"]),
        ("p.toml", &["check", "in", "--profile", "p.toml"]),
    ] {
        let at = Place::new("no-text", &["r.txt"]);
        at.write(file, b"# \xE5\x9B\xBD\n# a\xFF\n");
        at.run(arguments).is(2, &format!("{file}:2:4: expected a text in UTF-8"), file);
    }
}

#[test]
fn a_limit_says_what_raises_it() {
    let at = Place::new("limit", &["r.txt"]);
    at.run(&["check", "in", "--max-bytes", "10"]).is(3, "raise the limit with --max-bytes", "input");
    at.run(&["check", "in", "--max-bytes", "18446744073709551615"]).is(0, "", "the largest limit");
    at.write("fukkoku.toml", vec![b'#'; (1 << 20) + 1]);
    let ran = at.run(&["check", "in"]);
    ran.is(2, "fukkoku.toml: expected at most 1048576 bytes", "settings");
    assert!(!ran.stderr.contains("--max-bytes"), "which is about inputs");
}
