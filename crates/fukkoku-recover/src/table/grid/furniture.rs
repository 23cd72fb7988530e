//! What stands in the margins of all pages, and whether anything else stands between the tables of two.

use super::lines;
use super::matrix::Matrix;
use super::waiting::Waiting;
use crate::sheet::{Glyph, Length, Sheet};

/// Margin of a page, in hundredths of its height, in which running heads and page numbers stand.
const MARGIN: Length = 8;

/// What stands in the margins of most pages.
pub(super) struct Furniture {
    /// Whether each glyph of each sheet is in a table.
    in_table: Vec<Vec<bool>>,
    /// Heights at which most pages have a line in the margin.
    margins: Vec<Length>,
}

impl Furniture {
    pub(super) fn of(sheets: &[Sheet], pages: &[Vec<Waiting>]) -> Self {
        let mut in_table: Vec<Vec<bool>> = sheets.iter().map(|sheet| vec![false; sheet.glyphs.len()]).collect();
        for (taken, tables) in in_table.iter_mut().zip(pages) {
            tables.iter().flat_map(Waiting::glyphs).for_each(|index| taken[index] = true);
        }
        let mut heights: Vec<Length> = Vec::new();
        for (sheet, taken) in sheets.iter().zip(&in_table) {
            let free: Vec<Glyph> =
                sheet.glyphs.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(glyph, _)| *glyph).collect();
            let mut own: Vec<Length> = lines::lines(&free)
                .iter()
                .filter_map(|line| lines::area_of(&free, line))
                .map(|area| area.y())
                .filter(|y| y * 100 < sheet.height * MARGIN || y * 100 > sheet.height * (100 - MARGIN))
                .collect();
            own.dedup_by(|a, b| (*a - *b).abs() < 300);
            heights.extend(own);
        }
        heights.sort_unstable();
        let mut margins = Vec::new();
        for (at, y) in heights.iter().enumerate() {
            let same = heights[at..].partition_point(|other| *other - y < 300);
            if same >= 3 && same * 10 >= sheets.len() * 6 && margins.last() != Some(y) {
                margins.push(*y);
            }
        }
        Self { in_table, margins }
    }

    /// Whether no new title stands between the table `before` and the table `next` of sheet `at`.
    pub(super) fn is_free_between(&self, sheets: &[Sheet], at: usize, before: &Matrix, next: &Matrix) -> bool {
        let Some(&last) = before.sheets.last() else { return false };
        if last + 1 != at {
            return false;
        }
        let bottom = reach(before, sheets);
        let top = next.glyphs.iter().map(|placed| placed.glyph.area.top).min().unwrap_or_default();
        let first = before.sheets[0];
        // Its glyphs stand page after page.
        let own = before.glyphs.iter().take_while(|placed| placed.sheet == first);
        let start = own.map(|placed| placed.glyph.area.top).min();
        let known: Vec<String> = self
            .lines(sheets, first, |y| start.is_none_or(|start| y < start))
            .into_iter()
            .map(|line| without_digits(&line))
            .collect();
        let below = self.lines(sheets, last, |y| y > bottom);
        let above = self.lines(sheets, at, |y| y < top);
        below.iter().chain(&above).all(|line| is_no_title(line) || known.contains(&without_digits(line)))
    }

    /// Free lines of a sheet at heights that fit, margins left out.
    fn lines(&self, sheets: &[Sheet], at: usize, fits: impl Fn(Length) -> bool) -> Vec<String> {
        let sheet = &sheets[at];
        let free: Vec<Glyph> = sheet
            .glyphs
            .iter()
            .zip(&self.in_table[at])
            .filter(|(glyph, taken)| !**taken && fits(glyph.area.y()))
            .map(|(glyph, _)| *glyph)
            .collect();
        let lines = lines::lines(&free);
        lines
            .iter()
            .filter(|line| {
                let y = lines::area_of(&free, line).map_or(0, |area| area.y());
                !self.margins.iter().any(|margin| (y - margin).abs() < 300 || (y - margin - 299).abs() < 300)
            })
            .map(|line| bare(&lines::text(&free, std::slice::from_ref(line))))
            .collect()
    }
}

/// A line without the note on units at its end: `(2) 歳入の推移（単位：千円）`.
fn without_unit(line: &str) -> &str {
    let at = ["（単位", "(単位", "〔単位", "[単位", "単位：", "単位:"].iter().filter_map(|mark| line.find(mark)).min();
    at.map_or(line, |at| &line[..at])
}

/// Units, page numbers and remarks name no new table.
fn is_no_title(line: &str) -> bool {
    let line = without_unit(line);
    let unit = line.is_empty();
    let number = line.trim_matches(|c: char| "-－―‐−–—()（）".contains(c));
    let paged = number.chars().all(crate::look::is_digit)
        || number.contains('/') && number.chars().all(|c| c == '/' || crate::look::is_digit(c));
    let remark = line.starts_with(['※', '*', '＊', '注']) || line.starts_with("（注") || line.starts_with("(注");
    unit || paged || remark
}

fn without_digits(line: &str) -> String {
    line.chars().filter(|c| !crate::look::is_digit(*c)).collect()
}

/// How far down its last page a table reaches.
pub(super) fn reach(matrix: &Matrix, sheets: &[Sheet]) -> Length {
    let Some(&last) = matrix.sheets.last() else { return 0 };
    // Its glyphs stand page after page.
    let own = matrix.glyphs.iter().rev().take_while(|placed| placed.sheet == last);
    own.map(|placed| sheets[last].glyphs[placed.index].area.bottom).max().unwrap_or_default()
}

pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
