//! Cells of tables against their truth.

use super::bytes;
use fukkoku::document::Document;
use fukkoku::write::table_csv;
use fukkoku_quantity::width;
use std::collections::BTreeMap;

/// Rows of cells; the first row is the header.
pub(crate) type Grid = Vec<Vec<String>>;

/// Text without what a line break or a spelling may change.
pub(crate) fn norm(text: &str) -> String {
    let folded = width::value(text);
    folded.chars().filter(|c| !c.is_whitespace()).map(|c| if matches!(c, '〜' | '～') { '~' } else { c }).collect()
}

/// The tables that `folder` holds as truth.
pub(crate) fn true_tables(folder: &str) -> Vec<Grid> {
    let list: serde_json::Value = serde_json::from_slice(&bytes(&format!("{folder}/tables.json"))).unwrap();
    let file = |table: &serde_json::Value| {
        let named = table["name"].as_str().map(|name| format!("{name}.csv"));
        table["csv"].as_str().map(str::to_owned).or(named).unwrap()
    };
    let read = |table: &serde_json::Value| -> Grid {
        let bytes = bytes(&format!("{folder}/{}", file(table)));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.as_slice());
        reader.records().map(|record| record.unwrap().iter().map(norm).collect()).collect()
    };
    list.as_array().unwrap().iter().map(read).collect()
}

/// The tables of a document, as they stand in their CSV files.
pub(crate) fn found_tables(document: &Document) -> Vec<Grid> {
    let grid = |table| table_csv::records(table).map(|record| record.iter().map(|cell| norm(cell)).collect()).collect();
    document.tables().map(grid).collect()
}

/// For each column of `truth` the column of `made` that shares most values with it.
fn columns(made: &Grid, truth: &Grid) -> Vec<Option<usize>> {
    let column = |grid: &Grid, at: usize| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for cell in grid.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()) {
            *counts.entry(cell.clone()).or_default() += 1;
        }
        counts
    };
    let width = |grid: &Grid| grid.iter().map(Vec::len).max().unwrap_or(0);
    let mut pairs = Vec::new();
    for to in 0..width(truth) {
        let wanted = column(truth, to);
        for from in 0..width(made) {
            let held = column(made, from);
            let common: usize = held.iter().map(|(cell, n)| wanted.get(cell).map_or(0, |m| *n.min(m))).sum();
            pairs.push((common, usize::MAX - to.abs_diff(from), to, from));
        }
    }
    pairs.sort_unstable_by(|a, b| b.cmp(a));
    let mut places = vec![None; width(truth)];
    for (_, _, to, from) in pairs {
        if places[to].is_none() && !places.contains(&Some(from)) {
            places[to] = Some(from);
        }
    }
    places
}

/// Which cells of `made` equal a cell of the same column of `truth`, rows matched in order as well as may be: (row, column).
pub(crate) fn right(made: &Grid, truth: &Grid) -> Vec<(usize, usize)> {
    let places = columns(made, truth);
    let equal = |row: usize, other: usize| {
        let pairs = places.iter().enumerate().filter_map(|(to, from)| from.map(|from| (from, to)));
        let same = pairs.filter(move |&(from, to)| {
            let cell = made[row].get(from).filter(|cell| !cell.is_empty());
            cell.is_some() && cell == truth[other].get(to)
        });
        same.map(|(from, _)| (row, from)).collect::<Vec<(usize, usize)>>()
    };
    let mut best = vec![vec![0; truth.len() + 1]; made.len() + 1];
    let gains: Vec<Vec<usize>> =
        (0..made.len()).map(|row| (0..truth.len()).map(|other| equal(row, other).len()).collect()).collect();
    for row in 0..made.len() {
        for other in 0..truth.len() {
            let matched = best[row][other] + gains[row][other];
            best[row + 1][other + 1] = matched.max(best[row][other + 1]).max(best[row + 1][other]);
        }
    }
    let (mut row, mut other, mut cells) = (made.len(), truth.len(), vec![]);
    while row > 0 && other > 0 {
        match best[row][other] {
            total if total == best[row - 1][other] => row -= 1,
            total if total == best[row][other - 1] => other -= 1,
            _ => {
                (row, other) = (row - 1, other - 1);
                cells.extend(equal(row, other));
            }
        }
    }
    cells
}

/// Which cells of each table found are right; each true table is compared with the one found that fits it best.
pub(crate) fn right_by_table(made: &[Grid], truth: &[Grid]) -> Vec<Vec<(usize, usize)>> {
    let mut cells: Vec<Option<Vec<(usize, usize)>>> = vec![None; made.len()];
    for table in truth {
        let free = (0..made.len()).filter(|&at| cells[at].is_none());
        let best = free.map(|at| (at, right(&made[at], table))).rev().max_by_key(|(_, right)| right.len());
        if let Some((at, right)) = best.filter(|(_, right)| !right.is_empty()) {
            cells[at] = Some(right);
        }
    }
    cells.into_iter().map(Option::unwrap_or_default).collect()
}

fn count(grid: &Grid) -> usize {
    grid.iter().flatten().filter(|cell| !cell.is_empty()).count()
}

/// How many cells are right, found and true.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) expected: usize,
}

impl Score {
    /// Of the cells that are not empty.
    pub(crate) fn of(made: &[Grid], truth: &[Grid]) -> Self {
        Self {
            right: right_by_table(made, truth).iter().map(Vec::len).sum(),
            found: made.iter().map(count).sum(),
            expected: truth.iter().map(count).sum(),
        }
    }

    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            found: self.found + other.found,
            expected: self.expected + other.expected,
        }
    }

    /// F1 in thousandths; all of it where there is nothing to find and nothing is found.
    pub(crate) fn f1(self) -> usize {
        (2000 * self.right).checked_div(self.found + self.expected).unwrap_or(1000)
    }
}

/// Confidence in hundredths of each body cell found, and whether it is right.
pub(crate) fn confidences(document: &Document, truth: &[Grid]) -> Vec<(u32, bool)> {
    let right = right_by_table(&found_tables(document), truth);
    let mut all = Vec::new();
    for (table, right) in document.tables().zip(right) {
        for (row, cells) in table.rows.iter().enumerate() {
            let printed = cells.cells.iter().filter(|cell| !cell.printed.is_empty());
            all.extend(printed.map(|cell| (u32::from(cell.confidence.0), right.contains(&(row + 1, cell.column)))));
        }
    }
    all
}
