//! Dynamic programming over a stream: the cheapest path and how sure each step is.
//!
//! Knows nothing of tables. States are visited stream position by stream position (`front`); all that are kept are remembered.

use super::front::{Edge, Front, Moves, Node, Numbered, Scratch};
use crate::costs::Cost;
use std::sync::LazyLock;

/// A chance that is left out.
const UNLIKELY: f64 = 1e-6;

/// All states kept, position by position.
pub(super) struct Lattice<S> {
    nodes: Vec<Node<S>>,
    /// Where the nodes of each position begin.
    layers: Vec<usize>,
    /// The steps that lead to them, unless only the path is wanted.
    edges: Vec<Edge>,
    /// Where the steps to each position end.
    edges_of: Vec<usize>,
    front: Front<S>,
    scratch: Scratch<S>,
    newest: Vec<Edge>,
    weighs: bool,
}

/// What a search found at one position.
#[derive(Clone, Debug)]
pub(super) struct Step<S> {
    /// The state on the cheapest path.
    pub(super) state: S,
    /// Cost of the cheapest path up to here.
    pub(super) total: Cost,
    /// All states kept here with their probability.
    pub(super) rivals: Vec<(S, f64)>,
}

impl<S: Numbered> Lattice<S> {
    /// A search that begins in `start`, and `weighs` all ways or finds the cheapest alone.
    pub(super) fn new(start: S, weighs: bool) -> Self {
        let front = Front::new(start);
        Self {
            nodes: front.nodes.clone(),
            layers: vec![0],
            edges: vec![],
            edges_of: vec![0],
            front,
            scratch: Scratch::new(),
            newest: vec![],
            weighs,
        }
    }

    /// Goes one position further: `moves` names the states reached from a state.
    pub(super) fn advance(&mut self, moves: impl Moves<S>) {
        if self.weighs {
            self.front.advance_by(moves, &mut self.scratch, &mut self.newest);
            self.edges.extend_from_slice(&self.newest);
            self.edges_of.push(self.edges.len());
        } else {
            self.front.advance(moves, &mut self.scratch);
        }
        self.layers.push(self.nodes.len());
        self.nodes.extend_from_slice(&self.front.nodes);
    }

    /// The cheapest path after adding `closing` to the last states; its cost and its nodes, one a position.
    pub(super) fn path(&self, closing: impl Fn(S) -> Cost) -> (Cost, Vec<Node<S>>) {
        let last = &self.front.nodes;
        let cost = |at: usize| last[at].best + closing(last[at].state);
        let Some((mut at, total)) = (0..last.len()).map(|at| (at, cost(at))).min_by_key(|&(_, cost)| cost) else {
            return (Cost::MAX, vec![]);
        };
        let mut path = Vec::with_capacity(self.layers.len());
        for &layer in self.layers[1..].iter().rev() {
            let node = self.nodes[layer + at];
            path.push(node);
            at = node.best_from as usize;
        }
        path.reverse();
        (total, path)
    }

    /// The same, with the chances of all states kept, each as `read` tells it.
    pub(super) fn finish<T>(&self, closing: impl Fn(S) -> Cost, read: impl Fn(S) -> T) -> (Cost, Vec<Step<T>>) {
        let (total, path) = self.path(&closing);
        let chances = self.chances(&closing);
        let mut steps = Vec::with_capacity(path.len());
        for (node, &layer) in path.into_iter().zip(&self.layers[1..]) {
            let end = self.layers.get(steps.len() + 2).copied().unwrap_or(self.nodes.len());
            // Unlikely rivals weigh nothing.
            let likely = self.nodes[layer..end].iter().zip(&chances[layer..end]).filter(|(_, p)| **p > UNLIKELY);
            let rivals = likely.map(|(node, &p)| (read(node.state), p)).collect();
            steps.push(Step { state: read(node.state), total: node.best, rivals });
        }
        (total, steps)
    }

    /// Probability of each state by the forward-backward algorithm.
    ///
    /// Weights are relative to the cheapest way into their state, so that none vanishes; those of a position are scaled by the
    /// greatest, as they grow with the number of ways.
    fn chances(&self, closing: &impl Fn(S) -> Cost) -> Vec<f64> {
        let weights = self.weights();
        let mut chances = self.forward(&weights);
        let layer = self.layers.last().copied().unwrap_or(0);
        let mut later = vec![0.0; self.nodes.len()];
        let least = self.nodes[layer..].iter().map(|node| node.best + closing(node.state)).min().unwrap_or(0);
        for (later, node) in later[layer..].iter_mut().zip(&self.nodes[layer..]) {
            *later = weight(node.best + closing(node.state) - least);
        }
        for position in (1..self.layers.len()).rev() {
            let (before, here) = (self.layers[position - 1], self.layers[position]);
            let range = self.edges_of[position - 1]..self.edges_of[position];
            for (edge, weight) in self.edges[range.clone()].iter().zip(&weights[range]) {
                later[before + edge.from as usize] += later[here + edge.to as usize] * weight;
            }
            scale(&mut later[before..here]);
        }
        chances.iter_mut().zip(later).for_each(|(chance, later)| *chance *= later);
        for (position, &layer) in self.layers.iter().enumerate() {
            let end = self.layers.get(position + 1).copied().unwrap_or(self.nodes.len());
            let total: f64 = chances[layer..end].iter().sum();
            if total > 0.0 {
                chances[layer..end].iter_mut().for_each(|chance| *chance /= total);
            }
        }
        chances
    }

    /// How likely each step is beside the cheapest into the same state.
    fn weights(&self) -> Vec<f64> {
        let mut weights = Vec::with_capacity(self.edges.len());
        for position in 1..self.layers.len() {
            let (before, here) = (self.layers[position - 1], self.layers[position]);
            weights.extend(self.edges[self.edges_of[position - 1]..self.edges_of[position]].iter().map(|edge| {
                let (from, to) = (&self.nodes[before + edge.from as usize], &self.nodes[here + edge.to as usize]);
                weight(from.best + edge.cost - to.best)
            }));
        }
        weights
    }

    fn forward(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.nodes.len()];
        sums[0] = 1.0;
        for position in 1..self.layers.len() {
            let (before, here) = (self.layers[position - 1], self.layers[position]);
            let range = self.edges_of[position - 1]..self.edges_of[position];
            for (edge, weight) in self.edges[range.clone()].iter().zip(&weights[range]) {
                sums[here + edge.to as usize] += sums[before + edge.from as usize] * weight;
            }
            let end = self.layers.get(position + 1).copied().unwrap_or(self.nodes.len());
            scale(&mut sums[here..end]);
        }
        sums
    }
}

fn scale(sums: &mut [f64]) {
    let most = sums.iter().fold(0.0, |most: f64, &sum| most.max(sum));
    if most > 0.0 {
        sums.iter_mut().for_each(|sum| *sum /= most);
    }
}

/// How likely what costs `over` more than another is beside it.
fn weight(over: Cost) -> f64 {
    const FINE: Cost = 256;
    // exp(a + b) = exp(a) exp(b): two short tables serve all costs.
    static TABLES: LazyLock<(Vec<f64>, Vec<f64>)> = LazyLock::new(|| {
        let exp = |cost: Cost| (-f64::from(cost) / 1000.0).exp();
        ((0..FINE).map(exp).collect(), (0..FINE).map(|coarse| exp(coarse * FINE)).collect())
    });
    let (fine, coarse) = &*TABLES;
    let coarse = usize::try_from(over / FINE).ok().and_then(|at| coarse.get(at)).copied().unwrap_or(0.0);
    coarse * usize::try_from(over % FINE).ok().and_then(|at| fine.get(at)).copied().unwrap_or(1.0)
}
