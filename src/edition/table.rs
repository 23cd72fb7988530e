//! A table of the document as a table of the manuscript.

use super::chart::chart;
use super::remarks::remarks;
use crate::document::{self, ColumnKind};
use crate::finding::Finding;
use fukkoku_typeset::design::{Charts, Design};
use fukkoku_typeset::manuscript::{Cell, ColumnRole, Entry, Row, RowRole, Table};
use fukkoku_typeset::sheet::Sheet;

/// A table with its remarks, and its chart if it has one.
pub(super) fn table(table: &document::Table, findings: &[Finding], design: Design) -> Table {
    let drawn = (design.charts == Charts::Drawn).then(|| chart(table, Sheet::of(design.paper).measure()));
    Table {
        id: table.id.clone(),
        title: table.title.clone(),
        unit_note: table.unit_note.clone(),
        columns: table.columns.iter().map(|column| column_role(column.kind)).collect(),
        header: table.header.iter().map(row).collect(),
        rows: table.rows.iter().map(row).collect(),
        data: Some(format!("{}.csv", table.id)),
        remarks: remarks(table, findings),
        figure: drawn.flatten(),
    }
}

fn column_role(kind: ColumnKind) -> ColumnRole {
    match kind {
        ColumnKind::Label => ColumnRole::Label,
        ColumnKind::Group => ColumnRole::Group,
        ColumnKind::Number => ColumnRole::Number,
        ColumnKind::Text | ColumnKind::Date => ColumnRole::Text,
    }
}

fn row(row: &document::Row) -> Row {
    let role = match row.role {
        document::RowRole::Header => RowRole::Header,
        document::RowRole::Total | document::RowRole::Subtotal => RowRole::Total,
        document::RowRole::Body | document::RowRole::Ratio => RowRole::Body,
    };
    Row { role, cells: row.cells.iter().map(cell).collect() }
}

fn cell(cell: &document::Cell) -> Cell {
    Cell {
        column: cell.column,
        row_span: cell.row_span as usize,
        column_span: cell.column_span as usize,
        vertical: cell.vertical,
        entries: entries(cell),
    }
}

const BULLETS: &str = "・‣•◦○●◎◆◇■□▪▫※★☆";

/// The entries of a cell: each bullet begins one; without bullets, spaces part them if there are as many as entries.
fn entries(cell: &document::Cell) -> Vec<Entry> {
    let text = if cell.text.trim().is_empty() { cell.printed.trim() } else { cell.text.trim() };
    let pieces = || text.split(' ').filter(|piece| !piece.is_empty());
    if cell.entries.len() > 1 && pieces().count() == cell.entries.len() {
        pieces().map(|piece| entry(piece.to_owned())).collect()
    } else {
        split(text)
    }
}

/// The entries of a text: each bullet begins one.
pub(super) fn split(text: &str) -> Vec<Entry> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split(' ').filter(|piece| !piece.is_empty()) {
        match found.last_mut() {
            Some(last) if !piece.starts_with(|c| BULLETS.contains(c)) => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => found.push(piece.to_owned()),
        }
    }
    found.into_iter().map(entry).collect()
}

fn entry(text: String) -> Entry {
    let bullet = text.chars().next().filter(|c| BULLETS.contains(*c)).map_or(0, char::len_utf8);
    Entry { text, bullet }
}
