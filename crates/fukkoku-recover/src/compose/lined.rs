//! Text that is lined up by blanks, as sheets: a character a column, a line a row.

use super::settled::Settled;
use super::tables::{CellLine, Parts, printed};
use crate::page::{Gap, Line};
use crate::sheet::{Area, Glyph, Length, Setting, Sheet};
use crate::source::{Source, Span};
use crate::table::counted;
use crate::table::explain::summary;
use crate::table::grid::{self, Found, lines};
use crate::table::plane;
use crate::table::standing::{Found as Stood, Standing, best};
use std::collections::BTreeMap;

/// Size of type; a column of the text is half of it.
const SIZE: Length = 1_000;
/// Width of a column.
const COLUMN: Length = SIZE / 2;
/// Height of a line.
const PITCH: Length = 1_200;
/// Most lines of a page, and columns of a line: what stands beyond is left to the other ways.
const MOST_LINES: usize = 10_000;
const MOST_COLUMNS: usize = 10_000;

/// How much more, in hundredths, the ways count that see where words stand.
const MARGINS: [i64; 4] = [5, 5, 5, 0];

/// A page as a sheet, until that is taken, with where each glyph stands in the source.
pub(super) struct Lined {
    pub(super) sheet: Sheet,
    /// Line and span of each glyph.
    pub(super) places: Vec<(usize, Span)>,
}

/// A way of reading lined-up text.
#[derive(Clone, Copy)]
enum Way {
    /// Words under words.
    Words,
    /// The same without blank lines, which are an end in one text and no more than the height of a row in another.
    CloseWords,
    /// Rows of figures with strips between them that stay free.
    Strips,
    /// Lines of as many words as there are columns, wherever they stand.
    Counts,
}

const WAYS: [Way; 4] = [Way::Words, Way::CloseWords, Way::Strips, Way::Counts];

/// All tables of a lined-up text, by the lines that they begin and go on: it is read in several ways, and stretch by stretch what
/// makes the better table counts.
pub(crate) fn tables(source: &Source, lines: &[Line]) -> Standing {
    best(readings(source, lines), MARGINS).into_iter().map(|(start, (_, found))| (start, found)).collect()
}

/// What each of [`WAYS`] finds.
fn readings(source: &Source, lines: &[Line]) -> [Standing; 4] {
    let [words, close_words] = plane::tables(source, lines, &close(lines));
    let counts = counted::standing(source, lines, counted::tables(source, lines));
    [words, close_words, by_strips(source, lines), counts]
}

/// Lines without what blank ones say.
fn close(lines: &[Line]) -> Vec<Line> {
    lines
        .iter()
        .map(|line| Line { gap: if line.gap == Gap::Paragraph { Gap::Line } else { line.gap }, ..*line })
        .collect()
}

/// How the table was read that begins on line `start`; `None` if there is none.
pub(crate) fn explain(source: &Source, lines: &[Line], start: usize) -> Option<String> {
    let readings = readings(source, lines);
    let starts = |standing: &Standing| -> Vec<usize> {
        standing.iter().filter(|(_, found)| !found.tables.is_empty()).map(|(start, _)| *start).collect()
    };
    let known = readings.each_ref().map(starts);
    let (reading, found) = best(readings, MARGINS).remove(&start)?;
    let number = known[reading].iter().position(|known| *known == start)? + 1;
    match WAYS[reading] {
        Way::Words => plane::explain::explain(source, lines, number),
        Way::CloseWords => plane::explain::explain(source, &close(lines), number),
        Way::Strips | Way::Counts => found.tables.first().map(summary),
    }
}

fn by_strips(source: &Source, lines: &[Line]) -> Standing {
    let mut pages = pages(source, lines);
    let sheets: Vec<Sheet> = pages.iter_mut().map(|page| std::mem::take(&mut page.sheet)).collect();
    let numbers: Vec<usize> = sheets.iter().map(|sheet| sheet.number).collect();
    let mut standing = Standing::new();
    grid::each(
        &sheets,
        |unruled| unruled.spaced,
        |found| {
            let table = printed(source, &numbers, &Settled::of(&found, &sheets), &parts(&pages, &found));
            let mut tables = vec![table];
            let stretches = stretches(&pages, &found);
            if !holds_all(source, lines, &stretches, &found) {
                return;
            }
            for (start, end) in stretches {
                standing.insert(start, Stood { end, tables: std::mem::take(&mut tables), certain: false });
            }
        },
    );
    standing
}

fn pages(source: &Source, lines: &[Line]) -> Vec<Lined> {
    let mut pages: Vec<Lined> = Vec::new();
    let mut row = 0;
    let mut before: Option<Line> = None;
    for (at, line) in lines.iter().enumerate() {
        if before.is_none_or(|before| before.page != line.page) {
            pages.push(Lined { sheet: Sheet { number: line.page, ..Sheet::default() }, places: vec![] });
            row = 0;
        } else if let Some(before) = before {
            let ends = source.slice(Span::new(before.span.end, line.span.start)).matches('\n').count();
            row += ends.clamp(1, 3);
        }
        before = Some(*line);
        let text = source.slice(line.span);
        if row > MOST_LINES || text.len() > MOST_COLUMNS {
            continue;
        }
        let Some(page) = pages.last_mut() else { continue };
        for word in words(text) {
            for (at_word, (offset, c)) in word.text.char_indices().enumerate() {
                let x0 = (word.column + at_word) as Length * COLUMN;
                let last = offset + c.len_utf8() == word.text.len();
                let x1 = x0 + COLUMN * if last && word.bound { 2 } else { 1 };
                let area = Area { x0, top: row as Length * PITCH, x1, bottom: row as Length * PITCH + SIZE };
                let spaced = at_word == 0 && word.column > 0;
                page.sheet.glyphs.push(Glyph { c, area, size: SIZE, setting: Setting::Level, spaced });
                let start = line.span.start + word.start + offset;
                page.places.push((at, Span::new(start, start + c.len_utf8())));
                page.sheet.width = page.sheet.width.max(area.x1);
                page.sheet.height = page.sheet.height.max(area.bottom);
            }
        }
    }
    pages
}

/// A run of characters without a blank.
struct Word<'a> {
    text: &'a str,
    /// Offset in its line, in bytes.
    start: usize,
    /// Offset in its line, in characters.
    column: usize,
    /// Whether the blank behind it parts nothing: it is one alone, and not between two figures.
    bound: bool,
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word> = Vec::new();
    let mut blanks = 0;
    let mut open = false;
    for (column, (start, c)) in line.char_indices().enumerate() {
        if c.is_whitespace() {
            blanks += 1;
            open = false;
            continue;
        }
        match found.last_mut().filter(|_| open) {
            Some(word) => word.text = &line[word.start..start + c.len_utf8()],
            None => {
                if let Some(before) = found.last_mut() {
                    before.bound = blanks == 1;
                }
                found.push(Word { text: &line[start..start + c.len_utf8()], start, column, bound: false });
            }
        }
        (open, blanks) = (true, 0);
    }
    for at in 1..found.len() {
        let figures = grid::is_value(found[at - 1].text) && grid::is_value(found[at].text);
        found[at - 1].bound &= !figures;
    }
    found
}

/// The lines that a table takes, page by page.
pub(super) fn stretches(pages: &[Lined], found: &Found) -> Vec<(usize, usize)> {
    let mut stretches: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for placed in found.matrix.glyphs.iter().chain(found.repeated.iter().flatten()) {
        let line = pages[placed.sheet].places[placed.index].0;
        let stretch = stretches.entry(placed.sheet).or_insert((line, line + 1));
        *stretch = (stretch.0.min(line), stretch.1.max(line + 1));
    }
    stretches.into_values().collect()
}

/// Whether all that its lines hold is in a table: nothing that stands beside it may be lost.
fn holds_all(source: &Source, lines: &[Line], stretches: &[(usize, usize)], found: &Found) -> bool {
    let taken = stretches.iter().flat_map(|&(start, end)| &lines[start..end]);
    let printed = taken.flat_map(|line| source.slice(line.span).chars()).filter(|c| !c.is_whitespace()).count();
    let cells = found.matrix.cells.iter().map(Vec::len).sum::<usize>();
    printed == cells + found.repeated.iter().map(Vec::len).sum::<usize>()
}

/// The lines of each cell, as spans of the source.
pub(super) fn parts(pages: &[Lined], found: &Found) -> Parts {
    let mut parts = Parts::default();
    let matrix = &found.matrix;
    let span = |placed: &grid::Placed| pages[placed.sheet].places[placed.index].1;
    for (cell, own) in matrix.cells.iter().enumerate() {
        let glyphs: Vec<Glyph> = own.iter().map(|&at| matrix.glyphs[at].glyph).collect();
        for line in lines::lines(&glyphs) {
            for run in runs(line.iter().map(|&at| span(&matrix.glyphs[own[at]])).collect()) {
                parts.cells.entry(cell).or_default().push(CellLine { span: run, full: true });
            }
        }
    }
    for header in &found.repeated {
        parts.repeated.push(runs(header.iter().map(span).collect()));
    }
    parts
}

/// Spans that follow each other as one; only blanks stand between the characters of a run.
fn runs(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| span.start);
    let mut found: Vec<Span> = Vec::new();
    for span in spans {
        match found.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => found.push(span),
        }
    }
    found
}
