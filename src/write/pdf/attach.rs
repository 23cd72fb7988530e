//! Attached files.

use super::text::string;
use super::{Attachment, Relationship};
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::collections::BTreeMap;

/// Writes the files; returns the tree of their names, and the list for the catalog.
pub fn add(pdf: &mut lopdf::Document, attachments: &[Attachment]) -> (Dictionary, Vec<Object>) {
    let mut by_name = BTreeMap::new();
    let mut all = Vec::new();
    for attachment in attachments {
        let file = Object::Reference(add_one(pdf, attachment));
        all.push(file.clone());
        by_name.insert(attachment.name.clone(), file);
    }
    let names: Vec<Object> = by_name.into_iter().flat_map(|(name, file)| [string(&name), file]).collect();
    (dictionary! { "Names" => names }, all)
}

fn add_one(pdf: &mut lopdf::Document, attachment: &Attachment) -> lopdf::ObjectId {
    let size = attachment.bytes.len() as i64;
    let entries = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(attachment.mime.clone().into_bytes()),
        "Params" => dictionary! { "Size" => size },
    };
    let file = pdf.add_object(Stream::new(entries, attachment.bytes.clone()));
    let relationship = match attachment.relationship {
        Relationship::Data => "Data",
        Relationship::Source => "Source",
        Relationship::Supplement => "Supplement",
    };
    pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => string(&attachment.name),
        "UF" => string(&attachment.name),
        "Desc" => string(&attachment.description),
        "EF" => dictionary! { "F" => file, "UF" => file },
        "AFRelationship" => relationship,
    })
}
