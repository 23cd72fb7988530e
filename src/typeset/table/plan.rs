//! Which rows stand on which page.

use super::Grid;
use super::cells::Kind;
use crate::typeset::page::Length;
use crate::typeset::sheet::Frame;

/// The part of a table on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Whether it begins a page.
    pub turns_page: bool,
    /// Whether the header stands above its rows once more.
    pub repeats_head: bool,
    /// Its rows.
    pub strips: Vec<Strip>,
}

/// A row on a page, or a part of one that is higher than a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip {
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
    pub fn height(&self, grid: &Grid) -> Length {
        self.head_height(grid) + self.strips.iter().map(|strip| strip.height).sum::<Length>()
    }

    /// Height of the repeated header.
    pub fn head_height(&self, grid: &Grid) -> Length {
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
    pub fn plan(&self, room: Length, at_top: bool) -> Vec<Segment> {
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
            let pulled = self.pull_back(row);
            self.begin(Turn::Over);
            pulled.into_iter().for_each(|strip| self.push(strip));
        }
        self.push(Strip { row, from: 0, to: usize::MAX, height });
    }

    /// Height of a row, with the rows that must follow it: all of the header and the first row below it.
    fn together(&self, row: usize) -> Length {
        let last = if row < self.grid.head { self.grid.head } else { row };
        let height: Length = self.grid.heights.get(row..=last).unwrap_or_default().iter().sum();
        if height > self.full { self.grid.heights[row] } else { height }
    }

    /// A total is not the first row of a page: the row before it comes along.
    fn pull_back(&mut self, row: usize) -> Option<Strip> {
        let total = self.grid.kinds.get(row) == Some(&Kind::Total);
        let segment = self.segments.last_mut().filter(|segment| total && segment.strips.len() > self.grid.head + 2)?;
        let last = segment.strips.last().filter(|last| last.to == usize::MAX)?;
        let fits = last.height + self.grid.heights[row] + self.grid.head_height() < Frame::UPRIGHT.height() / 2;
        if fits { segment.strips.pop() } else { None }
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
