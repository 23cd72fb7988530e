//! The structure tree, and which marked content belongs to which part of it.

use super::text::string;
use crate::typeset::Layout;
use crate::typeset::page::{Owner, Page};
use crate::typeset::structure::{Node, NodeId, Role, Scope, Structure};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// The marked content that a mark stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// Number `id` of its page, part of `node`.
    Content {
        /// The structure type, for a reader of the raw file.
        tag: &'static str,
        /// Marked-content identifier.
        id: i64,
        /// What it is part of.
        node: NodeId,
    },
    /// Running heads, page numbers.
    Pagination,
    /// Rules, shades, repeated text.
    Decoration,
}

/// The marking of each mark of a page: neighbours of the same owner share one.
pub fn markings(page: &Page) -> Vec<Marking> {
    let mut id = -1;
    let mut last = None;
    let mut marking = |owner: Owner| match owner {
        Owner::Node(node) => {
            id += i64::from(last != Some(owner));
            last = Some(owner);
            Marking::Content { tag: "Span", id, node }
        }
        Owner::Pagination => {
            last = Some(owner);
            Marking::Pagination
        }
        Owner::Decoration => {
            last = Some(owner);
            Marking::Decoration
        }
    };
    page.marks.iter().map(|mark| marking(mark.owner)).collect()
}

/// Writes the tree and returns its root.
pub fn add(pdf: &mut lopdf::Document, layout: &Layout, pages: &[ObjectId]) -> ObjectId {
    let root = pdf.new_object_id();
    let contents = contents(layout);
    let mut tree = Tree { structure: &layout.structure, pages, contents: &contents, ids: BTreeMap::new() };
    tree.reserve(pdf, Structure::ROOT);
    tree.write(pdf, root);
    let parents = tree.parents(pdf, pages);
    let names = tree.names();
    let document = tree.ids.get(&Structure::ROOT).map(|id| Object::Reference(*id));
    let entries = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => document.into_iter().collect::<Vec<Object>>(),
        "ParentTree" => dictionary! { "Nums" => parents },
        "ParentTreeNextKey" => pages.len() as i64,
        "IDTree" => dictionary! { "Names" => names },
    };
    pdf.set_object(root, entries);
    root
}

/// For each part of the structure its marked contents: page and number.
type Contents = BTreeMap<NodeId, Vec<(usize, i64)>>;

fn contents(layout: &Layout) -> Contents {
    let mut contents = Contents::new();
    for (page, marks) in layout.pages.iter().enumerate() {
        for marking in markings(marks) {
            if let Marking::Content { id, node, .. } = marking {
                let places = contents.entry(node).or_default();
                if places.last() != Some(&(page, id)) {
                    places.push((page, id));
                }
            }
        }
    }
    contents
}

struct Tree<'a> {
    structure: &'a Structure,
    pages: &'a [ObjectId],
    contents: &'a Contents,
    /// The parts that are written; those that hold nothing are not.
    ids: BTreeMap<NodeId, ObjectId>,
}

impl Tree<'_> {
    fn node(&self, id: NodeId) -> Option<&Node> {
        self.structure.nodes.get(id.0)
    }

    /// Gives object numbers to all parts that hold something.
    fn reserve(&mut self, pdf: &mut lopdf::Document, id: NodeId) {
        for node in filled(self.structure, self.contents) {
            let object = pdf.new_object_id();
            self.ids.insert(node, object);
        }
        if self.ids.is_empty() {
            self.ids.insert(id, pdf.new_object_id());
        }
    }

    fn write(&self, pdf: &mut lopdf::Document, root: ObjectId) {
        for (id, object) in &self.ids {
            let Some(node) = self.node(*id) else { continue };
            let parent = node.parent.and_then(|parent| self.ids.get(&parent)).copied().unwrap_or(root);
            let mut element = dictionary! {
                "Type" => "StructElem",
                "S" => Object::Name(name(node.role).into_bytes()),
                "P" => parent,
            };
            let kids = self.kids(*id, node);
            if !kids.is_empty() {
                element.set("K", kids);
            }
            if let Some(attributes) = attributes(node) {
                element.set("A", attributes);
            }
            if node.role == Role::Note {
                element.set("ID", string(&note_id(*id)));
            }
            pdf.set_object(*object, element);
        }
    }

    fn kids(&self, id: NodeId, node: &Node) -> Vec<Object> {
        let own = self.contents.get(&id).into_iter().flatten().filter_map(|(page, number)| {
            let page = *self.pages.get(*page)?;
            Some(Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => *number }))
        });
        let children = node.children.iter().filter_map(|child| self.ids.get(child)).map(|id| Object::Reference(*id));
        own.chain(children).collect()
    }

    /// For each page the parts that its marked contents belong to.
    fn parents(&self, pdf: &mut lopdf::Document, pages: &[ObjectId]) -> Vec<Object> {
        let mut by_page: BTreeMap<usize, BTreeMap<i64, ObjectId>> = BTreeMap::new();
        for (node, places) in self.contents {
            for (page, number) in places {
                if let Some(id) = self.ids.get(node) {
                    by_page.entry(*page).or_default().insert(*number, *id);
                }
            }
        }
        let mut numbers = Vec::new();
        for (at, page) in pages.iter().enumerate() {
            let parents = by_page.remove(&at).unwrap_or_default().into_values().map(Object::Reference).collect();
            numbers.extend([Object::Integer(at as i64), Object::Reference(pdf.add_object(Object::Array(parents)))]);
            if let Ok(page) = pdf.get_object_mut(*page).and_then(Object::as_dict_mut) {
                page.set("StructParents", at as i64);
                page.set("Tabs", "S");
                page.remove(b"Annots");
            }
        }
        numbers
    }

    fn names(&self) -> Vec<Object> {
        let notes = self.ids.iter().filter(|(id, _)| self.node(**id).is_some_and(|node| node.role == Role::Note));
        notes.flat_map(|(id, object)| [string(&note_id(*id)), Object::Reference(*object)]).collect()
    }
}

/// Identifiers sort as the tree of names must: by their bytes.
fn note_id(id: NodeId) -> String {
    format!("note-{:08}", id.0)
}

/// The parts that have content, or hold one that has; cells count even when they are empty.
fn filled(structure: &Structure, contents: &Contents) -> Vec<NodeId> {
    let mut keep = vec![false; structure.nodes.len()];
    for (at, node) in structure.nodes.iter().enumerate().rev() {
        let holds = node.children.iter().any(|child| keep.get(child.0).copied().unwrap_or(false));
        let counts = matches!(node.role, Role::Document | Role::Data | Role::Header(_));
        keep[at] = holds || counts || contents.contains_key(&NodeId(at));
    }
    (0..structure.nodes.len()).filter(|at| keep[*at]).map(NodeId).collect()
}

fn name(role: Role) -> String {
    let name = match role {
        Role::Heading(level) => return format!("H{level}"),
        Role::Document => "Document",
        Role::Paragraph => "P",
        Role::Quotation => "BlockQuote",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::Header(_) => "TH",
        Role::Data => "TD",
        Role::Note => "Note",
        Role::Caption => "Caption",
    };
    name.to_owned()
}

fn attributes(node: &Node) -> Option<Dictionary> {
    let mut attributes = dictionary! { "O" => "Table" };
    if let Role::Header(scope) = node.role {
        let scope = match scope {
            Scope::Row => "Row",
            Scope::Column => "Column",
        };
        attributes.set("Scope", scope);
    }
    if node.row_span > 1 {
        attributes.set("RowSpan", node.row_span as i64);
    }
    if node.column_span > 1 {
        attributes.set("ColSpan", node.column_span as i64);
    }
    (attributes.len() > 1).then_some(attributes)
}
