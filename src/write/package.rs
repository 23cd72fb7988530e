//! `datapackage.json`: Data Package v2 with a Table Schema for every CSV.

use super::table_csv::{column_names, records};
use super::tidy::Observation;
use super::{Artifact, pretty};
use crate::check::CheckedDocument;
use crate::document::{Column, ColumnKind, Table};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Version of the Data Package standard.
const STANDARD: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The description of all CSV files.
pub fn write(checked: &CheckedDocument) -> Vec<Artifact> {
    let document = &checked.document;
    let mut resources = Vec::new();
    for table in document.tables() {
        resources.push(resource(table, "tables", printed_schema(table)));
        resources.push(resource(table, "tidy", tidy_schema()));
    }
    if resources.is_empty() {
        // The standard wants one resource at least: a report without tables is described by its document.
        resources.push(json!({"name": "document", "path": "document.json", "format": "json", "mediatype": "application/json", "encoding": "utf-8"}));
    }
    let package = json!({
        "$schema": STANDARD,
        "name": package_name(&document.source.name),
        "title": crate::report_id(&document.source.name),
        "sources": [{"title": document.source.name, "path": format!("blake3:{}", document.source.blake3)}],
        "resources": resources,
    });
    vec![Artifact { path: "datapackage.json".to_owned(), bytes: pretty::json(&package) }]
}

/// Names may hold lower-case letters, digits, `-`, `_`, `.` only.
fn package_name(path: &str) -> String {
    let name: String = crate::report_id(path)
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
    let schema = schemars::schema_for!(Observation);
    let properties = schema.get("properties").and_then(Value::as_object);
    let fields: Vec<Value> =
        properties.into_iter().flatten().map(|(name, property)| tidy_field(name, property)).collect();
    json!({
        "fields": fields,
        "missingValues": [""],
        "primaryKey": ["report", "table", "row", "column", "entry"],
    })
}

fn tidy_field(name: &str, property: &Value) -> Value {
    let kind = match name {
        "row" | "column" | "entry" | "fiscal_year" | "page" | "line_first" | "line_last" => "integer",
        "period_start" | "period_end" | "date_start" | "date_end" => "date",
        "value" | "base_value" | "confidence" => "number",
        _ => "string",
    };
    let english = property.get("description").and_then(Value::as_str).unwrap_or_default();
    json!({"name": name, "type": kind, "description": format!("{} / {english}", japanese(name))})
}

fn japanese(name: &str) -> &'static str {
    match name {
        "report" => "報告書",
        "table" => "表のＩＤ",
        "row" => "行番号",
        "column" => "列番号",
        "entry" => "セル内の項目番号",
        "row_label" => "行の見出し（元号を補う）",
        "column_label" => "列の見出し（元号を補う）",
        "row_group" => "行をまとめる見出し",
        "fiscal_year" => "年度（西暦）",
        "period_start" => "期間の初日",
        "period_end" => "期間の末日",
        "text" => "項目の文字",
        "date" => "項目の日付（EDTF）",
        "date_start" => "日付の初日",
        "date_end" => "日付の末日",
        "value" => "数値",
        "unit" => "単位",
        "base_value" => "基本単位の数値",
        "base_unit" => "基本単位",
        "status" => "値の種類",
        "printed" => "原文",
        "page" => "頁",
        "line_first" => "原文の最初の行",
        "line_last" => "原文の最後の行",
        "confidence" => "行と列の確かさ",
        _ => "検出事項のコード",
    }
}
