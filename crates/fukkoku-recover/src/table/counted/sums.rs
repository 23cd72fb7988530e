//! Where empty cells left no trace, totals tell which cells are empty.

use super::level::amount;
use super::pattern::{Pattern, Placed};
use super::row::{Cell, Row};
use super::token::Kind;
use crate::look::{self, Total};

/// Most placements that are tried for a table: the work is bounded whatever its rows hold.
const MOST_STEPS: usize = 20_000;
/// Most rows that may lack figures, and most ways for one of them.
const MOST_OPEN: usize = 40;
const MOST_WAYS: usize = 500;
/// Most figures that a row may lack.
const MOST_LACKING: usize = 6;

/// Lays rows with fewer figures than columns so that all columns add up to the total below them, if there is just one way.
pub(super) fn place(pattern: &Pattern, rows: &[Row], placed: &mut [Option<Placed>]) {
    let figures: Vec<usize> = (0..pattern.columns()).filter(|&column| pattern.kinds[column] == Kind::Figure).collect();
    let mut from = 0;
    for at in 0..rows.len() {
        let total = rows[at].cells.first().and_then(|cell| look::total(&cell.text));
        if total != Some(Total::Whole) {
            continue;
        }
        let (above, below) = placed.split_at_mut(at);
        if let Some(totals) = below[0].as_ref().filter(|placed| placed.full).and_then(|placed| values(placed, &figures))
        {
            settle(pattern, &rows[from..at], &mut above[from..], &figures, totals);
        }
        from = at + 1;
    }
}

fn values(placed: &Placed, figures: &[usize]) -> Option<Vec<i64>> {
    figures.iter().map(|&column| placed.cells[column].as_ref().map_or(Some(0), value)).collect()
}

/// What a cell counts; a dash counts nothing.
fn value(cell: &Cell) -> Option<i64> {
    if cell.text.contains(look::is_digit) { amount(&cell.text) } else { Some(0) }
}

fn settle(pattern: &Pattern, rows: &[Row], placed: &mut [Option<Placed>], figures: &[usize], totals: Vec<i64>) {
    let mut left = totals;
    let mut open: Vec<usize> = Vec::new();
    for (at, own) in placed.iter().enumerate() {
        let Some(own) = own else { return };
        if own.full {
            let Some(values) = values(own, figures) else { return };
            left.iter_mut().zip(values).for_each(|(left, value)| *left -= value);
        } else {
            open.push(at);
        }
    }
    if open.is_empty() || open.len() > MOST_OPEN {
        return;
    }
    let ways: Option<Vec<Vec<Vec<usize>>>> = open.iter().map(|&at| ways(pattern, &rows[at], figures)).collect();
    let Some(ways) = ways else { return };
    let cells: Option<Vec<Vec<i64>>> = open.iter().map(|&at| own_values(&rows[at])).collect();
    let Some(cells) = cells else { return };
    let mut search = Search { ways: &ways, cells: &cells, found: vec![], steps: 0 };
    search.run(&mut vec![], &mut left);
    let [only] = search.found.as_slice() else { return };
    if search.steps > MOST_STEPS {
        return;
    }
    for (&at, columns) in open.iter().zip(only) {
        let mut laid: Vec<Option<Cell>> = vec![None; pattern.columns()];
        let (words, values): (Vec<&Cell>, Vec<&Cell>) = rows[at].cells.iter().partition(|cell| cell.kind == Kind::Word);
        if let (Some(word), Some(stub)) = (words.first(), pattern.kinds.iter().position(|kind| *kind == Kind::Word)) {
            laid[stub] = Some((*word).clone());
        }
        columns.iter().zip(values).for_each(|(&column, cell)| laid[figures[column]] = Some(cell.clone()));
        placed[at] = Some(Placed { cells: laid, cost: 0, full: true });
    }
}

fn own_values(row: &Row) -> Option<Vec<i64>> {
    row.cells.iter().filter(|cell| cell.kind == Kind::Figure).map(value).collect()
}

/// The columns of figures in which those of a row may stand, from left to right; `None` if there are too many ways, or if words
/// stand among them.
fn ways(pattern: &Pattern, row: &Row, figures: &[usize]) -> Option<Vec<Vec<usize>>> {
    let words = row.cells.iter().filter(|cell| cell.kind == Kind::Word).count();
    let stubs = pattern.kinds.iter().filter(|kind| **kind == Kind::Word).count();
    let count = row.cells.len() - words;
    let lacking = figures.len().checked_sub(count)?;
    if words > 1 || stubs != words || lacking > MOST_LACKING {
        return None;
    }
    let mut ways = vec![vec![]];
    for column in 0..figures.len() {
        let grown = ways.iter().filter(|way: &&Vec<usize>| way.len() < count).map(|way| {
            let mut way = way.clone();
            way.push(column);
            way
        });
        let grown: Vec<Vec<usize>> = grown.collect();
        let missing = |way: &Vec<usize>| column + 1 - way.len() <= lacking;
        ways.retain(missing);
        ways.extend(grown);
        if ways.len() > MOST_WAYS {
            return None;
        }
    }
    ways.retain(|way| way.len() == count);
    Some(ways)
}

struct Search<'a> {
    ways: &'a [Vec<Vec<usize>>],
    cells: &'a [Vec<i64>],
    found: Vec<Vec<Vec<usize>>>,
    steps: usize,
}

impl Search<'_> {
    /// Places the rows from `chosen.len()` on so that nothing is left of the totals.
    fn run(&mut self, chosen: &mut Vec<Vec<usize>>, left: &mut [i64]) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.found.len() > 1 {
            return;
        }
        let Some(ways) = self.ways.get(chosen.len()) else {
            if left.iter().all(|left| *left == 0) {
                self.found.push(chosen.clone());
            }
            return;
        };
        let cells = &self.cells[chosen.len()];
        for way in ways {
            way.iter().zip(cells).for_each(|(&column, value)| left[column] -= value);
            chosen.push(way.clone());
            self.run(chosen, left);
            chosen.pop();
            way.iter().zip(cells).for_each(|(&column, value)| left[column] += value);
        }
    }
}
