//! From the document to the flow: lines, boxes and tables in reading order, with their structure.

mod lists;
mod setting;

use super::appendix;
use super::line::{Align, Measure, compose, width_of};
use super::page::{Layout, Length, Mark};
use super::pages::{HeadingStart, Keep, Pager, Piece, Slab};
use super::sheet::{BODY, CAPTION, HAIRLINE, MEASURE, NOTE, STRONG, TITLE, heading};
use super::structure::{Role, Structure};
use super::table::Grid;
use crate::document::{
    Contact, Content, Document, Element, FurnitureRole, Heading, Note, Paragraph, ParagraphRole, Table, Unrecognized,
};
use crate::finding::Finding;
use setting::{Setting, hanging};

/// Typesets a report, with an appendix of what was found in it.
pub fn typeset(document: &Document, findings: &[Finding]) -> Layout {
    let title = title_of(document);
    let mut flow = Flow { structure: Structure::new(), pieces: Vec::new(), level: 0, said: Vec::new() };
    flow.title(&title, document);
    for (at, element) in document.elements.iter().enumerate() {
        flow.element(&element.content, document.elements.get(at + 1));
    }
    flow.appendix(findings);
    Pager::fill(flow.pieces, title, flow.structure)
}

/// The running head of the source, else its first heading, else the name of the file.
fn title_of(document: &Document) -> String {
    let heading = || {
        document.elements.iter().find_map(|element| match &element.content {
            Content::Heading(heading) => Some(heading.title.trim()),
            _ => None,
        })
    };
    let name = || document.source.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".txt");
    let found = running_head(document).or_else(heading).filter(|title| !title.is_empty()).unwrap_or_else(name);
    if found.is_empty() { "報告書".to_owned() } else { found.to_owned() }
}

fn running_head(document: &Document) -> Option<&str> {
    document.elements.iter().find_map(|element| match &element.content {
        Content::Furniture(furniture) if furniture.role == FurnitureRole::RunningHead => Some(furniture.text.trim()),
        _ => None,
    })
}

/// What is wider is no marker to align by.
const WIDEST_MARKER: Length = MEASURE / 6;

struct Flow {
    structure: Structure,
    pieces: Vec<Piece>,
    /// Level of the last heading, as tagged.
    level: u8,
    /// What headings and notes said lately, without spaces: a table's title need not say it again.
    said: Vec<String>,
}

impl Flow {
    fn element(&mut self, content: &Content, next: Option<&Element>) {
        match content {
            Content::Heading(heading) => self.heading(heading),
            Content::Paragraph(paragraph) => self.paragraph(paragraph),
            Content::List(list) => self.list(list),
            Content::Table(table) => self.table(table),
            Content::Note(note) => self.note(note, next),
            Content::Contact(contact) => self.contact(contact),
            Content::Unrecognized(text) => self.unrecognized(text),
            Content::Furniture(_) => {}
        }
    }

    /// The running head as a small block on the first page, unless the first heading says the same.
    fn title(&mut self, title: &str, document: &Document) {
        if running_head(document).is_none() {
            return;
        }
        let first = document.elements.iter().find_map(|element| match &element.content {
            Content::Heading(heading) => Some(squeezed(&heading.text)),
            Content::Furniture(_) => None,
            _ => Some(String::new()),
        });
        if first.is_none_or(|first| first.contains(&squeezed(title))) {
            return;
        }
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        let lines = compose(title, TITLE, Measure::all(MEASURE), Align::Left);
        self.lines(&lines, Setting { keep: Keep::WithNext, ..Setting::new(TITLE, node) });
        let rule = Mark::rule(0, 4_000, MEASURE, STRONG);
        self.slab(Slab { before: 0, height: 12_000, marks: vec![rule], keep: Keep::WithNext, heading: None });
    }

    fn heading(&mut self, given: &Heading) {
        self.said.push(squeezed(&given.text));
        self.level = given.level.clamp(1, self.level.saturating_add(1).min(6));
        let node = self.structure.add(Structure::ROOT, Role::Heading(self.level));
        let (style, before, after) = heading(given.level);
        let first = self.pieces.len();
        let hang = hanging(&given.text, style);
        let measure = Measure { first: MEASURE, rest: MEASURE - hang };
        let lines = compose(&given.text, style, measure, Align::Left);
        let setting = Setting { before, keep: Keep::WithNext, ..Setting::new(style, node) };
        self.hung(&lines, setting, hang);
        if let Some(subtitle) = &given.subtitle {
            let lines = compose(subtitle, BODY, Measure::all(MEASURE), Align::Left);
            self.lines(&lines, Setting { keep: Keep::WithNext, ..Setting::new(BODY, node) });
        }
        let start = HeadingStart { level: self.level, title: given.text.trim().to_owned() };
        if let Some(Piece::Slab(slab)) = self.pieces.get_mut(first) {
            slab.heading = Some(start);
        }
        self.slab(Slab { before: 0, height: after, marks: Vec::new(), keep: Keep::WithNext, heading: None });
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        match paragraph.role {
            ParagraphRole::Body => {
                let node = self.structure.add(Structure::ROOT, Role::Paragraph);
                self.indented(&paragraph.text, Setting::new(BODY, node), MEASURE);
            }
            ParagraphRole::Quotation => self.quotation(paragraph),
        }
    }

    fn quotation(&mut self, paragraph: &Paragraph) {
        let quotation = self.structure.add(Structure::ROOT, Role::Quotation);
        if let Some(caption) = &paragraph.caption {
            let node = self.structure.add(quotation, Role::Paragraph);
            let lines = compose(caption, CAPTION, Measure::all(MEASURE), Align::Left);
            let setting = Setting { before: 8_000, keep: Keep::WithNext, ..Setting::new(CAPTION, node) };
            self.lines(&lines, setting);
        }
        let node = self.structure.add(quotation, Role::Paragraph);
        self.boxed(|flow| {
            let setting = Setting { x: BODY.size, ..Setting::new(BODY, node) };
            flow.indented(&paragraph.text, setting, MEASURE - 2 * BODY.size);
        });
    }

    /// A frame around all slabs that `fill` adds; it stays open where a page ends.
    fn boxed(&mut self, fill: impl FnOnce(&mut Self)) {
        let edge = |height, x| Mark::rule(x, 0, HAIRLINE, height);
        let line = |y| Mark::rule(0, y, MEASURE, HAIRLINE);
        let cap = |marks, keep, before| Slab { before, height: 6_000, marks, keep, heading: None };
        let sides = |height| vec![edge(height, 0), edge(height, MEASURE - HAIRLINE)];
        let mut top = sides(6_000);
        top.push(line(0));
        self.slab(cap(top, Keep::WithNext, 4_000));
        let first = self.pieces.len();
        fill(self);
        for piece in self.pieces.iter_mut().skip(first) {
            if let Piece::Slab(slab) = piece {
                slab.marks.extend(sides(slab.height));
            }
        }
        if let Some(Piece::Slab(slab)) = self.pieces.last_mut() {
            slab.keep = Keep::WithNext;
        }
        let mut bottom = sides(6_000);
        bottom.push(line(6_000 - HAIRLINE));
        self.slab(cap(bottom, Keep::Free, 0));
        self.slab(Slab { before: 0, height: 6_000, marks: Vec::new(), keep: Keep::Free, heading: None });
    }

    fn note(&mut self, note: &Note, next: Option<&Element>) {
        self.said.push(squeezed(&note.text));
        let before_table = note.marker.is_empty() && next.is_some_and(|next| matches!(next.content, Content::Table(_)));
        let node = self.structure.add(Structure::ROOT, Role::Note);
        let keep = if before_table { Keep::WithNext } else { Keep::Free };
        let setting = Setting { before: 3_000, keep, ..Setting::new(NOTE, node) };
        if before_table {
            self.flush_right(&note.text, setting);
        } else {
            let marker = width_of(&note.marker, NOTE) + NOTE.size / 4;
            let hang = if note.marker.is_empty() || marker > WIDEST_MARKER { 0 } else { marker };
            let measure = Measure { first: MEASURE, rest: MEASURE - hang };
            let lines = compose(note.text.trim(), NOTE, measure, Align::Justify);
            self.hung(&lines, setting, hang);
        }
        if !before_table {
            self.slab(Slab { before: 0, height: 4_000, marks: Vec::new(), keep: Keep::Free, heading: None });
        }
    }

    fn contact(&mut self, contact: &Contact) {
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        self.boxed(|flow| flow.plain_lines(&contact.lines, BODY, node));
    }

    fn unrecognized(&mut self, text: &Unrecognized) {
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        self.plain_lines(&text.lines, BODY, node);
    }

    /// Title, unit and table; what stands above the table already is not said again.
    fn table(&mut self, table: &Table) {
        let unit = table.unit_note.as_deref().filter(|note| !self.has_said(note));
        let unit = unit.map(|note| (note, self.structure.add(Structure::ROOT, Role::Note)));
        let node = self.structure.add(Structure::ROOT, Role::Table);
        if let Some(title) = table.title.as_deref().filter(|title| !self.has_said(title)) {
            let caption = self.structure.add(node, Role::Caption);
            let lines = compose(title, CAPTION, Measure::all(MEASURE), Align::Left);
            let setting = Setting { before: 8_000, keep: Keep::WithNext, ..Setting::new(CAPTION, caption) };
            self.lines(&lines, setting);
        }
        if let Some((note, node)) = unit {
            let setting = Setting { before: 3_000, keep: Keep::WithNext, ..Setting::new(NOTE, node) };
            self.flush_right(note, setting);
        }
        self.said.clear();
        if let Some(grid) = Grid::new(table, node, &mut self.structure) {
            self.pieces.push(Piece::Table(Box::new(grid)));
        }
    }

    fn appendix(&mut self, findings: &[Finding]) {
        let Some(table) = appendix::table(findings) else { return };
        let (title, text) = (appendix::HEADING.to_owned(), appendix::HEADING.to_owned());
        self.level = 0;
        self.heading(&Heading {
            level: 1,
            number: None,
            title,
            text,
            subtitle: None,
            period: None,
            quantities: Vec::new(),
        });
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        self.indented(appendix::LEAD, Setting::new(NOTE, node), MEASURE);
        self.table(&table);
    }

    fn has_said(&self, text: &str) -> bool {
        let text = squeezed(text);
        self.said.iter().any(|said| said.contains(&text))
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
