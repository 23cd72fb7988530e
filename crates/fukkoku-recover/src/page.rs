//! Lines and pages of a report.

use crate::source::Span;

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

/// A page of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// 1-based number.
    pub number: usize,
    /// A title repeated from page to page.
    pub running_head: Option<Line>,
    /// The printed page number.
    pub page_number: Option<Line>,
    /// All other lines.
    pub lines: Vec<Line>,
}
