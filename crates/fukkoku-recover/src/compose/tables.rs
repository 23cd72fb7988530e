//! Tables as text: rows as lines, cells as the lines that they hold, and the table that the next stages know.

use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::look;
use crate::page::{Gap, Line, Page};
use crate::sheet::{Glyph, Length, Sheet};
use crate::source::{Piece, Source, Span, Text};
use crate::table::grid::{Extent, Found, Placed, lines};
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
        self.pieces.extend(lines::area_of(glyphs, line).map(|area| Piece { span, page, area, size }));
        span
    }
}

/// Writes the rows of a table that stand on a sheet.
pub(super) fn rows(writer: &mut Writer, page: &mut Page, sheet: &Sheet, at: usize, found: &Found, parts: &mut Parts) {
    let matrix = &found.matrix;
    let measures = measures(found);
    let mut push = |writer: &mut Writer, start: usize| {
        if writer.text.len() > start {
            writer.text.push(' ');
            page.lines.push(Line { span: Span::new(start, writer.text.len()), gap: Gap::Line, page: sheet.number });
            writer.text.push('\n');
        }
    };
    for header in found.repeated.iter().filter(|header| header.first().is_some_and(|placed| placed.sheet == at)) {
        let start = writer.text.len();
        let glyphs: Vec<Glyph> = header.iter().map(|placed| sheet.glyphs[placed.index]).collect();
        let spans = lines::lines(&glyphs).iter().map(|line| writer.line(&glyphs, line, sheet.number, false)).collect();
        parts.repeated.push(spans);
        push(writer, start);
    }
    for row in (0..matrix.rows()).filter(|&row| matrix.sheets[row] == at) {
        let start = writer.text.len();
        for cell in matrix.beginning(row) {
            if matrix.is_empty(cell) {
                continue;
            }
            if writer.text.len() > start {
                writer.text.push_str(CELLS);
            }
            let glyphs: Vec<Glyph> =
                matrix.cells[cell].iter().map(|&index| printed_glyph(&matrix.glyphs[index], sheet)).collect();
            cell_lines(writer, &glyphs, sheet, Cell { number: cell, measure: measures[cell] }, parts);
        }
        push(writer, start);
    }
}

/// A glyph where its page has it.
fn printed_glyph(placed: &Placed, sheet: &Sheet) -> Glyph {
    sheet.glyphs.get(placed.index).copied().unwrap_or(placed.glyph)
}

/// A cell that is written.
struct Cell {
    number: usize,
    /// Length of a full line in it.
    measure: Length,
}

/// The length of a full line in each cell: that of the longest in cells over the same columns, which leave half an em to one and
/// a half free on either side.
fn measures(found: &Found) -> Vec<Length> {
    let matrix = &found.matrix;
    let extents = matrix.extents();
    let mut longest: BTreeMap<(usize, usize), Length> = BTreeMap::new();
    let mut sizes = vec![0; extents.len()];
    for (cell, extent) in extents.iter().enumerate().filter(|(_, extent)| extent.rows > 0) {
        let glyphs: Vec<Glyph> = matrix.glyphs_of(cell).copied().collect();
        sizes[cell] = glyphs.iter().map(|glyph| glyph.size).max().unwrap_or_default();
        let widths = lines::lines(&glyphs).into_iter().filter_map(|line| lines::area_of(&glyphs, &line));
        let own = widths.map(|area| area.width()).max().unwrap_or_default();
        let known = longest.entry((extent.col, extent.cols)).or_default();
        *known = own.max(*known);
    }
    let of = |(cell, extent): (usize, &Extent)| {
        let width = matrix.xs[extent.col + extent.cols] - matrix.xs[extent.col];
        let longest = longest.get(&(extent.col, extent.cols)).copied().unwrap_or_default();
        longest.clamp(width - 3 * sizes[cell], width.max(width - 3 * sizes[cell]))
    };
    extents.iter().enumerate().map(of).collect()
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

pub(super) fn printed(source: &Source, sheets: &[Sheet], found: &Found, parts: &Parts) -> PrintedTable {
    let matrix = &found.matrix;
    let extents = matrix.extents();
    let confidence = if matrix.spaced { SPACED } else { RULED };
    let cell = |cell: usize| {
        let glyphs: Vec<Glyph> = matrix.glyphs_of(cell).copied().collect();
        let paragraphs = parts.cells.get(&cell).map(|lines| paragraphs(source, lines)).unwrap_or_default();
        PrintedCell { paragraphs, vertical: lines::is_vertical(&glyphs), confidence }
    };
    let mut table = PrintedTable { columns: matrix.cols(), ..PrintedTable::default() };
    for row in 0..found.header {
        for owner in matrix.beginning(row).into_iter().filter(|&owner| !matrix.is_empty(owner)) {
            let extent = &extents[owner];
            table.header.push(PrintedLabel {
                cell: cell(owner),
                column: extent.col,
                column_span: extent.cols,
                level: row,
                row_span: extent.rows.min(found.header - row),
            });
        }
    }
    for row in found.header..matrix.rows() {
        let mut cells = vec![None; matrix.cols()];
        for owner in matrix.beginning(row) {
            cells[extents[owner].col] = Some(cell(owner));
            if extents[owner].rows > 1 && !matrix.is_empty(owner) && !table.merging.contains(&extents[owner].col) {
                table.merging.push(extents[owner].col);
            }
        }
        table.rows.push(PrintedRow { cells, page: sheets[matrix.sheets[row]].number });
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
