//! What a profile states about a table: keys, and facts that do not fit. Its sums are checked with all others.

use super::cell::about_row;
use super::found::Found;
use crate::document::{Document, Row, Table};
use crate::finding::{Code, Finding, Wording};
use fukkoku_recover::source::{Source, Span};
use std::collections::BTreeMap;

/// Rows that the profile's keys do not tell apart (FK503).
pub(super) fn keys(source: &Source, document: &Document) -> Found {
    document.tables().flat_map(|table| repeated_keys(source, table)).collect()
}

fn repeated_keys(source: &Source, table: &Table) -> Vec<Finding> {
    if table.stated.as_ref().is_none_or(|stated| stated.keys.is_empty()) {
        return vec![];
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let earlier = *first.entry(&row.label).or_insert(index);
        if earlier < index {
            findings.push(repeated(source, table, index, &table.rows[earlier]));
        }
    }
    findings
}

fn repeated(source: &Source, table: &Table, index: usize, earlier: &Row) -> Finding {
    let row = &table.rows[index];
    let wording = Wording {
        english: format!("row 「{}」 is named like the row of line {}", row.label, earlier.line_first),
        japanese: format!("「{}」の行の名が{}行目の行と同じ", row.label, earlier.line_first),
    };
    about_row(source, table, Code::FK503, index, wording)
}

/// Facts of the profile that the table does not have (FK504).
pub(super) fn misfits(source: &Source, document: &Document) -> Found {
    let of_table = |table: &Table| -> Vec<Finding> {
        let row = table.header.first().or(table.rows.first());
        let span = row.map_or(Span::new(0, 0), |row| first_span(source, row));
        let misfits = table.stated.iter().flat_map(|stated| &stated.misfits);
        let told = |(message, message_ja): &(String, String)| Finding {
            table: Some(table.id.clone()),
            ..Finding::at(source, Code::FK504, span, unfit(message, message_ja))
        };
        misfits.map(told).collect()
    };
    document.tables().flat_map(of_table).collect()
}

fn unfit(message: &str, message_ja: &str) -> Wording {
    let english = format!("the profile does not fit: {message}");
    Wording { english, japanese: format!("プロファイルと合わない：{message_ja}") }
}

/// The first place of a row; the start of its first line if nothing is written in it.
fn first_span(source: &Source, row: &Row) -> Span {
    let spans = row.cells.iter().flat_map(|cell| &cell.spans);
    spans.min().copied().unwrap_or_else(|| source.line_span(row.line_first.max(1)))
}
