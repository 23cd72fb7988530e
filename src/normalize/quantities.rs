//! Dates, periods and amounts in running text.

use crate::document::{Quantity, QuantityKind};
use crate::quantity::date::Context;
use crate::source::{Source, Text};

/// Every quantity of a text, in order.
pub fn find(_source: &Source, _text: &Text, _context: &mut Context) -> Vec<Quantity> {
    Vec::new()
}
