//! What typesetting yields: pages of placed boxes. Knows no PDF.
//!
//! Positions count from the top left corner of the page, downwards, in 1/1000 point.

use super::class::Class;
use super::design::Binding;
use super::font::Face;
use super::length::Length;
use super::structure::{NodeId, Structure};
use std::ops::Range;

/// A typeset report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Title of the edition, never empty.
    pub title: String,
    /// The pages, first to last; at least one.
    pub pages: Vec<Page>,
    /// Which of them hold the report; title and contents stand before, the colophon behind. The first has the number 1.
    pub body: Range<usize>,
    /// How the pages lie.
    pub binding: Binding,
    /// The logical structure that the marks belong to.
    pub structure: Structure,
    /// Headings in reading order.
    pub outline: Vec<OutlineEntry>,
    /// Characters that no font has, each once, ascending; 〓 stands in their place.
    pub missing: Vec<char>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// What stands on it, in reading order.
    pub marks: Vec<Mark>,
}

/// Something placed on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which part of the structure it belongs to.
    pub owner: Owner,
    /// What it looks like.
    pub shape: Shape,
}

/// Whether a mark is content or furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Content of a leaf of the structure.
    Node(NodeId),
    /// Running heads and page numbers.
    Pagination,
    /// Rules, shades, and texts that repeat others.
    Decoration,
}

/// The look of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Characters in one font.
    Run(Run),
    /// A filled rectangle: a rule or a shade.
    Fill(Fill),
    /// A place that leads to another; nothing is drawn.
    Link(Link),
}

/// A place that leads to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where.
    pub area: Area,
    /// Where it leads.
    pub target: Target,
    /// What it says to who cannot see it.
    pub text: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To an entry of the outline, by its place there.
    Heading(usize),
    /// To the data of the table of this id.
    Data(String),
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: Length,
    /// Upper edge.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Where.
    pub area: Area,
    /// 0 is black, 100 is white.
    pub grey: u8,
}

/// Which way a run of text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Left to right.
    Horizontal,
    /// Top to bottom.
    Vertical,
}

/// Characters of one font, size and direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The font.
    pub face: Face,
    /// Its size.
    pub size: Length,
    /// Which way it goes.
    pub direction: Direction,
    /// Left edge of the first em box.
    pub x: Length,
    /// Upper edge of the em boxes.
    pub y: Length,
    /// Extent along its direction.
    pub extent: Length,
    /// The characters.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// The box that it fills; the blank half of a bracket or comma at its ends may reach into another.
    pub fn area(&self) -> Area {
        match self.direction {
            Direction::Horizontal => {
                let (head, tail) = self.blank_ends();
                Area { x: self.x + head, y: self.y, width: self.extent - head - tail, height: self.size }
            }
            Direction::Vertical => Area { x: self.x, y: self.y, width: self.size, height: self.extent },
        }
    }

    fn blank_ends(&self) -> (Length, Length) {
        let half = |glyph: &Glyph| if self.face.width(glyph.id) >= 1000 { self.size / 2 } else { 0 };
        let first = self.glyphs.first().filter(|glyph| Class::of(glyph.shows) == Class::Opening);
        let last = self.glyphs.last().filter(|glyph| Class::of(glyph.shows).blank_behind());
        (first.map_or(0, half), last.map_or(0, half))
    }
}

/// One placed character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Id in the font.
    pub id: u16,
    /// Distance from the start of the run.
    pub at: Length,
    /// The character whose shape is drawn.
    pub shows: char,
    /// The character that is meant; another one where 〓 is drawn.
    pub means: char,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 1 for the outermost.
    pub level: u8,
    /// As printed.
    pub title: String,
    /// 0-based page.
    pub page: usize,
    /// Its upper edge.
    pub y: Length,
}

impl Shape {
    /// The same shape, moved.
    pub fn shifted(mut self, x: Length, y: Length) -> Shape {
        let place = match &mut self {
            Shape::Run(run) => (&mut run.x, &mut run.y),
            Shape::Fill(fill) => (&mut fill.area.x, &mut fill.area.y),
            Shape::Link(link) => (&mut link.area.x, &mut link.area.y),
        };
        *place.0 += x;
        *place.1 += y;
        self
    }
}

impl Mark {
    /// The same mark, moved.
    pub fn shifted(self, x: Length, y: Length) -> Mark {
        Mark { owner: self.owner, shape: self.shape.shifted(x, y) }
    }

    /// A black rule, which belongs to no text.
    pub fn rule(x: Length, y: Length, width: Length, height: Length) -> Mark {
        Mark::fill(Area { x, y, width, height }, 0)
    }

    /// A shaded rectangle, which belongs to no text.
    pub fn fill(area: Area, grey: u8) -> Mark {
        Mark { owner: Owner::Decoration, shape: Shape::Fill(Fill { area, grey }) }
    }
}
