//! The shape that a reading assumes, and a place in its layout.

use super::front::Numbered;
use super::layout::{Pen, Pitch};

/// How cells of a row stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alignment {
    /// Level at their first lines.
    Top,
    /// Level at their middles.
    Centred,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Rows.
    Body,
    /// One row of header cells.
    Header,
}

/// The shape that a reading assumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// Number of columns.
    pub(super) columns: u8,
    /// Vertical alignment.
    pub(super) alignment: Alignment,
    /// Line distance.
    pub(super) pitch: Pitch,
    /// Body or header.
    pub(super) part: Part,
    /// Whether the document ends paragraphs with a space.
    pub(super) end_spaces: bool,
    /// Columns (bit by bit) whose cells may cover several rows.
    pub(super) merging: u64,
    /// Columns (bit by bit) that are set vertically.
    pub(super) upright: u64,
    /// Whether every row begins with a key.
    pub(super) keyed: bool,
}

impl Shape {
    /// Which bit of [`State::covered`] tells of `column`; 0 if its cells cover one row.
    pub(super) fn covering(&self, column: u8) -> u8 {
        let below = self.merging & ((1 << column) - 1);
        if self.merging >> column & 1 == 1 { 1 << below.count_ones() } else { 0 }
    }
}

/// A place in the layout, after a piece was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// Column of the piece.
    pub(super) column: u8,
    /// How it came there.
    pub(super) step: Move,
    /// Line of the cell, from 0.
    pub(super) line: u8,
    /// Highest line of the row's cells so far.
    pub(super) height: u8,
    pub(super) pen: Pen,
    /// How many lines the cell must have where cells are centred.
    pub(super) must: Lines,
    /// Inside a bracket of the cell.
    pub(super) open: bool,
    /// The piece is vertical text.
    pub(super) upright: bool,
    /// Columns whose merged cell may run on: a bit for each column of [`Shape::merging`].
    pub(super) covered: u8,
    /// Beyond the last cell of the page.
    pub(super) tail: bool,
}

impl Numbered for State {
    #[inline]
    fn number(&self) -> u64 {
        let flags = [self.pen.paragraph, self.pen.known, self.open, self.upright, self.tail];
        let flags = flags.iter().fold(0, |bits, &flag| bits << 1 | u64::from(flag));
        let small = [self.column, self.line, self.height, self.pen.column, self.covered];
        let packed = small.iter().fold(flags, |bits, &byte| bits << 8 | u64::from(byte));
        packed << 6 | (self.step as u64) << 3 | self.must as u64
    }
}

/// How a piece came to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Same cell, same paragraph: a wrapped line or an inner space.
    Stay,
    /// Same cell, a further paragraph.
    Paragraph,
    /// A new cell of the same row.
    Cell,
    /// A new row.
    Row,
    /// The same row again after a page break.
    Resume,
    /// No cell: spaces at the end of a page.
    Tail,
    /// Behind the table.
    After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    Any,
    One,
    Several,
}

pub(super) const START: State = State {
    column: u8::MAX,
    step: Move::Row,
    line: 0,
    height: 0,
    pen: Pen::UNKNOWN,
    must: Lines::Any,
    open: false,
    upright: false,
    covered: 0,
    tail: false,
};
