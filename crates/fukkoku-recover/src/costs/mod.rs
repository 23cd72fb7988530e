//! What each piece of evidence costs: one table for both engines, each row with its reason.
//!
//! Thousandths of a natural-log unit: 693 is a factor of two in likelihood.

mod seams;
mod unit;
pub(crate) mod words;

pub(crate) use seams::*;
pub(crate) use unit::{Cost, Total, UNREACHED, nats};
