//! Dynamic programming over a stream: the cheapest path and how sure each step is.
//!
//! Knows nothing of tables. States are visited stream position by stream position; dear ones are dropped.

use crate::costs::Cost;
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
const BEAM: Cost = 14_000;
/// A chance that is left out.
const UNLIKELY: f64 = 1e-6;
/// At most this many states are kept at a position.
const WIDTH: usize = 80;

/// A step from a state of the position before to one of this.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: u32,
    to: u32,
    cost: Cost,
}

/// A state at a position.
struct Node<S> {
    state: S,
    best: Cost,
    best_from: u32,
}

/// The states kept at a position, with all steps that lead to them.
struct Layer<S> {
    nodes: Vec<Node<S>>,
    edges: Vec<Edge>,
}

/// All states kept, position by position.
pub(super) struct Lattice<S> {
    layers: Vec<Layer<S>>,
    index: HashMap<S, u32, FixedHasher>,
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

impl<S: Copy + Eq + Hash> Lattice<S> {
    /// A search that begins in `start`.
    pub(super) fn new(start: S) -> Self {
        let first = Layer { nodes: vec![Node { state: start, best: 0, best_from: 0 }], edges: vec![] };
        Self { layers: vec![first], index: HashMap::default() }
    }

    /// Goes one position further: `moves` lists the states reached from a state, with their costs, but for those dearer than a
    /// limit.
    pub(super) fn advance(&mut self, mut moves: impl FnMut(S, Cost, &mut Vec<(S, Cost)>)) {
        let Some(last) = self.layers.last() else { return };
        self.index.clear();
        let mut layer = Layer { nodes: Vec::new(), edges: Vec::new() };
        let mut reached = Vec::new();
        // What the cheapest state reaches bounds what is worth keeping, before the others are looked at.
        let mut bound = Cost::MAX;
        if let Some(cheapest) = last.nodes.iter().min_by_key(|node| node.best) {
            moves(cheapest.state, Cost::MAX, &mut reached);
            let least = reached.iter().map(|&(_, cost)| cheapest.best.saturating_add(cost)).min();
            bound = least.map_or(bound, |least| least.saturating_add(BEAM));
        }
        for (from, node) in last.nodes.iter().enumerate() {
            reached.clear();
            moves(node.state, bound.saturating_sub(node.best), &mut reached);
            for &(state, cost) in &reached {
                let total = node.best + cost;
                if total > bound {
                    continue;
                }
                bound = bound.min(total.saturating_add(BEAM));
                let to = *self.index.entry(state).or_insert_with(|| {
                    layer.nodes.push(Node { state, best: Cost::MAX, best_from: 0 });
                    layer.nodes.len() as u32 - 1
                });
                layer.edges.push(Edge { from: from as u32, to, cost });
                let target = &mut layer.nodes[to as usize];
                if total < target.best {
                    target.best = total;
                    target.best_from = from as u32;
                }
            }
        }
        layer.prune();
        self.layers.push(layer);
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

    /// The cost of the cheapest path after adding `closing` to the last states.
    pub(super) fn cost(&self, closing: impl Fn(S) -> Cost) -> Cost {
        let last = self.layers.last().map_or(&[][..], |layer| &layer.nodes);
        last.iter().map(|node| node.best.saturating_add(closing(node.state))).min().unwrap_or(Cost::MAX)
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

impl<S> Layer<S> {
    /// Drops states that are too dear, and the steps to them.
    fn prune(&mut self) {
        let Some(best) = self.nodes.iter().map(|node| node.best).min() else { return };
        let mut bound = best.saturating_add(BEAM);
        if self.nodes.len() > WIDTH {
            let mut costs: Vec<Cost> = self.nodes.iter().map(|node| node.best).collect();
            let (_, widest, _) = costs.select_nth_unstable(WIDTH);
            bound = bound.min(*widest);
        }
        let mut kept = 0;
        let renamed: Vec<u32> = self
            .nodes
            .iter()
            .map(|node| {
                let name = if node.best <= bound { kept } else { u32::MAX };
                kept += u32::from(node.best <= bound);
                name
            })
            .collect();
        self.nodes.retain(|node| node.best <= bound);
        self.edges.retain_mut(|edge| {
            edge.to = renamed[edge.to as usize];
            edge.to != u32::MAX
        });
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
