//! From the lines of a table to the stream of pieces that an alignment lays over its columns.
//!
//! An extractor ends every paragraph of a cell, and every empty cell, with one space. So the pieces are what stands between
//! spaces and line ends; nothing followed by a space is an *empty piece*, a cell in which nothing is printed.

use super::glue::{mark_glue, mark_scripts, mark_thousands};
use super::piece::{Glue, Piece};
use crate::look::{completes, is_digit, is_era};
use crate::page::{Gap, Line};
use crate::source::{Source, Span};

/// Cuts lines into pieces and collapses vertical text.
pub(super) fn cut(source: &Source, lines: &[Line]) -> Vec<Piece> {
    let split = lines.iter().enumerate().flat_map(|(index, line)| split_line(source, line, index)).collect();
    let mut pieces = collapse_vertical(join_figures(join_eras(split)));
    mark_tails(&mut pieces);
    mark_glue(&mut pieces);
    mark_thousands(&mut pieces);
    mark_scripts(&mut pieces);
    pieces
}

fn split_line(source: &Source, line: &Line, index: usize) -> Vec<Piece> {
    let text = source.slice(line.span);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(' ') {
        pieces.push(piece(source, line, index, start, at, true));
        start = at + 1;
    }
    if start < text.len() {
        pieces.push(piece(source, line, index, start, text.len(), false));
    }
    if let Some(first) = pieces.first_mut() {
        first.line_start = true;
    }
    if let Some(last) = pieces.last_mut() {
        last.gap = line.gap;
    }
    pieces
}

fn piece(source: &Source, line: &Line, index: usize, from: usize, to: usize, ended: bool) -> Piece {
    let span = Span::new(line.span.start + from, line.span.start + to);
    Piece {
        spans: if span.is_empty() { vec![] } else { vec![span] },
        text: source.slice(span).to_owned(),
        ended,
        gap: Gap::Same,
        vertical: false,
        line_start: false,
        lines: 1,
        tail: false,
        glue: Glue::None,
        at: span.start,
        line: index,
    }
}

/// `昭和⏎37` and `令和␣⏎元` are one label over two lines.
fn join_eras(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match out.last_mut() {
            Some(era) if is_era(&era.text) && era.gap != Gap::Same && is_year_of_era(&piece.text) => {
                absorb(era, piece);
            }
            _ => out.push(piece),
        }
    }
    out
}

/// `12,345,⏎678`: a figure cut in a narrow cell, if the digits of its last group are just those that were lacking.
fn join_figures(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match out.last_mut() {
            Some(head)
                if head.gap != Gap::Same
                    && head.gap != Gap::Page
                    && !head.ended
                    && completes(&head.text, &piece.text) =>
            {
                absorb(head, piece);
            }
            _ => out.push(piece),
        }
    }
    out
}

fn absorb(head: &mut Piece, next: Piece) {
    head.text.push_str(&next.text);
    head.spans.extend(next.spans);
    head.ended = next.ended;
    head.gap = next.gap;
    head.lines = head.lines.saturating_add(1);
}

fn is_year_of_era(text: &str) -> bool {
    text == "元" || (!text.is_empty() && text.chars().count() <= 2 && text.chars().all(is_digit))
}

/// Joins runs of one-character lines into one vertical piece.
fn collapse_vertical(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    // One label of ended characters may be two rows; several are set alike.
    let spaced = spaced_runs(&pieces) > 1;
    while at < pieces.len() {
        let run = vertical_run(&pieces[at..]);
        match if run == 0 && spaced { spaced_run(&pieces, at) } else { run } {
            0 => {
                out.push(pieces[at].clone());
                at += 1;
            }
            length => {
                out.push(upright(&pieces[at..at + length]));
                at += length;
            }
        }
    }
    out
}

/// Number of pieces at the start of `pieces` that are one vertical text; 0 if none.
fn vertical_run(pieces: &[Piece]) -> usize {
    let first = pieces[0].text.chars().next();
    if pieces[0].text.chars().count() != 1 || first.is_none_or(is_digit) {
        return 0;
    }
    let mut length = 1;
    let mut open = is_open_bracket(&pieces[0].text);
    while length < pieces.len() && joins_vertically(&pieces[length - 1], &pieces[length], length, open) {
        open = match () {
            () if is_open_bracket(&pieces[length].text) => true,
            () if is_close_bracket(&pieces[length].text) => false,
            () => open,
        };
        length += 1;
    }
    // Two characters may as well be a word cut at the end of a full line.
    let pair = length == 2 && pieces[1].ended && !pieces[0].ended && pieces[0].line_start;
    let enough = length >= 3 || pair;
    if enough { length } else { 0 }
}

/// Labels of which each character is a paragraph.
fn spaced_runs(pieces: &[Piece]) -> usize {
    (0..pieces.len()).filter(|&at| spaced_run(pieces, at) > 0).count()
}

/// Number of pieces from `at` on that are one vertical text with a space behind each character, parted from what stands around it by
/// blank lines; 0 if none.
fn spaced_run(pieces: &[Piece], at: usize) -> usize {
    let alone = |piece: &&Piece| {
        let mut chars = piece.text.chars();
        let word = chars.next().is_some_and(|c| c.is_alphabetic()) && chars.next().is_none();
        word && piece.ended && piece.line_start && piece.gap != Gap::Same
    };
    if at.checked_sub(1).is_some_and(|before| pieces[before].gap < Gap::Paragraph && alone(&&pieces[before])) {
        return 0;
    }
    let singles = pieces[at..].iter().take_while(alone).count();
    let end = pieces[at..at + singles].iter().position(|piece| piece.gap != Gap::Line).map_or(0, |last| last + 1);
    let below = end > 0 && pieces[at + end - 1].gap == Gap::Paragraph;
    if below && end > 1 { end } else { 0 }
}

fn joins_vertically(before: &Piece, piece: &Piece, length: usize, open: bool) -> bool {
    if before.ended || !matches!(before.gap, Gap::Line | Gap::Paragraph) {
        return false;
    }
    let count = piece.text.chars().count();
    let digits = piece.text.chars().all(|c| is_digit(c) || matches!(c, '～' | '〜' | '-' | '－'));
    match count {
        1 if !digits => true,
        1..=4 if digits => open && length >= 2,
        _ => false,
    }
}

fn is_open_bracket(text: &str) -> bool {
    matches!(text, "（" | "(")
}

fn is_close_bracket(text: &str) -> bool {
    matches!(text, "）" | ")")
}

fn upright(run: &[Piece]) -> Piece {
    let last = &run[run.len() - 1];
    Piece {
        spans: run.iter().flat_map(|piece| piece.spans.iter().copied()).collect(),
        text: run.iter().map(|piece| piece.text.as_str()).collect(),
        ended: last.ended,
        gap: last.gap,
        vertical: true,
        ..run[0].clone()
    }
}

fn mark_tails(pieces: &mut [Piece]) {
    let mut tail = true;
    for piece in pieces.iter_mut().rev() {
        if piece.gap == Gap::Page {
            tail = true;
        }
        tail &= piece.is_empty();
        piece.tail = tail;
    }
}
