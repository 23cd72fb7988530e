//! The document as plain data: what a report says, in reading order.
//!
//! Everything here is serialised as it stands into `document.json`. Every non-blank character of the input belongs to the
//! `spans` of exactly one [`Element`].

use fukkoku_quantity::{Day, Decimal, FiscalYear, Period, Status};
pub use fukkoku_recover::block::{Confidence, FurnitureRole, ParagraphRole};
pub use fukkoku_recover::source::{EmptyCells, Flavour};
use fukkoku_recover::source::{Encoding, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the shape of `document.json`.
pub const SCHEMA_VERSION: &str = "1.0";

/// A report, read and normalised.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Where it came from.
    pub source: SourceInfo,
    /// Id of the profile used, if any.
    pub profile: Option<String>,
    /// What the report says, in reading order.
    pub elements: Vec<Element>,
}

/// Facts about the input file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceInfo {
    /// Path relative to the folder given.
    pub name: String,
    /// BLAKE3 of the input's bytes, hexadecimal.
    pub blake3: String,
    /// How it was decoded.
    pub encoding: Encoding,
    /// Which kind of extractor made the text, as far as the text tells.
    pub flavour: Flavour,
    /// Lines of the input file.
    pub lines: usize,
    /// Pages found.
    pub pages: usize,
}

/// One part of the report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Element {
    /// What it is and what it says.
    #[serde(flatten)]
    pub content: Content,
    /// 1-based page it begins on.
    pub page: usize,
    /// 1-based first line in the input file.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
    /// Byte ranges of the decoded text that belong to it.
    pub spans: Vec<Span>,
}

/// What an element is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// A heading.
    Heading(Heading),
    /// Running text.
    Paragraph(Paragraph),
    /// Bulleted items or items of the form label：value.
    List(List),
    /// A table.
    Table(Box<Table>),
    /// A remark: `※ …`, `（令和６年４月１日現在）`, a unit line above a table.
    Note(Note),
    /// Whom to ask: address, postal code, telephone numbers.
    Contact(Contact),
    /// Running heads and page numbers.
    Furniture(Furniture),
    /// What no grammar knows; kept as printed.
    Unrecognized(Unrecognized),
}

/// A heading such as `（４）第三次計画（昭和４７年度～５１年度）`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Heading {
    /// 1 for `１ …`, 2 for `（１）…`, 3 for `【…】`.
    pub level: u8,
    /// The number as printed, without its brackets: `１`, `４`; absent for `【…】`.
    pub number: Option<String>,
    /// What follows the number, as printed, the period included.
    pub title: String,
    /// The whole heading as printed.
    pub text: String,
    /// The line under it that belongs to it, if any.
    pub subtitle: Option<String>,
    /// The period that the title names.
    pub period: Option<NamedPeriod>,
    /// Dates and amounts in it.
    pub quantities: Vec<Quantity>,
}

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

/// Running text, its line wraps joined.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Paragraph {
    /// Body text or a quotation.
    pub role: ParagraphRole,
    /// The line above a quotation: `（参考）…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// As printed, wraps joined.
    pub text: String,
    /// Every date, period and amount in it.
    pub quantities: Vec<Quantity>,
}

/// A list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct List {
    /// Its items, in order.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Item {
    /// The bullet as printed (`・`, `‣`), empty if none.
    pub marker: String,
    /// As printed, without the bullet, wraps joined.
    pub text: String,
    /// What stands before `：` or `…`.
    pub label: Option<String>,
    /// What stands after it.
    pub value: Option<String>,
    /// Every date, period and amount in it.
    pub quantities: Vec<Quantity>,
    /// 1-based first line in the input file.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
}

/// A remark.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Note {
    /// `※`, `（注）`, … as printed; empty if it has none.
    pub marker: String,
    /// As printed, marker included, wraps joined.
    pub text: String,
    /// Every date, period and amount in it.
    pub quantities: Vec<Quantity>,
}

/// Whom to ask.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Contact {
    /// The lines as printed.
    pub lines: Vec<String>,
    /// Office, postal code, address, telephone numbers.
    pub fields: Vec<ContactField>,
}

/// One fact of a contact block.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContactField {
    /// `name`, `postal_code`, `address`, `telephone`, `facsimile`, `email`, `url`.
    pub field: String,
    /// What the source calls it or adds to it: `代表`, `直通`.
    pub label: Option<String>,
    /// Normalised: `1538573`, `(03)3715-1111`.
    pub value: String,
    /// As printed.
    pub printed: String,
}

/// Running heads, page numbers, repeated table headers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Furniture {
    /// Which of them.
    pub role: FurnitureRole,
    /// As printed.
    pub text: String,
}

/// What no grammar knows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unrecognized {
    /// As printed, line by line.
    pub lines: Vec<String>,
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
    pub row_span: usize,
    /// Columns it covers.
    pub column_span: usize,
    /// Whether it is set vertically.
    pub vertical: bool,
    /// The source characters, wraps joined, paragraphs separated by one space.
    pub printed: String,
    /// Width-normalised: what `tables/*.csv` holds.
    pub text: String,
    /// What it says, entry by entry. Empty for labels and empty cells.
    pub entries: Vec<Entry>,
    /// How sure we are of its row and column.
    pub confidence: Confidence,
    /// Byte ranges of the decoded text.
    pub spans: Vec<Span>,
    /// 1-based first line in the input file; 0 for a cell that printed nothing.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
}

/// One statement of a cell: a number, or one of several dated entries.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// The source characters.
    pub printed: String,
    /// Width-normalised, bullet removed.
    pub text: String,
    /// What kind of value it has.
    pub status: Status,
    /// Its date.
    pub date: Option<NamedPeriod>,
    /// Its number.
    pub amount: Option<Amount>,
    /// Codes of the findings about it.
    pub findings: Vec<&'static str>,
    /// Byte ranges of the decoded text.
    pub spans: Vec<Span>,
    /// 1-based first line in the input file.
    pub line_first: usize,
    /// 1-based last line.
    pub line_last: usize,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Amount {
    /// The reading taken, not scaled.
    pub value: Decimal,
    /// Unit, as printed.
    pub unit: Option<String>,
    /// In the base unit.
    pub base_value: Decimal,
    /// The base unit.
    pub base_unit: Option<String>,
}
