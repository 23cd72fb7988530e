//! Findings for people and for machines that read build logs: one file a form.

mod github;
mod human;
mod json;
mod junit;
mod sarif;

pub use github::github;
pub use human::{Paint, human};
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;

use super::{Finding, Severity};
use fukkoku_recover::source::Source;
use std::fmt::Write;

/// The findings of one report.
pub struct Batch<'a> {
    /// Path as the user gave it.
    pub path: &'a str,
    /// The text, for excerpts.
    pub source: &'a Source,
    /// What was found.
    pub findings: &'a [Finding],
}

/// All findings with their paths: those that nobody accepted first, of these the gravest, in the order of the reports.
fn ranked<'a>(batches: &'a [Batch<'a>]) -> Vec<(&'a str, &'a Finding)> {
    let of_batch = |batch: &'a Batch<'a>| batch.findings.iter().map(move |finding| (batch.path, finding));
    let mut all: Vec<(&str, &Finding)> = batches.iter().flat_map(of_batch).collect();
    all.sort_by_key(|(_, finding)| (finding.accepted.is_some(), std::cmp::Reverse(finding.severity)));
    all
}

/// The severity that counts: an accepted finding is a note.
fn effective(finding: &Finding) -> Severity {
    if finding.accepted.is_some() { Severity::Note } else { finding.severity }
}

/// Control and direction characters made visible, so that a report cannot steer a terminal.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            let _ = write!(out, "\\u{{{:X}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character cannot be seen, or turns the direction of what follows.
pub fn is_hidden(c: char) -> bool {
    let steers = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    c.is_control() || steers || matches!(c, '\u{E0000}'..='\u{E0FFF}' | '\u{FE00}'..='\u{FE0F}')
}
