//! The findings of several reports, as the forms take them.

use crate::finding::{Finding, Severity};
use fukkoku_recover::source::Source;

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
pub(super) fn ranked<'a>(batches: &'a [Batch<'a>]) -> Vec<(&'a str, &'a Finding)> {
    let of_batch = |batch: &'a Batch<'a>| batch.findings.iter().map(move |finding| (batch.path, finding));
    let mut all: Vec<(&str, &Finding)> = batches.iter().flat_map(of_batch).collect();
    all.sort_by_key(|(_, finding)| (finding.accepted.is_some(), std::cmp::Reverse(finding.severity)));
    all
}

/// The severity that counts: an accepted finding is a note.
pub(super) fn effective(finding: &Finding) -> Severity {
    if finding.accepted.is_some() { Severity::Note } else { finding.severity }
}
