//! Lists: bullets in one line, labels and values in two.

use super::pieces::Flow;
use super::setting::Setting;
use crate::length::Length;
use crate::line::{Align, Measure, compose, width_of};
use crate::manuscript::Item;
use crate::page::Owner;
use crate::pager::{Keep, Slab, line_marks};
use crate::pages::Piece;
use crate::sheet::BODY;
use crate::structure::{NodeId, Role, Structure};

impl Flow {
    /// Items one below the other, all bullets and all values flush.
    pub(crate) fn list(&mut self, items: &[Item]) {
        let node = self.structure.add(Structure::ROOT, Role::List);
        let markers =
            items.iter().map(|item| width_of(&item.marker, BODY)).filter(|width| *width <= self.widest_marker());
        let marker = markers.max().unwrap_or(0);
        let marker = if marker > 0 { marker.max(BODY.size) + BODY.size / 4 } else { 0 };
        let labels = items.iter().filter_map(|item| parts(item).map(|parts| width_of(parts.0, BODY)));
        let label = labels.max().unwrap_or(0).min(self.sheet.measure() * 2 / 5);
        for item in items {
            self.item(node, item, BODY.size + marker, label);
        }
    }

    fn item(&mut self, list: NodeId, item: &Item, indent: Length, label: Length) {
        let node = self.structure.add(list, Role::Item);
        let mut lead = Vec::new();
        if !item.marker.is_empty() {
            let marker = self.structure.add(node, Role::Label);
            let lines = compose(&item.marker, BODY, Measure::all(self.sheet.measure() - BODY.size), Align::Left);
            if width_of(&item.marker, BODY) > self.widest_marker() {
                let setting = Setting { x: BODY.size, keep: Keep::WithNext, ..Setting::new(BODY, marker) };
                self.lines(&lines, setting);
            } else {
                let marks = lines.iter().flat_map(|line| line_marks(line, Owner::Node(marker), BODY, BODY.size, 0));
                lead.extend(marks);
            }
        }
        let body = self.structure.add(node, Role::Body);
        let first = self.pieces.len();
        match parts(item).filter(|parts| width_of(parts.0, BODY) <= label) {
            Some((head, value)) => {
                for line in compose(head, BODY, Measure::all(self.sheet.measure()), Align::Left) {
                    lead.extend(line_marks(&line, Owner::Node(body), BODY, indent, 0));
                }
                self.body(value, body, indent + label);
            }
            None => self.body(&item.text, body, indent),
        }
        if let Some(Piece::Slab(slab)) = self.pieces.get_mut(first) {
            lead.append(&mut slab.marks);
            slab.marks = lead;
        } else if !lead.is_empty() {
            self.slab(Slab { before: 0, height: BODY.leading, marks: lead, keep: Keep::Free, heading: None });
        }
    }

    fn body(&mut self, text: &str, node: NodeId, x: Length) {
        let lines = compose(text.trim(), BODY, Measure::all(self.sheet.measure() - x), self.justified);
        self.lines(&lines, Setting { x, ..Setting::new(BODY, node) });
    }
}

fn parts(item: &Item) -> Option<(&str, &str)> {
    item.parts.as_ref().map(|(label, value)| (label.as_str(), value.as_str()))
}
