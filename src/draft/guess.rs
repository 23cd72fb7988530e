//! What a report tells about itself that a profile may state.

use crate::check::figure::{Figure, figure};
use crate::check::rounding::Rounding;
use crate::check::sums::{Family, Sum, families};
use crate::document::roles::role;
use crate::document::{ColumnKind, Content, Document, Row, RowRole, SumOver, Table};
use fukkoku_quantity::{Decimal, width};
use fukkoku_recover::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Longest paragraph, in characters, that may be a title.
const TITLE: usize = 30;

/// Most parts of a sum that is written into a draft.
const PARTS: usize = 60;

/// Rows in which a sum of columns must hold, at least, to be one.
const ROWS_OF_A_SUM: usize = 3;

/// The title of the report: its first heading, else its first short paragraph.
pub(super) fn title(document: &Document) -> Option<String> {
    document.headings().map(|heading| heading.title.clone()).next().or_else(|| short_paragraphs(document).next())
}

/// Strings that tell such a report: titles that stand once in the text, those without numbers first, for numbers are often
/// those of a year.
pub(super) fn recognise(source: &Source, document: &Document, most: usize) -> Vec<String> {
    let titles = document.headings().map(|heading| heading.title.clone()).chain(short_paragraphs(document));
    let once: Vec<String> =
        titles.filter(|title| title.chars().count() >= 2 && source.text.matches(title.as_str()).count() == 1).collect();
    let numbered = |title: &&String| width::text(title).contains(|c: char| c.is_ascii_digit());
    let (with, without): (Vec<&String>, Vec<&String>) = once.iter().partition(numbered);
    let best = if without.is_empty() { with } else { without };
    best.into_iter().take(most).cloned().collect()
}

/// Paragraphs that look like titles: short, no sentence.
fn short_paragraphs(document: &Document) -> impl Iterator<Item = String> {
    document.elements.iter().filter_map(|element| match &element.content {
        Content::Paragraph(paragraph) => Some(paragraph.text.trim().to_owned())
            .filter(|text| !text.contains(['。', '、']) && (2..=TITLE).contains(&text.chars().count())),
        _ => None,
    })
}

/// How the era of a table's first row of years is known.
pub(super) enum FirstEra {
    /// It is printed there.
    Printed,
    /// From a table before it.
    Carried(String),
    /// Not at all.
    Unknown,
    /// Its rows are no years.
    NoYears,
}

/// How the era of the first row is known.
pub(super) fn era(table: &Table) -> FirstEra {
    let Some(row) = table.rows.iter().find(|row| row.period.is_some()) else {
        let counts = table.columns.first().is_some_and(|column| column.name().contains("年度"));
        let numbered = table.rows.first().is_some_and(|row| row.label.starts_with(|c: char| c.is_ascii_digit()));
        return if counts && numbered { FirstEra::Unknown } else { FirstEra::NoYears };
    };
    let label = table.columns.iter().position(|column| column.kind == ColumnKind::Label);
    let printed = row.cells.iter().find(|cell| Some(cell.column) == label).map(|cell| cell.text.trim());
    match printed.and_then(|printed| row.label.strip_suffix(printed)) {
        Some(era) if !era.is_empty() => FirstEra::Carried(era.to_owned()),
        _ => FirstEra::Printed,
    }
}

/// The type of the column that labels rows: years where they were read as such.
pub(super) fn type_of_label(table: &Table) -> &'static str {
    let fiscal = table.columns.first().is_some_and(|column| column.name().contains("年度"));
    match table.rows.iter().any(|row| row.period.is_some()) {
        true if fiscal => "fiscal-year",
        true => "year",
        false => "label",
    }
}

/// The name of a column, if it has one of its own.
pub(super) fn column_name(table: &Table, column: usize) -> Option<String> {
    let name = table.columns[column].name();
    let same = table.columns.iter().filter(|other| bare(&other.name()) == bare(&name)).count();
    (same == 1 && !name.is_empty()).then_some(name)
}

/// Whether no two rows have the same label.
pub(super) fn labels_differ(table: &Table) -> bool {
    let labels: BTreeSet<&str> = table.rows.iter().map(|row| row.label.as_str()).collect();
    labels.len() == table.rows.len() && !labels.contains("")
}

/// Total rows with their parts, where the parts add up in some column and each row has a name of its own.
pub(super) fn row_sums(table: &Table) -> Vec<(String, Vec<String>)> {
    let names = RowNames::of(table);
    let named = |found: &Family| {
        let holds = |sum: &&Sum| sum.over == SumOver::Rows && sum.holds() && sum.parts.len() <= PARTS;
        let sum = found.sums.iter().find(holds)?;
        let parts = sum.parts.iter().map(|part| names.own(part.row)).collect::<Option<Vec<String>>>()?;
        Some((names.own(sum.total.row)?, parts))
    };
    families(table, Rounding::Exact).iter().filter_map(named).collect()
}

/// How often each name is given to rows and columns of a table.
struct RowNames<'a> {
    table: &'a Table,
    count: BTreeMap<String, usize>,
}

impl<'a> RowNames<'a> {
    fn of(table: &'a Table) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        let columns = table.columns.iter().map(|column| column.name());
        for name in table.rows.iter().flat_map(Self::names).chain(columns) {
            *count.entry(bare(&name)).or_default() += 1;
        }
        Self { table, count }
    }

    /// The label of a row, and its group and label: as a profile may call it.
    fn names(row: &Row) -> impl Iterator<Item = String> {
        let grouped = row.group.iter().map(|group| format!("{group}／{}", row.label));
        std::iter::once(row.label.clone()).chain(grouped).collect::<Vec<String>>().into_iter()
    }

    /// A name by which only this row goes.
    fn own(&self, row: usize) -> Option<String> {
        let mut names = Self::names(&self.table.rows[row]);
        names.find(|name| !name.is_empty() && self.count.get(&bare(name)) == Some(&1))
    }
}

/// Total columns with the columns beside them that add up to them in every row.
pub(super) fn column_sums(table: &Table) -> Vec<(String, Vec<String>)> {
    let numbers: Vec<usize> =
        (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number).collect();
    let totals = numbers
        .iter()
        .enumerate()
        .filter(|(_, column)| table.columns[**column].path.last().is_some_and(|label| is_total(label)));
    totals
        .filter_map(|(place, &total)| {
            let parts = parts_of(table, &numbers, place)?;
            let names = parts.iter().map(|&part| column_name(table, part)).collect::<Option<Vec<String>>>()?;
            Some((column_name(table, total)?, names))
        })
        .collect()
}

/// The fewest columns, right behind or right before the total, that add up to it.
fn parts_of(table: &Table, numbers: &[usize], place: usize) -> Option<Vec<usize>> {
    let behind = (place + 3..=numbers.len()).map(|end| &numbers[place + 1..end]);
    let before = (0..place.saturating_sub(1)).rev().map(|start| &numbers[start..place]);
    behind.chain(before).find(|parts| adds_up(table, numbers[place], parts)).map(<[usize]>::to_vec)
}

fn adds_up(table: &Table, total: usize, parts: &[usize]) -> bool {
    let mut rows = 0;
    for row in 0..table.rows.len() {
        let values: Option<Vec<Decimal>> = parts.iter().map(|&part| figure(table, row, part).best()).collect();
        let (Some(printed), Some(values)) = (Figure::best(&figure(table, row, total)), values) else { continue };
        let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
        if sum.and_then(|sum| sum.checked_sub(printed)).is_none_or(|rest| !rest.is_zero()) {
            return false;
        }
        rows += 1;
    }
    rows >= ROWS_OF_A_SUM
}

/// A name without blanks: they do not count when a profile's names are looked up.
fn bare(name: &str) -> String {
    width::text(name).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a label is that of a total: `計`, `総数`.
pub(super) fn is_total(label: &str) -> bool {
    matches!(role(label), RowRole::Total | RowRole::Subtotal)
}
