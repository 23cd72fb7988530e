//! Own typesetting of Japanese: a [`Document`](crate::document::Document) to pages of placed boxes. Knows no PDF.
//!
//! ```text
//! text ─class, breaks→ joints ─line→ lines ─flow, table, chart→ pieces ─pages→ Filled ─edition: front, furniture→ Layout ─dump→ text
//! ```
//!
//! All lengths are integers in 1/1000 point. Nothing here fails: what no font has becomes 〓, what no page holds is set smaller.

mod appendix;
pub mod breaks;
mod chart;
pub mod class;
mod colophon;
pub mod design;
mod dump;
mod edition;
mod flow;
pub mod font;
mod front;
mod furniture;
pub mod limits;
pub mod line;
pub mod page;
mod pages;
mod sheet;
pub mod structure;
mod table;
mod vertical;

pub use design::Design;
pub use dump::dump;
pub use edition::typeset;
pub use page::Layout;
