//! The file of accepted findings.

use super::Failure;
use fukkoku::finding::accept::{self, Acceptance};
use std::fs;
use std::path::Path;

/// Reads the list; without a name `fukkoku.accept.toml`, if there is one.
pub(super) fn load(given: Option<&Path>) -> Result<Vec<Acceptance>, Failure> {
    let path = given.unwrap_or(Path::new("fukkoku.accept.toml"));
    if given.is_none() && !path.exists() {
        return Ok(vec![]);
    }
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("{}: cannot be read: {error}", path.display())))?;
    accept::read(&text).map_err(|message| Failure::Usage(format!("{}:{message}", path.display())))
}
