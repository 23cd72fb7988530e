//! The search: every piece of a table gets a row and a column.
//!
//! A state is a place in the layout; each piece stays in the cell, opens the next cell or opens the next row. One engine reads
//! bodies and headers (a header is a body of one row).

use super::content::Content;
use super::costs::*;
use super::lattice::{Lattice, Step};
use super::layout::Pen;
use super::pieces::Piece;
pub use super::place::{Alignment, Move, Part, Shape, State};
use super::place::{Lines, START};
use super::price::Facts;
use crate::look::is_bracketed;
use crate::page::Gap;

/// A reading of a table: its cost, and for each piece the state taken and its rivals.
pub struct Reading {
    /// Total cost.
    pub cost: Cost,
    /// One a piece.
    pub steps: Vec<Step<State>>,
}

/// Pieces searched at once: a longer table is read in stretches, so that memory stays small.
const STRETCH: usize = 4_000;

/// A stretch is cut this far before its end at the latest: what comes later may change the reading before.
const FORESIGHT: usize = 200;

/// Finds the cheapest reading of `pieces` in `shape`.
pub fn align(pieces: &[Piece], shape: &Shape, content: &Content, keys: &[bool]) -> Reading {
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
            let (cost, steps) = lattice.finish(|state| search.close_row(&state, pieces.len()));
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
pub fn cost(pieces: &[Piece], shape: &Shape, content: &Content, keys: &[bool]) -> Cost {
    let search = Search::new(pieces, shape, content, keys);
    let mut lattice = Lattice::new(START);
    for at in 0..pieces.len() {
        lattice.advance(|state, limit, out| search.moves(state, at, &mut Reached { limit, states: out }));
    }
    lattice.cost(|state| search.close_row(&state, pieces.len()))
}

/// What each step of a reading costs.
pub fn step_costs(pieces: &[Piece], shape: &Shape, content: &Content, keys: &[bool], reading: &Reading) -> Vec<Cost> {
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

/// A search for the cheapest reading: what it looks at.
pub(super) struct Search<'a> {
    pub(super) pieces: &'a [Piece],
    pub(super) facts: Vec<Facts>,
    pub(super) shape: &'a Shape,
    pub(super) content: &'a Content,
    pub(super) keys: &'a [bool],
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

impl<'a> Search<'a> {
    fn new(pieces: &'a [Piece], shape: &'a Shape, content: &'a Content, keys: &'a [bool]) -> Self {
        Self { pieces, facts: Facts::of(pieces, shape.part), shape, content, keys }
    }

    fn moves(&self, state: State, at: usize, out: &mut Reached) {
        if state.column == u8::MAX {
            return self.first(at, out);
        }
        if state.step == Move::After {
            return out.push(state, self.content.outside());
        }
        self.stay(&state, at, out);
        self.next_cell(&state, at, out);
        self.next_row(&state, at, out);
        self.resume(&state, at, out);
        self.tail(&state, at, out);
        self.after(&state, at, out);
    }

    fn first(&self, at: usize, out: &mut Reached) {
        for column in 0..self.shape.columns {
            let cost = Cost::from(column) * COLUMN_MISSING + self.opening(at, column) + self.key_cost(at, Move::Row);
            let mut base = State { column, pen: Pen { column, ..Pen::UNKNOWN }, ..START };
            let cost = cost + self.cover(&START, &mut base, at, column);
            self.push(base, at, cost, out);
        }
    }

    fn push(&self, state: State, at: usize, cost: Cost, out: &mut Reached) {
        if cost <= out.limit {
            out.states.push((self.placed(state, at), cost));
        }
    }

    pub(super) fn before(&self, at: usize) -> &Piece {
        &self.pieces[at - 1]
    }

    // --- moves ---

    fn stay(&self, state: &State, at: usize, out: &mut Reached) {
        let (piece, before) = (&self.pieces[at], self.before(at));
        if state.tail || before.gap == Gap::Page {
            return;
        }
        let same_line = before.gap == Gap::Same;
        let mut next = State { step: Move::Stay, upright: false, ..*state };
        let mut cost = self.key_cost(at, Move::Stay);
        if state.upright && (!piece.vertical || same_line) {
            cost += DIRECTION;
        }
        cost += self.content.characters(at, state.column);
        if piece.is_empty() {
            cost += EMPTY_INSIDE;
        } else if same_line {
            cost += self.inner_space(state, at);
        } else if before.ended {
            next.step = Move::Paragraph;
            cost += match self.shape.part {
                Part::Header if !is_bracketed(&piece.text) => HEADER_PARAGRAPH,
                Part::Header | Part::Body => self.content.paragraph(at, state.column),
            };
        } else if self.facts[at].bullet {
            // A full line lost its space: a bullet opens a paragraph all the same.
            next.step = Move::Paragraph;
            cost += self.content.paragraph(at, state.column) + FULL_LINE;
        } else {
            cost += self.content.wrap(at, state.column) + self.facts[at].wrap;
            if self.shape.part == Part::Header && !self.shape.end_spaces {
                cost += HEADER_WRAP_UNWRITTEN;
            }
        }
        if !same_line {
            next.line = (state.line + 1).min(60);
            next.height = next.height.max(next.line);
            cost += self.line_end(state, at, state.column, 1, GAP_OTHERWISE);
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
        if state.tail || self.before(at).gap == Gap::Page {
            return;
        }
        let (leave, must) = self.leave_cell(state, at);
        let mut skipped = 0;
        for column in state.column + 1..self.shape.columns {
            let step = state.line;
            let mut next = State { column, step: Move::Cell, line: 0, open: false, upright: false, must, ..*state };
            let mut cost = leave + skipped + self.opening(at, column) + self.key_cost(at, Move::Cell);
            if self.before(at).gap != Gap::Same {
                let known = if state.upright { State { pen: Pen::UNKNOWN, ..*state } } else { *state };
                cost += self.line_end(&known, at, column, step, GAP_OTHERWISE);
                next.pen = Pen::begun(column, self.before(at).gap);
            }
            cost += self.cover(state, &mut next, at, column);
            self.push(next, at, cost, out);
            skipped += self.skip(state, column, COLUMN_MISSING, at);
        }
    }

    fn next_row(&self, state: &State, at: usize, out: &mut Reached) {
        let before = self.before(at);
        if self.shape.part == Part::Header || self.pieces[at].tail && state.tail {
            return;
        }
        let leave = if state.tail { 0 } else { self.leave_row(state, at) };
        let close = if state.tail { 0 } else { self.close_row(state, at) };
        let mut skipped = 0;
        for column in 0..self.shape.columns {
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
            let mut cost = leave + close + skipped + self.opening(at, column) + self.key_cost(at, Move::Row);
            if before.gap != Gap::Same {
                let known = if state.upright { State { pen: Pen::UNKNOWN, ..*state } } else { *state };
                cost += self.line_end(&known, at, column, step, GAP_OTHERWISE_ROW);
                next.pen = Pen::begun(column, before.gap);
            }
            cost += self.cover(state, &mut next, at, column);
            self.push(next, at, cost, out);
            skipped += self.skip(state, column, if column == 0 { LABEL_MISSING } else { COLUMN_MISSING }, 0);
        }
    }

    /// A row cut by the page: its cells go on after the break, again from the left.
    fn resume(&self, state: &State, at: usize, out: &mut Reached) {
        if self.before(at).gap != Gap::Page || self.shape.part == Part::Header {
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
                + self.content.paragraph(at, column)
                + self.content.characters(at, column)
                + self.key_cost(at, Move::Resume);
            self.push(next, at, cost, out);
        }
    }

    fn tail(&self, state: &State, at: usize, out: &mut Reached) {
        if !self.pieces[at].tail || (!state.tail && self.before(at).gap == Gap::Page) {
            return;
        }
        let cost = if state.tail { TAIL_NEXT } else { TAIL_FIRST + self.close_row(state, at) };
        out.push(State { step: Move::Tail, tail: true, ..*state }, cost);
    }

    /// The table has ended: what follows is read anew.
    fn after(&self, state: &State, at: usize, out: &mut Reached) {
        if self.shape.part == Part::Header || !self.pieces[at].line_start {
            return;
        }
        let leave = if state.tail { 0 } else { self.leave(state, at) + self.close_row(state, self.pieces.len()) };
        let outside = State { step: Move::After, column: 0, ..START };
        out.push(outside, leave + self.facts[at].outside + self.content.outside());
    }
}
