//! `tidy/ID.csv`: one observation per line, the same columns for every table of every report.

use super::artifact::Pending;
use super::observation::{COLUMNS, observations};
use super::table_csv::csv;
use crate::check::CheckedDocument;
use crate::document::Table;
use fukkoku_recover::source::ReportId;
use std::io::{self, Write};

/// One file a table.
pub fn write(checked: &CheckedDocument) -> Vec<Pending<'_>> {
    let name = checked.document.source.name.as_str();
    let tables = checked.document.tables();
    tables.map(|table| Pending::new(format!("tidy/{}.csv", table.id), move |out| file(table, name, out))).collect()
}

fn file(table: &Table, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let report = ReportId::of(name);
    let header = COLUMNS.iter().map(|column| column.name.to_owned()).collect::<Vec<String>>();
    let lines = observations(table, report.as_str()).map(|observation| {
        COLUMNS.iter().map(|column| (column.get)(&observation).to_string()).collect::<Vec<String>>()
    });
    csv(std::iter::once(header).chain(lines), out)
}
