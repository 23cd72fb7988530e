//! A table as rows and columns of places, each owned by a cell; a cell that is merged owns several.

use crate::sheet::{Area, Glyph, Length};
use std::ops::Range;

/// A glyph of a table: where it stands in the table, and which glyph of which sheet it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    /// The glyph; of a table over several pages, moved to where the first page would have it.
    pub(crate) glyph: Glyph,
    /// Index of its sheet.
    pub(crate) sheet: usize,
    /// Index in that sheet.
    pub(crate) index: usize,
}

/// The places that a cell owns: a rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) row: usize,
    pub(crate) col: usize,
    pub(crate) rows: usize,
    pub(crate) cols: usize,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    /// Borders of columns, ascending; one more than columns.
    pub(crate) xs: Vec<Length>,
    /// Borders of rows, ascending; one more than rows.
    pub(crate) ys: Vec<Length>,
    /// Which cell owns a place, row by row.
    pub(crate) owner: Vec<Vec<usize>>,
    /// Index of the sheet of each row.
    pub(crate) sheets: Vec<usize>,
    /// The glyphs of each cell, as indices into `glyphs`.
    pub(crate) cells: Vec<Vec<usize>>,
    /// All glyphs.
    pub(crate) glyphs: Vec<Placed>,
    /// Rows that are known to be its header; 0 where that is to be found.
    pub(crate) head: usize,
    /// Whether white space parts its columns, not rules.
    pub(crate) spaced: bool,
    /// Whether its rows, columns and header are known: nothing is left to be found.
    pub(crate) settled: bool,
}

impl Matrix {
    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.owner.len()
    }

    /// Number of columns.
    pub(crate) fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The area of the whole.
    pub(crate) fn area(&self) -> Area {
        let end = |borders: &[Length]| borders.last().copied().unwrap_or_default();
        let start = |borders: &[Length]| borders.first().copied().unwrap_or_default();
        Area { x0: start(&self.xs), top: start(&self.ys), x1: end(&self.xs), bottom: end(&self.ys) }
    }

    /// The extent of each cell.
    pub(crate) fn extents(&self) -> Vec<Extent> {
        let mut found = vec![Extent::default(); self.cells.len()];
        for (row, owners) in self.owner.iter().enumerate() {
            for (col, &cell) in owners.iter().enumerate() {
                let extent = &mut found[cell];
                if extent.rows == 0 {
                    *extent = Extent { row, col, rows: 1, cols: 1 };
                } else {
                    extent.rows = row + 1 - extent.row;
                    extent.cols = extent.cols.max(col + 1 - extent.col);
                }
            }
        }
        found
    }

    /// The columns of a row that belong to the cell of one of them.
    pub(crate) fn across(&self, row: usize, col: usize) -> Range<usize> {
        let owners = &self.owner[row];
        let own = |at: &usize| owners[*at] == owners[col];
        let (before, from) = ((0..col).rev().take_while(own).count(), (col..owners.len()).take_while(own).count());
        col - before..col + from
    }

    /// The extent of the cell of a place, which begins in its row, without a look at the rest of the table.
    pub(crate) fn extent_from(&self, row: usize, col: usize) -> Extent {
        let (cell, cols) = (self.owner[row][col], self.across(row, col));
        let rows = self.owner[row..].iter().take_while(|owners| owners[cols.start] == cell).count();
        Extent { row, col: cols.start, rows, cols: cols.len() }
    }

    /// The cells that begin in each row, left to right.
    pub(crate) fn beginning(&self, row: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (col, &cell) in self.owner[row].iter().enumerate() {
            let above = row > 0 && self.owner[row - 1][col] == cell;
            if !above && found.last() != Some(&cell) {
                found.push(cell);
            }
        }
        found
    }

    /// Whether nothing is written in a cell.
    pub(crate) fn is_empty(&self, cell: usize) -> bool {
        self.cells[cell].is_empty()
    }

    /// Glyphs of a cell.
    pub(crate) fn glyphs_of(&self, cell: usize) -> impl Iterator<Item = &Glyph> {
        self.cells[cell].iter().map(|&at| &self.glyphs[at].glyph)
    }

    /// The column that holds `x`.
    pub(crate) fn col_at(&self, x: Length) -> usize {
        self.xs.partition_point(|&border| border <= x).clamp(1, self.cols().max(1)) - 1
    }

    /// The row that holds `y`.
    pub(crate) fn row_at(&self, y: Length) -> usize {
        self.ys.partition_point(|&border| border <= y).clamp(1, self.rows().max(1)) - 1
    }

    /// A further border of columns: every cell there spans both sides. Returns its index in `xs`.
    pub(crate) fn add_x(&mut self, x: Length) -> usize {
        let col = self.col_at(x);
        self.xs.insert(col + 1, x);
        self.owner.iter_mut().for_each(|row| row.insert(col + 1, row[col]));
        col + 1
    }

    /// A further border of rows: every cell there spans both sides. Returns its index in `ys`.
    pub(crate) fn add_y(&mut self, y: Length) -> usize {
        let row = self.row_at(y);
        self.ys.insert(row + 1, y);
        self.owner.insert(row + 1, self.owner[row].clone());
        self.sheets.insert(row + 1, self.sheets[row]);
        row + 1
    }

    /// Makes cells of the places of a cell: each glyph goes to the place that holds its middle. Places that stay together have
    /// equal marks, and are rectangles.
    pub(crate) fn split(&mut self, cell: usize, extent: &Extent, mark: impl Fn(usize, usize) -> usize) {
        let mut made: Vec<(usize, usize)> = Vec::new();
        for row in extent.row..extent.row + extent.rows {
            for col in extent.col..extent.col + extent.cols {
                let mark = mark(row, col);
                let known = made.iter().find(|(known, _)| *known == mark).map(|(_, cell)| *cell);
                let owner = known.unwrap_or_else(|| {
                    let new = if made.is_empty() { cell } else { self.cells.len() };
                    if new == self.cells.len() {
                        self.cells.push(vec![]);
                    }
                    made.push((mark, new));
                    new
                });
                self.owner[row][col] = owner;
            }
        }
        for at in std::mem::take(&mut self.cells[cell]) {
            let area = self.glyphs[at].glyph.area;
            let row = self.row_at(area.y()).clamp(extent.row, extent.row + extent.rows - 1);
            let col = self.col_at(area.x()).clamp(extent.col, extent.col + extent.cols - 1);
            let owner = self.owner[row][col];
            self.cells[owner].push(at);
        }
    }

    /// Takes a column away; what stands in it goes to the neighbour.
    pub(crate) fn remove_col(&mut self, col: usize, into: usize) {
        for row in 0..self.rows() {
            let (cell, other) = (self.owner[row][col], self.owner[row][into]);
            if cell == other {
                continue;
            }
            let single = self.owner[row].iter().filter(|&&owner| owner == cell).count() == 1;
            if single {
                let (top, bottom) = (self.ys[row], self.ys[row + 1]);
                let (gone, kept): (Vec<usize>, Vec<usize>) = self.cells[cell].iter().copied().partition(|&at| {
                    let y = self.glyphs[at].glyph.area.y();
                    (top..bottom).contains(&y) || row + 1 == self.rows() && y >= bottom || row == 0 && y < top
                });
                self.cells[cell] = kept;
                self.cells[other].extend(gone);
            }
        }
        self.xs.remove(if into < col { col } else { col + 1 });
        self.owner.iter_mut().for_each(|row| {
            row.remove(col);
        });
    }

    /// Takes a row away; what stands only in it is gone.
    pub(crate) fn remove_row(&mut self, row: usize) {
        let neighbours: Vec<usize> =
            [row.wrapping_sub(1), row + 1].iter().filter_map(|&near| self.owner.get(near)).flatten().copied().collect();
        for &cell in &self.owner[row] {
            if !neighbours.contains(&cell) {
                self.cells[cell].clear();
            }
        }
        self.owner.remove(row);
        self.sheets.remove(row);
        self.ys.remove(if row == self.owner.len() { row + 1 } else { row });
    }
}
