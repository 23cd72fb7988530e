//! Lines as slabs of the flow.

use super::pieces::Flow;
use crate::length::Length;
use crate::line::{Align, Line, Measure, Style, compose, width_of};
use crate::page::Owner;
use crate::pager::{Keep, Slab, line_marks};
use crate::pages::Piece;
use crate::structure::NodeId;

/// How lines become slabs.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    /// Fonts and sizes.
    pub style: Style,
    /// What the lines belong to.
    pub owner: Owner,
    /// From the left edge of the text to the lines.
    pub x: Length,
    /// Space above the first line.
    pub before: Length,
    /// Whether a page may end behind the last line.
    pub keep: Keep,
}

impl Setting {
    /// Lines at the left edge that need no company.
    pub(crate) fn new(style: Style, node: NodeId) -> Self {
        Self { style, owner: Owner::Node(node), x: 0, before: 0, keep: Keep::Free }
    }
}

impl Flow {
    /// Lines as slabs; no single line of a text stands alone on a page.
    pub(crate) fn lines(&mut self, lines: &[Line], setting: Setting) {
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            let marks = line_marks(line, setting.owner, setting.style, setting.x, 0);
            let alone = count > 1 && (at == 0 || at + 2 == count);
            let keep = if alone { Keep::WithNext } else { setting.keep };
            let before = if at == 0 { setting.before } else { 0 };
            self.slab(Slab { before, height: setting.style.leading, marks, keep, heading: None });
        }
    }

    /// Adds a slab to the flow.
    pub(crate) fn slab(&mut self, slab: Slab) {
        self.pieces.push(Piece::Slab(slab));
    }

    /// Lines of which all but the first stand further right.
    pub(crate) fn hung(&mut self, lines: &[Line], setting: Setting, hang: Length) {
        let first = self.pieces.len();
        self.lines(lines, setting);
        for piece in self.pieces.iter_mut().skip(first + 1) {
            if let Piece::Slab(slab) = piece {
                slab.marks = std::mem::take(&mut slab.marks).into_iter().map(|mark| mark.shifted(hang, 0)).collect();
            }
        }
    }

    /// A paragraph whose first line begins one em further right.
    pub(crate) fn indented(&mut self, text: &str, setting: Setting, width: Length) {
        let indent = setting.style.size;
        let measure = Measure { first: width - indent, rest: width };
        let lines = compose(text.trim(), setting.style, measure, self.justified);
        let first = self.pieces.len();
        self.lines(&lines, setting);
        if let Some(Piece::Slab(slab)) = self.pieces.get_mut(first) {
            slab.marks = std::mem::take(&mut slab.marks).into_iter().map(|mark| mark.shifted(indent, 0)).collect();
        }
    }

    /// Lines at the right edge of a text so wide.
    pub(crate) fn flush_right(&mut self, text: &str, setting: Setting, width: Length) {
        for line in compose(text.trim(), setting.style, Measure::all(width), Align::Left) {
            let x = width - line.width;
            self.lines(std::slice::from_ref(&line), Setting { x, ..setting });
        }
    }

    /// Lines as they stand in the source.
    pub(crate) fn plain_lines(&mut self, lines: &[String], style: Style, node: NodeId) {
        for text in lines {
            let lines = compose(text.trim(), style, Measure::all(self.sheet.measure() - 2 * style.size), Align::Left);
            self.lines(&lines, Setting { x: style.size, ..Setting::new(style, node) });
        }
    }
}

/// Width of the number and the space that a heading begins with.
pub(crate) fn hanging(text: &str, style: Style) -> Length {
    let mut characters = text.char_indices();
    let end = characters.find(|(_, c)| matches!(c, ' ' | '　' | '）' | ')' | '．')).map(|(at, c)| at + c.len_utf8());
    end.filter(|end| text.chars().take(8).map(char::len_utf8).sum::<usize>() >= *end)
        .and_then(|end| text.get(..end))
        .map_or(0, |number| width_of(number, style))
}
