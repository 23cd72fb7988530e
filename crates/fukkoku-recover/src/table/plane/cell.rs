//! What it costs to take pieces of a column for one cell.

use super::kind::{self, Kind};
use super::strip::width;
use crate::costs::words::cell as cost;
use crate::costs::{Total, nats};
use crate::look;
use crate::source::Text;
use std::collections::BTreeMap;

/// How the cells of a row stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// First lines on one line.
    Top,
    /// Middles on one line.
    Centred,
}

/// What stands in one column of one line.
#[derive(Clone, Debug)]
pub(super) struct Bit {
    /// Its text.
    pub(super) text: Text,
    /// What it looks like.
    pub(super) kind: Kind,
    ends: Ends,
    /// Its width in print.
    pub(super) width: usize,
    /// How much dearer another column would be for it.
    pub(super) margin: Total,
}

impl Bit {
    /// A piece of text with its looks.
    pub(super) fn new(text: Text, margin: Total) -> Self {
        let printed = &text.printed;
        Self { kind: kind::kind(printed), ends: Ends::of(printed), width: width(printed), text, margin }
    }
}

/// What a piece tells by how it begins and ends: looked at once, asked for in each row that it might be of.
#[derive(Clone, Copy, Debug)]
struct Ends {
    opening: char,
    /// How many more brackets it opens than it closes.
    depth: i32,
    cannot_begin: bool,
    cannot_end: bool,
    is_era: bool,
    is_cut_number: bool,
    begins_with_date: bool,
    is_numbered: bool,
    has_bullet: bool,
    begins_with_comma: bool,
    begins_with_bracket: bool,
}

impl Ends {
    fn of(text: &str) -> Self {
        Self {
            opening: kind::opening(text),
            depth: look::depth(text, 0),
            cannot_begin: look::cannot_begin(text),
            cannot_end: kind::cannot_end(text),
            is_era: look::is_era(text.trim()),
            is_cut_number: kind::is_cut_number(text),
            begins_with_date: look::begins_with_date(text),
            is_numbered: look::is_numbered(text),
            has_bullet: kind::has_bullet(text),
            begins_with_comma: text.starts_with([',', '，']),
            begins_with_bracket: text.starts_with(['（', '(', '<', '［']),
        }
    }
}

/// What is known about the cells of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Habit {
    /// Width of a full line.
    pub(super) full: usize,
    /// Cost of an empty cell, of a filled one.
    pub(super) empty: Total,
    /// Cost of a filled cell.
    pub(super) filled: Total,
    /// Thousandths of the cells that begin with a number.
    pub(super) numbers: Total,
    /// Thousandths of the cells that begin with a date.
    pub(super) dates: Total,
    /// Cost of each opening, as learned; those not listed cost `rare`.
    pub(super) openings: BTreeMap<char, Total>,
    /// Cost of an opening never seen.
    pub(super) rare: Total,
}

/// Thousandths of a line that a middle may be off.
const NEAR_MIDDLE: Total = 100;

/// Lines that are full are so to within one character that may not stand at the end or the start of a line; in a narrow
/// column to within less.
fn nearly(full: usize) -> usize {
    (full / 5).min(3)
}

/// Cost of taking `bits`, with their lines counted from the row's first of `lines`, for one cell.
pub(super) fn cell_cost<'a>(
    bits: impl Iterator<Item = (usize, &'a Bit)>,
    lines: usize,
    habit: &Habit,
    level: Level,
) -> Total {
    let mut cost = 0;
    let mut before: Option<(usize, &Bit)> = None;
    let (mut first, mut opening) = (0, ' ');
    let (mut sum, mut count, mut depth) = (0, 0, 0);
    for (at, bit) in bits {
        match before {
            None => {
                first = at;
                opening = bit.ends.opening;
                cost += start_cost(bit, habit);
            }
            // Whatever begins with digits as the cell did: years, numbers of items.
            Some((last, prior)) => {
                cost += join_cost(prior, bit, depth, habit);
                cost += if depth <= 0 && opening == '0' && bit.ends.opening == '0' { cost::AGAIN } else { 0 };
                let far = if level == Level::Top { 1 } else { 2 };
                cost += at.saturating_sub(last + far).min(3) as Total * cost::HOLE;
            }
        }
        depth = (depth + bit.ends.depth).max(0);
        (sum, count) = (sum + at, count + 1);
        before = Some((at, bit));
    }
    let Some((_, last)) = before else { return habit.empty };
    let off = match level {
        Level::Top => first.min(2) as Total * cost::LATE,
        Level::Centred => off_middle_by(sum, count, lines),
    };
    cost + habit.filled + off + end_cost(last, depth)
}

/// What it costs that pieces on some of `lines` lines do not stand in their middle.
pub(super) fn off_middle(at: impl Iterator<Item = usize>, lines: usize) -> Total {
    let (sum, count) = at.fold((0, 0), |(sum, count), at| (sum + at, count + 1));
    off_middle_by(sum, count, lines)
}

fn off_middle_by(sum: usize, count: usize, lines: usize) -> Total {
    let off = (2 * sum).abs_diff(lines.saturating_sub(1) * count) as Total * 500 / count.max(1) as Total;
    (off - NEAR_MIDDLE).max(0) * cost::OFF_MIDDLE / 1000
}

fn start_cost(bit: &Bit, habit: &Habit) -> Total {
    let words = habit.numbers > 700 && bit.kind != Kind::Number;
    let opening = habit.openings.get(&bit.ends.opening).copied().unwrap_or(habit.rare);
    let bad = if bit.ends.cannot_begin { cost::BAD_START } else { 0 };
    opening + bad + if words { cost::NO_NUMBER } else { 0 }
}

fn end_cost(last: &Bit, depth: i32) -> Total {
    let open = depth > 0 || last.ends.cannot_end || last.ends.is_era;
    let cut = last.kind == Kind::Number && last.ends.is_cut_number;
    let open = if open { cost::BAD_END } else { 0 };
    open + if cut { cost::CUT_NUMBER } else { 0 }
}

/// Cost of going on from one line of a cell to the next.
fn join_cost(prior: &Bit, next: &Bit, depth: i32, habit: &Habit) -> Total {
    let slack = habit.full.saturating_sub(prior.width);
    let nearly = nearly(habit.full);
    let (before, after) = (&prior.ends, &next.ends);
    match () {
        () if before.is_era => 0,
        () if prior.kind == Kind::Number && next.kind == Kind::Number => {
            let cut = before.is_cut_number && slack <= nearly || after.begins_with_comma;
            if cut { 0 } else { cost::NUMBERS }
        }
        () if habit.dates > 400 && after.begins_with_date => cost::DATES,
        () if before.is_numbered && after.is_numbered => cost::DATES,
        () if after.has_bullet => cost::BULLET,
        () if slack <= nearly => 0,
        () if depth > 0 || after.cannot_begin || before.cannot_end => cost::NEARLY_FULL,
        () if slack <= 2 * nearly => cost::NEARLY_FULL,
        () if after.begins_with_bracket => cost::NEARLY_FULL,
        () => cost::SHORT_LINE,
    }
}

/// Before anything is learned: keys are filled, other columns often are not.
pub(super) fn unlearned(column: usize, full: usize, bits: &[&Bit]) -> Habit {
    let numbers = bits.iter().filter(|bit| bit.kind == Kind::Number).count();
    let (empty, filled) = if column == 0 { (5_000, 50) } else { (700, 500) };
    let numbers = share(numbers, bits.len());
    Habit { full, empty, filled, numbers, dates: share_of_dates(bits), openings: BTreeMap::new(), rare: 0 }
}

/// From cells as last divided: how often they are filled and how they begin.
pub(super) fn learned(full: usize, firsts: &[Option<&Bit>]) -> Habit {
    let rows = firsts.len() as f64;
    let filled: Vec<&Bit> = firsts.iter().copied().flatten().collect();
    let chance = (filled.len() as f64 + 0.5) / (rows + 1.0);
    let numbers = filled.iter().filter(|bit| bit.kind == Kind::Number).count();
    let (openings, rare) = openings(&filled);
    Habit {
        full,
        empty: nats(-(1.0 - chance).ln()),
        filled: nats(-chance.ln()),
        numbers: share(numbers, filled.len()),
        dates: share_of_dates(&filled),
        openings,
        rare,
    }
}

fn share_of_dates(bits: &[&Bit]) -> Total {
    share(bits.iter().filter(|bit| bit.ends.begins_with_date).count(), bits.len())
}

/// In thousandths.
fn share(part: usize, of: usize) -> Total {
    (part * 1000 / of.max(1)) as Total
}

/// What an opening costs more than openings of this column do on average: nothing where all differ.
fn openings(filled: &[&Bit]) -> (BTreeMap<char, Total>, Total) {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    filled.iter().for_each(|bit| *counts.entry(bit.ends.opening).or_insert(0) += 1);
    let all = (filled.len() + counts.len() + 1) as f64;
    let surprise = |count: usize| -((count as f64 + 0.5) / all).ln();
    let average =
        counts.values().map(|&count| count as f64 * surprise(count)).sum::<f64>() / filled.len().max(1) as f64;
    let cost = |count: usize| nats((surprise(count) - average).max(0.0) * 0.8);
    (counts.iter().map(|(&opening, &count)| (opening, cost(count))).collect(), cost(0))
}
