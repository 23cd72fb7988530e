//! From the manuscript to the flow: lines, boxes and tables in reading order, with their structure.

mod back;
mod lists;
mod pieces;
mod setting;
mod tables;

use super::length::Length;
use super::line::{Align, Measure, compose, width_of};
use super::page::Mark;
use super::pager::{HeadingStart, Keep, Slab};
use super::pages::Piece;
use super::sheet::{BODY, CAPTION, HAIRLINE, NOTE, heading};
use super::structure::{Role, Structure};
use crate::manuscript::{Element, Heading};
use pieces::squeezed;
use setting::Setting;

pub(crate) use pieces::Flow;
pub(crate) use setting::hanging;

impl Flow {
    /// All of a report.
    pub(crate) fn elements(&mut self, elements: &[Element]) {
        for (at, element) in elements.iter().enumerate() {
            let next = elements.get(at + 1);
            self.element(element, next);
            self.below_heading = matches!(element, Element::Heading(_));
            if !matches!(next, Some(Element::Note { marker, .. }) if !marker.is_empty()) {
                self.drawing();
            }
        }
    }

    /// What is wider is no marker to align by.
    fn widest_marker(&self) -> Length {
        self.sheet.measure() / 6
    }

    fn element(&mut self, element: &Element, next: Option<&Element>) {
        match element {
            Element::Heading(heading) => self.heading(heading),
            Element::Paragraph(text) => self.paragraph(text),
            Element::Quotation { caption, text } => self.quotation(caption.as_deref(), text),
            Element::List(items) => self.list(items),
            Element::Table(table) => self.data_table(table),
            Element::Note { marker, text } => self.note(marker, text, next),
            Element::Lead(text) => self.lead(text),
            Element::Boxed(lines) => self.framed_lines(lines),
            Element::Lines(lines) => self.bare_lines(lines),
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

    fn paragraph(&mut self, text: &str) {
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        self.indented(text, Setting::new(BODY, node), self.sheet.measure());
    }

    fn lead(&mut self, text: &str) {
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        let setting = Setting { keep: Keep::WithNext, ..Setting::new(NOTE, node) };
        self.indented(text, setting, self.sheet.measure());
    }

    fn quotation(&mut self, caption: Option<&str>, text: &str) {
        let quotation = self.structure.add(Structure::ROOT, Role::Quotation);
        if let Some(caption) = caption {
            let node = self.structure.add(quotation, Role::Paragraph);
            let lines = compose(caption, CAPTION, Measure::all(self.sheet.measure()), Align::Left);
            let setting = Setting { before: 8_000, keep: Keep::WithNext, ..Setting::new(CAPTION, node) };
            self.lines(&lines, setting);
        }
        let node = self.structure.add(quotation, Role::Paragraph);
        self.boxed(|flow| {
            let setting = Setting { x: BODY.size, ..Setting::new(BODY, node) };
            flow.indented(text, setting, flow.sheet.measure() - 2 * BODY.size);
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

    fn note(&mut self, marker: &str, text: &str, next: Option<&Element>) {
        self.said.push(squeezed(text));
        let before_table = marker.is_empty() && matches!(next, Some(Element::Table(_)));
        let between_headings = self.below_heading && matches!(next, Some(Element::Heading(_)));
        let node = self.structure.add(Structure::ROOT, Role::Note);
        let keep = if before_table || between_headings { Keep::WithNext } else { Keep::Free };
        let setting = Setting { before: 3_000, keep, ..Setting::new(NOTE, node) };
        if before_table {
            self.flush_right(text, setting, self.sheet.measure());
        } else {
            let width = width_of(marker, NOTE) + NOTE.size / 4;
            let hang = if marker.is_empty() || width > self.widest_marker() { 0 } else { width };
            let measure = Measure { first: self.sheet.measure(), rest: self.sheet.measure() - hang };
            let lines = compose(text.trim(), NOTE, measure, self.justified);
            self.hung(&lines, setting, hang);
        }
        if !before_table {
            self.slab(Slab { before: 0, height: 4_000, marks: Vec::new(), keep, heading: None });
        }
    }

    fn framed_lines(&mut self, lines: &[String]) {
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        self.boxed(|flow| flow.plain_lines(lines, BODY, node));
    }

    fn bare_lines(&mut self, lines: &[String]) {
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        self.plain_lines(lines, BODY, node);
    }
}
