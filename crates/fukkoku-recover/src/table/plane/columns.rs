//! Where the columns of a piece of a table stand: offsets that words cover, parted by gutters.

use super::strip::Strip;
use crate::costs::Total;
use std::collections::BTreeSet;

/// The stretch of offsets that a column's words cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// First offset.
    pub(super) left: usize,
    /// Offset after the last.
    pub(super) right: usize,
}

impl Column {
    /// Offsets shared with `start..end`.
    pub(super) fn overlap(&self, start: usize, end: usize) -> usize {
        self.right.min(end).saturating_sub(self.left.max(start))
    }

    /// Twice the offset of the middle.
    pub(super) fn middle(&self) -> usize {
        self.left + self.right
    }
}

/// Evidence about the gutter between two columns.
#[derive(Clone, Copy, Debug, Default)]
struct Gutter {
    /// Lines in which the right column begins after two spaces or more.
    fresh: usize,
    /// Lines in which both columns are filled and two spaces part them, or one between a number and words.
    both: usize,
    /// Lines in which one space parts them.
    joined: usize,
    /// Lines in which a word lies across.
    across: usize,
}

impl Gutter {
    /// A gutter is one if lines show it; a few may cross it (headers that span, totals).
    fn holds(&self) -> bool {
        self.both > 0 && self.fresh * 3 >= self.joined && self.across * 2 <= self.fresh
    }

    /// Lines that show it, in relation to a third of all, less a little: what one line shows is not enough.
    fn evidence(&self, lines: usize) -> Total {
        (3_000 * self.worth() / lines.max(1) as Total).clamp(-1_000, 1_000) - 20
    }

    fn worth(&self) -> i64 {
        self.fresh as i64 - 3 * self.across as i64 - self.joined as i64 / 2
    }
}

/// Share of lines, in thousandths, that may cover an offset which still counts as free.
const TOLERANCES: [usize; 7] = [0, 15, 30, 60, 120, 200, 300];

/// What speaks for some columns in a body: lines that show their gutters; a column in which nothing stands speaks against.
pub(super) fn evidence(body: &[&Strip], columns: &[Column]) -> Total {
    let stands = |column: &Column| {
        body.iter().flat_map(|strip| &strip.words).any(|word| column.overlap(word.start, word.end) > 0)
    };
    let empty = columns.iter().filter(|column| !stands(column)).count();
    let gutters = gutters(body, columns);
    gutters.iter().map(|gutter| gutter.evidence(body.len())).sum::<Total>() - EMPTY * empty as Total
}

/// A column in which nothing stands but its label.
const EMPTY: Total = 300;

/// Columns that some strips may have, with the evidence for them: several tolerances are tried.
///
/// The evidence of a gutter is between -1 and 1; that of columns its sum.
pub(super) fn candidates(strips: &[&Strip]) -> Vec<(Total, Vec<Column>)> {
    let cover = cover(strips);
    let tolerances: BTreeSet<usize> =
        TOLERANCES.iter().map(|share| (strips.len() * share).div_ceil(1000).min(strips.len() / 2)).collect();
    let mut found: Vec<(Total, Vec<Column>)> = Vec::new();
    let mut tried: Vec<Vec<Column>> = Vec::new();
    for tolerance in tolerances {
        let mut columns = runs(&cover, tolerance);
        add_sparse(strips, &mut columns);
        if tried.contains(&columns) {
            continue;
        }
        tried.push(columns.clone());
        for candidate in holding(strips, columns) {
            if !found.contains(&candidate) {
                found.push(candidate);
            }
        }
    }
    found
}

fn cover(strips: &[&Strip]) -> Vec<usize> {
    let width = strips.iter().map(|strip| strip.end()).max().unwrap_or(0);
    let mut cover = vec![0; width];
    for word in strips.iter().flat_map(|strip| &strip.words) {
        cover[word.start..word.end].iter_mut().for_each(|count| *count += 1);
    }
    cover
}

/// How many of the weakest gutters that hold may be given up.
const GIVEN_UP: usize = 3;

/// The columns whose gutters all hold, and those with some of the weakest given up.
fn holding(strips: &[&Strip], mut columns: Vec<Column>) -> Vec<(Total, Vec<Column>)> {
    let mut found = Vec::new();
    loop {
        let gutters = gutters(strips, &columns);
        let all_hold = gutters.iter().all(Gutter::holds);
        if all_hold {
            found.push((gutters.iter().map(|gutter| gutter.evidence(strips.len())).sum(), columns.clone()));
        }
        let weakest =
            (0..gutters.len()).filter(|&at| all_hold || !gutters[at].holds()).min_by_key(|&at| gutters[at].worth());
        let Some(at) = weakest.filter(|_| found.len() <= GIVEN_UP) else { return found };
        columns[at].right = columns[at + 1].right;
        columns.remove(at + 1);
    }
}

fn runs(cover: &[usize], tolerance: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (offset, &count) in cover.iter().enumerate() {
        match columns.last_mut() {
            _ if count <= tolerance => {}
            Some(column) if column.right == offset => column.right = offset + 1,
            _ => columns.push(Column { left: offset, right: offset + 1 }),
        }
    }
    columns
}

/// Lines at the top that may hold a header over a column with nothing else in it.
const TOP: usize = 5;

/// Words that touch no column make columns of their own, unless a single line of the body holds such words.
fn add_sparse(strips: &[&Strip], columns: &mut Vec<Column>) {
    let mut loose: Vec<(usize, usize, usize)> = Vec::new();
    for (at, strip) in strips.iter().enumerate() {
        for word in &strip.words {
            if columns.iter().all(|column| column.overlap(word.start, word.end) == 0) {
                loose.push((word.start, word.end, at));
            }
        }
    }
    loose.sort_unstable();
    let mut found: Vec<(Column, BTreeSet<usize>)> = Vec::new();
    for (start, end, at) in loose {
        match found.last_mut() {
            Some((column, lines)) if start <= column.right => {
                column.right = column.right.max(end);
                lines.insert(at);
            }
            _ => found.push((Column { left: start, right: end }, BTreeSet::from([at]))),
        }
    }
    let kept = found.into_iter().filter(|(column, lines)| {
        // A label of one character alone is part of a spread one.
        lines.len() > 1 || column.right > column.left + 1 && lines.iter().all(|&at| at < TOP)
    });
    columns.extend(kept.map(|(column, _)| column));
    columns.sort_by_key(|column| column.left);
    join_touching(columns);
}

fn join_touching(columns: &mut Vec<Column>) {
    let mut at = 1;
    while at < columns.len() {
        if columns[at].left < columns[at - 1].right {
            columns[at - 1].right = columns[at - 1].right.max(columns[at].right);
            columns.remove(at);
        } else {
            at += 1;
        }
    }
}

fn gutters(strips: &[&Strip], columns: &[Column]) -> Vec<Gutter> {
    let mut gutters = vec![Gutter::default(); columns.len().saturating_sub(1)];
    for strip in strips {
        let mut before = None;
        // The first column that a word may touch: words and columns go from left to right.
        let mut first = 0;
        for (at, word) in strip.words.iter().enumerate() {
            while columns.get(first).is_some_and(|column| column.right <= word.start) {
                first += 1;
            }
            let mut last = first;
            while columns.get(last + 1).is_some_and(|column| column.left < word.end) {
                gutters[last].across += 1;
                last += 1;
            }
            if columns.get(first).is_none_or(|column| column.left >= word.end) {
                continue;
            }
            if first > 0 && before.is_none_or(|column| column < first) {
                let gutter = &mut gutters[first - 1];
                let fresh = strip.is_fresh(at);
                gutter.fresh += usize::from(fresh);
                gutter.both += usize::from((fresh || word.unlike) && before == Some(first - 1));
                gutter.joined += usize::from(!fresh);
            }
            before = Some(last);
        }
    }
    gutters
}

/// The columns with the most evidence.
pub(super) fn best(candidates: Vec<(Total, Vec<Column>)>) -> Option<Vec<Column>> {
    let mut best: Option<(Total, Vec<Column>)> = None;
    for (evidence, columns) in candidates {
        if best.as_ref().is_none_or(|(most, _)| evidence > *most) {
            best = Some((evidence, columns));
        }
    }
    best.map(|(_, columns)| columns)
}

/// Columns that have nothing here stand in the gutter, without width.
pub(super) fn fill_gaps(columns: &[Option<Column>]) -> Vec<Column> {
    let mut right = 0;
    let mut filled = Vec::with_capacity(columns.len());
    for column in columns {
        let column = column.unwrap_or(Column { left: right, right });
        right = column.right;
        filled.push(column);
    }
    filled
}
