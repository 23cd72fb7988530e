//! Figures of a table's column, and which rows add up to which.

use crate::document::{Cell, ColumnKind, Content, Document, Entry, Row, RowRole, StatedSum, SumOver, Table};
use crate::quantity::{Decimal, Status, width};

/// A figure of a column.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// 0-based row.
    pub row: usize,
    /// The row's label.
    pub label: &'a str,
    /// The cell, if one was written.
    pub cell: Option<&'a Cell>,
    /// Value as printed; absent where nothing is printed or it can be read in two ways.
    pub value: Option<Decimal>,
    /// The reading with a comma for a period, where that is possible.
    pub as_grouped: Option<Decimal>,
}

impl Figure<'_> {
    /// The value, or the reading with a comma.
    pub fn best(&self) -> Option<Decimal> {
        self.value.or(self.as_grouped)
    }

    /// What is printed.
    pub fn printed(&self) -> &str {
        self.cell.map_or("", |cell| cell.printed.as_str())
    }
}

/// A total and its parts in one column.
pub struct Sum<'a> {
    /// 0-based column.
    pub column: usize,
    /// The total.
    pub total: Figure<'a>,
    /// What adds up to it.
    pub parts: Vec<Figure<'a>>,
    /// Whether a profile says so, or only the label of the total.
    pub basis: Basis,
}

/// How it is known that something is a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The label of its row looks like that of a total.
    Label,
    /// A profile states it.
    Profile,
}

impl Sum<'_> {
    /// Sum of the parts, readings with a comma taken, missing ones as nothing. `None` if it overflows.
    pub fn of_parts(&self) -> Option<Decimal> {
        self.parts.iter().filter_map(Figure::best).try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Total less parts.
    pub fn difference(&self) -> Option<Decimal> {
        self.total.best()?.checked_sub(self.of_parts()?)
    }

    /// Whether it adds up.
    pub fn holds(&self) -> bool {
        self.difference().is_some_and(Decimal::is_zero)
    }
}

/// All tables.
pub fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.elements.iter().filter_map(|element| match &element.content {
        Content::Table(table) => Some(table.as_ref()),
        _ => None,
    })
}

/// All sums of a table over rows, column by column: those that a profile states, and for each other total row the rows above
/// it, back to the total before.
pub fn sums(table: &Table) -> Vec<Vec<Sum<'_>>> {
    let stated: Vec<&StatedSum> = stated(table, SumOver::Rows).collect();
    let mut found: Vec<(usize, Vec<usize>, Basis)> =
        stated.iter().map(|sum| (sum.total, sum.parts.clone(), Basis::Profile)).collect();
    for (index, row) in table.rows.iter().enumerate().filter(|(index, _)| stated.iter().all(|sum| sum.total != *index))
    {
        let parts = match row.role {
            RowRole::Total => parts_before(table, index, &[RowRole::Total, RowRole::Ratio]),
            RowRole::Subtotal => parts_before(table, index, &[RowRole::Total, RowRole::Ratio, RowRole::Subtotal]),
            RowRole::Body | RowRole::Ratio | RowRole::Header => continue,
        };
        if parts.len() >= 2 {
            found.push((index, parts, Basis::Label));
        }
    }
    found.sort_by_key(|(total, ..)| *total);
    found.iter().map(|(total, parts, basis)| in_columns(table, *total, parts, *basis)).collect()
}

/// The sums that a profile states about a table.
pub fn stated(table: &Table, over: SumOver) -> impl Iterator<Item = &StatedSum> {
    table.stated.iter().flat_map(|stated| &stated.sums).filter(move |sum| sum.over == over)
}

/// A sum over rows in each column of numbers.
fn in_columns<'a>(table: &'a Table, total: usize, parts: &[usize], basis: Basis) -> Vec<Sum<'a>> {
    let columns = (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number);
    let sum = |column| Sum {
        column,
        total: figure(table, total, column),
        parts: parts.iter().map(|&part| figure(table, part, column)).collect(),
        basis,
    };
    columns.map(sum).filter(|sum| sum.total.best().is_some()).collect()
}

/// Body rows above a total, up to a row with one of these roles.
fn parts_before(table: &Table, total: usize, ends: &[RowRole]) -> Vec<usize> {
    let above = (0..total).rev().take_while(|&row| !ends.contains(&table.rows[row].role));
    let mut parts: Vec<usize> = above.filter(|&row| table.rows[row].role == RowRole::Body).collect();
    parts.reverse();
    parts
}

/// The figure of a cell.
pub fn figure(table: &Table, row: usize, column: usize) -> Figure<'_> {
    let at: &Row = &table.rows[row];
    let cell = at.cells.iter().find(|cell| cell.column == column);
    let entry: Option<&Entry> = cell.and_then(|cell| cell.entries.first());
    let value = entry
        .filter(|entry| entry.status != Status::Ambiguous)
        .and_then(|entry| entry.amount.as_ref())
        .map(|amount| amount.value);
    let as_grouped = entry.filter(|entry| entry.status == Status::Ambiguous).and_then(|entry| grouped(&entry.printed));
    Figure { row, label: &at.label, cell, value, as_grouped }
}

/// `712.819` read with a comma: 712819.
pub fn grouped(printed: &str) -> Option<Decimal> {
    let folded = width::value(printed.trim());
    let parts: Vec<&str> = folded.split(['.', ',']).collect();
    let thousands = parts.iter().skip(1).all(|part| part.len() == 3);
    if parts.len() < 2 || !thousands || parts[0].is_empty() || parts[0].trim_start_matches('-').len() > 3 {
        return None;
    }
    Decimal::parse(&parts.concat())
}

/// With commas: `2433365` → `2,433,365`.
pub fn with_commas(value: Decimal) -> String {
    let plain = value.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, places) = digits.split_once('.').map_or((digits, String::new()), |(w, p)| (w, format!(".{p}")));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}{places}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_period_can_be_read_as_a_comma_only_before_three_digits() {
        for (printed, expected) in [
            ("712.819", Some("712819")),
            ("１．２８４", Some("1284")),
            ("12.345.678", Some("12345678")),
            ("1,284.500", Some("1284500")),
            ("12.5", None),
            ("1234.567", None),
            (".123", None),
            ("806046", None),
        ] {
            assert_eq!(grouped(printed).map(|value| value.to_string()).as_deref(), expected, "{printed}");
        }
    }

    #[test]
    fn figures_are_written_with_commas() {
        for (plain, expected) in [("2433365", "2,433,365"), ("-1234.50", "-1,234.50"), ("999", "999"), ("0", "0")] {
            assert_eq!(with_commas(Decimal::parse(plain).unwrap()), expected);
        }
    }
}
