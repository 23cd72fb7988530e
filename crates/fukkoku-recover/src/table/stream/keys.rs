//! Keys of rows: years or numbers that ascend down the first column.

use super::piece::{Glue, Piece};
use crate::look::{digit, strip_era};
use crate::page::Gap;

/// How far back a key may look for the one before it, in candidates. Bounds the time on long tables.
const LOOK_BACK: usize = 60;

/// A piece that may be a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidate {
    at: usize,
    number: u32,
    era: bool,
}

/// For each piece, whether it is a key: the best ascending chain of numbers and era years at line starts.
///
/// All false where fewer than three rows have one.
pub(super) fn find(pieces: &[Piece]) -> Vec<bool> {
    let candidates: Vec<Candidate> = (0..pieces.len()).filter_map(|at| candidate(pieces, at)).collect();
    let mut keys = vec![false; pieces.len()];
    let chain = best_chain(&candidates);
    if chain.len() >= 3 {
        chain.iter().for_each(|&index| keys[candidates[index].at] = true);
    }
    keys
}

fn candidate(pieces: &[Piece], at: usize) -> Option<Candidate> {
    let piece = &pieces[at];
    let begins = piece.line_start || (at > 0 && pieces[at - 1].vertical);
    if !begins || piece.vertical || !(piece.ended || piece.gap != Gap::Same) {
        return None;
    }
    // `昭和␣60␣年`, where a space stands at every change of script.
    let next = pieces.get(at + 1).filter(|next| piece.gap == Gap::Same && next.glue == Glue::Figure);
    let text = next.map_or(piece.text.clone(), |next| format!("{}{}", piece.text, next.text));
    let (era, rest) = split_era(&text);
    if rest == "元" {
        return Some(Candidate { at, number: 1, era: true });
    }
    let digits: Option<Vec<u32>> = rest.chars().map(digit).collect();
    let digits = digits.filter(|digits| (1..=4).contains(&digits.len()) && (digits.len() == 1 || digits[0] != 0))?;
    let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
    Some(Candidate { at, number, era })
}

fn split_era(text: &str) -> (bool, &str) {
    strip_era(text).map_or((false, text), |rest| (true, rest.trim_end_matches("年度").trim_end_matches('年')))
}

/// Indices of the heaviest chain.
fn best_chain(candidates: &[Candidate]) -> Vec<usize> {
    let mut best: Vec<(f64, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        let from = (index.saturating_sub(LOOK_BACK)..index)
            .filter_map(|before| link(&candidates[before], candidate).map(|weight| (best[before].0 + weight, before)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        best.push(from.map_or((0.0, None), |(weight, before)| (weight, Some(before))));
    }
    let end = (0..best.len()).max_by(|&a, &b| best[a].0.total_cmp(&best[b].0).then(b.cmp(&a)));
    let mut chain: Vec<usize> = std::iter::successors(end, |&index| best[index].1).collect();
    chain.reverse();
    chain
}

/// How well one key follows another.
fn link(before: &Candidate, here: &Candidate) -> Option<f64> {
    match here.number.checked_sub(before.number) {
        Some(1) => Some(1.0),
        Some(2..=5) => Some(0.3),
        _ if here.era && here.number <= 2 => Some(0.8),
        Some(_) | None => None,
    }
}
