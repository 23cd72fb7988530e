//! A cell of a table, and what it is for.

use crate::font::Family;
use crate::length::Length;
use crate::line::{Align as LineAlign, Extent, Line, Measure, Style, compose, extent, width_of};
use crate::manuscript::{Entry, Flag};

/// A cell.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// Where it begins.
    pub row: usize,
    /// Where it begins.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// Its entries; none if it is empty.
    pub entries: Vec<Entry>,
    /// Widths of its entries.
    pub extents: Vec<Extent>,
    /// Whether it is set from top to bottom.
    pub vertical: bool,
    /// What it is for.
    pub kind: Kind,
    /// Where its text stands.
    pub align: Align,
    /// The mark in its corner.
    pub flag: Option<Flag>,
    /// How much further left than the right edge its number ends, in 1/1000 em.
    pub inset: Length,
}

/// What a cell or row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Part of the header.
    Header,
    /// Names its row.
    Label,
    /// Ordinary.
    Body,
    /// Adds up others.
    Total,
    /// Names a row that adds up others.
    TotalLabel,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Left, at the top.
    Left,
    /// Right: numbers.
    Right,
    /// In the middle: headers, groups.
    Center,
}

impl Kind {
    /// Fonts of its text.
    pub(crate) fn family(self) -> Family {
        match self {
            Kind::Header | Kind::TotalLabel => Family::Gothic,
            Kind::Label | Kind::Body | Kind::Total => Family::Mincho,
        }
    }
}

impl Cell {
    /// Notes how wide its entries are.
    pub(crate) fn measure(&mut self) {
        self.extents = self.entries.iter().map(|entry| extent(&entry.text, self.kind.family())).collect();
    }

    /// All its text.
    pub(crate) fn text(&self) -> String {
        self.entries.iter().map(|entry| entry.text.as_str()).collect::<Vec<&str>>().join(" ")
    }

    /// Its lines, each with its indent.
    pub(crate) fn lines(&self, style: Style, room: Length) -> Vec<(Length, Line)> {
        self.entries.iter().flat_map(|entry| entry_lines(entry, style, room)).collect()
    }
}

/// Further lines of an entry stand below its text, not below its bullet, if there is room.
fn entry_lines(entry: &Entry, style: Style, room: Length) -> Vec<(Length, Line)> {
    let hang = hang(entry, style).filter(|hang| *hang * 5 < room).unwrap_or(0);
    let measure = Measure { first: room, rest: room - hang };
    let lines = compose(&entry.text, style, measure, LineAlign::Left).into_iter().enumerate();
    lines.map(|(at, line)| (if at == 0 { 0 } else { hang }, line)).collect()
}

fn hang(entry: &Entry, style: Style) -> Option<Length> {
    entry.text.get(..entry.bullet).filter(|bullet| !bullet.is_empty()).map(|bullet| width_of(bullet, style))
}
