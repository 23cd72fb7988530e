//! `convert --check`: what a run would change, and what does not belong, is told with exit code 1, and nothing is written.

use super::{PROSE, Place, REPORT};
use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt, symlink};

/// A way to tamper with an output tree, and what is said of it.
type Tampering = (&'static str, fn(&Place), &'static str);

#[cfg(unix)]
fn mode(at: &Place, path: &str, mode: u32) {
    fs::set_permissions(at.path(path), fs::Permissions::from_mode(mode)).unwrap();
}

fn edit(at: &Place, path: &str, change: impl Fn(String) -> String) {
    at.write(path, change(at.read(path)));
}

const MANIFEST: &str = "out/manifest.jsonl";

#[cfg(unix)]
const TAMPERINGS: [Tampering; 33] = [
    ("byte", |at| edit(at, "out/a/document.json", |text| text.replace("101", "102")), "out/a/document.json: differs"),
    ("longer", |at| edit(at, "out/a/tables/table-1.csv", |text| text + "x\n"), "table-1.csv: differs"),
    ("cut", |at| edit(at, "out/a/findings.json", |text| text[..1].to_owned()), "findings.json: differs"),
    ("empty", |at| at.write("out/a/tidy/table-1.csv", ""), "tidy/table-1.csv: differs"),
    (
        "huge",
        |at| fs::File::create(at.path("out/a/document.json")).unwrap().set_len(1 << 40).unwrap(),
        "differs (1099511627776 bytes on disk",
    ),
    ("file-gone", |at| fs::remove_file(at.path("out/a/datapackage.json")).unwrap(), "datapackage.json: is missing"),
    ("folder-gone", |at| fs::remove_dir_all(at.path("out/a")).unwrap(), "out/a/document.json: is missing"),
    ("all-gone", |at| fs::remove_dir_all(at.path("out")).unwrap(), "out/b/document.json: is missing"),
    ("extra-file", |at| at.write("out/a/x.csv", ""), "out/a/x.csv: is a file of no report"),
    ("extra-table", |at| at.write("out/a/tables/table-2.csv", ""), "table-2.csv: is a file of no report"),
    ("extra-hidden", |at| at.write("out/a/tables/.x", ""), "tables/.x: is a file of no report"),
    ("extra-top", |at| at.write("out/x", ""), "out/x: is a file of no report"),
    ("extra-report", |at| at.write("out/c/document.json", "{}"), "out/c: is a folder of no report"),
    ("extra-empty", |at| at.make("out/a/x"), "out/a/x: is a folder of no report"),
    ("extra-link", |at| symlink("/etc", at.path("out/a/x")).unwrap(), "out/a/x: is a link of no report"),
    ("leftover", |at| at.write("out/a/.fukkoku-abc123.tmp", ""), "is left of a run that was killed"),
    ("executable", |at| mode(at, "out/a/document.json", 0o755), "document.json: has the mode 755, expected 6"),
    ("private", |at| mode(at, "out/a/document.json", 0o600), "document.json: has the mode 600"),
    ("for-all", |at| mode(at, "out/a/tables/table-1.csv", 0o666), "table-1.csv: has the mode 666"),
    ("set-uid", |at| mode(at, "out/a/tables/table-1.csv", 0o4644), "table-1.csv: has the mode 4644"),
    ("manifest-mode", |at| mode(at, MANIFEST, 0o666), "manifest.jsonl: has the mode 666"),
    (
        "link",
        |at| {
            fs::rename(at.path("out/a/document.json"), at.path("kept")).unwrap();
            symlink("../../kept", at.path("out/a/document.json")).unwrap();
        },
        "document.json: expected a file or folder of its own",
    ),
    (
        "linked-folder",
        |at| {
            fs::rename(at.path("out/a"), at.path("kept")).unwrap();
            symlink("../kept", at.path("out/a")).unwrap();
        },
        "out/a: expected a file or folder of its own",
    ),
    (
        "linked-manifest",
        |at| {
            fs::rename(at.path(MANIFEST), at.path("kept")).unwrap();
            symlink("../kept", at.path(MANIFEST)).unwrap();
        },
        "manifest.jsonl: expected a file or folder of its own",
    ),
    (
        "file-for-folder",
        |at| {
            fs::remove_dir_all(at.path("out/a/tables")).unwrap();
            at.write("out/a/tables", "");
        },
        "out/a/tables: expected a folder, found a file",
    ),
    ("no-manifest", |at| fs::remove_file(at.path(MANIFEST)).unwrap(), "its line for a.txt is missing or stale"),
    (
        "no-line",
        |at| edit(at, MANIFEST, |text| text.lines().skip(1).collect::<String>() + "\n"),
        "its line for a.txt is missing or stale",
    ),
    ("twice", |at| edit(at, MANIFEST, |text| text.repeat(2)), "differs from what a run would write"),
    (
        "order",
        |at| edit(at, MANIFEST, |text| text.lines().rev().map(|line| format!("{line}\n")).collect()),
        "differs from what a run would write",
    ),
    ("garbage", |at| edit(at, MANIFEST, |text| text + "x\n"), "manifest.jsonl:3: expected a line on a report"),
    ("cut-line", |at| edit(at, MANIFEST, |text| text + "{\"path\":"), "differs from what a run would write"),
    (
        "other-line",
        |at| edit(at, MANIFEST, |text| text.replace("\"error\":0", "\"error\":1")),
        "its line for a.txt is missing or stale",
    ),
    (
        "gone-line",
        |at| {
            edit(at, MANIFEST, |text| {
                text.clone() + &text.lines().next().unwrap().replace("a.txt", "c.txt").replace("\"a/", "\"c/") + "\n"
            })
        },
        "out/c: its input c.txt is gone",
    ),
];

#[cfg(unix)]
#[test]
fn every_tampering_is_seen() {
    let at = Place::new("tampering", &["a.txt", "b.txt"]);
    let formats = ["--formats", "json,tables,tidy,package,findings"];
    let convert =
        |more: &[&str]| at.run(&[&["convert", "in", "-o", "out", "--jobs", "1"], &formats[..], more].concat());
    convert(&[]).is(0, "", "first");
    for (kind, tamper, says) in TAMPERINGS {
        convert(&["--check"]).is(0, "outputs are up to date", kind);
        tamper(&at);
        let before = at.tree("out");
        convert(&["--check"]).is(1, says, kind);
        assert_eq!(at.tree("out"), before, "{kind}: nothing is written");
        let _ = fs::remove_dir_all(at.path("out"));
        let _ = fs::remove_dir_all(at.path("kept")).or_else(|_| fs::remove_file(at.path("kept")));
        convert(&[]).is(0, "", kind);
    }
}

#[cfg(unix)]
#[test]
fn a_run_mends_what_check_tells() {
    let at = Place::new("mend", &["a.txt", "b.txt"]);
    at.convert(&[]).is(0, "", "first");
    let mendings: [fn(&Place); 6] = [
        |at| mode(at, MANIFEST, 0o600),
        |at| mode(at, "out/a/document.json", 0o700),
        |at| edit(at, "out/a/document.json", |text| text + "x"),
        |at| edit(at, MANIFEST, |text| text.replace('{', "[")),
        |at| at.write("out/a/.fukkoku-abc123.tmp", ""),
        |at| at.write("out/.fukkoku-abc123.tmp", ""),
    ];
    for (number, tamper) in mendings.into_iter().enumerate() {
        tamper(&at);
        assert_eq!(at.convert(&["--check"]).code, 1, "{number}");
        at.convert(&[]).is(0, "", "mended");
        at.convert(&["--check"]).is(0, "outputs are up to date", &number.to_string());
    }
}

#[cfg(unix)]
#[test]
fn another_umask_is_no_difference() {
    let at = Place::new("umask", &["a.txt"]);
    at.convert(&[]).is(0, "", "first");
    for umask in ["000", "027", "077"] {
        let binary = env!("CARGO_BIN_EXE_fukkoku");
        let line = format!("umask {umask}; exec {binary} convert in -o out --formats json --check");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &line]).current_dir(at.path("."));
        super::ran(command).is(0, "outputs are up to date", umask);
    }
}

#[test]
fn tables_that_a_report_no_longer_has_are_removed_unless_they_were_changed() {
    let at = Place::new("stale-tables", &["a.txt", "b.txt"]);
    let convert = |more: &[&str]| at.run(&[&["convert", "in", "-o", "out", "--formats", "json,tables"], more].concat());
    convert(&[]).is(0, "", "first");
    at.write("in/a.txt", PROSE);
    convert(&["--check"]).is(1, "out/a/tables/table-1.csv: is no longer written", "check");
    convert(&[]).is(0, "", "second");
    assert_eq!(at.tree("out/a"), ["document.json"]);
    at.write("in/b.txt", PROSE);
    edit(&at, "out/b/tables/table-1.csv", |text| text + "mine\n");
    convert(&[]).is(0, "", "third");
    assert!(at.read("out/b/tables/table-1.csv").ends_with("mine\n"), "what somebody wrote is not removed");
    convert(&["--check"]).is(1, "out/b/tables: is a folder of no report", "and told");
}

#[test]
fn what_can_no_longer_be_converted_is_not_up_to_date() {
    let at = Place::new("failing", &["a.txt", "b.txt"]);
    at.convert(&[]).is(0, "", "first");
    at.write("in/a.txt", [0_u8; 50]);
    for arguments in [&["--check"][..], &[], &["--check"], &["--force"], &["--check"]] {
        let ran = at.convert(arguments);
        ran.is(4, "a.txt: expected a PDF or a text", "failing");
        assert!(!ran.stderr.contains("outputs are up to date"), "{}", ran.stderr);
        if arguments.contains(&"--check") {
            assert!(ran.stderr.contains("out/a: 1 file of an earlier state of a.txt"), "{}", ran.stderr);
        }
        assert!(at.path("out/a/document.json").exists(), "what was written of it stays, and stays listed");
    }
    let line = at.read(MANIFEST).lines().next().unwrap().to_owned();
    assert!(line.contains("\"failed\"") && line.contains("a/document.json"), "{line}");
    fs::remove_file(at.path("in/a.txt")).unwrap();
    at.convert(&[]).is(0, "out/a: its input a.txt is gone", "then it is deleted");
    at.convert(&["--check"]).is(1, "out/a: its input a.txt is gone", "deleted");
    at.convert(&["--prune"]).is(0, "removed 1 file", "pruned");
    at.convert(&["--check"]).is(0, "outputs are up to date", "pruned");
    at.write("in/a.txt", REPORT);
    at.convert(&[]).is(0, "", "mended");
    at.convert(&["--check"]).is(0, "outputs are up to date", "mended");
}

#[test]
fn one_report_alone_is_checked_alone() {
    let at = Place::new("alone", &["a.txt", "b.txt"]);
    at.convert(&[]).is(0, "", "all");
    let check = || at.run(&["convert", "in/a.txt", "-o", "out", "--formats", "json", "--check"]);
    check().is(0, "outputs are up to date", "the others are in the manifest");
    at.write("out/x", "");
    check().is(1, "out/x: is a file of no report", "no report's");
    // In a folder that holds other things too, only folders of reports are ours.
    let here = |more: &[&str]| at.run(&[&["convert", "in/a.txt", "-o", ".", "--formats", "json"], more].concat());
    here(&[]).is(0, "", "here");
    here(&["--check"]).is(0, "outputs are up to date", "here");
    at.write("a/x", "");
    here(&["--check"]).is(1, "a/x: is a file of no report", "here");
}
