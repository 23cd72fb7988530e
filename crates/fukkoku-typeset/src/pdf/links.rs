//! Annotations: links from the contents to headings, and from tables to the attached files that hold their data.

use super::attach::Files;
use super::outline::destination;
use super::text::string;
use crate::length::Length;
use crate::page::{Area, Layout, Link, Owner, Page, Shape, Target};
use crate::structure::NodeId;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

/// An annotation, and the part of the structure that it belongs to.
pub(crate) struct Annotation {
    /// Its object.
    pub id: ObjectId,
    /// The page it is on.
    pub page: ObjectId,
    /// What it belongs to.
    pub node: NodeId,
}

/// Writes the annotations of all pages. The `n`th has the number `pages.len() + n` among the parents of the structure.
pub(crate) fn add(pdf: &mut lopdf::Document, layout: &Layout, pages: &[ObjectId], files: &Files) -> Vec<Annotation> {
    let mut made = Vec::new();
    for (page, id) in layout.pages.iter().zip(pages) {
        let first = made.len();
        for (node, link) in links(page) {
            let Some(mut entries) = action(pdf, layout, link, pages, files) else { continue };
            entries.extend(&common(page, link, (pages.len() + made.len()) as i64));
            made.push(Annotation { id: pdf.add_object(entries), page: *id, node });
        }
        let own: Vec<Object> = made.iter().skip(first).map(|annotation| Object::Reference(annotation.id)).collect();
        if let Ok(page) = pdf.get_object_mut(*id).and_then(Object::as_dict_mut) {
            page.remove(b"Annots");
            if !own.is_empty() {
                page.set("Annots", own);
            }
        }
    }
    made
}

fn links(page: &Page) -> impl Iterator<Item = (NodeId, &Link)> {
    page.marks.iter().filter_map(|mark| match (&mark.shape, mark.owner) {
        (Shape::Link(link), Owner::Node(node)) => Some((node, link)),
        _ => None,
    })
}

/// What kind of annotation it is and what it does; none if there is nothing at its end.
fn action(
    pdf: &mut lopdf::Document,
    layout: &Layout,
    link: &Link,
    pages: &[ObjectId],
    files: &Files,
) -> Option<Dictionary> {
    match &link.target {
        Target::Heading(at) => {
            let goal = destination(layout, layout.outline.get(*at)?, pages);
            Some(dictionary! { "Subtype" => "Link", "Border" => vec![0.into(), 0.into(), 0.into()], "Dest" => goal })
        }
        Target::Data(table) => {
            let file = files.of_table(table)?;
            let look = blank(pdf, link.area);
            Some(dictionary! {
                "Subtype" => "FileAttachment",
                "FS" => file,
                "Name" => "Paperclip",
                "AP" => dictionary! { "N" => look },
            })
        }
    }
}

/// Flag 4: it is printed, as PDF/A wants it.
fn common(page: &Page, link: &Link, number: i64) -> Dictionary {
    let Area { x, y, width, height } = link.area;
    let corners = [x, page.height - y - height, x + width, page.height - y];
    dictionary! {
        "Type" => "Annot",
        "Rect" => corners.map(hundredths).to_vec(),
        "Contents" => string(&link.text),
        "F" => 4,
        "StructParent" => number,
    }
}

/// The words on the page are look enough: the annotation itself draws nothing.
fn blank(pdf: &mut lopdf::Document, area: Area) -> ObjectId {
    let bounds = [0, 0, area.width, area.height].map(hundredths).to_vec();
    let entries = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds };
    pdf.add_object(Stream::new(entries, Vec::new()))
}

/// Points with two decimals.
pub(crate) fn hundredths(length: Length) -> Object {
    Object::Real((length + 5).div_euclid(10) as f32 / 100.0)
}
