//! From bytes to lines: decoding, pages, running heads.

pub mod decode;
mod flavour;
pub mod pdf;
pub mod ranges;
pub mod scan;
