//! A report out of sheets: its text in reading order, its lines and pages, its tables where they stand.
//!
//! Text of a page is its lines from top to bottom; a table stands where its first row does, a printed row a line, cells parted by
//! tabs. Every glyph is written once, and [`Source::areas`] leads each character back to its place on paper.

use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::page::{Gap, Laid, Line, Page};
use crate::sheet::{Area, Glyph, Length, Sheet};
use crate::source::{Encoding, Flavour, Piece, Source, Span, Text};
use crate::table::grid::{self, Found, Placed, lines};
use std::collections::BTreeMap;

/// How sure a cell is that rules enclose.
const RULED: Confidence = Confidence(99);

/// Reads sheets as a report: its source, its pages with the tables on them.
pub(crate) fn compose(name: &str, blake3: String, sheets: &[Sheet]) -> (Source, Vec<Page>) {
    let found = grid::tables(sheets);
    let mut writer = Writer::default();
    let mut tables: Vec<Parts> = found.iter().map(|_| Parts::default()).collect();
    let furniture = Furniture::of(sheets, &found);
    let mut pages = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        pages.push(page(&mut writer, sheet, at, &found, &mut tables, &furniture));
        writer.text.push('\x0c');
    }
    let unknown = sheets.iter().map(|sheet| sheet.unknown).sum();
    let encoding = Encoding { name: "UTF-8".to_owned(), evidence: "PDF".to_owned(), replaced: unknown };
    let source = Source::new(name.to_owned(), blake3, encoding, Flavour::Pdf, writer.text).with_pieces(writer.pieces);
    for (found, parts) in found.iter().zip(tables) {
        let Some((page, laid)) = parts.first else { continue };
        let table = printed(&source, found, &parts.cells, &parts.repeated, &parts.readings);
        pages[page].tables[laid].table = Some(table);
    }
    (source, pages)
}

/// What was written of a table.
#[derive(Default)]
struct Parts {
    /// Page and place on it of its first part.
    first: Option<(usize, usize)>,
    /// The lines of each cell, as spans.
    cells: BTreeMap<usize, Vec<CellLine>>,
    repeated: Vec<Vec<Span>>,
    readings: Vec<Span>,
}

/// A line of a cell as written.
struct CellLine {
    span: Span,
    /// Whether the next line goes on with the same word.
    full: bool,
}

#[derive(Default)]
struct Writer {
    text: String,
    pieces: Vec<Piece>,
}

impl Writer {
    /// Writes the glyphs of a line; returns its span.
    fn line(&mut self, glyphs: &[Glyph], line: &[usize], page: usize, upright: bool) -> Span {
        let start = self.text.len();
        for (at, &glyph) in line.iter().enumerate() {
            if at > 0 && !upright && lines::is_space(&glyphs[line[at - 1]], &glyphs[glyph]) {
                self.text.push(' ');
            }
            self.text.push(if upright { lines::upright(glyphs[glyph].c) } else { glyphs[glyph].c });
        }
        let span = Span::new(start, self.text.len());
        self.pieces.extend(lines::area_of(glyphs, line).map(|area| Piece { span, page, area }));
        span
    }
}

/// What stands on a page, from top to bottom.
enum Item {
    /// A free line, as indices into the free glyphs.
    Line(Vec<usize>),
    /// The part of a table that stands here.
    Table(usize),
}

fn page(
    writer: &mut Writer,
    sheet: &Sheet,
    at: usize,
    found: &[Found],
    tables: &mut [Parts],
    furniture: &Furniture,
) -> Page {
    let mut page = Page { number: at + 1, ..Page::default() };
    let free = &furniture.free[at];
    let mut items: Vec<(Length, Item)> = Vec::new();
    for line in &furniture.lines[at] {
        let top = lines::area_of(free, line).map_or(0, |area| area.top);
        items.push((top, Item::Line(line.clone())));
    }
    for (table, found) in found.iter().enumerate() {
        let own = found.matrix.glyphs.iter().chain(found.repeated.iter().flatten()).filter(|placed| placed.sheet == at);
        if let Some(top) = own.map(|placed| sheet.glyphs[placed.index].area.top).min() {
            items.push((top, Item::Table(table)));
        }
    }
    items.sort_by_key(|(top, item)| (*top, matches!(item, Item::Line(_))));
    let right = furniture.lines[at].iter().filter_map(|line| lines::area_of(free, line)).map(|area| area.x1).max();
    let mut before: Option<Area> = None;
    for (place, (_, item)) in items.iter().enumerate() {
        match item {
            Item::Line(line) => {
                let Some(area) = lines::area_of(free, line) else { continue };
                let size = line.iter().map(|&glyph| free[glyph].size).max().unwrap_or_default();
                let apart = before.is_none_or(|before| area.top - before.bottom > size);
                if let Some(last) = page.lines.last_mut().filter(|_| apart) {
                    last.gap = Gap::Paragraph;
                    writer.text.push('\n');
                }
                let upright = lines::is_vertical(&line.iter().map(|&glyph| free[glyph]).collect::<Vec<_>>());
                let mut span = writer.line(free, line, at + 1, upright);
                // A paragraph goes on only from a full line to the line right below.
                let below = match items.get(place + 1) {
                    Some((_, Item::Line(next))) => lines::area_of(free, next),
                    Some((_, Item::Table(_))) | None => None,
                };
                let close = below.is_some_and(|below| below.top - area.bottom <= size);
                let full = close && right.is_some_and(|right| right - area.x1 < size * 2);
                if !full {
                    writer.text.push(' ');
                    span.end += 1;
                }
                writer.text.push('\n');
                let line = Line { span, gap: Gap::Line, page: at + 1 };
                match furniture.role(at, &area) {
                    Some(Role::Number) if page.page_number.is_none() => page.page_number = Some(line),
                    Some(Role::Head) if page.running_head.is_none() => page.running_head = Some(line),
                    _ => page.lines.push(line),
                }
                before = Some(area);
            }
            Item::Table(table) => {
                if let Some(last) = page.lines.last_mut() {
                    last.gap = Gap::Paragraph;
                    if !writer.text.ends_with("\n\n") {
                        writer.text.push('\n');
                    }
                }
                let first = page.lines.len();
                rows(writer, &mut page, sheet, at, &found[*table], &mut tables[*table]);
                if tables[*table].first.is_none() {
                    tables[*table].first = Some((at, page.tables.len()));
                }
                page.tables.push(Laid { lines: first..page.lines.len(), table: None });
                before = None;
            }
        }
    }
    if let Some(last) = page.lines.last_mut() {
        last.gap = Gap::Page;
    }
    page
}

/// Writes the rows of a table that stand on a sheet.
fn rows(writer: &mut Writer, page: &mut Page, sheet: &Sheet, at: usize, found: &Found, parts: &mut Parts) {
    let matrix = &found.matrix;
    let mut push = |writer: &mut Writer, start: usize| {
        if writer.text.len() > start {
            writer.text.push(' ');
            page.lines.push(Line { span: Span::new(start, writer.text.len()), gap: Gap::Line, page: at + 1 });
            writer.text.push('\n');
        }
    };
    for header in found.repeated.iter().filter(|header| header.first().is_some_and(|placed| placed.sheet == at)) {
        let start = writer.text.len();
        let glyphs: Vec<Glyph> = header.iter().map(|placed| sheet.glyphs[placed.index]).collect();
        let spans = lines::lines(&glyphs).iter().map(|line| writer.line(&glyphs, line, at + 1, false)).collect();
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
                writer.text.push('\t');
            }
            let glyphs: Vec<Glyph> =
                matrix.cells[cell].iter().map(|&index| printed_glyph(&matrix.glyphs[index], sheet)).collect();
            cell_lines(writer, &glyphs, at, cell, parts);
        }
        push(writer, start);
    }
}

/// A glyph where its page has it.
fn printed_glyph(placed: &Placed, sheet: &Sheet) -> Glyph {
    sheet.glyphs.get(placed.index).copied().unwrap_or(placed.glyph)
}

fn cell_lines(writer: &mut Writer, glyphs: &[Glyph], at: usize, cell: usize, parts: &mut Parts) {
    let upright = lines::is_vertical(glyphs);
    let found = lines::lines(glyphs);
    let right = glyphs.iter().map(|glyph| glyph.area.x1).max().unwrap_or_default();
    for (index, line) in found.iter().enumerate() {
        let ruby = !upright && found.get(index + 1).is_some_and(|below| lines::is_ruby(glyphs, line, below));
        if index > 0 {
            writer.text.push(' ');
        }
        let span = writer.line(glyphs, line, at + 1, upright);
        if ruby {
            parts.readings.push(span);
            continue;
        }
        let end = lines::area_of(glyphs, line).map_or(0, |area| area.x1);
        let size = line.iter().map(|&glyph| glyphs[glyph].size).max().unwrap_or_default();
        let full = upright || right - end < size * 3 / 2;
        parts.cells.entry(cell).or_default().push(CellLine { span, full });
    }
}

fn printed(
    source: &Source,
    found: &Found,
    cells: &BTreeMap<usize, Vec<CellLine>>,
    repeated: &[Vec<Span>],
    readings: &[Span],
) -> PrintedTable {
    let matrix = &found.matrix;
    let extents = matrix.extents();
    let cell = |cell: usize| {
        let glyphs: Vec<Glyph> = matrix.glyphs_of(cell).copied().collect();
        let paragraphs = cells.get(&cell).map(|lines| paragraphs(source, lines)).unwrap_or_default();
        PrintedCell { paragraphs, vertical: lines::is_vertical(&glyphs), confidence: RULED }
    };
    let mut table = PrintedTable { columns: matrix.cols(), ..PrintedTable::default() };
    for (row, _) in matrix.owner.iter().enumerate().take(found.header) {
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
        table.rows.push(PrintedRow { cells, page: matrix.sheets[row] + 1 });
    }
    table.merging.sort_unstable();
    let text = |spans: &[Span]| {
        let mut text = Text::default();
        spans.iter().for_each(|span| text.push(source, *span));
        text
    };
    table.repeated = repeated.iter().map(|spans| text(spans)).collect();
    table.readings = readings.iter().map(|span| text(&[*span])).collect();
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

/// What a line in the margin is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Head,
    Number,
}

/// The free lines of all sheets, and which recur in the margins.
struct Furniture {
    free: Vec<Vec<Glyph>>,
    lines: Vec<Vec<Vec<usize>>>,
    roles: Vec<Vec<(Area, Role)>>,
}

/// Share of a page's height, in hundredths, in which running heads and page numbers stand.
const MARGIN: Length = 10;

impl Furniture {
    fn of(sheets: &[Sheet], found: &[Found]) -> Self {
        let mut taken: Vec<Vec<bool>> = sheets.iter().map(|sheet| vec![false; sheet.glyphs.len()]).collect();
        for placed in found.iter().flat_map(|found| {
            found
                .matrix
                .cells
                .iter()
                .flatten()
                .map(|&at| &found.matrix.glyphs[at])
                .chain(found.repeated.iter().flatten())
        }) {
            taken[placed.sheet][placed.index] = true;
        }
        let free: Vec<Vec<Glyph>> = sheets
            .iter()
            .zip(&taken)
            .map(|(sheet, taken)| {
                sheet.glyphs.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(glyph, _)| *glyph).collect()
            })
            .collect();
        let lines: Vec<Vec<Vec<usize>>> = free.iter().map(|free| lines::lines(free)).collect();
        let mut furniture = Self { roles: vec![vec![]; sheets.len()], free, lines };
        furniture.find_roles(sheets);
        furniture
    }

    fn find_roles(&mut self, sheets: &[Sheet]) {
        let mut heads: BTreeMap<String, Vec<(usize, Area)>> = BTreeMap::new();
        let mut numbers: Vec<(usize, Area)> = Vec::new();
        for (at, sheet) in sheets.iter().enumerate() {
            for line in &self.lines[at] {
                let Some(area) = lines::area_of(&self.free[at], line) else { continue };
                let upper = area.y() * 100 < sheet.height * MARGIN;
                if !upper && area.y() * 100 < sheet.height * (100 - MARGIN) {
                    continue;
                }
                let text: String = line.iter().map(|&glyph| self.free[at][glyph].c).collect();
                let bare = text.trim_matches(|c: char| "-－―‐−–—()（）・".contains(c));
                if bare.chars().count() <= 4 && !bare.is_empty() && bare.chars().all(crate::look::is_digit) {
                    numbers.push((at, area));
                } else {
                    heads.entry(text).or_default().push((at, area));
                }
            }
        }
        for (at, area) in numbers {
            self.roles[at].push((area, Role::Number));
        }
        for places in heads.into_values().filter(|places| places.len() >= 2) {
            let near = |area: &Area, other: &Area| (area.y() - other.y()).abs() < 300;
            if places.iter().all(|(_, area)| near(area, &places[0].1)) {
                places.into_iter().for_each(|(at, area)| self.roles[at].push((area, Role::Head)));
            }
        }
    }

    fn role(&self, at: usize, area: &Area) -> Option<Role> {
        self.roles[at].iter().find(|(other, _)| other == area).map(|(_, role)| *role)
    }
}
