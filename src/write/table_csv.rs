//! `tables/ID.csv`: a table as printed.
//!
//! UTF-8 without a byte order mark, `\n`, quoted after RFC 4180. Line 1 names the columns; then one line a printed row. A cell
//! that spans rows has its text in its first row and is empty below.

use super::artifact::Artifact;
use crate::check::CheckedDocument;
use crate::document::{Row, Table};

/// One file a table.
pub fn write(checked: &CheckedDocument) -> Vec<Artifact> {
    checked
        .document
        .tables()
        .map(|table| Artifact { path: format!("tables/{}.csv", table.id), bytes: csv_bytes(records(table)) })
        .collect()
}

/// Header and rows.
pub fn records(table: &Table) -> impl Iterator<Item = Vec<String>> + '_ {
    std::iter::once(column_names(table)).chain(table.rows.iter().map(|row| record(row, table.columns.len())))
}

/// Names of the columns: header paths joined by `／`. A column without a header is called by its number, and a repeated
/// name gets a count, because a CSV with empty or repeated names cannot be loaded by name.
pub fn column_names(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        let plain = match column.name() {
            name if name.is_empty() => format!("列{}", index + 1),
            name => name,
        };
        let name = (1..)
            .map(|count| if count == 1 { plain.clone() } else { format!("{plain} ({count})") })
            .find(|name| !names.contains(name))
            .unwrap_or(plain);
        names.push(name);
    }
    names
}

fn record(row: &Row, columns: usize) -> Vec<String> {
    let mut fields = vec![String::new(); columns];
    for cell in &row.cells {
        if let Some(field) = fields.get_mut(cell.column) {
            *field = cell.text.to_string();
        }
    }
    fields
}

/// Records as CSV.
pub fn csv_bytes<R: IntoIterator<Item = String>>(records: impl Iterator<Item = R>) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    for record in records {
        let fields: Vec<String> = record.into_iter().collect();
        // Writing to memory cannot fail, and records may have any length.
        let _ = writer.write_record(&fields);
    }
    writer.into_inner().unwrap_or_default()
}
