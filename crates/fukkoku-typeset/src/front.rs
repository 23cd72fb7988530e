//! Title page and contents: made when the numbers of all pages are known, read before all else.

use super::length::Length;
use super::limits::LONGEST_TITLE;
use super::line::{Align, Line, Measure, Style, compose, width_of};
use super::page::{Area, Link, Mark, OutlineEntry, Owner, Page, Shape, Target};
use super::pager::{HeadingStart, Keep, Slab, line_marks};
use super::pages::Piece;
use super::sheet::{BODY, Frame, HAIRLINE, STRONG, SUBTITLE, Sheet, TITLE, heading};
use super::structure::{NodeId, Role, Structure};
use crate::manuscript::Manuscript;

/// Heading of the contents.
pub(crate) const CONTENTS: &str = "目次";
/// A report with fewer headings needs no contents.
const LEAST_ENTRIES: usize = 3;
/// Headings of deeper levels are not listed.
const DEEPEST: u8 = 2;

/// The first page: the title above the middle, where the text comes from at the foot.
pub(crate) fn title_page(manuscript: &Manuscript, sheet: Sheet, structure: &mut Structure) -> Page {
    let frame = sheet.upright();
    let mut page = Page { width: frame.page_width, height: frame.page_height, marks: Vec::new() };
    let title = cut(&manuscript.title);
    let node = structure.add(Structure::ROOT, Role::Paragraph);
    let style = title_style(&title, sheet);
    let measure = sheet.measure() - 2 * BODY.size;
    let lines = balanced(&title, style, measure);
    let mut y = frame.top + frame.height() / 4;
    page.marks.extend(centred(&lines, node, style, frame, y));
    y += lines.len() as Length * style.leading + BODY.leading;
    page.marks.push(Mark::rule(frame.left() + frame.width / 3, y, frame.width / 3, STRONG));
    let node = structure.add(Structure::ROOT, Role::Paragraph);
    let lines = compose(&manuscript.kind, SUBTITLE, Measure::all(measure), Align::Left);
    page.marks.extend(centred(&lines, node, SUBTITLE, frame, y + BODY.leading));
    let node = structure.add(Structure::ROOT, Role::Paragraph);
    let source = cut(&manuscript.origin);
    let lines = compose(&source, BODY, Measure::all(measure), Align::Left);
    let y = frame.page_height - frame.bottom - lines.len() as Length * BODY.leading;
    page.marks.extend(centred(&lines, node, BODY, frame, y));
    page
}

fn centred(lines: &[Line], node: NodeId, style: Style, frame: Frame, y: Length) -> Vec<Mark> {
    let middle = |line: &Line| frame.left() + (frame.width - line.width) / 2;
    let place = |(at, line): (usize, &Line)| {
        line_marks(line, Owner::Node(node), style, middle(line), y + at as Length * style.leading)
    };
    lines.iter().enumerate().flat_map(place).collect()
}

/// The contents as slabs; none if there is little to list. `first` is the place of the first entry in the final outline.
pub(crate) fn contents(outline: &[OutlineEntry], first: usize, sheet: Sheet, structure: &mut Structure) -> Vec<Piece> {
    let listed: Vec<(usize, &OutlineEntry)> =
        outline.iter().enumerate().filter(|(_, entry)| entry.level <= DEEPEST).collect();
    if listed.len() < LEAST_ENTRIES {
        return Vec::new();
    }
    let (style, _, after) = heading(1);
    let node = structure.add(Structure::ROOT, Role::Heading(1));
    let marks = compose(CONTENTS, style, Measure::all(sheet.measure()), Align::Left)
        .iter()
        .flat_map(|line| line_marks(line, Owner::Node(node), style, 0, 0))
        .collect();
    let start = HeadingStart { level: 1, title: CONTENTS.to_owned() };
    let height = style.leading + after;
    let mut pieces = vec![Piece::Slab(Slab { before: 0, height, marks, keep: Keep::WithNext, heading: Some(start) })];
    // The lists that are open, the outermost first, each with the last item in it.
    let mut open: Vec<(NodeId, NodeId)> = Vec::new();
    let top = listed.iter().map(|(_, entry)| entry.level).min().unwrap_or(1);
    for (at, entry) in listed {
        let depth = usize::from(entry.level - top).min(open.len());
        let list = match open.get(depth) {
            Some((list, _)) => *list,
            None => structure.add(open[..depth].last().map_or(Structure::ROOT, |(_, item)| *item), Role::Contents),
        };
        let item = structure.add(list, Role::ContentsItem);
        open.truncate(depth);
        open.push((list, item));
        let reference = structure.add(item, Role::Reference);
        let node = structure.add(reference, Role::Link);
        pieces.push(Piece::Slab(item_slab(entry, first + at, sheet.measure(), node)));
    }
    pieces
}

/// Title, leader and page number, all of it a link.
fn item_slab(entry: &OutlineEntry, at: usize, measure: Length, node: NodeId) -> Slab {
    let style = if entry.level == 1 { Style { family: super::font::Family::Gothic, ..BODY } } else { BODY };
    let indent = (Length::from(entry.level) - 1) * BODY.size * 3 / 2;
    let number = (entry.page + 1).to_string();
    let column = 3 * style.size;
    let title = cut(&entry.title);
    let hang = super::flow::hanging(&title, style);
    let room = measure - indent - column;
    let lines = compose(&title, style, Measure { first: room, rest: room - hang }, Align::Left);
    let owner = Owner::Node(node);
    let (mut marks, mut end) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        let x = indent + if at == 0 { 0 } else { hang };
        marks.extend(line_marks(line, owner, style, x, at as Length * style.leading));
        end = x + line.width;
    }
    let height = lines.len().max(1) as Length * style.leading;
    let y = height - style.leading;
    let x = measure - width_of(&number, style);
    marks.extend(leader(end, x, y, style));
    let number_lines = compose(&number, style, Measure::all(measure), Align::Left);
    marks.extend(number_lines.iter().flat_map(|line| line_marks(line, owner, style, x, y)));
    let area = Area { x: indent, y: 0, width: measure - indent, height };
    let text = format!("{title}　{number}ページ");
    marks.push(Mark { owner, shape: Shape::Link(Link { area, target: Target::Heading(at), text }) });
    let before = if entry.level == 1 { BODY.leading / 2 } else { 0 };
    Slab { before, height, marks, keep: Keep::Free, heading: None }
}

/// Dots from a title to its page number, all on one raster so that those of neighbouring lines stand in columns.
fn leader(from: Length, to: Length, y: Length, style: Style) -> Vec<Mark> {
    let pitch = style.size / 2;
    let dot = |x: Length| Mark::rule(x, y + style.leading / 2 + HAIRLINE / 2, 2 * HAIRLINE, 2 * HAIRLINE);
    let (first, last) = (from + style.size, to - style.size);
    (first.div_euclid(pitch) + 1..last.div_euclid(pitch)).map(|step| dot(step * pitch)).collect()
}

/// Long titles are set smaller.
fn title_style(title: &str, sheet: Sheet) -> Style {
    let fits = |style: &Style| width_of(title, *style) <= 2 * sheet.measure();
    let smaller = |style: &Style| Some(Style { size: style.size * 4 / 5, leading: style.leading * 4 / 5, ..*style });
    std::iter::successors(Some(TITLE), smaller).take(4).find(fits).unwrap_or(SUBTITLE)
}

/// Lines of about the same length: no last line of one or two characters.
fn balanced(text: &str, style: Style, measure: Length) -> Vec<Line> {
    let count = compose(text, style, Measure::all(measure), Align::Left).len().max(1) as Length;
    let even = (width_of(text, style) / count + style.size * 2).min(measure);
    let lines = compose(text, style, Measure::all(even), Align::Left);
    if lines.len() as Length <= count { lines } else { compose(text, style, Measure::all(measure), Align::Left) }
}

fn cut(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= LONGEST_TITLE {
        text.to_owned()
    } else {
        text.chars().take(LONGEST_TITLE).chain(['…']).collect()
    }
}
