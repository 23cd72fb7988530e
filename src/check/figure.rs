//! Figures of a table, as they are added and compared.

use crate::document::{Cell, Entry, Table};
use fukkoku_quantity::{Decimal, Status, width};

/// Cells below this confidence, in hundredths, are told.
pub(crate) const DOUBTFUL: u8 = 80;

/// No error is built on cells below this confidence: blocks of text that stand out of line claim no more than 0.90.
const SURE: u8 = 92;

/// A figure of a table.
#[derive(Clone, Debug)]
pub(crate) struct Figure<'a> {
    /// 0-based row.
    pub row: usize,
    /// 0-based column.
    pub column: usize,
    /// The row's label.
    pub label: &'a str,
    /// The column's label.
    pub column_label: &'a str,
    /// The cell, if one was written.
    pub cell: Option<&'a Cell>,
    /// Value as printed; absent where nothing is printed or it can be read in two ways.
    pub value: Option<Decimal>,
    /// The reading with a comma for a period, where that is possible.
    pub as_grouped: Option<Decimal>,
}

impl Figure<'_> {
    /// The value, or the reading with a comma.
    pub(crate) fn best(&self) -> Option<Decimal> {
        self.value.or(self.as_grouped)
    }

    /// What is printed.
    pub(crate) fn printed(&self) -> &str {
        self.cell.map_or("", |cell| cell.printed.as_str())
    }

    /// Whether something is printed that has a value, but does not say which: withheld, unknown, unreadable.
    pub(crate) fn is_silent(&self) -> bool {
        let status = self.cell.and_then(|cell| cell.entries.first()).map(|entry| entry.status);
        matches!(status, Some(Status::Withheld | Status::Unknown | Status::Text))
            || (self.best().is_none() && status == Some(Status::Ambiguous))
    }

    /// Whether its place in the table is not quite sure.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.cell.is_some_and(|cell| cell.confidence.0 < SURE)
    }

    /// Row and column.
    pub(crate) fn place(&self) -> (usize, usize) {
        (self.row, self.column)
    }
}

/// The figure of a cell.
pub(crate) fn figure(table: &Table, row: usize, column: usize) -> Figure<'_> {
    let at = &table.rows[row];
    let cell = at.cells.iter().find(|cell| cell.column == column);
    let entry: Option<&Entry> = cell.and_then(|cell| cell.entries.first());
    let value = entry
        .filter(|entry| entry.status != Status::Ambiguous)
        .and_then(|entry| entry.amount.as_ref())
        .map(|amount| amount.value);
    let as_grouped = entry.filter(|entry| entry.status == Status::Ambiguous).and_then(|entry| grouped(&entry.printed));
    Figure { row, column, label: &at.label, column_label: &table.columns[column].label, cell, value, as_grouped }
}

/// `712.819` read with a comma: 712819.
pub(crate) fn grouped(printed: &str) -> Option<Decimal> {
    let folded = width::value(printed.trim());
    let parts: Vec<&str> = folded.split(['.', ',']).collect();
    let thousands = parts.iter().skip(1).all(|part| part.len() == 3);
    if parts.len() < 2 || !thousands || parts[0].is_empty() || parts[0].trim_start_matches('-').len() > 3 {
        return None;
    }
    Decimal::parse(&parts.concat())
}

#[cfg(test)]
mod tests {
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
}
