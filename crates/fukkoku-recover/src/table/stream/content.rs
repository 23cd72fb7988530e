//! What steps of a reading cost by what columns hold; `learn` learns it.

use super::glue::Seam;
use super::piece::Piece;
use crate::costs::*;

/// Costs of content, piece by piece and column by column.
#[derive(Clone, Debug)]
pub(super) struct Content {
    columns: usize,
    pub(super) first: Vec<Cost>,
    pub(super) paragraph: Vec<Cost>,
    pub(super) characters: Vec<Cost>,
    pub(super) wrap: Vec<Cost>,
    pub(super) stop: Vec<Cost>,
    /// `[column][seam]`.
    pub(super) inner: Vec<[Cost; Seam::COUNT]>,
    pub(super) outside: Cost,
    /// What a row without a cell in the column costs, and a row with one.
    pub(super) missing: Vec<(Cost, Cost)>,
}

impl Content {
    /// Before anything is known: all columns are alike.
    pub(super) fn unlearned(pieces: &[Piece], columns: u8) -> Self {
        let columns = usize::from(columns);
        let zero = vec![0; pieces.len() * columns];
        Self {
            columns,
            first: zero.clone(),
            paragraph: vec![PARAGRAPH; zero.len()],
            characters: zero.clone(),
            wrap: zero.clone(),
            stop: zero,
            inner: vec![INNER_SPACES; columns],
            outside: OUTSIDE_PIECE,
            missing: vec![(COLUMN_MISSING_UNWRITTEN, 0); columns],
        }
    }

    /// Piece `at` opens a cell of `column`.
    pub(super) fn first(&self, at: usize, column: u8) -> Cost {
        self.first[at * self.columns + usize::from(column)]
    }

    /// Piece `at` opens a further paragraph of a cell.
    pub(super) fn paragraph(&self, at: usize, column: u8) -> Cost {
        self.paragraph[at * self.columns + usize::from(column)]
    }

    /// The characters of piece `at` stand in `column`.
    pub(super) fn characters(&self, at: usize, column: u8) -> Cost {
        self.characters[at * self.columns + usize::from(column)]
    }

    /// The line before piece `at` wraps into it.
    pub(super) fn wrap(&self, at: usize, column: u8) -> Cost {
        self.wrap[at * self.columns + usize::from(column)]
    }

    /// A cell of `column` ends before piece `at`.
    pub(super) fn stop(&self, at: usize, column: u8) -> Cost {
        self.stop[at * self.columns + usize::from(column)]
    }

    /// A space inside a cell of `column`.
    pub(super) fn inner_space(&self, column: u8, seam: Seam) -> Cost {
        self.inner[usize::from(column)][seam as usize]
    }

    /// A row has nothing in `column`, where empty cells leave no trace.
    pub(super) fn missing(&self, column: u8) -> Cost {
        self.missing[usize::from(column)].0
    }

    /// A row has a cell in `column`, where empty cells leave no trace.
    pub(super) fn present(&self, column: u8) -> Cost {
        self.missing[usize::from(column)].1
    }

    /// A piece behind the table.
    pub(super) fn outside(&self) -> Cost {
        self.outside
    }
}
