//! Lines of lined-up text as words with offsets.

use super::kind::{Kind, is_group, kind};
use crate::page::{Gap, Line};
use crate::source::{Source, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A run of characters without a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Offset of its first character in the line, in characters.
    ///
    /// The extractor lines columns up by counting characters: a full-width character counts as one.
    pub(super) start: usize,
    /// Offset after its last.
    pub(super) end: usize,
    /// Where it stands in the source.
    pub(super) span: Span,
    /// What it looks like.
    pub(super) kind: Kind,
    /// Whether it begins a cell of its own although one space stands before it: a number after a number.
    pub(super) apart: bool,
    /// Whether one of it and the word before is a number, the other is words.
    pub(super) unlike: bool,
}

impl Word {
    /// Its characters before an offset, and those from there on.
    pub(super) fn cut(&self, source: &Source, offset: usize) -> (Word, Word) {
        let text = source.slice(self.span);
        // Where places are those on paper, a character may be wider than one.
        let count = text.chars().count();
        let before = offset.saturating_sub(self.start) * count / (self.end - self.start).max(1);
        let bytes = text.char_indices().nth(before).map_or(text.len(), |(at, _)| at);
        let middle = self.span.start + bytes;
        let (head, tail) = (Span::new(self.span.start, middle), Span::new(middle, self.span.end));
        let looks = |span| kind(source.slice(span));
        let tail = Word { start: offset, span: tail, kind: looks(tail), apart: false, unlike: false, ..*self };
        (Word { end: offset, span: head, kind: looks(head), ..*self }, tail)
    }
}

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// Its words, left to right; at least one.
    pub(super) words: Vec<Word>,
    /// Index among the lines of the report.
    pub(super) line: usize,
    /// 1-based page.
    pub(super) page: usize,
    /// What stands between the line before and this one.
    pub(super) before: Gap,
}

impl Strip {
    /// Offset of its first word.
    pub(super) fn start(&self) -> usize {
        self.words.first().map_or(0, |word| word.start)
    }

    /// Offset after its last word.
    pub(super) fn end(&self) -> usize {
        self.words.last().map_or(0, |word| word.end)
    }

    /// Its words, grouped where two spaces or more part them, or one between two numbers.
    pub(super) fn chunks(&self) -> Vec<Range<usize>> {
        let mut chunks: Vec<Range<usize>> = Vec::new();
        for at in 0..self.words.len() {
            match chunks.last_mut() {
                Some(chunk) if !self.is_fresh(at) => chunk.end = at + 1,
                _ => chunks.push(at..at + 1),
            }
        }
        chunks
    }

    /// Whether two spaces or more, or the margin, stand before a word, or it is apart by what it is.
    pub(super) fn is_fresh(&self, word: usize) -> bool {
        word == 0 || self.words[word].apart || self.words[word].start >= self.words[word - 1].end + 2
    }

    /// From the first of some words to the last.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        match self.words.get(words.clone()) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            _ => Span::new(0, 0),
        }
    }

    /// Offsets of some words: first and after the last.
    pub(super) fn edges(&self, words: &Range<usize>) -> (usize, usize) {
        let words = self.words.get(words.clone()).unwrap_or_default();
        (words.first().map_or(0, |word| word.start), words.last().map_or(0, |word| word.end))
    }
}

/// The strips of a report.
pub(super) fn strips(source: &Source, lines: &[Line]) -> Vec<Strip> {
    of_words(source, lines, lines.iter().map(|line| words(source, line.span)))
}

/// The strips of lines of which it is known where their words stand.
pub(super) fn placed(source: &Source, lines: &[Line], words: &[Vec<(Range<usize>, Span)>]) -> Vec<Strip> {
    let word = |(place, span): &(Range<usize>, Span)| Word {
        start: place.start,
        end: place.end,
        span: *span,
        kind: Kind::Words,
        apart: false,
        unlike: false,
    };
    of_words(source, lines, words.iter().map(|words| words.iter().map(word).collect()))
}

fn of_words(source: &Source, lines: &[Line], words: impl Iterator<Item = Vec<Word>>) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::new();
    let mut before = Gap::Page;
    let mut page = 0;
    for ((at, line), words) in lines.iter().enumerate().zip(words) {
        let words = mark_apart(source, words);
        // The line that ended the page may have been its number.
        if line.page != page {
            (before, page) = (Gap::Page, line.page);
        }
        if !words.is_empty() {
            strips.push(Strip { words, line: at, page: line.page, before });
            before = line.gap;
        } else {
            before = before.max(line.gap);
        }
    }
    strips
}

fn words(source: &Source, span: Span) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (offset, (at, c)) in source.slice(span).char_indices().enumerate() {
        let (from, to) = (span.start + at, span.start + at + c.len_utf8());
        match words.last_mut() {
            _ if c.is_whitespace() => open = false,
            Some(word) if open => {
                word.end = offset + 1;
                word.span.end = to;
            }
            _ => {
                words.push(Word {
                    start: offset,
                    end: offset + 1,
                    span: Span::new(from, to),
                    kind: Kind::Words,
                    apart: false,
                    unlike: false,
                });
                open = true;
            }
        }
    }
    words
}

/// What words look like; a whole number after another is a cell of its own, unless a space parts its thousands.
fn mark_apart(source: &Source, mut words: Vec<Word>) -> Vec<Word> {
    words.iter_mut().for_each(|word| word.kind = kind(source.slice(word.span)));
    for at in 1..words.len() {
        let (left, right) = (words[at - 1].kind, words[at].kind);
        let numbers = left == Kind::Number && right == Kind::Number;
        words[at].unlike = left != right && (left == Kind::Words || right == Kind::Words);
        let close = words[at].start == words[at - 1].end + 1;
        words[at].apart = numbers && close && !is_group(source.slice(words[at].span));
    }
    words
}

/// Width in print, in halves of a full-width character.
pub(super) fn width(text: &str) -> usize {
    text.width_cjk()
}
