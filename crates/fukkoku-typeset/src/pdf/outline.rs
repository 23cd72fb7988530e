//! Bookmarks: nested as the headings are.

use super::text::string;
use crate::length::Length;
use crate::page::{Layout, OutlineEntry};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

struct Item {
    id: ObjectId,
    /// Index of the item it hangs from; none for the outermost.
    parent: Option<usize>,
    /// Indices of the items that hang from it.
    children: Vec<usize>,
}

/// Writes the outline and returns its root; none where there are no headings.
pub(crate) fn add(pdf: &mut lopdf::Document, layout: &Layout, pages: &[ObjectId]) -> Option<ObjectId> {
    let root = pdf.new_object_id();
    let items = items(pdf, &layout.outline);
    let outermost: Vec<usize> = (0..items.len()).filter(|at| items[*at].parent.is_none()).collect();
    for siblings in items.iter().map(|item| &item.children).chain([&outermost]) {
        for (place, at) in siblings.iter().enumerate() {
            let (item, heading) = (&items[*at], &layout.outline[*at]);
            let mut entries = dictionary! {
                "Title" => string(&heading.title),
                "Dest" => destination(layout, heading, pages),
                "Parent" => item.parent.map_or(root, |parent| items[parent].id),
            };
            if let Some(before) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
                entries.set("Prev", items[*before].id);
            }
            if let Some(after) = siblings.get(place + 1) {
                entries.set("Next", items[*after].id);
            }
            add_ends(&mut entries, &items, &item.children);
            pdf.set_object(item.id, entries);
        }
    }
    let mut entries = dictionary! { "Type" => "Outlines" };
    add_ends(&mut entries, &items, &outermost);
    pdf.set_object(root, entries);
    (!items.is_empty()).then_some(root)
}

fn items(pdf: &mut lopdf::Document, outline: &[OutlineEntry]) -> Vec<Item> {
    let parents = parents(outline);
    let mut items: Vec<Item> = Vec::new();
    for (at, parent) in parents.into_iter().enumerate() {
        items.push(Item { id: pdf.new_object_id(), parent, children: Vec::new() });
        if let Some(parent) = parent {
            items[parent].children.push(at);
        }
    }
    items
}

/// First, last and number of the items below one.
fn add_ends(entries: &mut Dictionary, items: &[Item], below: &[usize]) {
    if let (Some(first), Some(last)) = (below.first(), below.last()) {
        entries.set("First", items[*first].id);
        entries.set("Last", items[*last].id);
        entries.set("Count", descendants(items, below) as i64);
    }
}

fn descendants(items: &[Item], below: &[usize]) -> usize {
    below.iter().map(|child| 1 + descendants(items, &items[*child].children)).sum()
}

/// For each heading the nearest one before it of a lower level.
fn parents(outline: &[OutlineEntry]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::new();
    for (at, entry) in outline.iter().enumerate() {
        while open.last().is_some_and(|last| outline[*last].level >= entry.level) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(at);
    }
    parents
}

/// A place on a page, a little above a heading.
pub(crate) fn destination(layout: &Layout, entry: &OutlineEntry, pages: &[ObjectId]) -> Object {
    let height: Length = layout.pages.get(entry.page).map_or(0, |page| page.height);
    let page = pages.get(entry.page).map_or(Object::Null, |page| Object::Reference(*page));
    let top = Object::Integer((height - entry.y) / 1000 + 4);
    Object::Array(vec![page, Object::Name(b"XYZ".to_vec()), Object::Integer(0), top, Object::Null])
}
