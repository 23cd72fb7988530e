//! What a step of the search costs, by the place that it leaves and the one to which it goes.

use super::content::Content;
use super::layout::{Pen, Pitch};
use super::place::{Alignment, Lines, Move, START, Shape, Spot, State};
use super::position::{Here, Terms};
use super::stretch::Stretch;
use crate::costs::*;
use crate::page::Gap;

/// What steps cost: in the whole search, and to the piece at hand.
pub(super) struct Prices<'a> {
    pub(super) terms: Terms<'a>,
    pub(super) here: Here,
    /// Nobody will ask how a piece came to its place.
    costs_alone: bool,
    /// The place of a cell that the piece opens in the first column, as if nothing stood before.
    cell: Spot,
    /// The same in a new row.
    row: Spot,
    /// How much the number of such a place grows with its column.
    pub(super) rightwards: u64,
}

impl<'a> Prices<'a> {
    pub(super) fn new(stretch: Stretch<'a>, shape: &Shape, content: &'a Content, costs_alone: bool) -> Self {
        let start = START.packed();
        let (terms, here) = (Terms::new(stretch, shape, content), Here::new(shape.columns));
        Self { terms, here, costs_alone, cell: start, row: start, rightwards: 0 }
    }

    /// Turns to piece `at`.
    pub(super) fn turn_to(&mut self, at: usize) {
        self.here.turn_to(&self.terms, at);
        let opened = |step, column| self.placed(self.opened(&State { step, ..START }, column)).packed();
        let (cell, row, right) = (opened(Move::Cell, 0), opened(Move::Row, 0), opened(Move::Row, 1));
        (self.cell, self.row, self.rightwards) = (cell, row, right.above(row));
    }

    /// `state` in `column`, where the piece opens a cell.
    #[inline]
    pub(super) fn opened(&self, state: &State, column: u8) -> State {
        let gap = self.here.gap;
        let pen = if gap == Gap::Same { state.pen } else { Pen::begun(column, gap) };
        State { column, pen, line: 0, open: false, upright: false, ..*state }
    }

    /// The place of a further cell of the row of `spot` in the first column, were it not for merged cells.
    #[inline]
    pub(super) fn cell_from(&self, spot: Spot, must: Lines) -> Spot {
        let cell = spot.cell_like(self.cell, self.here.gap == Gap::Same);
        let any = self.here.vertical || self.costs_alone && must == Lines::Several && cell.has_lines();
        if any { cell } else { cell.with(must) }
    }

    /// The same in a new row.
    #[inline]
    pub(super) fn row_from(&self, spot: Spot) -> Spot {
        spot.row_like(self.row, self.here.gap == Gap::Same)
    }

    /// State after the piece was set.
    #[inline]
    pub(super) fn placed(&self, state: State) -> State {
        let here = &self.here;
        let line = (state.line + here.more_lines).min(60);
        let height = if here.vertical { state.height } else { state.height.max(line) };
        let open = here.open.unwrap_or(state.open);
        // Vertical text has no lines to count.
        let must = if here.vertical { Lines::Any } else { state.must };
        let placed = State { line, height, open, upright: here.vertical, must, ..state };
        if self.costs_alone { self.plain(placed) } else { placed }
    }

    /// Without what changes nothing any more: states that go on alike are one.
    #[inline]
    fn plain(&self, mut state: State) -> State {
        if self.terms.shape.pitch == Pitch::Wide {
            // Every line end is a blank line, whatever its distance.
            (state.line, state.height, state.pen) = (state.line.min(1), 0, Pen::UNKNOWN);
        } else if state.pen.paragraph || !state.pen.known {
            // Its column tells nothing.
            state.pen.column = 0;
        }
        if state.must == Lines::Several && state.line > 0 {
            state.must = Lines::Any;
        }
        state.step = if self.here.empty && state.step == Move::Stay { Move::Stay } else { Move::Cell };
        state
    }

    /// The piece goes on with the cell of `state`; line ends aside.
    #[inline]
    pub(super) fn stay(&self, state: &State) -> Cost {
        let column = usize::from(state.column);
        let mut cost = if state.open { self.here.staying_open[column] } else { self.here.staying[column] };
        if state.upright {
            cost += self.here.direction;
        }
        if state.step != Move::Stay {
            cost += self.here.after_empty;
        }
        cost
    }

    /// Another cell of the row follows, where leaving that of `state` costs `leave`; also what its right neighbour must be where cells are centred.
    #[inline]
    pub(super) fn leave_cell(&self, state: &State, leave: Cost) -> (Cost, Lines) {
        let mut cost = leave;
        let level = self.here.gap == Gap::Same;
        let mut must = Lines::Any;
        match (self.terms.shape.alignment, level) {
            // A merged label stands in the middle of its rows or at their top: no line tells which.
            _ if (self.terms.shape.merging & !self.terms.shape.upright) >> state.column & 1 == 1 => {
                cost += if level && state.line > 0 { BORDER_AFTER_LINES } else { 0 };
            }
            (_, true) if state.upright => {}
            (Alignment::Top, true) => cost += if state.line > 0 { BORDER_AFTER_LINES } else { 0 },
            (Alignment::Top, false) => {
                cost += if state.line == 0 && !state.upright { BREAK_AFTER_ONE_LINE } else { 0 };
            }
            (Alignment::Centred, true) => {
                cost += if state.line > 0 { BORDER_AFTER_LINES } else { 0 };
                must = Lines::One;
            }
            (Alignment::Centred, false) => must = if state.line == 0 { Lines::Several } else { Lines::Any },
        }
        (cost, must)
    }

    /// The cell of `state` ends before the piece.
    #[inline]
    pub(super) fn leave(&self, state: &State) -> Cost {
        let mut cost = self.here.leaving[usize::from(state.column)];
        if state.open {
            cost += BORDER_IN_BRACKET;
        }
        cost + centred_lines(state)
    }

    /// The row of `state` ends: columns without a piece.
    #[inline]
    pub(super) fn close_row(&self, state: &State) -> Cost {
        self.close(state, self.here.total)
    }

    /// The last row ends with the last piece.
    pub(super) fn close_last(&self, state: &State) -> Cost {
        if state.tail || state.column == u8::MAX || state.step == Move::After {
            return 0;
        }
        centred_lines(state) + self.close(state, self.terms.covers_next(self.terms.stretch.len() - 1))
    }

    #[inline]
    fn close(&self, state: &State, total: bool) -> Cost {
        let from = state.column + 1;
        let mut cost = self.terms.missing_at_end[usize::from(from)];
        if from == 1 && total {
            cost += COLUMN_MISSING_AT_TOTAL - COLUMN_MISSING_AT_END;
        }
        let mut merged = self.terms.shape.merging >> from << from;
        while merged != 0 {
            cost += self.terms.skip(state.covered, merged.trailing_zeros() as u8);
            merged &= merged - 1;
        }
        cost
    }

    /// `column` has no piece in the row of `state`, which goes on.
    #[inline]
    pub(super) fn skip_inside(&self, state: &State, column: u8) -> Cost {
        match self.here.total && column == 1 && state.column == 0 {
            true => COLUMN_MISSING_AT_TOTAL,
            false => self.terms.skip(state.covered, column),
        }
    }

    /// Whether cells of `column` may cover several rows.
    #[inline]
    pub(super) fn merges(&self, column: u8) -> bool {
        self.terms.covering[usize::from(column)] != 0
    }

    /// Keeps the run of merged cells.
    #[inline]
    pub(super) fn cover(&self, state: &State, next: &mut State, column: u8) -> Cost {
        let bit = self.terms.covering[usize::from(column)];
        if bit == 0 {
            return 0;
        }
        match self.here.empty {
            true => {
                next.covered &= !bit;
                if state.covered & bit != 0 { MERGE_ENDS } else { 0 }
            }
            false => {
                // Labels are nested: what stands right of a new one begins anew, too.
                next.covered &= bit - 1;
                next.covered |= bit;
                MERGE_BEGINS
            }
        }
    }
}

/// A centred cell must have several lines and has one.
fn centred_lines(state: &State) -> Cost {
    if state.must == Lines::Several && state.line == 0 { CENTRED_LINES } else { 0 }
}
