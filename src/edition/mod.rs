//! The new edition: a checked document becomes a manuscript, which is set and written as a PDF.
//!
//! What is a heading, which cells carry a mark, what the colophon tells: that is decided here. How it is set is not.

mod appendix;
mod chart;
mod colophon;
mod manuscript;
mod notes;
mod remarks;
mod table;
mod title;

use crate::document::Document;
use crate::finding::Finding;
pub use fukkoku_typeset::pdf::{Attachment, Pdf, Relationship};
use fukkoku_typeset::{Design, Layout, pdf};
pub use manuscript::manuscript;
pub use notes::CHECKS;

/// The pages of the edition of a report.
pub fn layout(document: &Document, findings: &[Finding], design: Design) -> Layout {
    fukkoku_typeset::typeset(&manuscript(document, findings, design), design)
}

/// The edition of a report as a PDF: tagged, PDF/A-3a and PDF/UA-1, the files attached in the order given.
pub fn write(layout: &Layout, attachments: Vec<Attachment>) -> Pdf {
    pdf::write(layout, &pdf::Options { creator: colophon::CREATOR.to_owned(), attachments })
}
