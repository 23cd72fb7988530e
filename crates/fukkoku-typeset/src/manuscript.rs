//! What an edition says, before it is set: the only thing that typesetting is given.
//!
//! A manuscript knows no report: who makes one decides what is a heading and which cells carry a mark; here it is only set.

use crate::length::Length;
use crate::page::Shape;

/// An edition before it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// Its title, never empty.
    pub title: String,
    /// What stands below the title on the title page.
    pub kind: String,
    /// What stands at the foot of the title page.
    pub origin: String,
    /// The report, in reading order.
    pub report: Vec<Element>,
    /// What is added behind it.
    pub appendix: Vec<Element>,
    /// What the edition was made from, on the last page.
    pub colophon: Colophon,
}

/// The last page (奥付); the fonts used, and the codes of characters that no font has, are added when the pages are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colophon {
    /// Its heading.
    pub heading: String,
    /// Its facts: label and value.
    pub facts: Vec<(String, String)>,
}

/// A part of a manuscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A heading.
    Heading(Heading),
    /// Running text.
    Paragraph(String),
    /// Text quoted from elsewhere, in a frame.
    Quotation {
        /// What stands above the frame.
        caption: Option<String>,
        /// The text.
        text: String,
    },
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Box<Table>),
    /// A remark.
    Note {
        /// The mark that it begins with; empty if it has none.
        marker: String,
        /// All of it, the marker included.
        text: String,
    },
    /// A small paragraph that says what the next element is.
    Lead(String),
    /// Lines in a frame, each as it stands.
    Boxed(Vec<String>),
    /// Lines, each as it stands.
    Lines(Vec<String>),
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 1 for the outermost.
    pub level: u8,
    /// The whole heading.
    pub text: String,
    /// The line under it.
    pub subtitle: Option<String>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its bullet; empty if it has none.
    pub marker: String,
    /// Its text, without the bullet.
    pub text: String,
    /// Its first part and what follows, both parts of the text, where values stand flush.
    pub parts: Option<(String, String)>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Unique in the manuscript.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// What stands above it on the right: the unit.
    pub unit_note: Option<String>,
    /// What its columns hold, left to right.
    pub columns: Vec<ColumnRole>,
    /// Rows of the header.
    pub header: Vec<Row>,
    /// Rows of the body.
    pub rows: Vec<Row>,
    /// The attached file with its data, without folder.
    pub data: Option<String>,
    /// Remarks on its cells, set below it.
    pub remarks: Vec<Remark>,
    /// A drawing of it.
    pub figure: Option<Figure>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// Names of the rows.
    Label,
    /// Names of groups of rows.
    Group,
    /// Numbers: flush right, points below points.
    Number,
    /// All else.
    Text,
}

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// Part of the header.
    Header,
    /// Ordinary.
    Body,
    /// Adds up others.
    Total,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is for.
    pub role: RowRole,
    /// The cells that begin in it, left to right.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// 0-based column that it begins in.
    pub column: usize,
    /// Rows that it covers.
    pub row_span: usize,
    /// Columns that it covers.
    pub column_span: usize,
    /// Whether it is set from top to bottom.
    pub vertical: bool,
    /// Its entries, each on lines of its own; none if it is empty.
    pub entries: Vec<Entry>,
}

/// An entry of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// All of it.
    pub text: String,
    /// How many of its bytes are a bullet: further lines stand below what follows it.
    pub bullet: usize,
}

/// What a mark in the corner of a cell tells. It is drawn, not written: the text of a cell stays what the source printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// The place of the cell is in doubt.
    Doubt,
    /// Something is wrong with what it says.
    Wrong,
}

impl Flag {
    /// The same mark, written before a remark.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Flag::Doubt => "□",
            Flag::Wrong => "■",
        }
    }
}

/// A remark on one cell or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The mark of the cells.
    pub flag: Flag,
    /// What it says.
    pub text: String,
    /// Rows of the body and columns, both from 0.
    pub cells: Vec<(usize, usize)>,
}

/// A drawing and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What stands above it.
    pub title: String,
    /// What it shows, in words, for who cannot see it.
    pub text: String,
    /// Its height.
    pub height: Length,
    /// What is drawn, from its upper left corner.
    pub shapes: Vec<Shape>,
}
