//! Headers and shapes tried on the beginning of the body.
//!
//! All are begun; the one that is cheapest so far goes a piece further. What it has cost can only grow, so the first to come to
//! the end is the cheapest, the next one the second: those that come out dear are left where that shows.

use super::content::Content;
use super::ends::Ends;
use super::extent::{Header, Headers};
use super::front::{Front, Scratch};
use super::moves::Search;
use super::place::{START, Shape, Spot};
use super::shapes::{MOST_COLUMNS, prior, shapes};
use super::stretch::Stretch;
use crate::costs::{self, Cost};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Pieces of the body that decide about the shape.
pub(super) const PROBE: usize = 250;

/// Headers and shapes of which what their columns hold is learned.
const FINALISTS: usize = 16;

/// Headers of a shape among them: learning tells shapes apart that look alike before.
const HEADERS_OF_SHAPE: usize = 2;

/// A header and a shape with the cost of the body's beginning, before anything is learned.
pub(super) struct Probe {
    /// Header, body and shape together.
    pub(super) cost: Cost,
    /// The header.
    pub(super) header: Header,
    /// The shape.
    pub(super) shape: Shape,
}

/// Tries shapes on the beginning of the body, then header extents for the best of them; the cheapest first.
pub(super) fn probes(whole: Stretch, starts: &[usize], ends: &Ends, end_spaces: bool) -> Vec<Probe> {
    let contents: Vec<Content> = (0..=MOST_COLUMNS as u8).map(Content::unlearned).collect();
    let mut contest = Contest { whole, contents: &contents, headers: Headers::new(whole, starts) };
    let words = |end: usize| whole.pieces[..end].iter().filter(|piece| !piece.is_empty()).count();
    // The header has a label for each column, so the first end that leaves enough of them is near the true one.
    let near = |shape: &Shape| {
        let enough = |end: &&usize| words(**end) + 1 >= usize::from(shape.columns);
        ends.of_shape(shape).iter().find(enough).copied().unwrap_or(ends.longest(shape))
    };
    let shapes = shapes(whole.pieces, ends, whole.keys, end_spaces);
    let first = shapes.iter().map(|shape| Trial::new(&mut contest, near(shape), *shape)).collect();
    let bodies = contest.cheapest(first, costs::PROBED_SHAPES, usize::MAX);
    let mut second = Vec::new();
    for body in &bodies {
        for &end in ends.of_shape(&body.shape) {
            let known = (end == body.header.end).then_some(body.cost);
            second.push(known.map_or_else(
                || Trial::new(&mut contest, end, body.shape),
                |cost| Trial { least: cost, shape: body.shape, end, under_way: None },
            ));
        }
    }
    contest.cheapest(second, FINALISTS, HEADERS_OF_SHAPE)
}

/// What all trials look at.
struct Contest<'a> {
    whole: Stretch<'a>,
    /// What columns hold, by their number: nothing known.
    contents: &'a [Content],
    headers: Headers<'a>,
}

/// A header and a shape.
struct Trial<'a> {
    /// The least that header, body and shape may cost together.
    least: Cost,
    shape: Shape,
    /// Where the header ends.
    end: usize,
    /// `None` at the end, where `least` is the cost.
    under_way: Option<UnderWay<'a>>,
}

/// A search somewhere in the body.
struct UnderWay<'a> {
    search: Search<'a>,
    front: Front<Spot>,
    body: Stretch<'a>,
    at: usize,
    /// What header and shape cost.
    base: Cost,
    /// The most that keys to come may take off.
    keys: Cost,
}

impl<'a> Contest<'a> {
    /// The cheapest `count` trials, at most `of_shape` of each shape.
    fn cheapest(&mut self, mut trials: Vec<Trial<'a>>, count: usize, of_shape: usize) -> Vec<Probe> {
        let mut scratch = Scratch::new();
        // What has come to the end waits for what may still come to it as cheaply.
        let rank = |at: usize, trial: &Trial| Reverse((trial.least, trial.under_way.is_none(), at));
        let mut heap: BinaryHeap<_> = trials.iter().enumerate().map(|(at, trial)| rank(at, trial)).collect();
        let mut found: Vec<Probe> = Vec::new();
        while found.len() < count {
            let Some(Reverse((_, _, at))) = heap.pop() else { break };
            let trial = &mut trials[at];
            if found.iter().filter(|other| other.shape == trial.shape).count() >= of_shape {
                continue;
            }
            if trial.under_way.is_none() {
                let header = self.headers.read(trial.end, &trial.shape).clone();
                found.push(Probe { cost: trial.least, header, shape: trial.shape });
                continue;
            }
            let next = heap.peek().map_or(Cost::MAX, |Reverse((least, ..))| *least);
            trial.run(next, &mut scratch);
            heap.push(rank(at, trial));
        }
        found
    }
}

impl<'a> Trial<'a> {
    fn new(contest: &mut Contest<'a>, end: usize, shape: Shape) -> Self {
        let base = prior(&shape).saturating_add(contest.headers.read(end, &shape).cost);
        let body = contest.whole.part(end..contest.whole.len().min(end + PROBE));
        let search = Search::for_cost(body, &shape, &contest.contents[usize::from(shape.columns)]);
        let keys = if shape.keyed { body.keys.iter().filter(|&&key| key).count() } else { 0 };
        let keys = keys as Cost * costs::ROW_WITH_KEY;
        let under_way = UnderWay { search, front: Front::new(START.packed()), body, at: 0, base, keys };
        Self { least: base.saturating_add(keys), shape, end, under_way: Some(under_way) }
    }

    /// Goes on until it is at the end or may cost more than `next`.
    fn run(&mut self, next: Cost, scratch: &mut Scratch<Spot>) {
        let Some(run) = &mut self.under_way else { return };
        while self.least <= next && run.at < run.body.len() {
            run.search.turn_to(run.at);
            run.front.advance(&run.search, scratch);
            run.keys -= if self.shape.keyed && run.body.keys[run.at] { costs::ROW_WITH_KEY } else { 0 };
            run.at += 1;
            self.least = run.base.saturating_add(run.front.least()).saturating_add(run.keys);
        }
        if run.at == run.body.len() {
            let closed = |(spot, cost): (&Spot, Cost)| cost.saturating_add(run.search.close(*spot));
            self.least = run.base.saturating_add(run.front.states().map(closed).min().unwrap_or(Cost::MAX));
            self.under_way = None;
        }
    }
}
