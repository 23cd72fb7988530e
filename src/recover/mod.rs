//! Structure out of lines.

pub mod table;
