//! What steps of a reading cost by what columns hold; `learn` learns it.

use super::glue::Seam;
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
    pub(super) fn unlearned(columns: u8) -> Self {
        let columns = usize::from(columns);
        Self {
            columns,
            first: vec![],
            paragraph: vec![],
            characters: vec![],
            wrap: vec![],
            stop: vec![],
            inner: vec![INNER_SPACES; columns],
            outside: OUTSIDE_PIECE,
            missing: vec![(COLUMN_MISSING_UNWRITTEN, 0); columns],
        }
    }

    /// The same, with room for what `pieces` pieces teach.
    pub(super) fn learning(pieces: usize, columns: u8) -> Self {
        let zero = vec![0; pieces * usize::from(columns)];
        Self {
            first: zero.clone(),
            paragraph: vec![PARAGRAPH; zero.len()],
            characters: zero.clone(),
            wrap: zero.clone(),
            stop: zero,
            ..Self::unlearned(columns)
        }
    }

    /// Piece `at` opens a cell of `column`.
    pub(super) fn first(&self, at: usize, column: u8) -> Cost {
        self.learned(&self.first, at, column).unwrap_or(0)
    }

    /// Piece `at` opens a further paragraph of a cell.
    pub(super) fn paragraph(&self, at: usize, column: u8) -> Cost {
        self.learned(&self.paragraph, at, column).unwrap_or(PARAGRAPH)
    }

    /// The characters of piece `at` stand in `column`.
    pub(super) fn characters(&self, at: usize, column: u8) -> Cost {
        self.learned(&self.characters, at, column).unwrap_or(0)
    }

    /// The line before piece `at` wraps into it.
    pub(super) fn wrap(&self, at: usize, column: u8) -> Cost {
        self.learned(&self.wrap, at, column).unwrap_or(0)
    }

    /// A cell of `column` ends before piece `at`.
    pub(super) fn stop(&self, at: usize, column: u8) -> Cost {
        self.learned(&self.stop, at, column).unwrap_or(0)
    }

    fn learned(&self, costs: &[Cost], at: usize, column: u8) -> Option<Cost> {
        costs.get(at * self.columns + usize::from(column)).copied()
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
