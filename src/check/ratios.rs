//! Ratios that letters name: Ａ／Ｂ.

use super::cell::about_cell;
use super::figure::Figure;
use super::found::Found;
use super::ledger::{Ledger, Ratio, Reading, ratio_rows};
use super::rounding::tables_with_rounding;
use crate::document::Document;
use crate::finding::{Code, Finding, Grade, Proposal, Severity, Wording};
use fukkoku_recover::source::Source;

/// Ratios that differ from the quotient they name (FK302).
pub(super) fn lettered(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for (table, rounding) in tables_with_rounding(document).filter(|(table, _)| !ratio_rows(table).is_empty()) {
        let ledger = Ledger::of(table, rounding);
        let wrong = ledger.ratios.iter().filter(|ratio| !ratio.holds(None) && !is_explained(&ledger, ratio));
        findings.extend(wrong.filter_map(|ratio| wrong_ratio(source, &ledger, ratio)));
    }
    findings
}

/// Whether a total that does not add up is at fault: with the sum of its parts the ratio is right.
fn is_explained(ledger: &Ledger, ratio: &Ratio) -> bool {
    let of = |figure: &Figure| {
        ledger.sums_with(figure.place()).filter(|sum| !sum.holds() && sum.total.place() == figure.place()).any(|sum| {
            let parts = sum.of_parts().map(|value| Reading { place: figure.place(), value });
            parts.is_some_and(|reading| ratio.holds(Some(reading)))
        })
    };
    of(&ratio.over) || of(&ratio.under)
}

fn wrong_ratio(source: &Source, ledger: &Ledger, ratio: &Ratio) -> Option<Finding> {
    let computed = ratio.quotient(None)?;
    let proof = ratio.equation(None);
    let (label, column, printed) = (ratio.printed.label, ratio.printed.column_label, ratio.printed.printed());
    let wording = Wording {
        english: format!("ratio 「{label}」 of 「{column}」 is {printed}, but {proof}"),
        japanese: format!("「{column}」の「{label}」は{printed}だが、{proof}"),
    };
    let mut finding = about_cell(source, ledger.table, Code::FK302, &ratio.printed, wording);
    if [&ratio.printed, &ratio.over, &ratio.under].iter().any(|figure| figure.is_doubtful()) {
        finding.severity = Severity::Warning;
    }
    finding.proposal = Some(Proposal { value: computed.to_string(), grade: Grade::Suspected, proof });
    Some(finding)
}
