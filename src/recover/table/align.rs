//! The search: every piece of a table gets a row and a column.
//!
//! A state is a place in the layout; each piece stays in the cell, opens the next cell or opens the next row. One engine reads
//! bodies and headers (a header is a body of one row).

use super::content::Content;
use super::costs::*;
use super::lattice::{Lattice, Step};
use super::layout::{Pen, Pitch};
use super::pieces::{Glue, Piece, Seam};
use crate::read::scan::Gap;
use std::hash::{Hash, Hasher};

/// How cells of a row stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Level at their first lines.
    Top,
    /// Level at their middles.
    Centred,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Rows.
    Body,
    /// One row of header cells.
    Header,
}

/// The shape that a reading assumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Number of columns.
    pub columns: u8,
    /// Vertical alignment.
    pub alignment: Alignment,
    /// Line distance.
    pub pitch: Pitch,
    /// Body or header.
    pub part: Part,
    /// Whether the document ends paragraphs with a space.
    pub end_spaces: bool,
    /// Columns (bit by bit) whose cells may cover several rows.
    pub merging: u32,
    /// Columns (bit by bit) that are set vertically.
    pub upright: u32,
    /// Whether every row begins with a key.
    pub keyed: bool,
}

/// A place in the layout, after a piece was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Column of the piece.
    pub column: u8,
    /// How it came there.
    pub step: Move,
    /// Line of the cell, from 0.
    line: u8,
    /// Highest line of the row's cells so far.
    height: u8,
    pen: Pen,
    /// How many lines the cell must have where cells are centred.
    must: Lines,
    /// Inside a bracket of the cell.
    open: bool,
    /// The piece is vertical text.
    upright: bool,
    /// Columns whose merged cell may run on.
    covered: u32,
    /// Beyond the last cell of the page.
    tail: bool,
}

impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let flags = [self.pen.paragraph, self.pen.known, self.open, self.upright, self.tail];
        let flags = flags.iter().fold(0, |bits, &flag| bits << 1 | u64::from(flag));
        let small = [self.column, self.step as u8, self.line, self.height, self.pen.column, self.must as u8];
        let packed = small.iter().fold(flags, |bits, &byte| bits << 8 | u64::from(byte));
        hasher.write_u64(packed);
        hasher.write_u64(u64::from(self.covered));
    }
}

/// How a piece came to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// Same cell, same paragraph: a wrapped line or an inner space.
    Stay,
    /// Same cell, a further paragraph.
    Paragraph,
    /// A new cell of the same row.
    Cell,
    /// A new row.
    Row,
    /// The same row again after a page break.
    Resume,
    /// No cell: spaces at the end of a page.
    Tail,
    /// Behind the table.
    After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Lines {
    Any,
    One,
    Several,
}

const START: State = State {
    column: u8::MAX,
    step: Move::Row,
    line: 0,
    height: 0,
    pen: Pen::UNKNOWN,
    must: Lines::Any,
    open: false,
    upright: false,
    covered: 0,
    tail: false,
};

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
            lattice.advance(|state, out| search.moves(state, at, out));
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
        lattice.advance(|state, out| search.moves(state, at, out));
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
        search.moves(from, at, &mut out);
        from = step.state;
        out.iter().filter(|(state, _)| *state == from).map(|&(_, cost)| cost).min().unwrap_or(0)
    };
    reading.steps.iter().enumerate().map(cost).collect()
}

/// What a piece tells whatever its place.
struct Facts {
    /// Cost of opening a cell with it.
    opening: Cost,
    /// Whether a bracket is open after it; `None` if it holds no bracket.
    open: Option<bool>,
    /// It begins with a bullet that begins no wrapped line.
    bullet: bool,
    /// Cost of the table's end before it.
    outside: Cost,
}

struct Search<'a> {
    pieces: &'a [Piece],
    facts: Vec<Facts>,
    shape: &'a Shape,
    content: &'a Content,
    keys: &'a [bool],
}

impl<'a> Search<'a> {
    fn new(pieces: &'a [Piece], shape: &'a Shape, content: &'a Content, keys: &'a [bool]) -> Self {
        let facts = |(at, piece): (usize, &Piece)| {
            let glued = match piece.glue {
                Glue::None | Glue::Thousands => 0,
                Glue::Script => BORDER_AT_WRITTEN_SPACE,
                Glue::Date => BORDER_IN_DATE,
                Glue::Figure => BORDER_IN_FIGURE,
            };
            let bracket = piece.line_start && piece.text.starts_with(['（', '(']) && shape.part == Part::Body;
            let bracket = if bracket { BORDER_AT_BRACKET } else { 0 };
            let continues = if starts_like_continuation(&piece.text) { BORDER_AT_CLOSING } else { 0 };
            let bullet = piece.text.starts_with(['‣', '•', '●', '○', '◆', '■']);
            Facts {
                opening: glued + continues + bracket,
                open: last_bracket(&piece.text),
                bullet,
                outside: outside(pieces, at),
            }
        };
        Self { pieces, facts: pieces.iter().enumerate().map(facts).collect(), shape, content, keys }
    }

    fn moves(&self, state: State, at: usize, out: &mut Vec<(State, Cost)>) {
        if state.column == u8::MAX {
            return self.first(at, out);
        }
        if state.step == Move::After {
            return out.push((state, self.content.outside()));
        }
        self.stay(&state, at, out);
        self.next_cell(&state, at, out);
        self.next_row(&state, at, out);
        self.resume(&state, at, out);
        self.tail(&state, at, out);
        self.after(&state, at, out);
    }

    fn first(&self, at: usize, out: &mut Vec<(State, Cost)>) {
        for column in 0..self.shape.columns {
            let cost = Cost::from(column) * COLUMN_MISSING + self.opening(at, column) + self.key_cost(at, Move::Row);
            let base = State { column, pen: Pen { column, ..Pen::UNKNOWN }, ..START };
            out.push((self.placed(base, at), cost));
        }
    }

    fn before(&self, at: usize) -> &Piece {
        &self.pieces[at - 1]
    }

    // --- moves ---

    fn stay(&self, state: &State, at: usize, out: &mut Vec<(State, Cost)>) {
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
            cost += self.content.wrap(at, state.column);
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
        out.push((self.placed(next, at), cost));
    }

    fn next_cell(&self, state: &State, at: usize, out: &mut Vec<(State, Cost)>) {
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
            out.push((self.placed(next, at), cost));
            skipped += self.skip(state, column, COLUMN_MISSING, at);
        }
    }

    fn next_row(&self, state: &State, at: usize, out: &mut Vec<(State, Cost)>) {
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
            out.push((self.placed(next, at), cost));
            skipped += self.skip(state, column, if column == 0 { LABEL_MISSING } else { COLUMN_MISSING }, 0);
        }
    }

    /// A row cut by the page: its cells go on after the break, again from the left.
    fn resume(&self, state: &State, at: usize, out: &mut Vec<(State, Cost)>) {
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
            out.push((self.placed(next, at), cost));
        }
    }

    fn tail(&self, state: &State, at: usize, out: &mut Vec<(State, Cost)>) {
        if !self.pieces[at].tail || (!state.tail && self.before(at).gap == Gap::Page) {
            return;
        }
        let cost = if state.tail { TAIL_NEXT } else { TAIL_FIRST + self.close_row(state, at) };
        out.push((State { step: Move::Tail, tail: true, ..*state }, cost));
    }

    /// The table has ended: what follows is read anew.
    fn after(&self, state: &State, at: usize, out: &mut Vec<(State, Cost)>) {
        if self.shape.part == Part::Header || !self.pieces[at].line_start {
            return;
        }
        let leave = if state.tail { 0 } else { self.leave(state, at) + self.close_row(state, self.pieces.len()) };
        let outside = State { step: Move::After, column: 0, ..START };
        out.push((outside, leave + self.facts[at].outside + self.content.outside()));
    }

    // --- what they cost ---

    /// State after piece `at` was set.
    fn placed(&self, state: State, at: usize) -> State {
        let piece = &self.pieces[at];
        let line = (state.line + piece.lines - 1).min(60);
        let height = if piece.vertical { state.height } else { state.height.max(line) };
        let open = self.facts[at].open.unwrap_or(state.open);
        // Vertical text has no lines to count.
        let must = if piece.vertical { Lines::Any } else { state.must };
        State { line, height, open, upright: piece.vertical, must, ..state }
    }

    /// A cell opens with piece `at` in `column`.
    fn opening(&self, at: usize, column: u8) -> Cost {
        let piece = &self.pieces[at];
        let mut cost = self.content.first(at, column) + self.facts[at].opening;
        if self.shape.part == Part::Header && is_bracketed(&piece.text) {
            cost += HEADER_CELL_BRACKETED;
        }
        let upright = self.shape.upright >> column & 1 == 1;
        if self.shape.part == Part::Body && !piece.is_empty() && piece.vertical != upright {
            cost += DIRECTION;
        }
        cost + self.content.characters(at, column)
    }

    fn inner_space(&self, state: &State, at: usize) -> Cost {
        let (left, right) = (&self.before(at).text, &self.pieces[at].text);
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
        let seam = Seam::of(left, right);
        let mut cost = self.content.inner_space(state.column, seam);
        if right.starts_with(['‣', '・', '●', '○']) {
            cost += INNER_SPACE_BULLET;
        }
        if self.keys[at - 1] {
            cost += INNER_SPACE_KEY;
        }
        cost
    }

    /// The cell of `state` ends before piece `at`; also what its right neighbour must be where cells are centred.
    fn leave_cell(&self, state: &State, at: usize) -> (Cost, Lines) {
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

    fn leave_row(&self, state: &State, at: usize) -> Cost {
        let mut cost = self.leave(state, at);
        if self.before(at).gap == Gap::Same && !state.upright {
            cost += ROW_ON_SAME_LINE;
        }
        cost
    }

    fn leave(&self, state: &State, at: usize) -> Cost {
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
    fn close_row(&self, state: &State, at: usize) -> Cost {
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
    fn skip(&self, state: &State, column: u8, missing: Cost, at: usize) -> Cost {
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
            false => COLUMN_MISSING_UNWRITTEN,
            true if at > 0 && column == 1 && state.column == 0 && is_total_label(&self.before(at).text) => {
                COLUMN_MISSING_AT_TOTAL
            }
            true => missing,
        }
    }

    /// Keeps the run of merged cells.
    fn cover(&self, state: &State, next: &mut State, at: usize, column: u8) -> Cost {
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

    fn line_end(&self, state: &State, at: usize, column: u8, step: u8, otherwise: Cost) -> Cost {
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

    fn key_cost(&self, at: usize, step: Move) -> Cost {
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

/// What the end of the table costs before piece `at`, by what stands there.
fn outside(pieces: &[Piece], at: usize) -> Cost {
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

/// Nothing but a remark in brackets: `（㎡）`.
pub fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '<', '＜']) && text.ends_with(['）', ')', '>', '＞'])
}

/// Whether the last bracket of `text` opens; `None` if it has none.
fn last_bracket(text: &str) -> Option<bool> {
    text.chars().rev().find_map(|c| match c {
        '(' | '（' | '<' | '＜' | '「' | '『' | '［' => Some(true),
        ')' | '）' | '>' | '＞' | '」' | '』' | '］' => Some(false),
        _ => None,
    })
}

fn starts_like_continuation(text: &str) -> bool {
    text.starts_with(|c| "、。，．,.）)」』］】>＞々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ～".contains(c))
        || ["及び", "並びに", "又は", "若しくは", "ならびに"].iter().any(|word| text.starts_with(word))
}

/// Labels that add up or divide, which often cover the next column too.
fn is_total_label(text: &str) -> bool {
    text.contains(['計', '率', '／']) || text.contains("総数") || text.contains("（Ｂ）") || text.contains("(B)")
}
