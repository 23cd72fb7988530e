//! From the document to the flow: lines, boxes and tables in reading order, with their structure.

mod back;
mod lists;
mod setting;
mod tables;

use super::chart::Chart;
use super::design::{Charts, Punctuation};
use super::line::{Align, Measure, compose, width_of};
use super::page::{Length, Mark};
use super::pages::{HeadingStart, Keep, Piece, Slab};
use super::sheet::{BODY, CAPTION, HAIRLINE, NOTE, Sheet, heading};
use super::structure::{Role, Structure};
use crate::document::{
    Contact, Content, Document, FurnitureRole, Heading, Note, Paragraph, ParagraphRole, Unrecognized,
};
use crate::finding::Finding;
use setting::Setting;

pub(super) use setting::hanging;

/// Title of the edition: the running head of the source, else its first heading, else the name of the file.
pub(super) fn title_of(document: &Document) -> String {
    let name = || document.source.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".txt").to_owned();
    let found = title_head(document).map(str::to_owned).or_else(|| first_heading(document));
    let found = found.filter(|title| !title.is_empty()).unwrap_or_else(name);
    if found.is_empty() { "報告書".to_owned() } else { found }
}

/// The running head of the source, unless it only repeats a heading.
fn title_head(document: &Document) -> Option<&str> {
    let head = document.elements.iter().find_map(|element| match &element.content {
        Content::Furniture(furniture) if furniture.role == FurnitureRole::RunningHead => Some(furniture.text.trim()),
        _ => None,
    })?;
    let repeats = |heading: &&Heading| squeezed(&heading.text) == squeezed(head);
    headings(document).find(repeats).is_none().then_some(head)
}

fn headings(document: &Document) -> impl Iterator<Item = &Heading> {
    document.elements.iter().filter_map(|element| match &element.content {
        Content::Heading(heading) => Some(heading),
        _ => None,
    })
}

/// The first heading names a report that has no other of its level; else it is 「…ほか」, as librarians write.
fn first_heading(document: &Document) -> Option<String> {
    let headings: Vec<&Heading> = headings(document).collect();
    let first = headings.first()?;
    let title = first.title.trim();
    let alone = headings.iter().filter(|heading| heading.level <= first.level).count() == 1;
    Some(if alone || title.is_empty() { title.to_owned() } else { format!("{title} ほか") })
}

/// The report as pieces, with their structure.
pub(super) struct Flow {
    /// The sheet they are made for.
    sheet: Sheet,
    /// How running text fills its lines.
    justified: Align,
    /// The parts of the report.
    pub structure: Structure,
    /// The pieces made so far.
    pub pieces: Vec<Piece>,
    /// Level of the last heading, as tagged.
    level: u8,
    /// What headings and notes said lately, without spaces: a table's title need not say it again.
    said: Vec<String>,
    /// Whether a heading came last.
    below_heading: bool,
    /// A chart that waits until the remarks on its table are set.
    chart: Option<Chart>,
}

impl Flow {
    /// Nothing yet.
    pub(super) fn new(sheet: Sheet, punctuation: Punctuation) -> Self {
        let justified = match punctuation {
            Punctuation::Inside => Align::Justify,
            Punctuation::Hanging => Align::Hang,
        };
        Self {
            sheet,
            justified,
            structure: Structure::new(),
            pieces: Vec::new(),
            level: 0,
            said: Vec::new(),
            below_heading: false,
            chart: None,
        }
    }

    /// All of a report.
    pub(super) fn report(&mut self, document: &Document, findings: &[Finding], charts: Charts) {
        for (at, element) in document.elements.iter().enumerate() {
            if matches!(element.content, Content::Furniture(_)) {
                continue;
            }
            let mut below = document.elements.iter().skip(at + 1).map(|element| &element.content);
            let next = below.find(|content| !matches!(content, Content::Furniture(_)));
            self.element(&element.content, next, findings, charts);
            self.below_heading = matches!(element.content, Content::Heading(_));
            if !matches!(next, Some(Content::Note(note)) if !note.marker.is_empty()) {
                self.drawing();
            }
        }
    }

    /// What is wider is no marker to align by.
    fn widest_marker(&self) -> Length {
        self.sheet.measure() / 6
    }

    fn element(&mut self, content: &Content, next: Option<&Content>, findings: &[Finding], charts: Charts) {
        match content {
            Content::Heading(heading) => self.heading(heading),
            Content::Paragraph(paragraph) => self.paragraph(paragraph),
            Content::List(list) => self.list(list),
            Content::Table(table) => self.data_table(table, findings, charts),
            Content::Note(note) => self.note(note, next),
            Content::Contact(contact) => self.contact(contact),
            Content::Unrecognized(text) => self.unrecognized(text),
            Content::Furniture(_) => {}
        }
    }

    fn heading(&mut self, given: &Heading) {
        self.said.push(squeezed(&given.text));
        self.level = given.level.clamp(1, self.level.saturating_add(1).min(6));
        let node = self.structure.add(Structure::ROOT, Role::Heading(self.level));
        let (style, before, after) = heading(given.level);
        let first = self.pieces.len();
        let hang = hanging(&given.text, style);
        let measure = Measure { first: self.sheet.measure(), rest: self.sheet.measure() - hang };
        let lines = compose(&given.text, style, measure, Align::Left);
        let setting = Setting { before, keep: Keep::WithNext, ..Setting::new(style, node) };
        self.hung(&lines, setting, hang);
        if let Some(subtitle) = &given.subtitle {
            let lines = compose(subtitle, BODY, Measure::all(self.sheet.measure()), Align::Left);
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
                self.indented(&paragraph.text, Setting::new(BODY, node), self.sheet.measure());
            }
            ParagraphRole::Quotation => self.quotation(paragraph),
        }
    }

    fn quotation(&mut self, paragraph: &Paragraph) {
        let quotation = self.structure.add(Structure::ROOT, Role::Quotation);
        if let Some(caption) = &paragraph.caption {
            let node = self.structure.add(quotation, Role::Paragraph);
            let lines = compose(caption, CAPTION, Measure::all(self.sheet.measure()), Align::Left);
            let setting = Setting { before: 8_000, keep: Keep::WithNext, ..Setting::new(CAPTION, node) };
            self.lines(&lines, setting);
        }
        let node = self.structure.add(quotation, Role::Paragraph);
        self.boxed(|flow| {
            let setting = Setting { x: BODY.size, ..Setting::new(BODY, node) };
            flow.indented(&paragraph.text, setting, flow.sheet.measure() - 2 * BODY.size);
        });
    }

    /// A frame around all slabs that `fill` adds; it stays open where a page ends.
    fn boxed(&mut self, fill: impl FnOnce(&mut Self)) {
        let edge = |height, x| Mark::rule(x, 0, HAIRLINE, height);
        let measure = self.sheet.measure();
        let line = |y| Mark::rule(0, y, measure, HAIRLINE);
        let cap = |marks, keep, before| Slab { before, height: 6_000, marks, keep, heading: None };
        let sides = |height| vec![edge(height, 0), edge(height, measure - HAIRLINE)];
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

    fn note(&mut self, note: &Note, next: Option<&Content>) {
        self.said.push(squeezed(&note.text));
        let before_table = note.marker.is_empty() && matches!(next, Some(Content::Table(_)));
        let between_headings = self.below_heading && matches!(next, Some(Content::Heading(_)));
        let node = self.structure.add(Structure::ROOT, Role::Note);
        let keep = if before_table || between_headings { Keep::WithNext } else { Keep::Free };
        let setting = Setting { before: 3_000, keep, ..Setting::new(NOTE, node) };
        if before_table {
            self.flush_right(&note.text, setting, self.sheet.measure());
        } else {
            let marker = width_of(&note.marker, NOTE) + NOTE.size / 4;
            let hang = if note.marker.is_empty() || marker > self.widest_marker() { 0 } else { marker };
            let measure = Measure { first: self.sheet.measure(), rest: self.sheet.measure() - hang };
            let lines = compose(note.text.trim(), NOTE, measure, self.justified);
            self.hung(&lines, setting, hang);
        }
        if !before_table {
            self.slab(Slab { before: 0, height: 4_000, marks: Vec::new(), keep, heading: None });
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
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
