//! Slips put into reports that have none: found at their cell, without false errors, proofs right.

use crate::support::{bytes, samples};
use fukkoku::document::{Cell, ColumnKind, RowRole, Table};
use fukkoku::finding::{Finding, Grade, Severity};
use fukkoku::{Options, Report, read_report};
use std::collections::BTreeMap;

/// A kind of slip: what becomes of the printed figure; `None` where it cannot happen.
type Slip = fn(&Table, usize, &Cell) -> Option<String>;

const SLIPS: [(&str, Slip); 8] = [
    ("period for comma", |_, _, cell| {
        let (before, after) = cell.printed.split_once(',')?;
        (!after.contains(',')).then(|| format!("{before}.{after}"))
    }),
    ("digits swapped", |_, _, cell| {
        let mut digits: Vec<char> = cell.printed.chars().collect();
        let at =
            digits.windows(2).position(|two| two[0].is_ascii_digit() && two[1].is_ascii_digit() && two[0] != two[1])?;
        digits.swap(at, at + 1);
        (digits[0] != '0').then(|| digits.into_iter().collect())
    }),
    ("digit wrong", |_, _, cell| {
        let last = cell.printed.chars().last()?.to_digit(10)?;
        Some(format!("{}{}", &cell.printed[..cell.printed.len() - 1], (last + 4) % 10))
    }),
    ("digit dropped", |_, _, cell| {
        let digits: String = cell.printed.chars().filter(char::is_ascii_digit).collect();
        grouped(digits.get(..digits.len().checked_sub(1)?)?)
    }),
    ("figure of the row above", |table, row, cell| {
        let above = table.rows.get(row.checked_sub(1)?)?.cells.iter().find(|other| other.column == cell.column)?;
        (above.printed != cell.printed && above.printed.len() > 3).then(|| above.printed.to_string())
    }),
    ("left out", |_, _, _| Some(String::new())),
    ("group too long", |_, _, cell| {
        let (before, after) = cell.printed.split_once(',')?;
        Some(format!("{before}{},{}", after.get(..1)?, after.get(1..)?))
    }),
    ("sign", |_, _, cell| Some(format!("△{}", cell.printed))),
];

fn grouped(digits: &str) -> Option<String> {
    let digits = digits.trim_start_matches('0');
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    (!out.is_empty()).then_some(out)
}

fn read(text: &str) -> Report {
    read_report("report.txt", text.as_bytes(), &Options::default()).unwrap()
}

/// Tables whose figures all add up: only there a slip can be told from what was there before.
fn sound(report: &Report) -> Vec<&Table> {
    let faulty = |table: &&Table| {
        let codes = ["FK301", "FK302", "FK303", "FK304", "FK305", "FK306", "FK307"];
        report
            .checked
            .findings
            .iter()
            .any(|finding| finding.table.as_ref() == Some(&table.id) && codes.contains(&finding.code.id()))
    };
    let has_total = |table: &&Table| table.rows.iter().any(|row| row.role == RowRole::Total);
    report.checked.document.tables().filter(has_total).filter(|table| !faulty(table)).collect()
}

/// Figures of body rows above the total, in columns of numbers: row, cell.
fn figures(table: &Table) -> Vec<(usize, &Cell)> {
    let total = table.rows.iter().position(|row| row.role == RowRole::Total).unwrap_or(0);
    let mut found = Vec::new();
    for (index, row) in table.rows[..total].iter().enumerate() {
        for cell in &row.cells {
            let number = table.columns[cell.column].kind == ColumnKind::Number;
            if number && cell.spans.len() == 1 && cell.printed.chars().filter(char::is_ascii_digit).count() >= 4 {
                found.push((index, cell));
            }
        }
    }
    found
}

#[derive(Default, Debug)]
struct Score {
    put: usize,
    found: usize,
    at_the_cell: usize,
    false_errors: usize,
    proved: usize,
    wrong_proofs: usize,
}

fn judge(score: &mut Score, before: &Report, after: &Report, table: &Table, row: usize, cell: &Cell) {
    let known: Vec<(&str, Option<usize>, Option<usize>)> =
        before.checked.findings.iter().map(|finding| (finding.code.id(), finding.row, finding.column)).collect();
    let place = (Some(row + 1), Some(cell.column + 1));
    let new: Vec<&Finding> = after
        .checked
        .findings
        .iter()
        .filter(|finding| finding.table.as_ref() == Some(&table.id))
        .filter(|finding| ["FK301", "FK302", "FK303", "FK304", "FK305", "FK306", "FK307"].contains(&finding.code.id()))
        .filter(|finding| !known.contains(&(finding.code.id(), finding.row, finding.column)))
        .collect();
    score.put += 1;
    // A sum that does not add up is told at its total, in the column of the slip; the cell itself where it can be told.
    let at = |finding: &&&Finding| (finding.row, finding.column) == place;
    let in_column = |finding: &&Finding| finding.column == place.1 && finding.code.id() == "FK301";
    let named = new.iter().any(|finding| at(&finding)) || new.iter().copied().any(|finding| in_column(&finding));
    score.found += usize::from(named);
    score.at_the_cell += usize::from(new.iter().any(|finding| at(&finding)));
    let false_error = |finding: &&&Finding| finding.severity == Severity::Error && !at(finding) && !in_column(finding);
    score.false_errors += new.iter().filter(false_error).count();
    let truth: String = cell.printed.chars().filter(char::is_ascii_digit).collect();
    for finding in new.iter().filter(|finding| finding.proposal.as_ref().is_some_and(|it| it.grade == Grade::Proved)) {
        score.proved += 1;
        let right = at(&finding) && finding.proposal.as_ref().is_some_and(|it| it.value == truth);
        let elsewhere = in_column(finding) && finding.proposal.as_ref().is_some_and(|it| it.value == truth);
        if !right && !elsewhere {
            eprintln!("wrong proof for {}: {finding:?}", cell.printed);
            score.wrong_proofs += 1;
        }
    }
}

#[test]
fn slips_are_found_where_they_were_put() {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for name in samples() {
        let text = String::from_utf8(bytes(&format!("fixtures/reports/{name}/report.txt"))).unwrap();
        let before = read(&text);
        for table in sound(&before) {
            let figures = figures(table);
            for (number, (kind, slip)) in SLIPS.iter().enumerate() {
                // A few cells of each table, other ones for each kind.
                for (row, cell) in figures.iter().skip(number).step_by(figures.len() / 2 + 1) {
                    let Some(printed) = slip(table, *row, cell) else { continue };
                    let span = cell.spans[0];
                    let changed = format!("{}{printed}{}", &text[..span.start], &text[span.end..]);
                    let after = read(&changed);
                    let Some(same) = after.checked.document.tables().find(|other| other.id == table.id) else {
                        continue;
                    };
                    // What is misread is the matter of recovery, not of checks.
                    if (same.rows.len(), same.columns.len()) != (table.rows.len(), table.columns.len()) {
                        continue;
                    }
                    judge(scores.entry(kind).or_default(), &before, &after, table, *row, cell);
                }
            }
        }
    }
    let mut all = Score::default();
    for (kind, score) in &scores {
        eprintln!("{kind}: {score:?}");
        all.put += score.put;
        all.found += score.found;
        all.at_the_cell += score.at_the_cell;
        all.false_errors += score.false_errors;
        all.proved += score.proved;
        all.wrong_proofs += score.wrong_proofs;
    }
    eprintln!("all: {all:?}");
    assert!(all.put >= 50, "{all:?}");
    assert!(all.found * 100 >= all.put * 97, "{all:?}");
    assert!(all.false_errors * 10 <= all.put, "{all:?}");
    assert!(all.at_the_cell * 10 >= all.put * 7, "{all:?}");
    assert!(all.proved > 0 && all.wrong_proofs == 0, "{all:?}");
}
