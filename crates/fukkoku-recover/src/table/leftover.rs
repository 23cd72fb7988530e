//! Forms and charts: what is laid out in columns in text and is no table.

use super::grid;
use crate::block::PrintedTable;
use crate::look;

/// The texts of all cells of the body.
fn bodies(table: &PrintedTable) -> impl Iterator<Item = String> {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().flatten());
    cells.map(|cell| cell.joined("")).filter(|text| !text.is_empty())
}

/// The texts of its head.
fn heads(table: &PrintedTable) -> impl Iterator<Item = String> {
    table.header.iter().map(|label| label.cell.joined("")).filter(|text| !text.is_empty())
}

/// Whether a table is what is left of a form or a chart.
pub(crate) fn is_leftover(table: &PrintedTable) -> bool {
    is_form(table) || is_chart(table)
}

/// A form to be filled in: lines to write on.
fn is_form(table: &PrintedTable) -> bool {
    heads(table).chain(bodies(table)).any(|text| text.contains("＿＿＿") || text.contains("___"))
}

/// Fewest marks of an axis.
const MARKS: usize = 4;

/// What is left of a chart: a head of evenly rising marks, from nothing on, and no figure below them.
fn is_chart(table: &PrintedTable) -> bool {
    let marks: Vec<Option<i64>> = heads(table).map(|text| mark(&text)).collect();
    let rising: Vec<i64> = marks.iter().copied().flatten().collect();
    let step = rising.get(1).copied().unwrap_or(0);
    let even = rising.iter().zip(0..).all(|(mark, at)| *mark == step * at);
    marks.len() >= MARKS
        && rising.len() == marks.len()
        && even
        && step > 0
        && !bodies(table).any(|text| grid::is_value(&text))
}

/// `20%`, `1,000`: a mark of an axis.
fn mark(text: &str) -> Option<i64> {
    let digits = text.trim().trim_end_matches(['%', '％']).chars().filter(|c| !",，".contains(*c));
    digits.map(look::digit).try_fold(0, |sum: i64, digit| sum.checked_mul(10)?.checked_add(i64::from(digit?)))
}
