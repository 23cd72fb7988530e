//! What an edition is called.

use crate::document::{Content, Document, FurnitureRole, Heading};

/// Title of the edition: the running head of the source, else its first heading, else the name of the file.
pub(super) fn title_of(document: &Document) -> String {
    let name = || document.source.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".txt").to_owned();
    let found = title_head(document).map(str::to_owned).or_else(|| first_heading(document));
    let found = found.filter(|title| !title.is_empty()).unwrap_or_else(name);
    if found.is_empty() { "報告書".to_owned() } else { found }
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
