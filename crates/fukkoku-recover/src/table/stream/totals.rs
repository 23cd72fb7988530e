//! Totals as evidence: in the right reading figures add up, which they hardly ever do by chance.
//!
//! Two uses. Between shapes: every total that holds makes its shape cheaper. Within a row: where empty cells leave no trace,
//! figures go to the columns in which the totals below them hold, if only one way makes them all hold.

use super::extent::Header;
use super::header::Label;
use super::piece::Piece;
use super::place::Move;
use super::reading::Reading;
use crate::costs::{self, Cost};
use crate::look;
use fukkoku_quantity::Decimal;
use std::ops::Range;

/// Least parts of a sum that proves anything: with one part it is a copy, with two nearly so.
const LEAST_PARTS: usize = 2;
/// Rows are taken for the parts of a total if in this many columns they add up.
const LEAST_HOLDING: usize = 2;
/// Rows with figures missing that are placed together: at most so many ways are tried.
const MOST_WAYS: usize = 4_096;

/// A cell of a reading: its column and the pieces in it.
struct Cell {
    column: usize,
    pieces: Range<usize>,
    figure: Option<Decimal>,
}

struct Row {
    cells: Vec<Cell>,
    /// Labelled as the total of others.
    total: bool,
}

impl Row {
    fn figure(&self, column: usize) -> Option<Decimal> {
        self.cells.iter().find(|cell| cell.column == column).and_then(|cell| cell.figure)
    }
}

/// The figures of a reading, row by row.
struct Ledger {
    rows: Vec<Row>,
    columns: usize,
}

/// A total and the rows that it adds up.
struct Sum {
    total: usize,
    parts: Vec<usize>,
}

/// How much cheaper the totals that hold make a reading.
pub(super) fn reward(pieces: &[Piece], header: &Header, reading: &Reading, columns: u8) -> Cost {
    let body = &pieces[header.end..];
    let ledger = Ledger::of(body, reading, usize::from(columns));
    let across = ledger.across(pieces, &header.labels);
    (ledger.down() + across).min(costs::TOTALS_COUNTED) as Cost * costs::TOTAL_HOLDS
}

/// Puts figures into the columns in which the totals hold, where the document does not write empty cells.
pub(super) fn settle(body: &[Piece], reading: &mut Reading, columns: u8) {
    let ledger = Ledger::of(body, reading, usize::from(columns));
    let places = |sums: Vec<Sum>| sums.iter().map(|sum| ledger.places(sum)).find(|places| !places.is_empty());
    for (pieces, column) in ledger.candidates().into_iter().filter_map(places).flatten() {
        for step in &mut reading.steps[pieces] {
            step.state.column = column as u8;
            step.rivals = vec![(step.state, 1.0)];
        }
    }
}

impl Ledger {
    fn of(body: &[Piece], reading: &Reading, columns: usize) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for (at, step) in reading.steps.iter().enumerate() {
            let column = usize::from(step.state.column);
            match step.state.step {
                Move::Tail | Move::After => continue,
                Move::Row => rows.push(Row { cells: vec![], total: false }),
                Move::Stay | Move::Paragraph | Move::Cell | Move::Resume => {}
            }
            let Some(row) = rows.last_mut() else { continue };
            match row.cells.last_mut() {
                Some(cell) if cell.column == column && cell.pieces.end == at => cell.pieces.end = at + 1,
                _ => row.cells.push(Cell { column, pieces: at..at + 1, figure: None }),
            }
        }
        for row in &mut rows {
            row.cells.retain(|cell| body[cell.pieces.clone()].iter().any(|piece| !piece.is_empty()));
            row.cells.iter_mut().for_each(|cell| cell.figure = figure(&body[cell.pieces.clone()]));
            let label = row.cells.iter().take_while(|cell| cell.figure.is_none());
            row.total = label.into_iter().any(|cell| is_total(&body[cell.pieces.clone()]));
        }
        Self { rows, columns }
    }

    /// Totals with the rows that each may add up: those above since the last total, those below until the next; the last total
    /// also all above it, or the totals above.
    fn candidates(&self) -> Vec<Vec<Sum>> {
        let totals: Vec<usize> = (0..self.rows.len()).filter(|&row| self.rows[row].total).collect();
        let of = |(at, &total): (usize, &usize)| {
            let since = at.checked_sub(1).map_or(0, |before| totals[before] + 1);
            let until = totals.get(at + 1).copied().unwrap_or(self.rows.len());
            let plain = |range: Range<usize>| range.filter(|&row| !self.rows[row].total).collect::<Vec<usize>>();
            let mut parts = vec![plain(since..total), plain(total + 1..until)];
            // A grand total stands last: only from there the way back to the beginning is gone, once.
            if at > 0 && at + 1 == totals.len() {
                parts.extend([plain(0..total), totals[..at].to_vec()]);
            }
            parts.into_iter().filter(|parts| parts.len() >= LEAST_PARTS).map(|parts| Sum { total, parts }).collect()
        };
        totals.iter().enumerate().map(of).collect()
    }

    /// How many sums of columns hold.
    fn down(&self) -> usize {
        let best = |sums: Vec<Sum>| sums.iter().map(|sum| self.holding(sum).len()).max().unwrap_or(0);
        self.candidates().into_iter().map(best).filter(|&holding| holding >= LEAST_HOLDING).sum()
    }

    /// Columns with a total of which there are parts.
    fn totalled(&self, sum: &Sum) -> Vec<usize> {
        let parts = |column: usize| sum.parts.iter().filter(|&&row| self.rows[row].figure(column).is_some()).count();
        let total = |column: usize| self.rows[sum.total].figure(column).is_some_and(|figure| !figure.is_zero());
        (0..self.columns).filter(|&column| total(column) && parts(column) >= LEAST_PARTS).collect()
    }

    /// Columns in which the total is the sum of its parts.
    fn holding(&self, sum: &Sum) -> Vec<usize> {
        let holds = |column: &usize| self.needed(sum, *column, |_| false).is_some_and(Decimal::is_zero);
        self.totalled(sum).into_iter().filter(holds).collect()
    }

    /// What the total of `column` leaves for the parts that `left_out` names.
    fn needed(&self, sum: &Sum, column: usize, left_out: impl Fn(usize) -> bool) -> Option<Decimal> {
        let parts = sum.parts.iter().filter(|&&row| !left_out(row)).filter_map(|&row| self.rows[row].figure(column));
        parts.into_iter().try_fold(self.rows[sum.total].figure(column)?, Decimal::checked_sub)
    }

    /// Rows in which the figure under a label of totals is the sum of those beside it, up to the next such label.
    fn across(&self, pieces: &[Piece], labels: &[Label]) -> usize {
        let total = |label: &&Label| label.column_span == 1 && is_total(&pieces[label.pieces.clone()]);
        let mut totals: Vec<usize> = labels.iter().filter(total).map(|label| label.column).collect();
        totals.sort_unstable();
        totals.dedup();
        let holding = |(at, &total): (usize, &usize)| {
            let right = total + 1..totals.get(at + 1).copied().unwrap_or(self.columns);
            let left = at.checked_sub(1).map_or(0, |before| totals[before] + 1)..total;
            let rows = |parts: Range<usize>| self.rows.iter().filter(|row| adds_up(row, total, parts.clone())).count();
            rows(right).max(rows(left))
        };
        totals.iter().enumerate().map(holding).filter(|&holding| holding >= LEAST_HOLDING).sum()
    }

    /// Where figures of rows that lack some belong, if the total says so; nothing if it holds already or in more ways than one.
    fn places(&self, sum: &Sum) -> Vec<(Range<usize>, usize)> {
        let figures: Vec<usize> =
            (0..self.columns).filter(|&column| self.rows[sum.total].figure(column).is_some()).collect();
        if figures.len() < 2 || self.holding(sum).len() == self.totalled(sum).len() {
            return vec![];
        }
        let lacks = |row: &&usize| {
            let figures = figures.iter().filter(|&&column| self.rows[**row].figure(column).is_some());
            figures.count() < self.count_of_figures(sum)
        };
        let lacking: Vec<usize> = sum.parts.iter().filter(lacks).copied().collect();
        let ways: Vec<Vec<Vec<usize>>> = lacking.iter().map(|&row| self.ways(row, &figures)).collect();
        let count = ways.iter().try_fold(1_usize, |product, ways| product.checked_mul(ways.len()));
        if lacking.is_empty() || count.is_none_or(|count| count == 0 || count > MOST_WAYS) {
            return vec![];
        }
        let needed: Option<Vec<Decimal>> =
            figures.iter().map(|&column| self.needed(sum, column, |row| lacking.contains(&row))).collect();
        let Some(needed) = needed else { return vec![] };
        let exact = |chosen: &&Vec<usize>| self.is_exact(&lacking, &ways, chosen, &figures, &needed);
        let combinations = combinations(&ways.iter().map(Vec::len).collect::<Vec<usize>>());
        let exact: Vec<&Vec<usize>> = combinations.iter().filter(exact).take(2).collect();
        let [only] = exact.as_slice() else { return vec![] };
        let mut moves = Vec::new();
        for (at, &row) in lacking.iter().enumerate() {
            let cells = self.rows[row].cells.iter().filter(|cell| cell.figure.is_some());
            let placed = cells.zip(&ways[at][only[at]]).filter(|(cell, column)| cell.column != **column);
            moves.extend(placed.map(|(cell, &column)| (cell.pieces.clone(), column)));
        }
        moves
    }

    /// Figures of the fullest part.
    fn count_of_figures(&self, sum: &Sum) -> usize {
        let figures = |&row: &usize| self.rows[row].cells.iter().filter(|cell| cell.figure.is_some()).count();
        sum.parts.iter().map(figures).max().unwrap_or(0)
    }

    /// Ways to put the figures of a row into `columns` in order, between the cells that are no figures. No way where some
    /// figure is 0, which fits anywhere.
    fn ways(&self, row: usize, columns: &[usize]) -> Vec<Vec<usize>> {
        let mut ways: Vec<Vec<usize>> = vec![vec![]];
        // Columns from here on are free.
        let mut bound = 0;
        for cell in &self.rows[row].cells {
            match cell.figure {
                None => {
                    bound = cell.column + 1;
                    ways.retain(|way| way.last().is_none_or(|&last| last < cell.column));
                }
                Some(figure) if figure.is_zero() => return vec![],
                Some(_) => {
                    let further = |way: &Vec<usize>| {
                        let from = way.last().map_or(bound, |&last| bound.max(last + 1));
                        let free = columns.iter().filter(move |&&column| column >= from);
                        free.map(|&column| way.iter().copied().chain([column]).collect()).collect::<Vec<Vec<usize>>>()
                    };
                    ways = ways.iter().flat_map(further).take(MOST_WAYS + 1).collect();
                }
            }
        }
        ways
    }

    fn is_exact(
        &self,
        rows: &[usize],
        ways: &[Vec<Vec<usize>>],
        chosen: &[usize],
        columns: &[usize],
        needed: &[Decimal],
    ) -> bool {
        let mut left = needed.to_vec();
        for (at, &row) in rows.iter().enumerate() {
            let figures = self.rows[row].cells.iter().filter_map(|cell| cell.figure);
            for (figure, column) in figures.zip(&ways[at][chosen[at]]) {
                let Some(place) = columns.iter().position(|other| other == column) else { return false };
                let Some(rest) = left[place].checked_sub(figure) else { return false };
                left[place] = rest;
            }
        }
        left.into_iter().all(Decimal::is_zero)
    }
}

/// All choices of one number below each of `bounds`.
fn combinations(bounds: &[usize]) -> Vec<Vec<usize>> {
    bounds.iter().fold(vec![vec![]], |chosen, &bound| {
        let further =
            |way: &Vec<usize>| (0..bound).map(|next| way.iter().copied().chain([next]).collect()).collect::<Vec<_>>();
        chosen.iter().flat_map(further).collect()
    })
}

fn adds_up(row: &Row, total: usize, parts: Range<usize>) -> bool {
    let Some(total) = row.figure(total).filter(|total| !total.is_zero()) else { return false };
    let figures: Vec<Decimal> = parts.filter_map(|column| row.figure(column)).filter(|part| !part.is_zero()).collect();
    figures.len() >= LEAST_PARTS
        && figures.into_iter().try_fold(total, Decimal::checked_sub).is_some_and(Decimal::is_zero)
}

/// Whether a label names the total of others.
fn is_total(label: &[Piece]) -> bool {
    let whole: String = label.iter().map(|piece| piece.text.as_str()).collect();
    look::total(&whole).is_some() || label.iter().any(|piece| look::total(&piece.text).is_some())
}

/// A plain figure: `1,234`, `▲12.5`, `１２３`.
fn figure(cell: &[Piece]) -> Option<Decimal> {
    let text: String = cell.iter().flat_map(|piece| piece.text.chars()).filter_map(plain).collect();
    let grouped = text.contains(',');
    let whole = text.trim_start_matches('-').split('.').next().unwrap_or("");
    let groups = || whole.split(',').skip(1).all(|group| group.len() == 3);
    if grouped && !groups() {
        return None;
    }
    Decimal::parse(&text.replace(',', ""))
}

/// A character of a figure in half width; spaces within it fall out.
fn plain(c: char) -> Option<char> {
    match c {
        ' ' | '　' => None,
        c if look::is_digit(c) => look::digit(c).and_then(|digit| char::from_digit(digit, 10)),
        '，' => Some(','),
        '．' => Some('.'),
        '▲' | '△' | '－' | '−' => Some('-'),
        other => Some(other),
    }
}
