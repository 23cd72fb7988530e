//! Spreading the room of a line over the places between its characters.

use super::atom::{Joint, Stretch};
use super::{Align, Paragraph};
use crate::length::Length;

/// Spaces wider than this per joint look worse than a ragged line.
const WIDEST_STRETCH: Length = 400;

impl Paragraph {
    /// The space before each atom, spread so that `room` is used up.
    pub(crate) fn adjusted(&self, start: usize, end: usize, room: Length, size: Length, align: Align) -> Vec<Length> {
        let joints = self.joints.get(start..end).unwrap_or_default();
        let mut spaces: Vec<Length> = joints.iter().map(|joint| joint.space * size / 1000).collect();
        if let Some(first) = spaces.first_mut() {
            *first = 0;
        }
        let (left, tail) = self.room(end, room, size, align);
        // The last line is short, unless its full stop hangs.
        let full = align != Align::Left && (self.skip_spaces(end) < self.atoms.len() || left != room);
        if left < 0 {
            spread(&mut spaces, joints, -(-left - tail).max(0), |joint| joint.shrink);
        } else if full {
            stretch(&mut spaces, joints, left, size);
        }
        spaces
    }
}

/// Widens spaces first, by half an em at most, then everything alike.
fn stretch(spaces: &mut [Length], joints: &[Joint], room: Length, size: Length) {
    let weight = |kind: Stretch| move |joint: &Joint| Length::from(joint.stretch == kind);
    let count = |kind: Stretch| joints.iter().skip(1).map(weight(kind)).sum::<Length>();
    let first = room.min(count(Stretch::Space) * size / 4);
    if (room - first) > count(Stretch::Even) * size * WIDEST_STRETCH / 1000 {
        return;
    }
    spread(spaces, joints, first, weight(Stretch::Space));
    spread(spaces, joints, room - first, weight(Stretch::Even));
}

/// Adds `amount` to the spaces in proportion to the weights of their joints, exactly.
fn spread(spaces: &mut [Length], joints: &[Joint], amount: Length, weight: impl Fn(&Joint) -> Length) {
    let total: Length = joints.iter().skip(1).map(&weight).sum();
    if total == 0 {
        return;
    }
    let (mut seen, mut given) = (0, 0);
    for (space, joint) in spaces.iter_mut().zip(joints).skip(1) {
        seen += weight(joint);
        let due = amount * seen / total;
        *space += due - given;
        given = due;
    }
}
