//! Rulings: the pieces that lines are drawn in, put together, and the groups that touch.

use crate::sheet::{Area, Axis, Length, Rule, Sheet};

/// Pieces that deviate so little stand on one line.
const SAME_LINE: Length = 120;
/// A gap between pieces of one line.
const GAP: Length = 220;
/// The same, between dashes.
const DASH_GAP: Length = 450;
/// Longest dash.
const DASH: Length = 450;
/// Lines that come so near touch.
pub(super) const TOUCH: Length = 260;
/// Most rulings of a page: with more, it is a drawing.
const MOST: usize = 20_000;

/// The rulings of a page, pieces put together; none where there are too many.
pub(super) fn rulings(sheet: &Sheet) -> Vec<Rule> {
    if sheet.rules.len() > 10 * MOST {
        return vec![];
    }
    let mut found = Vec::new();
    for axis in [Axis::Across, Axis::Down] {
        let mut pieces: Vec<Rule> = sheet.rules.iter().filter(|rule| rule.axis == axis).copied().collect();
        pieces.sort_by_key(|rule| (rule.at, rule.from, rule.to));
        let mut start = 0;
        while start < pieces.len() {
            let end = start + pieces[start..].partition_point(|rule| rule.at - pieces[start].at <= SAME_LINE);
            joined(&mut pieces[start..end], &mut found);
            start = end;
        }
    }
    if found.len() > MOST { vec![] } else { found }
}

/// Puts the pieces of one line together.
fn joined(pieces: &mut [Rule], found: &mut Vec<Rule>) {
    pieces.sort_by_key(|rule| (rule.from, rule.to, rule.at));
    let mut current: Option<(Rule, Length)> = None;
    for piece in pieces.iter() {
        let length = piece.to - piece.from;
        match &mut current {
            Some((rule, longest)) if piece.from - rule.to <= if length <= DASH { DASH_GAP } else { GAP } => {
                rule.to = rule.to.max(piece.to);
                // The longest piece tells where the line is.
                if length > *longest {
                    (rule.at, *longest) = (piece.at, length);
                }
            }
            _ => {
                found.extend(current.map(|(rule, _)| rule));
                current = Some((*piece, length));
            }
        }
    }
    found.extend(current.map(|(rule, _)| rule));
}

/// Rulings that touch, directly or through others.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) across: Vec<Rule>,
    pub(super) down: Vec<Rule>,
}

impl Group {
    /// The area around all of them.
    pub(super) fn area(&self) -> Area {
        let across = self.across.iter().map(|rule| Area { x0: rule.from, x1: rule.to, top: rule.at, bottom: rule.at });
        let down = self.down.iter().map(|rule| Area { x0: rule.at, x1: rule.at, top: rule.from, bottom: rule.to });
        across.chain(down).reduce(|all, area| all.with(&area)).unwrap_or_default()
    }
}

/// Groups of rulings, the smallest area first: a table inside a frame comes before the frame.
pub(super) fn groups(rulings: &[Rule]) -> Vec<Group> {
    let mut parent: Vec<usize> = (0..rulings.len()).collect();
    let across: Vec<usize> = (0..rulings.len()).filter(|&at| rulings[at].axis == Axis::Across).collect();
    let mut down: Vec<usize> = (0..rulings.len()).filter(|&at| rulings[at].axis == Axis::Down).collect();
    down.sort_by_key(|&at| (rulings[at].at, at));
    for &one in &across {
        let rule = rulings[one];
        let first = down.partition_point(|&at| rulings[at].at < rule.from - TOUCH);
        for &other in down[first..].iter().take_while(|&&at| rulings[at].at <= rule.to + TOUCH) {
            if rulings[other].from - TOUCH <= rule.at && rule.at <= rulings[other].to + TOUCH {
                let (a, b) = (root(&mut parent, one), root(&mut parent, other));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut found: Vec<(usize, Group)> = Vec::new();
    let mut places = vec![usize::MAX; rulings.len()];
    for (at, rule) in rulings.iter().enumerate() {
        let root = root(&mut parent, at);
        if places[root] == usize::MAX {
            places[root] = found.len();
            found.push((root, Group::default()));
        }
        let group = &mut found[places[root]].1;
        if rule.axis == Axis::Across { group.across.push(*rule) } else { group.down.push(*rule) }
    }
    let mut groups: Vec<Group> = found.into_iter().map(|(_, group)| group).collect();
    groups.sort_by_key(|group| {
        let area = group.area();
        (i64::from(area.width()) * i64::from(area.height()), area)
    });
    groups
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Positions of lines, those that nearly coincide taken as one.
pub(super) fn positions(mut places: Vec<Length>) -> Vec<Length> {
    places.sort_unstable();
    let mut found: Vec<(Length, Length)> = Vec::new();
    for place in places {
        match found.last_mut() {
            Some((_, last)) if place - *last <= TOUCH => *last = place,
            _ => found.push((place, place)),
        }
    }
    found.into_iter().map(|(first, last)| first + (last - first) / 2).collect()
}
