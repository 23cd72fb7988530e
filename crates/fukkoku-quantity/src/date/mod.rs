//! Dates and periods: what is printed, what it means, how it is written for machines.

pub mod clock;
mod context;
mod dated;
mod entry;
mod grammar;
mod label;
mod lexer;
mod parts;
mod point;
mod range;
mod resolve;
mod span;
mod whole;
mod words;

pub use context::Context;
pub use dated::{Anchor, Dated, Hours, Kind, TimeCode, fiscal_year, hour_text};
pub use entry::{EntryDate, find_entry_dates, read_in_fiscal_year};
pub use label::read_label;
pub use point::Unit;
pub(crate) use point::{Expression, Point, Style};
pub(crate) use range::expression;
pub(crate) use span::resolve;
pub use whole::{read, read_fiscal_year};
pub(crate) use words::Extent;

#[cfg(test)]
mod tests;
