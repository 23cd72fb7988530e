//! Charts of tables that people would rather look at than read: events by year, a budget by year.
//!
//! A chart shows only what its table holds; the table stands above it, so a reader who cannot see it misses nothing.

mod bars;
mod name;
mod timeline;

use crate::document::Table;
use fukkoku_typeset::length::Length;
use fukkoku_typeset::manuscript::Figure;

/// The chart of a table, `width` wide; `None` if the table is of no kind that can be drawn.
pub(super) fn chart(table: &Table, width: Length) -> Option<Figure> {
    timeline::chart(table, width).or_else(|| bars::chart(table, width))
}
