//! The pieces of a line: what stands together, parted by gaps.

use crate::look;
use crate::sheet::{Area, Glyph, Length};
use crate::table::grid::content::is_value;
use crate::table::grid::lines;
use std::collections::BTreeMap;

/// Gap, in hundredths of the type's size, that parts two pieces of a line.
const PIECE_GAP: Length = 40;
/// The same, for words without figures: blanks between words are wider than a letter.
pub(super) const TEXT_GAP: Length = 90;
/// Characters from which a line of one piece is running text.
const RUNNING: usize = 25;

/// What stands together on a line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) area: Area,
    pub(super) text: String,
    pub(super) glyphs: Vec<usize>,
    /// A letter of a label that runs down beside the rows.
    pub(super) beside: bool,
}

/// A line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) area: Area,
    pub(super) size: Length,
    pub(super) pieces: Vec<Piece>,
    /// Words, and the figures that stand a line lower.
    paired: bool,
}

impl Line {
    pub(super) fn values(&self) -> usize {
        self.pieces.iter().filter(|piece| is_value(&piece.text) || is_measure(&piece.text)).count()
    }

    /// Several figures, or several words wide apart.
    pub(super) fn is_row(&self) -> bool {
        let apart =
            self.pieces.windows(2).filter(|pair| (pair[1].area.x0 - pair[0].area.x1) * 100 >= self.size * TEXT_GAP);
        let wide = apart.count() + 1;
        let row = self.paired || self.values() >= 2 || wide >= 4 || wide >= 3 && self.values() >= 1;
        row && !look::is_page_number(&self.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
    }

    pub(super) fn is_running(&self) -> bool {
        let count: usize = self.pieces.iter().map(|piece| piece.text.chars().count()).sum();
        let ends = self.pieces.last().is_some_and(|piece| piece.text.ends_with('。'));
        let close = self.pieces.windows(2).all(|pair| pair[1].area.x0 - pair[0].area.x1 < self.size * 3 / 2);
        self.pieces.len() <= 2 && close && (count >= RUNNING || ends)
    }
}

/// A figure with what it is of: `0.1未満`, `2.7%増`, `12人`.
pub(super) fn is_measure(text: &str) -> bool {
    let starts = text.chars().next().is_some_and(|c| look::is_digit(c) || "▲△".contains(c));
    let others = text.chars().filter(|c| !look::is_digit(*c) && !look::is_figure_mark(*c)).count();
    starts && others <= 3 && text.chars().count() <= 10
}

/// The lines of glyphs, with what belongs together on each.
pub(super) fn read(glyphs: &[Glyph], found: &[Vec<usize>]) -> Vec<Line> {
    let mut lines: Vec<Line> = found.iter().filter_map(|line| parted(glyphs, line)).collect();
    mark_beside(&mut lines);
    for line in &mut lines {
        let at = line.pieces.iter().take_while(|piece| piece.beside).count();
        let rest = line.pieces.split_off(at);
        line.pieces.extend(bound(spread(rest, line.size), line.size));
    }
    paired(lines)
}

/// Fewest pairs of lines in a row of which the upper has the words, the lower the figures.
const LEAST_PAIRS: usize = 4;

/// Puts lines together whose figures stand a line lower than their words, as the rows of a form do, all of them.
fn paired(lines: Vec<Line>) -> Vec<Line> {
    let only = |line: &Line, values: bool| line.pieces.iter().all(|piece| is_value(&piece.text) == values);
    let pair = |at: usize| {
        let (Some(upper), Some(lower)) = (lines.get(at), lines.get(at + 1)) else { return false };
        let right = upper.pieces.iter().map(|piece| piece.area.x1).max().unwrap_or_default();
        only(upper, false)
            && only(lower, true)
            && lower.pieces[0].area.x0 > right
            && lower.area.top - upper.area.bottom < upper.size
    };
    let mut found: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let pairs = (0..).take_while(|pairs| pair(at + 2 * pairs)).count();
        if pairs < LEAST_PAIRS {
            found.push(lines[at].clone());
            at += 1;
            continue;
        }
        for _ in 0..pairs {
            let (mut row, lower) = (lines[at].clone(), &lines[at + 1]);
            row.paired = true;
            row.area = row.area.with(&lower.area);
            row.pieces.extend(lower.pieces.iter().cloned());
            found.push(row);
            at += 2;
        }
    }
    found
}

/// A line as the pieces that gaps part.
fn parted(glyphs: &[Glyph], line: &[usize]) -> Option<Line> {
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
            _ => pieces.push(Piece { area: glyph.area, text: String::from(glyph.c), glyphs: vec![at], beside: false }),
        }
    }
    Some(Line { area, size, pieces, paired: false })
}

/// Fewest letters of labels that run down beside rows.
const LEAST_BESIDE: usize = 3;

/// Marks the letters of labels that run down beside the rows: lines begin with one letter at one place, some have nothing else,
/// and nothing longer begins there in between.
fn mark_beside(lines: &mut [Line]) {
    let mut open: BTreeMap<Length, Vec<usize>> = BTreeMap::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let step = (line.pieces[0].area.x0 + line.size / 4) / (line.size / 2).max(1);
        if is_letter(&line.pieces[0]) {
            open.entry(step).or_default().push(at);
        } else {
            runs.extend(open.remove(&step));
        }
    }
    runs.extend(open.into_values());
    for run in runs {
        if run.len() >= LEAST_BESIDE && run.iter().any(|&at| lines[at].pieces.len() == 1) {
            run.into_iter().for_each(|at| lines[at].pieces[0].beside = true);
        }
    }
}

/// Gap, in hundredths of the type's size, up to which a sign or the number of an item belongs to what follows.
const BOUND: Length = 250;

/// Puts signs (`△ 171`) and numbers of items (`1. 議会費`) together with what they stand before.
pub(super) fn bound(pieces: Vec<Piece>, size: Length) -> Vec<Piece> {
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
pub(super) fn spread(pieces: Vec<Piece>, size: Length) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let gap = |at: usize| pieces[at + 1].area.x0 - pieces[at].area.x1;
        let mut end = at + 1;
        while is_letter(&pieces[at])
            && end < pieces.len()
            && is_letter(&pieces[end])
            && (gap(end - 1) - gap(at)).abs() * 2 <= gap(at).max(gap(end - 1)).max(size / 2)
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

/// Least gap, in hundredths of the type's size, at which a border parts two words that stand close.
const SEAM: Length = 10;

/// The parts of a piece that lies over borders: cut where a gap, however small, is at one.
pub(super) fn parts(piece: &Piece, glyphs: &[Glyph], borders: &[Length]) -> Vec<Vec<usize>> {
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

/// One or two ideographs or kana.
pub(super) fn is_letters(text: &str) -> bool {
    text.chars().count() <= 2 && text.chars().all(is_cjk)
}

/// One ideograph, kana or wide digit.
fn is_letter(piece: &Piece) -> bool {
    let mut chars = piece.text.chars();
    chars.next().is_some_and(|c| is_cjk(c) || matches!(c, '０'..='９')) && chars.next().is_none()
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}
