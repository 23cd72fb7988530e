//! Own typesetting of Japanese: a [`Document`](crate::document::Document) to pages of placed boxes. Knows no PDF.

pub mod breaks;
pub mod class;
mod dump;
mod flow;
pub mod font;
pub mod line;
pub mod page;
mod pages;
mod sheet;
pub mod structure;
mod table;
mod vertical;

pub use dump::dump;
pub use flow::typeset;
pub use page::Layout;
