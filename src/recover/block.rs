//! Blocks: what the recovery hands on, before any value is read.

use super::table::RawTable;
use crate::document::{FurnitureRole, ParagraphRole};
use crate::source::{Span, Text};

/// A part of the report with the places it was made of.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// 1-based page it begins on.
    pub page: usize,
    /// Byte ranges of the source, ascending; no other block has any of them.
    pub spans: Vec<Span>,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading; `number` without its brackets.
    Heading {
        /// 1 for `１ …`, 2 for `（１）…`, 3 for `【…】`.
        level: u8,
        /// Printed number.
        number: Option<String>,
        /// What follows it.
        title: Text,
        /// All of it.
        text: Text,
        /// A short line right under it.
        subtitle: Option<Text>,
    },
    /// Running text.
    Paragraph {
        /// Body or quotation.
        role: ParagraphRole,
        /// Line above a quotation.
        caption: Option<Text>,
        /// The text.
        text: Text,
    },
    /// A list.
    List(Vec<RawItem>),
    /// A table with the place of its blocks above.
    Table(Box<RawTable>),
    /// A remark.
    Note {
        /// `※` and the like.
        marker: String,
        /// All of it.
        text: Text,
    },
    /// Whom to ask.
    Contact(Vec<Text>),
    /// Running heads, page numbers, repeated table headers.
    Furniture {
        /// Which.
        role: FurnitureRole,
        /// Its text.
        text: Text,
    },
    /// Lines that no grammar knows.
    Unrecognized(Vec<Text>),
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct RawItem {
    /// Its bullet.
    pub marker: String,
    /// What follows the bullet.
    pub text: Text,
}

impl Block {
    /// A block whose spans are those of `texts`.
    pub fn new<'a>(kind: BlockKind, page: usize, texts: impl IntoIterator<Item = &'a Text>) -> Self {
        let mut spans: Vec<Span> = texts.into_iter().flat_map(Text::spans).collect();
        spans.sort_unstable();
        Self { kind, page, spans }
    }

    /// First byte.
    pub fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }
}
