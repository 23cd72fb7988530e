//! Where lines end.

use super::atom::{HALF, Stretch};
use super::{Align, Measure, Paragraph};
use crate::typeset::breaks::Break;
use crate::typeset::page::Length;
use std::collections::{BTreeMap, BTreeSet};

/// What a way of ending a line costs; the unit is 1/1000 em of stretch at each joint.
fn cost(room: Length, shrink: Length, joints: Length, allowed: Break) -> Length {
    let reluctance = if allowed == Break::Reluctant { RELUCTANCE } else { 0 };
    let strain = if room >= 0 { room / joints.max(1) } else { -room * SQUEEZE / shrink.max(1) };
    reluctance + strain
}

/// The last line may be short, but not a single character.
fn last_line_cost(width: Length, start: usize) -> Length {
    if start > 0 && width < 2_000 { RELUCTANCE } else { 0 }
}

/// For justified text the last few places, for other text the best one.
fn choice(mut found: Vec<(Length, usize)>, align: Align) -> Vec<(Length, usize)> {
    match align {
        Align::Justify => found.split_off(found.len().saturating_sub(CHOICES)),
        Align::Left => found.into_iter().rev().min_by_key(|place| place.0).into_iter().collect(),
    }
}

/// How many ways of ending a line are weighed.
const CHOICES: usize = 8;
/// Cost of a line that ends where no line should.
const EMERGENCY: Length = 2_000;
/// Cost of tearing a date.
const RELUCTANCE: Length = 60;
/// Cost of squeezing all that can be squeezed.
const SQUEEZE: Length = 60;

impl Paragraph {
    /// Where the lines end. Justified text is broken so that the paragraph as a whole is set evenly, other text line by line.
    pub fn ends(&self, measure: Measure, size: Length, align: Align) -> Vec<usize> {
        let total = self.atoms.len();
        // Ways to end a line, by the place where the next one begins: cost so far, where this line began and ended.
        let mut ways: BTreeMap<usize, (Length, usize, usize)> = BTreeMap::from([(0, (0, 0, 0))]);
        let mut open = BTreeSet::from([0]);
        while let Some(start) = open.pop_first().filter(|start| *start < total) {
            let so_far = ways.get(&start).map_or(0, |way| way.0);
            let width = if start == 0 { measure.first } else { measure.rest };
            for (cost, end) in self.line_ends(start, width * 1000 / size, align) {
                let next = self.skip_spaces(end);
                let way = (so_far + cost * cost, start, end);
                if ways.get(&next).is_none_or(|known| way.0 <= known.0) {
                    ways.insert(next, way);
                    open.insert(next);
                }
            }
        }
        let mut ends = Vec::new();
        let mut at = total;
        while let Some((_, start, end)) = ways.get(&at).filter(|_| at > 0) {
            ends.push(*end);
            at = *start;
        }
        ends.reverse();
        ends
    }

    /// Places to end a line of `measure` (1/1000 em) that begins at `start`, with their costs: at least one, behind `start`.
    fn line_ends(&self, start: usize, measure: Length, align: Align) -> Vec<(Length, usize)> {
        let mut width = self.natural(start, start + 1);
        let (mut shrink, mut joints) = (0, 0);
        let mut found: Vec<(Length, usize)> = Vec::new();
        let mut fitting = start + 1;
        for end in start + 1.. {
            // `width` is that of start..end; a blank behind the last character may fall away.
            let (room, slack) = (measure - width, shrink + self.tail_blank(end));
            if room + slack < 0 && !found.is_empty() || room + shrink < -4 * HALF {
                break;
            }
            if room >= 0 {
                fitting = end;
            }
            let allowed = self.joints.get(end).map_or(Break::Yes, |joint| joint.allowed);
            if end == self.atoms.len() && room + slack >= 0 {
                found.push((
                    if room >= 0 { last_line_cost(width, start) } else { cost(room, slack, joints, allowed) },
                    end,
                ));
                break;
            }
            if allowed > Break::No && room + slack >= 0 {
                found.push((cost(room, slack, joints, allowed), end));
            }
            let (Some(atom), Some(joint)) = (self.atoms.get(end), self.joints.get(end)) else { break };
            width += atom.width + joint.space;
            shrink += joint.shrink;
            joints += Length::from(joint.stretch != Stretch::Rigid);
        }
        if found.is_empty() {
            found.push((EMERGENCY, fitting));
        }
        choice(found, align)
    }
}
