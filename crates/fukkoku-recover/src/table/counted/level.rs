//! Rows that sum up those below them: of two columns of labels, they stand in the left one.

use super::row::Cell;
use crate::look;
use fukkoku_quantity::width;

/// Which rows are of the upper level, by the first figure of each: a row is, if those below it add up to it, or if it is a total.
pub(super) fn upper(rows: &[(Option<&Cell>, Option<&Cell>)]) -> Vec<bool> {
    let totals: Vec<bool> =
        rows.iter().map(|(label, _)| label.is_some_and(|label| look::total(&label.text).is_some())).collect();
    let amounts: Vec<Option<i64>> = rows.iter().map(|(_, figure)| figure.and_then(|cell| amount(&cell.text))).collect();
    let mut found = totals.clone();
    let mut at = 0;
    while at < rows.len() {
        match parts(&amounts, &totals, at) {
            Some(count) => {
                found[at] = true;
                at += count + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// How many rows below row `at` add up to it.
fn parts(amounts: &[Option<i64>], totals: &[bool], at: usize) -> Option<usize> {
    let whole = amounts[at].filter(|_| !totals[at])?;
    let mut sum = 0_i64;
    for (count, below) in (at + 1..amounts.len()).enumerate() {
        if totals[below] || sum > whole {
            return None;
        }
        sum = sum.checked_add(amounts[below]?)?;
        if sum == whole {
            return Some(count + 1);
        }
    }
    None
}

pub(super) fn amount(text: &str) -> Option<i64> {
    let value = width::value(text);
    let digits: String = value.chars().filter(|c| c.is_ascii_digit()).collect();
    let negative = value.contains(['△', '▲', '-']);
    let number: i64 = digits.parse().ok()?;
    Some(if negative { -number } else { number })
}
