//! Tables over several pages: whether one goes on in the next, and the two put together.

use super::content::is_value;
use super::filled::Filled;
use super::furniture::{Furniture, bare, reach};
use super::matrix::{Matrix, Placed};
use super::refine::{texts, texts_of_rows};
use super::waiting::Waiting;
use crate::sheet::{Glyph, Length, Sheet};
use crate::table::grid::lines;

/// What borders of columns may differ from page to page.
const SAME_BORDER: Length = 400;
/// The same, where the header is repeated word for word.
const SAME_BORDER_UNDER_HEADER: Length = 1_500;
/// The same, where they are not drawn.
const LOOSE_BORDER: Length = 3_000;
/// Most header rows that may be repeated.
const MOST_REPEATED: usize = 6;
/// Share of a page's height, in hundredths, that a table must reach to go on.
const REACHES: Length = 55;

/// A table on one page, and the header rows of it that are repeated from the page before.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    /// The whole.
    pub(crate) matrix: Matrix,
    /// Glyphs of repeated headers.
    pub(crate) repeated: Vec<Vec<Placed>>,
}

/// Takes the tables of all pages, in order, those that go on put together.
pub(super) fn join(sheets: &[Sheet], pages: Vec<Vec<Waiting>>, mut take: impl FnMut(Joined)) {
    let furniture = Furniture::of(sheets, &pages);
    // The table before, and whether it may go on: it is the last of the page before.
    let (mut before, mut open): (Option<Growing>, bool) = (None, false);
    for (at, tables) in pages.into_iter().enumerate() {
        let count = tables.len();
        for (place, waiting) in tables.into_iter().enumerate() {
            let matrix = waiting.on(&sheets[at], at);
            let fits = before.as_mut().filter(|_| open && place == 0).and_then(|before| {
                let free = furniture.is_free_between(sheets, at, &before.joined.matrix, &matrix);
                let fit = free.then(|| fit(before, &matrix, sheets))??;
                Some((before, fit))
            });
            match fits {
                Some((before, fit)) => append(&mut before.joined, matrix, &fit),
                None => before.replace(Growing::of(matrix)).into_iter().for_each(|table| take(table.joined)),
            }
        }
        open = count > 0;
    }
    before.into_iter().for_each(|table| take(table.joined));
}

/// A table that may go on, and what its columns hold: of a table over many pages, each page is read once.
struct Growing {
    joined: Joined,
    filled: Filled,
}

impl Growing {
    fn of(matrix: Matrix) -> Self {
        Self { joined: Joined { matrix, repeated: vec![] }, filled: Filled::default() }
    }
}

/// How one table continues another.
struct Fit {
    /// What must be added to places of the second.
    shift: Length,
    /// Rows that repeat the header.
    repeated: usize,
    tolerance: Length,
}

fn fit(growing: &mut Growing, next: &Matrix, sheets: &[Sheet]) -> Option<Fit> {
    let before = &growing.joined.matrix;
    let sheet = sheets.get(*before.sheets.last()?)?;
    let written = before.glyphs.last().is_some_and(|placed| Some(&placed.sheet) == before.sheets.last());
    let (one, other) = (before.area(), next.area());
    // Where the rows of the last page end, in that page's own places.
    let reach = reach(before, sheets);
    if !written || reach * 100 < sheet.height * REACHES {
        return None;
    }
    // Borders that are not drawn stand where the longest words leave room.
    let same = before.cols() == next.cols();
    let loose = same && before.head > 0 && next.head > 0;
    // Columns that are known are the same wherever their words end.
    let known = loose && (before.settled || next.settled);
    if !known && (one.width() - other.width()).abs() > if loose { 3 * LOOSE_BORDER } else { 2 * SAME_BORDER } {
        return None;
    }
    let (above, below) = (texts_of_rows(before, 0..MOST_REPEATED.min(before.rows())), texts(next));
    let own = |rows: &[Vec<String>], row: usize| -> Vec<String> {
        rows[row].iter().filter(|text| !text.is_empty()).map(|text| bare(text)).collect()
    };
    let repeated = (0..above.len().min(below.len().saturating_sub(1)))
        .take_while(|&row| {
            !own(&above, row).is_empty()
                && own(&above, row) == own(&below, row)
                && own(&above, row).iter().any(|text| !is_value(text))
        })
        .count();
    let tolerance = match repeated {
        _ if known && repeated < next.head => return None,
        _ if known => sheet.width,
        0 => SAME_BORDER,
        _ if loose => LOOSE_BORDER,
        _ => SAME_BORDER_UNDER_HEADER,
    };
    let shift = one.x0 - other.x0;
    let near = |place: Length, others: &[Length], moved: Length| {
        others.iter().any(|other| (other + moved - place).abs() <= tolerance)
    };
    let (few, many, sign) =
        if before.xs.len() <= next.xs.len() { (&before.xs, &next.xs, 1) } else { (&next.xs, &before.xs, -1) };
    let inside = few.iter().all(|place| near(*place, many, sign * shift));
    if !inside {
        return None;
    }
    if repeated == 0 && begins_anew(&mut growing.filled, before, &below) {
        return None;
    }
    Some(Fit { shift, repeated, tolerance })
}

/// Whether the first row of the second table names columns where the first table has figures: a header of its own.
fn begins_anew(filled: &mut Filled, above: &Matrix, below: &[Vec<String>]) -> bool {
    if Some(above.cols()) != below.first().map(Vec::len) {
        return false;
    }
    let figures = filled.columns_of_figures(above);
    let words = figures.iter().filter(|&&col| !below[0][col].is_empty() && !is_value(&below[0][col])).count();
    let values = figures.iter().filter(|&&col| is_value(&below[0][col])).count();
    words > 0 && values == 0
}

/// Puts a table under another.
fn append(joined: &mut Joined, mut next: Matrix, fit: &Fit) {
    let matrix = &mut joined.matrix;
    let down = matrix.ys.last().copied().unwrap_or_default() - next.ys[0];
    next.xs.iter_mut().for_each(|x| *x += fit.shift);
    next.ys.iter_mut().for_each(|y| *y += down);
    for placed in &mut next.glyphs {
        placed.glyph.area = placed.glyph.area.moved(fit.shift, down);
    }
    for _ in 0..fit.repeated {
        let row: Vec<usize> = next.beginning(0);
        let glyphs: Vec<Placed> =
            row.iter().flat_map(|&cell| next.cells[cell].iter().map(|&at| next.glyphs[at])).collect();
        joined.repeated.push(glyphs);
        row.iter().for_each(|&cell| next.cells[cell].clear());
        next.remove_row(0);
    }
    let before = matrix.rows();
    // Borders that only one of the two has.
    let missing = |of: &Matrix, from: &Matrix| -> Vec<Length> {
        from.xs.iter().copied().filter(|x| !of.xs.iter().any(|own| (own - x).abs() <= fit.tolerance)).collect()
    };
    for x in missing(matrix, &next) {
        matrix.add_x(x);
    }
    for x in missing(&next, matrix) {
        next.add_x(x);
    }
    if next.xs.len() != matrix.xs.len() {
        // Two borders of one side near one of the other: the wider table keeps its own.
        while next.xs.len() < matrix.xs.len() {
            let x = matrix.xs[matrix.xs.len() - 2];
            next.add_x(x);
        }
        while matrix.xs.len() < next.xs.len() {
            let x = next.xs[next.xs.len() - 2];
            matrix.add_x(x);
        }
    }
    // What stands in a column of the second stands in that column of the whole, wherever its borders are.
    align(&mut next, &matrix.xs);
    let (cells, glyphs) = (matrix.cells.len(), matrix.glyphs.len());
    matrix.glyphs.extend(next.glyphs);
    matrix.cells.extend(next.cells.into_iter().map(|cell| cell.into_iter().map(|at| at + glyphs).collect()));
    matrix.owner.extend(next.owner.into_iter().map(|row| row.into_iter().map(|cell| cell + cells).collect()));
    matrix.sheets.extend(next.sheets);
    let end = matrix.ys.pop().unwrap_or_default();
    let first = next.ys.first().copied().unwrap_or(end);
    matrix.ys.extend(next.ys.into_iter().map(|y| y - first + end));
    let moved = end - first;
    matrix.glyphs[glyphs..].iter_mut().for_each(|placed| placed.glyph.area = placed.glyph.area.moved(0, moved));
    run_on(joined, before);
}

/// A merged cell that the end of the page cuts goes on under it, empty there or with its label once more.
fn run_on(joined: &mut Joined, row: usize) {
    let matrix = &mut joined.matrix;
    if row == 0 || row >= matrix.rows() {
        return;
    }
    for col in 0..matrix.cols() {
        let (above, below) = (matrix.owner[row - 1][col], matrix.owner[row][col]);
        // Only the two rows at the end of the page tell: the table above may have many pages.
        let (one, other) = (matrix.across(row - 1, col), matrix.extent_from(row, col));
        let merged = other.rows > 1 || row > 1 && matrix.owner[row - 2][col] == above;
        let same = one.start == col && other.col == col && one.len() == other.cols;
        if !merged || !same || matrix.is_empty(above) {
            continue;
        }
        let text = |cell: usize| -> String {
            let glyphs: Vec<Glyph> = matrix.glyphs_of(cell).copied().collect();
            bare(&lines::text(&glyphs, &lines::lines(&glyphs)))
        };
        let label = text(above);
        if is_value(&label) || !(matrix.is_empty(below) || text(below) == label) {
            continue;
        }
        let gone = std::mem::take(&mut matrix.cells[below]);
        if !gone.is_empty() {
            joined.repeated.push(gone.iter().map(|&at| matrix.glyphs[at]).collect());
        }
        for row in &mut matrix.owner[other.row..other.row + other.rows] {
            row[col..col + other.cols].fill(above);
        }
    }
}

/// Moves the glyphs of each column so that its borders come to stand at `xs`.
fn align(matrix: &mut Matrix, xs: &[Length]) {
    for placed in &mut matrix.glyphs {
        let x = placed.glyph.area.x();
        let col = matrix.xs.partition_point(|&border| border <= x).clamp(1, xs.len() - 1) - 1;
        let (from, to) = (matrix.xs[col], xs[col]);
        placed.glyph.area = placed.glyph.area.moved(to - from, 0);
    }
    matrix.xs = xs.to_vec();
}
