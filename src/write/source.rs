//! `source.txt`: the text of a PDF, so that a line number can be looked up. A text is its own source.

use super::artifact::Artifact;
use crate::check::CheckedDocument;

/// One file for a PDF, none for a text.
pub fn write(checked: &CheckedDocument) -> Vec<Artifact> {
    let text = checked.text.as_ref().map(|text| text.as_bytes().to_vec());
    text.map(|bytes| Artifact { path: "source.txt".to_owned(), bytes }).into_iter().collect()
}
