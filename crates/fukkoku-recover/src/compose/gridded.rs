//! A table that was read out of words, as a matrix of the glyphs that stand in it.

use crate::block::{PrintedCell, PrintedTable};
use crate::sheet::{Area, Glyph, Length};
use crate::source::Span;
use crate::table::grid::{Matrix, Placed};

/// A place that no cell owns yet.
const NOBODY: usize = usize::MAX;

/// The table on the sheet of number `at`; `within` tells the glyphs of a span, and which of their sheet's they are.
pub(super) fn matrix(table: &PrintedTable, at: usize, within: impl Fn(Span) -> Vec<(Glyph, usize)>) -> Option<Matrix> {
    let head = table.header.iter().map(|label| label.level + label.row_span).max().unwrap_or_default();
    let (rows, cols) = (head + table.rows.len(), table.columns);
    if rows == 0 || cols == 0 {
        return None;
    }
    let mut made = Matrix { head, spaced: true, settled: true, sheets: vec![at; rows], ..Matrix::default() };
    made.owner = vec![vec![NOBODY; cols]; rows];
    let put = |made: &mut Matrix, cell: Option<&PrintedCell>| {
        let texts = cell.into_iter().flat_map(|cell| &cell.paragraphs).flat_map(|text| &text.parts);
        let glyphs = texts.flat_map(|part| within(part.span));
        let first = made.glyphs.len();
        made.glyphs.extend(glyphs.map(|(glyph, index)| Placed { glyph, sheet: at, index }));
        made.cells.push((first..made.glyphs.len()).collect());
        made.cells.len() - 1
    };
    for label in &table.header {
        let cell = put(&mut made, Some(&label.cell));
        for row in &mut made.owner[label.level..label.level + label.row_span] {
            let end = (label.column + label.column_span).min(cols);
            row[label.column.min(end)..end].fill(cell);
        }
    }
    for (row, own) in table.rows.iter().enumerate() {
        for (col, cell) in own.cells.iter().enumerate().take(cols) {
            made.owner[head + row][col] = match cell {
                None if row > 0 => made.owner[head + row - 1][col],
                cell => put(&mut made, cell.as_ref()),
            };
        }
    }
    for row in 0..rows {
        for col in 0..cols {
            if made.owner[row][col] == NOBODY {
                made.owner[row][col] = put(&mut made, None);
            }
        }
    }
    put_borders(&mut made, rows, cols);
    Some(made)
}

/// Puts borders between what stands in single rows and columns.
fn put_borders(made: &mut Matrix, rows: usize, cols: usize) {
    let (mut across, mut down): (Vec<Option<Area>>, Vec<Option<Area>>) = (vec![None; cols], vec![None; rows]);
    for (cell, extent) in made.extents().iter().enumerate() {
        let Some(area) = Area::around(made.glyphs_of(cell).map(|glyph| &glyph.area)) else { continue };
        let with = |known: &mut Option<Area>| *known = Some(known.map_or(area, |known| known.with(&area)));
        if extent.cols == 1 {
            with(&mut across[extent.col]);
        }
        if extent.rows == 1 {
            with(&mut down[extent.row]);
        }
    }
    let all = Area::around(made.glyphs.iter().map(|placed| &placed.glyph.area)).unwrap_or_default();
    let sides = |area: &Area| (area.x0, area.x1);
    made.xs = between(&across.iter().map(|area| area.as_ref().map(sides)).collect::<Vec<_>>(), (all.x0, all.x1));
    let sides = |area: &Area| (area.top, area.bottom);
    made.ys = between(&down.iter().map(|area| area.as_ref().map(sides)).collect::<Vec<_>>(), (all.top, all.bottom));
}

/// Borders between stretches that follow each other, ascending; of some it is not known where they stand.
fn between(stretches: &[Option<(Length, Length)>], all: (Length, Length)) -> Vec<Length> {
    let mut found = vec![all.0 - 100];
    for at in 1..stretches.len() {
        let before = stretches[..at].iter().flatten().map(|stretch| stretch.1).max();
        let after = stretches[at..].iter().flatten().map(|stretch| stretch.0).min();
        let middle = before.zip(after).map_or(all.1, |(before, after)| before + (after - before) / 2);
        found.push(middle.max(found[at - 1] + 1));
    }
    found.push((all.1 + 100).max(found[found.len() - 1] + 1));
    found
}
