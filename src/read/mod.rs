//! From bytes to lines: decoding, pages, running heads.

pub mod scan;
