//! Line composition: text to lines of placed characters, squeezed (oikomi) or stretched (oidashi) to fill them.

mod atom;
mod bound;
mod cluster;
mod ends;
mod spread;

use super::breaks::{Break, breaks};
use super::class::Class;
use super::font::{Face, Family};
use super::length::Length;
use super::page::{Direction, Glyph, Run};
use atom::{Atom, Joint};
pub use bound::word_at_most;

/// Fonts and sizes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The fonts.
    pub family: Family,
    /// Size of an em.
    pub size: Length,
    /// Distance from line to line.
    pub leading: Length,
}

/// What happens to the rest of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Spread over the line, except for the last.
    Justify,
    /// The same; a comma or full stop that finds no room at the end of a line hangs in the margin (ぶら下げ).
    Hang,
    /// Left free.
    Left,
}

/// Room for lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Width of the first line.
    pub first: Length,
    /// Width of the others.
    pub rest: Length,
}

impl Measure {
    /// The same width for all lines.
    pub fn all(width: Length) -> Self {
        Self { first: width, rest: width }
    }
}

/// A composed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its characters, left to right.
    pub places: Vec<Place>,
    /// From its start to the end of its last character.
    pub width: Length,
}

/// A character in its place on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The font.
    pub face: Face,
    /// The character.
    pub glyph: Glyph,
    /// Where it ends.
    pub end: Length,
}

/// The text as atoms with the joints before them.
struct Paragraph {
    atoms: Vec<Atom>,
    joints: Vec<Joint>,
}

/// Sets a text in lines; an empty text gives no line.
pub fn compose(text: &str, style: Style, measure: Measure, align: Align) -> Vec<Line> {
    let paragraph = Paragraph::new(text, style.family);
    let mut lines = Vec::new();
    let mut start = 0;
    for end in paragraph.ends(measure, style.size.max(1), align) {
        let width = if start == 0 { measure.first } else { measure.rest };
        lines.push(paragraph.line(start, end, width, style.size, align));
        start = paragraph.skip_spaces(end);
    }
    lines
}

/// The characters of a text, those composed that belong together, those left out that have no shape.
pub fn characters(text: &str) -> Vec<char> {
    cluster::clusters(text).into_iter().map(|cluster| cluster.base).collect()
}

/// Width of a text on one line.
pub fn width_of(text: &str, style: Style) -> Length {
    extent(text, style.family).whole * style.size / 1000
}

/// Widths of a text in 1/1000 em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// On one line.
    pub whole: Length,
    /// Of the widest piece that no line may tear apart.
    pub word: Length,
}

/// Measures a text.
pub fn extent(text: &str, family: Family) -> Extent {
    let paragraph = Paragraph::new(text, family);
    let end = paragraph.atoms.len();
    let breaks = (1..end).filter(|at| paragraph.joints[*at].allowed == Break::Yes).chain([end]);
    let pieces = breaks.scan(0, |start, end| Some(paragraph.natural(std::mem::replace(start, end), end)));
    Extent { whole: paragraph.natural(0, end), word: pieces.max().unwrap_or(0) }
}

impl Paragraph {
    fn new(text: &str, family: Family) -> Paragraph {
        let atoms =
            cluster::clusters(text).into_iter().map(|cluster| Atom::new(cluster, family)).collect::<Vec<Atom>>();
        let characters: Vec<char> = atoms.iter().map(|atom| atom.means).collect();
        let rigid = Joint { allowed: Break::No, space: 0, shrink: 0, stretch: atom::Stretch::Rigid };
        let inner = atoms.windows(2).zip(breaks(&characters).into_iter().skip(1));
        let inner = inner.map(|(pair, allowed)| Joint::between(pair[0], pair[1], allowed));
        let joints = std::iter::once(rigid).chain(inner).collect();
        Paragraph { atoms, joints }
    }

    fn skip_spaces(&self, mut at: usize) -> usize {
        while self.atoms.get(at).is_some_and(|atom| atom.class == Class::WesternSpace) {
            at += 1;
        }
        at
    }

    /// Natural width of the atoms from `start` to `end`, the blank before an opening bracket at line start left out.
    fn natural(&self, start: usize, end: usize) -> Length {
        let Some(first) = self.atoms.get(start) else { return 0 };
        let inner: Length = (start + 1..end).map(|at| self.atoms[at].width + self.joints[at].space).sum();
        first.width + inner - first.head_blank()
    }

    fn tail_blank(&self, end: usize) -> Length {
        let last = end.checked_sub(1).and_then(|at| self.atoms.get(at));
        match last {
            Some(atom) if atom.blank_behind() => atom::HALF,
            Some(atom) if atom.class == Class::WesternSpace => atom.width,
            _ => 0,
        }
    }

    fn line(&self, start: usize, end: usize, width: Length, size: Length, align: Align) -> Line {
        let last = (start..end).rev().find(|at| self.atoms[*at].class != Class::WesternSpace).map_or(start, |at| at);
        let end = (last + 1).max(start + 1);
        let natural = self.natural(start, end) * size / 1000;
        let spaces = self.adjusted(start, end, width - natural, size, align);
        let mut places = Vec::with_capacity(end - start);
        let mut pen = -self.atoms[start].head_blank() * size / 1000;
        for (at, space) in (start..end).zip(spaces) {
            pen += space;
            let atom = self.atoms[at];
            let glyph = Glyph { id: atom.id, at: pen, shows: atom.shows, means: atom.means };
            pen += atom.width * size / 1000;
            places.push(Place { face: atom.face, glyph, end: pen });
        }
        Line { places, width: pen }
    }
}

impl Line {
    /// The line as runs, its em boxes' upper left corner at `x`, `y`.
    pub fn runs(&self, x: Length, y: Length, size: Length) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for place in &self.places {
            let begin = x + place.glyph.at;
            match runs.last_mut().filter(|run| run.face == place.face) {
                Some(run) => {
                    run.glyphs.push(Glyph { at: begin - run.x, ..place.glyph });
                    run.extent = x + place.end - run.x;
                }
                None => {
                    end_before(runs.last_mut(), begin);
                    let glyphs = vec![Glyph { at: 0, ..place.glyph }];
                    let extent = place.end - place.glyph.at;
                    let (face, direction) = (place.face, Direction::Horizontal);
                    runs.push(Run { face, size, direction, x: begin, y, extent, glyphs });
                }
            }
        }
        runs
    }
}

/// A blank that was squeezed out belongs to no box.
fn end_before(run: Option<&mut Run>, x: Length) {
    if let Some(run) = run {
        run.extent = run.extent.min(x - run.x);
    }
}
