//! fukkoku (復刻): turns a Japanese public report that exists only as flattened text into data and a new edition.
//!
//! ```text
//! bytes ─decode→ Source ─scan→ Vec<Page> ─recover→ Vec<Block> ─normalize→ Document ─check→ CheckedDocument ─write→ Vec<Artifact>
//! ```

#![warn(missing_docs)]

pub mod document;
pub mod finding;
pub mod quantity;
pub mod source;
pub mod typeset;
pub mod write;
