//! A report out of sheets: its text in reading order, its lines and pages, its tables where they stand.
//!
//! Text of a page is its lines from top to bottom; a table stands where its first row does, a printed row a line, cells parted by
//! two spaces. Every glyph is written once, and [`Source::areas`] leads each character back to its place on paper.

mod aligned;
mod free;
mod gridded;
mod line;
pub(crate) mod lined;
mod order;
mod settled;
mod tables;

use crate::page::{Gap, Laid, Line, Page};
use crate::sheet::{Flaw, Length, Paper, Place, Sheet};
use crate::source::{Encoding, Flavour, Source};
use crate::table::grid::{self, Found, lines};
use free::FreeText;
use line::{FreeLine, Role};
use settled::Settled;
use tables::{Parts, Writer, printed, rows};

/// Reads sheets as a report: its source, its pages with the tables on them. What a sheet holds is dropped when it is written.
pub(crate) fn compose(name: &str, blake3: String, paper: Paper) -> (Source, Vec<Page>) {
    let info = paper.info();
    let Paper { mut sheets, flaws, .. } = paper;
    let mut found: Vec<Settled> = Vec::new();
    grid::each(&sheets, aligned::tables, |table| found.push(Settled::of(&table, &sheets)));
    let mut writer = Writer::default();
    let mut tables: Vec<Parts> = found.iter().map(|_| Parts::default()).collect();
    let standing = standing(sheets.len(), &found);
    let tops: Vec<Vec<Length>> = standing.iter().map(|own| own.iter().map(|(top, _)| *top).collect()).collect();
    let free = free::free(&sheets, &found, &tops);
    let mut pages = Vec::new();
    let mut flaws: Vec<(Flaw, Option<Place>, usize)> = flaws.into_iter().map(|flaw| (flaw, None, 0)).collect();
    for (at, (sheet, free)) in sheets.iter_mut().zip(free).enumerate() {
        let placed = |(flaw, area)| (flaw, Some(Place::on(sheet.number, area)), writer.text.len());
        flaws.extend(sheet.flaws().into_iter().map(placed));
        pages.push(page(&mut writer, sheet, at, &found, &mut tables, &free, &standing[at]));
        writer.text.push('\x0c');
        (sheet.glyphs, sheet.rules) = (vec![], vec![]);
    }
    let unknown = sheets.iter().map(|sheet| sheet.unknown).sum();
    let encoding = Encoding { name: "UTF-8".to_owned(), evidence: "PDF".to_owned(), replaced: unknown };
    let source = Source::new(name.to_owned(), blake3, encoding, Flavour::Pdf, writer.text);
    let mut source = source.with_pieces(writer.pieces).with_flaws(flaws);
    source.paper = Some(info);
    let numbers: Vec<usize> = sheets.iter().map(|sheet| sheet.number).collect();
    for (found, parts) in found.into_iter().zip(tables) {
        let Some((page, laid)) = parts.first else { continue };
        pages[page].tables[laid].table = Some(printed(&source, &numbers, &found, &parts));
    }
    (source, pages)
}

/// All tables of all sheets, in order.
pub(crate) fn found(sheets: &[Sheet]) -> Vec<Found> {
    grid::tables(sheets, aligned::tables)
}

/// The tables that stand on each sheet, by their upper sides.
fn standing(sheets: usize, found: &[Settled]) -> Vec<Vec<(Length, usize)>> {
    let mut standing: Vec<Vec<(Length, usize)>> = vec![vec![]; sheets];
    for (table, found) in found.iter().enumerate() {
        found.tops.iter().for_each(|(sheet, top)| standing[*sheet].push((*top, table)));
    }
    standing.iter_mut().for_each(|own| own.sort_unstable());
    standing
}

fn page(
    writer: &mut Writer,
    sheet: &Sheet,
    at: usize,
    found: &[Settled],
    tables: &mut [Parts],
    free: &FreeText,
    standing: &[(Length, usize)],
) -> Page {
    let mut page = Page { number: sheet.number, ..Page::default() };
    for (band, lines) in free.iter().enumerate() {
        free_lines(writer, &mut page, sheet, lines);
        let Some(&(_, table)) = standing.get(band) else { continue };
        end_paragraph(writer, &mut page);
        let first = page.lines.len();
        rows(writer, &mut page, sheet, at, &found[table], &mut tables[table]);
        if tables[table].first.is_none() {
            tables[table].first = Some((at, page.tables.len()));
        }
        page.tables.push(Laid { lines: first..page.lines.len(), table: None });
    }
    if let Some(last) = page.lines.last_mut() {
        last.gap = Gap::Page;
    }
    page
}

/// A blank line after what was written.
fn end_paragraph(writer: &mut Writer, page: &mut Page) {
    if let Some(last) = page.lines.last_mut() {
        last.gap = Gap::Paragraph;
        if !writer.text.ends_with("\n\n") {
            writer.text.push('\n');
        }
    }
}

/// Writes lines outside tables; a line that does not go on in the next ends with a blank.
fn free_lines(writer: &mut Writer, page: &mut Page, sheet: &Sheet, lines: &[FreeLine]) {
    for (place, line) in lines.iter().enumerate() {
        let FreeLine { area, right, .. } = *line;
        let glyphs = line.glyphs(sheet);
        let size = glyphs.iter().map(|glyph| glyph.size).max().unwrap_or_default();
        let before = place.checked_sub(1).map(|before| lines[before].area);
        if before.is_none_or(|before| area.top - before.bottom > size || area.bottom < before.top) {
            end_paragraph(writer, page);
        }
        let all: Vec<usize> = (0..glyphs.len()).collect();
        let mut span = writer.line(&glyphs, &all, page.number, lines::is_vertical(&glyphs));
        // A paragraph goes on only from a full line to the line right below.
        let below = lines.get(place + 1).filter(|below| below.role.is_none() && line.role.is_none());
        let close = below.is_some_and(|below| {
            (0..=size).contains(&(below.area.top - area.bottom).max(0)) && below.area.top > area.top
        });
        if !close || right - area.x1 >= size * 2 {
            writer.text.push(' ');
            span.end += 1;
        }
        writer.text.push('\n');
        let written = Line { span, gap: Gap::Line, page: page.number };
        match line.role {
            Some(Role::Number) if page.page_number.is_none() => page.page_number = Some(written),
            Some(Role::Head) if page.running_head.is_none() => page.running_head = Some(written),
            _ => page.lines.push(written),
        }
    }
}
