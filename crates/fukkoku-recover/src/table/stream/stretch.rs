//! Pieces in a row with what is known of each before anything is read: found once a table, looked at by every search.

use super::facts::Facts;
use super::piece::Piece;
use std::ops::Range;

/// Pieces in a row with what is known of each.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) pieces: &'a [Piece],
    /// Which of them are keys of rows.
    pub(super) keys: &'a [bool],
    pub(super) facts: &'a [Facts],
}

impl Stretch<'_> {
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Part of it.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        Self { pieces: &self.pieces[range.clone()], keys: &self.keys[range.clone()], facts: &self.facts[range] }
    }

    /// What stands from piece `from` on.
    pub(super) fn after(&self, from: usize) -> Self {
        self.part(from..self.len())
    }
}
