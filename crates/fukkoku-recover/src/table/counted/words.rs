//! Tables of words: lines that are parted into as many cells each, right under a line of as many labels.

use super::cluster::ends;
use super::found::Counted;
use super::row::{Cell, Row, is_prose};
use super::token::Kind;
use super::trust::Trust;
use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::look;
use crate::page::Line;
use crate::source::{Flavour, Source, Text};
use crate::table::grid;
use std::collections::BTreeSet;

/// Nothing but the count of words speaks for it.
const COUNTED: Confidence = Confidence(90);
/// Fewest columns.
const FEWEST_COLUMNS: usize = 2;
/// Fewest rows, if no column holds values.
const FEWEST_ROWS: usize = 3;
/// Most characters of a label, of a cell.
const LONGEST_LABEL: usize = 14;
const LONGEST_CELL: usize = 30;

/// Tables among the rows that belong to no other.
pub(super) fn tables(source: &Source, lines: &[Line], rows: &[Row], taken: &[Counted]) -> Vec<Counted> {
    let taken = taken.iter().flat_map(|table| table.lines.iter().copied()).collect();
    let text = Words { source, lines, rows, taken };
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        match text.table(at) {
            Some((table, end)) => {
                found.push(table);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The rows of a text, and the lines that belong to other tables.
struct Words<'a> {
    source: &'a Source,
    lines: &'a [Line],
    rows: &'a [Row<'a>],
    taken: BTreeSet<usize>,
}

impl Words<'_> {
    /// The table whose labels stand on row `at`, and the row after its last.
    fn table(&self, at: usize) -> Option<(Counted, usize)> {
        let labels = labels(self.source, &self.rows[at]).filter(|_| !self.stops(at))?;
        let names = labels.iter().filter(|label| look::is_name_head(&label.text)).count();
        let remarks = usize::from(labels.last().is_some_and(|label| look::is_remarks_head(&label.text)));
        let first = self.cells_below(at, at + 1)?.len();
        // Most rows have no remark.
        let count = if first + remarks == labels.len() { labels.len() } else { first };
        if count != labels.len() && count != labels.len() + names {
            return None;
        }
        let columns = count - remarks;
        // What ends a table is asked of each row by itself: no line is read for more than one.
        let holds = |cells: &Vec<Cell>| {
            let pair = columns != 2 || is_value(&cells[1].text) && !is_value(&cells[0].text);
            (columns..=count).contains(&cells.len()) && pair
        };
        let below = (at + 1..self.rows.len()).map_while(|next| self.cells_below(at, next));
        let mut body: Vec<Vec<Cell>> = below.take_while(holds).collect();
        if !is_enough(&body, columns) {
            return None;
        }
        let end = at + 1 + body.len();
        if count > labels.len() {
            body = with_whole_names(&labels, body);
        }
        let over = end >= self.rows.len() || self.rows[end].page != self.rows[at].page || self.stops(end);
        let trust = if over { Trust::Certain } else { Trust::Sound };
        let lines = (at..end).flat_map(|row| self.rows[row].lines.clone()).collect();
        Some((Counted { table: table(self.source, &labels, &body, self.rows[at].page), lines, trust }, end))
    }

    /// The cells of row `next`, if it may be one below row `at`.
    fn cells_below(&self, at: usize, next: usize) -> Option<Vec<Cell>> {
        let row = self.rows.get(next).filter(|row| row.page == self.rows[at].page && !self.stops(next))?;
        cells(self.source, row)
    }

    fn stops(&self, at: usize) -> bool {
        let row = &self.rows[at];
        row.lines.len() > 1
            || self.taken.contains(&row.lines[0])
            || ends(self.source, self.lines, row)
            || is_prose(self.source, &self.lines[row.lines[0]])
    }
}

/// The cells of a line: parted by the room between columns where text is lined up, else by each blank.
fn cells(source: &Source, row: &Row) -> Option<Vec<Cell>> {
    let cells = if source.flavour == Flavour::Layout { &row.cells } else { &row.parts };
    let short = cells.iter().all(|cell| cell.text.chars().count() <= LONGEST_CELL);
    (cells.len() >= FEWEST_COLUMNS && short).then(|| cells.clone())
}

/// The labels that a line holds, if it may be such a line.
fn labels(source: &Source, row: &Row) -> Option<Vec<Cell>> {
    let names = |cell: &Cell| {
        let value = is_value(&cell.text) || cell.kind == Kind::Figure || look::is_date(&cell.text);
        !value && cell.text.chars().count() <= LONGEST_LABEL && !look::cannot_begin(&cell.text)
    };
    cells(source, row).filter(|cells| cells.iter().all(names))
}

/// Several rows under labels; of words alone, more; a single one, if it is amounts; under two labels, values behind words.
fn is_enough(body: &[Vec<Cell>], columns: usize) -> bool {
    let of_values = |column: usize| body.iter().all(|row| is_value(&row[column].text));
    match (columns, body.len()) {
        (_, 0) | (0 | 1, _) => false,
        (2, rows) => rows >= FEWEST_ROWS,
        (_, 1) => (0..columns).all(|column| look::is_amount(&body[0][column].text)),
        (_, rows) => rows >= FEWEST_ROWS || (0..columns).any(of_values),
    }
}

fn is_value(text: &str) -> bool {
    grid::is_value(text) || look::is_code(text) || look::begins_with_date(text) || look::is_amount(text)
}

/// Family name and given name stand apart: under a label of names, two cells are one.
fn with_whole_names(labels: &[Cell], body: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let whole = |row: Vec<Cell>| {
        let mut rest = row.into_iter();
        let next = |label: &Cell| {
            let mut cell = rest.next()?;
            if let Some(given) = look::is_name_head(&label.text).then(|| rest.next()).flatten() {
                if let (Some(span), Some(more)) = (cell.spans.last_mut(), given.spans.last()) {
                    span.end = more.end;
                }
                cell.text.push_str(&given.text);
            }
            Some(cell)
        };
        labels.iter().filter_map(next).collect()
    };
    body.into_iter().map(whole).collect()
}

fn table(source: &Source, labels: &[Cell], body: &[Vec<Cell>], page: usize) -> PrintedTable {
    let printed = |cell: &Cell| PrintedCell {
        paragraphs: vec![Text::of_all(source, &cell.spans)],
        vertical: false,
        confidence: COUNTED,
    };
    let label = |(column, cell): (usize, &Cell)| PrintedLabel {
        cell: printed(cell),
        column,
        column_span: 1,
        level: 0,
        row_span: 1,
    };
    let empty = || Some(PrintedCell { confidence: COUNTED, ..PrintedCell::default() });
    let cell = |cells: &[Cell], column: usize| cells.get(column).map(printed).or_else(empty);
    let row = |cells: &Vec<Cell>| PrintedRow { cells: (0..labels.len()).map(|at| cell(cells, at)).collect(), page };
    PrintedTable {
        columns: labels.len(),
        header: labels.iter().enumerate().map(label).collect(),
        rows: body.iter().map(row).collect(),
        ..PrintedTable::default()
    }
}
