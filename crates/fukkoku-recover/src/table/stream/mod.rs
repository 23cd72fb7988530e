//! Tables out of a stream of pieces.
//!
//! [`pieces`] cuts the lines, `glue` marks what belongs together, [`keys`] finds what numbers the rows. `study` tries shapes
//! (`shapes`) under headers (`extent`, [`header`]). [`align`] lays the pieces over columns and rows, with [`layout`] computing the
//! line ends that a layout must leave, `price` what a step costs, `learn` what columns hold ([`content`]) and `totals` what adds
//! up. [`costs`] is the one table of weights. `docs/tables.md` explains the method with one row worked out.

pub mod align;
pub mod class;
pub mod content;
pub mod costs;
pub mod explain;
pub mod header;
pub mod keys;
pub mod lattice;
pub mod layout;
pub mod pieces;
pub mod region;

mod build;
mod counts;
mod extent;
mod glue;
mod learn;
mod place;
mod price;
mod repeated;
mod shapes;
mod study;
mod totals;

use crate::block::PrintedTable;
use crate::page::Line;
use crate::source::Source;
use std::ops::Range;
use study::Study;

/// What a stretch of lines turned out to be.
pub enum Recovered {
    /// A table, and which of the lines it takes.
    Table(Box<PrintedTable>, Range<usize>),
    /// Laid out in columns, but no layout explains it.
    Hopeless,
    /// Nothing under the labels: no table.
    Nothing,
}

/// Recovers the table that `lines` hold.
///
/// The first `lead` lines are single labels that may belong to its header or stand above it; lines at the end may follow it.
pub fn recover(source: &Source, lines: &[Line], lead: usize, end_spaces: bool) -> Recovered {
    let study = Study::new(source, lines, lead, end_spaces);
    if study.is_empty() {
        return Recovered::Nothing;
    }
    match study.best() {
        Some(best) if study.is_headless(best) => Recovered::Nothing,
        Some(best) => {
            let (table, taken) = build::build(source, lines, &study, best);
            Recovered::Table(Box::new(table), taken)
        }
        None => Recovered::Hopeless,
    }
}
