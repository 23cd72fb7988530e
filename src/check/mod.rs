//! Checks: what is wrong in the source, proved where it can be.
//!
//! One file a field, one row a check in [`CHECKS`]. A check reads the document and returns findings; it never changes the
//! report's text. Proposals of `arithmetic` are then written beside the printed values.

mod apply;
mod arithmetic;
mod brackets;
mod chronology;
mod doubt;
mod headings;
mod pages;
mod stated;
pub(crate) mod sums;
mod suspects;

use crate::document::Document;
use crate::finding::{Finding, codes};
use crate::source::{Source, Span};

/// A document with what was found in it.
#[derive(Clone, Debug)]
pub struct CheckedDocument {
    /// The document; values that a check corrected say so.
    pub document: Document,
    /// What was found, in the order of the report.
    pub findings: Vec<Finding>,
}

/// A check: reads, returns what it found.
pub type Check = fn(&Source, &Document) -> Vec<Finding>;

/// All checks, by name.
pub const CHECKS: [(&str, Check); 14] = [
    ("decoding", doubt::decoding),
    ("extraction", doubt::extraction),
    ("recovery", doubt::recovery),
    ("characters", doubt::undrawable),
    ("totals", arithmetic::totals),
    ("stated sums", stated::column_sums),
    ("ratios", arithmetic::ratios),
    ("empty cells", arithmetic::empty_cells),
    ("chronology", chronology::entries),
    ("headings", headings::repeats_and_order),
    ("stated keys", stated::keys),
    ("stated facts", stated::misfits),
    ("brackets", brackets::mixed),
    ("pages", pages::beyond),
];

/// Findings of one code that are kept; the rest is counted.
const KEPT: usize = 1_000;

/// Runs all checks.
pub fn check(source: &Source, mut document: Document) -> CheckedDocument {
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|(_, check)| check(source, &document)).collect();
    findings.sort_by_key(|finding| (finding.line_first, finding.span, finding.code));
    cap(&mut findings);
    apply::proposals(&mut document, &findings);
    CheckedDocument { document, findings }
}

/// Keeps the first thousand findings of a code and says how many more there are.
fn cap(findings: &mut Vec<Finding>) {
    for code in &codes::CODES {
        let count = findings.iter().filter(|finding| finding.code == code.id).count();
        if count <= KEPT {
            continue;
        }
        let mut seen = 0;
        findings.retain(|finding| {
            seen += usize::from(finding.code == code.id);
            finding.code != code.id || seen <= KEPT
        });
        let more = count - KEPT;
        if let Some(last) = findings.iter_mut().rev().find(|finding| finding.code == code.id) {
            last.message.push_str(&format!(" ({more} more findings of {} are not listed)", code.id));
            last.message_ja.push_str(&format!("（{}はほかに{more}件）", code.id));
        }
    }
}

/// A finding about a place of the text.
fn at(source: &Source, code: &'static str, span: Span, message: String, message_ja: String) -> Finding {
    let end = span.end.saturating_sub(1).max(span.start);
    Finding {
        code,
        severity: codes::severity(code),
        message,
        message_ja,
        table: None,
        row: None,
        column: None,
        line_first: source.line_of(span.start),
        line_last: source.line_of(end),
        span: Some(span),
        printed: source.slice(span).to_owned(),
        proposal: None,
    }
}
