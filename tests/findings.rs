//! Every code of a finding: a fixture that triggers it, its messages, its page.

use crate::support::{golden, root};
use fukkoku::finding::codes::CODES;
use fukkoku::finding::render::{Batch, Paint, human};
use fukkoku::finding::{Finding, Language, accept};
use fukkoku::lint::{Rules, lint};
use fukkoku::{Options, ProfileChoice, profile, read_report};
use fukkoku_recover::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

fn folder(code: &str) -> PathBuf {
    root().join("fixtures/findings").join(code)
}

/// The text and the findings of a fixture: a report as text or paper, perhaps with a profile or accepted findings, or a CSV file.
fn found(code: &str) -> (Source, Vec<Finding>) {
    let folder = folder(code);
    if let Ok(bytes) = fs::read(folder.join("table.csv")) {
        let linted = lint("table.csv", &bytes, Rules::Soumu, &[]);
        return (linted.source, linted.findings);
    }
    let name = if folder.join("report.pdf").exists() { "report.pdf" } else { "report.txt" };
    let bytes = fs::read(folder.join(name)).unwrap_or_else(|_| panic!("{code}: no fixture"));
    let text = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let profile = text("profile.toml").map_or(ProfileChoice::None, |text| {
        ProfileChoice::Given(Box::new(profile::parse("profile.toml", &text).unwrap_or_else(|error| panic!("{error}"))))
    });
    let accepted = text("accept.toml").map_or_else(Vec::new, |text| accept::read(&text).unwrap());
    let report = read_report(name, &bytes, &Options { profile, accepted, ..Options::default() }).unwrap();
    (report.source, report.checked.findings)
}

#[test]
fn every_code_has_a_fixture_that_triggers_it_and_its_messages_are_kept() {
    for code in CODES {
        let (source, findings) = found(code.id);
        let own: Vec<Finding> = findings.iter().filter(|finding| finding.code.id() == code.id).cloned().collect();
        let others: BTreeSet<&str> = findings.iter().map(|finding| finding.code.id()).collect();
        assert!(!own.is_empty(), "{}: its fixture triggers only {others:?}", code.id);
        let path = if source.name.ends_with(".pdf") { "report.pdf" } else { "report.txt" };
        let batch = Batch { path, source: &source, findings: &own };
        let told = [Language::English, Language::Japanese].map(|language| human(&batch, Paint::Plain, language));
        golden(&folder(code.id).join("expected.txt"), told.join("\n").as_bytes());
    }
}

#[test]
fn every_fixture_has_a_code() {
    let folders: BTreeSet<String> = fs::read_dir(root().join("fixtures/findings"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders, CODES.iter().map(|code| code.id.to_owned()).collect());
}

#[test]
fn every_code_has_a_page_in_both_languages() {
    let japanese = |text: &str| text.chars().any(|c| matches!(c, 'ぁ'..='ん'));
    let mut seen = BTreeMap::new();
    for code in CODES {
        let (english, in_japanese) = code.explanation;
        assert!(english.split_whitespace().count() >= 12 && english.ends_with('.'), "{}: {english}", code.id);
        assert!(japanese(in_japanese) && in_japanese.ends_with('。'), "{}: {in_japanese}", code.id);
        assert!(!code.title.0.is_empty() && !code.title.1.is_empty(), "{}", code.id);
        assert!(code.example.contains("\n→ "), "{}: what stands there, and what is said of it", code.id);
        assert_eq!(seen.insert(english, code.id), None, "{}: a page of its own", code.id);
    }
    assert!(CODES.windows(2).all(|pair| pair[0].id < pair[1].id), "in order, none twice");
}

/// What a clerk needs: where, what, and in words that are not ours.
#[test]
fn messages_name_the_place_and_what_is_wrong() {
    for code in CODES {
        let (source, findings) = found(code.id);
        for finding in findings.iter().filter(|finding| finding.code.id() == code.id) {
            assert!(finding.line_first >= 1 && finding.line_last >= finding.line_first, "{}", code.id);
            assert!(finding.line_last <= source.line_count().max(1), "{}: line {}", code.id, finding.line_last);
            assert!(finding.message.chars().count() >= 12 && finding.message_ja.chars().count() >= 5, "{}", code.id);
            for word in ["None", "Some(", "usize", "span", "  ", "unwrap"] {
                assert!(!finding.message.contains(word), "{}: {}", code.id, finding.message);
            }
            assert_eq!(finding.fingerprint.len(), 16, "{}", code.id);
        }
    }
}
