//! Tables: one engine for text in reading order, one for words that have places.

pub(crate) mod grid;
pub(crate) mod plane;
pub(crate) mod stream;
pub(crate) mod worth;
