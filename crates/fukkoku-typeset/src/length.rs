//! The unit of all placing.

/// A length or a position in 1/1000 point.
pub type Length = i64;
