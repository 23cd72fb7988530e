//! The new edition as a PDF: tagged, PDF/A-3a and PDF/UA-1, the data attached.
//!
//! printpdf writes pages and content streams; fonts, structure, outline, metadata and attachments are put into the
//! `lopdf` document that it makes. No clock, no counter, no random number: the same input gives the same bytes.

mod attach;
mod content;
mod deflate;
mod font;
mod icc;
mod labels;
mod links;
mod marked;
mod outline;
mod tagged;
mod text;
mod xmp;

pub use attach::{Attachment, Relationship};

use crate::design::Binding;
use crate::page::Layout;
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

/// What a caller can choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The program that makes it, with its version, for the metadata.
    pub creator: String,
    /// Files to attach, in the order in which they are listed.
    pub attachments: Vec<Attachment>,
}

/// A PDF, and what it could not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages.
    pub pages: usize,
    /// Characters that no font has; `〓` is drawn, the text behind it is the real character.
    pub missing: Vec<char>,
}

/// Writes placed pages as a PDF.
pub fn write(layout: &Layout, options: &Options) -> Pdf {
    let fonts = font::Fonts::collect(layout);
    let sequences = marked::sequences(layout, &fonts);
    let mut pdf = content::pages(layout, &sequences, &fonts);
    finish(&mut pdf, layout, &sequences, &fonts, options);
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = pdf.save_modern(&mut bytes);
    Pdf { bytes, pages: layout.pages.len(), missing: layout.missing.clone() }
}

/// Adds all that printpdf does not write.
fn finish(
    pdf: &mut lopdf::Document,
    layout: &Layout,
    sequences: &[Vec<marked::Sequence<'_>>],
    fonts: &font::Fonts,
    options: &Options,
) {
    pdf.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    fonts.embed(pdf, &pages);
    let files = attach::add(pdf, &options.attachments);
    let annotations = links::add(pdf, layout, &pages, &files);
    let tree =
        tagged::add(pdf, &tagged::Given { layout, sequences, pages: &pages, annotations: &annotations, files: &files });
    let outline = outline::add(pdf, layout, &pages);
    let metadata = xmp::add(pdf, &layout.title, &options.creator);
    let profile = icc::add(pdf);
    drop_info(pdf);
    let mut entries = dictionary! {
        "Lang" => Object::String(b"ja-JP".to_vec(), StringFormat::Literal),
        "MarkInfo" => dictionary! { "Marked" => true },
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "Metadata" => metadata,
        "OutputIntents" => vec![Object::Dictionary(profile)],
        "StructTreeRoot" => tree,
        "PageMode" => Object::Name(if outline.is_some() { b"UseOutlines".to_vec() } else { b"UseNone".to_vec() }),
        "PageLayout" => page_layout(layout.binding),
        "PageLabels" => labels::tree(layout),
    };
    if let Some(outline) = outline {
        entries.set("Outlines", outline);
    }
    if !files.listed.is_empty() {
        entries.set("Names", dictionary! { "EmbeddedFiles" => files.names() });
        entries.set("AF", files.listed);
    }
    extend_catalog(pdf, &entries);
    deflate::streams(pdf);
    set_id(pdf);
}

fn page_layout(binding: Binding) -> Object {
    let name = match binding {
        Binding::Single => "OneColumn",
        Binding::Facing => "TwoPageRight",
    };
    Object::Name(name.as_bytes().to_vec())
}

fn extend_catalog(pdf: &mut lopdf::Document, entries: &Dictionary) {
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.extend(entries);
    }
}

/// printpdf's Info claims PDF/X; all it could say stands in the XMP.
fn drop_info(pdf: &mut lopdf::Document) {
    if let Some(Object::Reference(id)) = pdf.trailer.remove(b"Info") {
        pdf.objects.remove(&id);
    }
}

/// The file's identifier follows from its contents.
fn set_id(pdf: &mut lopdf::Document) {
    let mut hash = blake3::Hasher::new();
    for object in pdf.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let id = Object::String(hash.finalize().as_bytes()[..16].to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
}
