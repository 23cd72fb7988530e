//! The search: every piece of a table gets a row and a column.
//!
//! A state is a place in the layout; each piece stays in the cell, opens the next cell or opens the next row. One engine reads
//! bodies and headers (a header is a body of one row).

use super::content::Content;
use super::lattice::{Lattice, Step};
use super::layout::Pen;
use super::piece::Piece;
use super::place::{Lines, Move, Part, START, Shape, State};
use super::price::Prices;
use super::reading::Reading;
use crate::costs::*;
use crate::look::is_bracketed;
use crate::page::Gap;

/// Pieces searched at once: a longer table is read in stretches, so that memory stays small.
const STRETCH: usize = 4_000;

/// A stretch is cut this far before its end at the latest: what comes later may change the reading before.
const FORESIGHT: usize = 200;

/// Finds the cheapest reading of `pieces` in `shape`.
pub(super) fn align(pieces: &[Piece], shape: &Shape, content: &Content, keys: &[bool]) -> Reading {
    let search = Search::new(pieces, shape, content, keys);
    let mut reading = Reading { cost: 0, steps: Vec::with_capacity(pieces.len()) };
    let mut start = START;
    loop {
        let from = reading.steps.len();
        let to = if pieces.len() - from <= 2 * STRETCH { pieces.len() } else { from + STRETCH };
        let mut lattice = Lattice::new(start);
        for at in from..to {
            lattice.advance(|state, limit, out| search.moves(state, at, &mut Reached { limit, states: out }));
        }
        if to == pieces.len() {
            let (cost, steps) = lattice.finish(|state| search.prices.close_row(&state, pieces.len()));
            reading.cost = reading.cost.saturating_add(cost);
            reading.steps.extend(steps);
            return reading;
        }
        let (_, mut steps) = lattice.finish(|_| 0);
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

/// The cost of the cheapest reading alone.
pub(super) fn cost(pieces: &[Piece], shape: &Shape, content: &Content, keys: &[bool]) -> Cost {
    let search = Search::new(pieces, shape, content, keys);
    let mut lattice = Lattice::new(START);
    for at in 0..pieces.len() {
        lattice.advance(|state, limit, out| search.moves(state, at, &mut Reached { limit, states: out }));
    }
    lattice.cost(|state| search.prices.close_row(&state, pieces.len()))
}

/// What each step of a reading costs.
pub(super) fn step_costs(
    pieces: &[Piece],
    shape: &Shape,
    content: &Content,
    keys: &[bool],
    reading: &Reading,
) -> Vec<Cost> {
    let search = Search::new(pieces, shape, content, keys);
    let mut from = START;
    let mut out = Vec::new();
    let cost = |(at, step): (usize, &Step<State>)| {
        out.clear();
        search.moves(from, at, &mut Reached { limit: Cost::MAX, states: &mut out });
        from = step.state;
        out.iter().filter(|(state, _)| *state == from).map(|&(_, cost)| cost).min().unwrap_or(0)
    };
    reading.steps.iter().enumerate().map(cost).collect()
}

/// Places reached, with what the step to them costs.
struct Reached<'a> {
    /// Dearer steps lead nowhere.
    limit: Cost,
    states: &'a mut Vec<(State, Cost)>,
}

impl Reached<'_> {
    fn push(&mut self, state: State, cost: Cost) {
        if cost <= self.limit {
            self.states.push((state, cost));
        }
    }
}

/// A search for the cheapest reading.
struct Search<'a> {
    prices: Prices<'a>,
}

impl<'a> Search<'a> {
    fn new(pieces: &'a [Piece], shape: &'a Shape, content: &'a Content, keys: &'a [bool]) -> Self {
        Self { prices: Prices::new(pieces, shape, content, keys) }
    }

    fn moves(&self, state: State, at: usize, out: &mut Reached) {
        if state.column == u8::MAX {
            return self.first(at, out);
        }
        if state.step == Move::After {
            return out.push(state, self.prices.content.outside());
        }
        self.stay(&state, at, out);
        self.next_cell(&state, at, out);
        self.next_row(&state, at, out);
        self.resume(&state, at, out);
        self.tail(&state, at, out);
        self.after(&state, at, out);
    }

    fn first(&self, at: usize, out: &mut Reached) {
        for column in 0..self.prices.shape.columns {
            let cost = Cost::from(column) * COLUMN_MISSING
                + self.prices.opening(at, column)
                + self.prices.key_cost(at, Move::Row);
            let mut base = State { column, pen: Pen { column, ..Pen::UNKNOWN }, ..START };
            let cost = cost + self.prices.cover(&START, &mut base, at, column);
            self.push(base, at, cost, out);
        }
    }

    fn push(&self, state: State, at: usize, cost: Cost, out: &mut Reached) {
        if cost <= out.limit {
            out.states.push((self.prices.placed(state, at), cost));
        }
    }

    fn stay(&self, state: &State, at: usize, out: &mut Reached) {
        let (piece, before) = (&self.prices.pieces[at], self.prices.before(at));
        if state.tail || before.gap == Gap::Page {
            return;
        }
        let same_line = before.gap == Gap::Same;
        let mut next = State { step: Move::Stay, upright: false, ..*state };
        let mut cost = self.prices.key_cost(at, Move::Stay);
        if state.upright && (!piece.vertical || same_line) {
            cost += DIRECTION;
        }
        cost += self.prices.content.characters(at, state.column);
        if piece.is_empty() {
            cost += EMPTY_INSIDE;
        } else if same_line {
            cost += self.prices.inner_space(state, at);
        } else if before.ended {
            next.step = Move::Paragraph;
            cost += match self.prices.shape.part {
                Part::Header if !is_bracketed(&piece.text) => HEADER_PARAGRAPH,
                Part::Header | Part::Body => self.prices.content.paragraph(at, state.column),
            };
        } else if self.prices.facts[at].bullet {
            // A full line lost its space: a bullet opens a paragraph all the same.
            next.step = Move::Paragraph;
            cost += self.prices.content.paragraph(at, state.column) + FULL_LINE;
        } else {
            cost += self.prices.content.wrap(at, state.column) + self.prices.facts[at].wrap;
            if self.prices.shape.part == Part::Header && !self.prices.shape.end_spaces {
                cost += HEADER_WRAP_UNWRITTEN;
            }
        }
        if !same_line {
            next.line = (state.line + 1).min(60);
            next.height = next.height.max(next.line);
            cost += self.prices.line_end(state, at, state.column, 1, GAP_OTHERWISE);
            next.pen = Pen::begun(state.column, before.gap);
            if state.must == Lines::One {
                cost += CENTRED_LINES;
            }
        }
        if before.is_empty() && state.step != Move::Stay && !piece.is_empty() {
            cost += EMPTY_INSIDE;
        }
        self.push(next, at, cost, out);
    }

    fn next_cell(&self, state: &State, at: usize, out: &mut Reached) {
        if state.tail || self.prices.before(at).gap == Gap::Page {
            return;
        }
        let (leave, must) = self.prices.leave_cell(state, at);
        let mut skipped = 0;
        for column in state.column + 1..self.prices.shape.columns {
            let step = state.line;
            let mut next = State { column, step: Move::Cell, line: 0, open: false, upright: false, must, ..*state };
            let mut cost = leave + skipped + self.prices.opening(at, column) + self.prices.key_cost(at, Move::Cell);
            if self.prices.before(at).gap != Gap::Same {
                let known = if state.upright { State { pen: Pen::UNKNOWN, ..*state } } else { *state };
                cost += self.prices.line_end(&known, at, column, step, GAP_OTHERWISE);
                next.pen = Pen::begun(column, self.prices.before(at).gap);
            }
            cost += self.prices.cover(state, &mut next, at, column);
            self.push(next, at, cost, out);
            skipped += self.prices.skip(state, column, COLUMN_MISSING, at);
        }
    }

    fn next_row(&self, state: &State, at: usize, out: &mut Reached) {
        let before = self.prices.before(at);
        if self.prices.shape.part == Part::Header || self.prices.pieces[at].tail && state.tail {
            return;
        }
        let leave = if state.tail { 0 } else { self.prices.leave_row(state, at) };
        let close = if state.tail { 0 } else { self.prices.close_row(state, at) };
        let mut skipped = 0;
        for column in 0..self.prices.shape.columns {
            let step = (state.height + 1).saturating_sub(state.line);
            let mut next = State {
                column,
                step: Move::Row,
                line: 0,
                height: 0,
                open: false,
                upright: false,
                must: Lines::Any,
                tail: false,
                ..*state
            };
            let mut cost =
                leave + close + skipped + self.prices.opening(at, column) + self.prices.key_cost(at, Move::Row);
            if before.gap != Gap::Same {
                let known = if state.upright { State { pen: Pen::UNKNOWN, ..*state } } else { *state };
                cost += self.prices.line_end(&known, at, column, step, GAP_OTHERWISE_ROW);
                next.pen = Pen::begun(column, before.gap);
            }
            cost += self.prices.cover(state, &mut next, at, column);
            self.push(next, at, cost, out);
            skipped += self.prices.skip(state, column, if column == 0 { LABEL_MISSING } else { COLUMN_MISSING }, 0);
        }
    }

    /// A row cut by the page: its cells go on after the break, again from the left.
    fn resume(&self, state: &State, at: usize, out: &mut Reached) {
        if self.prices.before(at).gap != Gap::Page || self.prices.shape.part == Part::Header {
            return;
        }
        for column in 0..=state.column {
            let next = State {
                column,
                step: Move::Resume,
                open: false,
                upright: false,
                tail: false,
                pen: Pen::UNKNOWN,
                ..*state
            };
            let cost = ROW_OVER_PAGE
                + self.prices.content.paragraph(at, column)
                + self.prices.content.characters(at, column)
                + self.prices.key_cost(at, Move::Resume);
            self.push(next, at, cost, out);
        }
    }

    fn tail(&self, state: &State, at: usize, out: &mut Reached) {
        if !self.prices.pieces[at].tail || (!state.tail && self.prices.before(at).gap == Gap::Page) {
            return;
        }
        let cost = if state.tail { TAIL_NEXT } else { TAIL_FIRST + self.prices.close_row(state, at) };
        out.push(State { step: Move::Tail, tail: true, ..*state }, cost);
    }

    /// The table has ended: what follows is read anew.
    fn after(&self, state: &State, at: usize, out: &mut Reached) {
        if self.prices.shape.part == Part::Header || !self.prices.pieces[at].line_start {
            return;
        }
        let leave = if state.tail {
            0
        } else {
            self.prices.leave(state, at) + self.prices.close_row(state, self.prices.pieces.len())
        };
        let outside = State { step: Move::After, column: 0, ..START };
        out.push(outside, leave + self.prices.facts[at].outside + self.prices.content.outside());
    }
}
