//! Tables: a grid of cells, widths out of contents, rows that keep together, headers on every page.

mod balance;
mod cells;
mod draw;
mod heights;
mod plan;
mod points;
mod widths;

use super::line::{Line, Style};
use super::page::Length;
use super::pages::{Pager, Slab};
use super::sheet::{Frame, Sheet};
use super::structure::{NodeId, Role, Scope, Structure};
use crate::manuscript::{Flag, Table};
use cells::{Cells, Kind};
use widths::Look;

/// A table ready to be placed.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// The pages it needs.
    pub frame: Frame,
    look: Look,
    cells: Vec<Set>,
    /// What each row is for.
    kinds: Vec<Kind>,
    /// Height of each row.
    heights: Vec<Length>,
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<Length>,
    /// Rows of the header.
    head: usize,
    /// For each row where its cells begin in `cells`; one more for the end.
    starts: Vec<usize>,
    /// The cells that cover several rows.
    merged: Vec<usize>,
    /// What must stand below the last row.
    foot: Vec<Slab>,
}

/// A cell with its lines made.
#[derive(Clone, Debug)]
struct Set {
    row: usize,
    column: usize,
    row_span: usize,
    column_span: usize,
    align: cells::Align,
    style: Style,
    text: Text,
    /// How much further left than the right edge numbers end.
    inset: Length,
    /// The mark in its corner.
    flag: Option<Flag>,
    node: NodeId,
}

/// The text of a cell.
#[derive(Clone, Debug)]
enum Text {
    /// Lines, each with its indent.
    Lines(Vec<(Length, Line)>),
    /// To be set from top to bottom, as high as the page allows.
    Vertical(String),
}

impl Grid {
    /// Lays out a table; `None` if it holds nothing.
    pub(crate) fn new(
        table: &Table,
        parent: NodeId,
        sheet: Sheet,
        structure: &mut Structure,
    ) -> Option<Grid> {
        let mut cells = Cells::of(table)?;
        let (look, frame, widths) = widths::choose(&cells, sheet);
        let edges: Vec<Length> = std::iter::once(0).chain(running_sum(&widths)).collect();
        heights::loosen(&mut cells, &edges, look, frame);
        let nodes = add_nodes(&cells, parent, structure);
        let made: Vec<Set> =
            cells.cells.iter().zip(nodes).map(|(cell, node)| Set::new(cell, look, &edges, node)).collect();
        let heights = heights::heights(&made, cells.kinds.len(), &edges, look, frame);
        let starts = (0..=heights.len()).map(|row| made.partition_point(|cell| cell.row < row)).collect();
        let merged = (0..made.len()).filter(|at| made[*at].row_span > 1).collect();
        let Cells { head, kinds, .. } = cells;
        Some(Grid { frame, look, cells: made, heights, edges, head, kinds, starts, merged, foot: Vec::new() })
    }

    /// The cells that begin in some rows.
    fn cells_of(&self, rows: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = |row: usize| self.starts.get(row).copied().unwrap_or(self.cells.len());
        start(rows.start)..start(rows.end)
    }

    /// Height of the header and the first row: what must not stand alone below a heading.
    pub(crate) fn least_height(&self) -> Length {
        let first: Length = self.heights.iter().take(self.head + 1).sum();
        first.min(self.frame.height() / 2)
    }

    /// Height of the whole table and what must stand below it.
    pub(crate) fn whole_height(&self) -> Length {
        self.heights.iter().sum::<Length>() + self.foot_height()
    }

    /// Height of what must stand below the last row, as far as it is not longer than a few lines.
    fn foot_height(&self) -> Length {
        let foot: Length = self.foot.iter().map(|slab| slab.before + slab.height).sum();
        foot.min(self.frame.height() / 8)
    }

    /// Sets something below the last row.
    pub(crate) fn set_foot(&mut self, foot: Vec<Slab>) {
        self.foot = foot;
    }

    /// Places it on the current page and as many more as it needs.
    pub(crate) fn place(&self, pager: &mut Pager) {
        let plan = self.plan(pager.room(), pager.at_top());
        for (at, segment) in plan.iter().enumerate() {
            if segment.turns_page {
                pager.turn(self.frame);
            }
            let (x, y) = (pager.frame().left(), pager.top());
            pager.add(self.draw(&plan, at).into_iter().map(|mark| mark.shifted(x, y)));
            pager.advance(segment.height(self));
        }
        self.foot.iter().for_each(|slab| pager.place_slab(slab.clone()));
        pager.advance(super::sheet::BODY.leading / 2);
    }
}

impl Set {
    fn new(cell: &cells::Cell, look: Look, edges: &[Length], node: NodeId) -> Set {
        let style = look.style(cell.kind);
        let inset = cell.inset * look.size / 1000;
        let room = (span(edges, cell.column, cell.column_span) - 2 * look.pad_x - inset).max(look.size.min(inset));
        let text = if cell.vertical { Text::Vertical(cell.text()) } else { Text::Lines(cell.lines(style, room)) };
        let cells::Cell { row, column, row_span, column_span, align, flag, .. } = *cell;
        Set { row, column, row_span, column_span, align, style, text, inset, flag, node }
    }
}

/// Distance between two edges.
fn span(edges: &[Length], first: usize, count: usize) -> Length {
    let edge = |at: usize| edges.get(at).or(edges.last()).copied().unwrap_or(0);
    edge(first + count) - edge(first)
}

fn running_sum(lengths: &[Length]) -> impl Iterator<Item = Length> + '_ {
    lengths.iter().scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    })
}

/// One node for each row, and below it one for each cell that begins in it.
fn add_nodes(cells: &Cells, parent: NodeId, structure: &mut Structure) -> Vec<NodeId> {
    let rows: Vec<NodeId> = cells.kinds.iter().map(|_| structure.add(parent, Role::Row)).collect();
    let role = |cell: &cells::Cell| match cell.kind {
        Kind::Header => Role::Header(Scope::Column),
        Kind::Label | Kind::TotalLabel if !cell.entries.is_empty() => Role::Header(Scope::Row),
        Kind::Label | Kind::TotalLabel | Kind::Body | Kind::Total => Role::Data,
    };
    let add = |cell: &cells::Cell| {
        let row = rows.get(cell.row).copied().unwrap_or(parent);
        structure.add_cell(row, role(cell), (cell.row_span, cell.column_span), cell.text())
    };
    cells.cells.iter().map(add).collect()
}
