//! What the edition adds behind the report: the record of findings, the colophon.

use super::Flow;
use super::setting::Setting;
use crate::document::{Heading, List};
use crate::finding::Finding;
use crate::typeset::page::Length;
use crate::typeset::pages::{Keep, Piece, Slab};
use crate::typeset::sheet::NOTE;
use crate::typeset::structure::{Role, Structure};
use crate::typeset::{appendix, colophon};

impl Flow {
    /// What was found when the report was checked.
    pub(crate) fn appendix(&mut self, findings: &[Finding]) {
        let Some(table) = appendix::table(findings) else { return };
        self.added_heading(appendix::HEADING);
        let node = self.structure.add(Structure::ROOT, Role::Paragraph);
        let setting = Setting { keep: Keep::WithNext, ..Setting::new(NOTE, node) };
        self.indented(appendix::LEAD, setting, self.sheet.measure());
        self.table(&table, &[]);
    }

    /// What the edition was made from, at the foot of its page.
    pub(crate) fn colophon(&mut self, facts: &List) {
        self.added_heading(colophon::HEADING);
        self.list(facts);
        let height = |piece: &Piece| match piece {
            Piece::Slab(slab) => slab.before + slab.height,
            Piece::Table(grid) => grid.whole_height(),
        };
        let above = self.sheet.upright().height() - self.pieces.iter().map(height).sum::<Length>();
        let blank = Slab { before: 0, height: above.max(0), marks: Vec::new(), keep: Keep::WithNext, heading: None };
        self.pieces.insert(0, Piece::Slab(blank));
    }

    fn added_heading(&mut self, text: &str) {
        let (title, text) = (text.to_owned(), text.to_owned());
        self.level = 0;
        self.heading(&Heading {
            level: 1,
            number: None,
            title,
            text,
            subtitle: None,
            period: None,
            quantities: vec![],
        });
    }
}
