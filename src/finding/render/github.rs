//! Findings as annotations of GitHub Actions.

use super::batch::{Batch, effective, ranked};
use super::visible::visible;
use crate::finding::{Finding, Language, Severity};
use std::fmt::Write;

/// Most annotations of one severity that GitHub shows for a step.
const SHOWN: usize = 10;

/// Workflow commands: the gravest findings first, as many as GitHub shows, and a count of the rest.
pub fn github(batches: &[Batch], language: Language) -> String {
    let all = ranked(batches);
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let these: Vec<_> = all.iter().filter(|(_, finding)| effective(finding) == severity).collect();
        // The last of them says how many are left out.
        let shown = if these.len() > SHOWN { SHOWN - 1 } else { these.len() };
        for (path, finding) in &these[..shown] {
            out.push_str(&annotation(path, finding, language));
        }
        if these.len() > shown {
            let (more, word) = (these.len() - shown, severity.word());
            let _ = writeln!(out, "::{}::{more} more findings of severity {word} are not shown", command(severity));
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

fn annotation(path: &str, finding: &Finding, language: Language) -> String {
    // A line break would end the command, and what follows it begin another.
    let escape = |text: &str| visible(text).replace('%', "%25");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let accepted =
        finding.accepted.as_ref().map(|accepted| format!(" (accepted by {}: {})", accepted.who, accepted.reason));
    format!(
        "::{} file={},line={},endLine={},title={}::{}{}\n",
        command(effective(finding)),
        property(path),
        finding.line_first.max(1),
        finding.line_last.max(1),
        finding.code,
        escape(finding.message_in(language)),
        escape(&accepted.unwrap_or_default())
    )
}
