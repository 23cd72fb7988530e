//! Findings for several readers at once: on the screen, in files, on standard output.

use super::names::fifo;
use super::{Place, REPORT};
use std::fs;

fn wrong() -> String {
    REPORT.replace("303", "999")
}

#[test]
fn each_report_goes_where_it_is_asked_for() {
    let at = Place::new("told", &[]);
    at.write("in/a.txt", wrong());
    let ran = at.run(&[
        "check",
        "in",
        "--report",
        "sarif=a.sarif",
        "--report",
        "JSON=a.json",
        "--report",
        "human=a.log",
        "--report",
        "junit=-",
        "--report=github=a.github",
    ]);
    ran.is(0, "in/a.txt:6:", "people still get theirs on the screen");
    assert!(ran.stdout.starts_with("<?xml"), "{}", ran.stdout);
    let sarif: serde_json::Value = serde_json::from_str(&at.read("a.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let json: serde_json::Value = serde_json::from_str(&at.read("a.json")).unwrap();
    assert_eq!(json["reports"][0]["path"], "in/a.txt");
    assert!(at.read("a.log").contains("in/a.txt:6:") && !at.read("a.log").contains('\u{1b}'));
    assert!(at.read("a.github").starts_with("::"));
    // A second run writes them anew, of inputs that are up to date too.
    at.convert(&[]).is(0, "", "first");
    for _ in 0..2 {
        at.convert(&["--report", "json=a.json", "--quiet"]).is(0, "", "convert");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&at.read("a.json")).unwrap(), json);
    }
    let alone = at.run(&["check", "in", "--report", "json", "--quiet"]);
    assert_eq!(alone.stderr, at.read("a.json"), "as on the screen");
    at.write("in/b.csv", "a,b\n");
    at.run(&["lint", "in", "--report", "json=b.json"]).is(0, "1 input", "lint");
    assert!(at.read("b.json").contains("in/b.csv"));
}

#[test]
fn a_report_that_cannot_be_written_is_refused_before_anything_is() {
    let at = Place::new("told-not", &["a.txt"]);
    at.make("folder");
    at.make("out");
    fifo(&at, "pipe");
    std::os::unix::fs::symlink("/nowhere/at/all", at.path("link")).unwrap();
    for (report, says) in [
        ("sarif=folder", "--report: folder: expected a regular file, found a folder"),
        ("sarif=pipe", "--report: pipe: expected a regular file, found a device, pipe or socket"),
        ("sarif=/dev/null", "--report: /dev/null: expected a regular file"),
        ("sarif=link", "--report: link: expected a regular file, found a link that leads nowhere"),
        ("sarif=none/x", "--report: none/x: cannot be written"),
        ("sarif=in/a.txt", "--report: in/a.txt: expected a file that is no input"),
        ("sarif=./in/../in/a.txt", "expected a file that is no input"),
        ("sarif=out/x", "--report: out/x: expected a file outside the output folder"),
        ("sarif=", "expected one of human, json, github, sarif, junit"),
        ("xml=x", "expected one of human, json, github, sarif, junit"),
    ] {
        at.convert(&["--report", report]).is(2, says, report);
        assert!(!at.path("out").join("a").exists(), "{report}");
    }
    at.convert(&["--report", "json=x", "--report", "sarif=x"]).is(
        2,
        "expected one report in a file, found two",
        "twice",
    );
    assert_eq!(at.read("in/a.txt"), REPORT);
    assert!(fs::read_dir(at.path("folder")).unwrap().next().is_none());
}
