//! Blocks: what the recovery hands on, before any value is read.

use crate::source::{Span, Text};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A part of the report with the places it was made of.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// 1-based page it begins on.
    pub page: usize,
    /// Byte ranges of the source, ascending; no other block has any of them.
    pub spans: Vec<Span>,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading; `number` without its brackets.
    Heading {
        /// 1 for `１ …`, 2 for `（１）…`, 3 for `【…】`.
        level: u8,
        /// Printed number.
        number: Option<String>,
        /// What follows it.
        title: Text,
        /// All of it.
        text: Text,
        /// A short line right under it.
        subtitle: Option<Text>,
    },
    /// Running text.
    Paragraph {
        /// Body or quotation.
        role: ParagraphRole,
        /// Line above a quotation.
        caption: Option<Text>,
        /// The text.
        text: Text,
    },
    /// A list.
    List(Vec<PrintedItem>),
    /// Contents: which part stands on which page.
    Contents {
        /// `目次`, if that stands above.
        title: Option<Text>,
        /// Its lines.
        entries: Vec<PrintedEntry>,
    },
    /// A table with the place of its blocks above.
    Table(Box<PrintedTable>),
    /// A remark.
    Note {
        /// `※` and the like.
        marker: String,
        /// All of it.
        text: Text,
    },
    /// Whom to ask.
    Contact(Vec<Text>),
    /// Running heads, page numbers, repeated table headers.
    Furniture {
        /// Which.
        role: FurnitureRole,
        /// Its text.
        text: Text,
    },
    /// Lines that no grammar knows.
    Unrecognized(Vec<Text>),
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct PrintedItem {
    /// Its bullet.
    pub marker: String,
    /// What follows the bullet.
    pub text: Text,
}

/// A line of contents.
#[derive(Clone, Debug)]
pub struct PrintedEntry {
    /// What it names, leaders left out.
    pub text: Text,
    /// The page that it names, if it does.
    pub page: Option<Text>,
}

impl Block {
    /// A block whose spans are those of `texts`.
    pub fn new<'a>(kind: BlockKind, page: usize, texts: impl IntoIterator<Item = &'a Text>) -> Self {
        Self { kind, page, spans: spans(texts) }
    }

    /// First byte.
    pub fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }
}

/// The places that texts were made of, ascending.
pub(crate) fn spans<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<Span> {
    let mut spans: Vec<Span> = texts.into_iter().flat_map(|text| &text.parts).map(|part| part.span).collect();
    spans.sort_unstable();
    spans.shrink_to_fit();
    spans
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphRole {
    /// Running text.
    Body,
    /// Text quoted from elsewhere, boxed in print; `caption` says from where.
    Quotation,
}

/// What a piece of furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureRole {
    /// A title repeated at the head of each page.
    RunningHead,
    /// A page number.
    PageNumber,
    /// A table header repeated on a further page.
    TableHeader,
    /// The reading of a word, in small kana over it.
    Reading,
    /// What was printed several times, one copy beside the other, to look bold: all copies but the first.
    Overprint,
    /// Characters that draw the lines of a table.
    Rule,
}

/// A table as recovered, before its values are read.
#[derive(Clone, Debug, Default)]
pub struct PrintedTable {
    /// Number of columns.
    pub columns: usize,
    /// Header cells; those of the lower level name columns together with what stands over them.
    pub header: Vec<PrintedLabel>,
    /// Body rows.
    pub rows: Vec<PrintedRow>,
    /// Headers repeated on further pages.
    pub repeated: Vec<Text>,
    /// Readings in small kana over the words of cells.
    pub readings: Vec<Text>,
    /// Copies of what cells say, printed over them to look bold.
    pub copies: Vec<Text>,
    /// Characters that draw its lines.
    pub rules: Vec<Text>,
    /// Columns whose cells cover several rows without writing anything in them.
    pub merging: Vec<usize>,
    /// Columns set vertically.
    pub upright: Vec<usize>,
}

/// A cell of the header.
#[derive(Clone, Debug)]
pub struct PrintedLabel {
    /// What it says.
    pub cell: PrintedCell,
    /// First column.
    pub column: usize,
    /// Columns that it covers.
    pub column_span: usize,
    /// 0 for the upper level.
    pub level: usize,
    /// Levels that it covers.
    pub row_span: usize,
}

impl PrintedTable {
    /// All texts of header and body, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let body = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        self.header.iter().map(|label| &label.cell).chain(body).flat_map(|cell| &cell.paragraphs)
    }

    /// The header cells over a column, upper level first.
    pub fn path(&self, column: usize) -> Vec<&PrintedCell> {
        let over = |label: &&PrintedLabel| (label.column..label.column + label.column_span).contains(&column);
        let mut labels: Vec<&PrintedLabel> = self.header.iter().filter(over).collect();
        labels.sort_by_key(|label| label.level);
        labels.into_iter().map(|label| &label.cell).collect()
    }
}

/// A body row.
#[derive(Clone, Debug)]
pub struct PrintedRow {
    /// One a column; `None` where nothing was written, not even an empty cell.
    pub cells: Vec<Option<PrintedCell>>,
    /// 1-based page.
    pub page: usize,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct PrintedCell {
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
    /// Set vertically.
    pub vertical: bool,
    /// How sure row and column are.
    pub confidence: Confidence,
}

impl PrintedCell {
    /// What it says, with something between its paragraphs.
    pub fn joined(&self, between: &str) -> String {
        self.paragraphs.iter().map(|text| text.printed.as_str()).collect::<Vec<&str>>().join(between)
    }
}

/// How sure we are of something, in hundredths: 0–100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[schemars(with = "f64")]
pub struct Confidence(pub u8);

impl Confidence {
    /// No doubt.
    pub const CERTAIN: Confidence = Confidence(100);

    /// A probability, rounded down: what is not quite certain is never called so.
    pub(crate) fn of(chance: f64) -> Self {
        // A sum of chances may fall short of a hundredth by its rounding.
        Self((chance * 100.0 + 1e-6).clamp(0.0, 100.0) as u8)
    }
}

impl std::fmt::Display for Confidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (f64::from(self.0) / 100.0).serialize(serializer)
    }
}
