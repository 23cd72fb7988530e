//! Borders that are not drawn: columns that other rows have, rows and columns that the figures make.
//!
//! A ruled table often has fewer rules than rows or columns. What stands in the cells tells the rest: figures under figures at one
//! height in several columns are rows, a strip without glyphs between figures is a border of columns.

use super::content::{self, Line, is_bracketed, is_value};
use super::lines;
use super::matrix::{Extent, Matrix};
use crate::sheet::{Area, Length};
use std::ops::Range;

/// Divides what the rules do not.
pub(super) fn refine(matrix: &mut Matrix) {
    known_columns(matrix);
    rows_by_figures(matrix);
    known_columns(matrix);
    columns_by_figures(matrix);
    remove_indents(matrix);
    remove_empty(matrix);
}

/// What glyphs keep clear of a border, in hundredths of their size.
const CLEAR: Length = 35;

/// Cuts cells that span several columns where their text keeps clear of the borders that other rows have.
fn known_columns(matrix: &mut Matrix) {
    let extents = matrix.extents();
    for (cell, extent) in extents.iter().enumerate() {
        if extent.cols < 2 || extent.rows == 0 || matrix.is_empty(cell) {
            continue;
        }
        let lines = content::lines_of(matrix, cell);
        // A single word does not vote: it is the label of a group, or it stands in one of the columns.
        let voting: Vec<&Line> = lines.iter().filter(|line| line.words.len() > 1).collect();
        if voting.is_empty() {
            continue;
        }
        let clear = |x: Length| {
            voting.iter().all(|line| {
                line.words.iter().all(|word| {
                    let free = line.size * CLEAR / 100;
                    word.area.x1 + free / 2 <= x || word.area.x0 - free / 2 >= x
                })
            })
        };
        let borders: Vec<usize> =
            (extent.col + 1..extent.col + extent.cols).filter(|&col| clear(matrix.xs[col])).collect();
        if borders.is_empty() {
            continue;
        }
        let part = |col: usize| borders.partition_point(|&border| border <= col);
        // What each part would hold, line by line.
        let mut filled = vec![0usize; borders.len() + 1];
        let mut values = vec![0usize; borders.len() + 1];
        for word in voting.iter().flat_map(|line| &line.words) {
            let part = part(matrix.col_at(word.area.x()));
            filled[part] += 1;
            values[part] += usize::from(is_value(&word.text));
        }
        let parts = filled.iter().filter(|&&count| count > 0).count();
        let numeric =
            filled.iter().zip(&values).filter(|(filled, values)| **filled > 0 && **values * 2 >= **filled).count();
        if parts >= 2 && numeric >= 1 {
            matrix.split(cell, extent, |_, col| part(col));
        }
    }
}

/// Lines of a cell of one row.
struct Stacked {
    lines: Vec<Line>,
    figures: bool,
}

/// Share of the filled cells of a row, one in this many, that must hold figures under figures.
const STACKED: usize = 3;

/// Cuts rows in which several cells hold figures under figures at common heights.
fn rows_by_figures(matrix: &mut Matrix) {
    let mut row = 0;
    while row < matrix.rows() {
        let cuts = cuts_of_row(matrix, row);
        for &y in &cuts {
            matrix.add_y(y);
        }
        if !cuts.is_empty() {
            divide(matrix, row, cuts.len() + 1);
        }
        row += cuts.len() + 1;
    }
}

/// The cells that fill exactly one row.
fn stacked(matrix: &Matrix, row: usize) -> Vec<Stacked> {
    let below = matrix.owner.get(row + 1);
    let own = |cell: &usize| !below.is_some_and(|owners| owners.contains(cell)) && !matrix.is_empty(*cell);
    let cells = matrix.beginning(row).into_iter().filter(own);
    cells
        .map(|cell| {
            let lines = content::lines_of(matrix, cell);
            let figures = lines.iter().filter(|line| is_value(&line.text)).count();
            Stacked { figures: lines.len() >= 2 && figures * 10 >= lines.len() * 8, lines }
        })
        .collect()
}

/// The heights at which a row is to be cut.
fn cuts_of_row(matrix: &Matrix, row: usize) -> Vec<Length> {
    let cells = stacked(matrix, row);
    let figures: Vec<&Stacked> = cells.iter().filter(|cell| cell.figures).collect();
    if figures.is_empty() || figures.len() * STACKED < cells.len() {
        return vec![];
    }
    let levels = levels(figures.iter().flat_map(|cell| &cell.lines).map(|line| line.area).collect());
    if levels.len() < 2 {
        return vec![];
    }
    let on = |level: &Area, lines: &[Line]| lines.iter().any(|line| overlap(level, &line.area));
    // A height that only one of several cells has is no row.
    let shared = levels.iter().filter(|level| {
        let holders = figures.iter().filter(|cell| on(level, &cell.lines)).count();
        holders * 2 >= figures.len()
    });
    if shared.count() < levels.len() {
        return vec![];
    }
    let labels: Vec<&Stacked> =
        cells.iter().filter(|cell| !cell.figures && cell.lines.iter().any(|line| !is_value(&line.text))).collect();
    // A label stands a little higher or lower than its figures.
    let nearest = |y: Length| (0..levels.len()).min_by_key(|&at| (levels[at].y() - y).abs()).unwrap_or_default();
    let bracketed = |at: usize| {
        let mut own =
            figures.iter().flat_map(|cell| &cell.lines).filter(|line| overlap(&levels[at], &line.area)).peekable();
        own.peek().is_some() && own.all(|line| is_bracketed(&line.text))
    };
    let lined = |cell: &&Stacked| {
        let labelled = |at: &usize| {
            let mut own = cell.lines.iter().filter(|line| nearest(line.area.y()) == *at).peekable();
            own.peek().is_some() && (!bracketed(*at) || own.any(|line| is_bracketed(&line.text)))
        };
        (0..levels.len()).filter(labelled).count() * 10 >= levels.len() * 8
    };
    if !labels.iter().any(lined) && (!labels.is_empty() || (0..levels.len()).skip(1).any(bracketed)) {
        return vec![];
    }
    levels.windows(2).map(|pair| pair[0].bottom + (pair[1].top - pair[0].bottom) / 2).collect()
}

/// Lines at one height, taken together; areas of full height, top to bottom.
fn levels(mut areas: Vec<Area>) -> Vec<Area> {
    areas.sort_by_key(|area| (area.y(), area.x0));
    let mut levels: Vec<Area> = Vec::new();
    for area in areas {
        match levels.last_mut() {
            Some(level) if overlap(level, &area) => {
                *level = Area { top: level.top.max(area.top), bottom: level.bottom.min(area.bottom), ..*level }
            }
            _ => levels.push(area),
        }
    }
    levels
}

/// Whether two lines stand at one height.
fn overlap(one: &Area, other: &Area) -> bool {
    let common = one.bottom.min(other.bottom) - one.top.max(other.top);
    common * 2 >= one.height().min(other.height())
}

/// Divides the cells of a row that was cut into `count`: those with a line at several heights. Others span all.
fn divide(matrix: &mut Matrix, row: usize, count: usize) {
    let first = |cell: &usize| matrix.owner[row].iter().position(|owner| owner == cell);
    let cells: Vec<(usize, Extent)> = matrix
        .beginning(row)
        .into_iter()
        .filter_map(|cell| Some((cell, matrix.extent_from(row, first(&cell)?))))
        .filter(|(_, extent)| extent.rows == count)
        .collect();
    for (cell, extent) in cells {
        let lines = content::lines_of(matrix, cell);
        let mut rows: Vec<usize> = lines.iter().map(|line| matrix.row_at(line.area.y())).collect();
        rows.dedup();
        let single_value = rows.len() == 1 && lines.iter().all(|line| is_value(&line.text));
        if rows.len() > 1 || single_value {
            matrix.split(cell, &extent, |row, _| row);
        }
    }
}

/// Strip, in hundredths of the type's size, that parts columns of figures.
const STRIP: Length = 80;

/// Cuts columns in which a free strip stands between figures.
fn columns_by_figures(matrix: &mut Matrix) {
    let mut col = 0;
    while col < matrix.cols() {
        let Some(x) = strip(matrix, col) else {
            col += 1;
            continue;
        };
        matrix.add_x(x);
        let extents = matrix.extents();
        for (cell, extent) in extents.iter().enumerate() {
            if extent.rows == 0 || extent.cols != 2 || extent.col != col {
                continue;
            }
            let lines = content::lines_of(matrix, cell);
            let clear = lines.iter().all(|line| line.words.iter().all(|word| word.area.x1 <= x || word.area.x0 >= x));
            if clear && !lines.is_empty() {
                matrix.split(cell, extent, |_, col| col);
            }
        }
    }
}

/// The middle of a free strip in a column, with figures on both sides.
fn strip(matrix: &Matrix, col: usize) -> Option<Length> {
    let extents = matrix.extents();
    let own = |cell: &usize| extents[*cell].rows > 0 && extents[*cell].col == col && extents[*cell].cols == 1;
    let lines: Vec<Line> =
        (0..matrix.cells.len()).filter(own).flat_map(|cell| content::lines_of(matrix, cell)).collect();
    let voting: Vec<&Line> = lines.iter().filter(|line| line.words.len() > 1).collect();
    if voting.len() < 3 {
        return None;
    }
    let size = voting.iter().map(|line| line.size).max()?;
    let mut taken: Vec<(Length, Length)> =
        voting.iter().flat_map(|line| &line.words).map(|word| (word.area.x0, word.area.x1)).collect();
    taken.sort_unstable();
    let mut end = taken.first()?.1;
    for (from, to) in taken {
        if (from - end) * 100 >= size * STRIP {
            let x = end + (from - end) / 2;
            let sides = [false, true].map(|right| {
                let words: Vec<bool> = voting
                    .iter()
                    .flat_map(|line| &line.words)
                    .filter(|word| (word.area.x() > x) == right)
                    .map(|word| is_value(&word.text))
                    .collect();
                words.iter().filter(|value| **value).count() * 10 >= words.len() * 7
            });
            if sides == [true, true] {
                return Some(x);
            }
        }
        end = end.max(to);
    }
    None
}

/// Width, in hundredths of the type's size, up to which a column may be an indent.
const INDENT: Length = 190;

/// Takes away borders of columns that only indent: no row has text on both sides, and one side is narrow.
fn remove_indents(matrix: &mut Matrix) {
    // From the right, so that a further indent is as narrow as it was.
    for border in (1..matrix.cols()).rev() {
        let size = matrix.glyphs.iter().map(|placed| placed.glyph.size).max().unwrap_or_default();
        let narrow = |col: usize| (matrix.xs[col + 1] - matrix.xs[col]) * 100 < size * INDENT;
        let extents = matrix.extents();
        let both = (0..matrix.rows()).any(|row| {
            let (left, right) = (matrix.owner[row][border - 1], matrix.owner[row][border]);
            left != right && !matrix.is_empty(left) && !matrix.is_empty(right)
        });
        let parted = (0..matrix.rows()).any(|row| matrix.owner[row][border - 1] != matrix.owner[row][border]);
        let spans = (0..matrix.rows()).any(|row| {
            let cell = matrix.owner[row][border];
            matrix.owner[row][border - 1] == cell && extents[cell].cols > 1
        });
        if !both && (narrow(border - 1) && (spans || !parted)) {
            matrix.remove_col(border - 1, border);
        }
    }
}

/// Takes rows and columns away in which nothing begins to be written.
fn remove_empty(matrix: &mut Matrix) {
    let extents = matrix.extents();
    let begins = |row: usize| matrix.owner[row].iter().any(|&cell| !matrix.is_empty(cell) && extents[cell].row == row);
    let rows: Vec<usize> = (0..matrix.rows()).filter(|&row| !begins(row)).collect();
    for row in rows.into_iter().rev() {
        if matrix.rows() > 1 {
            matrix.remove_row(row);
        }
    }
    let mut col = 0;
    while col < matrix.cols() && matrix.cols() > 1 {
        let extents = matrix.extents();
        let begins = (0..matrix.rows()).any(|row| {
            let cell = matrix.owner[row][col];
            !matrix.is_empty(cell) && extents[cell].col == col
        });
        if begins {
            col += 1;
        } else {
            matrix.remove_col(col, if col > 0 { col - 1 } else { col + 1 });
        }
    }
}

/// The text of each place, row by row, merged cells in their first place only.
pub(super) fn texts(matrix: &Matrix) -> Vec<Vec<String>> {
    texts_of_rows(matrix, 0..matrix.rows())
}

/// The same of some rows: what stands in others is not read.
pub(super) fn texts_of_rows(matrix: &Matrix, rows: Range<usize>) -> Vec<Vec<String>> {
    let text = |row: usize, col: usize| {
        let cell = matrix.owner[row][col];
        let continues = row > 0 && matrix.owner[row - 1][col] == cell || col > 0 && matrix.owner[row][col - 1] == cell;
        if continues || matrix.is_empty(cell) {
            return String::new();
        }
        let glyphs: Vec<_> = matrix.glyphs_of(cell).copied().collect();
        lines::text(&glyphs, &lines::lines(&glyphs))
    };
    rows.map(|row| (0..matrix.cols()).map(|col| text(row, col)).collect()).collect()
}
