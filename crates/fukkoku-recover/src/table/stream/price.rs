//! What a step of the search costs.

use super::content::Content;
use super::facts::Facts;
use super::layout::Pitch;
use super::piece::{Glue, Piece};
use super::place::{Alignment, Lines, Move, Part, Shape, State};
use crate::costs::*;
use crate::look::{is_bracketed, is_bullet};
use crate::page::Gap;

/// What a step costs, by what it looks at.
pub(super) struct Prices<'a> {
    pub(super) pieces: &'a [Piece],
    pub(super) facts: Vec<Facts>,
    pub(super) shape: &'a Shape,
    pub(super) content: &'a Content,
    pub(super) keys: &'a [bool],
}

impl<'a> Prices<'a> {
    pub(super) fn new(pieces: &'a [Piece], shape: &'a Shape, content: &'a Content, keys: &'a [bool]) -> Self {
        Self { pieces, facts: Facts::of(pieces, shape.part), shape, content, keys }
    }

    pub(super) fn before(&self, at: usize) -> &Piece {
        &self.pieces[at - 1]
    }

    /// State after piece `at` was set.
    pub(super) fn placed(&self, state: State, at: usize) -> State {
        let piece = &self.pieces[at];
        let line = (state.line + piece.lines - 1).min(60);
        let height = if piece.vertical { state.height } else { state.height.max(line) };
        let open = self.facts[at].open.unwrap_or(state.open);
        // Vertical text has no lines to count.
        let must = if piece.vertical { Lines::Any } else { state.must };
        State { line, height, open, upright: piece.vertical, must, ..state }
    }

    /// A cell opens with piece `at` in `column`.
    pub(super) fn opening(&self, at: usize, column: u8) -> Cost {
        let piece = &self.pieces[at];
        let mut cost = self.content.first(at, column) + self.facts[at].opening;
        if self.shape.part == Part::Body && !self.shape.end_spaces {
            cost += self.content.present(column);
        }
        if self.shape.part == Part::Header && is_bracketed(&piece.text) {
            cost += HEADER_CELL_BRACKETED;
        }
        let upright = self.shape.upright >> column & 1 == 1;
        if self.shape.part == Part::Body && !piece.is_empty() && piece.vertical != upright {
            cost += DIRECTION;
        }
        cost + self.content.characters(at, column)
    }

    pub(super) fn inner_space(&self, state: &State, at: usize) -> Cost {
        match self.pieces[at].glue {
            Glue::Date | Glue::Figure => return 0,
            Glue::Script => return INNER_SPACE_WRITTEN,
            Glue::Thousands => return INNER_SPACE_THOUSANDS,
            Glue::None => {}
        }
        if state.open {
            return INNER_SPACE_OPEN;
        }
        if self.shape.part == Part::Header {
            return INNER_SPACE_HEADER;
        }
        let mut cost = self.content.inner_space(state.column, self.facts[at].seam);
        if self.pieces[at].text.starts_with(is_bullet) {
            cost += INNER_SPACE_BULLET;
        }
        if self.keys[at - 1] {
            cost += INNER_SPACE_KEY;
        }
        cost
    }

    /// The cell of `state` ends before piece `at`; also what its right neighbour must be where cells are centred.
    pub(super) fn leave_cell(&self, state: &State, at: usize) -> (Cost, Lines) {
        let mut cost = self.leave(state, at);
        let level = self.before(at).gap == Gap::Same;
        let mut must = Lines::Any;
        match (self.shape.alignment, level) {
            // A merged label stands in the middle of its rows or at their top: no line tells which.
            _ if (self.shape.merging & !self.shape.upright) >> state.column & 1 == 1 => {
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

    pub(super) fn leave_row(&self, state: &State, at: usize) -> Cost {
        let mut cost = self.leave(state, at);
        if self.before(at).gap == Gap::Same && !state.upright {
            cost += ROW_ON_SAME_LINE;
        }
        cost
    }

    pub(super) fn leave(&self, state: &State, at: usize) -> Cost {
        let before = self.before(at);
        let mut cost = self.content.stop(at, state.column);
        if !before.ended && before.gap != Gap::Page {
            cost += match self.shape.end_spaces {
                false => NO_END_SPACES_WRITTEN,
                true if self.shape.part == Part::Header => NO_END_SPACE_HEADER,
                true if before.gap == Gap::Paragraph && self.shape.pitch == Pitch::Narrow => FULL_LINE,
                true => NO_END_SPACE,
            };
        }
        if state.open {
            cost += BORDER_IN_BRACKET;
        }
        if state.must == Lines::Several && state.line == 0 {
            cost += CENTRED_LINES;
        }
        cost
    }

    /// The row of `state` ends: columns without a piece.
    pub(super) fn close_row(&self, state: &State, at: usize) -> Cost {
        if state.tail || state.column == u8::MAX || state.step == Move::After {
            return 0;
        }
        let missing = match self.shape.part {
            Part::Body => COLUMN_MISSING_AT_END,
            Part::Header => HEADER_CELL_LACKS,
        };
        let last = if at > 0 && at == self.pieces.len() && state.must == Lines::Several && state.line == 0 {
            CENTRED_LINES
        } else {
            0
        };
        last + (state.column + 1..self.shape.columns).map(|column| self.skip(state, column, missing, at)).sum::<Cost>()
    }

    /// `column` has no piece in this row.
    pub(super) fn skip(&self, state: &State, column: u8, missing: Cost, at: usize) -> Cost {
        if self.shape.part == Part::Header {
            return HEADER_CELL_LACKS;
        }
        if self.shape.merging >> column & 1 == 1 {
            let upright = self.shape.upright >> column & 1 == 1;
            return match (state.covered >> column & 1 == 1, upright) {
                (true, true) => COLUMN_COVERED,
                (true, false) => STUB_COVERED,
                (false, _) => COLUMN_COVERED_AFTER_END,
            };
        }
        match self.shape.end_spaces {
            false if column == 0 => LABEL_MISSING_UNWRITTEN,
            false => self.content.missing(column),
            true if at > 0 && column == 1 && state.column == 0 && self.facts[at - 1].total => COLUMN_MISSING_AT_TOTAL,
            true => missing,
        }
    }

    /// Keeps the run of merged cells.
    pub(super) fn cover(&self, state: &State, next: &mut State, at: usize, column: u8) -> Cost {
        if self.shape.merging >> column & 1 == 0 {
            return 0;
        }
        let bit = 1 << column;
        match self.pieces[at].is_empty() {
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

    pub(super) fn line_end(&self, state: &State, at: usize, column: u8, step: u8, otherwise: Cost) -> Cost {
        let before = self.before(at);
        let otherwise = match (self.shape.part, self.shape.alignment) {
            (Part::Header, _) => GAP_OTHERWISE_HEADER,
            (Part::Body, Alignment::Top) => otherwise,
            (Part::Body, Alignment::Centred) => GAP_OTHERWISE_CENTRED,
        };
        match state.pen.expects(column, step, self.shape.pitch) {
            _ if before.gap == Gap::Page => 0,
            None => 0,
            Some(gap) if gap == before.gap => GAP_AS_COMPUTED,
            // A full line loses its space and shows the end of its paragraph by a blank line.
            Some(Gap::Line) if !before.ended => GAP_AS_COMPUTED,
            Some(_) => otherwise,
        }
    }

    pub(super) fn key_cost(&self, at: usize, step: Move) -> Cost {
        if !self.shape.keyed {
            return 0;
        }
        match (self.keys[at], step) {
            (true, Move::Row) => ROW_WITH_KEY,
            (false, Move::Row) => ROW_WITHOUT_KEY,
            (true, Move::Stay | Move::Paragraph | Move::Cell | Move::Resume) => KEY_WITHOUT_ROW,
            (true, Move::Tail | Move::After) | (false, _) => 0,
        }
    }
}
