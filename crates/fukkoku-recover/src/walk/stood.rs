//! What stands where.

use crate::block::PrintedTable;
use crate::table::standing::Found;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A stretch that is laid out in columns.
#[derive(Clone)]
pub(super) struct Stood {
    /// Line after the last.
    pub(super) end: usize,
    /// The table; several that stand beside each other; none, where one goes on that began above.
    pub(super) tables: Vec<PrintedTable>,
    /// No layout explains it.
    pub(super) hopeless: bool,
    /// The lines that were searched for it, and how many of them may stand above it.
    pub(super) tried: Option<(Range<usize>, usize)>,
}

impl Stood {
    pub(super) fn known(found: Found) -> Self {
        Self { end: found.end, tables: found.tables, hopeless: false, tried: None }
    }
}

/// What a search found so far.
#[derive(Default)]
pub(super) struct Search {
    pub(super) found: BTreeMap<usize, Stood>,
    /// Where the last one begins.
    pub(super) last: Option<usize>,
    /// Lines of tables whose labels are in doubt.
    pub(super) asked: BTreeSet<usize>,
}
