//! A table laid out, and placed on pages.

use super::cell::{Cell, Kind};
use super::cells::Cells;
use super::grid::Grid;
use super::set::Set;
use super::{heights, widths};
use crate::length::Length;
use crate::manuscript::Table;
use crate::pager::Pager;
use crate::sheet::{BODY, Sheet};
use crate::structure::{NodeId, Role, Scope, Structure};

impl Grid {
    /// Lays out a table; `None` if it holds nothing.
    pub(crate) fn new(table: &Table, parent: NodeId, sheet: Sheet, structure: &mut Structure) -> Option<Grid> {
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
        pager.advance(BODY.leading / 2);
    }
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
    let role = |cell: &Cell| match cell.kind {
        Kind::Header => Role::Header(Scope::Column),
        Kind::Label | Kind::TotalLabel if !cell.entries.is_empty() => Role::Header(Scope::Row),
        Kind::Label | Kind::TotalLabel | Kind::Body | Kind::Total => Role::Data,
    };
    let add = |cell: &Cell| {
        let row = rows.get(cell.row).copied().unwrap_or(parent);
        structure.add_cell(row, role(cell), (cell.row_span, cell.column_span), cell.text())
    };
    cells.cells.iter().map(add).collect()
}
