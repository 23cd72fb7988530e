//! Heights of rows.

use super::cells::Cells;
use super::look::Look;
use super::set::{Set, Text, span};
use crate::length::Length;
use crate::line::Style;
use crate::sheet::Frame;
use crate::vertical;

/// Merged cells with more text than would fit on a page stand in their first row alone.
pub(crate) fn loosen(cells: &mut Cells, edges: &[Length], look: Look, frame: Frame) {
    let tall = |cell: &super::cell::Cell| {
        let room = span(edges, cell.column, cell.column_span) - 2 * look.pad_x;
        let lines = if cell.vertical { 0 } else { cell.lines(look.style(cell.kind), room).len() };
        lines as Length * look.leading() > frame.height() / 2
    };
    let found: Vec<usize> =
        (0..cells.cells.len()).filter(|at| cells.cells[*at].row_span > 1 && tall(&cells.cells[*at])).collect();
    for at in found {
        let rows = std::mem::replace(&mut cells.cells[at].row_span, 1);
        let first = cells.cells[at].clone();
        let below = (1..rows).map(|row| super::cell::Cell {
            row: first.row + row,
            entries: Vec::new(),
            extents: Vec::new(),
            ..first.clone()
        });
        cells.cells.extend(below);
    }
    cells.cells.sort_by_key(|cell| (cell.row, cell.column));
}

/// Height of each row: its tallest cell, and a share of what merged cells need beyond.
pub(crate) fn heights(cells: &[Set], rows: usize, edges: &[Length], look: Look, frame: Frame) -> Vec<Length> {
    let mut heights = vec![look.leading() + 2 * look.pad_y; rows];
    for cell in cells.iter().filter(|cell| cell.row_span == 1) {
        let height = &mut heights[cell.row];
        *height = (*height).max(needed(cell, edges, look, frame));
    }
    for cell in cells.iter().filter(|cell| cell.row_span > 1) {
        let covered = &mut heights[cell.row..cell.row + cell.row_span];
        let given: Length = covered.iter().sum();
        let missing = least_needed(cell, edges, look, frame, given) - given;
        let share = (missing.max(0) + cell.row_span as Length - 1) / cell.row_span as Length;
        covered.iter_mut().for_each(|height| *height += share);
    }
    heights
}

/// What a merged cell needs; vertical text is rather set a little smaller than that its rows become higher.
fn least_needed(cell: &Set, edges: &[Length], look: Look, frame: Frame, given: Length) -> Length {
    let needed = needed(cell, edges, look, frame);
    match &cell.text {
        Text::Vertical(_) => needed.min(given.max(needed * SMALLER_VERTICAL / 1000)),
        Text::Lines(_) => needed,
    }
}

/// How small vertical text may become, in thousandths: two steps of those that drawing tries.
const SMALLER_VERTICAL: Length = 830;

fn needed(cell: &Set, edges: &[Length], look: Look, frame: Frame) -> Length {
    let text = match &cell.text {
        Text::Lines(lines) => lines.len() as Length * look.leading(),
        Text::Vertical(text) => vertical_height(text, cell, edges, look).min(frame.height() / 2),
    };
    text + 2 * look.pad_y
}

fn vertical_height(text: &str, cell: &Set, edges: &[Length], look: Look) -> Length {
    let room = span(edges, cell.column, cell.column_span) - 2 * look.pad_x;
    let columns = vertical::columns_in(room, look.size).max(1);
    let boxes = vertical::boxes(text, cell.style.family);
    let mut height = boxes.div_ceil(columns) as Length * look.size;
    // Brackets may not end a column, so a text may need a little more than its share.
    let style = Style { ..cell.style };
    while vertical::compose(text, style, height).width() > room && height < boxes as Length * look.size {
        height += look.size;
    }
    height
}
