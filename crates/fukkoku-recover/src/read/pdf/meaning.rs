//! What glyphs mean that their font does not tell.
//!
//! An embedded CID font may come without a map to Unicode. Its codes lead to CIDs by the encoding that the font names, and those
//! to characters by the character collection; a glyph of an unnamed collection is looked up in the font program itself.

use fukkoku_quantity::width::radical;
use hayro_interpret::font::{Glyph, OutlineGlyph};
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use std::collections::{BTreeMap, BTreeSet};

/// Meanings of the fonts of one file, learnt when they are asked for.
#[derive(Default)]
pub(super) struct Meanings {
    /// By the name of a font without the mark of its subset.
    collections: Option<BTreeMap<String, Collection>>,
    /// By the program of a font: glyph → character.
    programs: BTreeMap<u128, BTreeMap<u32, char>>,
}

/// Fewest shapes of a font by which it can be judged.
const FEWEST_SHAPES: usize = 12;

/// The shapes that the fonts of a page have drawn, and what they are said to mean.
#[derive(Default)]
pub(super) struct Shapes {
    seen: BTreeSet<u128>,
    /// By font: how many shapes, and which characters.
    fonts: BTreeMap<u128, (usize, BTreeSet<String>)>,
}

impl Shapes {
    pub(super) fn note(&mut self, glyph: &Glyph<'_>, meant: &str) {
        let Glyph::Outline(outline) = glyph else { return };
        if self.seen.insert(outline.identifier().cache_key())
            && let Some(data) = outline.font_data()
        {
            let (shapes, characters) = self.fonts.entry(data.cache_key).or_default();
            *shapes += 1;
            characters.insert(meant.to_owned());
        }
    }

    /// Whether a font says the same character of many shapes: it lies, or knows nothing. Two shapes of one character are common.
    pub(super) fn are_doubtful(&self) -> bool {
        self.fonts.values().any(|(shapes, characters)| *shapes >= FEWEST_SHAPES && characters.len() * 3 <= *shapes)
    }
}

/// How the codes of a font lead to characters.
struct Collection {
    /// Code → CID.
    encoding: CMap,
    /// CID → character.
    characters: CMap,
}

impl Meanings {
    /// The characters that a glyph stands for; empty if nothing tells.
    pub(super) fn of(&mut self, pdf: &Pdf, glyph: &Glyph<'_>) -> String {
        let told = match glyph.as_unicode() {
            Some(BfString::Char(c)) => String::from(c),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        if told.chars().any(is_meant) {
            return told.chars().map(unfolded).collect();
        }
        let found = match glyph {
            Glyph::Outline(outline) => self.of_outline(pdf, outline).filter(|c| is_meant(*c)),
            Glyph::Type3(_) => None,
        };
        found.map(|c| String::from(unfolded(c))).unwrap_or_default()
    }

    fn of_outline(&mut self, pdf: &Pdf, glyph: &OutlineGlyph) -> Option<char> {
        let data = glyph.font_data()?;
        let collections = self.collections.get_or_insert_with(|| collections(pdf));
        let name = data.postscript_name.as_deref().map(base_name).unwrap_or_default();
        if let Some(collection) = collections.get(name)
            && let Some(c) = collection.character(glyph.char_code())
        {
            return Some(c);
        }
        let program = self.programs.entry(data.cache_key).or_insert_with(|| program((*data.data).as_ref()));
        program.get(&glyph.glyph_id().to_u32()).copied()
    }
}

impl Collection {
    fn character(&self, code: u32) -> Option<char> {
        let cid = (1..=4).find_map(|length| self.encoding.lookup_cid_code(code, length))?;
        match self.characters.lookup_bf_string(cid)? {
            BfString::Char(c) => Some(c),
            BfString::String(text) => text.chars().next(),
        }
    }
}

/// Maps that say U+0000 or U+FFFD, and codes of private use, say nothing.
fn is_meant(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Maps lead a glyph that a radical and an ideograph share to the radical.
fn unfolded(c: char) -> char {
    match c {
        '\u{2E80}'..='\u{2FDF}' => radical(c).unwrap_or(c),
        _ => c,
    }
}

/// `ABCDEF+Name` without the mark of the subset, `Name-90ms-RKSJ-H` without its encoding stays as it is.
fn base_name(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

/// All CID fonts of a file that have no map to Unicode.
fn collections(pdf: &Pdf) -> BTreeMap<String, Collection> {
    let mut found = BTreeMap::new();
    for object in pdf.objects() {
        let Object::Dict(font) = object else { continue };
        let is_cid = font.get::<Name<'_>>("Subtype").is_some_and(|name| &*name == b"Type0");
        if !is_cid || font.contains_key("ToUnicode") {
            continue;
        }
        if let Some((name, collection)) = collection(&font) {
            found.entry(name).or_insert(collection);
        }
    }
    found
}

fn collection(font: &Dict<'_>) -> Option<(String, Collection)> {
    let descendant = font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let name = descendant.get::<Name<'_>>("BaseFont").or_else(|| font.get("BaseFont"))?;
    let system = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let word = |key: &str| system.get::<PdfString<'_>>(key).map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    let family = CidFamily::from_registry_ordering(&word("Registry"), &word("Ordering"));
    let characters = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
    let encoding = match font.get::<Name<'_>>("Encoding") {
        Some(name) if name.starts_with(b"Identity") => CMap::identity_h(),
        Some(name) => CMap::parse(load_embedded(CMapName::from_bytes(&name))?, load_embedded)?,
        None => return None,
    };
    Some((base_name(name.as_str()).to_owned(), Collection { encoding, characters }))
}

/// Glyph → character of a font program, the lowest character where several share a glyph.
fn program(data: &[u8]) -> BTreeMap<u32, char> {
    let mut found = BTreeMap::new();
    let Ok(face) = ttf_parser::Face::parse(data, 0) else { return found };
    for table in face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode()) {
        table.codepoints(|code| {
            if let (Some(c), Some(glyph)) = (char::from_u32(code), table.glyph_index(code)) {
                let known = found.entry(u32::from(glyph.0)).or_insert(c);
                *known = c.min(*known);
            }
        });
    }
    found
}
