//! `datapackage.json`: Data Package v2 with a Table Schema for every CSV.

use super::artifact::Pending;
use super::observation::{COLUMNS, PRIMARY_KEY};
use super::pretty;
use super::table_csv::{column_names, records};
use crate::check::CheckedDocument;
use crate::document::{Column, ColumnKind, Table};
use fukkoku_recover::source::ReportId;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Version of the Data Package standard.
const STANDARD: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The description of all CSV files.
pub fn write(checked: &CheckedDocument) -> Vec<Pending<'_>> {
    vec![Pending::new("datapackage.json", |out| pretty::write(&package(checked), out))]
}

fn package(checked: &CheckedDocument) -> Value {
    let document = &checked.document;
    let mut resources = Vec::new();
    let tidy = tidy_schema();
    for table in document.tables() {
        resources.push(resource(table, "tables", printed_schema(table)));
        resources.push(resource(table, "tidy", tidy.clone()));
    }
    if resources.is_empty() {
        // The standard wants one resource at least: a report without tables is described by its document.
        resources.push(json!({"name": "document", "path": "document.json", "format": "json", "mediatype": "application/json", "encoding": "utf-8"}));
    }
    json!({
        "$schema": STANDARD,
        "name": package_name(&document.source.name),
        "title": ReportId::of(&document.source.name).as_str(),
        "sources": [{"title": document.source.name, "path": format!("blake3:{}", document.source.blake3)}],
        "resources": resources,
    })
}

/// Names may hold lower-case letters, digits, `-`, `_`, `.` only.
fn package_name(path: &str) -> String {
    let name: String = ReportId::of(path)
        .as_str()
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' })
        .collect();
    if name.chars().any(|c| c.is_ascii_alphanumeric()) {
        name
    } else {
        format!("report-{}", &blake3::hash(path.as_bytes()).to_hex()[..8])
    }
}

fn resource(table: &Table, folder: &str, schema: Value) -> Value {
    let about = match folder {
        "tables" => ("印刷されたとおりの表", "the table as printed"),
        _ => ("一行一観測値", "one observation per line"),
    };
    json!({
        "name": format!("{folder}-{}", table.id),
        "path": format!("{folder}/{}.csv", table.id),
        "title": table.title.clone().unwrap_or_else(|| table.id.clone()),
        "description": format!("{} / {}", about.0, about.1),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": schema,
    })
}

fn printed_schema(table: &Table) -> Value {
    let fields: Vec<Value> = column_names(table)
        .into_iter()
        .zip(&table.columns)
        .map(|(name, column)| printed_field(&name, column))
        .collect();
    let mut schema = json!({"fields": fields, "missingValues": [""]});
    if let (Some(key), Some(object)) = (primary_key(table), schema.as_object_mut()) {
        object.insert("primaryKey".to_owned(), json!(key));
    }
    schema
}

/// The columns that a profile says name a row, if they do as printed: a merged cell leaves those below it empty.
fn primary_key(table: &Table) -> Option<Vec<String>> {
    let keys = &table.stated.as_ref()?.keys;
    let rows: Vec<Vec<String>> =
        records(table).map(|record| keys.iter().map(|&key| record[key].clone()).collect()).collect();
    let (names, values) = rows.split_first()?;
    let distinct: BTreeSet<&Vec<String>> = values.iter().collect();
    let whole = values.iter().flatten().all(|value| !value.is_empty());
    (!keys.is_empty() && whole && distinct.len() == values.len()).then(|| names.clone())
}

fn printed_field(name: &str, column: &Column) -> Value {
    let about = match column.kind {
        ColumnKind::Label => "行の見出し / label of the row",
        ColumnKind::Group => "行をまとめる見出し / label that spans rows",
        ColumnKind::Text => "印刷どおりの文字 / text as printed",
        ColumnKind::Number => "印刷どおりの数字（値は tidy） / digits as printed; for values see tidy",
        ColumnKind::Date => "印刷どおりの日付（値は tidy） / date as printed; for values see tidy",
    };
    let mut field = json!({"name": name, "type": "string", "description": about});
    if let (Some(unit), Some(object)) = (&column.unit, field.as_object_mut()) {
        object.insert("unit".to_owned(), json!(unit));
    }
    field
}

fn tidy_schema() -> Value {
    let fields: Vec<Value> = COLUMNS
        .iter()
        .map(|column| {
            let description = format!("{} / {}", column.japanese, column.english);
            json!({"name": column.name, "type": column.kind.word(), "description": description})
        })
        .collect();
    json!({"fields": fields, "missingValues": [""], "primaryKey": PRIMARY_KEY})
}
