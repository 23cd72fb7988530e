//! What stands between the blanks of a line.

use super::overprint::overprinted;
use crate::look;
use crate::page::Line;
use crate::source::{Flavour, Source, Span};
use crate::table::grid;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A figure, or what stands for one.
    Figure,
    /// Anything else.
    Word,
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing: it begins a paragraph.
    Paragraph,
    /// A line end.
    Line,
    /// A blank between words.
    Blank,
    /// A blank between words of which one is a single character.
    Half,
    /// A blank between single characters.
    Spread,
    /// The room between two columns, in text that is lined up.
    Column,
}

/// Characters without a blank among them, or with one that parts nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) joint: Joint,
    /// Blanks before it beyond the one that ends the cell before: where cells end with a blank, an empty one is no more than that.
    pub(super) spare: usize,
}

/// The tokens of a line, and the copies of what was printed several times.
pub(super) fn tokens<'a>(source: &'a Source, line: &Line) -> (Vec<Token<'a>>, Vec<Span>) {
    let mut found: Vec<Token<'a>> = Vec::new();
    let (words, spares) = words(source, line);
    let copies = overprinted(source, &words);
    let mut at = 0;
    while at < words.len() {
        let copied = copies.iter().find(|copied| copied.words.start == at);
        let span = copied.map_or(words[at], |copied| copied.first);
        let spare = spares[at];
        at = copied.map_or(at + 1, |copied| copied.words.end);
        let text = source.slice(span);
        match found.last_mut().filter(|before| copied.is_none() && goes_on(before.text, text)) {
            Some(before) => {
                before.span.end = span.end;
                before.text = source.slice(before.span);
                before.kind = kind(before.text);
            }
            None => found.push(Token {
                text,
                span,
                kind: kind(text),
                joint: joint(source, found.last(), text, spare),
                spare,
            }),
        }
    }
    (found, copies.into_iter().map(|copied| copied.others).collect())
}

/// What stands between the blanks of a line, and how many blanks before each may be empty cells.
fn words(source: &Source, line: &Line) -> (Vec<Span>, Vec<usize>) {
    let (mut words, mut spares, mut spare) = (Vec::new(), Vec::new(), 0);
    let mut at = line.span.start;
    for word in source.slice(line.span).split(' ') {
        let start = at + word.len() - word.trim_start().len();
        let span = Span::new(start, start + word.trim().len());
        at += word.len() + 1;
        if span.is_empty() {
            spare += 1;
        } else {
            words.push(span);
            spares.push(spare);
            spare = 0;
        }
    }
    (words, spares)
}

/// Most bytes of what a bracket holds together.
const LONGEST_BRACKET: usize = 240;

/// Whether a blank parts nothing: after a sign, within brackets, after the number of an entry.
fn goes_on(before: &str, text: &str) -> bool {
    let sign = before.chars().all(|c| "△▲▼".contains(c)) && text.contains(look::is_digit);
    let number = before
        .strip_suffix(['.', '．'])
        .is_some_and(|number| (1..=2).contains(&number.chars().count()) && number.chars().all(look::is_digit));
    // `10 月`
    let counted =
        before.chars().count() <= 2 && before.chars().all(look::is_digit) && ["月", "日", "年"].contains(&text);
    // A bracket that nothing closes holds no line together.
    let open = before.len() <= LONGEST_BRACKET && look::depth(before, 0) > 0;
    sign || number && !grid::is_value(text) || counted || open
}

fn joint(source: &Source, before: Option<&Token>, text: &str, spare: usize) -> Joint {
    match before {
        None => Joint::Line,
        Some(before)
            if spare > 0 && source.flavour == Flavour::Layout && !(is_single(before.text) && is_single(text)) =>
        {
            Joint::Column
        }
        Some(before) => match (is_single(before.text), is_single(text)) {
            (true, true) => Joint::Spread,
            (false, false) => Joint::Blank,
            _ => Joint::Half,
        },
    }
}

fn kind(text: &str) -> Kind {
    if is_figure(text) { Kind::Figure } else { Kind::Word }
}

/// A figure, in brackets or not; one that says whether it grew: `2.7％増`.
fn is_figure(text: &str) -> bool {
    grid::is_value(text) || grid::is_value(text.trim_end_matches(['増', '減'])) && text.contains(look::is_digit)
}

/// A single character that may be one of a spread label, behind its number or not: `1.市`.
pub(super) fn is_single(text: &str) -> bool {
    let label = text.trim_start_matches(look::is_digit).strip_prefix(['.', '．']).unwrap_or(text);
    let mut chars = label.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || "・ー（）()".contains(c)) && chars.next().is_none()
}

/// Where a figure ends that a word is glued to: `407衛生費`; a figure with its unit or number is none.
pub(super) fn glued(text: &str) -> Option<usize> {
    let end = text.rfind(look::is_digit).map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8))?;
    let (figure, word) = text.split_at(end);
    let spelt = word.chars().all(char::is_alphabetic) && word.chars().count() >= 1;
    (look::is_figure(figure) && spelt).then_some(end)
}
