//! Single figures: periods for commas, empty cells, what is no number among numbers.

use super::cell::about_cell;
use super::figure::{Figure, figure};
use super::found::Found;
use super::ledger::{Ledger, Reading};
use super::rounding::tables_with_rounding;
use super::sums::Sum;
use super::suspects::{Suspect, grade, suspects};
use crate::document::{Cell, ColumnKind, Document, Row, Table};
use crate::finding::{Code, Finding, Grade, Proposal, Wording};
use fukkoku_quantity::Status;
use fukkoku_recover::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Periods for commas (FK303), proved by the sums where they can be.
pub(super) fn separators(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for (table, rounding) in tables_with_rounding(document) {
        let mut ambiguous = cells_of(table, Status::Ambiguous).peekable();
        if ambiguous.peek().is_none() {
            continue;
        }
        let ledger = Ledger::of(table, rounding);
        findings.extend(ambiguous.filter_map(|figure| separator(source, &ledger, &figure)));
    }
    findings
}

fn separator(source: &Source, ledger: &Ledger, figure: &Figure) -> Option<Finding> {
    let reading = figure.as_grouped?;
    let (label, column, printed, shown) = (figure.label, figure.column_label, figure.printed(), reading.with_commas());
    let wording = Wording {
        english: format!(
            "「{label}」 in 「{column}」 is printed {printed}, a period for a comma: it probably means {shown}"
        ),
        japanese: format!("「{column}」の「{label}」は{printed}と印刷されているが、桁区切りの誤りで{shown}とみられる"),
    };
    let mut finding = about_cell(source, ledger.table, Code::FK303, figure, wording);
    let holding = ledger.sums_with(figure.place()).next();
    let all = ledger.verdict(Reading { place: figure.place(), value: reading });
    let (grade, proof) = match holding {
        Some(sum) if all.broken == 0 => (Grade::Proved, sum.equation(None)),
        _ => (Grade::Consistent, "the other figures of the column are whole numbers grouped by commas".to_owned()),
    };
    finding.proposal = Some(Proposal { value: reading.to_string(), grade, proof });
    Some(finding)
}

/// First entries of cells with a status.
fn cells_of(table: &Table, status: Status) -> impl Iterator<Item = Figure<'_>> {
    let cells = table.rows.iter().enumerate().flat_map(|(row, at)| at.cells.iter().map(move |cell| (row, cell)));
    cells
        .filter(move |(_, cell)| cell.entries.first().is_some_and(|entry| entry.status == status))
        .map(|(row, cell)| figure(table, row, cell.column))
}

/// Empty cells in columns of numbers (FK304), with what a total tells of them.
pub(super) fn empty_cells(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for (table, rounding) in tables_with_rounding(document) {
        let mut empty = cells_of(table, Status::Missing).peekable();
        if empty.peek().is_none() {
            continue;
        }
        let ledger = Ledger::of(table, rounding);
        let mut expected: BTreeMap<Place, Proposal> = BTreeMap::new();
        for sum in ledger.sums().filter(|sum| !sum.holds()) {
            if let Some((proposal, place)) = self::expected(&ledger, sum) {
                expected.entry(place).or_insert(proposal);
            }
        }
        let summed: BTreeSet<Place> = ledger.sums().flat_map(Sum::figures).map(Figure::place).collect();
        let columns = Emptiness::of(ledger.table);
        for figure in empty.filter(|figure| has_figures(&ledger.table.rows[figure.row])) {
            let found = expected.get(&figure.place());
            if found.is_some() || !columns.is_often_empty(figure.column, summed.contains(&figure.place())) {
                findings.push(empty_cell(source, ledger.table, &figure, found));
            }
        }
    }
    findings
}

/// Row and column of a cell.
type Place = (usize, usize);

/// How many cells of each column are empty: counted once a table, not once a cell.
struct Emptiness {
    /// Rows that have figures.
    rows: usize,
    /// Those of them in which a column has an empty cell, by column.
    empty: BTreeMap<usize, usize>,
}

impl Emptiness {
    fn of(table: &Table) -> Self {
        let missing = |cell: &Cell| cell.entries.first().is_none_or(|entry| entry.status == Status::Missing);
        let mut found = Self { rows: 0, empty: BTreeMap::new() };
        for row in table.rows.iter().filter(|row| has_figures(row)) {
            found.rows += 1;
            let columns: BTreeMap<usize, &Cell> = row.cells.iter().rev().map(|cell| (cell.column, cell)).collect();
            for (column, _) in columns.into_iter().filter(|(_, cell)| missing(cell)) {
                *found.empty.entry(column).or_default() += 1;
            }
        }
        found
    }

    /// Where a column is often empty, an empty cell means something: no telephone, no such area.
    ///
    /// Of a column that is summed a quarter, of another three cells are often.
    fn is_often_empty(&self, column: usize, summed: bool) -> bool {
        let empty = self.empty.get(&column).copied().unwrap_or_default();
        empty > 2 && (!summed || empty * 4 > self.rows)
    }
}

/// What a sum tells of its only empty cell.
fn expected(ledger: &Ledger, sum: &Sum) -> Option<(Proposal, (usize, usize))> {
    let found = suspects(ledger, sum);
    let best: &Suspect = found.first().filter(|best| best.is_empty())?;
    let proof = sum.equation(Some(best.reading()));
    let grade = grade(ledger, sum, best, &found);
    Some((Proposal { value: best.value.to_string(), grade, proof }, best.figure.place()))
}

fn empty_cell(source: &Source, table: &Table, figure: &Figure, expected: Option<&Proposal>) -> Finding {
    let (label, column) = (figure.label, figure.column_label);
    let mut wording = Wording {
        english: format!("nothing is printed for 「{label}」 in 「{column}」, among numbers"),
        japanese: format!("「{column}」の「{label}」が空欄"),
    };
    if let Some(proposal) = expected {
        wording.english.push_str(&format!("; the total would need {}", proposal.value));
        wording.japanese.push_str(&format!("。合計からは{}とみられる", proposal.value));
    }
    Finding { proposal: expected.cloned(), ..about_cell(source, table, Code::FK304, figure, wording) }
}

/// A row without any figure is a heading among the rows; its cells are empty on purpose.
fn has_figures(row: &Row) -> bool {
    let entries = row.cells.iter().flat_map(|cell| &cell.entries);
    entries.into_iter().any(|entry| entry.amount.is_some() || entry.status == Status::Ambiguous)
}

/// Cells with digits that are no number, where nearly the whole column is numbers (FK307).
pub(super) fn unreadable(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for table in document.tables() {
        for column in (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number) {
            let cells: Vec<(usize, &Cell)> = cells_in(table, column).collect();
            let odd: Vec<&(usize, &Cell)> = cells.iter().filter(|(_, cell)| is_odd(cell)).collect();
            if odd.len() * 4 <= cells.len() {
                findings.extend(odd.iter().map(|(row, _)| no_number(source, table, &figure(table, *row, column))));
            }
        }
    }
    findings
}

fn cells_in(table: &Table, column: usize) -> impl Iterator<Item = (usize, &Cell)> {
    let rows = table.rows.iter().enumerate();
    rows.filter_map(move |(row, at)| Some((row, at.cells.iter().find(|cell| cell.column == column)?)))
}

/// Digits and separators that do not make a number: `1,23`, `12,3456`, `1O5`.
fn is_odd(cell: &Cell) -> bool {
    let status = cell.entries.first().map(|entry| entry.status);
    let digits = cell.text.chars().filter(char::is_ascii_digit).count();
    let others = cell.text.chars().filter(|c| !c.is_ascii_digit() && !",.-△▲() ".contains(*c)).count();
    status == Some(Status::Text) && digits > 0 && others <= 1
}

fn no_number(source: &Source, table: &Table, figure: &Figure) -> Finding {
    let (label, column, printed) = (figure.label, figure.column_label, figure.printed());
    let wording = Wording {
        english: format!(
            "「{label}」 in 「{column}」 is printed {printed}, which is no number: a digit or a comma is out of place"
        ),
        japanese: format!("「{column}」の「{label}」の{printed}は数値として読めない（桁又は桁区切りの誤り）"),
    };
    about_cell(source, table, Code::FK307, figure, wording)
}
