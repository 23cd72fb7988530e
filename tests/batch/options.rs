//! Which inputs a run is about: patterns, lists, what failed before; what it would do; what it removes.

use super::{PROSE, Place, REPORT, ran};
use std::fs;
use std::io::Write;
use std::process::Stdio;

#[test]
fn patterns_choose_among_inputs() {
    let all = ["a.txt", "b.TXT", "towns/c.txt", "towns/d.txt", "towns/draft/e.txt"];
    for (only, expected) in [
        (&["*.txt"][..], "a towns/c towns/d towns/draft/e"),
        (&["towns/"], "towns/c towns/d towns/draft/e"),
        (&["towns/*", "!d*"], "towns/c"),
        (&["!draft"], "a b towns/c towns/d"),
        (&["/a.txt", "e.txt"], "a towns/draft/e"),
        (&["**/draft/**"], "towns/draft/e"),
    ] {
        let at = Place::new("only", &all);
        let flags: Vec<&str> = only.iter().flat_map(|pattern| ["--only", pattern]).collect();
        at.convert(&flags).is(0, "", &only.join(" "));
        let written: Vec<String> =
            at.tree("out").iter().filter_map(|path| path.strip_suffix("/document.json").map(str::to_owned)).collect();
        assert_eq!(written.join(" "), expected, "{only:?}");
        assert_eq!(at.read("out/manifest.jsonl").lines().count(), written.len());
        let mut check = vec!["check", "in"];
        check.extend(&flags);
        at.run(&check).is(0, &format!("{} input", written.len()), "check");
    }
}

#[test]
fn patterns_that_are_none_or_fit_nothing_are_refused() {
    let at = Place::new("only-none", &["a.txt"]);
    at.convert(&["--only", "{a"]).is(2, "expected a pattern such as 'towns/*.pdf' in --only, found '{a'", "none");
    at.convert(&["--only", ""]).is(2, "found ''", "empty");
    at.convert(&["--only", "*.pdf"]).is(3, "expected inputs that fit --only *.pdf, found none among 1", "nothing");
    assert!(!at.path("out").exists());
}

#[test]
fn what_a_pattern_leaves_out_is_not_gone() {
    let at = Place::new("only-gone", &["a.txt", "b.txt", "c.txt"]);
    at.convert(&[]).is(0, "3 read", "all");
    fs::remove_file(at.path("in/c.txt")).unwrap();
    at.convert(&["--only", "a.txt", "--prune"]).is(0, "out/c: its input c.txt is gone; removed 1 file", "pruned");
    assert!(at.path("out/b/document.json").exists());
    at.convert(&["--check"]).is(0, "up to date", "all");
}

/// Runs with something on standard input.
fn with_input(at: &Place, arguments: &[&str], input: &[u8]) -> super::Ran {
    let mut command = at.command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may refuse before it reads.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    super::Ran {
        code: output.status.code().unwrap(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
    }
}

#[test]
fn inputs_are_listed_in_a_file_or_by_another_program() {
    let at = Place::new("list", &["a.txt", "b.txt", "c.txt"]);
    let base = ["convert", "-o", "out", "--formats", "json", "--files-from"];
    at.write("list", "in/a.txt\r\n\nin/b.txt");
    at.run(&[&base[..], &["list"]].concat()).is(0, "2 inputs: 2 read", "lines");
    assert_eq!(at.tree("out").len(), 5);
    with_input(&at, &[&base[..], &["-", "-0"]].concat(), b"in/c.txt\0in/none.txt\0").is(
        4,
        "in/none.txt: expected a file",
        "-0",
    );
    assert!(at.path("out/c/document.json").exists());
    with_input(&at, &["check", "--files-from", "-"], b"").is(
        0,
        "0 inputs",
        "an empty list is no input, and not input/",
    );
    with_input(&at, &["check", "-", "--files-from", "-"], b"").is(2, "found both", "both");
    at.run(&["check", "--files-from", "none"]).is(2, "--files-from: none: cannot be read", "no list");
    at.run(&["check", "-0"]).is(2, "--files-from", "-0 alone");
    at.run(&[&base[..], &["list", "--prune"]].concat()).is(
        2,
        "expected folders with --prune",
        "a list knows nothing of what is gone",
    );
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_is_listed_before_nul() {
    let at = Place::new("list-odd", &["a\nb.txt", "a"]);
    with_input(&at, &["convert", "--files-from", "-", "-0", "-o", "out", "--formats", "json"], b"in/a\nb.txt\0").is(
        0,
        "in/a\\u{A}b.txt",
        "odd",
    );
}

#[test]
fn a_rehearsal_tells_and_writes_nothing() {
    let at = Place::new("dry-run", &["a.txt", "b.txt"]);
    at.convert(&["--dry-run"]).is(0, "in/a.txt: would be converted → out/a", "first");
    assert!(!at.path("out").exists());
    at.convert(&[]).is(0, "", "first");
    at.write("in/b.txt", PROSE);
    at.write("in/c.txt", "");
    let before = at.tree(".");
    let ran = at.convert(&["-n"]);
    ran.is(0, "3 inputs: 1 up to date, 2 to convert", "second");
    assert!(ran.stderr.contains("in/a.txt: up to date") && ran.stderr.contains("in/b.txt: would be converted"));
    fs::remove_file(at.path("in/b.txt")).unwrap();
    at.convert(&["-n", "--prune"]).is(0, "out/b: its input b.txt is gone; 1 file would be removed", "gone");
    assert_eq!(at.tree("out"), before.iter().filter_map(|path| path.strip_prefix("out/")).collect::<Vec<_>>());
    at.convert(&["-n", "--check"]).is(2, "cannot be used with", "both");
}

#[test]
fn only_what_failed_is_tried_again() {
    let at = Place::new("retry", &["a.txt", "b.txt", "c.txt"]);
    at.write("in/b.txt", [0; 9]);
    at.convert(&[]).is(4, "", "first");
    at.convert(&["--retry-failed"]).is(3, "1 input: 1 failed", "again");
    at.write("in/b.txt", REPORT);
    at.write("in/a.txt", PROSE);
    at.convert(&["--retry-failed"]).is(0, "1 input: 1 read", "mended");
    assert_eq!(at.read("out/manifest.jsonl").lines().count(), 3, "the others' lines stay");
    at.convert(&["--retry-failed"]).is(0, "0 inputs", "nothing failed");
    at.convert(&[]).is(0, "1 read, 2 up to date", "the rest");
}

#[test]
fn only_what_a_run_wrote_is_pruned() {
    let at = Place::new("prune", &["a.txt", "b.txt", "c.txt", "d.txt"]);
    at.convert(&[]).is(0, "", "first");
    ["b", "c", "d"].iter().for_each(|name| fs::remove_file(at.path(&format!("in/{name}.txt"))).unwrap());
    at.write("out/c/document.json", "changed");
    at.write("out/d/mine.txt", "mine");
    at.write("out/e/document.json", "unlisted");
    at.convert(&[]).is(0, "out/b: its input b.txt is gone; 1 file stay", "named");
    assert!(at.path("out/b/document.json").exists());
    let ran = at.convert(&["--prune"]);
    ran.is(0, "out/c/document.json: its input is gone, but it was changed since it was written; it stays", "pruned");
    assert_eq!(
        at.tree("out"),
        ["a", "a/document.json", "c", "c/document.json", "d", "d/mine.txt", "e", "e/document.json", "manifest.jsonl"]
    );
    at.convert(&["--check"]).is(1, "out/c: its input c.txt is gone", "check");
    at.run(&["convert", "in/a.txt", "-o", "out", "--prune"]).is(2, "expected folders with --prune", "a file");
}

#[test]
fn an_empty_or_unseen_folder_prunes_nothing() {
    let at = Place::new("unmounted", &["a.txt"]);
    at.convert(&[]).is(0, "", "first");
    fs::remove_file(at.path("in/a.txt")).unwrap();
    at.convert(&["--prune"]).is(3, "expected *.pdf or *.txt files in this folder or below, found none", "empty");
    assert!(at.path("out/a/document.json").exists(), "it may be mounted again tomorrow");
    #[cfg(unix)]
    {
        at.write("in/b.txt", REPORT);
        std::os::unix::fs::symlink("/nowhere/at/all", at.path("in/more")).unwrap();
        at.convert(&["--prune"]).is(0, "", "a link to a folder that is not there today");
        assert!(at.path("out/a/document.json").exists());
    }
}

#[test]
fn one_line_sums_up() {
    let at = Place::new("summary", &["a.txt"]);
    at.write("in/bad.txt", [0; 9]);
    let last = |arguments: &[&str]| at.convert(arguments).stderr.lines().last().unwrap().to_owned();
    assert_eq!(last(&[]), "2 inputs: 1 read, 1 failed; 0 errors, 0 warnings, 0 notes");
    assert_eq!(last(&[]), "2 inputs: 1 up to date, 1 failed; 0 errors, 0 warnings, 0 notes");
    let mut none = at.command(&["convert", "in/a.txt", "-o", "out", "--quiet"]);
    none.env("LANG", "C");
    assert_eq!(ran(none).stderr, "");
}
