//! `source.txt`: the text of a PDF, so that a line number can be looked up. A text is its own source.

use super::artifact::Pending;
use crate::check::CheckedDocument;

/// One file for a PDF, none for a text.
pub fn write(checked: &CheckedDocument) -> Vec<Pending<'_>> {
    let text = checked.text.as_ref();
    text.map(|text| Pending::new("source.txt", |out| out.write_all(text.as_bytes()))).into_iter().collect()
}
