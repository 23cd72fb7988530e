//! Which rows stand on which page.

use super::cell::Kind;
use super::grid::Grid;
use super::set::{Set, Text};
use crate::length::Length;
use crate::vertical;

/// The part of a table on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Whether it begins a page.
    pub turns_page: bool,
    /// Whether the header stands above its rows once more.
    pub repeats_head: bool,
    /// Its rows.
    pub strips: Vec<Strip>,
}

/// A row on a page, or a part of one that is higher than a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Strip {
    /// The row.
    pub row: usize,
    /// First of its lines that stands here.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// Height.
    pub height: Length,
}

impl Segment {
    /// Height with the header.
    pub(crate) fn height(&self, grid: &Grid) -> Length {
        self.head_height(grid) + self.strips.iter().map(|strip| strip.height).sum::<Length>()
    }

    /// Height of the repeated header.
    pub(crate) fn head_height(&self, grid: &Grid) -> Length {
        if self.repeats_head { grid.head_height() } else { 0 }
    }
}

impl Grid {
    fn head_height(&self) -> Length {
        self.heights.iter().take(self.head).sum()
    }

    /// Headers higher than a third of a page are not worth repeating; a header without rows is all there is.
    fn repeats_head(&self) -> bool {
        self.head > 0 && self.head < self.heights.len() && self.head_height() * 3 < self.frame.height()
    }

    /// Parts the rows among pages, the first of which has `room` left.
    pub(crate) fn plan(&self, room: Length, at_top: bool) -> Vec<Segment> {
        let full = self.frame.height();
        let mut planner = Planner { grid: self, full, segments: Vec::new(), room, at_top, begun: false };
        planner.begin(Turn::Stay);
        for row in 0..self.heights.len() {
            planner.put(row);
        }
        planner.segments.retain(|segment| !segment.strips.is_empty());
        planner.segments
    }
}

/// Cost of a total that is the first row of a page, in blank height.
const TOTAL_FIRST: Length = 120_000;
/// Cost of each row that is missing to three on the last page.
const FEW_ROWS: Length = 60_000;
/// Cost of a merged cell that is torn so that only the part on the later page holds its text.
const LATE_TEXT: Length = 90_000;
/// Cost of a merged cell that is torn so that no part of it holds its text.
const TORN_TEXT: Length = 150_000;

impl Grid {
    /// What it costs to begin a page before `row`, the page before having begun with `first`; in blank height.
    fn break_cost(&self, first: usize, row: usize, full: Length) -> Length {
        let total = if self.kinds.get(row) == Some(&Kind::Total) { TOTAL_FIRST } else { 0 };
        let rest = self.heights.len() - row;
        let few = (3 - rest.min(3)) as Length * FEW_ROWS;
        let torn: Length = self.merged.iter().map(|at| self.tear_cost(*at, first, row, full)).sum();
        total + few + torn
    }

    /// What it costs that a merged cell is torn, if a page begins before `row`.
    fn tear_cost(&self, at: usize, first: usize, row: usize, full: Length) -> Length {
        let cell = &self.cells[at];
        let end = cell.row + cell.row_span;
        if cell.row >= row || end <= row {
            return 0;
        }
        let height = |rows: std::ops::Range<usize>| -> Length { self.heights[rows].iter().sum() };
        let (above, below) = (height(cell.row.max(first)..row), height(row..end).min(full));
        match self.text_height(cell) {
            needed if needed <= above => 0,
            needed if needed <= below => LATE_TEXT,
            _ => TORN_TEXT,
        }
    }

    fn text_height(&self, cell: &Set) -> Length {
        let text = match &cell.text {
            Text::Lines(lines) => lines.len() as Length * cell.style.leading,
            Text::Vertical(text) => vertical::boxes(text, cell.style.family) as Length * cell.style.size,
        };
        text + 2 * self.look.pad_y
    }
}

/// Whether a segment begins a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Stay,
    Over,
}

struct Planner<'a> {
    grid: &'a Grid,
    full: Length,
    segments: Vec<Segment>,
    room: Length,
    at_top: bool,
    /// Whether a row below the header is placed.
    begun: bool,
}

impl Planner<'_> {
    fn begin(&mut self, turn: Turn) {
        let repeats_head = self.begun && self.grid.repeats_head();
        let turns_page = turn == Turn::Over;
        if turns_page {
            self.room = self.full;
            self.at_top = true;
        }
        let segment = Segment { turns_page, repeats_head, strips: Vec::new() };
        self.room -= segment.head_height(self.grid);
        self.segments.push(segment);
    }

    fn put(&mut self, row: usize) {
        let height = self.grid.heights[row];
        let head = if self.grid.repeats_head() && row >= self.grid.head { self.grid.head_height() } else { 0 };
        if height > self.full - head {
            return self.put_in_parts(row);
        }
        if self.room < self.together(row) && !self.is_fresh() {
            let pulled = self.pull_back(row, self.full - head);
            self.begin(Turn::Over);
            pulled.into_iter().for_each(|strip| self.push(strip));
        }
        self.push(Strip { row, from: 0, to: usize::MAX, height });
    }

    /// Height of a row, with what must follow it: all of the header and the first row below it; what stands below the last.
    fn together(&self, row: usize) -> Length {
        let last = if row < self.grid.head { self.grid.head } else { row };
        let foot = if last + 1 >= self.grid.heights.len() { self.grid.foot_height() } else { 0 };
        let height = self.grid.heights.get(row..=last).unwrap_or_default().iter().sum::<Length>() + foot;
        if height > self.full { self.grid.heights[row] } else { height }
    }

    /// Rows that go over to the next page with `row`, because the page breaks better before them.
    fn pull_back(&mut self, row: usize, full: Length) -> Vec<Strip> {
        let Some(segment) = self.segments.last() else { return Vec::new() };
        let whole = segment.strips.iter().rev().take_while(|strip| strip.from == 0 && strip.row > self.grid.head);
        let most = whole.count().min(segment.strips.len().saturating_sub(1));
        let pulled =
            |count: usize| -> Length { segment.strips.iter().rev().take(count).map(|strip| strip.height).sum() };
        let fits = |count: &usize| pulled(*count) + self.grid.heights[row] <= full && pulled(*count) <= self.full / 3;
        let first = segment.strips.first().map_or(0, |strip| strip.row);
        let cost = |count: &usize| pulled(*count) + self.grid.break_cost(first, row - count, full);
        let count = (0..=most).take_while(fits).min_by_key(cost).unwrap_or(0);
        let segment = self.segments.last_mut();
        segment.map(|segment| segment.strips.split_off(segment.strips.len() - count)).unwrap_or_default()
    }

    fn is_fresh(&self) -> bool {
        self.at_top && self.segments.last().is_some_and(|segment| segment.strips.is_empty())
    }

    fn push(&mut self, strip: Strip) {
        self.room -= strip.height;
        self.begun |= strip.row >= self.grid.head;
        if let Some(segment) = self.segments.last_mut() {
            segment.strips.push(strip);
        }
    }

    /// A row higher than a page: as many of its lines as fit, page after page.
    fn put_in_parts(&mut self, row: usize) {
        let look = self.grid.look;
        let lines = self.grid.lines_of(row);
        let mut from = 0;
        while from < lines {
            let fit = ((self.room - 2 * look.pad_y) / look.leading()).max(0) as usize;
            if fit < 3.min(lines - from) && !self.is_fresh() {
                self.begin(Turn::Over);
                continue;
            }
            let to = (from + fit.max(1)).min(lines);
            let height = (to - from) as Length * look.leading() + 2 * look.pad_y;
            self.push(Strip { row, from, to, height });
            from = to;
        }
    }
}
