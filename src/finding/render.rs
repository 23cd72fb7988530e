//! Findings for people and for machines that read build logs.

use super::{Finding, Severity, codes};
use crate::source::{Source, Span};
use serde_json::{Value, json};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Widest excerpt of a line, in columns of a terminal.
const EXCERPT: usize = 100;

/// The findings of one report.
pub struct Batch<'a> {
    /// Path as the user gave it.
    pub path: &'a str,
    /// The text, for excerpts.
    pub source: &'a Source,
    /// What was found.
    pub findings: &'a [Finding],
}

/// Whether to use terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// No escape sequences.
    Plain,
    /// Severity in colour.
    Colour,
}

/// For a person: message, excerpt with the place underlined, what to do.
pub fn human(batch: &Batch, paint: Paint) -> String {
    let mut out = String::new();
    for finding in batch.findings {
        let span = finding.span.unwrap_or_else(|| batch.source.line_span(finding.line_first.max(1)));
        let place = batch.source.place(span.start);
        let severity = painted(finding.severity, finding.code, paint);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {severity}: {}",
            visible(batch.path),
            place.line,
            place.column,
            visible(&finding.message)
        );
        out.push_str(&excerpt(batch.source, span));
        if let Some(proposal) = &finding.proposal {
            let _ = writeln!(out, "help: {} ({}): {}", proposal.value, proposal.grade.word(), visible(&proposal.proof));
        }
    }
    out
}

fn painted(severity: Severity, code: &str, paint: Paint) -> String {
    let colour = match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    match paint {
        Paint::Plain => format!("{}[{code}]", severity.word()),
        Paint::Colour => format!("\x1b[1;{colour}m{}[{code}]\x1b[0m", severity.word()),
    }
}

/// The line of a place with the place underlined.
fn excerpt(source: &Source, span: Span) -> String {
    let line = source.line_of(span.start);
    let whole = source.line_span(line);
    let end = span.end.min(whole.end).max(span.start);
    let (from, to) = window(source.slice(whole), span.start - whole.start, end - whole.start);
    let text = &source.slice(whole)[from..to];
    let before = visible(&source.slice(whole)[from..span.start - whole.start]);
    let marked = visible(source.slice(Span::new(span.start, end)));
    let number = format!("{line:>5}");
    let carets = "^".repeat(marked.width().max(1));
    format!("{number} | {}\n{:5} | {}{carets}\n", visible(text), "", " ".repeat(before.width()))
}

/// The part of a long line around a place.
fn window(line: &str, start: usize, end: usize) -> (usize, usize) {
    let mut from = start;
    let mut room = EXCERPT / 2;
    for (at, c) in line[..start].char_indices().rev() {
        room = room.saturating_sub(c.width().unwrap_or(1));
        if room == 0 {
            break;
        }
        from = at;
    }
    let mut to = start;
    let mut room = EXCERPT;
    for (at, c) in line[start..].char_indices() {
        room = room.saturating_sub(c.width().unwrap_or(1));
        if room == 0 && start + at >= end {
            break;
        }
        to = start + at + c.len_utf8();
    }
    (from, to.max(end))
}

/// Control and direction characters made visible, so that a report cannot steer a terminal.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
        if hidden {
            let _ = write!(out, "\\u{{{:X}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// One JSON object: `{"schema_version", "reports": [{"path", "findings"}]}`.
pub fn json(batches: &[Batch]) -> String {
    let reports: Vec<Value> =
        batches.iter().map(|batch| json!({"path": batch.path, "findings": batch.findings})).collect();
    format!("{}\n", json!({"schema_version": "1.0", "reports": reports}))
}

/// Most annotations of one severity that GitHub shows for a step.
const GITHUB_SHOWN: usize = 10;

/// Workflow commands of GitHub: the gravest findings first, as many as it shows, and a count of the rest.
pub fn github(batches: &[Batch]) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let all = batches.iter().flat_map(|batch| batch.findings.iter().map(move |finding| (batch.path, finding)));
        let these: Vec<(&str, &Finding)> = all.filter(|(_, finding)| finding.severity == severity).collect();
        for (path, finding) in these.iter().take(GITHUB_SHOWN) {
            out.push_str(&annotation(path, finding));
        }
        if these.len() > GITHUB_SHOWN {
            let kind = command(severity);
            let _ = writeln!(
                out,
                "::{kind}::{} more findings of severity {} are not shown",
                these.len() - GITHUB_SHOWN,
                severity.word()
            );
        }
    }
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn annotation(path: &str, finding: &Finding) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    format!(
        "::{} file={},line={},endLine={},title={}::{}\n",
        command(finding.severity),
        property(path),
        finding.line_first,
        finding.line_last,
        finding.code,
        escape(&finding.message)
    )
}

/// Most results that a consumer of SARIF takes from one run.
const SARIF_TAKEN: usize = 5_000;

/// SARIF 2.1.0, the gravest findings first. Fingerprints name rule, table and cell, not lines, so they outlive edits.
pub fn sarif(batches: &[Batch]) -> String {
    let rules: Vec<Value> = codes::CODES
        .iter()
        .map(|code| {
            json!({
                "id": code.id,
                "shortDescription": {"text": code.title.0},
                "fullDescription": {"text": code.explanation},
                "defaultConfiguration": {"level": code.severity.word()},
            })
        })
        .collect();
    let mut all: Vec<(&str, &Finding)> =
        batches.iter().flat_map(|batch| batch.findings.iter().map(move |finding| (batch.path, finding))).collect();
    all.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    let results: Vec<Value> = all.iter().take(SARIF_TAKEN).map(|(path, finding)| sarif_result(path, finding)).collect();
    let log = json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": {"driver": {"name": "fukkoku", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log}\n")
}

fn sarif_result(path: &str, finding: &Finding) -> Value {
    let cell = format!(
        "{}/{}/{}/{}/{}",
        finding.code,
        finding.table.as_deref().unwrap_or_default(),
        finding.row.unwrap_or_default(),
        finding.column.unwrap_or_default(),
        finding.printed
    );
    json!({
        "ruleId": finding.code,
        "level": finding.severity.word(),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": path},
            "region": {"startLine": finding.line_first.max(1), "endLine": finding.line_last.max(1)},
        }}],
        "partialFingerprints": {"fukkoku/v1": blake3::hash(cell.as_bytes()).to_hex()[..32].to_owned()},
    })
}
