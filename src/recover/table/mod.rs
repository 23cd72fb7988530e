//! Tables out of a stream of pieces.
//!
//! [`pieces`] cuts the lines, `glue` marks what belongs together, [`keys`] finds what numbers the rows. `study` tries shapes
//! (`shapes`) under headers (`extent`, [`header`]). [`align`] lays the pieces over columns and rows, with [`layout`] computing the
//! line ends that a layout must leave, `price` what a step costs, `learn` what columns hold ([`content`]) and `totals` what adds
//! up. [`costs`] is the one table of weights. [`crate::guide`] explains the method with one row worked out.

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

use crate::read::scan::Line;
use crate::source::{Source, Text};
use std::ops::Range;
use study::Study;

/// A table as recovered, before its values are read.
#[derive(Clone, Debug, Default)]
pub struct RawTable {
    /// Number of columns.
    pub columns: usize,
    /// Header cells; those of the lower level name columns together with what stands over them.
    pub header: Vec<RawLabel>,
    /// Body rows.
    pub rows: Vec<RawRow>,
    /// Headers repeated on further pages.
    pub repeated: Vec<Text>,
    /// Columns whose cells cover several rows without writing anything in them.
    pub merging: Vec<usize>,
    /// Columns set vertically.
    pub upright: Vec<usize>,
}

/// A cell of the header.
#[derive(Clone, Debug)]
pub struct RawLabel {
    /// What it says.
    pub cell: RawCell,
    /// First column.
    pub column: usize,
    /// Columns that it covers.
    pub column_span: usize,
    /// 0 for the upper level.
    pub level: usize,
    /// Levels that it covers.
    pub row_span: usize,
}

impl RawTable {
    /// All texts of header and body, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let body = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        self.header.iter().map(|label| &label.cell).chain(body).flat_map(|cell| &cell.paragraphs)
    }

    /// The header cells over a column, upper level first.
    pub fn path(&self, column: usize) -> Vec<&RawCell> {
        let over = |label: &&RawLabel| (label.column..label.column + label.column_span).contains(&column);
        let mut labels: Vec<&RawLabel> = self.header.iter().filter(over).collect();
        labels.sort_by_key(|label| label.level);
        labels.into_iter().map(|label| &label.cell).collect()
    }
}

/// A body row.
#[derive(Clone, Debug)]
pub struct RawRow {
    /// One a column; `None` where nothing was written, not even an empty cell.
    pub cells: Vec<Option<RawCell>>,
    /// 1-based page.
    pub page: usize,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct RawCell {
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
    /// Set vertically.
    pub vertical: bool,
    /// Probability that row and column are right, 0–1.
    pub confidence: f64,
}

/// What a stretch of lines turned out to be.
pub enum Recovered {
    /// A table, and which of the lines it takes.
    Table(Box<RawTable>, Range<usize>),
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
