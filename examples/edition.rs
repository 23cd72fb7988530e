//! Typesets samples out of their known contents: `edition DIR… OUT` reads `DIR/truth/` and writes `OUT/<name>.pdf`.
//!
//! `edition OUT` writes what is hard to set instead. For looking at the typesetting without the recovery.

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/reports/mod.rs"]
mod reports;

use fukkoku::document::*;
use fukkoku::edition::{Attachment, Relationship, layout, write};
use fukkoku_recover::source::Encoding;
use fukkoku_typeset::Design;
use serde_json::Value;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let Some(out) = paths.pop() else { return Ok(()) };
    let hard = if paths.is_empty() { reports::hard() } else { Vec::new() };
    for (name, document) in hard {
        save(&out, &name.replace(' ', "-"), &document, Vec::new())?;
    }
    for path in paths {
        let path = Path::new(&path);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (document, attachments) = read(path)?;
        save(&out, &name, &document, attachments)?;
    }
    Ok(())
}

fn save(out: &str, name: &str, document: &Document, attachments: Vec<Attachment>) -> std::io::Result<()> {
    let begun = std::time::Instant::now();
    let findings = if attachments.is_empty() { vec![reports::finding()] } else { Vec::new() };
    let layout = layout(document, &findings, Design::default());
    let laid = begun.elapsed();
    let edition = write(&layout, attachments);
    let (pages, bytes, all) = (edition.pages, edition.bytes.len(), begun.elapsed());
    eprintln!("{name}: {pages} pages, {bytes} bytes, layout {laid:?}, all {all:?}, missing {:?}", edition.missing);
    std::fs::write(Path::new(out).join(format!("{name}.pdf")), edition.bytes)?;
    std::fs::write(Path::new(out).join(format!("{name}.txt")), fukkoku_typeset::dump(&layout))
}

fn read(path: &Path) -> std::io::Result<(Document, Vec<Attachment>)> {
    let json = |name: &str| -> std::io::Result<Value> {
        Ok(serde_json::from_str(&std::fs::read_to_string(path.join("truth").join(name))?)?)
    };
    let (body, tables) = (json("body.json")?, json("tables.json")?);
    let mut elements = Vec::new();
    let mut attachments = Vec::new();
    for entry in body.as_array().into_iter().flatten() {
        let text = entry["text"].as_str().unwrap_or_default();
        let content = match entry["role"].as_str().unwrap_or_default() {
            "heading" => heading(text),
            "bullet" => bullet(&mut elements, text),
            "note" => Some(Content::Note(Note {
                marker: if text.starts_with('※') { "※".into() } else { String::new() },
                text: text.into(),
                quantities: vec![],
            })),
            "table" => {
                let facts = tables.as_array().into_iter().flatten().find(|table| table["name"] == text);
                let bytes = std::fs::read(path.join("truth").join(format!("{text}.csv")))?;
                attachments.push(Attachment {
                    name: format!("{text}.csv"),
                    mime: "text/csv".into(),
                    bytes: bytes.clone(),
                    relationship: Relationship::Data,
                    description: format!("表「{text}」"),
                });
                facts.map(|facts| Content::Table(Box::new(table(text, facts, &bytes))))
            }
            _ => Some(Content::Paragraph(Paragraph {
                role: ParagraphRole::Body,
                caption: None,
                text: text.into(),
                quantities: vec![],
            })),
        };
        elements.extend(content.map(element));
    }
    let source = SourceInfo {
        name: "report.txt".into(),
        blake3: String::new(),
        encoding: Encoding { name: "UTF-8".into(), evidence: "given".into(), replaced: 0 },
        flavour: Default::default(),
        lines: 0,
        pages: 0,
        paper: None,
    };
    Ok((Document { schema_version: SCHEMA_VERSION, source, profile: None, elements }, attachments))
}

fn element(content: Content) -> Element {
    Element { content, page: 1, line_first: 1, line_last: 1, spans: vec![], areas: vec![] }
}

fn heading(text: &str) -> Option<Content> {
    let level = if text.starts_with('（') {
        2
    } else if text.starts_with('【') {
        3
    } else {
        1
    };
    let title = text.split_once([' ', '）']).map_or(text, |parts| parts.1);
    Some(Content::Heading(Heading {
        level,
        number: None,
        title: title.into(),
        text: text.into(),
        subtitle: None,
        period: None,
        quantities: vec![],
    }))
}

fn bullet(elements: &mut [Element], text: &str) -> Option<Content> {
    let marker: String = text.chars().take(1).filter(|c| "・‣•○●".contains(*c)).collect();
    let text = text.trim_start_matches(&marker[..]).trim().to_string();
    let parts = text.split_once('：').map(|(label, value)| (label.to_string(), value.to_string()));
    let (label, value) = parts.unzip();
    let item = Item { marker, text, label, value, quantities: vec![], line_first: 1, line_last: 1 };
    match elements.last_mut().map(|element| &mut element.content) {
        Some(Content::List(list)) => {
            list.items.push(item);
            None
        }
        _ => Some(Content::List(List { items: vec![item] })),
    }
}

fn table(name: &str, facts: &Value, csv: &[u8]) -> Table {
    let records: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv)
        .records()
        .flatten()
        .map(|record| record.iter().map(String::from).collect())
        .collect();
    let merges: Vec<(usize, usize, usize)> = facts["merges"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|merge| (number(&merge["col"]), number(&merge["row_from"]), number(&merge["row_to"])))
        .collect();
    let head = number(&facts["header_rows"]).max(1);
    let columns = records.first().cloned().unwrap_or_default();
    let kind = |column: usize| {
        let body = || records.iter().skip(head).filter_map(|row| row.get(column)).filter(|text| !text.is_empty());
        if column == 0 {
            ColumnKind::Label
        } else if merges.iter().any(|merge| merge.0 == column) {
            ColumnKind::Group
        } else if body().all(|text| text.chars().all(|c| c.is_ascii_digit() || ",.%-△－".contains(c))) {
            ColumnKind::Number
        } else {
            ColumnKind::Text
        }
    };
    let row = |at: usize, texts: &Vec<String>| {
        let cells = texts
            .iter()
            .enumerate()
            .filter_map(|(column, text)| {
                let merge = merges.iter().find(|merge| merge.0 == column && (merge.1..=merge.2).contains(&at));
                if merge.is_some_and(|merge| merge.1 != at) {
                    return None;
                }
                Some(cell(column, merge.map_or(1, |merge| merge.2 - merge.1 + 1), text, merge.is_some()))
            })
            .collect();
        let total = texts.first().is_some_and(|text| text.contains('計') && text.chars().count() <= 3);
        let role = if at < head {
            RowRole::Header
        } else if total {
            RowRole::Total
        } else {
            RowRole::Body
        };
        Row {
            role,
            label: String::new(),
            group: None,
            fiscal_year: None,
            period: None,
            cells,
            page: 1,
            line_first: 1,
            line_last: 1,
        }
    };
    let rows: Vec<Row> = records.iter().enumerate().map(|(at, texts)| row(at, texts)).collect();
    Table {
        id: name.into(),
        title: None,
        unit_note: None,
        stated: None,
        columns: columns
            .iter()
            .enumerate()
            .map(|(at, text)| Column {
                path: vec![text.clone()],
                kind: kind(at),
                unit: None,
                base_unit: None,
                fiscal_year: None,
                period: None,
                label: text.clone(),
                vertical: kind(at) == ColumnKind::Group,
            })
            .collect(),
        header: rows.iter().take(head).cloned().collect(),
        rows: rows.into_iter().skip(head).collect(),
        confidence: Confidence::CERTAIN,
    }
}

fn cell(column: usize, row_span: usize, text: &str, vertical: bool) -> Cell {
    let spaced = text.replace('‣', " ‣").trim().to_string();
    Cell {
        column,
        row_span: row_span as u32,
        column_span: 1,
        vertical,
        printed: spaced.as_str().into(),
        text: spaced.into(),
        entries: Box::default(),
        confidence: Confidence::CERTAIN,
        spans: Few::default(),
        areas: Few::default(),
        line_first: 1,
        line_last: 1,
    }
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or(0) as usize
}
