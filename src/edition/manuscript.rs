//! A document as a manuscript: its elements in reading order, furniture and contents left out.

use super::appendix::appendix;
use super::colophon::colophon;
use super::table::table;
use super::title::{cover, title_of};
use crate::document::{Content, Document, Heading, Item, Paragraph, ParagraphRole};
use crate::finding::Finding;
use fukkoku_quantity::width::without_selectors;
use fukkoku_typeset::Design;
use fukkoku_typeset::manuscript::{self, Element, Manuscript};

/// What stands below the title.
const KIND: &str = "復刻版";

/// The manuscript of the edition of a report; warnings and errors stand in an appendix.
pub fn manuscript(document: &Document, findings: &[Finding], design: Design) -> Manuscript {
    let title = title_of(document);
    // What stands on the title page does not stand before the text once more.
    let is_cover = |content: &&Content| match content {
        Content::Heading(heading) => cover(document).is_some_and(|cover| std::ptr::eq(cover, heading)),
        _ => false,
    };
    let contents = document.elements.iter().map(|element| &element.content).filter(|content| !is_cover(content));
    Manuscript {
        kind: KIND.to_owned(),
        origin: format!("原本　{}", document.source.name),
        report: contents.filter_map(|content| element(content, findings, design)).collect(),
        appendix: appendix(findings),
        colophon: colophon(&title, document),
        title: set(&title),
    }
}

fn element(content: &Content, findings: &[Finding], design: Design) -> Option<Element> {
    Some(match content {
        Content::Heading(given) => Element::Heading(heading(given)),
        Content::Paragraph(given) => paragraph(given),
        Content::List(list) => Element::List(list.items.iter().map(item).collect()),
        Content::Table(given) => Element::Table(Box::new(table(given, findings, design))),
        Content::Note(note) => Element::Note { marker: note.marker.clone(), text: set(&note.text) },
        Content::Contact(contact) => Element::Boxed(contact.lines.iter().map(|line| set(line)).collect()),
        Content::Unrecognized(text) => Element::Lines(text.lines.iter().map(|line| set(line)).collect()),
        // The edition has contents of its own pages.
        Content::Contents(_) | Content::Furniture(_) => return None,
    })
}

/// A text as it is set: the fonts have each letter in one shape.
fn set(text: &str) -> String {
    without_selectors(text)
}

fn heading(given: &Heading) -> manuscript::Heading {
    manuscript::Heading { level: given.level, text: set(&given.text), subtitle: given.subtitle.as_deref().map(set) }
}

fn paragraph(given: &Paragraph) -> Element {
    let text = set(&given.text);
    match given.role {
        ParagraphRole::Body => Element::Paragraph(text),
        ParagraphRole::Quotation => Element::Quotation { caption: given.caption.clone(), text },
    }
}

fn item(given: &Item) -> manuscript::Item {
    manuscript::Item { marker: given.marker.clone(), text: set(&given.text), parts: parts(given) }
}

/// `平日：` and `８時…`, if the item is of this form.
fn parts(item: &Item) -> Option<(String, String)> {
    let (label, value) = (item.label.as_deref()?, item.value.as_deref()?);
    let rest = item.text.trim().strip_prefix(label)?;
    let value_at = rest.find(value)?;
    let (head, tail) = item.text.trim().split_at_checked(label.len() + value_at)?;
    Some((set(head), set(tail)))
}
