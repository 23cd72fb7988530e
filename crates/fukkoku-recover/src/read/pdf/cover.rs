//! Pictures that are drawn over text: what is wholly under one is in the file and not on paper.

use super::double::undoubled;
use crate::sheet::{Area, Glyph, Length};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::Affine;
use hayro_interpret::{BlendMode, Image};

/// Most pictures of a page that are kept: all its glyphs are compared with each.
const MOST_COVERS: usize = 500;
/// What a glyph may stick out, in hundredths of a point: its box is a little larger than its ink.
const SLACK: Length = 20;
/// What makes a picture let through what is behind it.
const MASKS: [&str; 3] = ["SMask", "Mask", "SMaskInData"];
/// What the axes of a picture may deviate from those of the page, as a share of its sides.
const SLANT: f64 = 0.001;

/// The pictures that cover what was drawn before them.
#[derive(Default)]
pub(super) struct Covers {
    /// Of each open group, whether what is drawn in it is opaque.
    groups: Vec<bool>,
    /// Of each open clip, whether it is a box.
    clips: Vec<bool>,
    /// How many glyphs there were before each, and what it covers.
    covers: Vec<(usize, Area)>,
}

impl Covers {
    pub(super) fn push_group(&mut self, opacity: f32, masked: bool, blend: BlendMode) {
        self.groups.push(opacity >= 1.0 && !masked && blend == BlendMode::default());
    }

    pub(super) fn pop_group(&mut self) {
        self.groups.pop();
    }

    pub(super) fn push_clip(&mut self, is_box: bool) {
        self.clips.push(is_box);
    }

    pub(super) fn pop_clip(&mut self) {
        self.clips.pop();
    }

    /// Notes a picture that was drawn over so many glyphs, if it hides what is under it. Whether it can be unpacked is not looked
    /// at.
    pub(super) fn picture(&mut self, image: &Image<'_, '_>, transform: Affine, area: Area, before: usize) {
        let Image::Raster(raster) = image else { return };
        let [a, b, c, d, ..] = transform.as_coeffs().map(f64::abs);
        let upright = b <= a * SLANT && c <= d * SLANT || a <= b * SLANT && d <= c * SLANT;
        let opaque = self.groups.iter().all(|opaque| *opaque) && is_opaque(raster.stream().dict());
        let plain = upright && self.clips.iter().all(|is_box| *is_box);
        if opaque && plain && before > 0 && self.covers.len() < MOST_COVERS {
            self.covers.push((before, area));
        }
    }

    /// How many of the glyphs, in the order in which they were drawn, are under a picture and nowhere over it once more.
    pub(super) fn covered(&self, glyphs: &[Glyph]) -> usize {
        if self.covers.is_empty() {
            return 0;
        }
        let is_covered = |(at, glyph): &(usize, &Glyph)| {
            self.covers.iter().rev().any(|(before, area)| at < before && holds(area, &glyph.area))
        };
        let (under, over): (Vec<_>, Vec<_>) = glyphs.iter().enumerate().partition(is_covered);
        let over = undoubled(over.into_iter().map(|(_, glyph)| *glyph).collect()).1;
        let (under, _) = undoubled(under.into_iter().map(|(_, glyph)| *glyph).collect());
        under.iter().filter(|glyph| !over.holds(glyph)).count()
    }
}

fn is_opaque(picture: &Dict<'_>) -> bool {
    MASKS.iter().all(|mask| !picture.contains_key(mask))
}

fn holds(area: &Area, inner: &Area) -> bool {
    area.x0 - SLACK <= inner.x0
        && inner.x1 <= area.x1 + SLACK
        && area.top - SLACK <= inner.top
        && inner.bottom <= area.bottom + SLACK
}
