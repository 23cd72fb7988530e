//! The structure tree, and which marked content belongs to which part of it.

use super::attach::Files;
use super::links::{Annotation, hundredths};
use super::marked::{Sequence, numbered};
use super::text::string;
use crate::page::{Area, Layout, Mark, Owner, Shape};
use crate::structure::{Node, NodeId, Role, Scope, Structure};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// What the tree is made of.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The pages and their structure.
    pub layout: &'a Layout,
    /// What is marked on each page.
    pub sequences: &'a [Vec<Sequence<'a>>],
    /// The pages as objects.
    pub pages: &'a [ObjectId],
    /// Links, in the order of their numbers.
    pub annotations: &'a [Annotation],
    /// Attached files.
    pub files: &'a Files,
}

/// Writes the tree and returns its root.
pub(crate) fn add(pdf: &mut lopdf::Document, given: &Given<'_>) -> ObjectId {
    let root = pdf.new_object_id();
    let contents = contents(given.sequences);
    let mut links: BTreeMap<NodeId, Vec<&Annotation>> = BTreeMap::new();
    given.annotations.iter().for_each(|annotation| links.entry(annotation.node).or_default().push(annotation));
    let structure = &given.layout.structure;
    let mut tree = Tree { given, structure, contents: &contents, links, ids: BTreeMap::new() };
    tree.reserve(pdf, Structure::ROOT);
    tree.write(pdf, root);
    let parents = tree.parents(pdf);
    let names = tree.names();
    let document = tree.ids.get(&Structure::ROOT).map(|id| Object::Reference(*id));
    let entries = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => document.into_iter().collect::<Vec<Object>>(),
        "ParentTree" => dictionary! { "Nums" => parents },
        "ParentTreeNextKey" => (given.pages.len() + given.annotations.len()) as i64,
        "IDTree" => dictionary! { "Names" => names },
    };
    pdf.set_object(root, entries);
    root
}

/// For each part of the structure its marked contents: page and number.
type Contents = BTreeMap<NodeId, Vec<(usize, i64)>>;

fn contents(sequences: &[Vec<Sequence<'_>>]) -> Contents {
    let mut contents = Contents::new();
    for (page, sequences) in sequences.iter().enumerate() {
        for (id, node) in numbered(sequences) {
            contents.entry(node).or_default().push((page, id));
        }
    }
    contents
}

struct Tree<'a> {
    given: &'a Given<'a>,
    structure: &'a Structure,
    contents: &'a Contents,
    links: BTreeMap<NodeId, Vec<&'a Annotation>>,
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
            if let Some(attributes) = attributes(node).or_else(|| self.bounds(*id, node)) {
                element.set("A", attributes);
            }
            if let Some(text) = node.text.as_deref().filter(|_| node.role == Role::Figure) {
                element.set("Alt", string(text));
            }
            if let Some(file) = node.data.as_deref().and_then(|table| self.given.files.of_table(table)) {
                element.set("AF", vec![Object::Reference(file)]);
            }
            if node.role == Role::Note {
                element.set("ID", string(&note_id(*id)));
            }
            pdf.set_object(*object, element);
        }
    }

    fn kids(&self, id: NodeId, node: &Node) -> Vec<Object> {
        let own = self.contents.get(&id).into_iter().flatten().filter_map(|(page, number)| {
            let page = *self.given.pages.get(*page)?;
            Some(Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => *number }))
        });
        let children = node.children.iter().filter_map(|child| self.ids.get(child)).map(|id| Object::Reference(*id));
        let annotations = self.links.get(&id).into_iter().flatten().map(|annotation| {
            Object::Dictionary(dictionary! { "Type" => "OBJR", "Pg" => annotation.page, "Obj" => annotation.id })
        });
        own.chain(annotations).chain(children).collect()
    }

    /// The box that a figure fills on its page.
    fn bounds(&self, id: NodeId, node: &Node) -> Option<Dictionary> {
        let (page, _) = *self.contents.get(&id).filter(|_| node.role == Role::Figure)?.first()?;
        let page = self.given.layout.pages.get(page)?;
        let areas = page.marks.iter().filter(|mark| mark.owner == Owner::Node(id)).map(area);
        let whole = areas.reduce(|one, other| {
            let (x, y) = (one.x.min(other.x), one.y.min(other.y));
            let (right, end) =
                ((one.x + one.width).max(other.x + other.width), (one.y + one.height).max(other.y + other.height));
            Area { x, y, width: right - x, height: end - y }
        })?;
        let (lower, upper) = (page.height - whole.y - whole.height, page.height - whole.y);
        let corners = [whole.x, lower, whole.x + whole.width, upper].map(hundredths).to_vec();
        Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => corners })
    }

    /// For each page the parts that its marked contents belong to, for each link the part that it is.
    fn parents(&self, pdf: &mut lopdf::Document) -> Vec<Object> {
        let mut by_page: BTreeMap<usize, BTreeMap<i64, ObjectId>> = BTreeMap::new();
        for (node, places) in self.contents {
            for (page, number) in places {
                if let Some(id) = self.ids.get(node) {
                    by_page.entry(*page).or_default().insert(*number, *id);
                }
            }
        }
        let mut numbers = Vec::new();
        for (at, page) in self.given.pages.iter().enumerate() {
            let parents = by_page.remove(&at).unwrap_or_default().into_values().map(Object::Reference).collect();
            numbers.extend([Object::Integer(at as i64), Object::Reference(pdf.add_object(Object::Array(parents)))]);
            if let Ok(page) = pdf.get_object_mut(*page).and_then(Object::as_dict_mut) {
                page.set("StructParents", at as i64);
                page.set("Tabs", "S");
            }
        }
        for (at, annotation) in self.given.annotations.iter().enumerate() {
            let parent = self.ids.get(&annotation.node).map_or(Object::Null, |id| Object::Reference(*id));
            numbers.extend([Object::Integer((self.given.pages.len() + at) as i64), parent]);
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
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Attachment => "Annot",
        Role::Figure => "Figure",
    };
    name.to_owned()
}

fn area(mark: &Mark) -> Area {
    match &mark.shape {
        Shape::Run(run) => run.area(),
        Shape::Fill(fill) => fill.area,
        Shape::Link(link) => link.area,
    }
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
