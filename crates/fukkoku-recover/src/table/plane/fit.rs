//! Which columns of a table a page shows, where it shows fewer or more than the table has.

use super::columns::Column;
use super::header::Holds;
use crate::costs::{Total, UNREACHED};

/// Cost of a column that stands off by the whole width of its table.
const SCALE: Total = 10_000;
/// Cost of figures over words.
const UNLIKE: Total = 500;

/// For each column of a section: the column of the model that it is most like, ascending.
pub(super) fn matching(own: &[Column], holds: &[Holds], model: &[Column], model_holds: &[Holds]) -> Vec<usize> {
    let scale = |columns: &[Column], at: usize| {
        let (left, right) = (columns[0].left, columns[columns.len() - 1].right);
        (columns[at].middle() - 2 * left) as Total * (SCALE / 2) / (right - left).max(1) as Total
    };
    let cost = |at: usize, target: usize| {
        (scale(own, at) - scale(model, target)).abs() + if holds[at] == model_holds[target] { 0 } else { UNLIKE }
    };
    let (n, m) = (own.len(), model.len());
    // Ascending; columns may share a target only where there are too many.
    let shared = if n > m { 0 } else { 1 };
    let mut best = vec![vec![UNREACHED; m]; n];
    let mut from = vec![vec![0; m]; n];
    for at in 0..n {
        for target in 0..m {
            let (least, before) = match at {
                0 => (0, 0),
                _ => (0..(target + 1).saturating_sub(shared))
                    .map(|before| (best[at - 1][before], before))
                    .fold((UNREACHED, 0), |a, b| if b.0 < a.0 { b } else { a }),
            };
            best[at][target] = least + cost(at, target);
            from[at][target] = before;
        }
    }
    let Some(last) = n.checked_sub(1) else { return vec![] };
    let mut target = (0..m).fold(0, |a, b| if best[last][b] < best[last][a] { b } else { a });
    let mut matched = vec![0; n];
    for at in (0..n).rev() {
        matched[at] = target;
        target = from[at][target];
    }
    matched
}
