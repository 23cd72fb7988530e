//! Findings about a cell of a table.

use super::figure::Figure;
use crate::document::Table;
use crate::finding::{Code, Finding, Wording};
use fukkoku_recover::source::{Source, Span};

/// A finding about a cell; about its row where the cell printed nothing.
pub(super) fn about_cell(source: &Source, table: &Table, code: Code, figure: &Figure, wording: Wording) -> Finding {
    let row = &table.rows[figure.row];
    let spans = figure.cell.map_or(&[][..], |cell| &cell.spans);
    let span = spans.first().copied().unwrap_or_else(|| end_of_row(source, row.line_last));
    Finding {
        table: Some(table.id.clone()),
        row: Some(figure.row + 1),
        column: Some(figure.column + 1),
        printed: figure.printed().to_owned(),
        ..Finding::at(source, code, span, wording)
    }
}

/// A finding about a row: about its first place, or its first line if nothing is written in it.
pub(super) fn about_row(source: &Source, table: &Table, code: Code, row: usize, wording: Wording) -> Finding {
    let printed = table.rows[row].cells.iter().flat_map(|cell| &cell.spans).min();
    let span = printed.copied().unwrap_or_else(|| source.line_span(table.rows[row].line_first.max(1)));
    Finding { table: Some(table.id.clone()), row: Some(row + 1), ..Finding::at(source, code, span, wording) }
}

/// Where something is missing: behind the last character of the row's last line.
fn end_of_row(source: &Source, line: usize) -> Span {
    let whole = source.line_span(line.max(1));
    let end = whole.start + source.slice(whole).trim_end().len();
    Span::new(end, end)
}
