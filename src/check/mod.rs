//! Checks: what is wrong in the source, proved where it can be.
//!
//! One file a field, one row a check in [`CHECKS`]. A check reads the document and returns findings; it never changes the
//! report's text. Proposals of `arithmetic` are then written beside the printed values.

mod agreement;
mod apply;
mod brackets;
mod cell;
mod characters;
mod choices;
mod chronology;
mod dates;
mod derived;
mod doubt;
pub(crate) mod figure;
mod figures;
mod found;
mod headings;
mod ledger;
mod letters;
mod paper;
mod plans;
mod ratios;
pub(crate) mod rounding;
mod sequences;
mod siblings;
mod stated;
mod strays;
pub(crate) mod sums;
mod suspects;
mod totals;
mod variants;
mod widths;

use crate::document::Document;
use crate::finding::{Code, Finding, fingerprint};
pub(crate) use characters::is_machine_dependent;
pub use found::{Check, Found, KEPT};
use fukkoku_recover::source::{Flavour, Source};
use std::collections::BTreeMap;

/// A document with what was found in it.
#[derive(Clone, Debug)]
pub struct CheckedDocument {
    /// The document; values that a check corrected say so.
    pub document: Document,
    /// What was found, in the order of the report: of each code the first thousand.
    pub findings: Vec<Finding>,
    /// How many more findings there are of a code.
    pub more: BTreeMap<Code, usize>,
    /// The text whose lines and bytes all places count, where the input is none: that of a PDF.
    pub text: Option<String>,
}

/// All checks, by name.
pub const CHECKS: [(&str, Check); 36] = [
    ("decoding", doubt::decoding),
    ("pages of a PDF", paper::paper),
    ("extraction", doubt::extraction),
    ("recovery", doubt::recovery),
    ("totals", totals::totals),
    ("ratios", ratios::lettered),
    ("computed lines", derived::computed),
    ("separators", figures::separators),
    ("empty cells", figures::empty_cells),
    ("unreadable figures", figures::unreadable),
    ("chronology", chronology::entries),
    ("dates in prose", dates::impossible),
    ("eras", dates::overrun),
    ("years in order", sequences::years),
    ("numbers in order", sequences::numbers),
    ("repeated headings", headings::repeats),
    ("numbers of headings", headings::numbers),
    ("circled numbers", headings::circled),
    ("stated keys", stated::keys),
    ("stated facts", stated::misfits),
    ("years in two tables", siblings::years_in_two_tables),
    ("periods of plans", plans::periods),
    ("durations", plans::durations),
    ("repeated entries", siblings::repeated_entries),
    ("missing rows", siblings::missing_rows),
    ("totals in two tables", agreement::tables),
    ("figures in sentences", agreement::sentences),
    ("brackets", brackets::brackets),
    ("half-width kana", characters::half_width_kana),
    ("numerals", widths::numerals),
    ("machine-dependent characters", characters::machine_dependent),
    ("characters outside JIS", characters::outside_jis),
    ("variants of letters", characters::selected),
    ("spelling variants", variants::variants),
    ("stray lines", strays::stray_lines),
    ("doubled spaces", strays::doubled_spaces),
];

/// Runs all checks, and those of others, who know more than the document.
pub fn check(source: &Source, mut document: Document, others: &[(&str, Check)]) -> CheckedDocument {
    let mut found = Found::default();
    for (_, check) in CHECKS.iter().chain(others) {
        found.append(check(source, &document));
    }
    let (mut findings, more) = found.into_parts();
    findings.sort_by_key(|finding| (finding.line_first, finding.span, finding.code));
    say_more(&mut findings, &more);
    fingerprint::mark(&mut findings);
    apply::proposals(&mut document, &findings);
    let text = (source.flavour == Flavour::Pdf).then(|| source.text.clone());
    CheckedDocument { document, findings, more, text }
}

/// The last finding of a code says how many more there are.
fn say_more(findings: &mut [Finding], more: &BTreeMap<Code, usize>) {
    for (code, count) in more {
        if let Some(last) = findings.iter_mut().rev().find(|finding| finding.code == *code) {
            last.message.push_str(&format!(" ({count} more findings of {code} are not listed)"));
            last.message_ja.push_str(&format!("（{code}はほかに{count}件）"));
        }
    }
}
