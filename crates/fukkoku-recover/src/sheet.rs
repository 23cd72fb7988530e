//! A page as it is printed: characters where they stand, lines as they are drawn.
//!
//! All lengths are hundredths of a point from the upper left corner of the page as it is read, rotation undone.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// What stands for a character of which nothing tells what it means.
pub const UNKNOWN: char = '〓';

/// A length or place, in 1/100 pt.
pub type Length = i32;

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// Left side.
    pub x0: Length,
    /// Upper side.
    pub top: Length,
    /// Right side.
    pub x1: Length,
    /// Lower side.
    pub bottom: Length,
}

impl Area {
    /// Width.
    pub fn width(&self) -> Length {
        self.x1 - self.x0
    }

    /// Height.
    pub fn height(&self) -> Length {
        self.bottom - self.top
    }

    /// Horizontal middle.
    pub fn x(&self) -> Length {
        self.x0 + (self.x1 - self.x0) / 2
    }

    /// Vertical middle.
    pub fn y(&self) -> Length {
        self.top + (self.bottom - self.top) / 2
    }

    /// Whether the middle of `other` lies inside.
    pub fn holds(&self, other: &Area) -> bool {
        (self.x0..self.x1).contains(&other.x()) && (self.top..self.bottom).contains(&other.y())
    }

    /// The smallest area that holds both.
    pub fn with(&self, other: &Area) -> Area {
        Area {
            x0: self.x0.min(other.x0),
            top: self.top.min(other.top),
            x1: self.x1.max(other.x1),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The smallest area that holds all; `None` of nothing.
    pub fn around<'a>(areas: impl IntoIterator<Item = &'a Area>) -> Option<Area> {
        areas.into_iter().copied().reduce(|all, area| all.with(&area))
    }

    /// The same area elsewhere.
    pub fn moved(&self, x: Length, y: Length) -> Area {
        Area { x0: self.x0 + x, top: self.top + y, x1: self.x1 + x, bottom: self.bottom + y }
    }
}

/// A place on paper, in points from the upper left corner of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// 1-based page of the file.
    pub page: u32,
    /// Where on it.
    pub area: Area,
}

impl Place {
    /// A place on a page; a file has at most some ten thousand pages.
    pub(crate) fn on(page: usize, area: Area) -> Self {
        Self { page: page as u32, area }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Place", 5)?;
        fields.serialize_field("page", &self.page)?;
        fields.serialize_field("x0", &points(self.area.x0))?;
        fields.serialize_field("top", &points(self.area.top))?;
        fields.serialize_field("x1", &points(self.area.x1))?;
        fields.serialize_field("bottom", &points(self.area.bottom))?;
        fields.end()
    }
}

impl JsonSchema for Place {
    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "A place on paper, in points from the upper left corner of its page.",
            "properties": {
                "page": { "type": "integer", "minimum": 1 },
                "x0": { "type": "number" },
                "top": { "type": "number" },
                "x1": { "type": "number" },
                "bottom": { "type": "number" }
            },
            "required": ["page", "x0", "top", "x1", "bottom"],
            "additionalProperties": false
        })
    }
}

/// How a character stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// Its line runs from left to right.
    #[default]
    Level,
    /// Its line runs from top to bottom, the character upright.
    Upright,
    /// It lies on its side; its line runs down or up the page.
    Turned,
}

/// A character on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// What it means, `〓` where nothing tells.
    pub c: char,
    /// Where it stands: its advance by its size.
    pub area: Area,
    /// Size of its type.
    pub size: Length,
    /// How it stands.
    pub setting: Setting,
    /// A blank was drawn right before it.
    pub spaced: bool,
}

/// Which way a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// A drawn line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// Which way it runs.
    pub axis: Axis,
    /// Where it crosses the other axis.
    pub at: Length,
    /// Where it begins.
    pub from: Length,
    /// Where it ends.
    pub to: Length,
}

/// Whether drawn lines count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rules {
    /// They part rows and columns.
    #[default]
    Read,
    /// Tables are found by white space alone.
    Ignored,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// 1-based number in the file.
    pub number: usize,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// Characters in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Drawn lines and the sides of thin boxes.
    pub rules: Vec<Rule>,
    /// How many characters nothing tells.
    pub unknown: usize,
    /// Share of the page that pictures cover, in hundredths.
    pub picture: u8,
    /// Whether its characters are those of a layer that is not drawn, as text recognition leaves it.
    pub hidden: bool,
    /// How many characters are not drawn and were left out, because others are.
    pub unseen: usize,
    /// How many characters are white on white and were left out.
    pub white: usize,
    /// How many characters stand outside the page, or are cut off at the border of a field, and were left out.
    pub outside: usize,
    /// What stands in layers that are off, and was left out.
    pub off: LayersOff,
    /// How many characters are under a picture that was drawn later; they are read.
    pub covered: usize,
    /// Whether it holds more than is read, or is broken, and the rest was left out.
    pub cut: bool,
    /// Whether its characters are not those that are seen: a font says the same character of many shapes.
    pub doubtful: bool,
}

/// What of a page stands in layers that are off as the file opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LayersOff {
    /// How many characters.
    pub count: usize,
    /// What the layers are called, as far as they were looked at.
    pub names: Vec<String>,
}

/// A file of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its pages, of those that were asked for.
    pub sheets: Vec<Sheet>,
    /// What is wrong with the file as a whole.
    pub flaws: Vec<Flaw>,
    /// What it says of itself.
    pub imprint: Imprint,
}

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// The program that wrote it.
    pub producer: Option<String>,
    /// Whether it is encrypted, even if nothing is needed to open it.
    pub encrypted: bool,
    /// Whether its owner forbids that text is taken out.
    pub restricted: bool,
    /// Whether it says what its parts are: headings, paragraphs, cells.
    pub tagged: bool,
}

/// Facts about a PDF.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PaperInfo {
    /// The program that wrote it, as it calls itself.
    pub producer: Option<String>,
    /// Whether it is encrypted, even if it opens without a password.
    pub encrypted: bool,
    /// Whether it is tagged: says what its parts are. That is not used.
    pub tagged: bool,
    /// How large the pages are that were read.
    pub page_sizes: Vec<PageSize>,
}

/// How large a page is, in points, turned as it is read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PageSize {
    /// 1-based page of the file.
    pub page: usize,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Paper {
    /// Facts about the file and its pages.
    pub(crate) fn info(&self) -> PaperInfo {
        let size =
            |sheet: &Sheet| PageSize { page: sheet.number, width: points(sheet.width), height: points(sheet.height) };
        PaperInfo {
            producer: self.imprint.producer.clone(),
            encrypted: self.imprint.encrypted,
            tagged: self.imprint.tagged,
            page_sizes: self.sheets.iter().map(size).collect(),
        }
    }
}

/// A length in points.
fn points(length: Length) -> f64 {
    f64::from(length) / 100.0
}

/// What keeps a page or a file from being read as it is printed, and cannot be seen in its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// So many characters of which nothing tells what they mean.
    Unknown(usize),
    /// A picture, of so many hundredths of the page, and no text.
    Picture(u8),
    /// All of its text is of a layer that is not drawn, as text recognition leaves it.
    Hidden,
    /// So many characters that are not drawn were left out.
    Unseen(usize),
    /// So many characters that are white on white were left out.
    White(usize),
    /// So many characters that stand outside the page, or are cut off, were left out.
    Outside(usize),
    /// Characters in layers that are off were left out.
    Off(LayersOff),
    /// So many characters are under a picture, and were read.
    Covered(usize),
    /// Part of it was left out, or all: it is broken or holds more than is read.
    Cut,
    /// Its characters are not those that are seen.
    Doubtful,
    /// The list of the file's objects is broken and was made anew.
    Repaired,
    /// Its owner forbids that text is taken out.
    Restricted,
    /// The file says that it has more pages than were found.
    Lost {
        /// Pages found.
        found: usize,
        /// Pages that it says it has.
        told: usize,
    },
}

impl Sheet {
    /// What is wrong with the page, and where on it.
    pub fn flaws(&self) -> Vec<(Flaw, Area)> {
        let whole = Area { x0: 0, top: 0, x1: self.width, bottom: self.height };
        let unknown = Area::around(self.glyphs.iter().filter(|glyph| glyph.c == UNKNOWN).map(|glyph| &glyph.area));
        let is_picture = self.glyphs.is_empty() && self.picture > 0;
        let found = [
            (self.unknown > 0).then_some((Flaw::Unknown(self.unknown), unknown.unwrap_or(whole))),
            is_picture.then_some((Flaw::Picture(self.picture), whole)),
            self.hidden.then_some((Flaw::Hidden, whole)),
            (self.unseen > 0).then_some((Flaw::Unseen(self.unseen), whole)),
            (self.white > 0).then_some((Flaw::White(self.white), whole)),
            (self.outside > 0).then_some((Flaw::Outside(self.outside), whole)),
            (self.off.count > 0).then(|| (Flaw::Off(self.off.clone()), whole)),
            (self.covered > 0).then_some((Flaw::Covered(self.covered), whole)),
            self.cut.then_some((Flaw::Cut, whole)),
            self.doubtful.then_some((Flaw::Doubtful, whole)),
        ];
        found.into_iter().flatten().collect()
    }
}
