//! From rows to a table.

use super::line::Parted;
use super::rows::{Cell, Rows};
use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::page::Line;
use crate::source::{Source, Text};
use crate::table::grid;

/// The marks say where each cell ends.
const TOLD: Confidence = Confidence(99);
/// Of two columns, values stand in the second on most lines, or a tab may have been used for any indent.
const FEWEST_UNMARKED: usize = 3;

/// The table of rows; `None` if what marks part looks like none.
pub(super) fn table(source: &Source, lines: &[Line], run: &[Parted], rows: Rows) -> Option<PrintedTable> {
    let depth = depth(source, &rows);
    let drawn = run.iter().any(|line| !line.rules.is_empty());
    let (head, body) = rows.rows.split_at(depth);
    if body.is_empty() || !drawn && rows.columns < FEWEST_UNMARKED && !ends_with_values(source, body) {
        return None;
    }
    let page = lines.first()?.page;
    let body = body.iter().map(|row| PrintedRow { cells: cells(source, row, rows.columns), page }).collect();
    let rules = run.iter().map(|line| Text::of_all(source, &line.rules)).filter(|text| !text.is_empty()).collect();
    Some(PrintedTable {
        columns: rows.columns,
        header: labels(source, head, rows.columns),
        rows: body,
        rules,
        ..PrintedTable::default()
    })
}

/// How many rows are the header: those above the first rule, or the first, and more as long as a cell over several columns stands
/// over labels.
fn depth(source: &Source, rows: &Rows) -> usize {
    let texts = |row: &Vec<Cell>| -> Vec<String> { row.iter().map(|cell| printed(source, cell).joined("")).collect() };
    let wide = |row: &Vec<Cell>| row.iter().any(|cell| cell.columns > 1 && !cell.spans.is_empty());
    let names = |at: usize| rows.rows.get(at).is_some_and(|row| grid::names_columns(&texts(row)));
    if !names(0) {
        return 0;
    }
    let above = rows.head.filter(|&head| (0..head).all(names)).unwrap_or(1);
    (above..rows.rows.len()).find(|&at| !(wide(&rows.rows[at - 1]) && names(at))).unwrap_or(above)
}

/// Whether figures stand in the last column of most rows.
fn ends_with_values(source: &Source, rows: &[Vec<Cell>]) -> bool {
    let last = |row: &Vec<Cell>| row.last().is_some_and(|cell| grid::is_value(&printed(source, cell).joined("")));
    rows.len() >= 2 && rows.iter().filter(|row| last(row)).count() * 2 > rows.len()
}

fn printed(source: &Source, cell: &Cell) -> PrintedCell {
    let text = Text::of_all(source, &cell.spans);
    let paragraphs = if text.is_empty() { vec![] } else { vec![text] };
    PrintedCell { paragraphs, vertical: false, confidence: TOLD }
}

/// A row over the columns; what a cell covers beyond its first column is none of its own.
fn cells(source: &Source, row: &[Cell], columns: usize) -> Vec<Option<PrintedCell>> {
    let mut cells: Vec<Option<PrintedCell>> = vec![None; columns];
    for cell in row {
        cells[cell.column] = Some(printed(source, cell));
    }
    // A line may end before its last columns: they are empty.
    let end = row.last().map_or(0, |cell| cell.column + cell.columns);
    cells
        .iter_mut()
        .skip(end)
        .for_each(|cell| *cell = Some(PrintedCell { confidence: TOLD, ..PrintedCell::default() }));
    cells
}

fn labels(source: &Source, head: &[Vec<Cell>], columns: usize) -> Vec<PrintedLabel> {
    let levels = head.iter().any(|row| row.len() < columns);
    if !levels && head.len() > 1 {
        // Each label goes on from line to line.
        let own = |column: usize| {
            let spans = head.iter().filter_map(|row| row.get(column)).flat_map(|cell| cell.spans.clone()).collect();
            Cell { spans, column, columns: 1, rows: 1 }
        };
        return labels(source, &[(0..columns).map(own).collect()], columns);
    }
    let of_level = |(level, row): (usize, &Vec<Cell>)| -> Vec<PrintedLabel> {
        let label = |cell: &Cell| PrintedLabel {
            cell: printed(source, cell),
            column: cell.column,
            column_span: cell.columns,
            level,
            row_span: cell.rows.min(head.len() - level),
        };
        row.iter().filter(|cell| !cell.spans.is_empty()).map(label).collect()
    };
    head.iter().enumerate().flat_map(of_level).collect()
}
