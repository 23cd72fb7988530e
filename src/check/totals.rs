//! Totals that do not add up, and the cells that probably carry the fault.

use super::cell::about_cell;
use super::found::Found;
use super::ledger::{Ledger, Ratio, Reading, ledgers};
use super::sums::{Basis, Family, Sum};
use super::suspects::{Suspect, grade, suspects};
use crate::document::{Document, SumOver};
use crate::finding::{Code, Finding, Grade, Proposal, Severity, Wording};
use fukkoku_quantity::Decimal;
use fukkoku_recover::source::Source;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Most cells that are told as likely faults of one sum; of more, only the likeliest.
const SUSPECTS_TOLD: usize = 5;

/// Sums that do not add up (FK301), and figures that would explain it (FK305).
pub(super) fn totals(source: &Source, document: &Document) -> Found {
    let mut findings = Vec::new();
    for ledger in ledgers(document) {
        let untrusted = ledger.with_trust().filter(|(_, trusted)| !trusted).count();
        // Where most that should add up does not, the table may have been misread.
        let misread = untrusted * 2 > ledger.families.len();
        for (family, trusted) in ledger.with_trust() {
            if !trusted {
                findings.extend(nowhere(source, &ledger, family));
                continue;
            }
            for sum in family.sums.iter().filter(|sum| !sum.holds()) {
                let mut found = of_sum(source, &ledger, family, sum);
                if misread {
                    found.iter_mut().for_each(|finding| finding.severity = finding.severity.min(Severity::Warning));
                }
                findings.extend(found);
            }
        }
    }
    dedup(findings).into_iter().collect()
}

/// A row with the label of a total that adds up hardly anywhere: one note, for it may be none, or be misread.
fn nowhere(source: &Source, ledger: &Ledger, family: &Family) -> Option<Finding> {
    let first = family.sums.iter().find(|sum| !sum.holds() && sum.over == SumOver::Rows)?;
    let (label, columns) = (first.total.label, family.sums.len());
    let failed = family.sums.iter().filter(|sum| !sum.holds()).count();
    let wording = Wording {
        english: format!(
            "「{label}」 is named like a total, but {failed} of its {columns} columns are not the sum of the rows beside it"
        ),
        japanese: format!("「{label}」は合計のような名だが、{columns}列のうち{failed}列で前後の行の和にならない"),
    };
    let mut finding = about_cell(source, ledger.table, Code::FK301, &first.total, wording);
    finding.severity = Severity::Note;
    Some(finding)
}

/// A cell that explains two sums is told once, as surely as it can be.
fn dedup(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    // Where the finding about each cell is: a long report has too many to look through all.
    let mut known: BTreeMap<Place, usize> = BTreeMap::new();
    for finding in findings {
        if finding.code != Code::FK305 {
            kept.push(finding);
            continue;
        }
        match known.entry((finding.table.clone(), finding.row, finding.column)) {
            Entry::Occupied(at) => {
                if let Some(other) = kept.get_mut(*at.get()).filter(|other| finding.severity > other.severity) {
                    *other = finding;
                }
            }
            Entry::Vacant(at) => {
                at.insert(kept.len());
                kept.push(finding);
            }
        }
    }
    kept
}

/// Table, row and column.
type Place = (Option<String>, Option<usize>, Option<usize>);

fn of_sum(source: &Source, ledger: &Ledger, family: &Family, sum: &Sum) -> Vec<Finding> {
    let Some(mut finding) = mismatch(source, ledger, sum) else { return vec![] };
    let found = suspects(ledger, sum);
    let Some(best) = found.first() else {
        // Nothing but the label says that it is a sum, and no slip explains it.
        if sum.is_doubtful() || (family.sums.len() == 1 && sum.basis != Basis::Profile) {
            finding.severity = Severity::Warning;
        }
        return vec![finding];
    };
    let grade = grade(ledger, sum, best, &found);
    let (here, value) = (name(best), best.value.with_commas());
    finding.message.push_str(&format!("; {here} {}: {value} would make the sum exact", best.why.0));
    finding.message_ja.push_str(&format!("。{here}は{}。{value}なら合う", best.why.1));
    finding.proposal = Some(proposal(ledger, sum, best, grade));
    let elsewhere = best.figure.place() != sum.total.place();
    if (grade == Grade::Proved && elsewhere) || sum.is_doubtful() {
        finding.severity = Severity::Warning;
    }
    let mut findings = vec![finding];
    let near = |other: &&Suspect| other.rank <= best.rank + 1 && grade != Grade::Proved;
    let likely = if found[1..].iter().filter(near).count() < SUSPECTS_TOLD { &found[..] } else { &found[..1] };
    for (index, suspect) in likely.iter().enumerate().filter(|(index, suspect)| *index == 0 || near(suspect)) {
        let grade = if index == 0 { grade } else { Grade::Suspected };
        // The total's own slip is told above, an empty cell by its own finding.
        if !suspect.is_empty() && suspect.figure.place() != sum.total.place() {
            findings.push(suspected(source, ledger, sum, suspect, grade));
        }
    }
    findings
}

fn name(suspect: &Suspect) -> String {
    format!("「{}」×「{}」", suspect.figure.label, suspect.figure.column_label)
}

fn mismatch(source: &Source, ledger: &Ledger, sum: &Sum) -> Option<Finding> {
    let (printed, parts, difference) = (sum.total.best()?, sum.of_parts()?, sum.difference()?);
    let direction = if difference.coefficient < 0 { ("lower", "少ない") } else { ("higher", "多い") };
    let by = (Decimal::new(difference.coefficient.saturating_abs(), difference.scale)).with_commas();
    let (total, of) = match sum.over {
        SumOver::Rows => (sum.total.label, sum.total.column_label),
        SumOver::Columns => (sum.total.column_label, sum.total.label),
    };
    let (printed, parts) = (printed.with_commas(), parts.with_commas());
    let wording = Wording {
        english: format!(
            "total 「{total}」 of 「{of}」 is {printed}, but its parts add up to {parts}: the total is {by} {}",
            direction.0
        ),
        japanese: format!("「{of}」の「{total}」は{printed}だが、内訳の和は{parts}で、合計が{by}{}", direction.1),
    };
    Some(about_cell(source, ledger.table, Code::FK301, &sum.total, wording))
}

fn proposal(ledger: &Ledger, sum: &Sum, suspect: &Suspect, grade: Grade) -> Proposal {
    Proposal { value: suspect.value.to_string(), grade, proof: equations(ledger, sum, suspect.reading(), grade) }
}

/// The sum and the ratio that confirms its total; of what is proved all that holds the cell.
fn equations(ledger: &Ledger, sum: &Sum, reading: Reading, grade: Grade) -> String {
    let proved = grade == Grade::Proved;
    let sums: Vec<String> = match proved {
        true => ledger.sums_with(reading.place).map(|sum| sum.equation(Some(reading))).collect(),
        false => vec![sum.equation(Some(reading))],
    };
    let telling = |ratio: &&Ratio| match proved {
        true => ratio.has(reading.place),
        false => ledger.confirms(sum) && ratio.over.place() == sum.total.place(),
    };
    let ratios = ledger.ratios.iter().filter(telling).map(|ratio| ratio.equation(Some(reading)));
    sums.into_iter().chain(ratios).collect::<Vec<String>>().join("; ")
}

/// The cell that would explain a sum.
fn suspected(source: &Source, ledger: &Ledger, sum: &Sum, suspect: &Suspect, grade: Grade) -> Finding {
    let (printed, value) = (suspect.figure.printed(), suspect.value.with_commas());
    let (label, column) = (suspect.figure.label, suspect.figure.column_label);
    let total = if sum.over == SumOver::Rows { sum.total.label } else { sum.total.column_label };
    let wording = Wording {
        english: format!(
            "「{label}」 of 「{column}」 is {printed}, but 「{total}」 would need {value}: the figure {}",
            suspect.why.0
        ),
        japanese: format!(
            "「{column}」の「{label}」は{printed}だが、「{total}」に合うのは{value}（{}）",
            suspect.why.1
        ),
    };
    let mut finding = about_cell(source, ledger.table, Code::FK305, &suspect.figure, wording);
    finding.severity = match grade {
        Grade::Proved if !sum.is_doubtful() => Severity::Error,
        Grade::Proved => Severity::Warning,
        Grade::Consistent => Severity::Warning,
        Grade::Suspected => Severity::Note,
    };
    finding.proposal = Some(proposal(ledger, sum, suspect, grade));
    finding
}
