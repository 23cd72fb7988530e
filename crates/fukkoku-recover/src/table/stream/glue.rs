//! What a piece is by its characters, and how it belongs to the one before it on its line.

use super::piece::{Glue, Piece};
use crate::look::{is_code, is_digit, is_figure};
use crate::page::Gap;
use fukkoku_quantity::Era;

/// What stands on both sides of a space within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seam {
    /// Two numbers, or a word and an amount.
    Numbers,
    /// A script changes: Japanese beside half-width letters or digits.
    Scripts,
    /// Japanese on both sides.
    Japanese,
    /// A word of letters and a Japanese one: `DV 支援`, `窓口 BPR`.
    Words,
}

impl Seam {
    /// How many there are.
    pub(super) const COUNT: usize = 4;

    /// The seam between two texts.
    pub(super) fn of(left: &str, right: &str) -> Seam {
        let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let (last, first) = (left.chars().last(), right.chars().next());
        let number = |text: &str| is_figure(text) || is_code(text);
        match () {
            () if number(left) && number(right) || is_amount(right) => Seam::Numbers,
            () if is_word(left, last) != is_word(right, first) => Seam::Words,
            () if narrow(last) || narrow(first) => Seam::Scripts,
            () => Seam::Japanese,
        }
    }
}

/// Whether the edge of a text belongs to a word of letters: two or more, and a single one is a number or a mark.
fn is_word(text: &str, edge: Option<char>) -> bool {
    edge.is_some_and(|c| c.is_ascii_alphabetic()) && text.chars().filter(char::is_ascii_alphabetic).count() > 1
}

/// A figure with a comma, a point or a sign: more than a number that counts or names.
pub(super) fn is_amount(text: &str) -> bool {
    let mut inner = text.chars().skip(1);
    is_figure(text)
        && (inner.any(|c| ",.，．".contains(c)) || text.starts_with(['▲', '△']))
        && text.ends_with(|c| is_digit(c) || c == '%')
}

/// `1␣382`: marks groups of three digits behind a space, if the table parts thousands so.
///
/// Only a group that begins with 0 proves it: no number of its own does.
pub(super) fn mark_thousands(pieces: &mut [Piece]) {
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let group = |text: &str| digits(text) && text.len() == 3;
    let follows = |pieces: &[Piece], at: usize| {
        pieces[at - 1].gap == Gap::Same && digits(&pieces[at - 1].text) && group(&pieces[at].text)
    };
    let proves = |at: &usize| follows(pieces, *at) && pieces[*at].text.starts_with('0');
    if (1..pieces.len()).filter(proves).count() < 2 {
        return;
    }
    for at in 1..pieces.len() {
        if follows(pieces, at) && pieces[at].glue == Glue::None {
            pieces[at].glue = match () {
                () if pieces[at].text.starts_with('0') => Glue::Figure,
                () if pieces[at - 1].text.len() < 3 => Glue::Date,
                () => Glue::Thousands,
            };
        }
    }
}

/// Marks spaces where a script changes, if the document writes one at every such change, as some word processors do.
pub(super) fn mark_scripts(pieces: &mut [Piece]) {
    // Only digits: a Latin word often begins a cell.
    let narrow = |c: char| c.is_ascii_digit();
    let wide = |c: char| ('\u{3041}'..='\u{9FFF}').contains(&c);
    let changes = |(a, b): (char, char)| narrow(a) && wide(b) || wide(a) && narrow(b);
    let within =
        |piece: &Piece| piece.text.chars().zip(piece.text.chars().skip(1)).filter(|&pair| changes(pair)).count();
    let joined: usize = pieces.iter().map(within).sum();
    // Only where both sides are one figure: elsewhere the space may be a border.
    let spaced = pieces.iter().filter(|piece| piece.glue == Glue::Figure).count();
    if spaced < 3 || joined * 12 > spaced {
        return;
    }
    for at in 1..pieces.len() {
        let (before, here) = (&pieces[at - 1], &pieces[at]);
        let ends = before.text.chars().last().zip(here.text.chars().next());
        // What is counted ends a figure.
        let ended = ["歳", "歳以上", "人", "件", "円", "戸", "台", "名", "世帯"].contains(&before.text.as_str());
        let begins = ended
            || Era::NAMES.iter().any(|era| here.text.starts_with(era))
            || is_code(&before.text)
            || is_code(&here.text);
        if before.gap == Gap::Same && here.glue == Glue::None && ends.is_some_and(changes) && !begins {
            pieces[at].glue = Glue::Script;
        }
    }
}

/// What may stand alone behind a number, where a font makes the extractor write spaces around digits.
const COUNTERS: [&str; 27] = [
    "年",
    "月",
    "日",
    "年度",
    "番地",
    "番地の",
    "番",
    "号",
    "度",
    "分",
    "秒",
    "人",
    "歳",
    "歳以上",
    "件",
    "戸",
    "台",
    "名",
    "次",
    "期",
    "円",
    "ｍ",
    "㎡",
    "世帯",
    "箇所",
    "か所",
    "時",
];

/// `平成␣17␣年␣9␣月`, `1317␣番地`: parts of one date or figure.
pub(super) fn mark_glue(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        if pieces[at - 1].gap == Gap::Same {
            pieces[at].glue = glue(pieces, at);
        }
    }
}

/// `昭和26.`, `12.`: a year or month that goes on behind the space.
fn is_point_date(text: &str) -> bool {
    let digits = text.trim_end_matches('.').trim_start_matches(|c: char| !is_digit(c) && c != '.');
    text.ends_with('.') && (1..=2).contains(&digits.chars().count()) && digits.chars().all(is_digit)
}

fn glue(pieces: &[Piece], at: usize) -> Glue {
    let (before, here) = (&pieces[at - 1].text, &pieces[at].text);
    let era = Era::NAMES.iter().any(|era| before.ends_with(era));
    let counted = before.ends_with(is_digit) && COUNTERS.contains(&here.as_str());
    let only_digits = !before.is_empty() && before.chars().all(is_digit);
    let dated = only_digits && here.starts_with(['年', '月', '日']) && !pieces[at - 1].line_start;
    // A bare number after 月 is a day only if 日 follows.
    let after = here.trim_start_matches(is_digit);
    let next = if after.is_empty() { pieces.get(at + 1).map_or("", |next| next.text.as_str()) } else { after };
    let part = here.starts_with(is_digit) && here.chars().count() <= 3 && next.starts_with(['月', '日']);
    match () {
        () if counted || dated || (era && here.starts_with(is_digit)) => Glue::Figure,
        () if before.ends_with(['年', '月']) && part => Glue::Date,
        () if is_point_date(before)
            && here.starts_with(is_digit)
            && here.trim_end_matches('.').chars().all(is_digit) =>
        {
            Glue::Date
        }
        () => Glue::None,
    }
}
