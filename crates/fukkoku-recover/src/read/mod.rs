//! From bytes to lines: decoding, pages, running heads.

pub mod decode;
pub mod flavour;
pub mod scan;
