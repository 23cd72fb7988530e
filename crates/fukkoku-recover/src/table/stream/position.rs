//! What steps to a piece cost, as far as the place of the piece before does not tell: worked out once a position.

use super::content::Content;
use super::facts;
use super::layout::{Pen, Pitch};
use super::piece::{Glue, Piece};
use super::place::{Alignment, Move, Part, Shape};
use super::stretch::Stretch;
use crate::costs::*;
use crate::page::Gap;

/// What holds for a whole search.
pub(super) struct Terms<'a> {
    pub(super) stretch: Stretch<'a>,
    pub(super) shape: Shape,
    pub(super) content: &'a Content,
    /// What a column without a piece costs; merged columns aside.
    missing: Vec<Cost>,
    /// Which bit of [`super::place::State::covered`] tells of a column; 0 if its cells cover one row.
    pub(super) covering: Vec<u8>,
    /// What all columns from one on cost that get no piece at the end of the row; merged columns aside.
    pub(super) missing_at_end: Vec<Cost>,
}

impl<'a> Terms<'a> {
    pub(super) fn new(stretch: Stretch<'a>, shape: &Shape, content: &'a Content) -> Self {
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
        let covering = (0..shape.columns).map(|column| shape.covering(column)).collect();
        Self { stretch, shape: *shape, content, missing, covering, missing_at_end }
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

    /// Whether piece `at` is the label of a total, beside which the second column may be missing.
    pub(super) fn covers_next(&self, at: usize) -> bool {
        let counts = self.shape.part == Part::Body && self.shape.end_spaces;
        counts && self.covering.get(1) == Some(&0) && self.stretch.facts[at].total
    }
}

/// What steps to the piece at hand cost, as far as the place before it does not tell.
pub(super) struct Here {
    pub(super) at: usize,
    /// Line end before it.
    pub(super) gap: Gap,
    /// Nothing is printed.
    pub(super) empty: bool,
    /// It is vertical text.
    pub(super) vertical: bool,
    /// Lines that it adds to its cell.
    pub(super) more_lines: u8,
    /// Whether a bracket is open after it; `None` if it holds no bracket.
    pub(super) open: Option<bool>,
    /// Only empty pieces follow up to the next page or the end.
    pub(super) tail: bool,
    /// The table ends before it; `None` where it may not.
    pub(super) outside: Option<Cost>,
    /// The piece before it is the label of a total, beside which the second column may be missing.
    pub(super) total: bool,
    /// It opens a cell, by column.
    pub(super) opening: Vec<Cost>,
    /// The least of `opening` in the column and right of it.
    pub(super) least_opening: Vec<Cost>,
    /// The least that a new row costs, whatever row ends.
    pub(super) least_row: Cost,
    /// It goes on with the cell, by column, …
    pub(super) staying: Vec<Cost>,
    /// … inside an open bracket, …
    pub(super) staying_open: Vec<Cost>,
    /// … as what.
    pub(super) stays_as: Move,
    /// It goes on with vertical text.
    pub(super) direction: Cost,
    /// It goes on with a cell that was opened by nothing.
    pub(super) after_empty: Cost,
    /// A cell ends before it, by column.
    pub(super) leaving: Vec<Cost>,
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

impl Here {
    pub(super) fn new(columns: u8) -> Self {
        let columns = usize::from(columns);
        Here {
            at: 0,
            gap: Gap::Same,
            empty: false,
            vertical: false,
            more_lines: 0,
            open: None,
            tail: false,
            outside: None,
            total: false,
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
        }
    }

    /// Turns to piece `at`.
    pub(super) fn turn_to(&mut self, terms: &Terms, at: usize) {
        self.at = at;
        let piece = &terms.stretch.pieces[at];
        (self.empty, self.vertical) = (piece.is_empty(), piece.vertical);
        (self.more_lines, self.tail) = (piece.lines - 1, piece.tail);
        self.open = terms.stretch.facts[at].open;
        self.outside = self.outside(terms);
        (self.key_row, self.key_inside) = match (terms.shape.keyed, terms.stretch.keys[at]) {
            (false, _) => (0, 0),
            (true, true) => (ROW_WITH_KEY, KEY_WITHOUT_ROW),
            (true, false) => (ROW_WITHOUT_KEY, 0),
        };
        self.price_openings(terms);
        if at > 0 {
            self.price_line_ends(terms);
            self.price_stays(terms);
            self.price_leaves(terms);
        }
    }

    fn price_openings(&mut self, terms: &Terms) {
        let (at, piece) = (self.at, &terms.stretch.pieces[self.at]);
        let (facts, body) = (&terms.stretch.facts[at], terms.shape.part == Part::Body);
        let mut whatever = facts.opening + if body { facts.opening_row } else { 0 };
        if !body && facts.bracketed {
            whatever += HEADER_CELL_BRACKETED;
        }
        for column in 0..terms.shape.columns {
            let mut cost = whatever + terms.content.first(at, column) + terms.content.characters(at, column);
            if body && !terms.shape.end_spaces {
                cost += terms.content.present(column);
            }
            let upright = terms.shape.upright >> column & 1 == 1;
            if body && !piece.is_empty() && piece.vertical != upright {
                cost += DIRECTION;
            }
            self.opening[usize::from(column)] = cost;
        }
        let mut least = Cost::MAX;
        for column in (0..self.opening.len()).rev() {
            least = least.min(self.opening[column]);
            self.least_opening[column] = least;
        }
        let (mut least, mut skipped) = (Cost::MAX, 0);
        for column in 0..terms.shape.columns {
            least = least.min(skipped + self.opening[usize::from(column)]);
            skipped += if terms.covering[usize::from(column)] != 0 { STUB_COVERED } else { terms.skip(0, column) };
        }
        self.least_row = least.saturating_add(self.key_row);
    }

    fn price_line_ends(&mut self, terms: &Terms) {
        let before = &terms.stretch.pieces[self.at - 1];
        self.gap = before.gap;
        self.total = terms.covers_next(self.at - 1);
        let (inside, between) = match (terms.shape.part, terms.shape.alignment) {
            (Part::Header, _) => (GAP_OTHERWISE_HEADER, GAP_OTHERWISE_HEADER),
            (Part::Body, Alignment::Top) => (GAP_OTHERWISE, GAP_OTHERWISE_ROW),
            (Part::Body, Alignment::Centred) => (GAP_OTHERWISE_CENTRED, GAP_OTHERWISE_CENTRED),
        };
        self.inside = LineEnd::of(before, inside);
        self.between = LineEnd::of(before, between);
    }

    fn price_stays(&mut self, terms: &Terms) {
        let (at, piece, before) = (self.at, &terms.stretch.pieces[self.at], &terms.stretch.pieces[self.at - 1]);
        let (facts, header) = (&terms.stretch.facts[at], terms.shape.part == Part::Header);
        let same_line = before.gap == Gap::Same;
        self.direction = if !piece.vertical || same_line { DIRECTION } else { 0 };
        self.after_empty = if before.is_empty() && !piece.is_empty() { EMPTY_INSIDE } else { 0 };
        let paragraph = !piece.is_empty() && !same_line && (before.ended || facts.bullet);
        self.stays_as = if paragraph { Move::Paragraph } else { Move::Stay };
        for column in 0..terms.shape.columns {
            let cost = self.key_inside + terms.content.characters(at, column);
            let (closed, open) = if same_line && !piece.is_empty() {
                (self.inner_space(terms, column, false), self.inner_space(terms, column, true))
            } else {
                let cost = match () {
                    () if piece.is_empty() => EMPTY_INSIDE,
                    () if before.ended && header && !facts.bracketed => HEADER_PARAGRAPH,
                    () if before.ended => terms.content.paragraph(at, column),
                    // A full line lost its space: a bullet opens a paragraph all the same.
                    () if facts.bullet => terms.content.paragraph(at, column) + FULL_LINE,
                    () if header && !terms.shape.end_spaces => terms.content.wrap(at, column) + HEADER_WRAP_UNWRITTEN,
                    () if header => terms.content.wrap(at, column),
                    () => terms.content.wrap(at, column) + facts.wrap,
                };
                (cost, cost)
            };
            self.staying[usize::from(column)] = cost + closed;
            self.staying_open[usize::from(column)] = cost + open;
        }
    }

    fn inner_space(&self, terms: &Terms, column: u8, open: bool) -> Cost {
        let at = self.at;
        match terms.stretch.pieces[at].glue {
            Glue::Date | Glue::Figure => return 0,
            Glue::Script => return INNER_SPACE_WRITTEN,
            Glue::Thousands => return INNER_SPACE_THOUSANDS,
            Glue::None => {}
        }
        if open {
            return INNER_SPACE_OPEN;
        }
        if terms.shape.part == Part::Header {
            return INNER_SPACE_HEADER;
        }
        let mut cost = terms.content.inner_space(column, terms.stretch.facts[at].seam);
        if terms.stretch.facts[at].listed {
            cost += INNER_SPACE_BULLET;
        }
        if terms.stretch.keys[at - 1] {
            cost += INNER_SPACE_KEY;
        }
        cost
    }

    fn price_leaves(&mut self, terms: &Terms) {
        let before = &terms.stretch.pieces[self.at - 1];
        let unended = !before.ended && before.gap != Gap::Page;
        let cost = match terms.shape.end_spaces {
            _ if !unended => 0,
            false => NO_END_SPACES_WRITTEN,
            true if terms.shape.part == Part::Header => NO_END_SPACE_HEADER,
            true if before.gap == Gap::Paragraph && terms.shape.pitch == Pitch::Narrow => FULL_LINE,
            true => NO_END_SPACE,
        };
        for column in 0..terms.shape.columns {
            self.leaving[usize::from(column)] = cost + terms.content.stop(self.at, column);
        }
    }

    fn outside(&self, terms: &Terms) -> Option<Cost> {
        let (at, last) = (self.at, terms.stretch.len() - 1);
        let may = terms.shape.part == Part::Body && terms.stretch.pieces[self.at].line_start;
        let cost =
            || if at == last { facts::outside(terms.stretch.pieces, at) } else { terms.stretch.facts[at].outside };
        may.then(|| cost() + terms.content.outside())
    }
}
