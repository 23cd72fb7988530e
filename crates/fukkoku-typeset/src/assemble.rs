//! The whole edition: title page, contents, report, record of findings, colophon.

use super::design::{Binding, Design};
use super::flow::Flow;
use super::font::{Face, GETA};
use super::front::{self, CONTENTS};
use super::furniture::{Side, furnish, shift};
use super::page::{Glyph, Layout, OutlineEntry, Page, Run, Shape};
use super::pager::{Filled, Head};
use super::pages::fill;
use super::sheet::Sheet;
use super::structure::Structure;
use crate::manuscript::Manuscript;
use std::collections::BTreeSet;

/// Sets a manuscript: title page, contents, report, appendix, colophon.
pub fn typeset(manuscript: &Manuscript, design: Design) -> Layout {
    let sheet = Sheet::of(design.paper);
    let title = manuscript.title.clone();
    let mut flow = Flow::new(sheet, design.punctuation);
    flow.elements(&manuscript.report);
    flow.elements(&manuscript.appendix);
    let body = fill(std::mem::take(&mut flow.pieces), sheet);
    flow.colophon(&manuscript.colophon, &added_facts(&body.pages));
    let back = fill(std::mem::take(&mut flow.pieces), sheet);
    let mut structure = flow.structure;
    let made = structure.outermost();
    let cover = front::title_page(manuscript, sheet, &mut structure);
    let contents = contents(&body, &back, sheet, &mut structure);
    structure.bring_to_front(made);
    let mut edition = Edition { sheet, binding: design.binding, pages: Vec::new(), outline: Vec::new() };
    edition.add_bare(Filled { pages: vec![cover], ..Filled::default() });
    edition.add(contents, roman, |_, _| Some(Head { chapter: CONTENTS.to_owned(), ..Head::default() }));
    edition.turn_to_right();
    let first = edition.pages.len();
    edition.add(body, |number| number.to_string(), |at, head| running_head(at, head, &title));
    let end = edition.pages.len();
    edition.add_bare(back);
    let missing = missing(&edition.pages);
    let Edition { pages, outline, binding, .. } = edition;
    Layout { title, pages, body: first..end, binding, structure, outline, missing }
}

/// What only the set pages tell: their fonts, and the characters that no font has.
fn added_facts(pages: &[Page]) -> Vec<(String, String)> {
    let fonts: BTreeSet<&str> = faces(pages).iter().map(|face| face.title()).collect();
    let fonts = fonts.into_iter().collect::<Vec<&str>>().join("、");
    let codes = codes(&missing(pages)).map(|codes| ("〓で示した字".to_owned(), codes));
    std::iter::once(("書体".to_owned(), fonts)).chain(codes).collect()
}

/// More codes than these are only counted.
const MOST_CODES: usize = 40;

/// The characters that no font has: they cannot be shown, so their codes are.
fn codes(missing: &[char]) -> Option<String> {
    let codes: Vec<String> = missing.iter().take(MOST_CODES).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let more = match missing.len().saturating_sub(MOST_CODES) {
        0 => String::new(),
        more => format!("　ほか{more}字"),
    };
    (!codes.is_empty()).then(|| codes.join(" ") + &more)
}

/// The pages that list the headings; none if there are few. The contents are themselves the first entry of the outline.
fn contents(body: &Filled, back: &Filled, sheet: Sheet, structure: &mut Structure) -> Filled {
    let behind = |entry: &OutlineEntry| OutlineEntry { page: entry.page + body.pages.len(), ..entry.clone() };
    let listed: Vec<OutlineEntry> = body.outline.iter().cloned().chain(back.outline.iter().map(behind)).collect();
    let pieces = front::contents(&listed, 1, sheet, structure);
    if pieces.is_empty() { Filled::default() } else { fill(pieces, sheet) }
}

/// No head above the first page; where there is no chapter yet, the title.
fn running_head(at: usize, head: Head, title: &str) -> Option<Head> {
    let chapter = if head.chapter.is_empty() { title.to_owned() } else { head.chapter };
    (at > 0).then_some(Head { chapter, section: head.section })
}

/// The edition as far as it is put together.
struct Edition {
    sheet: Sheet,
    binding: Binding,
    pages: Vec<Page>,
    outline: Vec<OutlineEntry>,
}

impl Edition {
    fn side(&self) -> Side {
        Side::of(self.pages.len(), self.binding)
    }

    /// Pages with numbers and heads.
    fn add(&mut self, filled: Filled, number: fn(usize) -> String, head: impl Fn(usize, Head) -> Option<Head>) {
        let Filled { pages, heads, outline } = filled;
        self.add_outline(outline);
        for (at, (mut page, given)) in pages.into_iter().zip(heads).enumerate() {
            furnish(&mut page, head(at, given).as_ref(), &number(at + 1), self.side(), self.sheet);
            self.pages.push(page);
        }
    }

    /// Pages without.
    fn add_bare(&mut self, filled: Filled) {
        self.add_outline(filled.outline);
        for mut page in filled.pages {
            shift(&mut page, self.side(), self.sheet);
            self.pages.push(page);
        }
    }

    fn add_outline(&mut self, outline: Vec<OutlineEntry>) {
        let first = self.pages.len();
        self.outline.extend(outline.into_iter().map(|entry| OutlineEntry { page: entry.page + first, ..entry }));
    }

    /// The report begins on the right: after an even number of pages.
    fn turn_to_right(&mut self) {
        if self.side() == Side::Left {
            let frame = self.sheet.upright();
            self.pages.push(Page { width: frame.page_width, height: frame.page_height, marks: Vec::new() });
        }
    }
}

/// Small Roman numerals, for the pages before the report.
fn roman(number: usize) -> String {
    const NUMERALS: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut rest = number;
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        text.push_str(&numeral.repeat(rest / value));
        rest %= value;
    }
    text
}

fn runs(pages: &[Page]) -> impl Iterator<Item = &Run> {
    pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match &mark.shape {
        Shape::Run(run) => Some(run),
        Shape::Fill(_) | Shape::Link(_) => None,
    })
}

fn faces(pages: &[Page]) -> BTreeSet<Face> {
    runs(pages).map(|run| run.face).collect()
}

/// Characters that no font has.
fn missing(pages: &[Page]) -> Vec<char> {
    let absent = |glyph: &&Glyph| glyph.shows == GETA && glyph.means != GETA;
    let glyphs = runs(pages).flat_map(|run| &run.glyphs).filter(absent);
    glyphs.map(|glyph| glyph.means).collect::<BTreeSet<char>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn pages_before_the_report_have_roman_numbers() {
        for (number, wanted) in [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (103, "ciii")] {
            assert_eq!(roman(number), wanted);
        }
    }
}
