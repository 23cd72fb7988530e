//! Labels that cover several rows: which rows belong to which label.

use super::cell::{Bit, Habit, Level, cell_cost, off_middle};
use crate::costs::words::stub as cost;
use crate::costs::{Total, UNREACHED};
use std::collections::BTreeMap;
use std::ops::Range;

/// How the labels of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In lines.
    Lines(Level),
    /// One character a line.
    Upright(Level),
}

/// Rows under one label, and the pieces of the label.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Which rows.
    pub(super) rows: Range<usize>,
    /// Which pieces of the column.
    pub(super) pieces: Range<usize>,
}

/// Rows that a label covers at most.
const MOST_ROWS: usize = 60;

/// Lines of a row, and its page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// First line.
    pub(super) first: usize,
    /// Last line.
    pub(super) last: usize,
    /// 1-based page of the first line.
    pub(super) page: usize,
}

/// Divides rows among labels.
///
/// - **Input**: the lines of each row; the pieces with their lines, ascending.
/// - **Value**: the cost and the groups, which cover all rows.
pub(super) fn divide(
    rows: &[Extent],
    pieces: &[(usize, &Bit)],
    habit: &Habit,
    setting: Setting,
) -> (Total, Vec<Group>) {
    let n = rows.len();
    // Pieces before a row's first line belong to rows above it.
    let before: Vec<usize> = (0..=n)
        .map(|row| match row {
            0 => 0,
            row if row == n => pieces.len(),
            row => pieces.partition_point(|&(line, _)| line < rows[row].first),
        })
        .collect();
    let usual = usual_end(pieces);
    let mut best = vec![0; n + 1];
    let mut from = vec![0; n + 1];
    for to in 1..=n {
        best[to] = UNREACHED;
        for start in (to.saturating_sub(MOST_ROWS)..to).rev() {
            let own = &pieces[before[start]..before[to]];
            let extent = (rows[start].first, last_on_page(&rows[start..to]));
            let touching = before[start].checked_sub(1).and_then(|at| pieces.get(at)).map(|&(line, _)| line);
            let cost = best[start] + cost::LABEL + label_cost(own, extent, touching, habit, setting, usual);
            // Of labels that cost the same, the upper ones cover less.
            if cost <= best[to] {
                best[to] = cost;
                from[to] = start;
            }
        }
    }
    let mut groups = Vec::new();
    let mut to = n;
    while to > 0 {
        groups.push(Group { rows: from[to]..to, pieces: before[from[to]]..before[to] });
        to = from[to];
    }
    groups.reverse();
    (best[n], groups)
}

/// A label cut by a page stands in the middle of the rows on its first.
fn last_on_page(rows: &[Extent]) -> usize {
    let page = rows.first().map_or(0, |row| row.page);
    rows.iter().take_while(|row| row.page == page).last().map_or(0, |row| row.last)
}

fn label_cost(
    pieces: &[(usize, &Bit)],
    (first, last): (usize, usize),
    touching: Option<usize>,
    habit: &Habit,
    setting: Setting,
    usual_end: Option<char>,
) -> Total {
    let Some(&(top, _)) = pieces.first() else { return cost::NO_LABEL };
    match setting {
        Setting::Lines(level) => {
            let bits = pieces.iter().map(|&(line, bit)| (line.saturating_sub(first), bit));
            cell_cost(bits, last + 1 - first, habit, level)
        }
        Setting::Upright(level) => {
            let off = match level {
                Level::Top => top.saturating_sub(first).min(4) as Total * cost::LATE,
                Level::Centred => {
                    off_middle(pieces.iter().map(|&(line, _)| line.saturating_sub(first)), last + 1 - first)
                }
            };
            let gaps = pieces.windows(2).map(|pair| (pair[1].0 - pair[0].0).saturating_sub(2));
            let gaps: Total = gaps.map(|gap| gap.min(6) as Total * cost::GAP).sum();
            let close = touching.is_some_and(|line| top <= line + 1);
            let text = |bit: Option<&(usize, &Bit)>| bit.and_then(|(_, bit)| bit.text.printed.chars().next());
            let usual = usual_end.is_some() && text(pieces.last()) == usual_end;
            let bracket = matches!(text(pieces.first()), Some('（' | '(' | '～' | '）' | ')'));
            off + gaps
                + if close { cost::NO_GAP } else { 0 }
                + if usual { cost::USUAL_END } else { 0 }
                + if bracket { cost::BRACKET } else { 0 }
        }
    }
}

/// The character before most gaps of an upright column, if there are two at least.
fn usual_end(pieces: &[(usize, &Bit)]) -> Option<char> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for (at, (line, bit)) in pieces.iter().enumerate() {
        if pieces.get(at + 1).is_none_or(|(next, _)| *next > line + 3) {
            bit.text.printed.chars().next().iter().for_each(|&c| *counts.entry(c).or_insert(0) += 1);
        }
    }
    counts.into_iter().max_by_key(|&(_, count)| count).filter(|&(_, count)| count >= 2).map(|(c, _)| c)
}
