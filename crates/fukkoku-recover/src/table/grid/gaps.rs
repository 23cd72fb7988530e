//! Tables without rules: lines of several words over each other, with strips between them that stay free.
//!
//! A line with several figures, or several words wide apart, is a row; rows close under each other are a table. What all of them
//! leave free is a border of columns. What stands right above is the header: a word is a label of the columns that it lies over.
//! This comes last, for what the rules have left.

use super::content::is_value;
use super::matrix::{Extent, Matrix, Placed};
use crate::look;
use crate::sheet::{Area, Glyph, Length, Sheet};
use crate::table::grid::lines;

/// Gap, in hundredths of the type's size, that parts two pieces of a line.
const PIECE_GAP: Length = 40;
/// The same, for words without figures: blanks between words are wider than a letter.
const TEXT_GAP: Length = 90;
/// Strip, in hundredths of the type's size, that parts columns.
const STRIP: Length = 40;
/// Fewest rows.
const LEAST_ROWS: usize = 3;
/// Most lines above the first row that may be its header.
const MOST_HEADER: usize = 7;
/// Characters from which a line of one piece is running text.
const RUNNING: usize = 25;
/// Most lines of a page: beyond, none is taken for a row.
const MOST_LINES: usize = 2_000;

/// What stands together on a line.
#[derive(Clone, Debug)]
struct Piece {
    area: Area,
    text: String,
    glyphs: Vec<usize>,
}

/// A line.
#[derive(Clone, Debug)]
struct Line {
    area: Area,
    size: Length,
    pieces: Vec<Piece>,
}

impl Line {
    fn values(&self) -> usize {
        self.pieces.iter().filter(|piece| is_value(&piece.text) || is_measure(&piece.text)).count()
    }

    /// Several figures, or several words wide apart.
    fn is_row(&self) -> bool {
        let apart =
            self.pieces.windows(2).filter(|pair| (pair[1].area.x0 - pair[0].area.x1) * 100 >= self.size * TEXT_GAP);
        let wide = apart.count() + 1;
        self.values() >= 2 || wide >= 4 || wide >= 3 && self.values() >= 1
    }

    fn is_running(&self) -> bool {
        let count: usize = self.pieces.iter().map(|piece| piece.text.chars().count()).sum();
        let ends = self.pieces.last().is_some_and(|piece| piece.text.ends_with('。'));
        let close = self.pieces.windows(2).all(|pair| pair[1].area.x0 - pair[0].area.x1 < self.size * 3 / 2);
        self.pieces.len() <= 2 && close && (count >= RUNNING || ends)
    }
}

/// A figure with what it is of: `0.1未満`, `2.7%増`, `12人`.
fn is_measure(text: &str) -> bool {
    let starts = text.chars().next().is_some_and(|c| look::is_digit(c) || "▲△".contains(c));
    let others = text.chars().filter(|c| !look::is_digit(*c) && !look::is_figure_mark(*c)).count();
    starts && others <= 3 && text.chars().count() <= 10
}

/// The tables that white space makes of what is not used yet; glyphs that they take are marked.
pub(super) fn tables(sheet: &Sheet, at: usize, used: &mut [bool]) -> Vec<Matrix> {
    let free: Vec<usize> = (0..sheet.glyphs.len()).filter(|&index| !used[index]).collect();
    let glyphs: Vec<Glyph> = free.iter().map(|&index| sheet.glyphs[index]).collect();
    if lines::is_vertical(&glyphs) {
        return vec![];
    }
    let lines: Vec<Line> = lines::lines(&glyphs).iter().filter_map(|line| read(&glyphs, line)).collect();
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

fn read(glyphs: &[Glyph], line: &[usize]) -> Option<Line> {
    let area = lines::area_of(glyphs, line)?;
    let size = line.iter().map(|&at| glyphs[at].size).max()?;
    let mut pieces: Vec<Piece> = Vec::new();
    for &at in line {
        let glyph = &glyphs[at];
        match pieces.last_mut() {
            Some(piece) if (glyph.area.x0 - piece.area.x1) * 100 < size * PIECE_GAP => {
                piece.area = piece.area.with(&glyph.area);
                piece.text.push(glyph.c);
                piece.glyphs.push(at);
            }
            _ => pieces.push(Piece { area: glyph.area, text: String::from(glyph.c), glyphs: vec![at] }),
        }
    }
    Some(Line { area, size, pieces: bound(spread(pieces, size), size) })
}

/// Gap, in hundredths of the type's size, up to which a sign or the number of an item belongs to what follows.
const BOUND: Length = 250;

/// Puts signs (`△ 171`) and numbers of items (`1. 議会費`) together with what they stand before.
fn bound(pieces: Vec<Piece>, size: Length) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for piece in pieces {
        let joined = found.last().is_some_and(|last| {
            let sign = last.text.chars().all(|c| "△▲-−－".contains(c)) && piece.text.starts_with(look::is_digit);
            let digits = last.text.trim_end_matches(['.', '．']);
            let ordinal = digits.len() < last.text.len() && !digits.is_empty() && digits.chars().all(look::is_digit);
            (sign || ordinal) && (piece.area.x0 - last.area.x1) * 100 <= size * BOUND
        });
        match found.last_mut().filter(|_| joined) {
            Some(last) => {
                last.area = last.area.with(&piece.area);
                last.text.push_str(&piece.text);
                last.glyphs.extend(piece.glyphs);
            }
            None => found.push(piece),
        }
    }
    found
}

/// Widest gap, in hundredths of the type's size, between the letters of a word that is set apart (均等割付), if they are two.
const PAIR: Length = 200;
/// The same, if they are more.
const SPREAD: Length = 450;

/// Puts single letters together that stand at even distances: they are one word, set over the width of its cell.
fn spread(pieces: Vec<Piece>, size: Length) -> Vec<Piece> {
    let letter = |piece: &Piece| {
        let mut chars = piece.text.chars();
        chars.next().is_some_and(|c| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '０'..='９'))
            && chars.next().is_none()
    };
    let mut found: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let gap = |at: usize| pieces[at + 1].area.x0 - pieces[at].area.x1;
        let mut end = at + 1;
        while letter(&pieces[at])
            && end < pieces.len()
            && letter(&pieces[end])
            && (gap(end - 1) - gap(at)).abs() * 3 <= gap(at).max(size / 2)
        {
            end += 1;
        }
        let most = if end - at == 2 { PAIR } else { SPREAD };
        let figures = pieces[at..end].iter().all(|piece| is_value(&piece.text));
        if end - at >= 2 && !figures && gap(at) * 100 <= size * most {
            let mut word = pieces[at].clone();
            for piece in &pieces[at + 1..end] {
                word.area = word.area.with(&piece.area);
                word.text.push_str(&piece.text);
                word.glyphs.extend(&piece.glyphs);
            }
            found.push(word);
            at = end;
        } else {
            found.push(pieces[at].clone());
            at += 1;
        }
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
        let labels = labels(&lines[self.start..self.body], &matrix, &self.bodies(lines, &matrix));
        add_header(&mut matrix, labels, glyphs, free, at, area.top - 100);
        matrix
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
        let own: Vec<usize> = (self.body..self.end).filter(|at| self.rows.contains(at) || !near(*at)).collect();
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
        } else if before <= tolerated && depth > tolerated {
            if let Some(from) = free_from.take()
                && (x - from) * 100 >= size * STRIP
            {
                borders.push(from + (x - from) / 2);
            }
        }
    }
    borders
}

/// Least gap, in hundredths of the type's size, at which a border parts two words that stand close.
const SEAM: Length = 10;

/// The parts of a piece that lies over borders: cut where a gap, however small, is at one.
fn parts(piece: &Piece, glyphs: &[Glyph], borders: &[Length]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![vec![]];
    for (at, &glyph) in piece.glyphs.iter().enumerate() {
        if let Some(&before) = at.checked_sub(1).and_then(|before| piece.glyphs.get(before)) {
            let (left, right) = (&glyphs[before].area, &glyphs[glyph]);
            let room = right.size / 2;
            let crossed = borders.iter().any(|x| (left.x1 - room..=right.area.x0 + room).contains(x));
            if crossed && (right.area.x0 - left.x1) * 100 > right.size * SEAM {
                found.push(vec![]);
            }
        }
        if let Some(part) = found.last_mut() {
            part.push(glyph);
        }
    }
    found
}

/// The first line of the header over a row.
fn header_start(lines: &[Line], from: usize, body: usize, area: &Area, pitch: Length) -> usize {
    let mut start = body;
    let mut below = lines[body].area;
    for at in (from..body).rev().take(MOST_HEADER) {
        let line = &lines[at];
        // The first line of labels may stand as far off as the rows from each other.
        let reach = if start == body { (pitch - line.size) * 4 / 5 } else { 0 };
        let close = below.top - line.area.bottom < (line.size * 6 / 5).max(reach);
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

/// A label of a header: its words and the columns that it lies over.
struct Label {
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
fn labels(lines: &[Line], matrix: &Matrix, bodies: &[Option<Area>]) -> Vec<Label> {
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
fn add_header(matrix: &mut Matrix, labels: Vec<Label>, glyphs: &[Glyph], free: &[usize], at: usize, top: Length) {
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
