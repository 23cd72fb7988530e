//! The body of a table: lines into rows, labels that cover rows, cells.

use super::cell::{self, Bit, Habit, Level};
use super::kind::{self, Kind};
use super::rows::{self, BodyLine, Division};
use super::stub::{self, Extent, Group, Setting};
use crate::costs::Total;
use std::ops::Range;

/// Passes of learning how cells are filled and how they begin.
const PASSES: usize = 2;
/// Lines that decide how a table is set.
const PROBE: usize = 300;

/// A body read: rows, and the labels that cover several of them.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Lines that make up rows.
    pub(super) lines: Vec<BodyLine>,
    /// Rows as ranges of them.
    pub(super) division: Division,
    /// For each column that covers rows: its groups and the places of its pieces.
    pub(super) covers: Vec<Cover>,
}

/// A column whose labels cover rows.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    /// Which column.
    pub(super) column: usize,
    /// Set one character a line.
    pub(super) upright: bool,
    /// Groups of rows.
    pub(super) groups: Vec<Group>,
    /// Its pieces: indices of all body lines.
    pub(super) pieces: Vec<usize>,
}

/// Reads the body: decides whether rows are level at the top or centred, and which columns cover rows.
pub(super) fn read(all: &[BodyLine], columns: usize) -> Reading {
    let upright = upright(all, columns);
    let full = full_widths(all, columns);
    let probe = &all[..all.len().min(PROBE)];
    let free: Vec<usize> = (0..columns).filter(|&column| !upright[column]).collect();
    let mut best: Option<(Total, Level, usize)> = None;
    for level in [Level::Top, Level::Centred] {
        // What heads rows stands alone as labels do that cover rows, but covers none.
        let most = if all.iter().any(|line| line.heads) { 0 } else { 2 };
        for stub in 0..=free.len().saturating_sub(2).min(most) {
            let cost = Attempt { all: probe, full: &full, upright: &upright, level, stub: &free[..stub] }.read().0
                + stub as Total * STUB;
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, level, stub));
            }
        }
    }
    let (_, level, stub) = best.unwrap_or((0, Level::Top, 0));
    Attempt { all, full: &full, upright: &upright, level, stub: &free[..stub] }.read().1
}

/// Cost of taking a column for labels that cover rows.
const STUB: Total = 4_000;

/// Columns set one character a line.
fn upright(all: &[BodyLine], columns: usize) -> Vec<bool> {
    let single = |line: &BodyLine, column: usize| {
        let bit = line.bits.get(column).and_then(Option::as_ref);
        bit.is_some_and(|bit| bit.text.printed.chars().count() == 1 && bit.kind == Kind::Words)
    };
    // Beside others on its line a character is one of a label that is spread.
    let spread = |line: &BodyLine| (0..columns).filter(|&column| single(line, column)).count() > 1;
    let is_upright = |column: usize| {
        let bits: Vec<&Bit> = all.iter().filter_map(|line| line.bits[column].as_ref()).collect();
        let few = bits.iter().filter(|bit| bit.text.printed.chars().count() > 2).count();
        let singles = all.iter().filter(|line| single(line, column));
        let (spread, count) = (singles.clone().filter(|line| spread(line)).count(), singles.count());
        count >= 3 && count * 10 >= bits.len() * 7 && few * 10 <= bits.len() && spread * 2 <= count
    };
    (0..columns).map(is_upright).collect()
}

fn full_widths(all: &[BodyLine], columns: usize) -> Vec<usize> {
    let widest = |column: usize| all.iter().filter_map(|line| line.bits[column].as_ref()).map(|bit| bit.width).max();
    (0..columns).map(|column| widest(column).unwrap_or(0)).collect()
}

struct Attempt<'a> {
    all: &'a [BodyLine],
    full: &'a [usize],
    upright: &'a [bool],
    level: Level,
    stub: &'a [usize],
}

impl Attempt<'_> {
    fn read(&self) -> (Total, Reading) {
        let columns = self.full.len();
        let outside: Vec<bool> =
            (0..columns).map(|column| self.upright[column] || self.stub.contains(&column)).collect();
        let inside = |line: &&BodyLine| line.bits.iter().zip(&outside).any(|(bit, out)| bit.is_some() && !out);
        let mut lines: Vec<BodyLine> = self.all.iter().filter(inside).cloned().collect();
        let mut habits: Vec<Habit> = (0..columns).map(|column| self.unlearned(column)).collect();
        let mut division = rows::divide(&lines, &habits, self.level, &outside);
        for _ in 0..PASSES {
            habits = (0..columns).map(|column| self.learned(column, &lines, &division.rows)).collect();
            division = rows::divide(&lines, &habits, self.level, &outside);
        }
        let mut cost = division.cost;
        let mut covers = Vec::new();
        // From the innermost label column outwards: its groups are the rows of the next.
        let mut units: Vec<Range<usize>> = (0..division.rows.len()).map(|row| row..row + 1).collect();
        for &column in self.stub.iter().rev() {
            let (own, cover) = self.least_cover(column, &lines, &division.rows, &units, Setting::Lines);
            units = cover.groups.iter().map(|group| group.rows.clone()).collect();
            cost += own;
            covers.push(cover);
        }
        for column in (0..columns).filter(|&column| self.upright[column]) {
            let rows: Vec<Range<usize>> = (0..division.rows.len()).map(|row| row..row + 1).collect();
            let (_, cover) = self.least_cover(column, &lines, &division.rows, &rows, Setting::Upright);
            covers.push(cover);
        }
        // Labels are not lines of cells any more.
        for line in &mut lines {
            line.bits.iter_mut().zip(&outside).filter(|(_, out)| **out).for_each(|(bit, _)| *bit = None);
        }
        (cost, Reading { lines, division, covers })
    }

    fn unlearned(&self, column: usize) -> Habit {
        let bits: Vec<&Bit> = self.all.iter().filter_map(|line| line.bits[column].as_ref()).collect();
        let first = (0..self.full.len()).find(|at| !self.upright[*at] && !self.stub.contains(at));
        cell::unlearned(usize::from(first != Some(column)), self.full[column], &bits)
    }

    fn learned(&self, column: usize, lines: &[BodyLine], rows: &[Range<usize>]) -> Habit {
        let first = |row: &Range<usize>| lines[row.clone()].iter().find_map(|line| line.bits[column].as_ref());
        let firsts: Vec<Option<&Bit>> = rows.iter().map(first).collect();
        cell::learned(self.full[column], &firsts)
    }

    /// Labels may be set otherwise than cells.
    fn least_cover(
        &self,
        column: usize,
        lines: &[BodyLine],
        rows: &[Range<usize>],
        units: &[Range<usize>],
        setting: fn(Level) -> Setting,
    ) -> (Total, Cover) {
        let top = self.cover(column, lines, rows, units, setting(Level::Top));
        let centred = self.cover(column, lines, rows, units, setting(Level::Centred));
        if top.0 <= centred.0 { top } else { centred }
    }

    /// Which of `units` (ranges of rows) each label of a column covers.
    fn cover(
        &self,
        column: usize,
        lines: &[BodyLine],
        rows: &[Range<usize>],
        units: &[Range<usize>],
        setting: Setting,
    ) -> (Total, Cover) {
        let pieces: Vec<usize> = (0..self.all.len()).filter(|&at| self.all[at].bits[column].is_some()).collect();
        let bits: Vec<(usize, &Bit)> = pieces
            .iter()
            .filter_map(|&at| self.all[at].bits[column].as_ref().map(|bit| (self.all[at].at, bit)))
            .collect();
        let extent = |unit: &Range<usize>| {
            let (first, last) = (&lines[rows[unit.start].start], &lines[rows[unit.end - 1].end - 1]);
            Extent { first: first.at, last: last.at, page: first.page }
        };
        let extents: Vec<Extent> = units.iter().map(extent).collect();
        let looks: Vec<&Bit> = bits.iter().map(|(_, bit)| *bit).collect();
        let habit = Habit { filled: 50, ..cell::unlearned(1, self.full[column], &looks) };
        let (cost, mut groups) = stub::divide(&extents, &bits, &habit, setting);
        for group in &mut groups {
            group.rows = units[group.rows.start].start..units[group.rows.end - 1].end;
        }
        (cost, Cover { column, upright: matches!(setting, Setting::Upright(_)), groups, pieces })
    }
}

/// Whether a piece begins a new paragraph of its cell.
pub(super) fn begins_paragraph(prior: &Bit, next: &Bit) -> bool {
    kind::has_bullet(&next.text.printed) && !kind::cannot_end(&prior.text.printed)
}
