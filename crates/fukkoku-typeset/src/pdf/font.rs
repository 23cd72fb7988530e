//! Font subsets: glyph ids, ToUnicode and the font dictionaries.

use crate::font::{Face, GETA};
use crate::length::Length;
use crate::page::{Direction, Glyph, Layout, Run, Shape};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;
use std::fmt::Write;
use subsetter::GlyphRemapper;

/// The fonts that a layout uses.
pub(crate) struct Fonts {
    used: BTreeMap<Face, Used>,
}

/// What is used of one font.
struct Used {
    remapper: GlyphRemapper,
    /// For each direction the text behind each code.
    text: BTreeMap<Direction, BTreeMap<u16, char>>,
}

impl Fonts {
    /// Looks through all pages.
    pub(crate) fn collect(layout: &Layout) -> Fonts {
        let mut fonts = Fonts { used: BTreeMap::new() };
        for mark in layout.pages.iter().flat_map(|page| &page.marks) {
            if let Shape::Run(run) = &mark.shape {
                fonts.add(run);
            }
        }
        fonts
    }

    fn add(&mut self, run: &Run) {
        let blank = || Used { remapper: GlyphRemapper::new(), text: BTreeMap::new() };
        let used = self.used.entry(run.face).or_insert_with(blank);
        let texts = used.text.entry(run.direction).or_default();
        for glyph in &run.glyphs {
            let code = used.remapper.remap(glyph.id);
            // A full-width form that stands upright for a half-width letter tells the letter; 〓 tells nothing but itself.
            texts.entry(code).or_insert(if glyph.shows == GETA { GETA } else { glyph.means });
        }
    }

    /// The code of a glyph in page contents.
    pub(crate) fn code(&self, run: &Run, glyph: &Glyph) -> u16 {
        self.used.get(&run.face).and_then(|used| used.remapper.get(glyph.id)).unwrap_or(0)
    }

    /// Whether a reader finds the meaning of a glyph by its code alone.
    pub(crate) fn tells(&self, run: &Run, glyph: &Glyph) -> bool {
        let texts = self.used.get(&run.face).and_then(|used| used.text.get(&run.direction));
        texts.and_then(|texts| texts.get(&self.code(run, glyph))) == Some(&glyph.means)
    }

    /// The name by which page contents call the font of a run.
    pub(crate) fn name(face: Face, direction: Direction) -> String {
        let letter = match direction {
            Direction::Horizontal => 'H',
            Direction::Vertical => 'V',
        };
        format!("{letter}{}", face as usize)
    }

    /// Writes the subsets and tells all pages about them.
    pub(crate) fn embed(&self, pdf: &mut lopdf::Document, pages: &[ObjectId]) {
        let mut names = Dictionary::new();
        for (face, used) in &self.used {
            let descendant = used.descendant(pdf, *face);
            for (direction, texts) in &used.text {
                let font = used.font(pdf, *face, *direction, texts, descendant);
                names.set(Fonts::name(*face, *direction), font);
            }
        }
        let names = pdf.add_object(names);
        for page in pages {
            let resources = pdf.add_object(dictionary! { "Font" => names });
            if let Ok(page) = pdf.get_object_mut(*page).and_then(Object::as_dict_mut) {
                page.set("Resources", resources);
            }
        }
    }
}

impl Used {
    /// Name with the six letters that tell one subset of a font from another.
    fn name(&self, face: Face) -> String {
        let mut hash = blake3::Hasher::new();
        for glyph in self.remapper.remapped_gids() {
            hash.update(&glyph.to_be_bytes());
        }
        let bytes = hash.finalize();
        let tag: String = bytes.as_bytes().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        format!("{tag}+{}", face.name())
    }

    fn font(
        &self,
        pdf: &mut lopdf::Document,
        face: Face,
        direction: Direction,
        texts: &BTreeMap<u16, char>,
        descendant: ObjectId,
    ) -> ObjectId {
        let unicode = pdf.add_object(Stream::new(Dictionary::new(), to_unicode(texts).into_bytes()));
        let encoding = match direction {
            Direction::Horizontal => "Identity-H",
            Direction::Vertical => "Identity-V",
        };
        pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(self.name(face).into_bytes()),
            "Encoding" => encoding,
            "DescendantFonts" => vec![Object::Reference(descendant)],
            "ToUnicode" => unicode,
        })
    }

    fn descendant(&self, pdf: &mut lopdf::Document, face: Face) -> ObjectId {
        let name = Object::Name(self.name(face).into_bytes());
        let program = subsetter::subset(face.data(), 0, &self.remapper).unwrap_or_default();
        let length = program.len() as i64;
        let file = pdf.add_object(Stream::new(dictionary! { "Length1" => length }, program));
        let mut descriptor = descriptor(face);
        descriptor.set("FontName", name.clone());
        descriptor.set("FontFile2", file);
        let descriptor = pdf.add_object(descriptor);
        let widths = self.remapper.remapped_gids().map(|glyph| Object::Integer(face.width(glyph))).collect();
        pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => name,
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "CIDToGIDMap" => "Identity",
            "DW" => 1000,
            "W" => vec![Object::Integer(0), Object::Array(widths)],
        })
    }
}

/// Measures of a font in 1/1000 em. Flag 4: its codes follow no standard character set.
fn descriptor(face: Face) -> Dictionary {
    let mut descriptor = dictionary! { "Type" => "FontDescriptor", "Flags" => 4, "ItalicAngle" => 0, "StemV" => 88 };
    if let Ok(font) = ttf_parser::Face::parse(face.data(), 0) {
        let scale = |units: i16| Length::from(units) * 1000 / Length::from(font.units_per_em()).max(1);
        let bounds = font.global_bounding_box();
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        descriptor.set("Ascent", scale(font.ascender()));
        descriptor.set("Descent", scale(font.descender()));
        descriptor.set("CapHeight", scale(font.capital_height().unwrap_or(font.ascender())));
        descriptor.set("FontBBox", bounds.map(|edge| Object::Integer(scale(edge))).to_vec());
    }
    descriptor
}

/// The map from codes to characters.
fn to_unicode(texts: &BTreeMap<u16, char>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) \
         /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<(&u16, &char)> = texts.iter().collect();
    for hundred in entries.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", hundred.len());
        for (code, c) in hundred {
            let _ = writeln!(map, "<{code:04X}> <{}>", hex(**c));
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

fn hex(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect()
}
