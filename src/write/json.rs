//! `document.json` and `findings.json`.

use super::artifact::Artifact;
use super::pretty;
use crate::check::CheckedDocument;

/// The document as data.
pub fn document(checked: &CheckedDocument) -> Vec<Artifact> {
    vec![Artifact { path: "document.json".to_owned(), bytes: pretty::json(&checked.document) }]
}

/// What is wrong in the source.
pub fn findings(checked: &CheckedDocument) -> Vec<Artifact> {
    vec![Artifact { path: "findings.json".to_owned(), bytes: pretty::json(&checked.findings) }]
}
