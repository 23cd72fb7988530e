//! Attached files.

use super::text::string;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;

/// What a file attached to the PDF is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relationship {
    /// The data that a table shows.
    Data,
    /// What the PDF was made from.
    Source,
    /// Something more.
    Supplement,
}

/// A file attached to the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// File name, unique among the attachments.
    pub name: String,
    /// Media type: `text/csv`, `application/json`.
    pub mime: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is to the PDF.
    pub relationship: Relationship,
    /// One line for a person.
    pub description: String,
}

/// The attached files.
pub(crate) struct Files {
    by_name: BTreeMap<String, ObjectId>,
    /// As they are listed in the catalog, in the order given.
    pub listed: Vec<Object>,
}

impl Files {
    /// The file that holds the data of a table: `ID.csv`.
    pub(crate) fn of_table(&self, id: &str) -> Option<ObjectId> {
        self.by_name.get(&format!("{id}.csv")).copied()
    }

    /// The tree of names for the catalog.
    pub(crate) fn names(&self) -> Dictionary {
        let pair = |(name, file): (&String, &ObjectId)| [string(name), Object::Reference(*file)];
        dictionary! { "Names" => self.by_name.iter().flat_map(pair).collect::<Vec<Object>>() }
    }
}

/// Writes the files.
pub(crate) fn add(pdf: &mut lopdf::Document, attachments: &[Attachment]) -> Files {
    let mut files = Files { by_name: BTreeMap::new(), listed: Vec::new() };
    for attachment in attachments {
        let file = add_one(pdf, attachment);
        files.listed.push(Object::Reference(file));
        files.by_name.insert(attachment.name.clone(), file);
    }
    files
}

fn add_one(pdf: &mut lopdf::Document, attachment: &Attachment) -> ObjectId {
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
