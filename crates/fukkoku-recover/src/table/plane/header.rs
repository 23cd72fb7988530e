//! The header of a table: how many lines it takes, which labels it has, what they span.

use super::assign::{Edge, Frame};
use super::columns::Column;
use super::kind::{Kind, kind};
use super::stack::{self, Bit};
use super::strip::Strip;
use crate::costs::Total;
use crate::costs::words::header as cost;
use crate::source::{Source, Text};
use std::ops::Range;

/// More lines than this are no header.
const MOST_LINES: usize = 10;

/// A label with its place.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// Its text, wraps joined.
    pub(super) text: Text,
    /// First column.
    pub(super) column: usize,
    /// Columns that it covers.
    pub(super) column_span: usize,
    /// 0 for the upper level.
    pub(super) level: usize,
    /// Levels that it covers.
    pub(super) row_span: usize,
}

/// What a column holds, for telling its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Mostly numbers.
    Numbers,
    /// Something else.
    Words,
}

/// What each column mostly holds.
pub(super) fn holds(source: &Source, columns: &[Column], strips: &[&Strip]) -> Vec<Holds> {
    let mut counts = vec![(0, 0); columns.len()];
    for strip in strips {
        for chunk in strip.chunks() {
            let (start, end) = strip.edges(&chunk);
            let number = kind(source.slice(strip.span(&chunk))) == Kind::Number;
            for at in (0..columns.len()).filter(|&at| columns[at].overlap(start, end) > 0) {
                counts[at].0 += usize::from(number);
                counts[at].1 += 1;
            }
        }
    }
    let holds = |(numbers, all): (usize, usize)| {
        if numbers * 2 > all || numbers == 1 && all == 2 { Holds::Numbers } else { Holds::Words }
    };
    counts.into_iter().map(holds).collect()
}

/// How many strips at the top are header: those whose words are centred, span columns, or are no numbers over numbers.
pub(super) fn extent(source: &Source, strips: &[&Strip], columns: &[Column], frame: &Frame) -> usize {
    let holds = holds(source, columns, strips);
    let (mut best, mut length, mut sum) = (0, 0, 0);
    for (at, strip) in strips.iter().enumerate().take(MOST_LINES) {
        sum += strip.chunks().iter().map(|chunk| looks(source, strip, chunk, columns, &holds, frame)).sum::<i32>();
        if sum > best {
            (best, length) = (sum, at + 1);
        }
    }
    length
}

/// How much a chunk looks like a label, from -3 to 3.
fn looks(
    source: &Source,
    strip: &Strip,
    chunk: &Range<usize>,
    columns: &[Column],
    holds: &[Holds],
    frame: &Frame,
) -> i32 {
    let (start, end) = strip.edges(chunk);
    let over: Vec<usize> = (0..columns.len()).filter(|&at| columns[at].overlap(start, end) > 0).collect();
    let text = source.slice(strip.span(chunk));
    let number = kind(text) == Kind::Number;
    match over.as_slice() {
        [] => 1,
        [first, .., last] if strip.words[chunk.clone()].len() == 1 => {
            let aligned = frame.edge(*first) == Edge::Left(start) || frame.edge(*last) == Edge::Right(end);
            if aligned { 0 } else { 3 }
        }
        [only] => {
            let column = &columns[*only];
            let fills = start <= column.left + 1 && end + 1 >= column.right;
            match (holds[*only], frame.edge(*only)) {
                (Holds::Numbers, _) if number => -3,
                (Holds::Numbers, Edge::Right(edge)) if end == edge => 1,
                (Holds::Numbers, _) => 2,
                (Holds::Words, Edge::Ragged) => 0,
                (Holds::Words, Edge::Left(edge)) if start == edge => {
                    if fills {
                        -1
                    } else {
                        -2
                    }
                }
                (Holds::Words, Edge::Right(edge)) if end == edge => -1,
                (Holds::Words, _) if fills => 0,
                (Holds::Words, _) => 2,
            }
        }
        _ => -1,
    }
}

/// Reads the labels of the header strips.
pub(super) fn labels(source: &Source, strips: &[&Strip], columns: &[Column]) -> Vec<Label> {
    let bits = stack::bits(strips);
    let by_column = stack::place(&bits, columns).columns;
    let groups = groups(strips.len(), &by_column, &bits, columns);
    let two = groups.iter().any(|group| group.parent.is_some());
    let text = |own: &[usize]| {
        let mut text = Text::default();
        for bit in own.iter().map(|&at| &bits[at]) {
            strips[bit.line].words[bit.words.clone()].iter().for_each(|word| text.push(source, word.span));
        }
        text
    };
    let mut labels = Vec::new();
    for Group { columns, parent } in &groups {
        let (column, column_span) = (columns.start, columns.len());
        if let Some(parent) = parent {
            labels.push(Label { text: text(parent), column, column_span, level: 0, row_span: 1 });
        }
        for column in columns.clone() {
            let is_own = |at: &usize| parent.as_ref().is_none_or(|parent| !parent.contains(at));
            let own: Vec<usize> = by_column[column].iter().copied().filter(is_own).collect();
            if own.is_empty() {
                continue;
            }
            let level = usize::from(parent.is_some());
            let row_span = if two && level == 0 { 2 } else { 1 };
            labels.push(Label { text: text(&own), column, column_span: 1, level, row_span });
        }
    }
    labels
}

/// Columns under one parent, or one column without.
#[derive(Clone, Debug)]
struct Group {
    columns: Range<usize>,
    parent: Option<Vec<usize>>,
}

/// Divides the columns into those with labels of their own and those under a parent.
fn groups(lines: usize, by_column: &[Vec<usize>], bits: &[Bit], columns: &[Column]) -> Vec<Group> {
    let readings = [true, false].map(|centred| partition(lines, by_column, bits, columns, centred));
    let [centred, top] = readings;
    if top.0 < centred.0 { top.1 } else { centred.1 }
}

fn partition(
    lines: usize,
    by_column: &[Vec<usize>],
    bits: &[Bit],
    columns: &[Column],
    centred: bool,
) -> (Total, Vec<Group>) {
    let n = columns.len();
    let mut best: Vec<(Total, Option<Group>)> = vec![(0, None)];
    for to in 1..=n {
        let alone = Group { columns: to - 1..to, parent: None };
        let mut least = (best[to - 1].0 + alone_cost(lines, &by_column[to - 1], bits, centred), Some(alone));
        for (from, (before, _)) in best[..to.saturating_sub(1)].iter().enumerate() {
            let Some((cost, parent)) = parent(from..to, by_column, bits, columns) else { continue };
            if before + cost < least.0 {
                least = (before + cost, Some(Group { columns: from..to, parent: Some(parent) }));
            }
        }
        best.push(least);
    }
    let cost = best[n].0;
    let mut groups = Vec::new();
    let mut at = n;
    while let Some(group) = best[at].1.clone() {
        at = group.columns.start;
        groups.push(group);
    }
    groups.reverse();
    (cost, groups)
}

fn alone_cost(lines: usize, own: &[usize], bits: &[Bit], centred: bool) -> Total {
    let (Some(&first), Some(&last)) = (own.first(), own.last()) else { return cost::NO_LABEL };
    let (top, bottom) = (bits[first].line, bits[last].line);
    // In quarters of a line, of which one is no fault where labels are centred.
    let off = if centred { 2 * (top + bottom).abs_diff(lines - 1) as Total - 1 } else { 4 * top as Total };
    off.max(0) * cost::UNEVEN / 4
}

/// The bits on one line that stand over all of some columns, above all their labels, and what that costs.
fn parent(
    range: Range<usize>,
    by_column: &[Vec<usize>],
    bits: &[Bit],
    columns: &[Column],
) -> Option<(Total, Vec<usize>)> {
    let all = range.clone().flat_map(|column| by_column[column].iter().copied());
    let top = all.clone().map(|at| bits[at].line).min()?;
    let upper: Vec<usize> = all.filter(|&at| bits[at].line == top).collect();
    let single = |at: &usize| bits[*at].end - bits[*at].start == 1;
    if upper.len() > 1 && !upper.iter().all(single) {
        return None;
    }
    let labelled = |column: usize| by_column[column].iter().any(|at| !upper.contains(at));
    if !range.clone().all(labelled) {
        return None;
    }
    let middle = 1000 * upper.iter().map(|&at| bits[at].middle()).sum::<usize>() / (2 * upper.len());
    // The labels show where the columns stand better than what is right-aligned under them.
    let centre = |column: usize| {
        let own = by_column[column].iter().filter(|at| !upper.contains(at)).map(|&at| bits[at].middle());
        own.max().unwrap_or(columns[column].middle())
    };
    let under = 1000 * (centre(range.start) + centre(range.end - 1)) / 4;
    Some((cost::PARENT + middle.abs_diff(under) as Total * cost::OFF_MIDDLE / 1000, upper))
}
