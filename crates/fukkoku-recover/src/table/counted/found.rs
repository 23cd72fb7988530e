//! What was found.

use crate::block::PrintedTable;

/// A table whose rows are lines.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// The table.
    pub(crate) table: PrintedTable,
    /// Indices of the lines that it takes, ascending.
    pub(crate) lines: Vec<usize>,
    /// Most rows hold as many cells as there are columns.
    pub(crate) sound: bool,
    /// Its labels are in doubt, not its rows.
    pub(crate) asks: bool,
    /// Each row does, under as many labels, and nothing else stands among them.
    pub(crate) certain: bool,
}
