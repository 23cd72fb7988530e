//! `document.json` and `findings.json`.

use super::artifact::Pending;
use super::pretty;
use crate::check::CheckedDocument;

/// The document as data.
pub fn document(checked: &CheckedDocument) -> Vec<Pending<'_>> {
    vec![Pending::new("document.json", |out| pretty::write(&checked.document, out))]
}

/// What is wrong in the source.
pub fn findings(checked: &CheckedDocument) -> Vec<Pending<'_>> {
    vec![Pending::new("findings.json", |out| pretty::write(&checked.findings, out))]
}
