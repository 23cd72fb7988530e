//! Page contents: placed boxes as drawing operations, each inside its marked content.

use super::font::Fonts;
use super::tagged::{Marking, markings};
use super::text::utf16;
use crate::typeset::Layout;
use crate::typeset::font::ASCENT;
use crate::typeset::page::{Direction, Fill, Glyph, Length, Mark, Page, Run, Shape};
use crate::typeset::structure::NodeId;
use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions,
    Pt, Rect, TextItem, TextMatrix,
};
use std::collections::BTreeMap;

/// All pages, without the fonts they call for.
pub fn pages(layout: &Layout, fonts: &Fonts) -> lopdf::Document {
    let texts = Texts::of(layout);
    let mut pdf = PdfDocument::new("");
    pdf.pages = layout.pages.iter().map(|page| page_of(page, &texts, fonts)).collect();
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

fn page_of(page: &Page, texts: &Texts<'_>, fonts: &Fonts) -> PdfPage {
    let area = || Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: points(page.width),
        height: points(page.height),
        mode: None,
        winding_order: None,
    };
    let marks: Vec<(&Mark, Marking)> = page.marks.iter().zip(markings(page)).collect();
    let mut ops = Vec::new();
    for group in marks.chunk_by(|one, next| one.1 == next.1) {
        ops.push(begin(group[0].1));
        let text = texts.beside(group);
        let beside = if text.is_some() { Beside::Group } else { Beside::Run };
        ops.extend(text.map(actual_text));
        group.iter().for_each(|(mark, _)| draw(&mut ops, &mark.shape, page.height, fonts, beside));
        ops.extend(text.map(|_| Op::EndMarkedContent));
        ops.push(Op::EndMarkedContent);
    }
    PdfPage { media_box: area(), trim_box: area(), crop_box: area(), ops }
}

/// Where text is written beside glyphs that do not tell it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// Beside all marks of a part together: done.
    Group,
    /// Beside the runs or glyphs that need it.
    Run,
}

/// The texts of cells that stand on one page in one piece.
struct Texts<'a>(BTreeMap<NodeId, &'a str>);

impl<'a> Texts<'a> {
    fn of(layout: &'a Layout) -> Self {
        let mut pieces: BTreeMap<NodeId, usize> = BTreeMap::new();
        for page in &layout.pages {
            for group in markings(page).chunk_by(|one, next| one == next) {
                if let Marking::Content { node, .. } = group[0] {
                    *pieces.entry(node).or_default() += 1;
                }
            }
        }
        let whole = pieces.into_iter().filter(|(_, count)| *count == 1).map(|(node, _)| node);
        let text = |node: NodeId| Some((node, layout.structure.nodes.get(node.0)?.text.as_deref()?));
        Texts(whole.filter_map(text).collect())
    }

    /// The text of a cell of several lines or of vertical text: programs that extract text mix up the lines of neighbours.
    fn beside(&self, group: &[(&Mark, Marking)]) -> Option<&'a str> {
        let Marking::Content { node, .. } = group.first()?.1 else { return None };
        let runs = || group.iter().filter_map(|(mark, _)| as_run(mark));
        let first = runs().next()?;
        let is_one_line = runs().all(|run| run.y == first.y && run.direction == Direction::Horizontal);
        if is_one_line { None } else { self.0.get(&node).copied() }
    }
}

fn as_run(mark: &Mark) -> Option<&Run> {
    match &mark.shape {
        Shape::Run(run) => Some(run),
        Shape::Fill(_) => None,
    }
}

fn draw(ops: &mut Vec<Op>, shape: &Shape, height: Length, fonts: &Fonts, beside: Beside) {
    match shape {
        Shape::Run(run) => draw_run(ops, run, height, fonts, beside),
        Shape::Fill(fill) => draw_fill(ops, fill, height),
    }
}

fn begin(marking: Marking) -> Op {
    let (tag, entries) = match marking {
        Marking::Content { tag, id, .. } => (tag, vec![("MCID", DictItem::Int(id))]),
        Marking::Pagination => ("Artifact", vec![("Type", DictItem::Name(b"Pagination".to_vec()))]),
        Marking::Decoration => ("Artifact", vec![("Type", DictItem::Name(b"Layout".to_vec()))]),
    };
    let map: BTreeMap<String, DictItem> = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
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

fn draw_run(ops: &mut Vec<Op>, run: &Run, height: Length, fonts: &Fonts, beside: Beside) {
    let (x, y) = match run.direction {
        Direction::Horizontal => (run.x, height - run.y - run.size * ASCENT / 1000),
        // Vertical glyphs hang from the middle of their upper edge, which PDF takes to be 880/1000 em above the baseline.
        Direction::Vertical => (run.x + run.size / 2, height - run.y),
    };
    let font = PdfFontHandle::External(FontId(Fonts::name(run.face, run.direction)));
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFont { font, size: points(run.size) });
    ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, points(x).0, points(y).0]) });
    match beside {
        Beside::Group => show_glyphs(ops, run, |_| true, fonts),
        Beside::Run => show(ops, run, fonts),
    }
    ops.push(Op::EndTextSection);
}

/// Shows the glyphs; where a code does not tell its meaning, the meaning is written beside it.
fn show(ops: &mut Vec<Op>, run: &Run, fonts: &Fonts) {
    if is_loose(run) {
        let text: String = run.glyphs.iter().map(|glyph| glyph.means).collect();
        ops.push(actual_text(&text));
        show_glyphs(ops, run, |_| true, fonts);
        ops.push(Op::EndMarkedContent);
    } else {
        show_glyphs(ops, run, |glyph| fonts.tells(run, glyph), fonts);
    }
}

/// Gaps wider than this, in 1/1000 em, are taken for spaces by programs that extract text.
const LOOSE: Length = 80;

/// Whether the characters of a run were spread so far that its text must be written beside it.
fn is_loose(run: &Run) -> bool {
    let gap = |pair: &[Glyph]| (pair[1].at - pair[0].at) * 1000 - run.face.width(pair[0].id) * run.size;
    run.direction == Direction::Horizontal && run.glyphs.windows(2).any(|pair| gap(pair) > LOOSE * run.size)
}

fn show_glyphs(ops: &mut Vec<Op>, run: &Run, tells: impl Fn(&Glyph) -> bool, fonts: &Fonts) {
    let mut items: Vec<TextItem> = Vec::new();
    let mut pen = Pen { run, at: 0 };
    for glyph in &run.glyphs {
        items.extend(pen.step_to(glyph));
        let shown = Codepoint::new(fonts.code(run, glyph), 0.0);
        if tells(glyph) {
            push_glyph(&mut items, shown);
        } else {
            flush(ops, &mut items);
            ops.push(actual_text(&glyph.means.to_string()));
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![shown])] });
            ops.push(Op::EndMarkedContent);
        }
        pen.pass(glyph);
    }
    flush(ops, &mut items);
}

fn push_glyph(items: &mut Vec<TextItem>, glyph: Codepoint) {
    match items.last_mut() {
        Some(TextItem::GlyphIds(glyphs)) => glyphs.push(glyph),
        _ => items.push(TextItem::GlyphIds(vec![glyph])),
    }
}

fn flush(ops: &mut Vec<Op>, items: &mut Vec<TextItem>) {
    if !items.is_empty() {
        ops.push(Op::ShowText { items: std::mem::take(items) });
    }
}

fn actual_text(text: &str) -> Op {
    let text = DictItem::Bytes(utf16(text));
    let map = BTreeMap::from([("ActualText".to_owned(), text)]);
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
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
