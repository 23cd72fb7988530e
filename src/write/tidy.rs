//! `tidy/ID.csv`: one observation per line, the same columns for every table of every report.

use super::artifact::Artifact;
use super::observation::{COLUMNS, observations};
use super::table_csv::csv_bytes;
use crate::check::CheckedDocument;
use crate::document::Table;
use fukkoku_recover::source::ReportId;

/// One file a table.
pub fn write(checked: &CheckedDocument) -> Vec<Artifact> {
    let report = ReportId::of(&checked.document.source.name);
    let file = |table: &Table| {
        let header = COLUMNS.iter().map(|column| column.name.to_owned()).collect::<Vec<String>>();
        let lines = observations(table, report.as_str()).map(|observation| {
            COLUMNS.iter().map(|column| (column.get)(&observation).to_string()).collect::<Vec<String>>()
        });
        csv_bytes(std::iter::once(header).chain(lines))
    };
    let artifact = |table: &Table| Artifact { path: format!("tidy/{}.csv", table.id), bytes: file(table) };
    checked.document.tables().map(artifact).collect()
}
