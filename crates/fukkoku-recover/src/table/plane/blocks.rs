//! Blocks of a table that are displaced: the extractor places each block of a page for itself, so that the columns of one table
//! stand at several sets of offsets.
//!
//! How many columns there are is decided over all blocks: by what it costs to lay the lines over the columns of their block, by
//! cells that would be empty, by labels that would be missing.

use super::columns::{self, Column};
use super::lay::{self, Laid};
use super::stack;
use super::strip::Strip;
use crate::costs::words::block as cost;
use crate::costs::{Total, nats};
use crate::source::Source;
use std::collections::BTreeMap;
use std::ops::Range;

/// Lines with the columns that they are laid over.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Lines of the body.
    pub(super) lines: Range<usize>,
    /// Their columns.
    pub(super) columns: Vec<Column>,
}

/// A body with more lines is not what a page holds: it has no blocks.
const MOST_LINES: usize = 120;
/// Places at which a block may begin that are tried.
const MOST_CUTS: usize = 10;
/// Lines around a place that are compared.
const NEAR: usize = 4;
/// A line that costs this much does not stand where the columns are.
const DISPLACED: Total = 2_000;
/// Blocks are believed if the cost falls to so many tenths.
const BETTER: Total = 7;
/// Columns tried for a block.
const TRIED: usize = 4;

/// The lines of a body on one page.
pub(super) struct Body<'a> {
    source: &'a Source,
    strips: &'a [&'a Strip],
    cuts: Vec<usize>,
    known: BTreeMap<(usize, usize), Vec<Vec<Column>>>,
}

impl<'a> Body<'a> {
    /// A body and where its blocks may begin.
    pub(super) fn new(source: &'a Source, strips: &'a [&'a Strip]) -> Self {
        Self { source, strips, cuts: cuts(strips), known: BTreeMap::new() }
    }

    /// The body laid over its blocks.
    pub(super) fn lay(&self, blocks: &[Block]) -> Laid {
        let mut laid = Laid::default();
        for block in blocks {
            laid.extend(lay::lay_runs(self.source, &self.strips[block.lines.clone()], &block.columns));
        }
        laid
    }

    /// The blocks of the body over some columns or over others as many, and what they cost.
    pub(super) fn divide(&mut self, columns: &[Column]) -> (Total, Vec<Block>) {
        let n = self.strips.len();
        let whole = Block { lines: 0..n, columns: columns.to_vec() };
        let laid = lay::lay_runs(self.source, self.strips, columns);
        if n > MOST_LINES || laid.costs.iter().filter(|&&cost| cost >= DISPLACED).count() < 2 {
            return (laid.cost(), vec![whole]);
        }
        let ends: Vec<usize> = [0].into_iter().chain(self.cuts.iter().copied()).chain([n]).collect();
        // What is not below this is not believed.
        let bound = (laid.cost() * BETTER + 9) / 10;
        let mut best: Vec<(Total, Vec<Block>)> = vec![(0, vec![])];
        for to in 1..ends.len() {
            let mut least = (bound, vec![]);
            for from in 0..to {
                let further = if from == 0 { 0 } else { cost::COLUMN * columns.len() as Total };
                let before = best[from].0 + further;
                if let Some((own, block)) = self.block(ends[from]..ends[to], columns, least.0 - before) {
                    least = (before + own, best[from].1.iter().cloned().chain([block]).collect());
                }
            }
            best.push(least);
        }
        let divided = best.pop().filter(|(cost, _)| *cost < bound);
        divided.unwrap_or((laid.cost(), vec![whole]))
    }

    /// The cheapest columns for some lines: those of the table, or columns of their own; `None` if none cost less than `limit`.
    fn block(&mut self, lines: Range<usize>, columns: &[Column], limit: Total) -> Option<(Total, Block)> {
        let strips = &self.strips[lines.clone()];
        let mut laid = lay::priced(self.source, strips, columns, limit);
        let mut least = laid.map(|(cost, _)| (cost, columns.to_vec()));
        if lines.len() > 1 && limit > 0 && laid.is_none_or(|(cost, _)| cost > 0) {
            let own = self.known.entry((lines.start, lines.end)).or_insert_with(|| own_columns(strips));
            let wanted = columns.len();
            let near = own.iter().filter(|own| own.len() <= wanted && own.len() + 2 >= wanted).take(TRIED);
            for own in near.map(|own| widened(own, columns)) {
                let limit = least.as_ref().map_or(limit, |(cost, _)| *cost);
                let Some((cost, pieces)) = lay::priced(self.source, strips, &own, limit) else { continue };
                laid = laid.or_else(|| lay::priced(self.source, strips, columns, Total::MAX));
                // Columns that run together have fewer pieces.
                if laid.is_some_and(|(_, known)| pieces >= known) {
                    least = Some((cost, own));
                }
            }
        }
        least.map(|(cost, columns)| (cost, Block { lines, columns }))
    }

    /// The columns of the table without those that only take the place of others further down, and the blocks over them.
    pub(super) fn decide(&mut self, found: &[Column], bits: &[stack::Bit]) -> (Vec<Column>, Vec<Block>) {
        let mut columns = found.to_vec();
        let (mut cost, mut blocks) = self.divide(&columns);
        while columns.len() > 2 && self.strips.len() <= MOST_LINES {
            let Some((twins, late)) = twins(&self.lay(&blocks)) else { break };
            let mut fewer = columns.clone();
            fewer.remove(late);
            let labels = |columns: &[Column]| cost::LABELS * stack::place(bits, columns).unfit / 1000;
            let (other, others) = self.divide(&fewer);
            if other + labels(&fewer) + cost::OTHER > cost + cost::EMPTY * twins / 1000 + labels(&columns) {
                break;
            }
            (columns, cost, blocks) = (fewer, other, others);
        }
        (columns, blocks)
    }
}

/// A column that is filled only below a line below which another is not filled any more: how much it tells, and which.
fn twins(laid: &Laid) -> Option<(Total, usize)> {
    let n = laid.strips.len();
    let width = laid.strips.first().map_or(0, |(_, pieces)| pieces.len());
    let filled = |column: usize, line: usize| laid.strips[line].1[column].is_some();
    let lines = |column: usize| (0..n).filter(move |&line| filled(column, line));
    let ends: Vec<Option<(usize, usize, usize)>> = (0..width)
        .map(|column| Some((lines(column).next()?, lines(column).next_back()?, lines(column).count())))
        .collect();
    // In nats: how much more one knows about a column by knowing where it begins or ends.
    let entropy = |count: usize, of: usize| {
        let part = |share: f64| if share > 0.0 { -share * share.ln() } else { 0.0 };
        let share = count as f64 / of.max(1) as f64;
        nats(of as f64 * (part(share) + part(1.0 - share)))
    };
    let mut best: Option<(Total, usize)> = None;
    for late in 0..width {
        for early in (0..width).filter(|&early| early != late) {
            let (Some((_, last, count)), Some((first, _, other))) = (ends[early], ends[late]) else { continue };
            if last >= first || count < 2 || other < 2 {
                continue;
            }
            let gain = entropy(count, n) - entropy(count, first);
            let gain = gain.min(entropy(other, n) - entropy(other, n - first));
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, late));
            }
        }
    }
    best
}

fn own_columns(strips: &[&Strip]) -> Vec<Vec<Column>> {
    let mut candidates = columns::candidates(strips);
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.0));
    candidates.into_iter().map(|(_, columns)| columns).collect()
}

/// Columns of a block in which some columns of the table have nothing: each takes the place of the one nearest by offsets.
fn widened(own: &[Column], columns: &[Column]) -> Vec<Column> {
    let (n, m) = (own.len(), columns.len());
    if n == m {
        return own.to_vec();
    }
    let distance = |at: usize, target: usize| {
        let (own, other) = (&own[at], &columns[target]);
        own.left.abs_diff(other.left).min(own.right.abs_diff(other.right)) + own.middle().abs_diff(other.middle()) / 2
    };
    // best[at][target]: the first `at` columns stand among the first `target`.
    let mut best = vec![vec![usize::MAX; m + 1]; n + 1];
    best[0].iter_mut().for_each(|cost| *cost = 0);
    for at in 1..=n {
        for target in at..=m {
            let taken = best[at - 1][target - 1].saturating_add(distance(at - 1, target - 1));
            best[at][target] = best[at][target - 1].min(taken);
        }
    }
    let mut placed: Vec<Option<Column>> = vec![None; m];
    let (mut at, mut target) = (n, m);
    while at > 0 && target > 0 {
        if target > at && best[at][target - 1] <= best[at][target] {
            target -= 1;
        } else {
            placed[target - 1] = Some(own[at - 1]);
            (at, target) = (at - 1, target - 1);
        }
    }
    columns::fill_gaps(&placed)
}

/// Places where the edges of words change most, ascending.
fn cuts(strips: &[&Strip]) -> Vec<usize> {
    let edges: Vec<Vec<(bool, usize)>> = strips
        .iter()
        .map(|strip| strip.words.iter().flat_map(|word| [(false, word.start), (true, word.end)]).collect())
        .collect();
    let shared = |one: usize, other: usize| edges[one].iter().filter(|edge| edges[other].contains(edge)).count();
    let alike = |line: usize, others: Range<usize>| {
        let others = others.filter(|&other| other != line).map(|other| shared(line, other));
        others.max().unwrap_or(0) as i64
    };
    let change = |at: usize| {
        let (above, below) = (at.saturating_sub(NEAR)..at, at..strips.len().min(at + NEAR));
        let first = alike(at, below.clone()) - alike(at, above.clone());
        let last = alike(at - 1, above) - alike(at - 1, below);
        first.max(last) * 4 + first + last
    };
    let mut places: Vec<(i64, usize)> = (1..strips.len().min(MOST_LINES + 1)).map(|at| (-change(at), at)).collect();
    places.sort_unstable();
    let mut cuts: Vec<usize> = places.into_iter().take(MOST_CUTS).map(|(_, at)| at).collect();
    cuts.sort_unstable();
    cuts
}
