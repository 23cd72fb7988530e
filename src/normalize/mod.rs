//! From blocks to a document: values are read, the era carried on, units and periods attached.
//!
//! Nothing is changed silently: a value stands beside its printed text.

mod cells;
mod columns;
mod contact;
mod heads;
mod numbers;
mod quantities;
mod spans;
mod stated;
mod table;
mod units;
mod years;

use crate::document::{
    Content, Contents, ContentsEntry, Document, Element, Furniture, Heading, Item, List, NamedPeriod, Note, Paragraph,
    QuantityKind, SCHEMA_VERSION, SourceInfo, Unrecognized,
};
use crate::profile::Profile;
use fukkoku_quantity::date::Context;
use fukkoku_recover::block::{Block, BlockKind, PrintedEntry, PrintedItem};
use fukkoku_recover::source::{Source, Text};
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

/// Turns blocks into a document. Blocks that are given away are dropped one by one: a long report is not held twice.
pub fn normalize<B: Borrow<Block>>(
    source: &Source,
    blocks: impl IntoIterator<Item = B>,
    pages: usize,
    profile: Option<&Profile>,
) -> Document {
    let mut reader = Reader::new(source, profile);
    let elements = blocks.into_iter().map(|block| reader.element(block.borrow())).collect();
    let info = SourceInfo {
        name: source.name.clone(),
        blake3: source.blake3.clone(),
        encoding: source.encoding.clone(),
        flavour: source.flavour,
        lines: source.line_count(),
        pages,
        paper: source.paper.clone(),
    };
    Document {
        schema_version: SCHEMA_VERSION,
        source: info,
        profile: profile.map(|profile| profile.id.clone()),
        elements,
    }
}

/// Longest text that is a caption of a table, in letters.
const LONGEST_CAPTION: usize = 120;

/// What reading needs to remember from block to block.
struct Reader<'a> {
    source: &'a Source,
    profile: Option<&'a Profile>,
    /// For 同年 and its like in running text.
    prose: Context,
    /// Era carried from table to table.
    years: years::Carried,
    /// Title of the last heading.
    title: Option<String>,
    /// Notes since the last heading.
    notes: Vec<Text>,
    /// Short texts since the last table: they may state units and years for the next.
    captions: Vec<String>,
    /// Those of the last table and its lowest heads: a table of the same heads right behind it goes on.
    before: (Vec<String>, Vec<String>),
    /// How often each name was counted up for a table.
    counts: BTreeMap<String, usize>,
    /// Ids that tables have.
    ids: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Source, profile: Option<&'a Profile>) -> Self {
        Self {
            source,
            profile,
            prose: Context::default(),
            years: years::Carried::default(),
            title: None,
            notes: vec![],
            captions: vec![],
            before: (vec![], vec![]),
            counts: BTreeMap::new(),
            ids: BTreeSet::new(),
        }
    }

    fn element(&mut self, block: &Block) -> Element {
        let content = self.content(&block.kind);
        let first = block.spans.iter().map(|span| span.start).min().unwrap_or(0);
        let last = block.spans.iter().map(|span| span.end).max().unwrap_or(0);
        Element {
            content,
            page: block.page,
            line_first: self.source.line_of(first),
            line_last: self.source.line_of(last.saturating_sub(1).max(first)),
            areas: self.source.areas(&block.spans),
            spans: block.spans.clone(),
        }
    }

    fn content(&mut self, kind: &BlockKind) -> Content {
        match kind {
            BlockKind::Heading { level, number, title, text, subtitle } => {
                self.heading(*level, number.as_deref(), title, text, subtitle.as_ref())
            }
            BlockKind::Paragraph { role, caption, text } => {
                self.caption(text);
                Content::Paragraph(Paragraph {
                    role: *role,
                    caption: caption.as_ref().map(|caption| caption.printed.clone()),
                    text: text.printed.clone(),
                    quantities: quantities::find(self.source, text, &mut self.prose),
                })
            }
            BlockKind::List(items) => Content::List(List { items: items.iter().map(|raw| self.item(raw)).collect() }),
            BlockKind::Contents { title, entries } => Content::Contents(Contents {
                title: title.as_ref().map(|title| title.printed.clone()),
                entries: entries.iter().map(contents_entry).collect(),
            }),
            BlockKind::Table(raw) => Content::Table(Box::new(self.table(raw))),
            BlockKind::Note { marker, text } => self.note(marker, text),
            BlockKind::Contact(lines) => Content::Contact(contact::read(lines)),
            BlockKind::Furniture { role, text } => {
                Content::Furniture(Furniture { role: *role, text: text.printed.clone() })
            }
            BlockKind::Unrecognized(lines) => {
                Content::Unrecognized(Unrecognized { lines: lines.iter().map(|line| line.printed.clone()).collect() })
            }
        }
    }

    fn heading(
        &mut self,
        level: u8,
        number: Option<&str>,
        title: &Text,
        text: &Text,
        subtitle: Option<&Text>,
    ) -> Content {
        self.notes.clear();
        self.captions.clear();
        self.before.0.clear();
        self.caption(text);
        self.title = Some(title.printed.clone());
        let quantities = quantities::find(self.source, title, &mut Context::default());
        let period = quantities.iter().rev().find(|quantity| quantity.kind == QuantityKind::Period).map(|quantity| {
            NamedPeriod {
                printed: quantity.printed.clone(),
                start: quantity.start,
                end: quantity.end,
                edtf: quantity.edtf.clone().unwrap_or_default(),
            }
        });
        Content::Heading(Heading {
            level,
            number: number.map(str::to_owned),
            title: title.printed.clone(),
            text: text.printed.clone(),
            subtitle: subtitle.map(|text| text.printed.clone()),
            period,
            quantities,
        })
    }

    /// Keeps a caption or note for the table below it; a sentence is none.
    fn caption(&mut self, text: &Text) {
        if !text.printed.contains('。') && text.printed.chars().count() <= LONGEST_CAPTION {
            self.captions.push(text.printed.clone());
        }
    }

    fn note(&mut self, marker: &str, text: &Text) -> Content {
        self.notes.push(text.clone());
        self.caption(text);
        let quantities = quantities::find(self.source, text, &mut self.prose);
        if text.printed.contains("現在") {
            self.years.as_of(&quantities);
        }
        Content::Note(Note { marker: marker.to_owned(), text: text.printed.clone(), quantities })
    }

    fn item(&mut self, raw: &PrintedItem) -> Item {
        let printed = raw.text.printed.as_str();
        let parts = label_and_value(printed);
        let lines = raw.text.lines(self.source).unwrap_or((0, 0));
        Item {
            marker: raw.marker.clone(),
            text: printed.to_owned(),
            label: parts.map(|(label, _)| label.to_owned()),
            value: parts.map(|(_, value)| value.to_owned()),
            quantities: quantities::find(self.source, &raw.text, &mut self.prose),
            line_first: lines.0,
            line_last: lines.1,
        }
    }
}

fn contents_entry(raw: &PrintedEntry) -> ContentsEntry {
    ContentsEntry { text: raw.text.printed.clone(), printed_page: raw.page.as_ref().map(|page| page.printed.clone()) }
}

/// `平日     ：８時…` and `利用機能 … メール` have a label and a value.
fn label_and_value(text: &str) -> Option<(&str, &str)> {
    let (label, value) =
        text.split_once('：').or_else(|| text.split_once(" … ")).or_else(|| text.split_once(" …… "))?;
    let (label, value) = (label.trim(), value.trim());
    let short = (1..=24).contains(&label.chars().count()) && !label.contains(['。', '（']);
    (short && !value.is_empty()).then_some((label, value))
}

#[cfg(test)]
mod tests {
    use super::label_and_value;

    #[test]
    fn labels_are_short_and_stand_before_a_colon_or_an_ellipsis() {
        for (text, expected, why) in [
            ("平日     ：８時から", Some(("平日", "８時から")), "filled with spaces"),
            ("利用機能 … メール、予定", Some(("利用機能", "メール、予定")), "an ellipsis"),
            ("区職員", None, "neither"),
            ("登録…", None, "an ellipsis without spaces is an omission"),
            ("次のとおりである。なお、詳細：", None, "a sentence"),
        ] {
            assert_eq!(label_and_value(text), expected, "{text}: {why}");
        }
    }
}
