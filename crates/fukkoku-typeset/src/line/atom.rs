//! Characters and the places between them: widths, and how far those give way.

use super::cluster::Cluster;
use crate::breaks::{Break, is_digit};
use crate::class::Class;
use crate::font::{Face, Family, draw};
use crate::length::Length;

/// A character with what is known of it before the lines are made; widths in 1/1000 em.
#[derive(Clone, Copy)]
pub(crate) struct Atom {
    /// The character meant.
    pub means: char,
    /// The character drawn.
    pub shows: char,
    /// The font.
    pub face: Face,
    /// The glyph.
    pub id: u16,
    /// Its width.
    pub width: Length,
    /// How it behaves.
    pub class: Class,
}

/// A place between two characters; widths in 1/1000 em.
#[derive(Clone, Copy)]
pub(crate) struct Joint {
    /// Whether a line may end here.
    pub allowed: Break,
    /// Natural space, negative where half-em blanks fall away.
    pub space: Length,
    /// How much it can shrink.
    pub shrink: Length,
    /// How it stretches.
    pub stretch: Stretch,
}

/// How a place stretches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// Not at all.
    Rigid,
    /// A space, which stretches first.
    Space,
    /// Between full-width characters.
    Even,
}

impl Atom {
    /// A character in the fonts of a family; tabs and line ends are spaces.
    pub(crate) fn new(cluster: Cluster, family: Family) -> Atom {
        let means = if matches!(cluster.base, '\t' | '\n' | '\r') { ' ' } else { cluster.base };
        let drawn = draw(family, means);
        let variant = cluster.selector.and_then(|selector| drawn.face.variant(means, selector));
        let class = Class::of(means);
        let width = if means == ' ' { SPACE } else { drawn.width };
        Atom { means, shows: drawn.shows, face: drawn.face, id: variant.unwrap_or(drawn.glyph), width, class }
    }

    fn is_full(self) -> bool {
        self.width >= 1000 && matches!(self.face, Face::Mincho | Face::Gothic)
    }

    /// Whether its right half is blank.
    pub(crate) fn blank_behind(self) -> bool {
        self.is_full() && self.class.blank_behind()
    }

    /// The blank that falls away at the beginning of a line.
    pub(crate) fn head_blank(self) -> Length {
        if self.blank_before() { HALF } else { 0 }
    }

    fn blank_before(self) -> bool {
        self.is_full() && self.class == Class::Opening
    }

    fn is_letter(self) -> bool {
        self.class == Class::Western && self.means.is_alphanumeric()
    }
}

/// Width of the half-width space, and of the space between Japanese and Western text.
pub(crate) const SPACE: Length = 250;
/// The blank half of a bracket, a comma, a full stop.
pub(crate) const HALF: Length = 500;

impl Joint {
    /// The place between two characters.
    pub(crate) fn between(before: Atom, after: Atom, allowed: Break) -> Joint {
        let space = natural_space(before, after);
        Joint { allowed, space, shrink: shrinkable(before, after, space), stretch: stretchable(before, after, allowed) }
    }
}

fn natural_space(before: Atom, after: Atom) -> Length {
    if before.blank_behind() && (after.blank_before() || after.blank_behind()) {
        return -HALF;
    }
    if before.blank_before() && after.blank_before() {
        return -HALF;
    }
    let mixed = before.class.spaced_from_western() && after.is_letter()
        || before.is_letter() && after.class.spaced_from_western();
    if mixed { SPACE } else { 0 }
}

fn shrinkable(before: Atom, after: Atom, space: Length) -> Length {
    match space {
        SPACE => SPACE / 2,
        0 if before.blank_behind() && before.class != Class::FullStop => HALF,
        0 if after.blank_before() => HALF,
        0 if before.class == Class::WesternSpace => SPACE / 3,
        _ => 0,
    }
}

fn stretchable(before: Atom, after: Atom, allowed: Break) -> Stretch {
    let rigid = before.class.never_last()
        || matches!(after.class, Class::Closing | Class::Comma | Class::FullStop | Class::Postfix)
        || before.class == Class::Western && after.class == Class::Western
        || is_digit(before.means) && is_digit(after.means)
        || before.class == Class::Inseparable && after.class == Class::Inseparable;
    match allowed {
        _ if before.class == Class::WesternSpace => Stretch::Space,
        _ if rigid => Stretch::Rigid,
        _ => Stretch::Even,
    }
}
