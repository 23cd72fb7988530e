//! A piece of a table's text.

use crate::page::Gap;
use crate::source::Span;

/// One piece of a table's text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its characters in the source; several spans when vertical text was collapsed, none for an empty piece.
    pub(super) spans: Vec<Span>,
    /// The characters.
    pub(super) text: String,
    /// A space follows: a paragraph ended, or an inner space.
    pub(super) ended: bool,
    /// What follows the space.
    pub(super) gap: Gap,
    /// Text set vertically, one character a line.
    pub(super) vertical: bool,
    /// It begins a line of the input.
    pub(super) line_start: bool,
    /// Lines of the cell that it fills, 1 or more.
    pub(super) lines: u8,
    /// Only empty pieces follow up to the next page or the end.
    pub(super) tail: bool,
    /// Whether a border before it would cut a date or number in two.
    pub(super) glue: Glue,
    /// Byte offset in the source, also for an empty piece.
    pub(super) at: usize,
    /// Index of its line among the table's lines.
    pub(super) line: usize,
}

impl Piece {
    /// Whether nothing is printed.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// How a piece belongs to the one before it on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    /// Not at all.
    None,
    /// A script changes, where the document writes a space at every change.
    Script,
    /// Year and month, month and day: one date, unless they have columns of their own.
    Date,
    /// Two groups of three digits, where thousands are parted by a space: one number or two.
    Thousands,
    /// A number and what it counts, an era and its year.
    Figure,
}
