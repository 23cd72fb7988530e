//! Decimal points one below the other.

use super::cell::{Align, Cell};
use crate::length::Length;
use crate::line::extent;
use std::collections::BTreeMap;

/// Moves the numbers of each column that has decimals in most of its rows to the left, by what others have behind the point.
pub(crate) fn align(cells: &mut [Cell]) {
    let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        if cell.align == Align::Right && cell.column_span == 1 && cell.entries.len() == 1 {
            columns.entry(cell.column).or_default().push(at);
        }
    }
    for column in columns.into_values() {
        let tails: Vec<Length> = column.iter().map(|at| tail(&cells[*at])).collect();
        let pointed = tails.iter().filter(|tail| **tail > 0).count();
        let widest = tails.iter().copied().max().unwrap_or(0);
        if pointed * 2 > tails.len() {
            for (at, tail) in column.iter().zip(tails) {
                cells[*at].inset = widest - tail;
                cells[*at].extents.iter_mut().for_each(|extent| extent.whole += widest - tail);
            }
        }
    }
}

/// Width of the decimal point and what stands behind it, in 1/1000 em.
fn tail(cell: &Cell) -> Length {
    let text = cell.entries.first().map_or("", |entry| entry.text.as_str());
    let point = text.rfind(['.', '．']);
    point.and_then(|at| text.get(at..)).map_or(0, |tail| extent(tail, cell.kind.family()).whole)
}
