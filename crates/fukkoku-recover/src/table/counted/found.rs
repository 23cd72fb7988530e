//! What was found.

use super::trust::Trust;
use crate::block::PrintedTable;

/// A table whose rows are lines.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// The table.
    pub(crate) table: PrintedTable,
    /// Indices of the lines that it takes, ascending.
    pub(crate) lines: Vec<usize>,
    /// How far it is to be believed.
    pub(crate) trust: Trust,
}
