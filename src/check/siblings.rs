//! Tables against each other, and entries that come twice.

use super::cell::{about_cell, about_row};
use super::figure::{Figure, figure};
use super::found::Found;
use super::headings::folded;
use crate::document::{Content, Document, Table};
use crate::finding::{Code, Finding, Wording};
use fukkoku_quantity::FiscalYear;
use fukkoku_recover::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest rows of tables that are compared.
const ROWS: usize = 4;

/// Fewest characters of an entry that is compared.
const ENTRY: usize = 8;

/// Fiscal years that end one table and begin the next (FK506).
pub(super) fn years_in_two_tables(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    let mut before: Option<&Table> = None;
    for element in &document.elements {
        match &element.content {
            Content::Table(table) => {
                findings.extend(before.into_iter().flat_map(|before| shared_years(source, before, table)));
                before = Some(table);
            }
            Content::Heading(_) => before = None,
            _ => {}
        }
    }
    findings
}

/// Years of the second table that the first one has, where the second goes on from the first.
fn shared_years(source: &Source, first: &Table, second: &Table) -> Vec<Finding> {
    let (a, b) = (years(first), years(second));
    let ends = |years: &[(usize, FiscalYear)]| Some((years.first()?.1, years.last()?.1));
    let (Some((a_from, a_to)), Some((b_from, b_to))) = (ends(&a), ends(&b)) else { return vec![] };
    let goes_on = a.len() >= 3 && b.len() >= 3 && a_from < b_from && b_from <= a_to && a_to < b_to;
    let shared: Vec<&(usize, FiscalYear)> =
        b.iter().filter(|(_, year)| a.iter().any(|(_, other)| other == year)).collect();
    if !goes_on || shared.len() * 3 > b.len() {
        return vec![];
    }
    let told = |&&(row, year): &&(usize, FiscalYear)| {
        let line = a.iter().find(|(_, other)| *other == year).map_or(0, |(row, _)| first.rows[*row].line_first);
        let wording = Wording {
            english: format!("row 「{}」 stands in the table before too, on line {line}", second.rows[row].label),
            japanese: format!("「{}」の行は前の表の{line}行目にもある", second.rows[row].label),
        };
        about_row(source, second, Code::FK506, row, wording)
    };
    shared.iter().map(told).collect()
}

fn years(table: &Table) -> Vec<(usize, FiscalYear)> {
    table.rows.iter().enumerate().filter_map(|(index, row)| Some((index, row.fiscal_year?))).collect()
}

/// The same dated entry in two places of a table (FK510).
pub(super) fn repeated_entries(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for table in document.tables() {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                for entry in cell.entries.iter().filter(|entry| entry.date.is_some()) {
                    let text = folded(&entry.text);
                    if text.chars().count() < ENTRY {
                        continue;
                    }
                    let Some(line) = first.get(&text) else {
                        first.insert(text, entry.line_first);
                        continue;
                    };
                    let wording = Wording {
                        english: format!("entry 「{}」 stands on line {line} too", entry.text),
                        japanese: format!("「{}」は{line}行目にもある", entry.text),
                    };
                    let figure: Figure = figure(table, index, cell.column);
                    let mut finding = about_cell(source, table, Code::FK510, &figure, wording);
                    finding.span = entry.spans.first().copied().or(finding.span);
                    (finding.line_first, finding.line_last) = (entry.line_first, entry.line_last);
                    finding.printed = entry.printed.to_string();
                    findings.push(finding);
                }
            }
        }
    }
    findings
}

/// Most tables of the same columns that one is compared with: a book of a thousand such tables repeats itself.
const MOST_SIBLINGS: usize = 32;

/// Rows that a table of the same shape has and this one has not (FK511).
pub(super) fn missing_rows(source: &Source, document: &Document) -> Found {
    let mut alike: BTreeMap<Vec<String>, Vec<Named>> = BTreeMap::new();
    for (at, table) in document.tables().enumerate() {
        if let Some(named) = Named::of(at, table) {
            let columns = table.columns.iter().map(|column| folded(&column.name())).collect();
            alike.entry(columns).or_default().push(named);
        }
    }
    let mut found: Vec<(usize, Vec<Finding>)> = Vec::new();
    for group in alike.values() {
        for table in group {
            let others = group.iter().take(MOST_SIBLINGS).filter(|other| other.at != table.at);
            let lacking = others.map(|other| (other, table.lacks(other))).find(|(_, lacking)| !lacking.is_empty());
            if let Some((other, lacking)) = lacking {
                let rows = lacking.iter().map(|&row| missing(source, table.table, other.table, row));
                found.push((table.at, rows.collect()));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let mut findings = Found::default();
    findings.extend(found.into_iter().flat_map(|(_, findings)| findings));
    findings
}

/// A table whose rows are named by words, each by others.
struct Named<'a> {
    /// Which of the document's tables.
    at: usize,
    table: &'a Table,
    /// Names of the rows, in order.
    labels: Vec<String>,
    known: BTreeSet<String>,
}

impl<'a> Named<'a> {
    fn of(at: usize, table: &'a Table) -> Option<Self> {
        let distinct: BTreeSet<&str> = table.rows.iter().map(|row| row.label.as_str()).collect();
        let worded = table.rows.iter().all(|row| row.period.is_none() && row.label.chars().any(char::is_alphabetic));
        if table.rows.len() < ROWS - 1 || !worded || distinct.len() != table.rows.len() {
            return None;
        }
        let labels: Vec<String> = table.rows.iter().map(|row| folded(&row.label)).collect();
        let known = labels.iter().cloned().collect();
        Some(Self { at, table, labels, known })
    }

    /// The rows of `other` that it lacks; none if it has rows of its own, or lacks many.
    fn lacks(&self, other: &Self) -> Vec<usize> {
        if other.labels.len() < ROWS || !self.known.is_subset(&other.known) {
            return vec![];
        }
        let lacking: Vec<usize> =
            (0..other.labels.len()).filter(|&row| !self.known.contains(&other.labels[row])).collect();
        if lacking.len() * 5 <= other.labels.len() { lacking } else { vec![] }
    }
}

fn missing(source: &Source, table: &Table, other: &Table, row: usize) -> Finding {
    let (label, line) = (&other.rows[row].label, other.rows[row].line_first);
    let before = other.rows[..row]
        .iter()
        .rev()
        .find_map(|known| table.rows.iter().position(|own| folded(&own.label) == folded(&known.label)));
    let wording = Wording {
        english: format!("no row 「{label}」: the table of the same columns has it on line {line}"),
        japanese: format!("「{label}」の行がない（同じ列の表には{line}行目にある）"),
    };
    about_row(source, table, Code::FK511, before.unwrap_or(0), wording)
}
