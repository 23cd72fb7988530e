//! Learning what columns hold from a reading.
//!
//! After each pass every piece votes, with the probability of its place, for what its column holds: kinds of content,
//! characters, line widths, further paragraphs. A row is scored with its own votes left out, else it would vouch for itself.

use super::class::{Class, LastChar};
use super::content::Content;
use super::counts::{ClassCounts, Counts, Vote, median, row_numbers, votes, widest_two};
use super::facts::Facts;
use super::glue::Seam;
use super::lattice::Step;
use super::piece::Piece;
use super::place::{Shape, State};
use super::reading::Reading;
use super::stretch::Stretch;
use crate::costs::*;
use crate::page::Gap;
use std::collections::BTreeMap;

/// What columns hold by a reading, which may cover only the first of the pieces. Where empty cells leave no trace, a row that
/// lacks cells teaches `lacking` times as much as one that fills all columns.
pub(super) fn content(stretch: Stretch, shape: &Shape, reading: &Reading, lacking: f64) -> Content {
    Learner::new(stretch, shape, reading, lacking).content()
}

struct Learner<'a> {
    pieces: &'a [Piece],
    columns: usize,
    /// `[piece * columns + column]`.
    votes: Vec<Vote>,
    rows: Vec<usize>,
    /// How usual each class is in the table.
    usual: [f64; Class::COUNT],
    facts: &'a [Facts],
    /// How much each piece teaches.
    weights: Vec<f64>,
}

impl<'a> Learner<'a> {
    fn new(stretch: Stretch<'a>, shape: &Shape, reading: &Reading, lacking: f64) -> Self {
        let Stretch { pieces, facts, .. } = stretch;
        let columns = usize::from(shape.columns);
        let mut usual = [0.3; Class::COUNT];
        facts.iter().for_each(|facts| usual[facts.class as usize] += 1.0);
        let total: f64 = usual.iter().sum();
        Self {
            pieces,
            columns,
            votes: votes(&reading.steps, pieces.len(), columns),
            rows: row_numbers(&reading.steps, pieces.len()),
            usual: usual.map(|count| count / total),
            facts,
            weights: weights(&reading.steps, pieces.len(), shape, lacking),
        }
    }

    fn vote(&self, at: usize, column: usize) -> Vote {
        self.votes[at * self.columns + column]
    }

    fn content(&self) -> Content {
        let mut content = Content::learning(self.pieces.len(), self.columns as u8);
        self.learn_classes(&mut content);
        self.learn_characters(&mut content);
        self.learn_widths(&mut content);
        self.learn_paragraphs(&mut content);
        self.learn_inner_spaces(&mut content);
        self.learn_missing(&mut content);
        content
    }

    /// Ranges of pieces that make up one row.
    fn row_ranges(&self) -> Vec<std::ops::Range<usize>> {
        let mut ranges = Vec::new();
        let mut start = 0;
        for at in 1..=self.pieces.len() {
            if at == self.pieces.len() || self.rows[at] != self.rows[start] {
                ranges.push(start..at);
                start = at;
            }
        }
        ranges
    }

    fn learn_classes(&self, content: &mut Content) {
        self.learn_class_of(&mut content.first, |vote| vote.first, CLASS_LEAST);
        self.learn_class_of(&mut content.paragraph, |vote| vote.paragraph, 0);
    }

    fn learn_class_of(&self, costs: &mut [Cost], weight: impl Fn(Vote) -> f64, least: Cost) {
        let mut all = ClassCounts::new(self.columns);
        for at in 0..self.pieces.len() {
            (0..self.columns).for_each(|column| {
                all.add(column, self.facts[at].class, self.weights[at] * weight(self.vote(at, column)))
            });
        }
        for row in self.row_ranges() {
            let mut others = all.clone();
            for at in row.clone() {
                (0..self.columns).for_each(|column| {
                    others.add(column, self.facts[at].class, -self.weights[at] * weight(self.vote(at, column)))
                });
            }
            for at in row {
                for (column, cost) in others.costs(self.facts[at].class, &self.usual).into_iter().enumerate() {
                    costs[at * self.columns + column] = cost.clamp(least, CLASS_MOST);
                }
            }
        }
    }

    fn learn_characters(&self, content: &mut Content) {
        let features = self.facts.iter().flat_map(|facts| &facts.features).max().map_or(0, |&last| last as usize + 1);
        let mut all = Counts::new(features, self.columns);
        (0..self.pieces.len()).for_each(|at| self.count_features(at, &mut all));
        let mut own = Counts::new(features, self.columns);
        for row in self.row_ranges() {
            row.clone().for_each(|at| self.count_features(at, &mut own));
            for at in row.clone() {
                let costs = self.character_costs(at, &all, &own);
                content.characters[at * self.columns..(at + 1) * self.columns].copy_from_slice(&costs);
            }
            row.for_each(|at| own.forget(&self.facts[at].features));
        }
    }

    fn count_features(&self, at: usize, counts: &mut Counts) {
        let weigh = |column| {
            let vote = self.vote(at, column);
            self.weights[at] * (vote.first + vote.paragraph + vote.stay)
        };
        let weights: Vec<f64> = (0..self.columns).map(weigh).collect();
        counts.add(&self.facts[at].features, &weights);
    }

    /// How much likelier the characters of a piece are in the columns on average than in each of them.
    fn character_costs(&self, at: usize, all: &Counts, own: &Counts) -> Vec<Cost> {
        let total: f64 = all.sums.iter().sum::<f64>() - own.sums.iter().sum::<f64>();
        let mut ratios = vec![0.0; self.columns];
        let mut counts = vec![0.0; self.columns];
        for &feature in &self.facts[at].features {
            let both = all.of(feature).iter().zip(own.of(feature));
            counts.iter_mut().zip(both).for_each(|(count, (all, own))| *count = (all - own).max(0.0));
            let background = (counts.iter().sum::<f64>() + 0.5) / (total + 1_000.0);
            let inside = |column: usize| {
                let here = all.sums[column] - own.sums[column];
                0.6 * (counts[column] + 10.0 * background) / (here + 10.0) + 0.4 * background
            };
            ratios.iter_mut().enumerate().for_each(|(column, ratio)| *ratio += (background / inside(column)).ln());
        }
        let scale = 600.0 / (self.facts[at].features.len().max(1) as f64).sqrt();
        ratios.iter().map(|ratio| ((scale * ratio) as Cost).clamp(CHARACTERS_LEAST, CHARACTERS_MOST)).collect()
    }

    fn learn_widths(&self, content: &mut Content) {
        for column in 0..self.columns {
            let mut wrapped: Vec<f64> = Vec::new();
            let mut widest = [(0.0_f64, usize::MAX); 2];
            for at in 0..self.pieces.len() {
                let vote = self.vote(at, column);
                if vote.first + vote.paragraph + vote.stay < 0.5 || self.pieces[at].vertical {
                    continue;
                }
                widest_two(&mut widest, self.facts[at].width, self.rows[at]);
                let wraps =
                    at + 1 < self.pieces.len() && !self.pieces[at].ended && self.vote(at + 1, column).stay > 0.5;
                if wraps {
                    wrapped.push(self.facts[at].width);
                }
            }
            let usual = median(&mut wrapped);
            self.price_widths(content, column, usual, &widest);
        }
    }

    fn price_widths(&self, content: &mut Content, column: usize, usual: Option<f64>, widest: &[(f64, usize); 2]) {
        for at in 0..self.pieces.len() {
            let index = at * self.columns + column;
            let most = if widest[0].1 == self.rows[at] { widest[1].0 } else { widest[0].0 };
            let most = most.max(usual.unwrap_or(0.0));
            if most > 0.0 && self.facts[at].width > most + 0.5 && !self.pieces[at].vertical {
                let cost = (1000.0 + 1000.0 * (self.facts[at].width - most)).min(f64::from(WIDE_LINE_MOST)) as Cost;
                content.first[index] += cost;
                content.paragraph[index] += cost;
                content.wrap[index] += cost;
            }
            if let (Some(usual), true) = (usual, at > 0) {
                let short = (usual - 3.0 - self.facts[at - 1].width).max(0.0);
                let inner = at > 1 && self.pieces[at - 2].gap == Gap::Same && !self.pieces[at - 2].is_empty();
                let cost = (f64::from(SHORT_WRAP_EM) * short).min(f64::from(SHORT_WRAP_MOST)) as Cost;
                content.wrap[index] += if inner { cost / 2 } else { cost };
            }
        }
    }

    /// How often a paragraph is followed by another one in its cell, by how it ends.
    fn learn_paragraphs(&self, content: &mut Content) {
        let mut counts = vec![[(0.0, 0.0); LastChar::COUNT]; self.columns];
        for at in 1..self.pieces.len() {
            let Some(kind) = self.paragraph_end(at) else { continue };
            for (column, kinds) in counts.iter_mut().enumerate() {
                let before = self.vote(at - 1, column);
                let present = before.first + before.paragraph + before.stay;
                let goes_on = self.vote(at, column).paragraph.min(present);
                kinds[kind as usize].0 += goes_on;
                kinds[kind as usize].1 += (present - goes_on).max(0.0);
            }
        }
        for at in 1..self.pieces.len() {
            let Some(kind) = self.paragraph_end(at) else { continue };
            for (column, kinds) in counts.iter().enumerate() {
                let rate = paragraph_rate(kinds, kind);
                let index = at * self.columns + column;
                content.paragraph[index] += (-1000.0 * rate.ln()) as Cost;
                content.stop[index] += (-1000.0 * (1.0 - rate).ln()) as Cost;
            }
        }
    }

    /// How the paragraph before piece `at` ends, if one may end there.
    fn paragraph_end(&self, at: usize) -> Option<LastChar> {
        let before = &self.pieces[at - 1];
        let ends =
            matches!(before.gap, Gap::Line | Gap::Paragraph) && before.ended && !before.is_empty() && !before.vertical;
        ends.then(|| LastChar::of(&before.text))
    }

    /// How often rows have nothing in a column.
    fn learn_missing(&self, content: &mut Content) {
        let rows = self.row_ranges().len() as f64;
        for column in 0..self.columns {
            let present: f64 = (0..self.pieces.len()).map(|at| self.vote(at, column).first).sum();
            let rate = (((rows - present).max(0.0) + 0.4) / (rows + 2.0)).clamp(0.02, 0.8);
            let cost = |chance: f64| (-1000.0 * chance.ln()) as Cost;
            content.missing[column] = (cost(rate), cost(1.0 - rate));
        }
    }

    fn learn_inner_spaces(&self, content: &mut Content) {
        for column in 0..self.columns {
            let (mut inner, mut all) = ([0.0; Seam::COUNT], 6.0);
            for at in 1..self.pieces.len() {
                let (left, right) = (&self.pieces[at - 1], &self.pieces[at]);
                if left.gap == Gap::Same && !right.is_empty() && !left.is_empty() {
                    inner[self.facts[at].seam as usize] += self.vote(at, column).stay;
                }
                let before = self.vote(at - 1, column);
                all += if left.is_empty() { 0.0 } else { before.first + before.paragraph + before.stay };
            }
            for (seam, cost) in content.inner[column].iter_mut().enumerate() {
                // As many spaces expected as the cost before learning says.
                let expected = 6.0 * (-f64::from(INNER_SPACES[seam]) / 1000.0).exp();
                *cost = (-1000.0 * ((inner[seam] + expected) / all).ln()) as Cost;
                *cost = (*cost).clamp(INNER_SPACES_LEAST[seam], INNER_SPACES_MOST[seam]);
            }
        }
        content.outside = OUTSIDE_PIECE_LEARNED;
    }
}

fn paragraph_rate(kinds: &[(f64, f64); LastChar::COUNT], kind: LastChar) -> f64 {
    let (more, stop) = kinds.iter().fold((0.0, 0.0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let whole = (more + 0.7) / (more + stop + 2.0);
    let (more, stop) = kinds[kind as usize];
    ((more + 2.0 * whole) / (more + stop + 2.0)).clamp(0.02, 0.98)
}

/// How much each piece teaches: those of a row that lacks cells, where nothing shows which, `lacking` times as much.
fn weights(steps: &[Step<State>], pieces: usize, shape: &Shape, lacking: f64) -> Vec<f64> {
    if shape.end_spaces {
        return vec![1.0; pieces];
    }
    let rows = row_numbers(steps, pieces);
    let mut filled: BTreeMap<usize, u64> = BTreeMap::new();
    for (row, step) in rows.iter().zip(steps) {
        *filled.entry(*row).or_default() |= 1 << step.state.column.min(63);
    }
    let whole = |row| filled.get(row).is_some_and(|cells: &u64| cells.count_ones() == u32::from(shape.columns));
    rows.iter().map(|row| if whole(row) { 1.0 } else { lacking }).collect()
}
