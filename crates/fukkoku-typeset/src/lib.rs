//! Typesetting of Japanese after JLREQ: a [`Manuscript`] to pages of placed boxes, and those to a tagged PDF.
//!
//! ```text
//! Manuscript ─flow→ pieces ─table, line, class, breaks→ lines ─pages→ Filled ─assemble: front, furniture→ Layout ─pdf→ bytes
//! ```
//!
//! All lengths are integers in 1/1000 point. Nothing here fails: what no font has becomes 〓, what no page holds is set smaller.
//!
//! **Invariant**: knows no report, no finding and no document; whoever has one makes a [`Manuscript`] of it.

mod assemble;
pub mod breaks;
pub mod class;
pub mod design;
mod dump;
mod flow;
pub mod font;
mod front;
mod furniture;
pub mod length;
pub mod limits;
pub mod line;
pub mod manuscript;
pub mod page;
mod pager;
mod pages;
pub mod pdf;
pub mod pen;
pub mod sheet;
pub mod structure;
mod table;
mod vertical;

pub use assemble::typeset;
pub use design::Design;
pub use dump::dump;
pub use manuscript::Manuscript;
pub use page::Layout;
