//! Tables as they are read: columns, rows, cells, entries.

use super::quantity::NamedPeriod;
use super::words::{Few, Words};
use crate::finding::Code;
use fukkoku_quantity::{Decimal, FiscalYear, Period, Status};
use fukkoku_recover::block::Confidence;
use fukkoku_recover::sheet::Place;
use fukkoku_recover::source::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// A table, over all its pages.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Table {
    /// File name of its CSV, unique in the report: `table-1`, or the profile's id.
    pub id: String,
    /// The heading or caption it stands under.
    pub title: Option<String>,
    /// Notes right above it: the unit, what is left out.
    pub unit_note: Option<String>,
    /// Leaf columns, left to right.
    pub columns: Vec<Column>,
    /// Header rows as printed; `Cell::row_span`/`column_span` tell merged ones.
    pub header: Vec<Row>,
    /// Body rows, top to bottom, pages joined.
    pub rows: Vec<Row>,
    /// Least confidence of its cells.
    pub confidence: Confidence,
    /// What a profile states about it beyond names and units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated>,
}

/// What a profile states about a table, as far as the table has it.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Stated {
    /// 0-based columns that together name a row.
    pub keys: Vec<usize>,
    /// What adds up to what.
    pub sums: Vec<StatedSum>,
    /// What the profile states and the table has not, in English and in Japanese.
    #[serde(skip)]
    pub misfits: Vec<(String, String)>,
}

/// A sum that a profile states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatedSum {
    /// What is added.
    pub over: SumOver,
    /// 0-based row or column of the total.
    pub total: usize,
    /// 0-based rows or columns of the parts.
    pub parts: Vec<usize>,
}

/// What a sum adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SumOver {
    /// Rows, in every column of numbers.
    Rows,
    /// Columns, in every row.
    Columns,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Labels of the rows (the stub).
    Label,
    /// Row-spanning labels that group rows.
    Group,
    /// Text, perhaps several dated entries a cell.
    Text,
    /// Numbers.
    Number,
    /// Dates.
    Date,
}

/// A leaf column.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Column {
    /// Header path from the parent to the leaf, width-normalised.
    pub path: Vec<String>,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: ColumnKind,
    /// Unit of its numbers, as printed (`千円`).
    pub unit: Option<String>,
    /// Base unit (`円`).
    pub base_unit: Option<String>,
    /// The fiscal year that the header names.
    pub fiscal_year: Option<FiscalYear>,
    /// The period that the header names.
    pub period: Option<Period>,
    /// The label, its era made explicit.
    pub label: String,
    /// Whether its text is set vertically.
    pub vertical: bool,
}

impl Column {
    /// The header path joined by `／`, as in the CSV.
    pub fn name(&self) -> String {
        self.path.join("／")
    }
}

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowRole {
    /// Part of the header.
    Header,
    /// An ordinary row.
    Body,
    /// Adds up some rows.
    Subtotal,
    /// Adds up all.
    Total,
    /// A ratio of others.
    Ratio,
}

/// A row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Row {
    /// What it is for.
    pub role: RowRole,
    /// Its label with the era made explicit (`昭和38`), label columns joined by `／`.
    pub label: String,
    /// Text of the row-spanning cell that covers it.
    pub group: Option<String>,
    /// The fiscal year that the label names.
    pub fiscal_year: Option<FiscalYear>,
    /// The period that the label names.
    pub period: Option<Period>,
    /// Cells that begin in this row, left to right. A covered place has no cell.
    pub cells: Vec<Cell>,
    /// 1-based page it begins on.
    pub page: usize,
    /// 1-based first line in the input file.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
}

/// A cell.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Cell {
    /// 0-based column it begins in.
    pub column: usize,
    /// Rows it covers.
    #[schemars(with = "usize")]
    pub row_span: u32,
    /// Columns it covers.
    #[schemars(with = "usize")]
    pub column_span: u32,
    /// Whether it is set vertically.
    pub vertical: bool,
    /// The source characters, wraps joined, paragraphs separated by one space.
    pub printed: Words,
    /// Width-normalised: what `tables/*.csv` holds.
    pub text: Words,
    /// What it says, entry by entry. Empty for labels and empty cells.
    pub entries: Box<[Entry]>,
    /// How sure we are of its row and column.
    pub confidence: Confidence,
    /// Byte ranges of the decoded text.
    pub spans: Few<Span>,
    /// Where it stands on paper, an area a page; of a PDF only.
    #[serde(skip_serializing_if = "Few::is_empty")]
    pub areas: Few<Place>,
    /// 1-based first line in the input file; 0 for a cell that printed nothing.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
}

/// One statement of a cell: a number, or one of several dated entries.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// The source characters.
    pub printed: Words,
    /// Width-normalised, bullet removed.
    pub text: Words,
    /// What kind of value it has.
    pub status: Status,
    /// Its date.
    pub date: Option<Box<NamedPeriod>>,
    /// Its number.
    pub amount: Option<Amount>,
    /// Codes of the findings about it.
    pub findings: Vec<Code>,
    /// Byte ranges of the decoded text.
    pub spans: Few<Span>,
    /// 1-based first line in the input file.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(into = "Shown")]
#[schemars(with = "Shown")]
pub struct Amount {
    /// The reading taken, not scaled.
    pub value: Decimal,
    /// In the base unit.
    pub base_value: Decimal,
    /// Unit and base unit: those of a whole column are held once.
    units: Option<Arc<Units>>,
}

/// Unit, as printed, and base unit.
#[derive(Debug, PartialEq, Eq)]
struct Units(Option<Words>, Option<Words>);

impl Amount {
    /// A number, in its unit and in the base unit, and these.
    pub fn new(value: Decimal, base_value: Decimal, unit: Option<Words>, base_unit: Option<Words>) -> Self {
        let units = (unit.is_some() || base_unit.is_some()).then(|| Arc::new(Units(unit, base_unit)));
        Self { value, base_value, units }
    }

    /// Another number of the same units.
    pub fn with(&self, value: Decimal, base_value: Decimal) -> Self {
        Self { value, base_value, units: self.units.clone() }
    }

    /// Unit, as printed.
    pub fn unit(&self) -> Option<&str> {
        self.units.as_ref()?.0.as_deref()
    }

    /// The base unit.
    pub fn base_unit(&self) -> Option<&str> {
        self.units.as_ref()?.1.as_deref()
    }

    /// Holds its units in the same memory as another amount, where they are the same.
    pub(crate) fn share(&mut self, other: &Amount) {
        if self.units == other.units {
            self.units.clone_from(&other.units);
        }
    }
}

/// A number with its unit.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Amount")]
struct Shown {
    /// The reading taken, not scaled.
    value: Decimal,
    /// Unit, as printed.
    unit: Option<Words>,
    /// In the base unit.
    base_value: Decimal,
    /// The base unit.
    base_unit: Option<Words>,
}

impl From<Amount> for Shown {
    fn from(amount: Amount) -> Self {
        let (unit, base_unit) = (amount.unit().map(Words::from), amount.base_unit().map(Words::from));
        Shown { value: amount.value, unit, base_value: amount.base_value, base_unit }
    }
}
