//! Headers that come again on every page.

use super::piece::Piece;
use crate::page::Gap;
use std::ops::Range;

/// Drops what follows a page end and reads like the table from one of `starts` on.
///
/// Returns the pieces dropped, page by page, and the header's extent by this evidence.
pub(super) fn remove(pieces: &mut Vec<Piece>, starts: &[usize]) -> (Vec<Vec<Piece>>, Option<Range<usize>>) {
    let mut dropped: Vec<Vec<Piece>> = Vec::new();
    let mut found: Option<Range<usize>> = None;
    let mut at = 1;
    while at < pieces.len() {
        if pieces[at - 1].gap == Gap::Page {
            let candidates = found.as_ref().map_or(starts.to_vec(), |range| vec![range.start]);
            let known = found.as_ref().map(|range| range.end);
            let matches = candidates.iter().map(|&start| (start, repeated(pieces, start, at, known)));
            if let Some((start, (here, there))) = matches.max_by_key(|(start, (_, there))| (*there, usize::MAX - start))
                && there > 0
                && at > here
            {
                found = Some(start..here);
                dropped.push(pieces.drain(at..at + there).collect());
                continue;
            }
        }
        at += 1;
    }
    (dropped, found)
}

/// Where the stretch from `start` on ends that the pieces from `at` on repeat, and how many pieces repeat it.
///
/// Lines wrap differently on each page, so characters are compared. Both stretches end with a line.
fn repeated(pieces: &[Piece], start: usize, at: usize, known: Option<usize>) -> (usize, usize) {
    let line_ends = |from: usize| {
        let mut length = 0;
        let ends = pieces[from..].iter().take(60).enumerate().filter_map(|(index, piece)| {
            length += piece.text.chars().count();
            (piece.gap != Gap::Same).then_some((index + 1, length))
        });
        ends.collect::<Vec<(usize, usize)>>()
    };
    let text = |from: usize| pieces[from..].iter().take(60).flat_map(|piece| piece.text.chars());
    let same = text(start).zip(text(at)).take_while(|(a, b)| a == b).count();
    let (ends, there) = (line_ends(start), line_ends(at));
    let fits = |(here, length): &(usize, usize)| {
        (4..=same).contains(length) && known.is_none_or(|known| known == start + here) && at > start + here
    };
    ends.iter()
        .rev()
        .filter(|end| fits(end))
        .find_map(|(here, length)| {
            there.iter().find(|(_, other)| other == length).map(|(index, _)| (start + here, *index))
        })
        .unwrap_or((0, 0))
}
