//! Tables of a page while those of all other pages are sought.

use super::matrix::{Matrix, Placed};
use crate::sheet::Sheet;

/// A table that waits: its glyphs are where its sheet has them, so their numbers are enough.
pub(super) struct Waiting {
    matrix: Matrix,
    glyphs: Box<[u32]>,
}

impl Waiting {
    /// Gives back the memory that a table does not need while it waits.
    pub(super) fn of(mut matrix: Matrix) -> Self {
        // No sheet has room for more glyphs than that.
        let glyphs = std::mem::take(&mut matrix.glyphs).iter().map(|placed| placed.index as u32).collect();
        matrix.cells.iter_mut().for_each(Vec::shrink_to_fit);
        Self { matrix, glyphs }
    }

    /// The glyphs that it has, by their numbers in its sheet.
    pub(super) fn glyphs(&self) -> impl Iterator<Item = usize> {
        self.glyphs.iter().map(|&index| index as usize)
    }

    /// The table, with its glyphs from the sheet of number `at` that it was found on.
    pub(super) fn on(self, sheet: &Sheet, at: usize) -> Matrix {
        let glyphs = self.glyphs().map(|index| Placed { glyph: sheet.glyphs[index], sheet: at, index }).collect();
        Matrix { glyphs, ..self.matrix }
    }
}
