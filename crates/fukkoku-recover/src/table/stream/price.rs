//! What a step of the search costs.
//!
//! Most of it depends on the piece and its column, not on the place of the piece before: that is worked out once a position.

use super::content::Content;
use super::facts;
use super::layout::{Pen, Pitch};
use super::piece::{Glue, Piece};
use super::place::{Alignment, Lines, Move, Part, START, Shape, State};
use super::stretch::Stretch;
use crate::costs::*;
use crate::page::Gap;

/// What steps cost: in the whole search, and to the piece at hand.
pub(super) struct Prices<'a> {
    pub(super) stretch: Stretch<'a>,
    pub(super) shape: Shape,
    pub(super) content: &'a Content,
    /// Nobody will ask how a piece came to its place.
    costs_alone: bool,
    /// What a column without a piece costs; merged columns aside.
    missing: Vec<Cost>,
    /// Which bit of [`State::covered`] tells of a column; 0 if its cells cover one row.
    covering: Vec<u8>,
    /// What all columns from one on cost that get no piece at the end of the row; merged columns aside.
    missing_at_end: Vec<Cost>,
    pub(super) here: Here,
}

/// What steps to the piece at hand cost, as far as the place before it does not tell.
pub(super) struct Here {
    pub(super) at: usize,
    /// Line end before it.
    pub(super) gap: Gap,
    /// Nothing is printed.
    empty: bool,
    /// It is vertical text.
    vertical: bool,
    /// Lines that it adds to its cell.
    more_lines: u8,
    /// Whether a bracket is open after it; `None` if it holds no bracket.
    open: Option<bool>,
    /// Only empty pieces follow up to the next page or the end.
    pub(super) tail: bool,
    /// The table ends before it; `None` where it may not.
    pub(super) outside: Option<Cost>,
    /// The piece before it is the label of a total, beside which the second column may be missing.
    total: bool,
    /// How much the number of a place grows with its column, where a cell opens.
    pub(super) rightwards: u64,
    /// It opens a cell, by column.
    pub(super) opening: Vec<Cost>,
    /// The least of `opening` in the column and right of it.
    pub(super) least_opening: Vec<Cost>,
    /// The least that a new row costs, whatever row ends.
    pub(super) least_row: Cost,
    /// It goes on with the cell, by column, …
    staying: Vec<Cost>,
    /// … inside an open bracket, …
    staying_open: Vec<Cost>,
    /// … as what.
    pub(super) stays_as: Move,
    /// It goes on with vertical text.
    direction: Cost,
    /// It goes on with a cell that was opened by nothing.
    after_empty: Cost,
    /// A cell ends before it, by column.
    leaving: Vec<Cost>,
    /// It is a key, or none, and begins a row.
    pub(super) key_row: Cost,
    /// It is a key, but begins no row.
    pub(super) key_inside: Cost,
    /// The line end before it, within a row.
    pub(super) inside: LineEnd,
    /// The line end before it, between rows.
    pub(super) between: LineEnd,
}

/// What a line end costs where a certain one is computed.
#[derive(Clone, Copy, Default)]
pub(super) struct LineEnd {
    line: Cost,
    paragraph: Cost,
}

impl LineEnd {
    /// `before` is the piece before the line end; `otherwise` is the cost where another is computed than stands there.
    fn of(before: &Piece, otherwise: Cost) -> Self {
        // A full line loses its space and shows the end of its paragraph by a blank line.
        let line = if before.gap == Gap::Line || !before.ended { GAP_AS_COMPUTED } else { otherwise };
        let paragraph = if before.gap == Gap::Paragraph { GAP_AS_COMPUTED } else { otherwise };
        if before.gap == Gap::Page { Self::default() } else { Self { line, paragraph } }
    }

    /// The cost before a line in `column`, `step` line distances away.
    #[inline]
    pub(super) fn cost(self, pen: Pen, column: u8, step: u8, pitch: Pitch) -> Cost {
        match pen.expects(column, step, pitch) {
            None => 0,
            Some(Gap::Line) => self.line,
            Some(Gap::Same | Gap::Paragraph | Gap::Page) => self.paragraph,
        }
    }
}

impl<'a> Prices<'a> {
    pub(super) fn new(stretch: Stretch<'a>, shape: &Shape, content: &'a Content, costs_alone: bool) -> Self {
        let columns = usize::from(shape.columns);
        let missing = |column: u8| match shape.part {
            Part::Header => HEADER_CELL_LACKS,
            Part::Body if column == 0 && shape.end_spaces => LABEL_MISSING,
            Part::Body if column == 0 => LABEL_MISSING_UNWRITTEN,
            Part::Body if shape.end_spaces => COLUMN_MISSING,
            Part::Body => content.missing(column),
        };
        let missing: Vec<Cost> = (0..shape.columns).map(missing).collect();
        let mut missing_at_end = vec![0; columns + 1];
        for column in (0..columns).rev() {
            let cost = match shape.covering(column as u8) {
                0 if shape.part == Part::Body && shape.end_spaces => COLUMN_MISSING_AT_END,
                0 => missing[column],
                _ => 0,
            };
            missing_at_end[column] = missing_at_end[column + 1] + cost;
        }
        let here = Here {
            at: 0,
            gap: Gap::Same,
            empty: false,
            vertical: false,
            more_lines: 0,
            open: None,
            tail: false,
            outside: None,
            total: false,
            rightwards: 0,
            opening: vec![0; columns],
            least_opening: vec![0; columns],
            least_row: 0,
            staying: vec![0; columns],
            staying_open: vec![0; columns],
            stays_as: Move::Stay,
            direction: 0,
            after_empty: 0,
            leaving: vec![0; columns],
            key_row: 0,
            key_inside: 0,
            inside: LineEnd::default(),
            between: LineEnd::default(),
        };
        let covering = (0..shape.columns).map(|column| shape.covering(column)).collect();
        Self { stretch, shape: *shape, content, costs_alone, missing, covering, missing_at_end, here }
    }

    /// Turns to piece `at`.
    pub(super) fn turn_to(&mut self, at: usize) {
        self.here.at = at;
        let piece = self.piece();
        (self.here.empty, self.here.vertical) = (piece.is_empty(), piece.vertical);
        (self.here.more_lines, self.here.tail) = (piece.lines - 1, piece.tail);
        self.here.open = self.stretch.facts[at].open;
        self.here.outside = self.outside();
        (self.here.key_row, self.here.key_inside) = match (self.shape.keyed, self.stretch.keys[at]) {
            (false, _) => (0, 0),
            (true, true) => (ROW_WITH_KEY, KEY_WITHOUT_ROW),
            (true, false) => (ROW_WITHOUT_KEY, 0),
        };
        self.price_openings();
        if at > 0 {
            self.price_line_ends();
            let opened = |column| self.placed(self.opened(&START, column)).packed();
            self.here.rightwards = opened(1).above(opened(0));
            self.price_stays();
            self.price_leaves();
        }
    }

    fn piece(&self) -> &'a Piece {
        &self.stretch.pieces[self.here.at]
    }

    fn before(&self) -> &'a Piece {
        &self.stretch.pieces[self.here.at - 1]
    }

    fn price_openings(&mut self) {
        let (at, piece) = (self.here.at, self.piece());
        let (facts, body) = (&self.stretch.facts[at], self.shape.part == Part::Body);
        let mut whatever = facts.opening + if body { facts.opening_row } else { 0 };
        if !body && facts.bracketed {
            whatever += HEADER_CELL_BRACKETED;
        }
        for column in 0..self.shape.columns {
            let mut cost = whatever + self.content.first(at, column) + self.content.characters(at, column);
            if body && !self.shape.end_spaces {
                cost += self.content.present(column);
            }
            let upright = self.shape.upright >> column & 1 == 1;
            if body && !piece.is_empty() && piece.vertical != upright {
                cost += DIRECTION;
            }
            self.here.opening[usize::from(column)] = cost;
        }
        let mut least = Cost::MAX;
        for column in (0..self.here.opening.len()).rev() {
            least = least.min(self.here.opening[column]);
            self.here.least_opening[column] = least;
        }
        let (mut least, mut skipped) = (Cost::MAX, 0);
        for column in 0..self.shape.columns {
            least = least.min(skipped + self.here.opening[usize::from(column)]);
            skipped += if self.covering[usize::from(column)] != 0 { STUB_COVERED } else { self.skip(0, column) };
        }
        self.here.least_row = least.saturating_add(self.here.key_row);
    }

    fn price_line_ends(&mut self) {
        let before = self.before();
        self.here.gap = before.gap;
        self.here.total = self.covers_next(self.here.at - 1);
        let (inside, between) = match (self.shape.part, self.shape.alignment) {
            (Part::Header, _) => (GAP_OTHERWISE_HEADER, GAP_OTHERWISE_HEADER),
            (Part::Body, Alignment::Top) => (GAP_OTHERWISE, GAP_OTHERWISE_ROW),
            (Part::Body, Alignment::Centred) => (GAP_OTHERWISE_CENTRED, GAP_OTHERWISE_CENTRED),
        };
        self.here.inside = LineEnd::of(before, inside);
        self.here.between = LineEnd::of(before, between);
    }

    fn price_stays(&mut self) {
        let (at, piece, before) = (self.here.at, self.piece(), self.before());
        let (facts, header) = (&self.stretch.facts[at], self.shape.part == Part::Header);
        let same_line = before.gap == Gap::Same;
        self.here.direction = if !piece.vertical || same_line { DIRECTION } else { 0 };
        self.here.after_empty = if before.is_empty() && !piece.is_empty() { EMPTY_INSIDE } else { 0 };
        let paragraph = !piece.is_empty() && !same_line && (before.ended || facts.bullet);
        self.here.stays_as = if paragraph { Move::Paragraph } else { Move::Stay };
        for column in 0..self.shape.columns {
            let cost = self.here.key_inside + self.content.characters(at, column);
            let (closed, open) = if same_line && !piece.is_empty() {
                (self.inner_space(column, false), self.inner_space(column, true))
            } else {
                let cost = match () {
                    () if piece.is_empty() => EMPTY_INSIDE,
                    () if before.ended && header && !facts.bracketed => HEADER_PARAGRAPH,
                    () if before.ended => self.content.paragraph(at, column),
                    // A full line lost its space: a bullet opens a paragraph all the same.
                    () if facts.bullet => self.content.paragraph(at, column) + FULL_LINE,
                    () if header && !self.shape.end_spaces => self.content.wrap(at, column) + HEADER_WRAP_UNWRITTEN,
                    () if header => self.content.wrap(at, column),
                    () => self.content.wrap(at, column) + facts.wrap,
                };
                (cost, cost)
            };
            self.here.staying[usize::from(column)] = cost + closed;
            self.here.staying_open[usize::from(column)] = cost + open;
        }
    }

    fn inner_space(&self, column: u8, open: bool) -> Cost {
        let at = self.here.at;
        match self.piece().glue {
            Glue::Date | Glue::Figure => return 0,
            Glue::Script => return INNER_SPACE_WRITTEN,
            Glue::Thousands => return INNER_SPACE_THOUSANDS,
            Glue::None => {}
        }
        if open {
            return INNER_SPACE_OPEN;
        }
        if self.shape.part == Part::Header {
            return INNER_SPACE_HEADER;
        }
        let mut cost = self.content.inner_space(column, self.stretch.facts[at].seam);
        if self.stretch.facts[at].listed {
            cost += INNER_SPACE_BULLET;
        }
        if self.stretch.keys[at - 1] {
            cost += INNER_SPACE_KEY;
        }
        cost
    }

    fn price_leaves(&mut self) {
        let before = self.before();
        let unended = !before.ended && before.gap != Gap::Page;
        let cost = match self.shape.end_spaces {
            _ if !unended => 0,
            false => NO_END_SPACES_WRITTEN,
            true if self.shape.part == Part::Header => NO_END_SPACE_HEADER,
            true if before.gap == Gap::Paragraph && self.shape.pitch == Pitch::Narrow => FULL_LINE,
            true => NO_END_SPACE,
        };
        for column in 0..self.shape.columns {
            self.here.leaving[usize::from(column)] = cost + self.content.stop(self.here.at, column);
        }
    }

    /// `state` in `column`, where the piece opens a cell.
    #[inline]
    pub(super) fn opened(&self, state: &State, column: u8) -> State {
        let gap = self.here.gap;
        let pen = if gap == Gap::Same { state.pen } else { Pen::begun(column, gap) };
        State { column, pen, line: 0, open: false, upright: false, ..*state }
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
        if self.shape.pitch == Pitch::Wide {
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
        centred_lines(state) + self.close(state, self.covers_next(self.stretch.len() - 1))
    }

    #[inline]
    fn close(&self, state: &State, total: bool) -> Cost {
        let from = state.column + 1;
        let mut cost = self.missing_at_end[usize::from(from)];
        if from == 1 && total {
            cost += COLUMN_MISSING_AT_TOTAL - COLUMN_MISSING_AT_END;
        }
        let mut merged = self.shape.merging >> from << from;
        while merged != 0 {
            cost += self.skip(state.covered, merged.trailing_zeros() as u8);
            merged &= merged - 1;
        }
        cost
    }

    /// `column` has no piece in the row of `state`, which goes on.
    #[inline]
    pub(super) fn skip_inside(&self, state: &State, column: u8) -> Cost {
        match self.here.total && column == 1 && state.column == 0 {
            true => COLUMN_MISSING_AT_TOTAL,
            false => self.skip(state.covered, column),
        }
    }

    /// Whether piece `at` is the label of a total, beside which the second column may be missing.
    fn covers_next(&self, at: usize) -> bool {
        let counts = self.shape.part == Part::Body && self.shape.end_spaces;
        counts && self.covering.get(1) == Some(&0) && self.stretch.facts[at].total
    }

    /// `column` has no piece in a row.
    #[inline]
    pub(super) fn skip(&self, covered: u8, column: u8) -> Cost {
        let bit = self.covering[usize::from(column)];
        if bit == 0 {
            return self.missing[usize::from(column)];
        }
        match (covered & bit != 0, self.shape.upright >> column & 1 == 1) {
            (true, true) => COLUMN_COVERED,
            (true, false) => STUB_COVERED,
            (false, _) => COLUMN_COVERED_AFTER_END,
        }
    }

    /// Whether cells of `column` may cover several rows.
    #[inline]
    pub(super) fn merges(&self, column: u8) -> bool {
        self.covering[usize::from(column)] != 0
    }

    /// Keeps the run of merged cells.
    #[inline]
    pub(super) fn cover(&self, state: &State, next: &mut State, column: u8) -> Cost {
        let bit = self.covering[usize::from(column)];
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

    fn outside(&self) -> Option<Cost> {
        let (at, last) = (self.here.at, self.stretch.len() - 1);
        let may = self.shape.part == Part::Body && self.piece().line_start;
        let cost = || if at == last { facts::outside(self.stretch.pieces, at) } else { self.stretch.facts[at].outside };
        may.then(|| cost() + self.content.outside())
    }
}

/// A centred cell must have several lines and has one.
fn centred_lines(state: &State) -> Cost {
    if state.must == Lines::Several && state.line == 0 { CENTRED_LINES } else { 0 }
}
