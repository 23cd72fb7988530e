//! The fonts shipped with the program, and which of them draws a character.

use flate2::read::ZlibDecoder;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::LazyLock;
use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::{GlyphId, Tag};

/// A style of writing; each is made of several fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// 明朝: running text.
    Mincho,
    /// ゴシック: headings.
    Gothic,
}

/// A font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// BIZ UDMincho.
    Mincho,
    /// BIZ UDGothic.
    Gothic,
    /// Proportional letters for Mincho.
    MinchoLatin,
    /// Proportional letters for Gothic.
    GothicLatin,
    /// Symbols that BIZ UD lacks.
    Symbols,
}

static MINCHO: LazyLock<Vec<u8>> = LazyLock::new(|| inflated(include_bytes!("fonts/BIZUDMincho-Regular.ttf.z")));
static GOTHIC: LazyLock<Vec<u8>> = LazyLock::new(|| inflated(include_bytes!("fonts/BIZUDGothic-Regular.ttf.z")));
static MINCHO_LATIN: LazyLock<Vec<u8>> = LazyLock::new(|| inflated(include_bytes!("fonts/BIZUDPMincho-Latin.ttf.z")));
static GOTHIC_LATIN: LazyLock<Vec<u8>> = LazyLock::new(|| inflated(include_bytes!("fonts/BIZUDPGothic-Latin.ttf.z")));
static SYMBOLS: LazyLock<Vec<u8>> = LazyLock::new(|| inflated(include_bytes!("fonts/DejaVuSans-Symbols.ttf.z")));

fn inflated(deflated: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    // A test reads every font: a broken one fails there, and draws nothing here.
    let _ = ZlibDecoder::new(deflated).read_to_end(&mut file);
    file
}

impl Face {
    /// All of them, in the order of their declaration.
    pub const ALL: [Face; 5] = [Face::Mincho, Face::Gothic, Face::MinchoLatin, Face::GothicLatin, Face::Symbols];

    /// The file, inflated when it is first asked for.
    pub(crate) fn data(self) -> &'static [u8] {
        match self {
            Face::Mincho => &MINCHO,
            Face::Gothic => &GOTHIC,
            Face::MinchoLatin => &MINCHO_LATIN,
            Face::GothicLatin => &GOTHIC_LATIN,
            Face::Symbols => &SYMBOLS,
        }
    }

    /// Its PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            Face::Mincho => "BIZUDMincho-Regular",
            Face::Gothic => "BIZUDGothic-Regular",
            Face::MinchoLatin => "BIZUDPMincho-Regular",
            Face::GothicLatin => "BIZUDPGothic-Regular",
            Face::Symbols => "DejaVuSans",
        }
    }

    /// Its name and licence, for a reader.
    pub fn title(self) -> &'static str {
        match self {
            Face::Mincho | Face::MinchoLatin => "BIZ UD明朝（SIL OFL 1.1）",
            Face::Gothic | Face::GothicLatin => "BIZ UDゴシック（SIL OFL 1.1）",
            Face::Symbols => "DejaVu Sans（DejaVu Fonts License）",
        }
    }

    /// Width of a glyph in 1/1000 em.
    pub fn width(self, glyph: u16) -> Length {
        font(self).map_or(1000, |font| font.width(glyph))
    }

    /// The glyph of a character, if the font has it.
    pub fn glyph(self, c: char) -> Option<u16> {
        let id = font(self)?.face.glyph_index(c)?.0;
        (id != 0).then_some(id)
    }

    /// The glyph of a variant of a character, if the font has it.
    pub fn variant(self, c: char, selector: char) -> Option<u16> {
        Some(font(self)?.face.glyph_variation_index(c, selector)?.0).filter(|glyph| *glyph != 0)
    }

    /// The glyph to use instead in vertical text.
    pub fn vertical(self, glyph: u16) -> u16 {
        font(self).and_then(|font| font.vertical.get(&glyph)).copied().unwrap_or(glyph)
    }
}

use super::length::Length;

/// What stands in the place of a character that no font has.
pub const GETA: char = '〓';

/// The part of an em above the baseline, in 1/1000.
pub const ASCENT: Length = 880;

/// A character's look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The font.
    pub face: Face,
    /// The glyph in it.
    pub glyph: u16,
    /// Its width in 1/1000 em.
    pub width: Length,
    /// The character drawn; 〓 where no font has the one asked for.
    pub shows: char,
}

/// How a family draws a character.
pub fn draw(family: Family, c: char) -> Drawn {
    let (full, latin) = match family {
        Family::Mincho => (Face::Mincho, Face::MinchoLatin),
        Family::Gothic => (Face::Gothic, Face::GothicLatin),
    };
    let order = if is_latin(c) { [latin, full, Face::Symbols] } else { [full, Face::Symbols, latin] };
    find(&order, c).or_else(|| find(&order, GETA)).unwrap_or(Drawn { face: full, glyph: 0, width: 1000, shows: GETA })
}

/// Ranges of characters that running text can show, ascending: `fonts/README.md` tells their form.
static COVERAGE: &[u8] = include_bytes!("fonts/coverage.bin");

/// Whether a font of running text has a character; no font is inflated to tell.
pub fn covers(c: char) -> bool {
    let ranges = COVERAGE.as_chunks::<8>().0;
    let number =
        |range: &[u8; 8], at: usize| u32::from_le_bytes([range[at], range[at + 1], range[at + 2], range[at + 3]]);
    let next = ranges.partition_point(|range| number(range, 0) <= u32::from(c));
    next.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|range| u32::from(c) <= number(range, 4))
}

fn find(order: &[Face], c: char) -> Option<Drawn> {
    if is_private(c) {
        return None;
    }
    let (face, glyph) = order.iter().find_map(|face| Some((*face, face.glyph(c)?)))?;
    Some(Drawn { face, glyph, width: face.width(glyph), shows: c })
}

/// Letters and digits that look better proportional; signs like ± and × are set full-width by Japanese custom.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{20}'..='\u{7e}') || matches!(c, '\u{a0}'..='\u{17f}') && (c.is_alphabetic() || c == '\u{a0}')
}

/// Characters whose meaning no reader can know, so no font may draw them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fffd}' | '\u{feff}' | '\u{fffe}')
}

struct Font {
    face: ttf_parser::Face<'static>,
    vertical: BTreeMap<u16, u16>,
}

static FONTS: [LazyLock<Option<Font>>; 5] = [
    LazyLock::new(|| Font::read(Face::Mincho)),
    LazyLock::new(|| Font::read(Face::Gothic)),
    LazyLock::new(|| Font::read(Face::MinchoLatin)),
    LazyLock::new(|| Font::read(Face::GothicLatin)),
    LazyLock::new(|| Font::read(Face::Symbols)),
];

fn font(face: Face) -> Option<&'static Font> {
    FONTS.get(face as usize)?.as_ref()
}

impl Font {
    fn read(face: Face) -> Option<Font> {
        let face = ttf_parser::Face::parse(face.data(), 0).ok()?;
        let vertical = vertical_forms(&face);
        Some(Font { face, vertical })
    }

    fn width(&self, glyph: u16) -> Length {
        let units = Length::from(self.face.units_per_em()).max(1);
        let advance = Length::from(self.face.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0));
        (advance * 1000 + units / 2) / units
    }
}

/// The single substitutions of the feature `vert`.
fn vertical_forms(face: &ttf_parser::Face<'_>) -> BTreeMap<u16, u16> {
    let Some(table) = face.tables().gsub else { return BTreeMap::new() };
    let features = table.features.into_iter().filter(|feature| feature.tag == Tag::from_bytes(b"vert"));
    let lookups = features.flat_map(|feature| feature.lookup_indices).filter_map(|index| table.lookups.get(index));
    let mut forms = BTreeMap::new();
    for lookup in lookups {
        for single in lookup.subtables.into_iter::<SubstitutionSubtable<'_>>() {
            if let SubstitutionSubtable::Single(single) = single {
                add_forms(&single, face.number_of_glyphs(), &mut forms);
            }
        }
    }
    forms
}

fn add_forms(single: &SingleSubstitution<'_>, glyphs: u16, forms: &mut BTreeMap<u16, u16>) {
    let coverage = single.coverage();
    for glyph in (0..glyphs).map(GlyphId) {
        let Some(index) = coverage.get(glyph) else { continue };
        let form = match single {
            SingleSubstitution::Format1 { delta, .. } => Some(glyph.0.wrapping_add_signed(*delta)),
            SingleSubstitution::Format2 { substitutes, .. } => substitutes.get(index).map(|form| form.0),
        };
        if let Some(form) = form {
            forms.entry(glyph.0).or_insert(form);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_finds_its_font() {
        for (c, face, width, why) in [
            ('漢', Face::Mincho, 1000, "a kanji"),
            ('A', Face::MinchoLatin, 840, "letters are proportional"),
            ('Ａ', Face::Mincho, 1000, "full-width letters stay so"),
            ('ｱ', Face::Mincho, 500, "half-width kana"),
            ('±', Face::Mincho, 1000, "a sign is full-width in Japanese"),
            ('‣', Face::Symbols, 500, "BIZ UD lacks it"),
        ] {
            let drawn = draw(Family::Mincho, c);
            assert_eq!((drawn.face, drawn.shows), (face, c), "{c}: {why}");
            assert!((drawn.width - width).abs() <= 120, "{c}: {why}: {}", drawn.width);
        }
    }

    /// The ranges that the fonts draw; `BLESS=1` writes them.
    #[test]
    fn coverage_is_that_of_the_fonts() {
        let mut ranges: Vec<[u32; 2]> = Vec::new();
        for c in ('\0'..=char::MAX).filter(|c| draw(Family::Mincho, *c).shows == *c) {
            match ranges.last_mut() {
                Some([_, last]) if *last + 1 == u32::from(c) => *last = u32::from(c),
                _ => ranges.push([u32::from(c); 2]),
            }
        }
        let bytes: Vec<u8> = ranges.into_iter().flatten().flat_map(u32::to_le_bytes).collect();
        if std::env::var_os("BLESS").is_some() && std::env::var_os("CI").is_none() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/fonts/coverage.bin"), &bytes).unwrap();
            return;
        }
        assert!(bytes == COVERAGE, "coverage.bin is not that of the fonts");
        for (c, covered) in [('漢', true), ('‣', true), ('〓', true), ('\u{e000}', false), ('\u{1f600}', false)] {
            assert_eq!(covers(c), covered, "{c}");
        }
    }

    #[test]
    fn what_no_font_has_becomes_geta() {
        for c in ['\u{e000}', '\u{f0001}', '\u{1}', '\u{1f600}', '\u{fffd}'] {
            assert_eq!(draw(Family::Gothic, c).shows, GETA, "{c:?}");
        }
    }

    #[test]
    fn brackets_and_long_vowels_have_vertical_forms() {
        for c in "ー（）「」、。…～ゃュ".chars() {
            let glyph = Face::Gothic.glyph(c).unwrap_or(0);
            assert_ne!(Face::Gothic.vertical(glyph), glyph, "{c}");
        }
    }
}
