//! Charts of tables that people would rather look at than read: events by year, a budget by year.
//!
//! A chart shows only what its table holds; the table stands above it, so a reader who cannot see it misses nothing.

mod bars;
mod pen;
mod timeline;

use super::page::{Length, Shape};
use crate::document::Table;

/// A drawing and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chart {
    /// What stands above it.
    pub title: String,
    /// What it shows, in words, for who cannot see it.
    pub text: String,
    /// Its height.
    pub height: Length,
    /// What is drawn, from its upper left corner.
    pub shapes: Vec<Shape>,
}

/// The chart of a table, `width` wide; `None` if the table is of no kind that can be drawn.
pub(super) fn chart(table: &Table, width: Length) -> Option<Chart> {
    timeline::chart(table, width).or_else(|| bars::chart(table, width))
}

/// What a table is called in the title of its chart.
fn name(table: &Table) -> &str {
    table.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).unwrap_or("上の表")
}
