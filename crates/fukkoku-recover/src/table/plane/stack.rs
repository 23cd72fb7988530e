//! The words of a header stacked by where they stand, and laid over the columns in their order.

use super::columns::Column;
use super::strip::Strip;
use crate::costs::words::stack as cost;
use crate::costs::{Total, UNREACHED};
use std::ops::Range;

/// A stretch of words of the header.
#[derive(Clone, Debug)]
pub(super) struct Bit {
    /// Line of the header.
    pub(super) line: usize,
    /// First offset.
    pub(super) start: usize,
    /// Offset after the last.
    pub(super) end: usize,
    /// Which words of the line.
    pub(super) words: Range<usize>,
}

impl Bit {
    /// Twice the offset of the middle.
    pub(super) fn middle(&self) -> usize {
        self.start + self.end
    }

    fn is_single(&self) -> bool {
        self.end == self.start + 1
    }
}

/// The stretches of the header strips, line by line.
pub(super) fn bits(strips: &[&Strip]) -> Vec<Bit> {
    let mut bits = Vec::new();
    for (line, strip) in strips.iter().enumerate() {
        for words in strip.chunks() {
            let (start, end) = strip.edges(&words);
            bits.push(Bit { line, start, end, words });
        }
    }
    bits
}

/// Bits that stand over each other.
#[derive(Clone, Debug)]
struct Stack {
    start: usize,
    end: usize,
    bits: Vec<usize>,
}

impl Stack {
    fn is_single(&self, bits: &[Bit]) -> bool {
        self.bits.iter().all(|&at| bits[at].is_single())
    }

    /// Characters between it and a column, plus half of how far it is off the middle.
    fn distance(&self, column: &Column) -> Total {
        let gap = column.left.saturating_sub(self.end) + self.start.saturating_sub(column.right);
        let off = (self.start + self.end).abs_diff(column.left + column.right);
        gap as Total * cost::APART + off as Total * cost::OFF_MIDDLE / 2
    }
}

/// Bits from the lowest line up: one joins the stack under it; one over several stacks is a parent and joins the nearest.
fn stacks(bits: &[Bit]) -> Vec<Stack> {
    let mut stacks: Vec<Stack> = Vec::new();
    let mut parents = Vec::new();
    let mut order: Vec<usize> = (0..bits.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(bits[at].line), bits[at].start));
    for at in order {
        let bit = &bits[at];
        let under: Vec<usize> =
            (0..stacks.len()).filter(|&of| stacks[of].start < bit.end && bit.start < stacks[of].end).collect();
        match under.as_slice() {
            [] => stacks.push(Stack { start: bit.start, end: bit.end, bits: vec![at] }),
            [only] => {
                let stack = &mut stacks[*only];
                // A parent may be wider than the label under it; the label shows where the column is.
                stack.bits.push(at);
            }
            _ => parents.push(at),
        }
    }
    for at in parents {
        attach(&mut stacks, bits, at);
    }
    stacks.sort_by_key(|stack| stack.start);
    stacks.iter_mut().for_each(|stack| stack.bits.sort_unstable());
    stacks
}

fn attach(stacks: &mut [Stack], bits: &[Bit], at: usize) {
    let nearest = stacks.iter_mut().min_by_key(|stack| (stack.start + stack.end).abs_diff(bits[at].middle()));
    if let Some(stack) = nearest {
        stack.bits.push(at);
    }
}

/// Bits of a header over the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed {
    /// For each column: indices of its bits, top down; a parent is among those of a column under it.
    pub(super) columns: Vec<Vec<usize>>,
    /// How badly the header fits the columns.
    pub(super) cost: Total,
    /// How badly, parents in the gap between their columns aside.
    pub(super) unfit: Total,
}

/// A header costs less if each column has a label and each label a column.
pub(super) const LABEL_MISSING: Total = 2_500;

/// What the search does at a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Skip,
    Column(usize),
    NoLabel,
}

/// Whether a stack ends above the last lines of those beside it: a parent in the gap between its columns.
fn is_higher(stacks: &[Stack], bits: &[Bit], at: usize) -> bool {
    let low = |at: usize| stacks.get(at).and_then(|stack| stack.bits.iter().map(|&bit| bits[bit].line).max());
    let own = low(at);
    at > 0 && low(at - 1) > own && low(at + 1) > own
}

/// Lays the stacks over the columns from left to right.
pub(super) fn place(bits: &[Bit], columns: &[Column]) -> Placed {
    let stacks = stacks(bits);
    let (n, m) = (stacks.len(), columns.len());
    let mut best = vec![vec![UNREACHED; m + 1]; n + 1];
    let mut steps = vec![vec![Step::Skip; m + 1]; n + 1];
    best[0][0] = 0;
    for at in 0..=n {
        for column in 0..=m {
            let here = best[at][column];
            let mut offer = |to: (usize, usize), cost: Total, step: Step| {
                if here + cost < best[to.0][to.1] {
                    best[to.0][to.1] = here + cost;
                    steps[to.0][to.1] = step;
                }
            };
            if at < n {
                offer((at + 1, column), cost::NO_COLUMN, Step::Skip);
            }
            if column < m {
                offer((at, column + 1), cost::NO_LABEL, Step::NoLabel);
                let mut spread = 0;
                for count in 1..=(n - at).min(5) {
                    let own = &stacks[at..at + count];
                    if count > 1 && !own.iter().all(|stack| stack.is_single(bits)) {
                        break;
                    }
                    let joined = Stack { start: own[0].start, end: own[count - 1].end, bits: vec![] };
                    offer((at + count, column + 1), spread + joined.distance(&columns[column]), Step::Column(count));
                    spread += cost::SPREAD;
                }
            }
        }
    }
    read(&stacks, bits, columns, &steps, best[n][m])
}

fn read(stacks: &[Stack], bits: &[Bit], columns: &[Column], steps: &[Vec<Step>], cost: Total) -> Placed {
    let mut placed: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    let (mut loose, mut unfit) = (Vec::new(), cost);
    let (mut at, mut column) = (stacks.len(), columns.len());
    while at > 0 || column > 0 {
        match steps[at][column] {
            Step::NoLabel if column > 0 => column -= 1,
            Step::Column(count) if column > 0 && at >= count => {
                column -= 1;
                at -= count;
                placed[column].extend(stacks[at..at + count].iter().flat_map(|stack| &stack.bits));
            }
            _ if at > 0 => {
                at -= 1;
                unfit -= if is_higher(stacks, bits, at) { cost::HIGHER } else { 0 };
                loose.extend(&stacks[at].bits);
            }
            _ => break,
        }
    }
    for &bit in loose {
        let centre = |own: &Vec<usize>| own.last().map(|&last| bits[last].middle());
        let nearest = (0..columns.len())
            .filter_map(|column| {
                centre(&placed[column]).map(|middle: usize| (middle.abs_diff(bits[bit].middle()), column))
            })
            .min();
        let column = nearest.map_or(0, |(_, column)| column);
        if let Some(own) = placed.get_mut(column) {
            own.push(bit);
        }
    }
    placed.iter_mut().for_each(|own| own.sort_unstable());
    Placed { columns: placed, cost, unfit }
}
