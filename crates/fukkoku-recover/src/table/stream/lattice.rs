//! Dynamic programming over a stream: the cheapest path and how sure each step is.
//!
//! Knows nothing of tables. States are visited stream position by stream position (`front`); all that are kept are remembered.

use super::front::{Edge, Front, Moves, Node, Numbered, Scratch};
use crate::costs::Cost;

/// A chance that is left out.
const UNLIKELY: f64 = 1e-6;

/// The states kept at a position, with all steps that lead to them.
struct Layer<S> {
    nodes: Vec<Node<S>>,
    edges: Vec<Edge>,
}

/// All states kept, position by position.
pub(super) struct Lattice<S> {
    layers: Vec<Layer<S>>,
    front: Front<S>,
    scratch: Scratch<S>,
    edges: Vec<Edge>,
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
    /// A search that begins in `start`.
    pub(super) fn new(start: S) -> Self {
        let front = Front::new(start);
        let first = Layer { nodes: front.nodes.clone(), edges: vec![] };
        Self { layers: vec![first], front, scratch: Scratch::new(), edges: vec![] }
    }

    /// Goes one position further: `moves` names the states reached from a state.
    pub(super) fn advance(&mut self, moves: impl Moves<S>) {
        self.front.advance_by(moves, &mut self.scratch, &mut self.edges);
        self.layers.push(Layer { nodes: self.front.nodes.clone(), edges: self.edges.clone() });
    }

    /// The cheapest path after adding `closing` to the last states; its cost and its steps, one a position.
    pub(super) fn finish(&self, closing: impl Fn(S) -> Cost) -> (Cost, Vec<Step<S>>) {
        let Some(last) = self.layers.last() else { return (0, vec![]) };
        let ends: Vec<Cost> = last.nodes.iter().map(|node| node.best + closing(node.state)).collect();
        let Some(mut at) = (0..ends.len()).min_by_key(|&i| ends[i]) else { return (Cost::MAX, vec![]) };
        let total = ends[at];
        let chances = self.chances(&closing);
        let mut steps = Vec::with_capacity(self.layers.len());
        for (layer, chance) in self.layers.iter().zip(chances).skip(1).rev() {
            // Unlikely rivals weigh nothing.
            let likely = layer.nodes.iter().zip(chance).filter(|(_, p)| *p > UNLIKELY);
            let rivals = likely.map(|(node, p)| (node.state, p)).collect();
            let node = &layer.nodes[at];
            steps.push(Step { state: node.state, total: node.best, rivals });
            at = node.best_from as usize;
        }
        steps.reverse();
        (total, steps)
    }

    /// Probability of each state by the forward-backward algorithm.
    fn chances(&self, closing: &impl Fn(S) -> Cost) -> Vec<Vec<f64>> {
        let forward = self.forward();
        let mut backward: Vec<Vec<f64>> =
            self.layers.iter().map(|layer| vec![f64::NEG_INFINITY; layer.nodes.len()]).collect();
        if let (Some(last), Some(layer)) = (backward.last_mut(), self.layers.last()) {
            last.iter_mut().zip(&layer.nodes).for_each(|(b, node)| *b = -nats(closing(node.state)));
        }
        for position in (1..self.layers.len()).rev() {
            let (before, here) = backward.split_at_mut(position);
            for edge in &self.layers[position].edges {
                let from = &mut before[position - 1][edge.from as usize];
                *from = log_add(*from, here[0][edge.to as usize] - nats(edge.cost));
            }
        }
        forward.iter().zip(&backward).map(|(f, b)| normalised(f, b)).collect()
    }

    fn forward(&self) -> Vec<Vec<f64>> {
        let mut forward: Vec<Vec<f64>> = Vec::with_capacity(self.layers.len());
        for (position, layer) in self.layers.iter().enumerate() {
            let mut sums = vec![if position == 0 { 0.0 } else { f64::NEG_INFINITY }; layer.nodes.len()];
            for edge in &layer.edges {
                let sum = &mut sums[edge.to as usize];
                *sum = log_add(*sum, forward[position - 1][edge.from as usize] - nats(edge.cost));
            }
            forward.push(sums);
        }
        forward
    }
}

fn nats(cost: Cost) -> f64 {
    f64::from(cost) / 1000.0
}

fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    // Beyond 40 nats the smaller one adds nothing that a double can hold.
    if low < high - 40.0 || low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

fn normalised(forward: &[f64], backward: &[f64]) -> Vec<f64> {
    let logs: Vec<f64> = forward.iter().zip(backward).map(|(f, b)| f + b).collect();
    let total = logs.iter().fold(f64::NEG_INFINITY, |sum, &log| log_add(sum, log));
    logs.iter().map(|log| (log - total).exp()).collect()
}
