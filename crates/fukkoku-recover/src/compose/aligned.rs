//! What no rule encloses on a page, read in the ways in which lined-up text is: words under words, and by counting. Stretch by stretch
//! what makes the better table counts; where none of them does better, it is what white space makes of the page.

use super::lined::{Lined, parts, stretches};
use super::settled::Settled;
use super::tables::printed;
use crate::block::{PrintedCell, PrintedTable};
use crate::page::{Gap, Line};
use crate::sheet::{Area, Glyph, Length, Setting};
use crate::source::{Encoding, Flavour, Source, Span};
use crate::table::counted;
use crate::table::grid::{self, Matrix, Placed, Unruled, lines};
use crate::table::leftover::is_leftover;
use crate::table::plane;
use crate::table::standing::{Found, Standing, best};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most lines of a page: beyond, white space alone tells its tables.
const MOST_LINES: usize = 2_000;

/// How much more, in hundredths, the ways count that see where words stand: white space sees it best.
const MARGINS: [i64; 4] = [15, 5, 5, 0];

/// The tables of what no rule encloses.
pub(super) fn tables(unruled: Unruled) -> Vec<Matrix> {
    let Unruled { sheet, at, used, spaced } = unruled;
    let level = |index: &usize| !used[*index] && sheet.glyphs[*index].setting == Setting::Level;
    let free: Vec<usize> = (0..sheet.glyphs.len()).filter(level).collect();
    let glyphs: Vec<Glyph> = free.iter().map(|&index| sheet.glyphs[index]).collect();
    let found = lines::lines(&glyphs);
    if used.contains(&true) || lines::is_vertical(&glyphs) || found.len() > MOST_LINES || found.is_empty() {
        return spaced;
    }
    let page = Aligned::of(&glyphs, &found, sheet.number);
    let mut places = vec![(0, Span::new(0, 0)); sheet.glyphs.len()];
    for (span, glyph) in &page.spans {
        let line = page.lines.partition_point(|line| line.span.start <= span.start).saturating_sub(1);
        places[free[*glyph]] = (line, *span);
    }
    let lined = [Lined { sheet: sheet.clone(), places }];
    let mut by_space = Standing::new();
    let mut matrices: BTreeMap<usize, Matrix> = BTreeMap::new();
    for matrix in spaced {
        let mut own = matrix.clone();
        own.glyphs.iter_mut().for_each(|placed| placed.sheet = 0);
        own.sheets.fill(0);
        let Some(found) = grid::found(own, vec![]) else { continue };
        let Some(&(start, end)) = stretches(&lined, &found).first() else { continue };
        let settled = Settled::of(&found, std::slice::from_ref(sheet));
        let table = printed(&page.source, &[sheet.number], &settled, &parts(&lined, &found));
        by_space.insert(start, Found { end, tables: vec![table], certain: false });
        matrices.insert(start, matrix);
    }
    let [words, close] = plane::placed(&page.source, &page.lines, &page.words);
    let counts = counted::standing(&page.source, &page.lines, counted::tables(&page.source, &page.lines));
    let mut made = Vec::new();
    for (start, (reading, found)) in best([by_space, words, close, counts], MARGINS) {
        match reading {
            0 => made.extend(matrices.remove(&start)),
            _ => {
                let tables = found.tables.iter().filter(|table| !is_leftover(table));
                made.extend(tables.filter_map(|table| page.matrix(table, &glyphs, &free, at)));
            }
        }
    }
    made
}

/// A page as text, with where its words stand.
struct Aligned {
    source: Source,
    lines: Vec<Line>,
    /// For each line its words: places in halves of an em, spans.
    words: Vec<Vec<(Range<usize>, Span)>>,
    /// Where each glyph stands in the text, ascending.
    spans: Vec<(Span, usize)>,
}

impl Aligned {
    fn of(glyphs: &[Glyph], found: &[Vec<usize>], number: usize) -> Self {
        let mut sizes: Vec<Length> = glyphs.iter().map(|glyph| glyph.size).collect();
        sizes.sort_unstable();
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default().max(2);
        let margin = glyphs.iter().map(|glyph| glyph.area.x0).min().unwrap_or_default();
        let unit = |x: Length| usize::try_from(((x - margin).max(0) * 2 + size / 2) / size).unwrap_or_default();
        let (mut text, mut written, mut words, mut spans) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        for (place, line) in found.iter().enumerate() {
            let start = text.len();
            let mut own: Vec<(Range<usize>, Span)> = Vec::new();
            for (&glyph, space) in line.iter().zip(lines::spaces(glyphs, line)) {
                let area = glyphs[glyph].area;
                let (left, right) = (unit(area.x0), unit(area.x1));
                if space || own.is_empty() {
                    let before = own.last().map(|(place, _)| place.end);
                    let left = left.max(before.map_or(0, |before| before + 1));
                    let blanks = before.map_or(0, |before| left - before);
                    text.extend(std::iter::repeat_n(' ', blanks));
                    own.push((left..left + 1, Span::new(text.len(), text.len())));
                }
                let from = text.len();
                text.push(glyphs[glyph].c);
                spans.push((Span::new(from, text.len()), glyph));
                if let Some((place, span)) = own.last_mut() {
                    place.end = place.end.max(right);
                    span.end = text.len();
                }
            }
            let span = Span::new(start, text.len());
            let area = lines::area_of(glyphs, line).unwrap_or_default();
            let below = found.get(place + 1).and_then(|below| lines::area_of(glyphs, below));
            let gap = match below {
                None => Gap::Page,
                Some(below) if below.top - area.bottom >= size => Gap::Paragraph,
                Some(_) => Gap::Line,
            };
            text.push_str(if gap == Gap::Paragraph { "\n\n" } else { "\n" });
            written.push(Line { span, gap, page: number });
            words.push(own);
        }
        let encoding = Encoding { name: "UTF-8".to_owned(), evidence: "PDF".to_owned(), replaced: 0 };
        let source = Source::new(String::new(), String::new(), encoding, Flavour::Layout, text);
        Self { source, lines: written, words, spans }
    }

    /// A table with its glyphs.
    fn matrix(&self, table: &PrintedTable, glyphs: &[Glyph], free: &[usize], at: usize) -> Option<Matrix> {
        let head = table.header.iter().map(|label| label.level + label.row_span).max().unwrap_or_default();
        let (rows, cols) = (head + table.rows.len(), table.columns);
        if rows == 0 || cols == 0 {
            return None;
        }
        let mut made = Matrix { head, spaced: true, settled: true, sheets: vec![at; rows], ..Matrix::default() };
        made.owner = vec![vec![usize::MAX; cols]; rows];
        let put = |made: &mut Matrix, cell: Option<&PrintedCell>| {
            let texts = cell.into_iter().flat_map(|cell| &cell.paragraphs).flat_map(|text| &text.parts);
            let mut own = Vec::new();
            for part in texts {
                let first = self.spans.partition_point(|(span, _)| span.start < part.span.start);
                for (_, glyph) in self.spans[first..].iter().take_while(|(span, _)| span.end <= part.span.end) {
                    own.push(made.glyphs.len());
                    made.glyphs.push(Placed { glyph: glyphs[*glyph], sheet: at, index: free[*glyph] });
                }
            }
            made.cells.push(own);
            made.cells.len() - 1
        };
        for label in &table.header {
            let cell = put(&mut made, Some(&label.cell));
            for row in &mut made.owner[label.level..label.level + label.row_span] {
                let end = (label.column + label.column_span).min(cols);
                row[label.column.min(end)..end].fill(cell);
            }
        }
        for (row, own) in table.rows.iter().enumerate() {
            for (col, cell) in own.cells.iter().enumerate().take(cols) {
                made.owner[head + row][col] = match cell {
                    None if row > 0 => made.owner[head + row - 1][col],
                    cell => put(&mut made, cell.as_ref()),
                };
            }
        }
        for row in 0..rows {
            for col in 0..cols {
                if made.owner[row][col] == usize::MAX {
                    made.owner[row][col] = put(&mut made, None);
                }
            }
        }
        borders(&mut made, rows, cols);
        Some(made)
    }
}

/// Puts borders between what stands in single rows and columns.
fn borders(made: &mut Matrix, rows: usize, cols: usize) {
    let (mut across, mut down): (Vec<Option<Area>>, Vec<Option<Area>>) = (vec![None; cols], vec![None; rows]);
    for (cell, extent) in made.extents().iter().enumerate() {
        let Some(area) = Area::around(made.glyphs_of(cell).map(|glyph| &glyph.area)) else { continue };
        let with = |known: &mut Option<Area>| *known = Some(known.map_or(area, |known| known.with(&area)));
        if extent.cols == 1 {
            with(&mut across[extent.col]);
        }
        if extent.rows == 1 {
            with(&mut down[extent.row]);
        }
    }
    let all = Area::around(made.glyphs.iter().map(|placed| &placed.glyph.area)).unwrap_or_default();
    let sides = |area: &Area| (area.x0, area.x1);
    made.xs = between(&across.iter().map(|area| area.as_ref().map(sides)).collect::<Vec<_>>(), (all.x0, all.x1));
    let sides = |area: &Area| (area.top, area.bottom);
    made.ys = between(&down.iter().map(|area| area.as_ref().map(sides)).collect::<Vec<_>>(), (all.top, all.bottom));
}

/// Borders between stretches that follow each other, ascending; of some it is not known where they stand.
fn between(stretches: &[Option<(Length, Length)>], all: (Length, Length)) -> Vec<Length> {
    let mut found = vec![all.0 - 100];
    for at in 1..stretches.len() {
        let before = stretches[..at].iter().flatten().map(|stretch| stretch.1).max();
        let after = stretches[at..].iter().flatten().map(|stretch| stretch.0).min();
        let middle = before.zip(after).map_or(all.1, |(before, after)| before + (after - before) / 2);
        found.push(middle.max(found[at - 1] + 1));
    }
    found.push((all.1 + 100).max(found[found.len() - 1] + 1));
    found
}
