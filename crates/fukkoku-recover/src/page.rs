//! Lines and pages of a report.

use crate::block::PrintedTable;
use crate::source::Span;
use std::ops::Range;

/// What separates a line or piece from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: both stand on one line.
    Same,
    /// One line end.
    Line,
    /// Two or three: a blank line.
    Paragraph,
    /// A page ends.
    Page,
}

/// A line that is not empty (it may hold spaces only).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its characters, spaces at both ends included, line end excluded.
    pub span: Span,
    /// What follows.
    pub gap: Gap,
    /// 1-based page.
    pub page: usize,
}

/// Lines of a page that are a table, or go on with one.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Indices into [`Page::lines`].
    pub lines: Range<usize>,
    /// The table, over all its pages; `None` where it began on a page before.
    pub table: Option<PrintedTable>,
}

/// A page of the report.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// 1-based number.
    pub number: usize,
    /// A title repeated from page to page.
    pub running_head: Option<Line>,
    /// The printed page number.
    pub page_number: Option<Line>,
    /// All other lines.
    pub lines: Vec<Line>,
    /// Tables whose places on paper are known; of text, tables are found in its lines.
    pub tables: Vec<Laid>,
}
