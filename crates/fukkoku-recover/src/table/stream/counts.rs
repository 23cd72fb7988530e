//! What is counted over a reading: votes for columns, classes in each, features of texts, widths.

use super::class::Class;
use super::lattice::Step;
use super::piece::Piece;
use super::place::{Move, State};
use crate::costs::Cost;
use std::collections::BTreeMap;

/// Probability of how a piece came to its column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Vote {
    pub(super) first: f64,
    pub(super) paragraph: f64,
    pub(super) stay: f64,
}

/// Votes for features, column by column.
pub(super) struct Counts {
    columns: usize,
    /// `[feature * columns + column]`.
    counts: Vec<f64>,
    /// Of all features.
    pub(super) sums: Vec<f64>,
}

impl Counts {
    pub(super) fn new(features: usize, columns: usize) -> Self {
        Self { columns, counts: vec![0.0; features * columns], sums: vec![0.0; columns] }
    }

    pub(super) fn of(&self, feature: u32) -> &[f64] {
        let at = feature as usize * self.columns;
        &self.counts[at..at + self.columns]
    }

    pub(super) fn add(&mut self, features: &[u32], weights: &[f64]) {
        for &feature in features {
            let at = feature as usize * self.columns;
            self.counts[at..at + self.columns].iter_mut().zip(weights).for_each(|(count, weight)| *count += weight);
            self.sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }

    /// Forgets the votes for `features`; the sums begin anew.
    pub(super) fn forget(&mut self, features: &[u32]) {
        for &feature in features {
            let at = feature as usize * self.columns;
            self.counts[at..at + self.columns].fill(0.0);
        }
        self.sums.fill(0.0);
    }
}

pub(super) fn widest_two(widest: &mut [(f64, usize); 2], width: f64, row: usize) {
    if width > widest[0].0 {
        if widest[0].1 != row {
            widest[1] = widest[0];
        }
        widest[0] = (width, row);
    } else if width > widest[1].0 && row != widest[0].1 {
        widest[1] = (width, row);
    }
}

pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

pub(super) fn votes(steps: &[Step<State>], pieces: usize, columns: usize) -> Vec<Vote> {
    let mut votes = vec![Vote::default(); pieces * columns];
    for (at, step) in steps.iter().enumerate() {
        for (state, chance) in &step.rivals {
            let vote = &mut votes[at * columns + usize::from(state.column)];
            match state.step {
                Move::Cell | Move::Row => vote.first += chance,
                Move::Paragraph | Move::Resume => vote.paragraph += chance,
                Move::Stay => vote.stay += chance,
                Move::Tail | Move::After => {}
            }
        }
    }
    votes
}

/// The row of each piece; those behind the reading, which have no votes, are one row.
pub(super) fn row_numbers(steps: &[Step<State>], pieces: usize) -> Vec<usize> {
    let mut row = 0;
    let number = |step: &Step<State>| {
        row += usize::from(step.state.step == Move::Row);
        row
    };
    let mut rows: Vec<usize> = steps.iter().map(number).collect();
    rows.resize(pieces, usize::MAX);
    rows
}

/// Characters and pairs of characters, as numbers.
pub(super) fn features(piece: &Piece, ids: &mut BTreeMap<(char, char), u32>) -> Vec<u32> {
    let mut id = |pair: (char, char)| {
        let next = ids.len() as u32;
        *ids.entry(pair).or_insert(next)
    };
    let chars: Vec<char> = piece.text.chars().filter(|c| !c.is_numeric()).collect();
    let singles: Vec<u32> = chars.iter().map(|&c| id((c, '\0'))).collect();
    let pairs: Vec<u32> = chars.windows(2).map(|pair| id((pair[0], pair[1]))).collect();
    singles.into_iter().chain(pairs).collect()
}

#[derive(Clone)]
pub(super) struct ClassCounts {
    counts: Vec<[f64; Class::COUNT]>,
}

impl ClassCounts {
    pub(super) fn new(columns: usize) -> Self {
        Self { counts: vec![[0.0; Class::COUNT]; columns] }
    }

    pub(super) fn add(&mut self, column: usize, class: Class, weight: f64) {
        let count = &mut self.counts[column][class as usize];
        *count = (*count + weight).max(0.0);
    }

    pub(super) fn sum(&self, column: usize, of: impl Fn(Class) -> bool) -> f64 {
        Class::ALL.iter().filter(|&&class| of(class)).map(|&class| self.counts[column][class as usize]).sum()
    }

    /// How much likelier the class is anywhere in the table than in each column; kinds of numbers back each other.
    ///
    /// Measured against the whole table, not the columns' average, so that readings with more columns gain nothing by it.
    pub(super) fn costs(&self, class: Class, usual: &[f64; Class::COUNT]) -> Vec<Cost> {
        let columns = self.counts.len();
        let family = class.family();
        let background = usual[class as usize];
        let background_family: f64 =
            Class::ALL.iter().filter(|other| other.family() == family).map(|&other| usual[other as usize]).sum();
        let inside: Vec<f64> = (0..columns)
            .map(|column| {
                let here = self.sum(column, |_| true);
                let in_family =
                    (self.sum(column, |other| other.family() == family) + 0.5 * background_family) / (here + 0.5);
                let prior = in_family * background / background_family;
                (self.sum(column, |other| other == class) + 2.0 * prior) / (here + 2.0)
            })
            .collect();
        inside.iter().map(|p| (1000.0 * (background / p.max(1e-9)).ln()) as Cost).collect()
    }
}
