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

/// A place in one number: searches make and compare millions of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot(u64);

impl Numbered for Spot {
    #[inline]
    fn number(&self) -> u64 {
        self.0
    }
}

impl Spot {
    const LINE: u64 = 0xFF << 8;
    const HEIGHT: u64 = 0xFF << 16;
    const PEN: u64 = 0xFF << 24 | 0b11 << 40;
    const COVERED: u64 = 0xFF << 32;
    const MUST: u64 = 0b11 << 52;

    /// The place of a cell that opens like `cell`, but in the row of `self`, and with its pen if the line goes on.
    #[inline]
    pub(super) fn cell_like(self, cell: Spot, same_line: bool) -> Spot {
        let height = (self.0 & Self::HEIGHT).max(cell.0 & Self::HEIGHT);
        Spot(self.row_like(cell, same_line).0 & !Self::HEIGHT | height)
    }

    /// The same in a new row, under what is merged in that of `self`.
    #[inline]
    pub(super) fn row_like(self, row: Spot, same_line: bool) -> Spot {
        let pen = if same_line { Self::PEN } else { 0 };
        Spot(row.0 & !(Self::COVERED | pen) | self.0 & (Self::COVERED | pen))
    }

    /// The place of a cell that must have so many lines.
    #[inline]
    pub(super) fn with(self, must: Lines) -> Spot {
        Spot(self.0 & !Self::MUST | (must as u64) << 52)
    }

    /// Whether the cell has further lines.
    #[inline]
    pub(super) fn has_lines(self) -> bool {
        self.0 & Self::LINE != 0
    }

    /// The place as many columns further right, where each adds `rightwards`.
    #[inline]
    pub(super) fn moved(self, rightwards: u64, columns: u8) -> Spot {
        Spot(self.0 + rightwards * u64::from(columns))
    }

    /// How much the number of `self` is above that of `other`.
    pub(super) fn above(self, other: Spot) -> u64 {
        self.0 - other.0
    }

    /// The place.
    #[inline]
    pub(super) fn unpacked(self) -> State {
        let byte = |at: u32| (self.0 >> at & 0xFF) as u8;
        let flag = |at: u32| self.0 >> at & 1 == 1;
        State {
            column: byte(0),
            line: byte(8),
            height: byte(16),
            pen: Pen { column: byte(24), paragraph: flag(40), known: flag(41) },
            covered: byte(32),
            open: flag(42),
            upright: flag(43),
            tail: flag(44),
            step: Move::ALL[(self.0 >> 48 & 7) as usize],
            must: Lines::ALL[(self.0 >> 52 & 3) as usize],
        }
    }
}

impl State {
    #[inline]
    pub(super) fn packed(&self) -> Spot {
        let bytes = u64::from(self.column)
            | u64::from(self.line) << 8
            | u64::from(self.height) << 16
            | u64::from(self.pen.column) << 24
            | u64::from(self.covered) << 32;
        let flags = u64::from(self.pen.paragraph) << 40
            | u64::from(self.pen.known) << 41
            | u64::from(self.open) << 42
            | u64::from(self.upright) << 43
            | u64::from(self.tail) << 44;
        Spot(bytes | flags | (self.step as u64) << 48 | (self.must as u64) << 52)
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

impl Move {
    /// All of them by number, as many as three bits tell.
    const ALL: [Move; 8] =
        [Move::Stay, Move::Paragraph, Move::Cell, Move::Row, Move::Resume, Move::Tail, Move::After, Move::After];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    Any,
    One,
    Several,
}

impl Lines {
    /// All of them by number, as many as two bits tell.
    const ALL: [Lines; 4] = [Lines::Any, Lines::One, Lines::Several, Lines::Several];
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
