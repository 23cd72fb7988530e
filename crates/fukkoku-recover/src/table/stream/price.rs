//! What a step of the search costs.

use super::align::{Alignment, Move, Part, Search, State};
use super::costs::*;
use super::glue::{Glue, Seam, is_amount};
use super::layout::Pitch;
use super::pieces::Piece;
use super::place::Lines;
use crate::look::{self, is_bracketed, is_bullet, is_code, is_digit, is_letter_date, is_sure_bullet, last_bracket};
use crate::page::Gap;

/// What a piece tells whatever its place.
pub(super) struct Facts {
    /// Cost of opening a cell with it.
    pub(super) opening: Cost,
    /// Whether a bracket is open after it; `None` if it holds no bracket.
    pub(super) open: Option<bool>,
    /// It begins with a bullet that begins no wrapped line.
    pub(super) bullet: bool,
    /// Cost of its being the next line of the piece before it.
    pub(super) wrap: Cost,
    /// Cost of the table's end before it.
    pub(super) outside: Cost,
    /// What it and the piece before it are, if a space parts them.
    pub(super) seam: Seam,
    /// It is a label that often covers the next column too.
    pub(super) total: bool,
}

impl Facts {
    /// What each of `pieces` tells.
    pub(super) fn of(pieces: &[Piece], part: Part) -> Vec<Facts> {
        let facts = |(at, piece): (usize, &Piece)| {
            let glued = match piece.glue {
                Glue::None | Glue::Thousands => 0,
                Glue::Script => BORDER_AT_WRITTEN_SPACE,
                Glue::Date => BORDER_IN_DATE,
                Glue::Figure => BORDER_IN_FIGURE,
            };
            let bracket = piece.line_start && piece.text.starts_with(['（', '(']) && part == Part::Body;
            let bracket = if bracket { BORDER_AT_BRACKET } else { 0 };
            let continues = if starts_like_continuation(&piece.text) { BORDER_AT_CLOSING } else { 0 };
            let bullet = piece.text.starts_with(is_sure_bullet);
            Facts {
                opening: glued + continues + bracket,
                open: last_bracket(&piece.text),
                bullet,
                wrap: if part == Part::Body { wrap(pieces, at) } else { 0 },
                outside: outside(pieces, at),
                seam: at.checked_sub(1).map_or(Seam::Japanese, |before| Seam::of(&pieces[before].text, &piece.text)),
                total: is_total_label(&piece.text),
            }
        };
        pieces.iter().enumerate().map(facts).collect()
    }
}

impl Search<'_> {
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

/// Values stand on one line: an amount, a date or a code neither begins a wrapped line nor goes on with words.
fn wrap(pieces: &[Piece], at: usize) -> Cost {
    let Some(before) = at.checked_sub(1).map(|at| &pieces[at]) else { return 0 };
    let whole = |text: &str| is_amount(text) || is_code(text) || is_letter_date(text);
    let begins = whole(&pieces[at].text);
    let goes_on = whole(&before.text) && !pieces[at].text.starts_with(is_digit);
    if begins || goes_on { WRAPPED_VALUE } else { 0 }
}

/// What the end of the table costs before piece `at`, by what stands there.
pub(super) fn outside(pieces: &[Piece], at: usize) -> Cost {
    let piece = &pieces[at];
    let alone = piece.gap != Gap::Same || pieces.get(at + 1).is_none_or(|next| next.line != piece.line);
    let before = at.checked_sub(1).map(|at| &pieces[at]);
    let blank = |piece: &Piece| piece.is_empty() && piece.line_start && piece.gap != Gap::Same;
    let parted = blank(piece) || before.is_some_and(|before| before.gap == Gap::Page || blank(before));
    match () {
        () if alone && parted && piece.text.ends_with('。') => 0,
        () if alone && piece.text.ends_with('。') && piece.text.chars().count() >= SENTENCE => OUTSIDE_SENTENCE,
        () if parted => OUTSIDE_PARTED,
        () => OUTSIDE_BEGINS,
    }
}

pub(super) fn starts_like_continuation(text: &str) -> bool {
    text.starts_with(|c| "、。，．,.）)」』］】>＞々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ～".contains(c))
        || ["及び", "並びに", "又は", "若しくは", "ならびに"].iter().any(|word| text.starts_with(word))
}

/// Labels that add up or divide, which often cover the next column too.
fn is_total_label(text: &str) -> bool {
    look::total(text).is_some()
        || text.contains(['率', '／'])
        || text.contains("（Ｂ）") || text.contains("(B)")
}
