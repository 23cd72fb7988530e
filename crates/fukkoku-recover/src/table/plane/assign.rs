//! Lays the words of a line over the columns: left to right, by where they stand and by what parts them.

use super::columns::Column;
use super::kind::Kind;
use super::strip::Strip;
use crate::costs::words::place as cost;
use crate::costs::{Total, UNREACHED};
use crate::source::Source;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// The words of one line that belong to one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Which words of the strip.
    pub(super) words: Range<usize>,
    /// How much worse the next best place is, in costs.
    pub(super) margin: Total,
}

/// Where a column's words begin or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// All at one left offset.
    Left(usize),
    /// All before one right offset.
    Right(usize),
    /// Neither.
    Ragged,
}

/// Columns with what is known about them.
pub(super) struct Frame<'a> {
    columns: &'a [Column],
    edges: Vec<Edge>,
    others: Vec<Edge>,
}

impl<'a> Frame<'a> {
    /// Learns where words are aligned.
    pub(super) fn new(columns: &'a [Column], strips: &[&Strip]) -> Self {
        let (edges, others) = edges(columns, strips).into_iter().unzip();
        Self { columns, edges, others }
    }

    /// At which edge a column is aligned.
    pub(super) fn edge(&self, column: usize) -> Edge {
        self.edges.get(column).copied().unwrap_or(Edge::Ragged)
    }

    /// Where a word may be cut: at an edge at which its column begins.
    fn cuts(&self) -> impl Iterator<Item = usize> {
        self.edges.iter().skip(1).filter_map(|edge| match edge {
            Edge::Left(edge) => Some(*edge),
            Edge::Right(_) | Edge::Ragged => None,
        })
    }

    /// A strip whose words end where columns begin: no space parts two full cells.
    pub(super) fn cut<'b>(&self, source: &Source, strip: &'b Strip) -> Cow<'b, Strip> {
        let mut cut = Cow::Borrowed(strip);
        for edge in self.cuts() {
            let across = |word: &super::strip::Word| word.start < edge && edge < word.end;
            if let Some(at) = cut.words.iter().position(across) {
                let (head, tail) = cut.words[at].cut(source, edge);
                // Digits and Latin letters are never parted: a number stands in one column.
                let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
                let (before, after) =
                    (source.slice(head.span).chars().next_back(), source.slice(tail.span).chars().next());
                if !(narrow(before) && narrow(after)) {
                    let cut = cut.to_mut();
                    cut.words[at] = head;
                    cut.words.insert(at + 1, tail);
                }
            }
        }
        cut
    }

    /// Lays the words of a strip over the columns: what it costs, and one entry a column.
    pub(super) fn lay(&self, strip: &Strip) -> (Total, Vec<Option<Piece>>) {
        let n = strip.words.len();
        let width = self.columns.len();
        // best[i * (width + 1) + c]: cheapest way to lay the first i words so that the last piece stands in a column before c.
        let mut best = vec![UNREACHED; (width + 1) * (n + 1)];
        let mut from = vec![(0, width); (width + 1) * (n + 1)];
        best[..=width].fill(0);
        for to in 1..=n {
            let starts = starts(strip, to);
            let row = to * (width + 1);
            for column in 0..width {
                let (mut least, mut step) = (best[row + column], from[row + column]);
                for &(start, parted) in &starts {
                    let before = best[start * (width + 1) + column] + parted;
                    // No place costs less than nothing.
                    if before < least {
                        let cost = before + self.place(strip, start..to, column);
                        if cost < least {
                            (least, step) = (cost, (start, column));
                        }
                    }
                }
                best[row + column + 1] = least;
                from[row + column + 1] = step;
            }
        }
        (best[n * (width + 1) + width], self.read(strip, &from))
    }

    /// How far the pieces of a strip stand from where their columns are.
    pub(super) fn misfit(&self, strip: &Strip, pieces: &[Option<Piece>]) -> Total {
        let placed =
            pieces.iter().enumerate().filter_map(|(column, piece)| piece.as_ref().map(|piece| (column, piece)));
        placed.map(|(column, piece)| self.place(strip, piece.words.clone(), column)).sum()
    }

    fn read(&self, strip: &Strip, from: &[(usize, usize)]) -> Vec<Option<Piece>> {
        let mut pieces = vec![None; self.columns.len()];
        let (mut to, mut before) = (strip.words.len(), self.columns.len());
        while to > 0 {
            let (start, column) = from[to * (self.columns.len() + 1) + before];
            if column >= self.columns.len() {
                break;
            }
            let margin = self.margin(strip, &(start..to), column);
            pieces[column] = Some(Piece { words: start..to, margin });
            (to, before) = (start, column);
        }
        pieces
    }

    /// How much dearer a neighbouring column would be.
    fn margin(&self, strip: &Strip, words: &Range<usize>, column: usize) -> Total {
        let here = self.place(strip, words.clone(), column);
        let neighbours = [column.checked_sub(1), Some(column + 1).filter(|&next| next < self.columns.len())];
        let other = neighbours.into_iter().flatten().map(|other| self.place(strip, words.clone(), other));
        other.fold(cost::MOST, Total::min) - here
    }

    fn place(&self, strip: &Strip, words: Range<usize>, column: usize) -> Total {
        let (start, end) = strip.edges(&words);
        let here = &self.columns[column];
        let away = if start >= here.right { start - here.right + 1 } else { (here.left + 1).saturating_sub(end) };
        let low = column.checked_sub(1).map_or(0, |before| self.columns[before].right);
        let high = self.columns.get(column + 1).map_or(usize::MAX, |next| next.left);
        let beyond = low.saturating_sub(start) + end.saturating_sub(high);
        let off = |edge: Edge| match edge {
            Edge::Left(edge) => start.abs_diff(edge),
            Edge::Right(edge) => end.abs_diff(edge),
            Edge::Ragged => usize::MAX,
        };
        let off = off(self.edges[column]).min(off(self.others[column]));
        let off = if off == usize::MAX { 0 } else { off };
        let cost = away as Total * cost::AWAY + beyond as Total * cost::BEYOND + off.min(3) as Total * cost::OFF_EDGE;
        cost.min(cost::MOST)
    }
}

/// Where a piece may begin that ends before word `to`, and what its borders and its inner spaces cost; the nearest first.
fn starts(strip: &Strip, to: usize) -> Vec<(usize, Total)> {
    let mut starts = Vec::new();
    let mut inner = 0;
    for start in (0..to).rev() {
        if start + 1 < to {
            inner += gap_inside(strip, start + 1);
        }
        if inner > 3 * cost::MOST {
            break;
        }
        starts.push((start, inner + border(strip, start)));
    }
    starts
}

/// Cost of a border before a word.
fn border(strip: &Strip, word: usize) -> Total {
    let Some(before) = word.checked_sub(1) else { return 0 };
    let (before, here) = (&strip.words[before], &strip.words[word]);
    let unlike = (before.kind == Kind::Words) != (here.kind == Kind::Words);
    match here.start - before.end {
        0 => cost::NO_SPACE,
        1 if !strip.is_fresh(word) && unlike => cost::TIGHT_BORDER / 2,
        1 if !strip.is_fresh(word) => cost::TIGHT_BORDER,
        _ => 0,
    }
}

/// Cost of keeping a word with the word before it.
fn gap_inside(strip: &Strip, word: usize) -> Total {
    let (before, here) = (&strip.words[word - 1], &strip.words[word]);
    let numbers = before.kind == Kind::Number && here.kind == Kind::Number;
    let gap = match here.start - before.end {
        0 | 1 => 0,
        2 => cost::WIDE_INSIDE,
        _ => cost::GAP_INSIDE,
    };
    gap + if numbers { cost::TWO_NUMBERS } else { 0 }
}

/// For each column: the edge at which most words stand, and the other where many do.
fn edges(columns: &[Column], strips: &[&Strip]) -> Vec<(Edge, Edge)> {
    let mut lefts: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); columns.len()];
    let mut rights = lefts.clone();
    let mut filled = vec![0; columns.len()];
    for strip in strips {
        for chunk in strip.chunks() {
            let (start, end) = strip.edges(&chunk);
            let over = |at: &usize| columns[*at].overlap(start, end);
            let touched: Vec<usize> = (0..columns.len()).filter(|at| over(at) > 0).collect();
            if let (Some(&first), Some(&last)) = (touched.first(), touched.last()) {
                *lefts[first].entry(start).or_insert(0) += 1;
                *rights[last].entry(end).or_insert(0) += 1;
                touched.iter().for_each(|&at| filled[at] += 1);
            }
        }
    }
    (0..columns.len()).map(|at| edge(&lefts[at], &rights[at], filled[at])).collect()
}

/// The edge at which most words stand, if more than two fifths do; the other, if more than a quarter do.
fn edge(lefts: &BTreeMap<usize, usize>, rights: &BTreeMap<usize, usize>, filled: usize) -> (Edge, Edge) {
    let most = |counts: &BTreeMap<usize, usize>| counts.iter().map(|(&at, &count)| (count, at)).max().unwrap_or((0, 0));
    let (left, right) = (most(lefts), most(rights));
    let at_least = |count: usize, share: usize| count >= 2 && count * 20 >= filled * share;
    let pick = |wanted: bool, edge: Edge| if wanted { edge } else { Edge::Ragged };
    let (on_left, on_right) = (Edge::Left(left.1), Edge::Right(right.1));
    match (at_least(left.0, 8), at_least(right.0, 8)) {
        (true, _) if left.0 >= right.0 => (on_left, pick(at_least(right.0, 5), on_right)),
        (_, true) => (on_right, pick(at_least(left.0, 5), on_left)),
        (true, false) => (on_left, Edge::Ragged),
        (false, false) => (Edge::Ragged, Edge::Ragged),
    }
}
