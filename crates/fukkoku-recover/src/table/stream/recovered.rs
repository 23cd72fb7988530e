//! From lines to a table, or to the word that there is none.

use super::build;
use super::study::Study;
use crate::block::PrintedTable;
use crate::page::Line;
use crate::source::Source;
use std::ops::Range;

/// What a stretch of lines turned out to be.
pub(crate) enum Recovered {
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
pub(crate) fn recover(source: &Source, lines: &[Line], lead: usize, end_spaces: bool) -> Recovered {
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
