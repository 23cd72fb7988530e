//! Numbers of cells: what their column tells about them.

use crate::document::Amount;
use fukkoku_quantity::number::{self, Column, Legend, Number, NumberContext};
use fukkoku_quantity::unit::{Unit, stated};
use fukkoku_quantity::{Status, width};

/// What is known about the numbers of a table: its unit and the symbols that its notes explain.
#[derive(Clone, Debug, Default)]
pub(super) struct TableNumbers {
    /// The unit above the table, or of the profile.
    pub unit: Option<Unit>,
    /// All units that the notes name.
    pub noted: Vec<Unit>,
    /// Symbols explained in the notes.
    pub legend: Legend,
}

impl TableNumbers {
    /// Reads the notes above a table.
    pub(super) fn of_notes(notes: &[String], profile_unit: Option<&str>) -> Self {
        let noted: Vec<Unit> =
            notes.iter().filter(|note| note.contains("単位")).flat_map(|note| stated(note)).collect();
        let legend = Legend::read(&notes.join(" "));
        let unit = noted.first().cloned().or_else(|| profile_unit.and_then(Unit::read));
        Self { unit, noted, legend }
    }

    /// What is known about the numbers of one column: integers, unless a cell has places that are no thousands.
    ///
    /// Units that are printed go before the profile's: first that of the header, then one of the notes that counts the same in
    /// another size (百万円 for a stated 千円), then the profile's, then the first of the notes.
    pub(super) fn of_column(&self, header: &str, cells: &[&str], profile: Option<&Unit>) -> NumberContext {
        let resized = profile.and_then(|unit| self.noted.iter().find(|noted| noted.base == unit.base));
        let own = stated(header).into_iter().next().or_else(|| resized.or(profile).cloned());
        let decimal = cells.iter().any(|cell| has_places(cell));
        NumberContext {
            column: if decimal { Column::DecimalTable } else { Column::IntTable },
            header_unit: own.or_else(|| self.unit.clone()),
            legend: self.legend.clone(),
        }
    }
}

/// A decimal point with other than three digits behind it, percentages aside.
fn has_places(cell: &str) -> bool {
    let folded = width::value(cell.trim());
    let Some((whole, places)) = folded.split_once('.') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(&whole.replace(',', "")) && digits(places) && places.len() != 3
}

/// Reads a numeric cell: its status, and its amount if it has one.
pub(super) fn read(printed: &str, context: &NumberContext) -> (Status, Option<Amount>) {
    if printed.trim().is_empty() {
        return (Status::Missing, None);
    }
    match number::read(printed, context) {
        Ok(number) => (number.reading.status(), amount(&number)),
        Err(_) => (Status::Text, None),
    }
}

fn amount(number: &Number) -> Option<Amount> {
    let value = number.value?;
    Some(Amount {
        value,
        unit: number.unit.as_ref().map(|unit| unit.printed.clone()),
        base_value: number.base_value.unwrap_or(value),
        base_unit: number.base_unit().map(str::to_owned),
    })
}

/// Whether a cell looks like a number or what stands for one.
pub(super) fn looks_numeric(printed: &str) -> bool {
    let folded = width::value(printed.trim());
    let digits = folded.chars().any(|c| c.is_ascii_digit());
    let symbols = matches!(folded.as_ref(), "-" | "－" | "―" | "…" | "x" | "X" | "***" | "〃");
    symbols || (digits && folded.chars().all(|c| c.is_ascii_digit() || ",.%△▲-+() 　円人件千万億".contains(c)))
}
