//! What is seen on the pages of a PDF, to look at: words, rules and the cells that were found, as SVG or as records.

use crate::page::Page;
use crate::sheet::{Area, Axis, Glyph, Length, Place, Setting, Sheet};
use crate::table::explain::summary;
use crate::table::grid::{Found, lines};
use serde::Serialize;
use std::fmt::Write;

/// A word of a page: glyphs of one line without a gap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Word {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// Its characters.
    pub text: String,
    /// Size of its type, in points.
    pub size: f64,
    /// Whether its line runs down the page.
    pub vertical: bool,
}

/// The words of a page, line by line.
pub(crate) fn words(sheet: &Sheet) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for line in lines::lines(&sheet.glyphs) {
        let mut last: Option<&Glyph> = None;
        for &at in &line {
            let glyph = &sheet.glyphs[at];
            let joined = last.is_some_and(|last| (glyph.area.x0 - last.area.x1) * 5 < glyph.size * 3);
            last = Some(glyph);
            match found.last_mut().filter(|_| joined) {
                Some(word) => {
                    word.text.push(glyph.c);
                    word.place.area = word.place.area.with(&glyph.area);
                }
                None => found.push(Word {
                    place: Place::on(sheet.number, glyph.area),
                    text: String::from(glyph.c),
                    size: points(glyph.size),
                    vertical: glyph.setting != Setting::Level,
                }),
            }
        }
    }
    found
}

/// How the n-th table, from 1, of a PDF is read; `None` if there is none.
pub(crate) fn explain(pages: &[Page], number: usize) -> Option<String> {
    let tables = pages.iter().flat_map(|page| &page.tables).filter_map(|laid| laid.table.as_ref());
    let table = tables.into_iter().nth(number.checked_sub(1)?)?;
    let mut out = summary(table);
    out.push_str("draw its pages with --stage pages --format svg to see the rules and the cells\n");
    Some(out)
}

/// Each page by its number as an SVG file, tables numbered in the order of the report.
pub(crate) fn drawings(sheets: &[Sheet], found: &[Found]) -> Vec<(usize, String)> {
    sheets.iter().enumerate().map(|(at, sheet)| (sheet.number, drawing(sheet, at, found))).collect()
}

const STYLE: &str = "text{font-family:sans-serif;fill:#222}.rule{stroke:#06c;stroke-width:.5}\
.head{fill:#fc0;fill-opacity:.25;stroke:#c30;stroke-width:.6}.cell{fill:#0a0;fill-opacity:.08;stroke:#c30;stroke-width:.6}\
.free{fill:none;stroke:#999;stroke-width:.3;stroke-dasharray:1 1}.name{fill:#c30;font-size:7px}";

fn drawing(sheet: &Sheet, at: usize, found: &[Found]) -> String {
    let mut out = String::new();
    let (width, height) = (points(sheet.width), points(sheet.height));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\">\n\
         <style>{STYLE}</style>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
    );
    let mut taken = vec![false; sheet.glyphs.len()];
    for (number, table) in found.iter().enumerate() {
        draw_table(&mut out, table, number + 1, at, &mut taken, sheet);
    }
    for rule in &sheet.rules {
        let (x0, y0, x1, y1) = match rule.axis {
            Axis::Across => (rule.from, rule.at, rule.to, rule.at),
            Axis::Down => (rule.at, rule.from, rule.at, rule.to),
        };
        let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(points);
        let _ = writeln!(out, "<line class=\"rule\" x1=\"{x0}\" y1=\"{y0}\" x2=\"{x1}\" y2=\"{y1}\"/>");
    }
    let free: Vec<Glyph> =
        sheet.glyphs.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(glyph, _)| *glyph).collect();
    for area in lines::lines(&free).iter().filter_map(|line| lines::area_of(&free, line)) {
        let _ = writeln!(out, "<rect class=\"free\" {}/>", attributes(&area));
    }
    words(sheet).iter().for_each(|word| draw_word(&mut out, word));
    out.push_str("</svg>\n");
    out
}

/// The cells of the part of a table that stands on a page.
fn draw_table(out: &mut String, table: &Found, number: usize, at: usize, taken: &mut [bool], sheet: &Sheet) {
    let matrix = &table.matrix;
    // Parts on further pages were moved under the first: back to where they stand.
    let own = matrix.cells.iter().flatten().map(|&glyph| &matrix.glyphs[glyph]).filter(|placed| placed.sheet == at);
    let mut offset = None;
    for placed in own.chain(table.repeated.iter().flatten().filter(|placed| placed.sheet == at)) {
        taken[placed.index] = true;
    }
    let mut named = false;
    for (cell, extent) in matrix.extents().iter().enumerate().filter(|(_, extent)| extent.rows > 0) {
        if matrix.sheets[extent.row] != at {
            continue;
        }
        let first = matrix.cells[cell].iter().map(|&glyph| &matrix.glyphs[glyph]).find(|placed| placed.sheet == at);
        if let Some(placed) = first {
            let (here, there) = (sheet.glyphs[placed.index].area, placed.glyph.area);
            offset.get_or_insert((here.x0 - there.x0, here.top - there.top));
        }
        let (x, y) = offset.unwrap_or_default();
        let rows = (extent.row..extent.row + extent.rows).take_while(|&row| matrix.sheets[row] == at).count();
        let area = Area {
            x0: matrix.xs[extent.col],
            top: matrix.ys[extent.row],
            x1: matrix.xs[extent.col + extent.cols],
            bottom: matrix.ys[extent.row + rows],
        }
        .moved(x, y);
        let class = if extent.row < table.header { "head" } else { "cell" };
        let _ = writeln!(
            out,
            "<rect class=\"{class}\" {}><title>table {number}, row {}, column {}</title></rect>",
            attributes(&area),
            (extent.row + 1).saturating_sub(table.header),
            extent.col + 1,
        );
        if !named {
            named = true;
            let (x, y) = (points(area.x0), points(area.top - 200));
            let _ = writeln!(out, "<text class=\"name\" x=\"{x}\" y=\"{y}\">table {number}</text>");
        }
    }
}

fn draw_word(out: &mut String, word: &Word) {
    let escaped = word.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let area = &word.place.area;
    // The foot of a glyph lies 12 % of its height below its line.
    let (x, y, width) = (points(area.x0), points(area.bottom - area.height() * 12 / 100), points(area.width()));
    let size = word.size;
    let _ = writeln!(
        out,
        "<text font-size=\"{size}\" x=\"{x}\" y=\"{y}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\">{escaped}</text>"
    );
}

fn attributes(area: &Area) -> String {
    let [x, y, width, height] = [area.x0, area.top, area.width(), area.height()].map(points);
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

fn points(length: Length) -> f64 {
    f64::from(length) / 100.0
}
