//! Which pages of a file are read.

use std::ops::RangeInclusive;

/// Pages by number, such as `3-8,12`; without any, all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRanges(Vec<RangeInclusive<usize>>);

impl PageRanges {
    /// Reads `3-8,12`: numbers from 1, ranges in ascending order; `3-` goes to the end.
    ///
    /// ```
    /// use fukkoku_recover::read::ranges::PageRanges;
    /// let pages = PageRanges::parse("3-5,12").unwrap();
    /// assert!(pages.hold(4) && pages.hold(12) && !pages.hold(6));
    /// assert!(PageRanges::parse("5-3").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|&number| number > 0);
        let range = |part: &str| match part.split_once('-') {
            None => number(part).map(|page| page..=page),
            Some((from, to)) if to.trim().is_empty() => number(from).map(|from| from..=usize::MAX),
            Some((from, to)) => {
                number(from).zip(number(to)).filter(|(from, to)| from <= to).map(|(from, to)| from..=to)
            }
        };
        text.split(',').map(range).collect::<Option<Vec<_>>>().map(Self)
    }

    /// Whether a page, from 1, is among them.
    pub fn hold(&self, page: usize) -> bool {
        self.0.is_empty() || self.0.iter().any(|range| range.contains(&page))
    }

    /// Whether it is all pages.
    pub fn are_all(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for PageRanges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, range) in self.0.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            match (*range.start(), *range.end()) {
                (from, to) if from == to => write!(f, "{comma}{from}")?,
                (from, usize::MAX) => write!(f, "{comma}{from}-")?,
                (from, to) => write!(f, "{comma}{from}-{to}")?,
            }
        }
        Ok(())
    }
}
