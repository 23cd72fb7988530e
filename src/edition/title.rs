//! What an edition is called.

use crate::document::{Content, Document, FurnitureRole, Heading};
use fukkoku_recover::source::Flavour;

/// Title of the edition: that on the cover, else the running head of the source, else its first heading, else the name of the file.
pub(super) fn title_of(document: &Document) -> String {
    let name = || document.source.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".txt").to_owned();
    let cover = cover(document).map(|heading| heading.title.trim());
    let found = cover.or_else(|| title_head(document)).map(str::to_owned).or_else(|| first_heading(document));
    let found = found.filter(|title| !title.is_empty()).unwrap_or_else(name);
    if found.is_empty() { "報告書".to_owned() } else { found }
}

/// The title of a report on paper: its first heading, if only large type tells it and no other is as large.
pub(super) fn cover(document: &Document) -> Option<&Heading> {
    let is_title = |heading: &&Heading| heading.level == 1 && heading.number.is_none();
    let first = document.elements.iter().find(|element| !matches!(element.content, Content::Furniture(_)))?;
    let found = document.headings().next().filter(is_title)?;
    let begins = matches!(&first.content, Content::Heading(heading) if std::ptr::eq(heading, found));
    let alone = document.headings().filter(is_title).count() == 1;
    (document.source.flavour == Flavour::Pdf && begins && alone).then_some(found)
}

/// The running head of the source, unless it only repeats a heading.
fn title_head(document: &Document) -> Option<&str> {
    let head = document.elements.iter().find_map(|element| match &element.content {
        Content::Furniture(furniture) if furniture.role == FurnitureRole::RunningHead => Some(furniture.text.trim()),
        _ => None,
    })?;
    let repeats = |heading: &&Heading| squeezed(&heading.text) == squeezed(head);
    document.headings().find(repeats).is_none().then_some(head)
}

/// The first heading names a report that has no other of its level; else it is 「…ほか」, as librarians write.
fn first_heading(document: &Document) -> Option<String> {
    let headings: Vec<&Heading> = document.headings().collect();
    let first = headings.first()?;
    let title = first.title.trim();
    let alone = headings.iter().filter(|heading| heading.level <= first.level).count() == 1;
    Some(if alone || title.is_empty() { title.to_owned() } else { format!("{title} ほか") })
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
