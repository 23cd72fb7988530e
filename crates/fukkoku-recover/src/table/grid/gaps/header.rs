//! The header of a table without rules: labels and the columns that they lie over.

use super::pieces::{Line, Piece, TEXT_GAP};
use crate::sheet::{Area, Glyph, Length};
use crate::table::grid::matrix::{Extent, Matrix, Placed};

/// A label of a header: its words and the columns that it lies over.
pub(super) struct Label {
    glyphs: Vec<usize>,
    area: Area,
    first: usize,
    last: usize,
    level: usize,
    size: Length,
}

/// Line pitch, in hundredths of the type's size, up to which two lines over the same columns are one label.
const WRAP: Length = 165;

/// The labels of a header, each with its level: one more than that of the label over it.
pub(super) fn labels(lines: &[Line], matrix: &Matrix, bodies: &[Option<Area>]) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // Letters of one word that is set apart stand closer than columns.
        for piece in words(line, matrix, bodies, at + 1 < lines.len()) {
            let (first, last) = columns_under(&piece.area, matrix, bodies, line, lines.get(at + 1));
            let above = found.iter_mut().rev().find(|label| label.first <= last && first <= label.last);
            match above {
                Some(label)
                    if label.first == first
                        && label.last == last
                        && (piece.area.y() - label.area.y()) * 100
                            <= line.size.max(label.size) * WRAP * lines_in(label) =>
                {
                    label.glyphs.extend(piece.glyphs);
                    label.area = label.area.with(&piece.area);
                }
                above => {
                    let level = above.map_or(0, |label| label.level + 1);
                    found.push(Label { glyphs: piece.glyphs, area: piece.area, first, last, level, size: line.size });
                }
            }
        }
    }
    found
}

/// How far the middle of a label lies above its next line, in line pitches.
fn lines_in(label: &Label) -> Length {
    (label.area.height() / label.size.max(1)).max(1).div_euclid(2) + 1
}

/// Gap, in hundredths of the type's size, between two letters of a label over several columns.
const LETTERS: Length = 700;

/// The pieces of a header line, those over one column put together.
fn words(line: &Line, matrix: &Matrix, bodies: &[Option<Area>], above_others: bool) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for piece in &line.pieces {
        let column = |piece: &Piece| matrix.col_at(piece.area.x());
        let joined = found.last().is_some_and(|last| {
            let single = last.text.chars().count() == 1 || piece.text.chars().count() == 1;
            let same = column(last) == column(piece);
            let body = bodies[column(piece)].map_or(0, |body| body.width());
            // `比　較` over two columns: letters that name no column by themselves.
            let letter = |piece: &Piece| piece.text.chars().count() == 1 && !"男女計".contains(&piece.text);
            let pair = above_others && letter(last) && letter(piece);
            pair && (piece.area.x0 - last.area.x1) * 100 < line.size * LETTERS
                || same && (single || piece.area.x1 - last.area.x0 <= body.max(line.size * 4))
                || single && (piece.area.x0 - last.area.x1) * 100 < line.size * TEXT_GAP
        });
        match found.last_mut() {
            Some(last) if joined => {
                last.area = last.area.with(&piece.area);
                last.text.push_str(&piece.text);
                last.glyphs.extend(&piece.glyphs);
            }
            _ => found.push(piece.clone()),
        }
    }
    found
}

/// The columns that a word of a header lies over: those that it overlaps, and on either side of its middle as many as the words
/// beside it leave, if the line below names them one by one.
fn columns_under(
    area: &Area,
    matrix: &Matrix,
    bodies: &[Option<Area>],
    line: &Line,
    below: Option<&Line>,
) -> (usize, usize) {
    let overlapped = |col: &usize| {
        let (x0, x1) = bodies[*col].map_or((matrix.xs[*col], matrix.xs[col + 1]), |body| (body.x0, body.x1));
        let common = area.x1.min(x1) - area.x0.max(x0);
        common * 100 >= (x1 - x0).min(area.width()) * 35
    };
    let mut over: Vec<usize> = (0..matrix.cols()).filter(overlapped).collect();
    if over.is_empty() {
        over.push(matrix.col_at(area.x()));
    }
    let (first, last) = (over[0], over[over.len() - 1]);
    let Some(below) = below else { return (first, last) };
    // Half way to its neighbours lies the end of what a word may span; without one on a side, it spans as much as on the other.
    let left = line.pieces.iter().map(|piece| piece.area.x1).filter(|x| *x <= area.x0).max().map(|x| (area.x0 - x) / 2);
    let right =
        line.pieces.iter().map(|piece| piece.area.x0).filter(|x| *x >= area.x1).min().map(|x| (x - area.x1) / 2);
    let (before, after) = (left.or(right).unwrap_or(0), right.or(left).unwrap_or(0));
    let (from, to) = (area.x0 - before, area.x1 + after);
    let named: Vec<usize> = below
        .pieces
        .iter()
        .filter(|piece| piece.area.x() > from && piece.area.x() < to)
        .map(|piece| matrix.col_at(piece.area.x()))
        .collect();
    let wide = named.iter().copied().filter(|col| {
        let body = bodies[*col].map_or((matrix.xs[*col] + matrix.xs[col + 1]) / 2, |body| body.x());
        body > from && body < to
    });
    let (low, high) = wide.fold((first, last), |(low, high), col| (low.min(col), high.max(col)));
    // A label stands in the middle of what it spans.
    let middle = |low: usize, high: usize| {
        let end = |col: usize| bodies[col].map_or((matrix.xs[col], matrix.xs[col + 1]), |body| (body.x0, body.x1));
        let (x0, x1) = (end(low).0, end(high).1);
        ((x0 + x1) / 2, x1 - x0)
    };
    let (span, width) = middle(low, high);
    if (span - area.x()).abs() * 5 <= width { (low, high) } else { (first, last) }
}

/// Adds rows for the labels on top of a table.
pub(super) fn add_header(
    matrix: &mut Matrix,
    labels: Vec<Label>,
    glyphs: &[Glyph],
    free: &[usize],
    at: usize,
    top: Length,
) {
    let Some(depth) = labels.iter().map(|label| label.level + 1).max() else { return };
    let bottom = matrix.ys[0];
    let cols = matrix.cols();
    let empty = matrix.cells.len();
    matrix.cells.resize(empty + depth * cols, vec![]);
    let mut owner: Vec<Vec<usize>> =
        (0..depth).map(|row| (0..cols).map(|col| empty + row * cols + col).collect()).collect();
    let below = |level: usize, label: &Label| {
        let next =
            labels.iter().filter(|other| other.first <= label.last && label.first <= other.last && other.level > level);
        next.map(|other| other.level).min().unwrap_or(depth)
    };
    for label in &labels {
        let extent = Extent {
            row: label.level,
            col: label.first,
            rows: below(label.level, label) - label.level,
            cols: label.last - label.first + 1,
        };
        let cell = owner[extent.row][extent.col];
        for row in &mut owner[extent.row..extent.row + extent.rows] {
            row[extent.col..extent.col + extent.cols].fill(cell);
        }
        for &glyph in &label.glyphs {
            matrix.cells[cell].push(matrix.glyphs.len());
            matrix.glyphs.push(Placed { glyph: glyphs[glyph], sheet: at, index: free[glyph] });
        }
    }
    let step = (bottom - top) / depth as Length;
    let mut ys: Vec<Length> = (0..depth).map(|level| top + step * level as Length).collect();
    ys.append(&mut matrix.ys);
    matrix.ys = ys;
    owner.append(&mut matrix.owner);
    matrix.owner = owner;
    matrix.sheets = vec![at; matrix.owner.len()];
    matrix.head = depth;
}
