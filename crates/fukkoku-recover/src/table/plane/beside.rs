//! Two tables beside each other: a wide gutter over the whole height, labels of rows behind it, a total on both sides.

use super::columns::Column;
use super::header::{self, Holds};
use super::section::Section;
use super::strip::Strip;
use crate::look;
use crate::source::Source;

/// Characters that part two tables at least.
const LEAST_GUTTER: usize = 4;

/// The strips of the left table and those of the right, if a section holds two.
pub(super) fn split(source: &Source, strips: &[Strip], sections: &[Section]) -> Option<[Vec<Strip>; 2]> {
    let [section] = sections else { return None };
    let own: Vec<&Strip> = strips[section.strips.clone()].iter().collect();
    let (head, body) = own.split_at(section.header);
    let gutters: Vec<usize> = (1..section.columns.len()).map(|at| gutter(&own, &section.columns, at)).collect();
    let holds = header::holds(source, &section.columns, body);
    let mut sorted = gutters.clone();
    sorted.sort_unstable();
    let usual = *sorted.get(sorted.len() / 2)?;
    // Labels of rows stand behind figures, and figures behind them.
    let border = |at: &usize| {
        let wide = gutters[*at - 1] >= LEAST_GUTTER.max(usual);
        wide && holds[*at - 1] == Holds::Numbers && holds[*at] == Holds::Words && holds[*at + 1] == Holds::Numbers
    };
    let at = (2..section.columns.len().saturating_sub(1)).filter(border).max_by_key(|&at| gutters[at - 1])?;
    let widest = gutters[at - 1];
    if head.is_empty() || holds[0] != Holds::Words {
        return None;
    }
    let offset = section.columns[at].left.saturating_sub(widest);
    let halves = own.iter().map(|strip| cut(strip, offset)).collect::<Vec<_>>();
    let text = |half: &Option<Strip>| {
        let spans = half.iter().flat_map(|strip| &strip.words).map(|word| source.slice(word.span));
        spans.collect::<Vec<_>>()
    };
    // The same labels on both sides: one table that goes on beside itself.
    let same = halves[..head.len()].iter().all(|[left, right]| text(left) == text(right));
    let (left, right) = (total(source, &halves, 0), total(source, &halves, 1));
    let apart = left.zip(right).is_some_and(|(left, right)| left != right);
    if same || !apart {
        return None;
    }
    let side = |which: usize| halves.iter().filter_map(|half| half[which].clone()).collect();
    Some([side(0), side(1)])
}

/// Offsets before a column that no word touches.
fn gutter(strips: &[&Strip], columns: &[Column], at: usize) -> usize {
    let middle = (columns[at - 1].middle() + columns[at].middle()) / 4;
    let words = || strips.iter().flat_map(|strip| &strip.words);
    let left = words().filter(|word| word.start < middle).map(|word| word.end).max().unwrap_or(0);
    let right = words().filter(|word| word.start >= middle).map(|word| word.start).min().unwrap_or(0);
    right.saturating_sub(left)
}

/// The words of a strip before an offset, and the others.
fn cut(strip: &Strip, offset: usize) -> [Option<Strip>; 2] {
    let at = strip.words.partition_point(|word| word.start < offset);
    let part =
        |words: &[super::strip::Word]| (!words.is_empty()).then(|| Strip { words: words.to_vec(), ..strip.clone() });
    [part(&strip.words[..at]), part(&strip.words[at..])]
}

/// The line of a side that is its last and begins with the label of a total.
fn total(source: &Source, halves: &[[Option<Strip>; 2]], side: usize) -> Option<usize> {
    let last = halves.iter().rposition(|half| half[side].is_some())?;
    let first = halves[last][side].as_ref()?.words.first()?;
    look::total(source.slice(first.span)).map(|_| last)
}
