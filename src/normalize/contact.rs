//! The contact block: address, postal code, telephone numbers as fields.

use crate::document::{Contact, ContactField};
use crate::source::Text;

/// Reads the lines of a contact block.
pub fn read(lines: &[Text]) -> Contact {
    Contact { lines: lines.iter().map(|line| line.printed.clone()).collect(), fields: Vec::<ContactField>::new() }
}
