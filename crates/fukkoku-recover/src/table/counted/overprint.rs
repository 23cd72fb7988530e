//! Lines that were printed several times, one copy a hair beside the other, so that they look bold: `1,6531,653` for `1,653`.

use crate::source::{Source, Span};
use std::ops::Range;

/// Most copies, and most blanks within a word and its copies: `△ 171△ 171△ 171△ 171`.
const MOST_COPIES: usize = 4;
const MOST_BLANKS: usize = 8;
/// Fewest words of a line that stand there several times.
const FEWEST: usize = 3;
/// The same word twice or three times may be chance if it is short.
const SHORT: usize = 3;

/// A word and its copies.
pub(super) struct Overprinted {
    /// The words of the line that they are, by number.
    pub(super) words: Range<usize>,
    /// The first copy.
    pub(super) first: Span,
    /// All others.
    pub(super) others: Span,
}

/// The words of a line that stand there several times, if most do: the same number of times each.
pub(super) fn overprinted(source: &Source, words: &[Span]) -> Vec<Overprinted> {
    if !words.iter().any(|word| (2..=MOST_COPIES).any(|copies| unit(source.slice(*word), copies).is_some())) {
        return vec![];
    }
    (2..=MOST_COPIES)
        .rev()
        .map(|copies| of_copies(source, words, copies))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn of_copies(source: &Source, words: &[Span], copies: usize) -> Vec<Overprinted> {
    let mut found: Vec<Overprinted> = Vec::new();
    let mut length = 0;
    let mut at = 0;
    while at < words.len() {
        let group = (at..words.len().min(at + MOST_BLANKS)).find_map(|last| group(source, &words[at..=last], copies));
        match group {
            Some((own, first, others)) => {
                length += own;
                found.push(Overprinted { words: at..at + others.1, first, others: others.0 });
                at += others.1;
            }
            None => at += 1,
        }
    }
    let taken: usize = found.iter().map(|own| own.words.len()).sum();
    let long = if copies < MOST_COPIES { SHORT } else { SHORT - 1 };
    let sure = found.len() >= FEWEST && length >= long * found.len() && taken * 2 > words.len();
    if sure { found } else { vec![] }
}

/// Words that are one and its copies: its length, the first copy, and the others with how many words they are.
fn group(source: &Source, words: &[Span], copies: usize) -> Option<(usize, Span, (Span, usize))> {
    let text: String = words.iter().map(|word| source.slice(*word)).collect();
    let length = unit(&text, copies)?;
    let (start, end) = (words.first()?.start, words.last()?.end);
    let mut left = length;
    for word in words {
        for (at, c) in source.slice(*word).char_indices() {
            left -= 1;
            if left == 0 {
                let middle = word.start + at + c.len_utf8();
                return Some((length, Span::new(start, middle), (Span::new(middle, end), words.len())));
            }
        }
    }
    None
}

/// How many characters stand there so many times.
fn unit(text: &str, copies: usize) -> Option<usize> {
    let size = text.len() / copies;
    let part = text.get(..size).filter(|part| !part.is_empty() && part.len() * copies == text.len())?;
    (part.repeat(copies) == text).then(|| part.chars().count())
}
