//! What is known about a number from its column.

use super::super::unit::Unit;
use super::legend::Legend;

/// What kind of column a cell stands in; it decides what a symbol means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Unknown: anything may stand here.
    #[default]
    Text,
    /// Integers with comma groups.
    IntTable,
    /// Decimals.
    DecimalTable,
    /// Statistics: symbols for nothing, unknown, withheld; 0 is less than half the unit.
    Statistics,
    /// Money: brackets mean minus, 0 means nothing.
    Accounts,
    /// Running text: words stay words.
    Prose,
    /// Telephone numbers.
    Phone,
    /// Postal codes.
    Postal,
    /// Codes with leading zeros.
    Code,
    /// Addresses.
    Address,
}

/// What is known about a number from its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberContext {
    /// Kind of column.
    pub column: Column,
    /// The unit stated for the column or table; one printed beside the number goes first.
    pub header_unit: Option<Unit>,
    /// Symbols that the report explains itself.
    pub legend: Legend,
}

impl NumberContext {
    /// A column of this kind, without unit.
    pub fn of(column: Column) -> Self {
        Self { column, ..Self::default() }
    }

    /// A column whose header states a unit; its kind follows from the unit.
    pub fn with_unit(unit: Unit) -> Self {
        let counted =
            unit.multiplier <= 1000 && ["円", "人", "世帯", "件", "戸", "台", "冊"].contains(&unit.base.as_ref());
        let column = if counted { Column::IntTable } else { Column::DecimalTable };
        Self { column, header_unit: Some(unit), ..Self::default() }
    }
}
