//! Tables of words: lines that are parted into as many cells each, right under a line of as many labels.

use super::cluster::ends;
use super::found::Counted;
use super::row::{Cell, Row, is_prose};
use super::token::Kind;
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
    let taken: BTreeSet<usize> = taken.iter().flat_map(|table| table.lines.iter().copied()).collect();
    let free = |at: usize| !rows[at].lines.iter().any(|line| taken.contains(line));
    let stops = |at: usize| {
        let row = &rows[at];
        !free(at) || row.lines.len() > 1 || ends(source, lines, row) || is_prose(source, &lines[row.lines[0]])
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some(labels) = labels(source, &rows[at]).filter(|_| !stops(at)) else {
            at += 1;
            continue;
        };
        let names = labels.iter().filter(|label| look::is_name_head(&label.text)).count();
        let remarks = labels.last().is_some_and(|label| look::is_remarks_head(&label.text));
        let own = |next: usize| {
            let near = rows[next].page == rows[at].page && !stops(next);
            cells(source, &rows[next]).filter(|_| near)
        };
        let body: Vec<Vec<Cell>> = (at + 1..rows.len()).map_while(own).collect();
        let count = match body.first().map_or(0, Vec::len) {
            // Most rows have no remark.
            count if remarks && count + 1 == labels.len() => labels.len(),
            count => count,
        };
        let fits = |cells: &Vec<Cell>| cells.len() == count || remarks && cells.len() + 1 == count;
        let body: Vec<Vec<Cell>> = body.into_iter().take_while(fits).collect();
        let end = at + 1 + body.len();
        let counted = count == labels.len() || count == labels.len() + names;
        if !counted || !is_enough(&body, count - usize::from(remarks)) {
            at += 1;
            continue;
        }
        let over = end >= rows.len() || rows[end].page != rows[at].page || stops(end);
        let body = if count > labels.len() { with_whole_names(&labels, body) } else { body };
        let lines = (at..end).flat_map(|row| rows[row].lines.clone()).collect();
        found.push(Counted {
            table: table(source, &labels, &body, rows[at].page),
            lines,
            sound: true,
            asks: false,
            certain: over,
        });
        at = end;
    }
    found
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
        (2, rows) => rows >= FEWEST_ROWS && of_values(1) && !of_values(0),
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
