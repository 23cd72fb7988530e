//! Bookmarks: nested as the headings are.

use super::text::string;
use crate::typeset::Layout;
use crate::typeset::page::{Length, OutlineEntry};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

struct Item {
    id: ObjectId,
    /// Index of the item it hangs from; none for the outermost.
    parent: Option<usize>,
}

/// Writes the outline and returns its root; none where there are no headings.
pub fn add(pdf: &mut lopdf::Document, layout: &Layout, pages: &[ObjectId]) -> Option<ObjectId> {
    if layout.outline.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let parents = parents(&layout.outline);
    let items: Vec<Item> = parents.into_iter().map(|parent| Item { id: pdf.new_object_id(), parent }).collect();
    for (at, entry) in layout.outline.iter().enumerate() {
        let mut item = dictionary! { "Title" => string(&entry.title), "Dest" => destination(layout, entry, pages) };
        let parent = items[at].parent;
        item.set("Parent", parent.map_or(root, |parent| items[parent].id));
        let siblings: Vec<usize> = children(&items, parent);
        let place = siblings.iter().position(|sibling| *sibling == at).unwrap_or(0);
        if let Some(before) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
            item.set("Prev", items[*before].id);
        }
        if let Some(after) = siblings.get(place + 1) {
            item.set("Next", items[*after].id);
        }
        add_ends(&mut item, &items, Some(at));
        pdf.set_object(items[at].id, item);
    }
    let mut entries = dictionary! { "Type" => "Outlines" };
    add_ends(&mut entries, &items, None);
    pdf.set_object(root, entries);
    Some(root)
}

/// First, last and number of the items below one.
fn add_ends(entries: &mut Dictionary, items: &[Item], parent: Option<usize>) {
    let below = children(items, parent);
    if let (Some(first), Some(last)) = (below.first(), below.last()) {
        entries.set("First", items[*first].id);
        entries.set("Last", items[*last].id);
        entries.set("Count", descendants(items, parent) as i64);
    }
}

fn children(items: &[Item], parent: Option<usize>) -> Vec<usize> {
    (0..items.len()).filter(|at| items[*at].parent == parent).collect()
}

fn descendants(items: &[Item], parent: Option<usize>) -> usize {
    children(items, parent).into_iter().map(|child| 1 + descendants(items, Some(child))).sum()
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

fn destination(layout: &Layout, entry: &OutlineEntry, pages: &[ObjectId]) -> Object {
    let height: Length = layout.pages.get(entry.page).map_or(0, |page| page.height);
    let page = pages.get(entry.page).map_or(Object::Null, |page| Object::Reference(*page));
    let top = Object::Integer((height - entry.y) / 1000 + 4);
    Object::Array(vec![page, Object::Name(b"XYZ".to_vec()), Object::Integer(0), top, Object::Null])
}
