//! Tables: one engine for text in reading order, one for text that is lined up, one for what stands on paper, one for columns that
//! characters part; and what speaks for a reading, whichever made it.

pub(crate) mod counted;
pub(crate) mod delimited;
pub(crate) mod explain;
pub(crate) mod grid;
pub(crate) mod leftover;
pub(crate) mod plane;
pub(crate) mod standing;
pub(crate) mod stream;
pub(crate) mod worth;
