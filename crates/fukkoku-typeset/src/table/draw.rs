//! Drawing the part of a table that stands on one page.

use super::cell::{Align, Kind};
use super::grid::Grid;
use super::plan::{Segment, Strip};
use super::set::{Set, Text, span};
use crate::length::Length;
use crate::line::{Line, Style};
use crate::manuscript::Flag;
use crate::page::{Area, Mark, Owner, Shape};
use crate::sheet::{HAIRLINE, STRONG};
use crate::vertical;

/// Grey of header cells.
const HEAD_GREY: u8 = 90;
/// Grey of total rows.
const TOTAL_GREY: u8 = 95;

/// A cell, or the part of it on this page.
struct Box<'a> {
    cell: &'a Set,
    area: Area,
    /// Lines that stand here.
    lines: std::ops::Range<usize>,
    owner: Owner,
}

impl Grid {
    /// Number of lines of the highest cell that stands in this row alone.
    pub(crate) fn lines_of(&self, row: usize) -> usize {
        let cells = self.cells[self.cells_of(row..row + 1)].iter().filter(|cell| cell.row_span == 1);
        let lines = cells.map(|cell| match &cell.text {
            Text::Lines(lines) => lines.len(),
            Text::Vertical(_) => 1,
        });
        lines.max().unwrap_or(1).max(1)
    }

    /// The marks of a segment, from its upper left corner.
    pub(crate) fn draw(&self, plan: &[Segment], at: usize) -> Vec<Mark> {
        let Some(segment) = plan.get(at) else { return Vec::new() };
        let mut boxes = Vec::new();
        if segment.repeats_head {
            let head: Vec<Strip> =
                (0..self.head).map(|row| Strip { row, from: 0, to: usize::MAX, height: self.heights[row] }).collect();
            let repeat = |cell: &Set| (cell.row < self.head).then_some(Owner::Decoration);
            boxes.extend(self.boxes(&head, 0, repeat));
        }
        boxes.extend(self.boxes(&segment.strips, segment.head_height(self), |cell| Some(self.owner(plan, at, cell))));
        let mut marks: Vec<Mark> = boxes.iter().filter_map(|cell| self.shade(cell)).collect();
        marks.extend(boxes.iter().flat_map(|cell| self.rules(cell)));
        marks.extend(self.frame_rules(segment.height(self)));
        marks.extend(boxes.iter().flat_map(|cell| self.flag(cell)));
        marks.extend(boxes.iter().flat_map(|cell| self.text(cell)));
        marks
    }

    /// The cells in some rows, one below the other from `top` on.
    fn boxes<'a>(&'a self, strips: &[Strip], top: Length, owner: impl Fn(&Set) -> Option<Owner>) -> Vec<Box<'a>> {
        let (Some(first), Some(last)) = (strips.first(), strips.last()) else { return Vec::new() };
        let reach = |at: &&usize| {
            self.cells[**at].row < first.row && self.cells[**at].row + self.cells[**at].row_span > first.row
        };
        let from_above = self.merged.iter().filter(reach).copied();
        let mut boxes = Vec::new();
        for cell in from_above.chain(self.cells_of(first.row..last.row + 1)).map(|at| &self.cells[at]) {
            let mut y = top;
            let mut area = Area {
                x: self.edges[cell.column],
                y: top,
                width: span(&self.edges, cell.column, cell.column_span),
                height: 0,
            };
            let mut lines = 0..usize::MAX;
            for strip in strips {
                if cell.row <= strip.row && strip.row < cell.row + cell.row_span {
                    area.y = if area.height == 0 { y } else { area.y };
                    area.height += strip.height;
                    lines = if cell.row_span == 1 { strip.from..strip.to } else { lines };
                }
                y += strip.height;
            }
            boxes.extend(owner(cell).filter(|_| area.height > 0).map(|owner| Box { cell, area, lines, owner }));
        }
        boxes
    }

    /// A merged or vertical cell says its text on each page; the page with most room for it holds the real one.
    fn owner(&self, plan: &[Segment], at: usize, cell: &Set) -> Owner {
        if cell.row_span == 1 && matches!(cell.text, Text::Lines(_)) {
            return Owner::Node(cell.node);
        }
        let height = |segment: &Segment| -> Length {
            let inside =
                segment.strips.iter().filter(|strip| cell.row <= strip.row && strip.row < cell.row + cell.row_span);
            inside.map(|strip| strip.height).sum()
        };
        let most = plan.iter().map(height).max().unwrap_or(0);
        let first = plan.iter().position(|segment| height(segment) == most);
        if first == Some(at) { Owner::Node(cell.node) } else { Owner::Decoration }
    }

    fn kind(&self, row: usize) -> Kind {
        self.kinds.get(row).copied().unwrap_or(Kind::Body)
    }

    fn shade(&self, cell: &Box<'_>) -> Option<Mark> {
        let grey = match self.kind(cell.cell.row) {
            Kind::Header => HEAD_GREY,
            Kind::Total | Kind::TotalLabel if cell.cell.row_span == 1 => TOTAL_GREY,
            Kind::Total | Kind::TotalLabel | Kind::Label | Kind::Body => return None,
        };
        Some(Mark::fill(cell.area, grey))
    }

    /// Its upper and left edge, but not on the outside.
    fn rules(&self, cell: &Box<'_>) -> Vec<Mark> {
        let Area { x, y, width, height } = cell.area;
        let row = cell.cell.row;
        let begins_total = self.kind(row) == Kind::Total && row > 0 && self.kind(row - 1) != Kind::Total;
        let ends_head = row == self.head && row > 0;
        let thick = if begins_total || ends_head { STRONG * 2 / 3 } else { HAIRLINE };
        let top = (y > 0).then(|| Mark::rule(x, y - thick / 2, width, thick));
        let left = (x > 0).then(|| Mark::rule(x - HAIRLINE / 2, y, HAIRLINE, height));
        top.into_iter().chain(left).collect()
    }

    /// A small square in the upper right corner, filled or framed.
    fn flag(&self, cell: &Box<'_>) -> Vec<Mark> {
        let Some(flag) = cell.cell.flag.filter(|_| cell.lines.start == 0 && cell.owner != Owner::Decoration) else {
            return Vec::new();
        };
        // It fills the blank beside the text. Shorter than 3 points, it is no rule to programs that look for tables.
        let side = self.look.pad_x * 4 / 5;
        let (x, y) = (cell.area.x + cell.area.width - side - HAIRLINE, cell.area.y + HAIRLINE);
        let outer = Area { x, y, width: side, height: side };
        let rim = side / 5;
        let inner = Area { x: x + rim, y: y + rim, width: side - 2 * rim, height: side - 2 * rim };
        match flag {
            Flag::Wrong => vec![Mark::fill(outer, 0)],
            Flag::Doubt => vec![Mark::fill(outer, 0), Mark::fill(inner, 100)],
        }
    }

    fn frame_rules(&self, height: Length) -> Vec<Mark> {
        let width = self.edges.last().copied().unwrap_or(0);
        let across = |y| Mark::rule(0, y, width, STRONG);
        let down = |x| Mark::rule(x, 0, HAIRLINE, height);
        vec![across(-STRONG / 2), across(height - STRONG / 2), down(-HAIRLINE / 2), down(width - HAIRLINE / 2)]
    }

    fn text(&self, cell: &Box<'_>) -> Vec<Mark> {
        match &cell.cell.text {
            Text::Vertical(text) => self.vertical_text(cell, text),
            Text::Lines(lines) if cell.cell.row_span > 1 => self.merged_text(cell, lines),
            Text::Lines(lines) => {
                let end = cell.lines.end.min(lines.len());
                self.lines(cell, lines.get(cell.lines.start..end).unwrap_or_default(), cell.cell.style)
            }
        }
    }

    fn inner(&self, area: Area) -> Area {
        let (x, y) = (self.look.pad_x, self.look.pad_y);
        Area { x: area.x + x, y: area.y + y, width: area.width - 2 * x, height: area.height - 2 * y }
    }

    fn lines(&self, cell: &Box<'_>, lines: &[(Length, Line)], style: Style) -> Vec<Mark> {
        let inner = self.inner(cell.area);
        let height = lines.len() as Length * style.leading;
        let middle = cell.cell.align == Align::Center || cell.cell.row_span > 1;
        let mut y = if middle { inner.y + (inner.height - height).max(0) / 2 } else { inner.y };
        let mut marks = Vec::new();
        for (indent, line) in lines {
            let free = (inner.width - line.width).max(0);
            let x = match cell.cell.align {
                Align::Left => inner.x + indent,
                Align::Center => inner.x + free / 2,
                Align::Right => inner.x + (free - cell.cell.inset).max(0),
            };
            let runs = line.runs(x, y + (style.leading - style.size) / 2, style.size);
            marks.extend(runs.into_iter().map(|run| Mark { owner: cell.owner, shape: Shape::Run(run) }));
            y += style.leading;
        }
        marks
    }

    /// The text of a merged cell; a part too small for it stays blank, or holds it set smaller if it is the real one.
    fn merged_text(&self, cell: &Box<'_>, lines: &[(Length, Line)]) -> Vec<Mark> {
        let room = cell.area.height - 2 * self.look.pad_y;
        let needed = lines.len() as Length * cell.cell.style.leading;
        if needed <= room {
            return self.lines(cell, lines, cell.cell.style);
        }
        if cell.owner == Owner::Decoration {
            return Vec::new();
        }
        let text = plain(lines);
        let smaller = smaller_styles(cell.cell.style).find_map(|style| {
            let lines = crate::line::compose(
                &text,
                style,
                crate::line::Measure::all(self.inner(cell.area).width),
                crate::line::Align::Left,
            );
            let fits = lines.len() as Length * style.leading <= room;
            fits.then(|| (style, lines.into_iter().map(|line| (0, line)).collect::<Vec<_>>()))
        });
        smaller.map(|(style, lines)| self.lines(cell, &lines, style)).unwrap_or_default()
    }

    fn vertical_text(&self, cell: &Box<'_>, text: &str) -> Vec<Mark> {
        let inner = self.inner(cell.area);
        let fits = |columns: &vertical::Columns| columns.width() <= inner.width && columns.height() <= inner.height;
        // A repetition may be missing rather than illegible; the text itself may not.
        let least = if cell.owner == Owner::Decoration { LEGIBLE } else { 0 };
        let styles = || std::iter::once(cell.cell.style).chain(smaller_styles(cell.cell.style));
        let compose = |style: Style| Some(vertical::compose(text, style, inner.height)).filter(fits);
        // One column set smaller is easier to read than two: that is tried first.
        let alone = |columns: &vertical::Columns| columns.count() == 1;
        let in_one = styles().take_while(|style| style.size >= LEGIBLE).find_map(|style| compose(style).filter(alone));
        let found = in_one.or_else(|| styles().take_while(|style| style.size >= least).find_map(compose));
        let Some(columns) = found else { return Vec::new() };
        let x = inner.x + (inner.width - columns.width()) / 2;
        let y = inner.y + (inner.height - columns.height()) / 2;
        columns.runs(x, y).into_iter().map(|run| Mark { owner: cell.owner, shape: Shape::Run(run) }).collect()
    }
}

/// The least size of text that may as well be left out.
const LEGIBLE: Length = 4_000;

/// Ever smaller styles, down to a hundredth of a point.
fn smaller_styles(style: Style) -> impl Iterator<Item = Style> {
    let smaller = |style: &Style| Some(Style { size: style.size * 9 / 10, leading: style.leading * 9 / 10, ..*style });
    std::iter::successors(smaller(&style), move |style| smaller(style)).take_while(|style| style.size >= 10)
}

fn plain(lines: &[(Length, Line)]) -> String {
    lines.iter().flat_map(|(_, line)| &line.places).map(|place| place.glyph.means).collect()
}
