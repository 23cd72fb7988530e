//! Findings for build systems: SARIF by its schema, GitHub's commands, JUnit, and what accepted findings become in each.

use crate::support::{bytes, plain, root, samples, scratch};
use fukkoku::finding::Language;
use fukkoku::finding::render::{Batch, github, junit, sarif};
use fukkoku::{Options, Report, read_report};
use serde_json::Value;
use std::fs;
use std::process::{Command, Output};

fn batch<'a>(path: &'a str, report: &'a Report) -> Batch<'a> {
    Batch { path, source: &report.source, findings: &report.checked.findings }
}

/// A report with so many slips that every limit is passed: lines of half-width kana, and a number in each.
fn crowded(lines: usize) -> Report {
    let line = "この計画は､事務の効率化を図るために策定し、町の各課で実施した（住民記録)。\n\n";
    let text = format!("１ 情報化のあゆみ \n\n{}", line.repeat(lines));
    read_report("crowded.txt", text.as_bytes(), &Options::default()).unwrap()
}

#[test]
fn sarif_fits_its_published_schema() {
    let schema: Value = serde_json::from_slice(&bytes("fixtures/sarif/sarif-schema-2.1.0.json")).unwrap();
    let mut reports: Vec<(String, Report)> = samples()
        .into_iter()
        .map(|name| (name.clone(), plain(&format!("fixtures/reports/{name}/report.txt"))))
        .collect();
    reports[0].1.checked.findings[0].accepted = Some(fukkoku::finding::Accepted {
        reason: "原本どおり".into(),
        who: "総務課".into(),
        when: "2024-04-01".into(),
    });
    reports.push(("入力/crowded 1.txt".into(), crowded(2_000)));
    let batches: Vec<Batch> = reports.iter().map(|(name, report)| batch(name, report)).collect();
    for language in [Language::English, Language::Japanese] {
        let log: Value = serde_json::from_str(&sarif(&batches, language)).unwrap();
        let faults = crate::schema::faults(&schema, &schema, &log, "");
        assert!(faults.is_empty(), "{:?}", &faults[..faults.len().min(5)]);
        let results = log["runs"][0]["results"].as_array().unwrap();
        let levels: Vec<&str> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
        assert!(levels.iter().position(|level| *level == "error") == Some(0), "the gravest first");
        assert_eq!(results.iter().filter(|result| result.get("suppressions").is_some()).count(), 1);
        assert!(results.len() <= 5_000);
    }
    let broken = serde_json::json!({"version": "2.0.0", "runs": [{"tool": {}}]});
    assert_eq!(crate::schema::faults(&schema, &schema, &broken, "").len(), 2, "the judge judges");
}

#[test]
fn annotations_stand_at_their_lines_and_are_no_more_than_shown() {
    let report = plain("fixtures/reports/110/report.txt");
    let text = github(&[batch("a,b:c.txt", &report)], Language::English);
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("::error file=a%2Cb%3Ac.txt,line=442,endLine=442,title=FK301::total "), "{first}");
    assert!(report.source.slice(report.source.line_span(442)).starts_with("計 "), "the line of the total");
    let crowded = crowded(100);
    let text = github(&[batch("c.txt", &crowded)], Language::Japanese);
    let notices = text.lines().filter(|line| line.starts_with("::notice")).count();
    assert_eq!(notices, 10, "GitHub shows ten of a kind: nine and how many more");
    assert!(text.contains("more findings of severity note are not shown"));
}

#[test]
fn junit_counts_what_fails() {
    let report = plain("fixtures/reports/110/report.txt");
    let clean = plain("fixtures/hard/no-table.txt");
    let text = junit(&[batch("a&b.txt", &report), batch("clean.txt", &clean)], Language::English);
    let count = |what: &str| text.matches(what).count();
    let failures = report.checked.findings.iter().filter(|f| f.severity > fukkoku::finding::Severity::Note).count();
    assert_eq!(count("<failure "), failures);
    assert!(text.contains(&format!(
        "<testsuite name=\"a&amp;b.txt\" tests=\"{}\" failures=\"{failures}\"",
        report.checked.findings.len()
    )));
    assert!(text.contains("<testcase classname=\"clean.txt\" name=\"no findings\"/>"));
    assert_eq!(count("<testsuite "), count("</testsuite>"));
    assert_eq!(count("<testcase "), report.checked.findings.len() + 1);
}

#[test]
fn a_million_findings_are_counted_and_the_first_thousand_kept() {
    let report = crowded(3_000);
    let kept = |code: &str| report.checked.findings.iter().filter(|finding| finding.code.id() == code).count();
    assert_eq!((kept("FK603"), report.checked.more.get(&fukkoku::finding::Code::FK603)), (1_000, Some(&2_000)));
    let last = report.checked.findings.iter().rfind(|finding| finding.code.id() == "FK603").unwrap();
    assert!(last.message.ends_with("(2000 more findings of FK603 are not listed)"), "{}", last.message);
    assert!(last.message_ja.ends_with("（FK603はほかに2000件）"), "{}", last.message_ja);
}

#[test]
fn fingerprints_outlive_lines_put_above() {
    let text = String::from_utf8(bytes("fixtures/reports/110/report.txt")).unwrap();
    let prints = |text: &str| -> Vec<(&'static str, String)> {
        let report = read_report("r.txt", text.as_bytes(), &Options::default()).unwrap();
        let cells = report.checked.findings.iter().filter(|finding| finding.row.is_some());
        cells.map(|finding| (finding.code.id(), finding.fingerprint.clone())).collect()
    };
    let before = prints(&text);
    let (head, rest) = text.split_once("（１）").unwrap();
    assert_eq!(before, prints(&format!("{head}町の事務のあゆみをここに記す。 \n\n（１）{rest}")), "lines moved");
    let all: std::collections::BTreeSet<_> = before.iter().collect();
    assert_eq!(all.len(), before.len(), "no two the same");
}

fn run(folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fukkoku")).args(arguments).current_dir(folder).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_accepted_finding_is_listed_and_fails_nothing() {
    let folder = scratch("accept");
    fs::copy(root().join("fixtures/reports/110/report.txt"), folder.join("a.txt")).unwrap();
    let report = plain("fixtures/reports/110/report.txt");
    let error = report.checked.findings.iter().find(|finding| finding.code.id() == "FK301").unwrap();
    let entry = |fingerprint: &str| {
        format!(
            "[[accept]]\nreport = \"a\"\ncode = \"FK301\"\nfingerprint = \"{fingerprint}\"\nreason = \"原本どおり\"\nwho = \"財政課\"\nwhen = \"2024-04-01\"\n"
        )
    };
    assert_eq!(run(&folder, &["check", "a.txt", "--fail-on", "error"]).status.code(), Some(1));
    fs::write(folder.join("fukkoku.accept.toml"), entry(&error.fingerprint)).unwrap();
    let output = run(&folder, &["check", "a.txt", "--fail-on", "error", "--lang", "ja"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("受入れ済み: 財政課, 2024-04-01: 原本どおり"), "{}", stderr(&output));
    let output = run(&folder, &["convert", "a.txt", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let findings = fs::read_to_string(folder.join("out/a/findings.json")).unwrap();
    assert!(findings.contains("\"who\": \"財政課\""), "the outputs tell it too");
    fs::write(folder.join("fukkoku.accept.toml"), entry("0000000000000000")).unwrap();
    let output = run(&folder, &["check", "a.txt", "--fail-on", "error"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("FK901"), "{}", stderr(&output));
    let output = run(&folder, &["convert", "a.txt", "-o", "out"]);
    assert!(!stderr(&output).contains("up to date"), "a changed list makes the outputs stale");
    fs::write(folder.join("fukkoku.accept.toml"), "[[accept]]\nreport = 1\n").unwrap();
    let output = run(&folder, &["check", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("fukkoku.accept.toml:2:10"), "{}", stderr(&output));
}

#[test]
fn csv_files_are_held_against_the_rules() {
    let folder = scratch("lint");
    let clean = "\"時間軸コード\",\"年度\",\"地区\",\"人数（人）\"\n\"2020100000\",\"2020\",\"東町\",\"12\"\n\"2021100000\",\"2021\",\"西町\",\"***\"\n";
    fs::write(folder.join("clean.csv"), clean).unwrap();
    let output = run(&folder, &["lint", "--rules", "soumu", "clean.csv", "--fail-on", "warning"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    fs::write(folder.join("bad.csv"), "表１,\n年度,金額\n令和2年度,\"1,234\"\n令和3年度,－\n").unwrap();
    let output = run(&folder, &["lint", ".", "--fail-on", "error", "-v"]);
    assert_eq!(output.status.code(), Some(1));
    for code in ["FK803", "FK808", "FK810", "FK812", "FK814", "FK815"] {
        assert!(stderr(&output).contains(code), "{code}: {}", stderr(&output));
    }
    assert_eq!(run(&folder, &["lint", "none"]).status.code(), Some(3));
    let sarif = run(&folder, &["lint", "bad.csv", "--report", "sarif", "-q"]);
    let log: Value = serde_json::from_slice(&sarif.stderr).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["level"], "error");
}
