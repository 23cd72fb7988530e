//! Findings as JUnit XML: a suite a report, a case a finding.

use super::batch::Batch;
use super::visible::visible;
use crate::finding::{Finding, Language, Severity};
use std::fmt::Write;

/// Errors and warnings fail, notes pass with a remark, accepted findings are skipped; a clean report is one case that passes.
pub fn junit(batches: &[Batch], language: Language) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"fukkoku\">\n");
    for batch in batches {
        let failed = batch.findings.iter().filter(|finding| fails(finding)).count();
        let skipped = batch.findings.iter().filter(|finding| finding.accepted.is_some()).count();
        let path = escaped(batch.path);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\">",
            batch.findings.len().max(1)
        );
        for finding in batch.findings {
            case(&mut out, &path, finding, language);
        }
        if batch.findings.is_empty() {
            let _ = writeln!(out, "    <testcase classname=\"{path}\" name=\"no findings\"/>");
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn fails(finding: &Finding) -> bool {
    finding.accepted.is_none() && finding.severity > Severity::Note
}

fn case(out: &mut String, path: &str, finding: &Finding, language: Language) {
    let (code, line) = (finding.code, finding.line_first);
    let message = escaped(finding.message_in(language));
    let _ = write!(
        out,
        "    <testcase classname=\"{path}\" name=\"{code} {}\" file=\"{path}\" line=\"{line}\">",
        escaped(&finding.fingerprint)
    );
    let _ = match &finding.accepted {
        Some(accepted) => {
            let told = escaped(&format!("accepted by {} on {}: {}", accepted.who, accepted.when, accepted.reason));
            write!(out, "<skipped message=\"{told}\"/>")
        }
        None if fails(finding) => {
            let severity = finding.severity.word();
            write!(out, "<failure type=\"{severity}\" message=\"{message}\">{path}:{line}</failure>")
        }
        None => write!(out, "<system-out>{message}</system-out>"),
    };
    out.push_str("</testcase>\n");
}

/// For text and attributes; what XML 1.0 cannot hold, or would steer who reads the log, is written visibly.
fn escaped(text: &str) -> String {
    let legal: String =
        visible(text).chars().map(|c| if matches!(c, '\u{FFFE}' | '\u{FFFF}') { '\u{FFFD}' } else { c }).collect();
    legal.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
