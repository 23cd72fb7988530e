//! How far a table that was counted is to be believed.

/// From what may be anything to what leaves nothing to choose; of parts on several pages, the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trust {
    /// Other readings may be better.
    Doubtful,
    /// Its labels are in doubt, its rows are not.
    Rows,
    /// Most rows hold as many cells as there are columns, under labels that leave little doubt.
    Sound,
    /// Each row does, under labels that blanks alone part, and nothing else stands among them.
    Certain,
}

/// What is known of the labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Labels {
    /// Their blanks alone part them, right above the rows.
    Exact,
    /// They leave little doubt, or so many rows need none.
    Fair,
    /// There are none, or none for the column of labels.
    Missing,
    /// They could be parted otherwise.
    Doubtful,
}

/// What speaks for the rows of a table: counts of them.
pub(super) struct Evidence {
    /// All.
    pub(super) rows: usize,
    /// With a cell in each column.
    pub(super) full: usize,
    /// That stand among them and are none of its rows.
    pub(super) odd: usize,
    /// With several words in a cell, which may be cells themselves.
    pub(super) unparted: usize,
    /// Whether blanks part the thousands of figures.
    pub(super) grouped: bool,
}

impl Evidence {
    pub(super) fn trust(&self, labels: Labels) -> Trust {
        let most = self.full * 2 >= self.rows;
        let orderly = most && self.odd * 2 <= self.rows && self.unparted * 3 <= self.rows && !self.grouped;
        match labels {
            Labels::Exact if orderly && self.odd == 0 && self.full == self.rows => Trust::Certain,
            Labels::Exact | Labels::Fair if orderly => Trust::Sound,
            Labels::Doubtful if most => Trust::Rows,
            Labels::Exact | Labels::Fair | Labels::Missing | Labels::Doubtful => Trust::Doubtful,
        }
    }
}
