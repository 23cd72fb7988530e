//! The fixtures against their truth: cells, dates, amounts, injected errors, prose.

use crate::support::{bytes, plain, samples};
use fukkoku::document::{Content, Document, Table};
use fukkoku::write::table_csv;
use fukkoku_quantity::width;
use serde_json::Value;
use std::collections::BTreeMap;

/// Text without what a line break or a spelling may change.
fn norm(text: &str) -> String {
    width::value(text).chars().filter(|c| !c.is_whitespace()).map(|c| if c == '〜' { '～' } else { c }).collect()
}

fn truth(name: &str, file: &str) -> Value {
    serde_json::from_slice(&bytes(&format!("fixtures/reports/{name}/truth/{file}"))).unwrap()
}

fn table_names(name: &str) -> Vec<String> {
    truth(name, "tables.json")
        .as_array()
        .unwrap()
        .iter()
        .map(|table| table["name"].as_str().unwrap().to_owned())
        .collect()
}

fn true_cells(name: &str, table: &str) -> Vec<Vec<String>> {
    let bytes = bytes(&format!("fixtures/reports/{name}/truth/{table}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.as_slice());
    reader.records().map(|record| record.unwrap().iter().map(norm).collect()).collect()
}

fn tables_by_name<'a>(name: &str, document: &'a Document) -> BTreeMap<String, &'a Table> {
    let names = table_names(name);
    let found: Vec<&Table> = document.tables().collect();
    assert_eq!(found.len(), names.len(), "{name}: one table for one table, over pages too");
    names.into_iter().zip(found).collect()
}

/// Right, found and true non-empty cells of a table, by row and column.
fn compare(table: &Table, expected: &[Vec<String>]) -> (usize, usize, usize) {
    let made: Vec<Vec<String>> =
        table_csv::records(table).map(|record| record.iter().map(|field| norm(field)).collect()).collect();
    let count = |cells: &[Vec<String>]| cells.iter().flatten().filter(|cell| !cell.is_empty()).count();
    let right =
        made.iter().zip(expected).flat_map(|(a, b)| a.iter().zip(b)).filter(|(a, b)| !a.is_empty() && a == b).count();
    (right, count(&made), count(expected))
}

#[test]
fn cells_of_all_tables() {
    let (mut right, mut made, mut expected) = (0, 0, 0);
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        for (table, found) in tables_by_name(&name, &report.checked.document) {
            let (r, m, e) = compare(found, &true_cells(&name, &table));
            if r < e {
                eprintln!("{name} {table}: {r} of {e} cells");
            }
            (right, made, expected) = (right + r, made + m, expected + e);
        }
    }
    // F1 in thousandths, without floating point.
    let f1 = 2000 * right / (made + expected);
    eprintln!("cells: {right} right, {made} found, {expected} true, F1 {f1}/1000");
    assert!(f1 >= 997, "F1 {f1}/1000");
}

#[test]
fn cleaned_page_ends_change_nothing() {
    for name in ["101", "105"] {
        let cells = |file: &str| -> Vec<Vec<Vec<String>>> {
            let report = plain(&format!("fixtures/reports/{name}/{file}"));
            report.checked.document.tables().map(|table| table_csv::records(table).collect()).collect()
        };
        assert_eq!(cells("report.txt"), cells("report.seed.txt"), "{name}");
    }
}

#[test]
fn merged_cells_cover_their_rows() {
    let (mut right, mut all) = (0, 0);
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        let found = tables_by_name(&name, &report.checked.document);
        for shape in truth(&name, "tables.json").as_array().unwrap() {
            let table = found[shape["name"].as_str().unwrap()];
            for merge in shape["merges"].as_array().unwrap() {
                let (from, to) = (merge["row_from"].as_u64().unwrap(), merge["row_to"].as_u64().unwrap());
                for row in from..=to {
                    all += 1;
                    let group =
                        table.rows.get(row as usize - 1).and_then(|row| row.group.as_deref()).unwrap_or_default();
                    right += usize::from(norm(group) == norm(merge["text"].as_str().unwrap()));
                }
            }
        }
    }
    eprintln!("rows under merged cells: {right} of {all}");
    assert!(right * 1000 >= all * 990, "{right} of {all}");
}

#[test]
fn dates_of_entries() {
    let (mut right, mut all) = (0, 0);
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        let found = tables_by_name(&name, &report.checked.document);
        for fact in truth(&name, "facts.json")["dated_entries"].as_array().unwrap() {
            all += 1;
            let row = &found[fact["table"].as_str().unwrap()].rows[fact["row"].as_u64().unwrap() as usize - 1];
            let expected = match (fact["iso_from"].as_str(), fact["iso_to"].as_str()) {
                (Some(from), Some(to)) => format!("{from}/{to}"),
                (Some(from), None) => from.to_owned(),
                _ => expected_edtf(fact),
            };
            let text = norm(fact["text"].as_str().unwrap());
            let entries = row
                .cells
                .iter()
                .filter(|cell| cell.column as u64 == fact["col"].as_u64().unwrap())
                .flat_map(|cell| &cell.entries);
            let mut dates =
                entries.filter(|entry| text.contains(&norm(&entry.text))).filter_map(|entry| entry.date.as_ref());
            right += usize::from(dates.any(|date| date.edtf == expected));
        }
    }
    eprintln!("dates of entries: {right} of {all}");
    assert!(right * 1000 >= all * 990, "{right} of {all}");
}

#[test]
fn amounts_in_yen() {
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        let found = tables_by_name(&name, &report.checked.document);
        for fact in truth(&name, "facts.json")["amounts"].as_array().unwrap() {
            let row = &found[fact["table"].as_str().unwrap()].rows[fact["row"].as_u64().unwrap() as usize - 1];
            let column = fact["col"].as_u64().unwrap() as usize;
            let cell = row.cells.iter().find(|cell| cell.column == column);
            let amount = cell.and_then(|cell| cell.entries.first()).and_then(|entry| entry.amount.as_ref());
            let base = amount.map(|amount| amount.base_value.to_string());
            assert_eq!(base, fact["yen"].as_i64().map(|yen| yen.to_string()), "{name}: {fact}");
        }
    }
}

#[test]
fn errors_put_into_the_reports_are_found_and_no_others() {
    let (mut injected, mut errors) = (0, 0);
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        let found = tables_by_name(&name, &report.checked.document);
        let findings = &report.checked.findings;
        for error in truth(&name, "facts.json")["injected_errors"].as_array().unwrap() {
            injected += 1;
            let code = match error["type"].as_str().unwrap() {
                "period_for_comma" => "FK303",
                "missing_cell" => "FK304",
                "total_mismatch" => "FK301",
                other => panic!("{other}"),
            };
            let id = &found[error["table"].as_str().unwrap()].id;
            let (row, column) = (error["row"].as_u64().unwrap() as usize, error["col"].as_u64().unwrap() as usize + 1);
            let here = findings.iter().find(|finding| {
                finding.code.id() == code
                    && finding.table.as_ref() == Some(id)
                    && finding.row == Some(row)
                    && finding.column == Some(column)
            });
            assert!(here.is_some(), "{name}: {error}");
        }
        errors += findings.iter().filter(|finding| finding.code.id() == "FK302").count();
    }
    assert_eq!((injected, errors), (11, 0));
}

#[test]
fn headings_paragraphs_notes_and_bullets() {
    let (mut right, mut made, mut expected) = (0, 0, 0);
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        let mut found: Vec<String> = texts(&report.checked.document).iter().map(|text| norm(text)).collect();
        made += found.len();
        for part in truth(&name, "body.json").as_array().unwrap().iter().filter(|part| part["role"] != "table") {
            expected += 1;
            let text = norm(part["text"].as_str().unwrap());
            if let Some(at) = found.iter().position(|other| *other == text) {
                found.swap_remove(at);
                right += 1;
            } else {
                eprintln!("{name}: {text}");
            }
        }
    }
    eprintln!("prose: {right} right, {made} found, {expected} true");
    assert!(2000 * right >= 990 * (made + expected));
}

fn texts(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    for element in &document.elements {
        match &element.content {
            Content::Heading(heading) => texts.push(heading.text.clone()),
            Content::Paragraph(paragraph) => texts.push(paragraph.text.clone()),
            Content::Note(note) => texts.push(note.text.clone()),
            Content::List(list) => texts.extend(list.items.iter().map(|item| format!("{}{}", item.marker, item.text))),
            Content::Contact(contact) => texts.extend(contact.lines.iter().cloned()),
            Content::Contents(_) | Content::Table(_) | Content::Furniture(_) => {}
            Content::Unrecognized(lines) => texts.extend(lines.lines.iter().cloned()),
        }
    }
    texts
}

#[test]
fn dates_of_sentences() {
    let (mut right, mut all) = (0, 0);
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        let mut found: Vec<(String, String)> = quantities(&report.checked.document);
        for fact in truth(&name, "facts.json")["narrative_dates"].as_array().unwrap() {
            all += 1;
            let edtf = expected_edtf(fact);
            let printed = norm(fact["raw"].as_str().unwrap());
            // The truth has the year of 平成３０年（２０１８年）６月; we read the month too.
            let same = |date: &str| date == edtf || (printed.ends_with("年)") && date.starts_with(&format!("{edtf}-")));
            if let Some(at) = found.iter().position(|(text, date)| same(date) && text.contains(&printed)) {
                found.swap_remove(at);
                right += 1;
            }
        }
    }
    eprintln!("dates of sentences: {right} of {all}");
    assert!(right * 1000 >= all * 980, "{right} of {all}");
}

fn expected_edtf(fact: &Value) -> String {
    let year = |key: &str| fact[key].as_i64();
    match (fact["iso"].as_str(), year("fiscal_year"), year("fiscal_from"), year("fiscal_to")) {
        (Some(iso), ..) => iso.to_owned(),
        (None, Some(year), ..) => format!("{year}-04/{}-03", year + 1),
        (None, None, Some(from), Some(to)) => format!("{from}-04/{}-03", to + 1),
        other => panic!("{other:?}"),
    }
}

fn quantities(document: &Document) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for element in &document.elements {
        let lists = match &element.content {
            Content::Heading(heading) => vec![&heading.quantities],
            Content::Paragraph(paragraph) => vec![&paragraph.quantities],
            Content::Note(note) => vec![&note.quantities],
            Content::List(list) => list.items.iter().map(|item| &item.quantities).collect(),
            Content::Contents(_)
            | Content::Table(_)
            | Content::Contact(_)
            | Content::Furniture(_)
            | Content::Unrecognized(_) => vec![],
        };
        for quantity in lists.into_iter().flatten() {
            all.push((norm(&quantity.printed), quantity.edtf.clone().unwrap_or_default()));
        }
    }
    all
}
