//! What a profile states.

use crate::document::ColumnKind;

/// Facts about one kind of report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Name on the command line and in outputs: lower-case letters, digits, `-`.
    pub id: String,
    /// What kind of report it is, for people.
    pub title: String,
    /// Strings that all occur in such a report; none: only used when asked for.
    pub recognise: Vec<String>,
    /// Its tables, in the order in which they occur.
    pub table: Vec<TableFacts>,
    /// The TOML it was read from.
    pub text: String,
}

/// Facts about one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// Name of its files; a further table that fits gets `-2`, `-3`.
    pub id: String,
    /// Labels that its header holds, all of them. Of several tables that fit the one with most labels is taken.
    pub header: Vec<String>,
    /// Era of its first row where none is printed: `昭和`.
    pub era: Option<String>,
    /// Unit of its numbers where none is printed: `千円`.
    pub unit: Option<String>,
    /// What each printed column holds, left to right; `None` leaves it to the program. Empty: nothing is stated.
    pub columns: Vec<Option<ColumnType>>,
    /// Unit of each printed column, left to right; goes before a unit above the table. Empty: nothing is stated.
    pub units: Vec<Option<String>>,
    /// Columns that together name a row.
    pub keys: Vec<Key>,
    /// What adds up to what.
    pub sums: Vec<SumFacts>,
}

/// A column of a table, as a profile names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// By its header path: `人口／総数`.
    Name(String),
    /// By its place, from 1.
    Number(usize),
}

/// A stated sum: labels of rows, or names of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumFacts {
    /// What the parts add up to.
    pub total: String,
    /// The parts.
    pub parts: Vec<String>,
}

/// What a column holds, as a profile states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Labels of rows.
    Label,
    /// Labels that span rows.
    Group,
    /// Text.
    Text,
    /// Numbers.
    Number,
    /// Dates.
    Date,
    /// Labels of rows that are years, January to December.
    Year,
    /// Labels of rows that are fiscal years, April to March.
    FiscalYear,
}

/// The types of columns: how a profile calls them.
pub const COLUMN_TYPES: [(&str, ColumnType); 7] = [
    ("label", ColumnType::Label),
    ("group", ColumnType::Group),
    ("text", ColumnType::Text),
    ("number", ColumnType::Number),
    ("date", ColumnType::Date),
    ("year", ColumnType::Year),
    ("fiscal-year", ColumnType::FiscalYear),
];

impl ColumnType {
    /// What the column holds in the document.
    pub fn kind(self) -> ColumnKind {
        match self {
            ColumnType::Label | ColumnType::Year | ColumnType::FiscalYear => ColumnKind::Label,
            ColumnType::Group => ColumnKind::Group,
            ColumnType::Text => ColumnKind::Text,
            ColumnType::Number => ColumnKind::Number,
            ColumnType::Date => ColumnKind::Date,
        }
    }
}
