//! The manifest: one bad line loses that line, lines of others stay, and two runs at once lose none.

use super::{Place, ran};
use std::fs;

const MANIFEST: &str = "out/manifest.jsonl";

#[test]
fn one_bad_byte_loses_no_other_line() {
    for (kind, added, says) in [
        ("no-text", &b"\xff\n"[..], "manifest.jsonl:3: expected a line on a report"),
        ("nul", b"\0\0\0\n", "manifest.jsonl:3: expected a line"),
        ("empty-object", b"{}\n", "manifest.jsonl:3: expected a line"),
        ("deep", &[b'['; 10_000], ""),
        ("list", b"[1]\n", "manifest.jsonl:3: expected a line"),
        ("number", b"1e999\n", "manifest.jsonl:3: expected a line"),
        ("command", b"\n::error::x\n", "manifest.jsonl:4: expected a line"),
    ] {
        let at = Place::new(&format!("byte-{kind}"), &["a.txt", "b.txt"]);
        at.convert(&[]).is(0, "", kind);
        let before = fs::read(at.path(MANIFEST)).unwrap();
        at.write(MANIFEST, [&before, added].concat());
        let one = at.run(&["convert", "in/a.txt", "-o", "out", "--formats", "json", "--quiet"]);
        one.is(0, says, kind);
        assert_eq!(fs::read(at.path(MANIFEST)).unwrap(), before, "{kind}: both lines are there");
        assert!(!one.stderr.lines().any(|line| line.starts_with("::")), "{kind}: {}", one.stderr);
    }
}

#[test]
fn lines_of_another_version_are_named_and_stay() {
    let at = Place::new("versions", &["a.txt", "b.txt"]);
    at.convert(&[]).is(0, "", "first");
    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let old = at.read(MANIFEST).replace(&version, "\"version\":\"0.0.9\"");
    let newer = "{\"path\":\"b.txt\",\"version\":\"9.0.0\",\"outputs\":{\"new\":1}}";
    for (b_line, says) in [
        (old.lines().nth(1).unwrap(), "1 report of version 0.0.9 that this run is not about stay"),
        (newer, "manifest.jsonl:2: expected a line of this version on 'b.txt', found one of version 9.0.0"),
    ] {
        at.write(MANIFEST, format!("{}\n{b_line}\n", old.lines().next().unwrap()));
        at.run(&["convert", "in/a.txt", "-o", "out", "--formats", "json"]).is(0, says, "one report");
        let now = at.read(MANIFEST);
        assert!(now.lines().next().unwrap().contains(&version), "{now}");
        assert_eq!(now.lines().nth(1), Some(b_line), "as it was");
        at.convert(&["--check"]).is(1, "b.txt", "check");
        at.convert(&[]).is(0, "1 read", "all");
        at.convert(&["--check"]).is(0, "up to date", "all");
    }
}

#[test]
fn a_line_that_leads_elsewhere_removes_nothing() {
    for path in
        ["../in/a.txt", "/etc/hostname", "b/../../in/a.txt", "a/../../kept", "b/document.json", "manifest.jsonl"]
    {
        let at = Place::new("elsewhere", &["a.txt", "b.txt"]);
        at.convert(&[]).is(0, "", path);
        at.write("kept", "mine");
        let lines = at.read(MANIFEST);
        let forged = lines.lines().next().unwrap().replace("a/document.json", path).replace("a.txt", "ghost.txt");
        at.write(MANIFEST, format!("{lines}{forged}\n"));
        let before = at.tree(".");
        at.convert(&["--prune"]).is(0, "manifest.jsonl:3: expected files below 'ghost'", path);
        assert_eq!(at.tree("."), before, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn runs_at_once_lose_no_line() {
    let names: Vec<String> = (0..12).map(|number| format!("r{number}.txt")).collect();
    let at = Place::new("at-once", &names.iter().map(String::as_str).collect::<Vec<_>>());
    let runs: Vec<_> = names
        .iter()
        .map(|name| {
            let input = format!("in/{name}");
            let mut command = at.command(&["convert", &input, "-o", "out", "--formats", "json", "--jobs", "1"]);
            command.stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(at.read(MANIFEST).lines().count(), 12);
    at.convert(&["--check"]).is(0, "outputs are up to date", "afterwards");
}

#[cfg(unix)]
#[test]
fn a_second_run_waits_and_says_so() {
    let at = Place::new("waits", &["a.txt"]);
    at.make("out");
    let lock = fs::File::open(at.path("out")).unwrap();
    lock.lock().unwrap();
    let mut waiting = at.command(&["convert", "in", "-o", "out", "--formats", "json"]);
    let mut waiting = waiting.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let says = "waiting for another run that writes to out\n";
    let mut told = vec![0; says.len()];
    std::io::Read::read_exact(waiting.stderr.as_mut().unwrap(), &mut told).unwrap();
    assert_eq!(String::from_utf8_lossy(&told), says);
    drop(lock);
    assert!(waiting.wait().unwrap().success());
    assert!(at.path("out/a/document.json").exists());
}

#[cfg(unix)]
#[test]
fn killed_runs_are_taken_up_and_leave_nothing() {
    let names: Vec<String> = (0..30).map(|number| format!("r{number:02}.txt")).collect();
    let at = Place::new("killed", &names.iter().map(String::as_str).collect::<Vec<_>>());
    at.convert(&[]).is(0, "30 read", "undisturbed");
    fs::rename(at.path("out"), at.path("whole")).unwrap();
    for lines in [1, 7, 15, 29] {
        // Not below `timeout`, which it would outlive.
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_fukkoku"));
        run.args(["convert", "in", "-o", "out", "--formats", "json", "--jobs", "2"]).current_dir(at.path("."));
        run.stderr(std::process::Stdio::null());
        let mut run = run.spawn().unwrap();
        let done = || fs::read(at.path(MANIFEST)).map_or(0, |text| text.iter().filter(|&&byte| byte == b'\n').count());
        while done() < lines && run.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = run.kill();
        run.wait().unwrap();
        let was_done = done();
        at.write("out/r00/.fukkoku-Abc123.tmp", "half");
        let again = at.convert(&[]);
        again.is(0, "30 inputs", "taken up");
        let redone = again.stderr.lines().filter(|line| line.contains("no profile")).count();
        assert!(redone <= 30 - was_done + 2, "{redone} redone of {was_done}");
        let mut diff = std::process::Command::new("diff");
        diff.args(["-r", "whole", "out"]).current_dir(at.path("."));
        assert_eq!(ran(diff).code, 0, "as if undisturbed");
        fs::remove_dir_all(at.path("out")).unwrap();
    }
}
