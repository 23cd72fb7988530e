//! Which stretches are worth a search where nothing tells the ends of cells.

use crate::look;
use crate::page::Line;
use crate::source::Source;
use std::ops::Range;

/// Fewest lines with codes, dates or amounts.
const FEWEST: usize = 3;
/// Most lines for each of them.
const MOST_LINES_FOR_ONE: usize = 20;

/// Lines on which codes, dates or amounts with their units stand beside other words: these tell rows apart. Figures need no search, and
/// words alone may be parted anywhere.
pub(crate) struct Anchors {
    /// Before each line: how many are filled, how many of them anchored.
    before: Vec<(usize, usize)>,
}

impl Anchors {
    pub(crate) fn of(source: &Source, lines: &[Line]) -> Self {
        let mut before = Vec::with_capacity(lines.len() + 1);
        let (mut filled, mut anchored) = (0, 0);
        before.push((0, 0));
        for line in lines {
            let words = || source.slice(line.span).split_whitespace();
            filled += usize::from(words().next().is_some());
            anchored += usize::from(words().nth(1).is_some() && words().any(is_anchor));
            before.push((filled, anchored));
        }
        Self { before }
    }

    /// Whether they stand on several lines of a stretch, and on not too few of all.
    pub(crate) fn hold(&self, lines: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (self.before.get(lines.start), self.before.get(lines.end)) else {
            return false;
        };
        let (filled, anchored) = (last.0 - first.0, last.1 - first.1);
        anchored >= FEWEST && anchored * MOST_LINES_FOR_ONE >= filled
    }
}

fn is_anchor(word: &str) -> bool {
    look::is_code(word) || look::begins_with_date(word) || look::is_letter_date(word) || look::is_amount(word)
}
