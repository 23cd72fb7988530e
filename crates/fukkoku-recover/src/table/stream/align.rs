//! The search: every piece of a table gets a row and a column.
//!
//! A state is a place in the layout; each piece stays in the cell, opens the next cell or opens the next row. One engine reads
//! bodies and headers (a header is a body of one row).

use super::content::Content;
use super::front::Reach;
use super::lattice::{Lattice, Step};
use super::moves::Search;
use super::place::{Move, START, Shape, Spot, State};
use super::reading::{Path, Reading};
use super::stretch::Stretch;
use crate::costs::*;

/// Pieces searched at once: a longer table is read in stretches, so that memory stays small.
const STRETCH: usize = 4_000;

/// A stretch is cut this far before its end at the latest: what comes later may change the reading before.
const FORESIGHT: usize = 200;

/// Finds the cheapest reading of `stretch` in `shape`.
pub(super) fn align(stretch: Stretch, shape: &Shape, content: &Content) -> Reading {
    let mut search = Search::new(stretch, shape, content);
    let mut reading = Reading { cost: 0, steps: Vec::with_capacity(stretch.len()) };
    let mut start = START;
    loop {
        let from = reading.steps.len();
        let to = if stretch.len() - from <= 2 * STRETCH { stretch.len() } else { from + STRETCH };
        let mut lattice = Lattice::new(start.packed(), true);
        for at in from..to {
            search.turn_to(at);
            lattice.advance(&search);
        }
        if to == stretch.len() {
            let (cost, steps) = lattice.finish(|spot| search.close(spot), Spot::unpacked);
            reading.cost = reading.cost.saturating_add(cost);
            reading.steps.extend(steps);
            return reading;
        }
        let (_, mut steps) = lattice.finish(|_| 0, Spot::unpacked);
        // Between two rows where no other reading is in sight.
        let sure = |at: &usize| steps[*at].state.step == Move::Row && steps[*at].rivals.len() == 1;
        let cut = (STRETCH / 2..STRETCH - FORESIGHT).rev().find(sure).unwrap_or(STRETCH - FORESIGHT);
        steps.truncate(cut);
        if let Some(last) = steps.last() {
            reading.cost = reading.cost.saturating_add(last.total);
            start = last.state;
        }
        reading.steps.extend(steps);
    }
}

/// The cheapest reading of a header, without its rivals.
pub(super) fn path(stretch: Stretch, shape: &Shape, content: &Content) -> Path {
    if stretch.len() > 2 * STRETCH {
        let reading = align(stretch, shape, content);
        return Path { cost: reading.cost, states: reading.steps.iter().map(|step| step.state).collect() };
    }
    let mut search = Search::new(stretch, shape, content);
    let mut lattice = Lattice::new(START.packed(), false);
    for at in 0..stretch.len() {
        search.turn_to(at);
        lattice.advance(&search);
    }
    let (cost, path) = lattice.path(|spot| search.close(spot));
    Path { cost, states: path.iter().map(|node| node.state.unpacked()).collect() }
}

/// What each step of a reading costs.
pub(super) fn step_costs(stretch: Stretch, shape: &Shape, content: &Content, reading: &Reading) -> Vec<Cost> {
    let mut search = Search::new(stretch, shape, content);
    let mut from = START;
    let cost = |(at, step): (usize, &Step<State>)| {
        search.turn_to(at);
        let mut wanted = Wanted { spot: step.state.packed(), least: None };
        search.moves(from.packed(), &mut wanted);
        from = step.state;
        wanted.least.unwrap_or(0)
    };
    reading.steps.iter().enumerate().map(cost).collect()
}

/// The cheapest step to one state.
struct Wanted {
    spot: Spot,
    least: Option<Cost>,
}

impl Reach<Spot> for Wanted {
    fn limit(&self) -> Cost {
        Cost::MAX
    }

    fn reach(&mut self, spot: Spot, cost: Cost) {
        if spot == self.spot {
            self.least = Some(self.least.map_or(cost, |least| least.min(cost)));
        }
    }
}
