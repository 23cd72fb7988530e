//! What stands where.

use crate::block::PrintedTable;
use crate::table::standing::Found;
use crate::table::stream::Anchors;
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

/// A search for tables: where it looks, and what it found so far.
pub(super) struct Search<'a> {
    pub(super) found: BTreeMap<usize, Stood>,
    /// Where the last one begins.
    pub(super) last: Option<usize>,
    /// The stretch that was looked at last: it ends where it does from whichever of its lines it is looked at.
    pub(super) region: Range<usize>,
    /// Lines of tables whose labels are in doubt.
    pub(super) asked: BTreeSet<usize>,
    /// Where nothing tells the ends of cells: what tells rows apart.
    pub(super) anchors: Option<&'a Anchors>,
}

impl<'a> Search<'a> {
    pub(super) fn new(asked: BTreeSet<usize>, anchors: Option<&'a Anchors>) -> Self {
        Self { found: BTreeMap::new(), last: None, region: 0..0, asked, anchors }
    }

    /// Whether rows or labels can be told in a stretch.
    pub(super) fn is_worth_its_cost(&self, lines: &Range<usize>) -> bool {
        let asked = self.asked.range(lines.clone()).next().is_some();
        asked || self.anchors.is_none_or(|anchors| anchors.hold(lines))
    }
}
