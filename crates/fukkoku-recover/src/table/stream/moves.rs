//! Where a piece may go from the place of the piece before it.

use super::content::Content;
use super::front::{Moves, Reach};
use super::layout::Pen;
use super::place::{Lines, Move, Part, START, Shape, Spot, State};
use super::price::Prices;
use super::stretch::Stretch;
use crate::costs::*;
use crate::page::Gap;

/// A search for the cheapest reading.
pub(super) struct Search<'a> {
    prices: Prices<'a>,
}

impl Moves<Spot> for &Search<'_> {
    fn from(&self, spot: Spot, out: &mut impl Reach<Spot>) {
        self.moves(spot, out);
    }
}

impl<'a> Search<'a> {
    pub(super) fn new(stretch: Stretch<'a>, shape: &Shape, content: &'a Content) -> Self {
        Self { prices: Prices::new(stretch, shape, content, false) }
    }

    /// A search for the cost alone.
    pub(super) fn for_cost(stretch: Stretch<'a>, shape: &Shape, content: &'a Content) -> Self {
        Self { prices: Prices::new(stretch, shape, content, true) }
    }

    /// Turns to piece `at`.
    pub(super) fn turn_to(&mut self, at: usize) {
        self.prices.turn_to(at);
    }

    /// What the end of the last piece's row costs.
    pub(super) fn close(&self, spot: Spot) -> Cost {
        self.prices.close_last(&spot.unpacked())
    }

    /// Names the places to which the piece may go.
    pub(super) fn moves(&self, spot: Spot, out: &mut impl Reach<Spot>) {
        let state = spot.unpacked();
        if state.column == u8::MAX {
            return self.first(out);
        }
        if state.step == Move::After {
            return out.reach(spot, self.prices.terms.content.outside());
        }
        // Behind the last cell of a page nothing is left to leave.
        let leave = if state.tail { 0 } else { self.prices.leave(&state) };
        self.stay(&state, out);
        self.next_cell(spot, &state, leave, out);
        self.next_row(spot, &state, leave, out);
        self.resume(&state, out);
        self.tail(&state, out);
        self.after(&state, leave, out);
    }

    fn first(&self, out: &mut impl Reach<Spot>) {
        let here = &self.prices.here;
        for column in 0..self.prices.terms.shape.columns {
            let mut base = State { column, pen: Pen { column, ..Pen::UNKNOWN }, ..START };
            let cost = Cost::from(column) * COLUMN_MISSING + here.opening[usize::from(column)] + here.key_row;
            let cost = cost + self.prices.cover(&START, &mut base, column);
            self.reach(base, cost, out);
        }
    }

    #[inline]
    fn reach(&self, state: State, cost: Cost, out: &mut impl Reach<Spot>) {
        if cost <= out.limit() {
            out.reach(self.prices.placed(state).packed(), cost);
        }
    }

    fn stay(&self, state: &State, out: &mut impl Reach<Spot>) {
        let here = &self.prices.here;
        if state.tail || here.gap == Gap::Page {
            return;
        }
        let mut next = State { step: here.stays_as, upright: false, ..*state };
        let mut cost = self.prices.stay(state);
        if here.gap != Gap::Same {
            next.line = (state.line + 1).min(60);
            next.height = next.height.max(next.line);
            cost += here.inside.cost(state.pen, state.column, 1, self.prices.terms.shape.pitch);
            next.pen = Pen::begun(state.column, here.gap);
            if state.must == Lines::One {
                cost += CENTRED_LINES;
            }
        }
        self.reach(next, cost, out);
    }

    fn next_cell(&self, spot: Spot, state: &State, leave: Cost, out: &mut impl Reach<Spot>) {
        let (here, shape) = (&self.prices.here, &self.prices.terms.shape);
        if state.tail || here.gap == Gap::Page {
            return;
        }
        let (leave, must) = self.prices.leave_cell(state, leave);
        let mut before = leave + here.key_inside;
        let further = usize::from(state.column + 1);
        if here.least_opening.get(further).is_none_or(|least| before + least > out.limit()) {
            return;
        }
        let first = self.prices.cell_from(spot, must);
        let known = if state.upright { Pen::UNKNOWN } else { state.pen };
        for column in state.column + 1..shape.columns {
            // Whatever is skipped costs something, so what is right of here is dearer still.
            if before + here.least_opening[usize::from(column)] > out.limit() {
                return;
            }
            let mut cost = before + here.opening[usize::from(column)];
            if here.gap != Gap::Same {
                cost += here.inside.cost(known, column, state.line, shape.pitch);
            }
            if self.prices.merges(column) {
                self.merge(&State { step: Move::Cell, must, ..*state }, column, cost, out);
            } else if cost <= out.limit() {
                out.reach(first.moved(self.prices.rightwards, column), cost);
            }
            before += self.prices.skip_inside(state, column);
        }
    }

    /// Opens a cell in `column`, where cells may cover several rows.
    fn merge(&self, state: &State, column: u8, cost: Cost, out: &mut impl Reach<Spot>) {
        let mut next = self.prices.opened(state, column);
        let cost = cost + self.prices.cover(state, &mut next, column);
        self.reach(next, cost, out);
    }

    fn next_row(&self, spot: Spot, state: &State, leave: Cost, out: &mut impl Reach<Spot>) {
        let (here, shape) = (&self.prices.here, &self.prices.terms.shape);
        if shape.part == Part::Header || here.tail && state.tail {
            return;
        }
        let level = here.gap == Gap::Same && !state.upright && !state.tail;
        let mut before = leave + if level { ROW_ON_SAME_LINE } else { 0 };
        if before + here.least_row > out.limit() {
            return;
        }
        before += here.key_row + if state.tail { 0 } else { self.prices.close_row(state) };
        if before + here.least_opening[0] > out.limit() {
            return;
        }
        let first = self.prices.row_from(spot);
        let step = (state.height + 1).saturating_sub(state.line);
        let known = if state.upright { Pen::UNKNOWN } else { state.pen };
        for column in 0..shape.columns {
            if before + here.least_opening[usize::from(column)] > out.limit() {
                return;
            }
            let mut cost = before + here.opening[usize::from(column)];
            if here.gap != Gap::Same {
                cost += here.between.cost(known, column, step, shape.pitch);
            }
            if self.prices.merges(column) {
                let row = State { step: Move::Row, height: 0, must: Lines::Any, tail: false, ..*state };
                self.merge(&row, column, cost, out);
            } else if cost <= out.limit() {
                out.reach(first.moved(self.prices.rightwards, column), cost);
            }
            before += self.prices.terms.skip(state.covered, column);
        }
    }

    /// A row cut by the page: its cells go on after the break, again from the left.
    fn resume(&self, state: &State, out: &mut impl Reach<Spot>) {
        let (here, content) = (&self.prices.here, self.prices.terms.content);
        if here.gap != Gap::Page || self.prices.terms.shape.part == Part::Header {
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
                + content.paragraph(here.at, column)
                + content.characters(here.at, column)
                + here.key_inside;
            self.reach(next, cost, out);
        }
    }

    fn tail(&self, state: &State, out: &mut impl Reach<Spot>) {
        let here = &self.prices.here;
        if !here.tail || (!state.tail && here.gap == Gap::Page) {
            return;
        }
        let cost = if state.tail { TAIL_NEXT } else { TAIL_FIRST + self.prices.close_row(state) };
        out.reach(State { step: Move::Tail, tail: true, ..*state }.packed(), cost);
    }

    /// The table has ended: what follows is read anew.
    fn after(&self, state: &State, leave: Cost, out: &mut impl Reach<Spot>) {
        let Some(outside) = self.prices.here.outside else { return };
        if leave + outside > out.limit() {
            return;
        }
        let close = if state.tail { 0 } else { self.prices.close_last(state) };
        out.reach(State { step: Move::After, column: 0, ..START }.packed(), leave + close + outside);
    }
}
