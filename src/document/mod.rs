//! The document as plain data: what a report says, in reading order.
//!
//! Everything here is serialised as it stands into `document.json`. Every non-blank character of the input belongs to the
//! `spans` of exactly one [`Element`].

mod element;
mod quantity;
pub(crate) mod roles;
mod table;
mod words;

pub use element::{
    Contact, ContactField, Content, Contents, ContentsEntry, Document, Element, Furniture, Heading, Item, List, Note,
    Paragraph, SCHEMA_VERSION, SourceInfo, Unrecognized,
};
pub use fukkoku_recover::block::{Confidence, FurnitureRole, ParagraphRole};
pub use fukkoku_recover::source::{EmptyCells, Flavour};
pub use quantity::{NamedPeriod, Quantity, QuantityKind};
pub use table::{Amount, Cell, Column, ColumnKind, Entry, Row, RowRole, Stated, StatedSum, SumOver, Table};
pub use words::{Few, Words};
