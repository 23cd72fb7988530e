//! Columns of a recovered table: what each holds, and which of them name, group and date the rows.

use super::cells::{self, folded_label, row_label};
use super::heads::{self, Hints};
use super::numbers::{self, is_code, looks_numeric};
use super::stated::{self, Facts};
use super::units::Units;
use super::years::{self, Counting, NamedYear};
use crate::document::{Column, ColumnKind};
use crate::profile::ColumnType;
use fukkoku_quantity::number::{Legend, NumberContext, is_ditto};
use fukkoku_quantity::width;
use fukkoku_recover::block::{PrintedCell, PrintedRow, PrintedTable};
use fukkoku_recover::look;

/// Share of cells, in percent, that makes a column one of numbers or dates.
const SHARE_OF_KIND: usize = 60;

/// The columns of a table.
pub(super) struct Columns {
    /// What each was found to hold.
    pub found: Vec<ColumnKind>,
    /// What each holds: as found, or as the profile states.
    pub kinds: Vec<ColumnKind>,
    /// What is known about its numbers.
    pub contexts: Vec<NumberContext>,
    /// Its units, where rows have units of their own.
    pub units: Units,
    /// The column that labels rows.
    pub label: usize,
    /// The column whose labels are years, and what they count.
    pub years: Option<(usize, Counting)>,
    /// The columns that the profile says name a row.
    keys: Vec<usize>,
}

impl Columns {
    /// Looks at the columns, the profile's facts first; `legend` explains symbols.
    pub(super) fn of(raw: &PrintedTable, names: &[String], facts: &Facts, units: Units, legend: &Legend) -> Self {
        let found = kinds(raw);
        let keys = facts.keys();
        let stated: Vec<Option<ColumnType>> = (0..raw.columns).map(|column| facts.column(column)).collect();
        let kind = |column: usize| stated::kind(found[column], stated[column], keys.contains(&column));
        let kinds: Vec<ColumnKind> = (0..raw.columns).map(kind).collect();
        let says = |column: &usize| stated[*column].is_some() && kinds[*column] == ColumnKind::Label;
        let label = (0..raw.columns).find(says).unwrap_or_else(|| label_column(raw));
        Self {
            contexts: contexts(raw, &units, legend),
            units,
            years: years_stated(&stated)
                .or_else(|| names.first().and_then(|name| years::counting(name)).map(|counting| (label, counting))),
            found,
            kinds,
            label,
            keys,
        }
    }

    /// The columns as the document has them.
    pub(super) fn described(&self, raw: &PrintedTable, paths: &[Vec<String>], hints: &Hints) -> Vec<Column> {
        let years = heads::of_columns(paths, hints);
        let column = |index: usize| {
            let year = years[index].filter(|_| self.kinds[index] != ColumnKind::Label);
            let unit = self.contexts[index].header_unit.as_ref().filter(|_| self.kinds[index] == ColumnKind::Number);
            Column {
                path: paths[index].clone(),
                kind: self.kinds[index],
                unit: unit.map(|unit| unit.printed.clone()),
                base_unit: unit.map(|unit| unit.base.to_string()),
                fiscal_year: year.and_then(|year| year.fiscal),
                period: year.map(|year| year.period),
                label: explicit_path(&paths[index], year.as_ref()),
                vertical: raw.upright.contains(&index),
            }
        };
        (0..paths.len()).map(column).collect()
    }

    /// The labels that a column of years has at each row; that of a merged cell stands for all its rows.
    pub(super) fn year_labels(&self, raw: &PrintedTable, column: usize) -> Vec<String> {
        if !raw.merging.contains(&column) {
            return raw.rows.iter().map(|row| row_label(row, column)).collect();
        }
        let mut label = String::new();
        let carry = |row: &PrintedRow| {
            if let Some(cell) = &row.cells[column] {
                label = folded_label(&cell.paragraphs);
            }
            label.clone()
        };
        raw.rows.iter().map(carry).collect()
    }

    /// Keeps the text that groups the rows from here on. In a column of merged cells an empty cell ends a group; in a column
    /// that the profile calls a group it goes on.
    pub(super) fn carry_groups(&self, raw: &PrintedTable, row: &PrintedRow, groups: &mut [Option<String>]) {
        for (column, group) in groups.iter_mut().enumerate() {
            let Some(cell) = row.cells[column].as_ref().filter(|_| self.kinds[column] == ColumnKind::Group) else {
                continue;
            };
            let text = Some(folded_label(&cell.paragraphs)).filter(|text| !text.is_empty());
            if text.is_some() || raw.merging.contains(&column) {
                *group = text;
            }
        }
    }

    /// What a row is called: by its label, or by all columns that the profile says name it.
    pub(super) fn name_of_row(&self, row: &PrintedRow, label: &str, groups: &[Option<String>]) -> String {
        if self.keys.is_empty() {
            return label.to_owned();
        }
        let of_cell = |column: usize| row.cells[column].as_ref().map(|cell| folded_label(&cell.paragraphs));
        let name = |&column: &usize| match &groups[column] {
            _ if column == self.label => Some(label.to_owned()),
            Some(group) => Some(group.clone()),
            None => of_cell(column),
        };
        let mut parts: Vec<String> = self.keys.iter().filter_map(name).filter(|part| !part.is_empty()).collect();
        // A total's label covers several of them.
        parts.dedup();
        if parts.is_empty() { label.to_owned() } else { parts.join("／") }
    }
}

/// For each row, whether it heads those below it: nothing stands in it but a name in brackets, as in others of the table.
pub(super) fn heads(raw: &PrintedTable) -> Vec<bool> {
    let is_head = |row: &PrintedRow| {
        let mut texts = row.cells.iter().flatten().map(|cell| cell.joined("")).filter(|text| !text.is_empty());
        matches!((texts.next(), texts.next()), (Some(only), None) if look::is_group_head(&only))
    };
    let found: Vec<bool> = raw.rows.iter().map(is_head).collect();
    let several = found.iter().filter(|head| **head).count() > 1;
    found.into_iter().map(|head| head && several).collect()
}

/// The first column that the profile says holds years.
fn years_stated(stated: &[Option<ColumnType>]) -> Option<(usize, Counting)> {
    stated.iter().enumerate().find_map(|(column, kind)| match kind {
        Some(ColumnType::Year) => Some((column, Counting::Calendar)),
        Some(ColumnType::FiscalYear) => Some((column, Counting::Fiscal)),
        Some(ColumnType::Label | ColumnType::Group | ColumnType::Text | ColumnType::Number | ColumnType::Date)
        | None => None,
    })
}

/// The column that names rows: the first of words that no merged cell covers.
///
/// Figures name no row, but running numbers, classes and years do.
fn label_column(raw: &PrintedTable) -> usize {
    let names = |column: &usize| !is_measured(raw, *column);
    let free = |column: &usize| !raw.merging.contains(column);
    let first = (0..raw.columns).find(|column| free(column) && names(column));
    first.or_else(|| (0..raw.columns).find(names)).or_else(|| (0..raw.columns).find(free)).unwrap_or(0)
}

/// Whether a column holds figures and not numbers that name rows.
fn is_measured(raw: &PrintedTable, column: usize) -> bool {
    let key = |text: &str| {
        let folded = width::value(text.trim());
        let digits = folded.bytes().all(|b| b.is_ascii_digit());
        let year = folded.len() == 4 && (folded.starts_with("19") || folded.starts_with("20"));
        digits && (folded.len() <= 3 || year)
    };
    mostly(raw, column, looks_numeric) && !mostly(raw, column, key) && !has_codes(raw, column)
}

/// One code makes codes of its column, also where others begin with no zero.
fn has_codes(raw: &PrintedTable, column: usize) -> bool {
    raw.rows.iter().filter_map(|row| row.cells[column].as_ref()).any(|cell| is_code(&printed(cell)))
}

/// The header path of a column, widths folded.
pub(super) fn path(raw: &PrintedTable, column: usize) -> Vec<String> {
    let labels = raw.path(column).into_iter().map(|cell| folded_label(&cell.paragraphs));
    labels.filter(|label| !label.is_empty()).collect()
}

/// The path with the era made explicit in the label that names a year.
fn explicit_path(path: &[String], year: Option<&NamedYear>) -> String {
    let counts = |label: &str| label.contains('年') || label == "元" || label.bytes().all(|b| b.is_ascii_digit());
    let labels =
        path.iter().map(|label| if counts(label) { years::explicit_label(label, year) } else { label.clone() });
    labels.collect::<Vec<_>>().join("／")
}

/// What each column holds.
fn kinds(raw: &PrintedTable) -> Vec<ColumnKind> {
    (0..raw.columns)
        .map(|column| match column {
            _ if raw.merging.contains(&column) && !is_measured(raw, column) => ColumnKind::Group,
            _ if column == label_column(raw) => ColumnKind::Label,
            _ if mostly(raw, column, looks_numeric) && !has_codes(raw, column) => ColumnKind::Number,
            _ if mostly(raw, column, cells::is_date) => ColumnKind::Date,
            _ => ColumnKind::Text,
        })
        .collect()
}

/// What is known about the numbers of each column.
fn contexts(raw: &PrintedTable, units: &Units, legend: &Legend) -> Vec<NumberContext> {
    let context = |column: usize| {
        let cells: Vec<String> = raw.rows.iter().filter_map(|row| row.cells[column].as_ref()).map(printed).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        numbers::context(&cells, units.of_column(column), legend)
    };
    (0..raw.columns).map(context).collect()
}

fn printed(cell: &PrintedCell) -> String {
    cells::joined(&cell.paragraphs).printed
}

/// Whether most cells of a column are of a kind.
fn mostly(raw: &PrintedTable, column: usize, is_kind: impl Fn(&str) -> bool) -> bool {
    let cells = raw.rows.iter().filter_map(|row| row.cells[column].as_ref());
    let says = |text: &String| !text.is_empty() && !is_ditto(text);
    let texts: Vec<String> = cells.map(printed).filter(says).collect();
    let count = texts.iter().filter(|text| is_kind(text)).count();
    count > 0 && count * 100 >= texts.len() * SHARE_OF_KIND
}
