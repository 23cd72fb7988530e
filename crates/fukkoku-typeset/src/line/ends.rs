//! Where lines end.

use super::atom::{HALF, Stretch};
use super::{Align, Measure, Paragraph};
use crate::breaks::Break;
use crate::class::Class;
use crate::length::Length;

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

/// How many ways of ending a line are weighed.
const CHOICES: usize = 8;
/// How many ways of setting the first lines of a paragraph are followed.
const WAYS: usize = 12;
/// Cost of a line that ends where no line should.
const EMERGENCY: Length = 2_000;
/// Cost of tearing a date.
const RELUCTANCE: Length = 60;
/// Cost of squeezing all that can be squeezed.
const SQUEEZE: Length = 60;

/// A way of setting the first lines of a paragraph.
#[derive(Clone, Copy)]
struct Way {
    /// Of all lines so far.
    cost: Length,
    /// Where the last of them ends.
    end: usize,
    /// Where the next begins.
    next: usize,
    /// The way without that line, among those of one line less.
    before: usize,
}

impl Paragraph {
    /// Where the lines end. Justified text is broken so that the paragraph as a whole is set evenly, other text line by line.
    pub(crate) fn ends(&self, measure: Measure, size: Length, align: Align) -> Vec<usize> {
        let total = self.atoms.len();
        // For each number of lines the cheapest ways of setting them.
        let mut levels = vec![vec![Way { cost: 0, end: 0, next: 0, before: 0 }]];
        let mut whole: Option<(usize, Way)> = None;
        let mut found = Vec::new();
        while let Some(level) = levels.last().filter(|level| !level.is_empty() && total > 0) {
            let mut longer: Vec<Way> = Vec::new();
            for (before, way) in level.iter().enumerate() {
                let width = if way.next == 0 { measure.first } else { measure.rest };
                self.line_ends(way.next, width * 1000 / size, align, &mut found);
                for (cost, end) in found.drain(..) {
                    let way = Way { cost: way.cost + cost * cost, end, next: self.skip_spaces(end), before };
                    match longer.iter_mut().find(|known| known.next == way.next) {
                        Some(known) if way.cost <= known.cost => *known = way,
                        Some(_) => {}
                        None => longer.push(way),
                    }
                }
            }
            let ended = longer.iter().position(|way| way.next >= total).map(|at| longer.swap_remove(at));
            if let Some(way) = ended.filter(|way| whole.is_none_or(|(_, best)| way.cost < best.cost)) {
                whole = Some((levels.len(), way));
            }
            // What costs more than a whole paragraph leads nowhere.
            longer.retain(|way| whole.is_none_or(|(_, best)| way.cost < best.cost));
            longer.sort_unstable_by_key(|way| (way.cost, way.next));
            longer.truncate(WAYS);
            levels.push(longer);
        }
        let Some((count, last)) = whole else { return Vec::new() };
        let back = |(level, way): &(usize, Way)| {
            let level = level.checked_sub(1).filter(|level| *level > 0)?;
            Some((level, *levels.get(level)?.get(way.before)?))
        };
        let mut ends: Vec<usize> = std::iter::successors(Some((count, last)), back).map(|(_, way)| way.end).collect();
        ends.reverse();
        ends
    }

    /// Places to end a line of `measure` (1/1000 em) that begins at `start`, with their costs: at least one, behind `start`.
    fn line_ends(&self, start: usize, measure: Length, align: Align, found: &mut Vec<(Length, usize)>) {
        let mut width = self.natural(start, start + 1);
        let (mut shrink, mut joints) = (0, 0);
        let mut fitting = start + 1;
        for end in start + 1.. {
            // `width` is that of start..end; what hangs or is blank at its end needs no room.
            let (room, tail) = self.room(end, measure - width, 1000, align);
            let slack = shrink + tail;
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
        match align {
            // The last few places.
            Align::Justify | Align::Hang => drop(found.drain(..found.len().saturating_sub(CHOICES))),
            // The best one, the later if two are equal.
            Align::Left => {
                let best = found.iter().copied().rev().min_by_key(|place| place.0);
                found.clear();
                found.extend(best);
            }
        }
    }

    /// Room behind a line of text of a size that ends before the atom `end`, and how much more its last character can give.
    ///
    /// A comma or full stop of a line that would be too long hangs in the margin.
    pub(crate) fn room(&self, end: usize, room: Length, size: Length, align: Align) -> (Length, Length) {
        let tail = self.tail_blank(end) * size / 1000;
        let last = end.checked_sub(1).and_then(|at| self.atoms.get(at));
        let hangs = |atom: &&super::Atom| atom.blank_behind() && matches!(atom.class, Class::Comma | Class::FullStop);
        match last.filter(hangs) {
            Some(last) if align == Align::Hang && room + tail < 0 => (room + last.width * size / 1000, 0),
            _ => (room, tail),
        }
    }
}
