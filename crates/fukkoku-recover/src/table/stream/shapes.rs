//! Shapes worth a try: numbers of columns, alignments, columns whose cells are merged.

use super::class::is_line_of_numbers;
use super::ends::Ends;
use super::layout::Pitch;
use super::piece::Piece;
use super::place::{Alignment, Part, Shape};
use crate::costs::{self, Cost};
use crate::page::Gap;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of the header that tell how many columns there may be.
const HEADER_LINES: usize = 6;

/// Most columns of a table: one bit each.
pub(super) const MOST_COLUMNS: usize = 63;

/// Wide if hardly any wrapped line is followed by a single line end.
pub(super) fn pitch(pieces: &[Piece]) -> Pitch {
    let wrapped = |gap| pieces.iter().filter(|piece| !piece.ended && !piece.vertical && piece.gap == gap).count();
    let (narrow, wide) = (wrapped(Gap::Line), wrapped(Gap::Paragraph));
    if narrow * 100 >= (narrow + wide) * 35 { Pitch::Narrow } else { Pitch::Wide }
}

/// What a shape costs by itself: how rare it is.
pub(super) fn prior(shape: &Shape) -> Cost {
    let stub = (shape.merging & !shape.upright).count_ones();
    let centred = shape.keyed && shape.alignment == Alignment::Centred;
    let stub = match stub {
        0 => 0,
        1 => costs::STUB_MERGED,
        _ => costs::STUB_MERGED + costs::STUB_MERGED_TWICE,
    };
    stub + if centred { costs::CENTRED_KEYED } else { 0 }
}

/// Shapes worth a try.
pub(super) fn shapes(pieces: &[Piece], ends: &Ends, keys: &[bool], end_spaces: bool) -> Vec<Shape> {
    let pitch = pitch(pieces);
    let mut shapes = Vec::new();
    for keyed in [true, false] {
        let part = Shape {
            columns: 0,
            alignment: Alignment::Top,
            pitch,
            part: Part::Body,
            end_spaces,
            merging: 0,
            upright: 0,
            keyed,
        };
        if ends.of_shape(&part).is_empty() || (keyed && !keys.contains(&true)) {
            continue;
        }
        let vertical = pieces[ends.longest(&part)..].iter().any(|piece| piece.vertical);
        for columns in column_counts(pieces, ends.of_shape(&part)) {
            let last = 1_u64 << (columns - 1);
            // (merging, upright): vertical labels at either side, or a stub of one or two merged columns.
            // A row with a key has its own label.
            let kinds: &[(u64, u64)] = match (vertical, keyed) {
                (true, true) => &[(last, last), (1, 1), (0, 0)],
                (true, false) => &[(last, last), (1, 1), (0, 0), (1, 0)],
                (false, true) => &[(0, 0)],
                (false, false) => &[(0, 0), (1, 0), (3, 0)],
            };
            for alignment in [Alignment::Top, Alignment::Centred] {
                for &(merging, upright) in kinds.iter().filter(|kind| columns > kind.0.count_ones() as usize + 1) {
                    shapes.push(Shape { columns: columns as u8, alignment, merging, upright, ..part });
                }
            }
        }
    }
    shapes
}

/// Numbers of columns worth a try: about as many as the header has pieces, and as many as lines of numbers have.
fn column_counts(pieces: &[Piece], ends: &[usize]) -> Vec<usize> {
    let mut counts: BTreeSet<usize> = BTreeSet::new();
    for &end in ends.iter().take(HEADER_LINES) {
        let words = pieces[..end].iter().filter(|piece| !piece.is_empty()).count();
        counts.extend(words.saturating_sub(4)..=words + 1);
    }
    let mut at = ends.last().copied().unwrap_or(0);
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    while at < pieces.len() {
        let line = pieces[at].line;
        let length = pieces[at..].iter().take_while(|piece| piece.line == line).count();
        if is_line_of_numbers(pieces, at) && length >= 2 {
            *lengths.entry(length).or_insert(0) += 1;
        }
        at += length;
    }
    let mut usual: Vec<(usize, usize)> = lengths.into_iter().collect();
    usual.sort_by_key(|&(length, count)| (std::cmp::Reverse(count), length));
    counts.extend(usual.iter().take(2).flat_map(|&(length, _)| [length, length + 1]));
    counts.into_iter().filter(|count| (2..=MOST_COLUMNS).contains(count)).collect()
}
