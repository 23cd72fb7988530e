//! Dates, periods and amounts in running text.

use fukkoku_quantity::{Day, Decimal};
use schemars::JsonSchema;
use serde::Serialize;

/// A period with the words that name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedPeriod {
    /// As printed.
    pub printed: String,
    /// First day; absent when open.
    pub start: Option<Day>,
    /// Last day; absent when open.
    pub end: Option<Day>,
    /// The same as EDTF.
    pub edtf: String,
}

/// What kind of quantity was found in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuantityKind {
    /// A day, month or year.
    Date,
    /// A fiscal year or a range of anything dated.
    Period,
    /// A number with or without a unit.
    Amount,
}

/// A date, period or amount inside running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quantity {
    /// As printed.
    pub printed: String,
    /// What it is.
    pub kind: QuantityKind,
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Day>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Day>,
    /// The date or period as EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// The number as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The number in the base unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_value: Option<Decimal>,
    /// The base unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_unit: Option<String>,
    /// What is odd about it, in the words of the vectors (`overrun` …).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Byte offset in the element's text.
    pub offset: usize,
    /// 1-based first line in the input file.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
}
