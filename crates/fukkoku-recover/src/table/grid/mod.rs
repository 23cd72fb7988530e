//! Tables of pages whose lines are drawn: rules tell rows and columns, glyphs what stands in them.
//!
//! `rulings` puts drawn pieces together and finds those that touch; `lattice` makes a table of each group, `bands` of rules that
//! run one way only, `gaps` of white space where there are none; `join` puts the parts of several pages together; `refine` finds
//! the borders that are not drawn, `header` how many rows name columns. `matrix` is what they share, `lines` and `content` what
//! stands in a cell.

mod bands;
mod content;
mod gaps;
mod header;
mod join;
mod lattice;
pub(crate) mod lines;
mod matrix;
mod refine;
mod rulings;

use crate::sheet::Sheet;
pub(crate) use content::is_value;
pub(crate) use header::names_columns;
pub(crate) use matrix::{Extent, Matrix, Placed};

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
pub(crate) fn tables(sheets: &[Sheet]) -> Vec<Found> {
    let pages: Vec<Vec<Matrix>> = sheets.iter().enumerate().map(|(at, sheet)| of_sheet(sheet, at)).collect();
    let joined = join::join(sheets, pages);
    joined
        .into_iter()
        .filter_map(|joined| {
            let mut matrix = joined.matrix;
            refine::refine(&mut matrix);
            let cells = matrix.cells.iter().filter(|cell| !cell.is_empty()).count();
            let header = header::depth(&matrix);
            (cells >= 2 && matrix.rows() * matrix.cols() >= 2).then_some(Found {
                matrix,
                header,
                repeated: joined.repeated,
            })
        })
        .collect()
}

/// The tables of a page, from top to bottom.
fn of_sheet(sheet: &Sheet, at: usize) -> Vec<Matrix> {
    let rulings = rulings::rulings(sheet);
    let groups = rulings::groups(&rulings);
    let mut used = vec![false; sheet.glyphs.len()];
    let tables: Vec<Matrix> = groups.iter().filter_map(|group| lattice::table(sheet, at, group, &mut used)).collect();
    let mut tables = lattice::beside(tables);
    tables.extend(bands::tables(sheet, at, &groups, &mut used));
    tables.extend(gaps::tables(sheet, at, &mut used));
    tables.sort_by_key(|matrix| {
        let area = matrix.area();
        (area.top, area.x0)
    });
    // They wait for those of all other pages.
    tables.iter_mut().for_each(Matrix::shrink);
    tables
}
