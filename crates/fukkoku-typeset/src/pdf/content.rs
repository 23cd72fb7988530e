//! Page contents: placed boxes as drawing operations, each inside its marked content.

use super::font::Fonts;
use super::marked::{Part, Sequence};
use super::text::utf16;
use crate::font::ASCENT;
use crate::length::Length;
use crate::page::{Direction, Fill, Glyph, Layout, Owner, Page, Run};
use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions,
    Pt, Rect, TextItem, TextMatrix,
};
use std::collections::BTreeMap;

/// All pages, without the fonts they call for.
pub(crate) fn pages(layout: &Layout, sequences: &[Vec<Sequence<'_>>], fonts: &Fonts) -> lopdf::Document {
    let mut pdf = PdfDocument::new("");
    pdf.pages = layout.pages.iter().zip(sequences).map(|(page, sequences)| page_of(page, sequences, fonts)).collect();
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

fn page_of(page: &Page, sequences: &[Sequence<'_>], fonts: &Fonts) -> PdfPage {
    let area = || Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: points(page.width),
        height: points(page.height),
        mode: None,
        winding_order: None,
    };
    let mut ops = Vec::new();
    let mut id = 0;
    for sequence in sequences {
        ops.push(begin(sequence, &mut id));
        for part in &sequence.parts {
            match part {
                Part::Run(run) => draw_run(&mut ops, run, page.height, fonts),
                Part::Fill(fill) => draw_fill(&mut ops, fill, page.height),
            }
        }
        ops.push(Op::EndMarkedContent);
    }
    PdfPage { media_box: area(), trim_box: area(), crop_box: area(), ops }
}

fn begin(sequence: &Sequence<'_>, id: &mut i64) -> Op {
    let (tag, mut map) = match sequence.owner {
        Owner::Node(_) => {
            *id += 1;
            ("Span", BTreeMap::from([("MCID".to_owned(), DictItem::Int(*id - 1))]))
        }
        Owner::Pagination => ("Artifact", BTreeMap::from([artifact("Pagination")])),
        Owner::Decoration => ("Artifact", BTreeMap::from([artifact("Layout")])),
    };
    map.extend(sequence.text.as_ref().map(|text| ("ActualText".to_owned(), DictItem::Bytes(utf16(text)))));
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}

fn artifact(kind: &str) -> (String, DictItem) {
    ("Type".to_owned(), DictItem::Name(kind.as_bytes().to_vec()))
}

/// 1/1000 point to points; two decimals are finer than any printer.
fn points(length: Length) -> Pt {
    let hundredths = (length + 5).div_euclid(10);
    Pt(hundredths as f32 / 100.0)
}

fn draw_fill(ops: &mut Vec<Op>, fill: &Fill, height: Length) {
    let area = fill.area;
    let rectangle = Rect {
        x: points(area.x),
        y: points(height - area.y - area.height),
        width: points(area.width),
        height: points(area.height),
        mode: Some(PaintMode::Fill),
        winding_order: None,
    };
    let col = Color::Greyscale(Greyscale::new(f32::from(fill.grey) / 100.0, None));
    let draw =
        [Op::SaveGraphicsState, Op::SetFillColor { col }, Op::DrawRectangle { rectangle }, Op::RestoreGraphicsState];
    ops.extend(draw);
}

fn draw_run(ops: &mut Vec<Op>, run: &Run, height: Length, fonts: &Fonts) {
    let (x, y) = match run.direction {
        Direction::Horizontal => (run.x, height - run.y - run.size * ASCENT / 1000),
        // Vertical glyphs hang from the middle of their upper edge, which PDF takes to be 880/1000 em above the baseline.
        Direction::Vertical => (run.x + run.size / 2, height - run.y),
    };
    let font = PdfFontHandle::External(FontId(Fonts::name(run.face, run.direction)));
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFont { font, size: points(run.size) });
    ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, points(x).0, points(y).0]) });
    ops.push(Op::ShowText { items: glyphs(run, fonts) });
    ops.push(Op::EndTextSection);
}

fn glyphs(run: &Run, fonts: &Fonts) -> Vec<TextItem> {
    let mut items: Vec<TextItem> = Vec::new();
    let mut pen = Pen { run, at: 0 };
    for glyph in &run.glyphs {
        items.extend(pen.step_to(glyph));
        push_glyph(&mut items, Codepoint::new(fonts.code(run, glyph), 0.0));
        pen.pass(glyph);
    }
    items
}

fn push_glyph(items: &mut Vec<TextItem>, glyph: Codepoint) {
    match items.last_mut() {
        Some(TextItem::GlyphIds(glyphs)) => glyphs.push(glyph),
        _ => items.push(TextItem::GlyphIds(vec![glyph])),
    }
}

/// Where a viewer's pen stands, in 1/1,000,000 point from the start of the run.
struct Pen<'a> {
    run: &'a Run,
    at: Length,
}

impl Pen<'_> {
    /// The adjustment that brings the pen to a glyph, in 1/1000 em; less than half a unit is left for the next glyph.
    fn step_to(&mut self, glyph: &Glyph) -> Option<TextItem> {
        let missing = glyph.at * 1000 - self.at;
        let size = self.run.size.max(1);
        let units = (missing + size.signum() * size / 2).div_euclid(size);
        self.at += units * size;
        // The number is subtracted from the pen's way: to the right, or upwards in vertical text.
        let sign = match self.run.direction {
            Direction::Horizontal => -1,
            Direction::Vertical => 1,
        };
        (units != 0).then_some(TextItem::Offset((sign * units) as f32))
    }

    fn pass(&mut self, glyph: &Glyph) {
        let advance = match self.run.direction {
            Direction::Horizontal => self.run.face.width(glyph.id),
            Direction::Vertical => 1000,
        };
        self.at += advance * self.run.size;
    }
}
