//! A table ready to be placed.

use super::cell::Kind;
use super::look::Look;
use super::set::Set;
use crate::length::Length;
use crate::pager::Slab;
use crate::sheet::Frame;

/// A table ready to be placed.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// The pages it needs.
    pub frame: Frame,
    pub(crate) look: Look,
    pub(crate) cells: Vec<Set>,
    /// What each row is for.
    pub(crate) kinds: Vec<Kind>,
    /// Height of each row.
    pub(crate) heights: Vec<Length>,
    /// Left edges of the columns, and the right edge of the last.
    pub(crate) edges: Vec<Length>,
    /// Rows of the header.
    pub(crate) head: usize,
    /// For each row where its cells begin in `cells`; one more for the end.
    pub(crate) starts: Vec<usize>,
    /// The cells that cover several rows.
    pub(crate) merged: Vec<usize>,
    /// What must stand below the last row.
    pub(crate) foot: Vec<Slab>,
}

impl Grid {
    /// The cells that begin in some rows.
    pub(crate) fn cells_of(&self, rows: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = |row: usize| self.starts.get(row).copied().unwrap_or(self.cells.len());
        start(rows.start)..start(rows.end)
    }

    /// Height of the header and the first row: what must not stand alone below a heading.
    pub(crate) fn least_height(&self) -> Length {
        let first: Length = self.heights.iter().take(self.head + 1).sum();
        first.min(self.frame.height() / 2)
    }

    /// Height of the whole table and what must stand below it.
    pub(crate) fn whole_height(&self) -> Length {
        self.heights.iter().sum::<Length>() + self.foot_height()
    }

    /// Height of what must stand below the last row, as far as it is not longer than a few lines.
    pub(crate) fn foot_height(&self) -> Length {
        let foot: Length = self.foot.iter().map(|slab| slab.before + slab.height).sum();
        foot.min(self.frame.height() / 8)
    }

    /// Sets something below the last row.
    pub(crate) fn set_foot(&mut self, foot: Vec<Slab>) {
        self.foot = foot;
    }
}
