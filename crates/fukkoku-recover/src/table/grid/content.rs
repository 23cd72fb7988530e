//! What stands in the cells of a table: their lines, and whether these are figures.

use super::lines;
use super::matrix::Matrix;
use crate::look;
use crate::sheet::{Area, Glyph, Length};

/// A line of a cell.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) area: Area,
    pub(super) text: String,
    /// Areas of its words: what a gap of an em or more parts.
    pub(super) words: Vec<Word>,
    pub(super) size: Length,
}

/// What stands together on a line.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) area: Area,
    pub(super) text: String,
}

/// Gap, in hundredths of the type's size, that parts two words.
const WORD_GAP: Length = 60;

/// The lines of a cell; none of what is set vertically, which no border divides.
pub(super) fn lines_of(matrix: &Matrix, cell: usize) -> Vec<Line> {
    let glyphs: Vec<Glyph> = matrix.glyphs_of(cell).copied().collect();
    if lines::is_vertical(&glyphs) {
        return vec![];
    }
    lines::lines(&glyphs).iter().filter_map(|line| read(&glyphs, line)).collect()
}

fn read(glyphs: &[Glyph], line: &[usize]) -> Option<Line> {
    let area = lines::area_of(glyphs, line)?;
    let size = line.iter().map(|&at| glyphs[at].size).max()?;
    let mut words: Vec<Word> = Vec::new();
    for &at in line {
        let glyph = &glyphs[at];
        match words.last_mut() {
            Some(word) if (glyph.area.x0 - word.area.x1) * 100 <= size * WORD_GAP => {
                word.area = word.area.with(&glyph.area);
                word.text.push(glyph.c);
            }
            _ => words.push(Word { area: glyph.area, text: String::from(glyph.c) }),
        }
    }
    Some(Line { area, text: line.iter().map(|&at| glyphs[at].c).collect(), words, size })
}

/// Whether a text is a figure, or what stands for one where there is none.
pub(crate) fn is_value(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_matches(|c| "()（）[]〔〕<>＜＞*＊".contains(c));
    is_stand_in(inner) || look::is_figure(inner)
}

/// A dash or the like in place of a figure.
pub(super) fn is_stand_in(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_some_and(|c| "-－―‐−–—ー…‥*＊".contains(c)) && chars.all(|c| Some(c) == first)
        || matches!(text, "皆減" | "皆増")
}

/// Whether a text is a figure in brackets: the second figure of a cell, not one of a further row.
pub(super) fn is_bracketed(text: &str) -> bool {
    let bare = text.trim();
    bare.starts_with(['(', '（', '[', '〔', '<', '＜']) && bare.ends_with([')', '）', ']', '〕', '>', '＞'])
}
