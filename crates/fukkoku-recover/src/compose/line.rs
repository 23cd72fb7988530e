//! A line outside tables.

use crate::sheet::{Area, Glyph, Length, Sheet};

/// What a line in the margin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A title that recurs.
    Head,
    /// The printed page number.
    Number,
}

/// A line outside tables.
#[derive(Clone, Debug)]
pub(super) struct FreeLine {
    /// Its glyphs, as indices into those of its sheet.
    pub(super) glyphs: Box<[u32]>,
    /// Where it stands.
    pub(super) area: Area,
    /// Where the lines of its column of text end.
    pub(super) right: Length,
    /// Whether it is furniture.
    pub(super) role: Option<Role>,
}

impl FreeLine {
    /// Its glyphs.
    pub(super) fn glyphs(&self, sheet: &Sheet) -> Vec<Glyph> {
        self.glyphs.iter().filter_map(|&at| sheet.glyphs.get(at as usize)).copied().collect()
    }
}
