//! Elements: headings, paragraphs, lists, notes, and the document that holds them.

use super::quantity::{NamedPeriod, Quantity};
use super::table::Table;
use fukkoku_recover::block::{FurnitureRole, ParagraphRole};
use fukkoku_recover::sheet::{PaperInfo, Place};
use fukkoku_recover::source::{Encoding, Flavour, Span};
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

impl Document {
    /// All headings, in reading order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.elements.iter().filter_map(|element| match &element.content {
            Content::Heading(heading) => Some(heading),
            _ => None,
        })
    }

    /// All tables, in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.elements.iter().filter_map(|element| match &element.content {
            Content::Table(table) => Some(table.as_ref()),
            _ => None,
        })
    }
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
    /// Of a PDF: who wrote it, how large its pages are.
    #[serde(flatten)]
    pub paper: Option<PaperInfo>,
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
    /// Where it stands on paper, an area a page; of a PDF only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Place>,
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
    /// Contents: which part stands on which page.
    Contents(Contents),
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

/// A contents page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Contents {
    /// `目次` as printed, if that stands above.
    pub title: Option<String>,
    /// Its lines, in order.
    pub entries: Vec<ContentsEntry>,
}

/// A line of contents.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContentsEntry {
    /// What it names, as printed, leaders left out.
    pub text: String,
    /// The page as printed; absent where the line names none, as that of a part.
    pub printed_page: Option<String>,
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
