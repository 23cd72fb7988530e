//! One position of a search: the states kept there, and the step to the next position.
//!
//! Knows nothing of tables. Dear states are dropped. Buffers are kept from position to position and from search to search.

use crate::costs::Cost;

/// States this much dearer than the best at the same position are dropped.
const BEAM: Cost = 14_000;
/// At most this many states are kept at a position.
const WIDTH: usize = 80;

/// A state as a number: each state has its own.
pub(super) trait Numbered: Copy {
    fn number(&self) -> u64;
}

/// Takes the states that are reached from a state, with what the step to them costs.
pub(super) trait Reach<S> {
    /// A dearer step leads nowhere.
    fn limit(&self) -> Cost;
    fn reach(&mut self, state: S, cost: Cost);
}

/// A step from a state of the position before to one of this.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) cost: Cost,
}

/// A state at a position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<S> {
    pub(super) state: S,
    pub(super) best: Cost,
    pub(super) best_from: u32,
}

/// The states kept at the position reached last.
pub(super) struct Front<S> {
    pub(super) nodes: Vec<Node<S>>,
}

/// Buffers that searches share, one after the other.
pub(super) struct Scratch<S> {
    before: Vec<Node<S>>,
    index: Index,
    costs: Vec<Cost>,
    names: Vec<u32>,
}

impl<S> Scratch<S> {
    pub(super) fn new() -> Self {
        Self { before: vec![], index: Index::new(), costs: vec![], names: vec![] }
    }
}

impl<S: Numbered> Front<S> {
    /// A search that begins in `start`.
    pub(super) fn new(start: S) -> Self {
        Self { nodes: vec![Node { state: start, best: 0, best_from: 0 }] }
    }

    /// The states with the cost of the cheapest path to each.
    pub(super) fn states(&self) -> impl Iterator<Item = (&S, Cost)> {
        self.nodes.iter().map(|node| (&node.state, node.best))
    }

    /// The cost of the cheapest state.
    pub(super) fn least(&self) -> Cost {
        self.nodes.iter().map(|node| node.best).min().unwrap_or(Cost::MAX)
    }

    /// Goes one position further: `moves` names the states reached from a state.
    pub(super) fn advance(&mut self, moves: impl Moves<S>, scratch: &mut Scratch<S>) {
        self.step(moves, scratch, None);
    }

    /// The same, with all steps that led to the states kept.
    pub(super) fn advance_by(&mut self, moves: impl Moves<S>, scratch: &mut Scratch<S>, edges: &mut Vec<Edge>) {
        edges.clear();
        self.step(moves, scratch, Some(edges));
    }

    fn step(&mut self, moves: impl Moves<S>, scratch: &mut Scratch<S>, mut edges: Option<&mut Vec<Edge>>) {
        let Scratch { before, index, costs, names } = scratch;
        std::mem::swap(&mut self.nodes, before);
        self.nodes.clear();
        index.clear();
        // What the cheapest state reaches bounds what is worth keeping, before the others are looked at.
        let mut bound = Cost::MAX;
        if let Some(cheapest) = before.iter().min_by_key(|node| node.best) {
            let mut least = Least(Cost::MAX);
            moves.from(cheapest.state, &mut least);
            bound = cheapest.best.saturating_add(least.0).saturating_add(BEAM);
        }
        let (nodes, edges_of) = (&mut self.nodes, edges.as_deref_mut());
        let mut reached = Reached { nodes, index, edges: edges_of, bound, from: 0, base: 0 };
        for (from, node) in before.iter().enumerate() {
            (reached.from, reached.base) = (from as u32, node.best);
            moves.from(node.state, &mut reached);
        }
        let bound = reached.bound;
        let bound = narrowed(&self.nodes, bound, costs);
        if let Some(edges) = edges {
            names.clear();
            let mut kept = 0;
            for node in &self.nodes {
                names.push(if node.best <= bound { kept } else { u32::MAX });
                kept += u32::from(node.best <= bound);
            }
            edges.retain_mut(|edge| {
                edge.to = names[edge.to as usize];
                edge.to != u32::MAX
            });
        }
        self.nodes.retain(|node| node.best <= bound);
    }
}

/// What a state may cost at most, so that not too many are kept.
fn narrowed<S>(nodes: &[Node<S>], bound: Cost, costs: &mut Vec<Cost>) -> Cost {
    costs.clear();
    costs.extend(nodes.iter().map(|node| node.best).filter(|&best| best <= bound));
    if costs.len() <= WIDTH {
        return bound;
    }
    let (_, widest, _) = costs.select_nth_unstable(WIDTH);
    bound.min(*widest)
}

/// The steps of a search at one position.
pub(super) trait Moves<S> {
    /// Names the states reached from `state`.
    fn from(&self, state: S, out: &mut impl Reach<S>);
}

/// The cheapest step alone.
struct Least(Cost);

impl<S> Reach<S> for Least {
    fn limit(&self) -> Cost {
        self.0
    }

    fn reach(&mut self, _: S, cost: Cost) {
        self.0 = self.0.min(cost);
    }
}

/// All states in reach of one state after the other.
struct Reached<'a, S> {
    nodes: &'a mut Vec<Node<S>>,
    edges: Option<&'a mut Vec<Edge>>,
    index: &'a mut Index,
    /// Dearer paths are not worth keeping.
    bound: Cost,
    from: u32,
    /// Cost of the path to `from`.
    base: Cost,
}

impl<S: Numbered> Reach<S> for Reached<'_, S> {
    #[inline]
    fn limit(&self) -> Cost {
        self.bound.saturating_sub(self.base)
    }

    fn reach(&mut self, state: S, cost: Cost) {
        let total = self.base.saturating_add(cost);
        if total > self.bound {
            return;
        }
        self.bound = self.bound.min(total.saturating_add(BEAM));
        let to = self.index.entry(state.number(), self.nodes.len() as u32);
        if let Some(edges) = &mut self.edges {
            edges.push(Edge { from: self.from, to, cost });
        }
        match self.nodes.get_mut(to as usize) {
            None => self.nodes.push(Node { state, best: total, best_from: self.from }),
            Some(node) if total < node.best => (node.best, node.best_from) = (total, self.from),
            Some(_) => {}
        }
    }
}

/// Where a state stands among the nodes, by its number: an open table, emptied by counting rounds.
struct Index {
    slots: Vec<Slot>,
    round: u32,
    used: usize,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    number: u64,
    round: u32,
    node: u32,
}

impl Index {
    fn new() -> Self {
        Self { slots: vec![Slot::default(); 512], round: 0, used: 0 }
    }

    fn clear(&mut self) {
        self.used = 0;
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.slots.fill(Slot::default());
            self.round = 1;
        }
    }

    /// The node of a state; `next` becomes it if the state is new.
    #[inline]
    fn entry(&mut self, number: u64, next: u32) -> u32 {
        if 2 * self.used >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(number);
        let slot = &mut self.slots[slot];
        if slot.round != self.round {
            *slot = Slot { number, round: self.round, node: next };
            self.used += 1;
        }
        slot.node
    }

    /// The slot that holds a state, or where it belongs.
    #[inline]
    fn slot(&self, number: u64) -> usize {
        let last = self.slots.len() - 1;
        // The upper half of the product is mixed well.
        let mut at = (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & last;
        while self.slots[at].round == self.round && self.slots[at].number != number {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        let twice = vec![Slot::default(); 2 * self.slots.len()];
        let old = std::mem::replace(&mut self.slots, twice);
        for slot in old.into_iter().filter(|slot| slot.round == self.round) {
            let at = self.slot(slot.number);
            self.slots[at] = slot;
        }
    }
}
