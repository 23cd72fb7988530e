//! Tables as text: rows as lines, cells as the lines that they hold, and the table that the next stages know.

use super::settled::{At, Settled};
use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::look;
use crate::page::{Gap, Line, Page};
use crate::sheet::{Glyph, Length, Place, Sheet};
use crate::source::{Piece, Source, Span, Text};
use crate::table::grid::lines;
use std::collections::BTreeMap;

/// What stands between the cells of a row.
const CELLS: &str = "  ";
/// How sure a cell is that rules enclose.
const RULED: Confidence = Confidence(99);
/// The same, that only white space parts from the others.
const SPACED: Confidence = Confidence(90);

/// What was written of a table.
#[derive(Default)]
pub(super) struct Parts {
    /// Page and place on it of its first part.
    pub(super) first: Option<(usize, usize)>,
    /// The lines of each cell, as spans.
    pub(super) cells: BTreeMap<usize, Vec<CellLine>>,
    pub(super) repeated: Vec<Vec<Span>>,
    pub(super) readings: Vec<Span>,
}

/// A line of a cell as written.
pub(super) struct CellLine {
    pub(super) span: Span,
    /// Whether it goes on in the next line: there was no room for what stands there.
    pub(super) full: bool,
}

#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
}

impl Writer {
    /// Writes the glyphs of a line; returns its span.
    pub(super) fn line(&mut self, glyphs: &[Glyph], line: &[usize], page: usize, upright: bool) -> Span {
        let start = self.text.len();
        for (&glyph, space) in line.iter().zip(lines::spaces(glyphs, line)) {
            if space && !upright {
                self.text.push(' ');
            }
            self.text.push(if upright { lines::upright(glyphs[glyph].c) } else { glyphs[glyph].c });
        }
        let span = Span::new(start, self.text.len());
        let mut sizes: Vec<Length> = line.iter().map(|&glyph| glyphs[glyph].size).collect();
        sizes.sort_unstable();
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
        self.pieces.extend(lines::area_of(glyphs, line).map(|area| Piece { span, place: Place::on(page, area), size }));
        span
    }
}

/// Writes the rows of a table that stand on a sheet.
pub(super) fn rows(writer: &mut Writer, page: &mut Page, sheet: &Sheet, at: usize, found: &Settled, parts: &mut Parts) {
    let mut push = |writer: &mut Writer, start: usize| {
        if writer.text.len() > start {
            writer.text.push(' ');
            page.lines.push(Line { span: Span::new(start, writer.text.len()), gap: Gap::Line, page: sheet.number });
            writer.text.push('\n');
        }
    };
    for header in found.repeated.iter().filter(|header| header.first().is_some_and(|first| first.sheet() == at)) {
        let start = writer.text.len();
        let glyphs = glyphs_of(sheet, header);
        let spans = lines::lines(&glyphs).iter().map(|line| writer.line(&glyphs, line, sheet.number, false)).collect();
        parts.repeated.push(spans);
        push(writer, start);
    }
    // The rows of a table stand page after page.
    let start = found.rows.partition_point(|(own, _)| *own < at);
    for (_, row) in found.rows[start..].iter().take_while(|(own, _)| *own == at) {
        let start = writer.text.len();
        for &number in row.iter().filter(|&&cell| !found.cells[cell].glyphs.is_empty()) {
            if writer.text.len() > start {
                writer.text.push_str(CELLS);
            }
            let cell = &found.cells[number];
            let glyphs = glyphs_of(sheet, &cell.glyphs);
            cell_lines(writer, &glyphs, sheet, Cell { number, measure: cell.measure }, parts);
        }
        push(writer, start);
    }
}

/// Glyphs where their page has them.
fn glyphs_of(sheet: &Sheet, own: &[At]) -> Vec<Glyph> {
    own.iter().filter_map(|at| sheet.glyphs.get(at.index())).copied().collect()
}

/// A cell that is written.
struct Cell {
    number: usize,
    /// Length of a full line in it.
    measure: Length,
}

fn cell_lines(writer: &mut Writer, glyphs: &[Glyph], sheet: &Sheet, cell: Cell, parts: &mut Parts) {
    let upright = lines::is_vertical(glyphs);
    let found = lines::lines(glyphs);
    let mut wrapped = true;
    for (index, line) in found.iter().enumerate() {
        let ruby = !upright && found.get(index + 1).is_some_and(|below| lines::is_ruby(glyphs, line, below));
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let words = latin(writer.text.chars().next_back()) && latin(line.first().map(|&first| glyphs[first].c));
        if !wrapped || words && index > 0 {
            writer.text.push(' ');
        }
        let span = writer.line(glyphs, line, sheet.number, upright);
        wrapped = false;
        if ruby {
            parts.readings.push(span);
            continue;
        }
        let next = found.get(index + 1).map(|next| next.as_slice()).unwrap_or_default();
        let full = upright || goes_on(glyphs, line, next, cell.measure);
        wrapped = full;
        // Most cells have one line.
        parts.cells.entry(cell.number).or_insert_with(|| Vec::with_capacity(1)).push(CellLine { span, full });
    }
}

/// Whether a line had no room left for the first word of the next: it was wrapped, not ended.
fn goes_on(glyphs: &[Glyph], line: &[usize], next: &[usize], measure: Length) -> bool {
    let Some(area) = lines::area_of(glyphs, line) else { return false };
    let (Some(&last), Some(&first)) = (line.last(), next.first()) else { return false };
    // What may not end or begin a line is carried over, and leaves up to an em of room.
    let slack = glyphs[last].size;
    if look::is_bullet(glyphs[first].c) || glyphs[first].c == '※' {
        return false;
    }
    let word = lines::area_of(glyphs, &next[..unbroken(glyphs, next)]).map_or(0, |area| area.width());
    measure - area.width() < word + slack
}

/// How many glyphs at the start of a line no line end may part: a run of letters and figures, what brackets hold together with it.
fn unbroken(glyphs: &[Glyph], line: &[usize]) -> usize {
    let mut count = 0;
    while count < line.len() {
        let c = glyphs[line[count]].c;
        let after = line.get(count + 1).map(|&next| glyphs[next].c);
        count += 1;
        let binds = "（(「『【〔[<＜‣・".contains(c);
        let joined = after.is_some_and(|next| {
            "）)」』】〕]>＞、。，．・ー～〜ぁぃぅぇぉっゃゅょァィゥェォッャュョ々".contains(next)
                || c.is_ascii_graphic() && next.is_ascii_graphic()
                || "～〜".contains(c)
                || look::is_digit(c) && look::is_digit(next)
        });
        if !binds && !joined {
            break;
        }
    }
    count
}

/// A table as it was written; `numbers` are those of the pages of its sheets.
pub(super) fn printed(source: &Source, numbers: &[usize], found: &Settled, parts: &Parts) -> PrintedTable {
    let confidence = if found.spaced { SPACED } else { RULED };
    let cell = |cell: usize| {
        let paragraphs = parts.cells.get(&cell).map(|lines| paragraphs(source, lines)).unwrap_or_default();
        PrintedCell { paragraphs, vertical: found.cells[cell].vertical, confidence }
    };
    let mut table = PrintedTable { columns: found.columns, ..PrintedTable::default() };
    let (header, body) = found.rows.split_at(found.header.min(found.rows.len()));
    for (level, (_, row)) in header.iter().enumerate() {
        for &owner in row.iter().filter(|&&owner| !found.cells[owner].glyphs.is_empty()) {
            let extent = &found.cells[owner].extent;
            table.header.push(PrintedLabel {
                cell: cell(owner),
                column: extent.col,
                column_span: extent.cols,
                level,
                row_span: extent.rows.min(found.header - level),
            });
        }
    }
    for (sheet, row) in body {
        let mut cells = vec![None; found.columns];
        for &owner in row {
            let own = &found.cells[owner];
            cells[own.extent.col] = Some(cell(owner));
            if own.extent.rows > 1 && !own.glyphs.is_empty() && !table.merging.contains(&own.extent.col) {
                table.merging.push(own.extent.col);
            }
        }
        table.rows.push(PrintedRow { cells, page: numbers[*sheet] });
    }
    table.merging.sort_unstable();
    table.repeated = parts.repeated.iter().map(|spans| Text::of_all(source, spans)).collect();
    table.readings = parts.readings.iter().map(|span| Text::of(source, *span)).collect();
    table
}

/// Lines of a cell as paragraphs: a full line goes on in the next.
fn paragraphs(source: &Source, lines: &[CellLine]) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        match found.last_mut().filter(|_| goes_on) {
            Some(text) => {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if latin(text.printed.chars().next_back()) && latin(source.slice(line.span).chars().next()) {
                    text.push_space();
                }
                text.push(source, line.span);
            }
            None => found.push(Text::of(source, line.span)),
        }
        goes_on = line.full;
    }
    found
}
