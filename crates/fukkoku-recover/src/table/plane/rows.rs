//! Which lines are one row: the cheapest division of all lines of a table, learned in passes.

use super::cell::{Bit, Habit, Level, cell_cost};
use crate::costs::words::row as cost;
use crate::costs::{Total, UNREACHED};
use std::ops::Range;

/// A line of the body: what stands in each column.
#[derive(Clone, Debug)]
pub(super) struct BodyLine {
    /// One a column.
    pub(super) bits: Vec<Option<Bit>>,
    /// 1-based page.
    pub(super) page: usize,
    /// It heads the rows below it.
    pub(super) heads: bool,
    /// Number among the lines of the body, lines that hold vertical text only included.
    pub(super) at: usize,
}

/// Rows as ranges of lines, what they cost, and how much worse each border's absence or presence would be.
#[derive(Clone, Debug, Default)]
pub(super) struct Division {
    /// Ranges of body lines.
    pub(super) rows: Vec<Range<usize>>,
    /// Cost of all rows.
    pub(super) cost: Total,
    /// For each row: how much dearer the next best division is that has other borders here.
    pub(super) margins: Vec<Total>,
}

/// Cells of so many columns or more seldom all go on in the same line.
const FEWEST_FILLED: usize = 3;
/// Lines that a row has at most.
const MOST_LINES: usize = 40;
/// A row dearer than this by what it holds is none.
const HOPELESS: Total = 60_000;

/// Divides the lines into rows; the columns in `stub` take no part.
pub(super) fn divide(lines: &[BodyLine], habits: &[Habit], level: Level, stub: &[bool]) -> Division {
    let n = lines.len();
    let mut best = vec![0; n + 1];
    let mut from = vec![0; n + 1];
    let mut costs: Vec<Vec<Total>> = Vec::with_capacity(n);
    for to in 1..=n {
        best[to] = UNREACHED;
        let mut own = Vec::new();
        for start in (to.saturating_sub(MOST_LINES)..to).rev() {
            let cost = row_cost(&lines[start..to], habits, level, stub);
            own.push(cost);
            if best[start] + cost < best[to] {
                best[to] = best[start] + cost;
                from[to] = start;
            }
            if cost > HOPELESS {
                break;
            }
        }
        costs.push(own);
    }
    let mut rows = Vec::new();
    let mut to = n;
    while to > 0 {
        rows.push(from[to]..to);
        to = from[to];
    }
    rows.reverse();
    let margins = margins(n, &costs, &best, &rows);
    Division { rows, cost: best[n], margins }
}

/// For each row: the cheapest division without that row, less the cheapest of all.
fn margins(n: usize, costs: &[Vec<Total>], best: &[Total], rows: &[Range<usize>]) -> Vec<Total> {
    let mut after = vec![UNREACHED; n + 1];
    after[n] = 0;
    for to in (1..=n).rev() {
        for (back, cost) in costs[to - 1].iter().enumerate() {
            let start = to - 1 - back;
            after[start] = after[start].min(after[to] + cost);
        }
    }
    // A division without the row has a row that covers one of its lines otherwise.
    let mut rival = vec![UNREACHED; rows.len()];
    let mut row_of = vec![0; n];
    for (index, row) in rows.iter().enumerate() {
        row_of[row.clone()].iter_mut().for_each(|own| *own = index);
    }
    for to in 1..=n {
        for (back, cost) in costs[to - 1].iter().enumerate() {
            let start = to - 1 - back;
            let total = best[start] + cost + after[to];
            for index in row_of[start]..=row_of[to - 1] {
                if rows[index] != (start..to) {
                    rival[index] = rival[index].min(total);
                }
            }
        }
    }
    rival.into_iter().map(|rival| rival - best[n]).collect()
}

fn row_cost(lines: &[BodyLine], habits: &[Habit], level: Level, stub: &[bool]) -> Total {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return 0 };
    if lines.len() > 1 && lines.iter().any(|line| line.heads) {
        return HOPELESS + 1;
    }
    let mut cost = cost::ROW + if first.page != last.page { cost::CUT_BY_PAGE } else { 0 };
    let all = |line: &&BodyLine| line.bits.iter().zip(stub).filter(|(_, stub)| !**stub).all(|(bit, _)| bit.is_some());
    let inner = stub.iter().filter(|stub| !**stub).count();
    if inner >= FEWEST_FILLED {
        cost += (lines.iter().filter(all).count() as Total - 1).max(0) * cost::ALL_AGAIN;
    }
    for (column, habit) in habits.iter().enumerate() {
        if stub[column] {
            continue;
        }
        let bits = lines.iter().enumerate().filter_map(|(at, line)| line.bits[column].as_ref().map(|bit| (at, bit)));
        cost += cell_cost(bits, lines.len(), habit, level);
        if cost > HOPELESS {
            break;
        }
    }
    cost
}
