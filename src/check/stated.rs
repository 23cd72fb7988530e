//! What a profile states about a table: sums over columns, keys, and facts that do not fit.

use super::arithmetic::cell_finding;
use super::at;
use super::sums::{Figure, figure, stated, tables, with_commas};
use crate::document::{Document, Row, StatedSum, SumOver, Table};
use crate::finding::Finding;
use crate::quantity::Decimal;
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// Sums over columns that do not add up (FK301). Sums over rows are checked with all other totals.
pub fn column_sums(source: &Source, document: &Document) -> Vec<Finding> {
    let of_table = |table| {
        stated(table, SumOver::Columns)
            .flat_map(move |sum| (0..table.rows.len()).filter_map(move |row| wrong_sum(source, table, sum, row)))
    };
    tables(document).flat_map(of_table).collect()
}

fn wrong_sum(source: &Source, table: &Table, sum: &StatedSum, row: usize) -> Option<Finding> {
    let total = figure(table, row, sum.total);
    let parts: Vec<Figure> = sum.parts.iter().map(|&column| figure(table, row, column)).collect();
    let printed = total.best()?;
    // A row that gives only the total, or only some of the parts, says nothing of the others.
    let values = parts.iter().map(Figure::best).collect::<Option<Vec<Decimal>>>()?;
    let added = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    if printed.checked_sub(added)?.is_zero() {
        return None;
    }
    let shown: Vec<String> = values.iter().copied().map(with_commas).collect();
    let equation = format!("{} = {}", shown.join(" + "), with_commas(added));
    let column = &table.columns[sum.total].label;
    let message = format!("total 「{column}」 of 「{}」 is {}, but {equation}", total.label, with_commas(printed));
    let message_ja = format!("「{}」の「{column}」は{}だが、{equation}", total.label, with_commas(printed));
    Some(cell_finding(source, table, "FK301", &total, sum.total, message, message_ja))
}

/// Rows that the profile's keys do not tell apart (FK503).
pub fn keys(source: &Source, document: &Document) -> Vec<Finding> {
    tables(document).flat_map(|table| repeated_keys(source, table)).collect()
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
            findings.push(about_row(source, table, index, &table.rows[earlier]));
        }
    }
    findings
}

fn about_row(source: &Source, table: &Table, index: usize, earlier: &Row) -> Finding {
    let row = &table.rows[index];
    let message = format!("row 「{}」 is named like the row of line {}", row.label, earlier.line_first);
    let message_ja = format!("「{}」の行の名が{}行目の行と同じ", row.label, earlier.line_first);
    let span = first_span(source, row);
    Finding { table: Some(table.id.clone()), row: Some(index + 1), ..at(source, "FK503", span, message, message_ja) }
}

/// Facts of the profile that the table does not have (FK504).
pub fn misfits(source: &Source, document: &Document) -> Vec<Finding> {
    let of_table = |table: &Table| -> Vec<Finding> {
        let row = table.header.first().or(table.rows.first());
        let span = row.map_or(Span::new(0, 0), |row| first_span(source, row));
        let misfits = table.stated.iter().flat_map(|stated| &stated.misfits);
        let told = |(message, message_ja): &(String, String)| Finding {
            table: Some(table.id.clone()),
            ..at(
                source,
                "FK504",
                span,
                format!("the profile does not fit: {message}"),
                format!("プロファイルと合わない：{message_ja}"),
            )
        };
        misfits.map(told).collect()
    };
    tables(document).flat_map(of_table).collect()
}

/// The first place of a row; the start of its first line if nothing is written in it.
fn first_span(source: &Source, row: &Row) -> Span {
    let spans = row.cells.iter().flat_map(|cell| &cell.spans);
    spans.min().copied().unwrap_or_else(|| source.line_span(row.line_first.max(1)))
}
