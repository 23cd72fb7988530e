//! Writers: a checked document to files.

pub mod pdf;
