//! Tables of pages whose lines are drawn: rules tell rows and columns, glyphs what stands in them.
//!
//! `rulings` puts drawn pieces together and finds those that touch; `lattice` makes a table of each group, `bands` of rules that
//! run one way only, `gaps` of white space where there are none; `join` puts the parts of several pages together (`furniture`, `filled`); `refine` finds
//! the borders that are not drawn, `header` how many rows name columns. `matrix` is what they share, `lines` and `content` what
//! stands in a cell.

mod bands;
mod content;
mod filled;
mod furniture;
mod gaps;
mod header;
mod join;
mod lattice;
pub(crate) mod lines;
mod matrix;
mod refine;
mod rulings;
mod waiting;

use crate::sheet::Sheet;
pub(crate) use content::is_value;
pub(crate) use header::names_columns;
pub(crate) use matrix::{Extent, Matrix, Placed};
use waiting::Waiting;

/// A table over all its pages.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its cells.
    pub(crate) matrix: Matrix,
    /// Rows of it that are its header.
    pub(crate) header: usize,
    /// Glyphs of headers that further pages repeat.
    pub(crate) repeated: Vec<Vec<Placed>>,
}

/// All tables of all pages, in order.
pub(crate) fn tables(sheets: &[Sheet], unruled: impl Fn(Unruled) -> Vec<Matrix>) -> Vec<Found> {
    let mut found = Vec::new();
    each(sheets, unruled, |table| found.push(table));
    found
}

/// What no rule encloses on a sheet.
pub(crate) struct Unruled<'a> {
    pub(crate) sheet: &'a Sheet,
    /// Index of the sheet.
    pub(crate) at: usize,
    /// Which of its glyphs a ruled table has.
    pub(crate) used: &'a [bool],
    /// The tables that white space makes of the others.
    pub(crate) spaced: Vec<Matrix>,
}

/// The same, handed on one by one: a table whose borders are found is held as its user likes. `unruled` tells the tables of what no
/// rule encloses.
pub(crate) fn each(sheets: &[Sheet], unruled: impl Fn(Unruled) -> Vec<Matrix>, mut take: impl FnMut(Found)) {
    let pages: Vec<Vec<Waiting>> = sheets.iter().enumerate().map(|(at, sheet)| of_sheet(sheet, at, &unruled)).collect();
    join::join(sheets, pages, |joined| found(joined.matrix, joined.repeated).into_iter().for_each(&mut take));
}

/// The table of a matrix: borders that are not drawn, rows that are its header.
pub(crate) fn found(mut matrix: Matrix, repeated: Vec<Vec<Placed>>) -> Option<Found> {
    if !matrix.settled {
        refine::refine(&mut matrix);
    }
    let cells = matrix.cells.iter().filter(|cell| !cell.is_empty()).count();
    let header = if matrix.settled { matrix.head } else { header::depth(&matrix) };
    (cells >= 2 && matrix.rows() * matrix.cols() >= 2).then_some(Found { matrix, header, repeated })
}

/// The tables of a page, from top to bottom.
fn of_sheet(sheet: &Sheet, at: usize, unruled: impl Fn(Unruled) -> Vec<Matrix>) -> Vec<Waiting> {
    let rulings = rulings::rulings(sheet);
    let groups = rulings::groups(&rulings);
    let mut used = vec![false; sheet.glyphs.len()];
    let tables: Vec<Matrix> = groups.iter().filter_map(|group| lattice::table(sheet, at, group, &mut used)).collect();
    let mut tables = lattice::beside(tables);
    tables.extend(bands::tables(sheet, at, &groups, &mut used));
    let mut rest = used.clone();
    let spaced = gaps::tables(sheet, at, &mut rest);
    tables.extend(unruled(Unruled { sheet, at, used: &used, spaced }));
    tables.sort_by_key(|matrix| {
        let area = matrix.area();
        (area.top, area.x0)
    });
    tables.into_iter().map(Waiting::of).collect()
}
