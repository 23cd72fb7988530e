//! The columns of rows: what most of them hold, and where the cells of the others stand.

use super::row::{Cell, Row};
use super::token::Kind;
use super::weights::{
    COLUMN, Cost, EMPTY, FIGURE_AS_WORD, NO_PLACE, OTHER_DECIMALS, OTHER_LENGTH, OTHER_LENGTH_MOST, OTHER_SIGN, PARTED,
    PARTED_OTHERWISE, WORD_AS_FIGURE,
};
use crate::look;
use std::collections::BTreeMap;

/// Most columns.
pub(super) const MOST_COLUMNS: usize = 64;
/// Most kinds of rows that are tried as the common one, and most rows that they are tried on.
const MOST_TRIED: usize = 6;
const MOST_ROWS: usize = 300;

/// The kind of each column, and what its figures look like.
pub(super) struct Pattern {
    pub(super) kinds: Vec<Kind>,
    looks: Vec<Option<Look>>,
    /// The last column is one of remarks, in which most rows have nothing.
    remarks: bool,
}

/// What figures look like: shares of a hundred, and the middle of their lengths.
#[derive(Clone, Copy)]
struct Look {
    decimals: Cost,
    signs: Cost,
    length: Cost,
}

/// A row over the columns.
pub(super) struct Placed {
    /// A cell a column.
    pub(super) cells: Vec<Option<Cell>>,
    pub(super) cost: Cost,
    /// Each column has a cell of its kind, or what its blanks tell to be empty: there was nothing to choose.
    pub(super) full: bool,
}

impl Pattern {
    /// The pattern that explains rows best; `None` if there is none.
    pub(super) fn of(rows: &[&Row]) -> Option<Self> {
        let mut counts: BTreeMap<Vec<Kind>, usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| (2..=MOST_COLUMNS).contains(&row.cells.len())) {
            *counts.entry(row.signature()).or_default() += 1;
        }
        let mut tried: Vec<(Vec<Kind>, usize)> = counts.into_iter().collect();
        tried.sort_by_key(|(kinds, count)| (std::cmp::Reverse(count * kinds.len()), kinds.len()));
        tried.truncate(MOST_TRIED);
        let sample = &rows[..rows.len().min(MOST_ROWS)];
        let patterns = tried.into_iter().map(|(kinds, _)| Self::learn(kinds, rows));
        patterns.min_by_key(|pattern| {
            let own = |row: &&Row| pattern.place(row).map_or(NO_PLACE, |placed| placed.cost.min(NO_PLACE));
            sample.iter().map(own).sum::<Cost>() + COLUMN * pattern.kinds.len() as Cost
        })
    }

    fn learn(kinds: Vec<Kind>, rows: &[&Row]) -> Self {
        let full: Vec<&&Row> = rows.iter().filter(|row| row.signature() == kinds).collect();
        let looks = (0..kinds.len()).map(|at| Look::of(full.iter().map(|row| row.cells[at].text.as_str()))).collect();
        Self { kinds, looks, remarks: false }
    }

    /// The same with a column of remarks behind.
    pub(super) fn with_remarks(mut self) -> Self {
        self.kinds.push(Kind::Word);
        self.looks.push(None);
        self.remarks = true;
        self
    }

    /// A row over the columns, in the order of its cells, or with the label first that an extractor wrote last; `None` if it has
    /// too many cells.
    pub(super) fn place(&self, row: &Row) -> Option<Placed> {
        let ways = self.ways(row).into_iter().filter_map(|cells| self.lay(cells));
        self.traced(row).into_iter().chain(ways).chain(self.parted(row)).min_by_key(|placed| placed.cost)
    }

    /// A row that is parted by its blanks into as many cells as there are columns, words among figures or not.
    fn parted(&self, row: &Row) -> Option<Placed> {
        let fits = row.parts.len() == self.kinds.len() && row.parts.len() != row.cells.len();
        let others = row.parts.iter().zip(&self.kinds).filter(|(cell, kind)| cell.kind != **kind).count();
        let cells = row.parts.iter().cloned().map(Some).collect();
        fits.then_some(Placed { cells, cost: PARTED + PARTED_OTHERWISE * others as Cost, full: false })
    }

    pub(super) fn columns(&self) -> usize {
        self.kinds.len()
    }

    /// A row whose empty cells each left a blank, so that it has as many cells as there are columns.
    fn traced(&self, row: &Row) -> Option<Placed> {
        let spare = row.spare + row.cells.iter().map(|cell| cell.spare).sum::<usize>();
        if spare == 0 || row.cells.len() + spare != self.kinds.len() {
            return None;
        }
        let mut cells: Vec<Option<Cell>> = Vec::with_capacity(self.kinds.len());
        for cell in &row.cells {
            cells.resize(cells.len() + cell.spare, None);
            cells.push(Some(cell.clone()));
        }
        cells.resize(self.kinds.len(), None);
        let alike =
            cells.iter().zip(&self.kinds).all(|(cell, kind)| cell.as_ref().is_none_or(|cell| cell.kind == *kind));
        alike.then_some(Placed { cells, cost: 0, full: true })
    }

    fn ways(&self, row: &Row) -> Vec<Vec<Cell>> {
        let mut ways = vec![row.cells.clone()];
        let Some((last, others)) = row.cells.split_last() else { return ways };
        if self.kinds.first() != Some(&Kind::Word) || others.first().is_none_or(|first| first.kind == Kind::Word) {
            return ways;
        }
        if last.kind == Kind::Word && self.kinds.last() == Some(&Kind::Figure) {
            let (figure, label) = last.unglued().map_or((None, last.clone()), |(figure, label)| (Some(figure), label));
            ways.push(std::iter::once(label).chain(others.iter().cloned()).chain(figure).collect());
        }
        ways
    }

    fn lay(&self, cells: Vec<Cell>) -> Option<Placed> {
        let (count, columns) = (cells.len(), self.kinds.len());
        if count > columns {
            return None;
        }
        let spare = columns - count;
        // `best[given][skipped]`: the least cost of the first cells with so many columns left empty before them.
        let mut best = vec![vec![Cost::MAX; spare + 1]; count + 1];
        let mut stepped = vec![vec![false; spare + 1]; count + 1];
        best[0][0] = 0;
        for given in 0..=count {
            for skipped in 0..=spare {
                if skipped > 0 && best[given][skipped - 1] < Cost::MAX {
                    let cost = best[given][skipped - 1] + EMPTY;
                    if cost < best[given][skipped] {
                        (best[given][skipped], stepped[given][skipped]) = (cost, false);
                    }
                }
                if given > 0 && best[given - 1][skipped] < Cost::MAX {
                    let cost = best[given - 1][skipped] + self.cost(&cells[given - 1], given - 1 + skipped);
                    if cost <= best[given][skipped] {
                        (best[given][skipped], stepped[given][skipped]) = (cost, true);
                    }
                }
            }
        }
        let cost = best[count][spare];
        let mut placed: Vec<Option<Cell>> = vec![None; columns];
        let (mut given, mut skipped) = (count, spare);
        let mut rest = cells;
        while given + skipped > 0 {
            if stepped[given][skipped] {
                placed[given + skipped - 1] = rest.pop();
                given -= 1;
            } else {
                skipped -= 1;
            }
        }
        let fits = |(cell, kind): (&Option<Cell>, &Kind)| cell.as_ref().is_some_and(|cell| cell.kind == *kind);
        let needed = if self.remarks { columns - 1 } else { columns };
        let full = placed.iter().zip(&self.kinds).take(needed).all(fits);
        Some(Placed { cells: placed, cost, full })
    }

    fn cost(&self, cell: &Cell, column: usize) -> Cost {
        match (cell.kind, self.kinds[column]) {
            (Kind::Word, Kind::Figure) => WORD_AS_FIGURE,
            (Kind::Figure, Kind::Word) => FIGURE_AS_WORD,
            (Kind::Word, Kind::Word) => 0,
            (Kind::Figure, Kind::Figure) => {
                self.looks[column].zip(Look::of(std::iter::once(cell.text.as_str()))).map_or(0, |(known, own)| {
                    OTHER_DECIMALS * (known.decimals - own.decimals).abs() / 100
                        + OTHER_SIGN * (known.signs - own.signs).abs() / 100
                        + (OTHER_LENGTH * (known.length - own.length).abs()).min(OTHER_LENGTH_MOST)
                })
            }
        }
    }
}

impl Look {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let figures: Vec<&str> = texts.filter(|text| text.contains(look::is_digit)).collect();
        let share = |count: usize| (count * 100 / figures.len().max(1)) as Cost;
        let decimals = share(figures.iter().filter(|text| text.contains(['.', '．'])).count());
        let signs = share(figures.iter().filter(|text| text.contains(['%', '％'])).count());
        let mut lengths: Vec<usize> = figures.iter().map(|text| whole_digits(text)).collect();
        lengths.sort_unstable();
        let length = *lengths.get(lengths.len() / 2)? as Cost;
        Some(Self { decimals, signs, length })
    }
}

/// Digits before the point.
fn whole_digits(text: &str) -> usize {
    let whole = text.split(['.', '．']).next().unwrap_or_default();
    whole.chars().filter(|c| look::is_digit(*c)).count()
}
