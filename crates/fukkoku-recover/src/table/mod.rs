//! Tables: one engine for text in reading order, one for words that have places.

pub mod plane;
pub mod stream;
