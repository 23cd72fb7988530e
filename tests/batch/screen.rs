//! What is shown steers no terminal and forges no command of who reads the log, whatever names, texts and settings hold.
#![cfg(unix)]

use super::{Place, ran};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

/// Beginnings of names and texts that somebody may have made on purpose.
const HOSTILE: [&str; 9] = [
    "::error::pwned",
    "\n::error::pwned",
    "x\r::error file=a::pwned",
    "\u{2028}::error::pwned",
    "\x1b[31mred\x1b]0;title\x07",
    "\u{202e}desrever\u{2066}",
    "##[error]pwned",
    "##vso[task.complete]pwned",
    "\u{85}\u{9b}31m%0A::error::pwned",
];

const STYLES: [&str; 5] = ["human", "json", "github", "sarif", "junit"];

/// Nothing that steers; `own` are commands that the style itself writes.
fn assert_harmless(shown: &[u8], style: &str, what: &str) {
    let text = std::str::from_utf8(shown).unwrap_or_else(|_| panic!("{what}: no text"));
    for line in text.split('\n') {
        let hidden = line.chars().find(|c| {
            c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}'..='\u{200F}')
        });
        assert_eq!(hidden, None, "{what}: {line:?}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{what}: {line:?}");
        let own = style == "github"
            && ["::error file=", "::warning file=", "::notice file="].iter().any(|own| line.starts_with(own));
        assert!(own || !line.trim_start().starts_with("::"), "{what}: {line:?}");
    }
}

/// A report whose text says it too, with an error in its sums.
fn report(hostile: &str) -> String {
    let text = hostile.replace('\n', " ");
    format!(
        "１ 人口の推移{text} \n\n{text}市の人口は次のとおりである。 \n\n年度 男 女 計 \n昭和37{text} 101 202 999 \n昭和38 111 222 333 \n昭和39 121 242 363 \n"
    )
}

#[test]
fn no_name_and_no_text_steers() {
    for (number, hostile) in HOSTILE.into_iter().enumerate() {
        let at = Place::new(&format!("screen-{number}"), &["g.txt"]);
        let name = hostile.replace('/', "");
        let path = at.path("in").join(OsStr::from_bytes(name.as_bytes())).with_extension("");
        let file = format!("{}.txt", path.display());
        fs::write(&file, report(hostile)).unwrap();
        fs::write(format!("{}.csv", path.display()), format!("{},\n1\n", hostile.replace('\n', ""))).unwrap();
        fs::write(format!("{}-bad.txt", path.display()), [0; 9]).unwrap();
        std::os::unix::fs::symlink("nowhere", format!("{}-link.txt", path.display())).unwrap();
        fs::create_dir_all(format!("{}-dir", path.display())).unwrap();
        for style in STYLES {
            for arguments in [
                &["convert", "in", "-o", "out", "--formats", "json", "-v", "--report", style][..],
                &["convert", "in", "-o", "out", "--formats", "json", "--check", "--report", style],
                &["check", "in", "-v", "--report", style],
                &["check", "in", "-v", "--lang", "ja", "--report", style],
                &["lint", "in", "-v", "--report", style],
                &["check", &file, "--report", style],
                &["check", &format!("{}-dir", path.display()), "--report", style],
            ] {
                let mut command = at.command(arguments);
                let output = command.stdin(Stdio::null()).output().unwrap();
                assert_ne!(output.status.code(), Some(101), "{arguments:?}");
                assert_harmless(&output.stderr, style, &format!("{arguments:?}"));
                assert_harmless(&output.stdout, style, &format!("{arguments:?}"));
            }
        }
        for arguments in [
            vec!["dump", "--stage", "pages", &file],
            vec!["dump", "--stage", "blocks", &file],
            vec!["dump", "--stage", "blocks", "--explain", "1", &file],
            vec!["dump", "--stage", "blocks", "--explain", hostile, &file],
            vec!["dump", "--stage", "document", &file],
            vec!["dump", "--stage", "layout", &file],
            vec!["explain", hostile],
            vec!["profile", "show", hostile],
            vec!["profile", "check", &file],
            vec!["profile", "check", hostile],
            vec!["profile", "init", &file],
            vec!["check", &file, "--profile", hostile],
            vec!["check", &file, "--encoding", hostile],
            vec!["check", hostile],
            vec!["check", "in", "--only", hostile],
            vec!["check", "--files-from", hostile],
            vec!["convert", "in", "-o", hostile, "--formats", "json", "--dry-run"],
            vec!["convert", "in", "-o", &file],
            vec!["convert", "in", "--formats", hostile],
            vec!["schema", hostile],
            vec!["completions", hostile],
            vec!["normalize", "--as", hostile],
            vec!["--config", hostile, "man"],
            vec![hostile],
            vec!["explain", "FK301", hostile],
            vec!["check", "--jobs", hostile],
        ] {
            let ran = at.run(&arguments);
            assert_ne!(ran.code, 101, "{arguments:?}");
            assert_harmless(ran.stderr.as_bytes(), "human", &format!("{arguments:?}"));
            assert_harmless(ran.stdout.as_bytes(), "human", &format!("{arguments:?}"));
        }
    }
}

#[test]
fn no_setting_profile_or_accepted_finding_steers() {
    for (number, hostile) in HOSTILE.into_iter().enumerate() {
        let at = Place::new(&format!("screen-settings-{number}"), &["g.txt"]);
        let quoted = serde_json::to_string(hostile).unwrap().replace('\u{85}', "\\u0085").replace('\u{9b}', "\\u009b");
        for settings in [
            format!("{quoted} = 1\n"),
            format!(
                "fail-on = {quoted}\nlang = {quoted}\nencoding = {quoted}\njobs = {quoted}\nformats = [{quoted}]\n"
            ),
            format!("profile = {quoted}\n"),
            format!("accept = {quoted}\n"),
            format!("output = {quoted}\n"),
        ] {
            at.write("fukkoku.toml", &settings);
            for arguments in [&["check", "in"][..], &["convert", "in", "--dry-run"]] {
                let ran = at.run(arguments);
                assert_harmless(ran.stderr.as_bytes(), "human", &settings);
                assert_harmless(ran.stdout.as_bytes(), "human", &settings);
            }
        }
        fs::remove_file(at.path("fukkoku.toml")).unwrap();
        at.write("in/profiles/x.toml", format!("id = \"x\"\ntitle = {quoted}\nrecognise = [{quoted}]\n"));
        at.write("bad.toml", format!("id = {quoted}\n{quoted} = {quoted}\n"));
        let entry = |code: &str| {
            format!(
                "[[accept]]\nreport = \"g\"\ncode = {code}\nfingerprint = {quoted}\nreason = {quoted}\nwho = {quoted}\nwhen = \"2024-04-01\"\n"
            )
        };
        at.write("a.toml", entry("\"FK301\""));
        at.write("b.toml", entry(&quoted));
        let mut list: Vec<Vec<&str>> =
            vec![vec!["profile", "check", "bad.toml"], vec!["check", "in", "--accept", "b.toml"]];
        list.extend(STYLES.map(|style| vec!["check", "in", "-v", "--accept", "a.toml", "--report", style]));
        for arguments in list {
            let style = if arguments.contains(&"github") { "github" } else { "human" };
            let ran = at.run(&arguments);
            assert_harmless(ran.stderr.as_bytes(), style, &format!("{arguments:?}"));
        }
        fs::rename(at.path("in"), at.path("input")).unwrap();
        let listed = at.run(&["profile", "list"]);
        assert_harmless(listed.stdout.as_bytes(), "human", "profile list");
    }
}

#[test]
fn what_a_filter_says_of_its_lines_steers_not() {
    let mut command = Command::new("sh");
    command.args(["-c", "printf '\\033[31m\\n##[error]x\\n::error::y\\r\\n' | $B normalize --as date >/dev/null"]);
    command.env("B", env!("CARGO_BIN_EXE_fukkoku"));
    let ran = ran(command);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_harmless(ran.stderr.as_bytes(), "human", "normalize");
}
