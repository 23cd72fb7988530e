//! A table whose borders are found: what stands in which cell. Where its glyphs stand, their sheets know.

use crate::sheet::{Glyph, Length, Sheet};
use crate::table::grid::{Extent, Found, Placed, lines};
use std::collections::BTreeMap;

/// Which glyph of which sheet.
#[derive(Clone, Copy)]
pub(super) struct At {
    sheet: u32,
    index: u32,
}

impl At {
    fn of(placed: &Placed) -> Self {
        // No memory has room for more of either.
        Self { sheet: placed.sheet as u32, index: placed.index as u32 }
    }

    /// Index of its sheet.
    pub(super) fn sheet(self) -> usize {
        self.sheet as usize
    }

    /// Index in that sheet.
    pub(super) fn index(self) -> usize {
        self.index as usize
    }
}

/// A cell of a table.
pub(super) struct Cell {
    /// The places that it owns.
    pub(super) extent: Extent,
    /// Its glyphs.
    pub(super) glyphs: Box<[At]>,
    /// Length of a full line in it.
    pub(super) measure: Length,
    /// Whether it is set vertically.
    pub(super) vertical: bool,
}

/// A table.
pub(super) struct Settled {
    /// Number of columns.
    pub(super) columns: usize,
    /// Rows that are its header.
    pub(super) header: usize,
    /// Whether white space parts its columns, not rules.
    pub(super) spaced: bool,
    /// Index of the sheet of each row, and the cells that begin in it, left to right.
    pub(super) rows: Vec<(usize, Vec<usize>)>,
    /// Its cells.
    pub(super) cells: Vec<Cell>,
    /// Glyphs of headers that further pages repeat.
    pub(super) repeated: Vec<Box<[At]>>,
    /// Its upper side on each sheet.
    pub(super) tops: Vec<(usize, Length)>,
}

impl Settled {
    /// What is kept of a table.
    pub(super) fn of(found: &Found, sheets: &[Sheet]) -> Self {
        let matrix = &found.matrix;
        let extents = matrix.extents();
        let measures = measures(found, &extents);
        let cell = |(cell, extent): (usize, &Extent)| Cell {
            extent: *extent,
            glyphs: matrix.cells[cell].iter().map(|&at| At::of(&matrix.glyphs[at])).collect(),
            measure: measures[cell],
            vertical: lines::is_vertical(&matrix.glyphs_of(cell).copied().collect::<Vec<_>>()),
        };
        Self {
            columns: matrix.cols(),
            header: found.header,
            spaced: matrix.spaced,
            rows: (0..matrix.rows()).map(|row| (matrix.sheets[row], matrix.beginning(row))).collect(),
            cells: extents.iter().enumerate().map(cell).collect(),
            repeated: found.repeated.iter().map(|header| header.iter().map(At::of).collect()).collect(),
            tops: tops(found, sheets),
        }
    }

    /// All its glyphs.
    pub(super) fn glyphs(&self) -> impl Iterator<Item = At> {
        let cells = self.cells.iter().flat_map(|cell| &cell.glyphs);
        cells.chain(self.repeated.iter().flatten()).copied()
    }
}

fn tops(found: &Found, sheets: &[Sheet]) -> Vec<(usize, Length)> {
    let mut tops: BTreeMap<usize, Length> = BTreeMap::new();
    for placed in found.matrix.glyphs.iter().chain(found.repeated.iter().flatten()) {
        let top = sheets[placed.sheet].glyphs[placed.index].area.top;
        tops.entry(placed.sheet).and_modify(|least| *least = top.min(*least)).or_insert(top);
    }
    tops.into_iter().collect()
}

/// The length of a full line in each cell: that of the longest in cells over the same columns, which leave half an em to one and
/// a half free on either side.
fn measures(found: &Found, extents: &[Extent]) -> Vec<Length> {
    let matrix = &found.matrix;
    let mut longest: BTreeMap<(usize, usize), Length> = BTreeMap::new();
    let mut sizes = vec![0; extents.len()];
    for (cell, extent) in extents.iter().enumerate().filter(|(_, extent)| extent.rows > 0) {
        let glyphs: Vec<Glyph> = matrix.glyphs_of(cell).copied().collect();
        sizes[cell] = glyphs.iter().map(|glyph| glyph.size).max().unwrap_or_default();
        let widths = lines::lines(&glyphs).into_iter().filter_map(|line| lines::area_of(&glyphs, &line));
        let own = widths.map(|area| area.width()).max().unwrap_or_default();
        let known = longest.entry((extent.col, extent.cols)).or_default();
        *known = own.max(*known);
    }
    let of = |(cell, extent): (usize, &Extent)| {
        let width = matrix.xs[extent.col + extent.cols] - matrix.xs[extent.col];
        let longest = longest.get(&(extent.col, extent.cols)).copied().unwrap_or_default();
        longest.clamp(width - 3 * sizes[cell], width.max(width - 3 * sizes[cell]))
    };
    extents.iter().enumerate().map(of).collect()
}
