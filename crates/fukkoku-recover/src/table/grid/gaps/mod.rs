//! Tables without rules: lines of several words over each other, with strips between them that stay free.
//!
//! A line with several figures, or several words wide apart, is a row; rows close under each other are a table. What all of them
//! leave free is a border of columns. What stands right above is the header: a word is a label of the columns that it lies over.
//! This comes last, for what the rules have left.

mod beside;
mod header;
mod pieces;

use super::lines;
use super::matrix::{Matrix, Placed};
use crate::sheet::{Area, Glyph, Length, Setting, Sheet};
use header::{add_header, labels};
use pieces::{Line, Piece, is_letters, parts, read};
use std::collections::{BTreeMap, BTreeSet};

/// Strip, in hundredths of the type's size, that parts columns.
const STRIP: Length = 40;
/// Fewest rows.
const LEAST_ROWS: usize = 3;
/// Most lines above the first row that may be its header.
const MOST_HEADER: usize = 7;
/// Most lines of a page: beyond, none is taken for a row.
const MOST_LINES: usize = 2_000;

/// The tables that white space makes of what is not used yet; glyphs that they take are marked.
pub(super) fn tables(sheet: &Sheet, at: usize, used: &mut [bool]) -> Vec<Matrix> {
    // Letters of lines that run down the page stand in no row.
    let level = |index: &usize| !used[*index] && sheet.glyphs[*index].setting == Setting::Level;
    let free: Vec<usize> = (0..sheet.glyphs.len()).filter(level).collect();
    let glyphs: Vec<Glyph> = free.iter().map(|&index| sheet.glyphs[index]).collect();
    if lines::is_vertical(&glyphs) {
        return vec![];
    }
    let lines = read(&glyphs, &lines::lines(&glyphs));
    if lines.len() > MOST_LINES {
        return vec![];
    }
    let mut found = Vec::new();
    let mut from = 0;
    for rows in blocks(&lines) {
        let Some(table) = Table::of(&lines, from, rows) else { continue };
        from = table.end;
        let matrix = table.matrix(&lines, &glyphs, &free, at);
        matrix.glyphs.iter().for_each(|placed| used[placed.index] = true);
        found.push(matrix);
    }
    found
}

/// Rows close under each other, as indices of lines.
fn blocks(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for row in (0..lines.len()).filter(|&at| lines[at].is_row()) {
        let joined = blocks.last().is_some_and(|block| {
            let last = block[block.len() - 1];
            let pitches = block.windows(2).map(|pair| lines[pair[1]].area.y() - lines[pair[0]].area.y());
            let pitch = pitches.max().unwrap_or(lines[row].size * 2);
            let distance = lines[row].area.y() - lines[last].area.y();
            let between = &lines[last + 1..row];
            // Running text begins where rows begin; a long cell in their midst is none.
            let left = lines[row].area.x0 + lines[row].area.width() / 4;
            // Rows whose words stand under each other may be far apart.
            let far = if are_aligned(&lines[last], &lines[row]) { 9 } else { 3 };
            distance <= (pitch * 5 / 2).max(lines[row].size * far)
                && !between.iter().any(|line| line.is_running() && line.area.x0 < left)
        });
        match blocks.last_mut() {
            Some(block) if joined => block.push(row),
            _ => blocks.push(vec![row]),
        }
    }
    let mut found: Vec<Vec<usize>> = blocks.into_iter().flat_map(|block| bodies(lines, block)).collect();
    // Two rows are enough where many figures stand under each other.
    let pair = |block: &[usize]| block.len() == 2 && block.iter().all(|row| lines[*row].values() >= 4);
    found.retain(|block| block.len() >= LEAST_ROWS || pair(block));
    found
}

/// Whether two pieces or more of two lines end, or begin, at one place.
fn are_aligned(one: &Line, other: &Line) -> bool {
    let near = |x: Length, y: Length| (x - y).abs() * 5 <= one.size * 2;
    let under = |piece: &&Piece| {
        other.pieces.iter().any(|other| near(piece.area.x1, other.area.x1) || near(piece.area.x0, other.area.x0))
    };
    one.pieces.iter().filter(under).count() >= 2
}

/// Where most rows have figures, those that have none are headers: of the whole above the first, of a further table below.
fn bodies(lines: &[Line], block: Vec<usize>) -> Vec<Vec<usize>> {
    let valued = |row: &usize| lines[*row].values() > 0;
    if block.iter().filter(|row| valued(row)).count() * 3 < block.len() * 2 {
        return vec![block];
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (place, row) in block.iter().enumerate() {
        let words = lines[*row].pieces.len();
        // Labels over most columns, not a row whose figures are missing.
        let usual = block[place + 1..].iter().find(|row| valued(row)).map_or(0, |next| lines[*next].pieces.len());
        if !valued(row) && (words >= 3 && words * 3 >= usual || found.is_empty()) {
            open = false;
            continue;
        }
        match found.last_mut().filter(|_| open) {
            Some(body) => body.push(*row),
            None => found.push(vec![*row]),
        }
        open = true;
    }
    found
}

/// A table among the lines of a page.
struct Table {
    /// First line, header included.
    start: usize,
    /// First line of the body.
    body: usize,
    /// Line after the last.
    end: usize,
    rows: Vec<usize>,
    /// Borders between columns, the outermost left out.
    borders: Vec<Length>,
}

impl Table {
    fn of(lines: &[Line], from: usize, rows: Vec<usize>) -> Option<Self> {
        let body = around_first(lines, from, *rows.first()?);
        let last = *rows.last()?;
        let borders = strips(&rows.iter().map(|&row| &lines[row]).collect::<Vec<_>>());
        let values = rows.iter().filter(|&&row| lines[row].values() > 0).count();
        // Lines set vertically beside each other look like rows of single letters.
        let letters = rows.iter().flat_map(|&row| &lines[row].pieces).filter(|piece| is_letters(&piece.text)).count();
        if letters * 5 > 4 * rows.iter().map(|&row| lines[row].pieces.len()).sum::<usize>() {
            return None;
        }
        let least = if values * 2 >= rows.len() { 1 } else { 2 };
        if borders.len() < least {
            return None;
        }
        // Most rows fill most columns: otherwise the words stand together by chance.
        let filled = |row: &usize| {
            let mut columns: Vec<usize> =
                lines[*row].pieces.iter().map(|piece| borders.partition_point(|x| *x <= piece.area.x())).collect();
            columns.dedup();
            columns.len() * 3 > borders.len()
        };
        if rows.iter().filter(|row| filled(row)).count() * 10 < rows.len() * 6 {
            return None;
        }
        let area = Area::around(rows.iter().map(|&row| &lines[row].area))?;
        let start = header_start(lines, from, body, &area, pitch_of(lines, &rows));
        let mut end = last + 1;
        // What the last row could not hold on its line.
        while lines.get(end).is_some_and(|line| belongs_below(line, &lines[end - 1], &area)) {
            end += 1;
        }
        Some(Self { start, body, end, rows, borders })
    }

    fn matrix(&self, lines: &[Line], glyphs: &[Glyph], free: &[usize], at: usize) -> Matrix {
        let all = &lines[self.start..self.end];
        let area = Area::around(all.iter().map(|line| &line.area)).unwrap_or_default();
        let mut xs = vec![area.x0 - 100];
        xs.extend(&self.borders);
        xs.push(area.x1 + 100);
        let anchors = self.anchors(lines);
        let mut ys = vec![lines[self.body].area.top - 1];
        ys.extend(anchors.windows(2).map(|pair| pair[0].1 + (pair[1].0 - pair[0].1) / 2));
        ys.push(area.bottom + 100);
        let (cols, rows) = (xs.len() - 1, ys.len() - 1);
        let mut matrix = Matrix {
            xs,
            ys,
            owner: (0..rows).map(|row| (row * cols..(row + 1) * cols).collect()).collect(),
            sheets: vec![at; rows],
            cells: vec![vec![]; rows * cols],
            glyphs: vec![],
            head: 0,
            spaced: true,
            settled: false,
        };
        for line in &lines[self.body..self.end] {
            for piece in &line.pieces {
                let row = matrix.row_at(line.area.y());
                let place = |matrix: &mut Matrix, owner: usize, at_glyph: usize| {
                    matrix.cells[owner].push(matrix.glyphs.len());
                    matrix.glyphs.push(Placed { glyph: glyphs[at_glyph], sheet: at, index: free[at_glyph] });
                };
                for part in parts(piece, glyphs, &self.borders) {
                    let area = Area::around(part.iter().map(|&glyph| &glyphs[glyph].area)).unwrap_or(piece.area);
                    let owner = matrix.owner[row][matrix.col_at(area.x())];
                    part.iter().for_each(|&glyph| place(&mut matrix, owner, glyph));
                }
            }
        }
        self.merge_beside(lines, free, &mut matrix);
        let labels = labels(&lines[self.start..self.body], &matrix, &self.bodies(lines, &matrix));
        add_header(&mut matrix, labels, glyphs, free, at, area.top - 100);
        matrix
    }

    /// Labels that run down beside the rows become cells over these.
    fn merge_beside(&self, lines: &[Line], free: &[usize], matrix: &mut Matrix) {
        let pieces = lines[self.body..self.end].iter().flat_map(|line| &line.pieces).filter(|piece| piece.beside);
        let mut cols: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for piece in pieces {
            let letters = piece.glyphs.iter().map(|&glyph| free[glyph]);
            cols.entry(matrix.col_at(piece.area.x())).or_default().extend(letters);
        }
        for (col, letters) in cols {
            beside::merge(matrix, col, |glyph| letters.contains(&glyph));
        }
    }

    /// What the figures and words of each column cover.
    fn bodies(&self, lines: &[Line], matrix: &Matrix) -> Vec<Option<Area>> {
        let mut bodies: Vec<Option<Area>> = vec![None; matrix.cols()];
        for piece in self.rows.iter().flat_map(|&row| &lines[row].pieces) {
            let body = &mut bodies[matrix.col_at(piece.area.x())];
            *body = Some(body.map_or(piece.area, |all| all.with(&piece.area)));
        }
        bodies
    }

    /// Upper and lower side of each row: a line that stands close to one is part of it.
    fn anchors(&self, lines: &[Line]) -> Vec<(Length, Length)> {
        let pitch = pitch_of(lines, &self.rows);
        let near = |at: usize| {
            let distance = |row: &usize| (lines[*row].area.y() - lines[at].area.y()).abs();
            self.rows.iter().map(distance).min().is_some_and(|distance| distance * 4 < pitch * 3)
        };
        // A letter of a label that runs down beside the rows is none by itself.
        let beside = |at: usize| lines[at].pieces.iter().all(|piece| piece.beside);
        let own = |at: &usize| self.rows.contains(at) || !beside(*at) && !near(*at);
        let own: Vec<usize> = (self.body..self.end).filter(own).collect();
        own.iter().map(|&at| (lines[at].area.top, lines[at].area.bottom)).collect()
    }
}

/// How far rows stand from each other.
fn pitch_of(lines: &[Line], rows: &[usize]) -> Length {
    let mut pitches: Vec<Length> =
        rows.windows(2).map(|pair| lines[pair[1]].area.y() - lines[pair[0]].area.y()).collect();
    pitches.sort_unstable();
    pitches.get(pitches.len() / 2).copied().unwrap_or_default()
}

/// The line that the first row begins with: what stands as far over it as under it, over the same places, is part of it.
fn around_first(lines: &[Line], from: usize, row: usize) -> usize {
    let (Some(above), Some(below)) = (row.checked_sub(1).filter(|above| *above >= from), lines.get(row + 1)) else {
        return row;
    };
    let line = &lines[above];
    let (over, under) = (lines[row].area.y() - line.area.y(), below.area.y() - lines[row].area.y());
    let same =
        |piece: &Piece| below.pieces.iter().any(|other| other.area.x0 < piece.area.x1 && piece.area.x0 < other.area.x1);
    let even = (over - under).abs() * 2 < line.size && over < line.size * 3 / 2;
    if even && !line.is_row() && !below.is_row() && line.pieces.iter().all(same) { above } else { row }
}

/// Whether a line is the rest of the row above it, not a remark under the table.
fn belongs_below(line: &Line, above: &Line, area: &Area) -> bool {
    let close = line.area.top - above.area.bottom < line.size / 2;
    let inside = line.area.x0 >= area.x0 - line.size && line.area.x1 <= area.x1 + line.size;
    let remark = line.pieces[0].text.starts_with(['※', '注', '*', '＊', '（', '(']);
    let left = line.area.x0 < area.x0 + area.width() / 4;
    close && inside && !line.is_row() && !(left && (remark || line.is_running()))
}

/// What all rows leave free, as the middles of strips. A row or two of many may disagree.
fn strips(rows: &[&Line]) -> Vec<Length> {
    let size = rows.iter().map(|line| line.size).max().unwrap_or_default();
    let tolerated = rows.len() / 10;
    let mut edges: Vec<(Length, i32)> = Vec::new();
    for piece in rows.iter().flat_map(|line| &line.pieces) {
        edges.push((piece.area.x0, 1));
        edges.push((piece.area.x1, -1));
    }
    edges.sort_unstable();
    let (mut depth, mut borders, mut free_from) = (0usize, Vec::new(), None);
    for (x, step) in edges {
        let before = depth;
        depth = if step > 0 { depth + 1 } else { depth.saturating_sub(1) };
        if before > tolerated && depth <= tolerated {
            free_from = Some(x);
        } else if before <= tolerated
            && depth > tolerated
            && let Some(from) = free_from.take()
            && (x - from) * 100 >= size * STRIP
        {
            borders.push(from + (x - from) / 2);
        }
    }
    borders
}

/// The first line of the header over a row.
fn header_start(lines: &[Line], from: usize, body: usize, area: &Area, pitch: Length) -> usize {
    let mut start = body;
    let mut below = lines[body].area;
    for at in (from..body).rev().take(MOST_HEADER) {
        let line = &lines[at];
        // The first line of labels may stand as far off as the rows from each other.
        let reach = if start == body { (pitch - line.size) * 4 / 5 } else { 0 };
        let close = below.top - line.area.bottom < (line.size * 3 / 2).max(reach);
        let inside = line.area.x0 >= area.x0 - 6 * line.size && line.area.x1 <= area.x1 + 6 * line.size;
        if line.is_running() || !close || !inside || is_unit_note(line) {
            break;
        }
        below = line.area;
        // A title or a unit alone on its line heads no column, unless labels stand over it too.
        if line.pieces.len() >= 2 {
            start = at;
        }
    }
    start
}

fn is_unit_note(line: &Line) -> bool {
    line.pieces.last().is_some_and(|piece| piece.text.contains("単位")) && line.pieces.len() <= 2
}
