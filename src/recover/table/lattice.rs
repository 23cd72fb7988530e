//! Dynamic programming over a stream: the cheapest path and how sure each step is.
//!
//! Knows nothing of tables. States are visited stream position by stream position; dear ones are dropped.

use super::costs::Cost;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// States are small and looked up millions of times: a multiplication mixes them well enough.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(29) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

type FixedHasher = BuildHasherDefault<Mixer>;

/// States this much dearer than the best at the same position are dropped.
const BEAM: Cost = 16_000;
/// At most this many states are kept at a position.
const WIDTH: usize = 160;

/// A step from a state of the position before.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: u32,
    cost: Cost,
}

/// A state at a position, with all steps that lead to it.
struct Node<S> {
    state: S,
    best: Cost,
    best_from: u32,
    edges: Vec<Edge>,
}

/// All states kept, position by position.
pub struct Lattice<S> {
    layers: Vec<Vec<Node<S>>>,
}

/// What a search found at one position.
#[derive(Clone, Debug)]
pub struct Step<S> {
    /// The state on the cheapest path.
    pub state: S,
    /// All states kept here with their probability.
    pub rivals: Vec<(S, f64)>,
}

impl<S: Copy + Eq + Hash> Lattice<S> {
    /// A search that begins in `start`.
    pub fn new(start: S) -> Self {
        Self { layers: vec![vec![Node { state: start, best: 0, best_from: 0, edges: vec![] }]] }
    }

    /// Goes one position further: `moves` lists the states reached from a state, with their costs.
    pub fn advance(&mut self, mut moves: impl FnMut(S, &mut Vec<(S, Cost)>)) {
        let Some(last) = self.layers.last() else { return };
        let mut index: HashMap<S, usize, FixedHasher> = HashMap::default();
        let mut nodes: Vec<Node<S>> = Vec::new();
        let mut reached = Vec::new();
        for (from, node) in last.iter().enumerate() {
            reached.clear();
            moves(node.state, &mut reached);
            for &(state, cost) in &reached {
                let total = node.best + cost;
                let at = *index.entry(state).or_insert_with(|| {
                    nodes.push(Node { state, best: Cost::MAX, best_from: 0, edges: vec![] });
                    nodes.len() - 1
                });
                let target = &mut nodes[at];
                target.edges.push(Edge { from: from as u32, cost });
                if total < target.best {
                    target.best = total;
                    target.best_from = from as u32;
                }
            }
        }
        prune(&mut nodes);
        self.layers.push(nodes);
    }

    /// The cheapest path after adding `closing` to the last states; its cost and its steps, one a position.
    pub fn finish(&self, closing: impl Fn(S) -> Cost) -> (Cost, Vec<Step<S>>) {
        let Some(last) = self.layers.last() else { return (0, vec![]) };
        let ends: Vec<Cost> = last.iter().map(|node| node.best + closing(node.state)).collect();
        let Some(mut at) = (0..ends.len()).min_by_key(|&i| ends[i]) else { return (Cost::MAX, vec![]) };
        let total = ends[at];
        let chances = self.chances(&closing);
        let mut steps = Vec::with_capacity(self.layers.len());
        for (layer, chance) in self.layers.iter().zip(chances).skip(1).rev() {
            let rivals = layer.iter().zip(chance).map(|(node, p)| (node.state, p)).collect();
            steps.push(Step { state: layer[at].state, rivals });
            at = layer[at].best_from as usize;
        }
        steps.reverse();
        (total, steps)
    }

    /// The cost of the cheapest path after adding `closing` to the last states.
    pub fn cost(&self, closing: impl Fn(S) -> Cost) -> Cost {
        let last = self.layers.last().map_or(&[][..], Vec::as_slice);
        last.iter().map(|node| node.best.saturating_add(closing(node.state))).min().unwrap_or(Cost::MAX)
    }

    /// Probability of each state by the forward-backward algorithm.
    fn chances(&self, closing: &impl Fn(S) -> Cost) -> Vec<Vec<f64>> {
        let forward = self.forward();
        let mut backward: Vec<Vec<f64>> =
            self.layers.iter().map(|layer| vec![f64::NEG_INFINITY; layer.len()]).collect();
        if let (Some(last), Some(layer)) = (backward.last_mut(), self.layers.last()) {
            last.iter_mut().zip(layer).for_each(|(b, node)| *b = -nats(closing(node.state)));
        }
        for position in (1..self.layers.len()).rev() {
            for (at, node) in self.layers[position].iter().enumerate() {
                let here = backward[position][at];
                for edge in &node.edges {
                    let from = &mut backward[position - 1][edge.from as usize];
                    *from = log_add(*from, here - nats(edge.cost));
                }
            }
        }
        forward.iter().zip(&backward).map(|(f, b)| normalised(f, b)).collect()
    }

    fn forward(&self) -> Vec<Vec<f64>> {
        let mut forward: Vec<Vec<f64>> = Vec::with_capacity(self.layers.len());
        for (position, layer) in self.layers.iter().enumerate() {
            let sums = layer.iter().map(|node| match position {
                0 => 0.0,
                _ => node.edges.iter().fold(f64::NEG_INFINITY, |sum, edge| {
                    log_add(sum, forward[position - 1][edge.from as usize] - nats(edge.cost))
                }),
            });
            forward.push(sums.collect());
        }
        forward
    }
}

fn prune<S>(nodes: &mut Vec<Node<S>>) {
    let Some(best) = nodes.iter().map(|node| node.best).min() else { return };
    let mut bound = best.saturating_add(BEAM);
    if nodes.len() > WIDTH {
        let mut costs: Vec<Cost> = nodes.iter().map(|node| node.best).collect();
        costs.sort_unstable();
        bound = bound.min(costs[WIDTH]);
    }
    nodes.retain(|node| node.best <= bound);
}

fn nats(cost: Cost) -> f64 {
    f64::from(cost) / 1000.0
}

fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

fn normalised(forward: &[f64], backward: &[f64]) -> Vec<f64> {
    let logs: Vec<f64> = forward.iter().zip(backward).map(|(f, b)| f + b).collect();
    let total = logs.iter().fold(f64::NEG_INFINITY, |sum, &log| log_add(sum, log));
    logs.iter().map(|log| (log - total).exp()).collect()
}
