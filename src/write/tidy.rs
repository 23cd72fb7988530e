//! `tidy/ID.csv`: one observation per line, the same columns for every table of every report.

use super::Artifact;
use super::table_csv::{csv_bytes, tables};
use crate::check::CheckedDocument;
use crate::document::{Cell, Column, ColumnKind, Entry, NamedPeriod, Row, Table};
use fukkoku_quantity::{Day, Period};
use schemars::JsonSchema;
use serde::Serialize;

/// One line of a tidy file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Observation {
    /// Path of the input without its extension.
    pub report: String,
    /// Id of the table.
    pub table: String,
    /// Body row, from 1.
    pub row: usize,
    /// Printed column, from 1.
    pub column: usize,
    /// Statement of the cell, from 1.
    pub entry: usize,
    /// Label of the row, the era made explicit.
    pub row_label: String,
    /// Label of the column, the era made explicit.
    pub column_label: String,
    /// Text of the row-spanning cell that covers the row.
    pub row_group: String,
    /// Fiscal year that row or column names.
    pub fiscal_year: Option<i32>,
    /// First day of the row's or column's period.
    pub period_start: Option<Day>,
    /// Last day of it.
    pub period_end: Option<Day>,
    /// The entry, width-normalised, bullet removed.
    pub text: String,
    /// Its date as EDTF.
    pub date: String,
    /// First day of the date.
    pub date_start: Option<Day>,
    /// Last day of the date.
    pub date_end: Option<Day>,
    /// Exact number, in the printed unit.
    pub value: String,
    /// Printed unit.
    pub unit: String,
    /// The number in the base unit.
    pub base_value: String,
    /// The base unit.
    pub base_unit: String,
    /// What kind of value it is.
    pub status: fukkoku_quantity::Status,
    /// The source characters.
    pub printed: String,
    /// Page, from 1.
    pub page: usize,
    /// First line of the input file, from 1.
    pub line_first: usize,
    /// Last line.
    pub line_last: usize,
    /// How sure row and column are, 0.00–1.00.
    pub confidence: String,
    /// Codes of findings, separated by spaces.
    pub findings: String,
}

/// One file a table.
pub fn write(checked: &CheckedDocument) -> Vec<Artifact> {
    let report = crate::report_id(&checked.document.source.name);
    tables(&checked.document)
        .map(|table| {
            let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
            for observation in observations(table, &report) {
                // Writing to memory cannot fail.
                let _ = writer.serialize(observation);
            }
            let header = csv_bytes(std::iter::once(column_names()));
            let lines = writer.into_inner().unwrap_or_default();
            Artifact { path: format!("tidy/{}.csv", table.id), bytes: [header, lines].concat() }
        })
        .collect()
}

/// The columns, in order: the fields of [`Observation`].
pub fn column_names() -> Vec<String> {
    let schema = schemars::schema_for!(Observation);
    let properties = schema.get("properties").and_then(|value| value.as_object());
    properties.map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
}

/// All observations of a table, row by row.
pub fn observations(table: &Table, report: &str) -> Vec<Observation> {
    let mut out = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            let Some(column) = table.columns.get(cell.column) else { continue };
            if matches!(column.kind, ColumnKind::Label | ColumnKind::Group) {
                continue;
            }
            for (entry, statement) in cell.entries.iter().enumerate() {
                out.push(Place { table, report, row, number: index + 1, cell, column }.observe(entry + 1, statement));
            }
        }
    }
    out
}

struct Place<'a> {
    table: &'a Table,
    report: &'a str,
    row: &'a Row,
    number: usize,
    cell: &'a Cell,
    column: &'a Column,
}

impl Place<'_> {
    fn observe(&self, number: usize, entry: &Entry) -> Observation {
        let period: Option<Period> = self.row.period.or(self.column.period);
        let year = self.row.fiscal_year.or(self.column.fiscal_year);
        let date: Option<&NamedPeriod> = entry.date.as_ref();
        let amount = entry.amount.as_ref();
        Observation {
            report: self.report.to_owned(),
            table: self.table.id.clone(),
            row: self.number,
            column: self.cell.column + 1,
            entry: number,
            row_label: self.row.label.clone(),
            column_label: self.column.label.clone(),
            row_group: self.row.group.clone().unwrap_or_default(),
            fiscal_year: year.map(|year| year.0),
            period_start: period.and_then(|period| period.start),
            period_end: period.and_then(|period| period.end),
            text: entry.text.clone(),
            date: date.map(|date| date.edtf.clone()).unwrap_or_default(),
            date_start: date.and_then(|date| date.start),
            date_end: date.and_then(|date| date.end),
            value: amount.map(|amount| amount.value.to_string()).unwrap_or_default(),
            unit: amount.and_then(|amount| amount.unit.clone()).unwrap_or_default(),
            base_value: amount.map(|amount| amount.base_value.to_string()).unwrap_or_default(),
            base_unit: amount.and_then(|amount| amount.base_unit.clone()).unwrap_or_default(),
            status: entry.status,
            printed: entry.printed.clone(),
            page: self.row.page,
            line_first: entry.line_first,
            line_last: entry.line_last,
            confidence: self.cell.confidence.to_string(),
            findings: entry.findings.iter().map(|code| code.id()).collect::<Vec<&str>>().join(" "),
        }
    }
}
