//! What checks have found, counted without end and kept to a limit.

use crate::document::Document;
use crate::finding::{Code, Finding};
use fukkoku_recover::source::Source;
use std::collections::BTreeMap;

/// Findings of one code that are kept; the rest is counted. A report with a million slips must not fill the memory.
pub const KEPT: usize = 1_000;

/// A check: reads, returns what it found.
pub type Check = fn(&Source, &Document) -> Found;

/// Findings: the first thousand of each code, in the order in which they came, and how many there are.
#[derive(Debug, Default)]
pub struct Found {
    kept: Vec<Finding>,
    counts: BTreeMap<Code, usize>,
}

impl Found {
    /// Keeps a finding, or only counts it.
    pub fn push(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= KEPT {
            self.kept.push(finding);
        }
    }

    /// What was kept, and for each code how many findings were not.
    pub fn into_parts(self) -> (Vec<Finding>, BTreeMap<Code, usize>) {
        let more = self.counts.into_iter().filter(|(_, count)| *count > KEPT).map(|(code, count)| (code, count - KEPT));
        (self.kept, more.collect())
    }

    /// Takes over what another check found.
    pub fn append(&mut self, other: Found) {
        let (kept, more) = other.into_parts();
        self.extend(kept);
        for (code, count) in more {
            *self.counts.entry(code).or_default() += count;
        }
    }
}

impl Extend<Finding> for Found {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

impl FromIterator<Finding> for Found {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        let mut found = Self::default();
        found.extend(findings);
        found
    }
}
