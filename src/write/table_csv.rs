//! `tables/ID.csv`: a table as printed.
//!
//! UTF-8 without a byte order mark, `\n`, quoted after RFC 4180. Line 1 names the columns; then one line a printed row. A cell
//! that spans rows has its text in its first row and is empty below.

use super::artifact::Pending;
use crate::check::CheckedDocument;
use crate::document::{Row, Table};
use std::io::{self, Write};

/// One file a table.
pub fn write(checked: &CheckedDocument) -> Vec<Pending<'_>> {
    checked
        .document
        .tables()
        .map(|table| Pending::new(format!("tables/{}.csv", table.id), move |out| csv(records(table), out)))
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

/// Writes records, of any length each, as CSV.
///
/// - **Errors**: those of `out`.
pub fn csv<R: IntoIterator<Item = String>>(records: impl Iterator<Item = R>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    for record in records {
        writer.write_record(record.into_iter().collect::<Vec<String>>())?;
    }
    writer.flush()
}
