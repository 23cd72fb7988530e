//! A line outside tables.

use crate::sheet::{Area, Length};

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
    /// Indices into the free glyphs of its sheet.
    pub(super) glyphs: Vec<usize>,
    /// Where it stands.
    pub(super) area: Area,
    /// Where the lines of its column of text end.
    pub(super) right: Length,
    /// Whether it is furniture.
    pub(super) role: Option<Role>,
}
