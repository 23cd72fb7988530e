//! The last page of an edition.

use super::pieces::Flow;
use crate::length::Length;
use crate::manuscript::{Colophon, Heading, Item};
use crate::pager::{Keep, Slab};
use crate::pages::Piece;

impl Flow {
    /// What the edition was made from, at the foot of its page.
    pub(crate) fn colophon(&mut self, colophon: &Colophon, added: &[(String, String)]) {
        self.heading(&Heading { level: 1, text: colophon.heading.clone(), subtitle: None });
        let items: Vec<Item> = colophon.facts.iter().chain(added).map(item).collect();
        self.list(&items);
        let height = |piece: &Piece| match piece {
            Piece::Slab(slab) => slab.before + slab.height,
            Piece::Table(grid) => grid.whole_height(),
        };
        let above = self.sheet.upright().height() - self.pieces.iter().map(height).sum::<Length>();
        let blank = Slab { before: 0, height: above.max(0), marks: Vec::new(), keep: Keep::WithNext, heading: None };
        self.pieces.insert(0, Piece::Slab(blank));
    }
}

/// `題名　…`: values stand flush.
fn item((label, value): &(String, String)) -> Item {
    let head = format!("{label}　");
    Item { marker: String::new(), text: format!("{head}{value}"), parts: Some((head, value.clone())) }
}
