//! Settings: every key with every kind of bad value is refused with line and column, whatever command is run.

use super::Place;

/// Values of every kind that TOML has, and some that are almost right.
const VALUES: [&str; 26] = [
    "\"\"",
    "\"x\"",
    "\"Never mind\"",
    "\"warnings\"",
    "\"json\"",
    "\"a4 \"",
    "\"\\u0000\"",
    "\"\\u001b[31m\"",
    "\"::error::x\"",
    "0",
    "1",
    "-1",
    "1025",
    "18446744073709551615",
    "99999999999999999999",
    "1.5",
    "nan",
    "true",
    "false",
    "1979-05-27",
    "07:32:00",
    "[]",
    "[1]",
    "[\"json\", \"jsno\"]",
    "{}",
    "{ a = 1 }",
];

/// Which of these each key takes.
const TAKEN: [(&str, &[&str]); 13] = [
    (
        "output",
        &["\"x\"", "\"Never mind\"", "\"warnings\"", "\"json\"", "\"a4 \"", "\"\\u001b[31m\"", "\"::error::x\""],
    ),
    ("formats", &[]),
    (
        "profile",
        &[
            "\"x\"",
            "\"Never mind\"",
            "\"warnings\"",
            "\"json\"",
            "\"a4 \"",
            "\"\\u0000\"",
            "\"\\u001b[31m\"",
            "\"::error::x\"",
        ],
    ),
    ("encoding", &[]),
    ("jobs", &["1"]),
    ("fail-on", &[]),
    ("paper", &[]),
    ("binding", &[]),
    ("charts", &["true", "false"]),
    ("hanging", &["true", "false"]),
    ("max-bytes", &["1", "1025", "18446744073709551615"]),
    ("lang", &[]),
    (
        "accept",
        &["\"x\"", "\"Never mind\"", "\"warnings\"", "\"json\"", "\"a4 \"", "\"\\u001b[31m\"", "\"::error::x\""],
    ),
];

#[test]
fn every_key_refuses_every_bad_value_where_it_stands() {
    let at = Place::new("settings", &["r.txt"]);
    let mut refused = 0;
    for (key, taken) in TAKEN {
        for value in VALUES {
            at.write("fukkoku.toml", format!("# one\n {key} = {value}\n"));
            let ran = at.run(&["schema", "tidy"]);
            let column = key.len() + 5;
            if taken.contains(&value) {
                ran.is(0, "", &format!("{key} = {value}"));
            } else {
                // In a list it is one of its items that is wrong.
                let place = if value.starts_with('[') { String::new() } else { format!("{column}: expected ") };
                ran.is(2, &format!("error: fukkoku.toml:2:{place}"), &format!("{key} = {value}"));
                assert!(ran.stderr.contains(", found ") || key == "formats", "{}", ran.stderr);
                refused += 1;
            }
            assert!(
                ran.stderr.lines().count() <= 1 && !ran.stderr.contains('\u{1b}'),
                "{key} = {value}: {}",
                ran.stderr
            );
        }
    }
    let taken: usize = TAKEN.iter().map(|(_, taken)| taken.len()).sum();
    assert_eq!(refused, TAKEN.len() * VALUES.len() - taken, "each but those that are right");
}

#[test]
fn keys_that_are_none_and_files_that_are_none_are_refused_where_they_are_wrong() {
    let at = Place::new("settings-keys", &["r.txt"]);
    for (text, says) in [
        ("Jobs = 1\n", "fukkoku.toml:1:1: expected a key among output,"),
        ("fail_on = \"error\"\n", "fukkoku.toml:1:1: expected a key"),
        ("[convert]\njobs = 1\n", "fukkoku.toml:1:2: expected a key"),
        ("[jobs]\n", "fukkoku.toml:1:1: expected a whole number from 1 to 1024, found a table"),
        ("jobs.x = 1\n", "fukkoku.toml:1:"),
        ("\"a\\n::error::b\" = 1\n", "found 'a\\u{A}::error::b'"),
        ("jobs = 1\njobs = 1\n", "fukkoku.toml:2:1"),
        ("jobs = \n", "fukkoku.toml:1:"),
        ("jobs = 1 output = 2\n", "fukkoku.toml:1:"),
        ("= 1\n", "fukkoku.toml:1:1"),
        ("a = \"\"\"\n\n", "fukkoku.toml:"),
        ("\u{FEFF}jobs = 0\n", "fukkoku.toml:1:8: expected a whole number"),
        ("\0", "fukkoku.toml:1:1"),
    ] {
        at.write("fukkoku.toml", text);
        let ran = at.run(&["explain"]);
        ran.is(2, says, text);
        assert!(ran.stderr.lines().all(|line| line.starts_with("error: fukkoku.toml:")), "{}", ran.stderr);
    }
    at.write("fukkoku.toml", "jobs = 0\nlang = \"de\"\n");
    assert_eq!(at.run(&["explain"]).stderr.lines().count(), 2, "all that is wrong");
    at.write("fukkoku.toml", "jobs = [".repeat(100_000));
    at.run(&["explain"]).is(2, "fukkoku.toml:1:", "deep");
}

#[test]
fn what_a_setting_names_and_cannot_be_used_is_told_with_its_place() {
    let at = Place::new("settings-files", &["r.txt"]);
    for (text, says) in [
        ("\naccept = \"none.toml\"\n", "fukkoku.toml:2:10: none.toml: cannot be read"),
        ("accept = \"in\"\n", "fukkoku.toml:1:10: in: expected a regular file, found a folder"),
        ("profile = \"none.toml\"\n", "fukkoku.toml:1:11: none.toml: cannot be read"),
        ("profile = \"nobody\"\n", "fukkoku.toml:1:11: expected a profile among"),
    ] {
        at.write("fukkoku.toml", text);
        at.run(&["check", "in"]).is(2, says, text);
        at.convert(&[]).is(2, says, text);
        assert!(!at.path("out").exists());
    }
    at.run(&["--config", "none.toml", "explain"]).is(2, "none.toml: cannot be read", "by a flag");
}
