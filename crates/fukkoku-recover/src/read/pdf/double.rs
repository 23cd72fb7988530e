//! Glyphs that are drawn more than once at one place.

use crate::sheet::{Area, Glyph, Length};
use std::collections::BTreeMap;

/// Side of the squares, in 1/100 pt, in which a glyph's double is sought.
const SQUARE: Length = 500;

/// Glyphs that were drawn, by what they mean and where they stand.
#[derive(Default)]
pub(super) struct Drawn(BTreeMap<(char, Length, Length), Vec<Area>>);

impl Drawn {
    /// Whether the same glyph stands there already, or a little beside, as bold type and shadows are faked.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        let (c, x, y) = square(glyph);
        // Two narrow letters of one word stand closer than the copies of a wide one.
        let narrow = glyph.area.width() * 100 < glyph.size * 35;
        let reach = if narrow { glyph.size / 10 } else { glyph.size / 4 };
        let near = |area: &Area| {
            (area.x0 - glyph.area.x0).abs() <= reach
                && (area.top - glyph.area.top).abs() <= reach
                && (area.height() - glyph.area.height()).abs() * 20 <= glyph.area.height()
        };
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (c, x + dx, y + dy)));
        around.filter_map(|square| self.0.get(&square)).flatten().any(near)
    }

    fn note(&mut self, glyph: &Glyph) {
        self.0.entry(square(glyph)).or_default().push(glyph.area);
    }
}

fn square(glyph: &Glyph) -> (char, Length, Length) {
    (glyph.c, glyph.area.x0 / SQUARE, glyph.area.top / SQUARE)
}

/// Leaves out glyphs that are drawn once more.
pub(super) fn undoubled(glyphs: Vec<Glyph>) -> (Vec<Glyph>, Drawn) {
    let mut drawn = Drawn::default();
    let mut kept = glyphs;
    kept.retain(|glyph| {
        let new = !drawn.holds(glyph);
        if new {
            drawn.note(glyph);
        }
        new
    });
    kept.shrink_to_fit();
    (kept, drawn)
}
