//! From the lines of a table to the stream of pieces that an alignment lays over its columns.
//!
//! An extractor ends every paragraph of a cell, and every empty cell, with one space. So the pieces are what stands between
//! spaces and line ends; nothing followed by a space is an *empty piece*, a cell in which nothing is printed.

use crate::read::scan::{Gap, Line};
use crate::source::{Source, Span};

/// One piece of a table's text.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its characters in the source; several spans when vertical text was collapsed, none for an empty piece.
    pub spans: Vec<Span>,
    /// The characters.
    pub text: String,
    /// A space follows: a paragraph ended, or an inner space.
    pub ended: bool,
    /// What follows the space.
    pub gap: Gap,
    /// Text set vertically, one character a line.
    pub vertical: bool,
    /// It begins a line of the input.
    pub line_start: bool,
    /// Lines of the cell that it fills, 1 or more.
    pub lines: u8,
    /// Only empty pieces follow up to the next page or the end.
    pub tail: bool,
    /// Whether a border before it would cut a date or number in two.
    pub glue: Glue,
    /// Byte offset in the source, also for an empty piece.
    pub at: usize,
    /// Index of its line among the table's lines.
    pub line: usize,
}

/// How a piece belongs to the one before it on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glue {
    /// Not at all.
    None,
    /// A script changes, where the document writes a space at every change.
    Script,
    /// Year and month, month and day: one date, unless they have columns of their own.
    Date,
    /// Two groups of three digits, where thousands are parted by a space: one number or two.
    Thousands,
    /// A number and what it counts, an era and its year.
    Figure,
}

impl Piece {
    /// Whether nothing is printed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// What stands on both sides of a space within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
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
    pub const COUNT: usize = 4;

    /// The seam between two texts.
    pub fn of(left: &str, right: &str) -> Seam {
        let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let (last, first) = (left.chars().last(), right.chars().next());
        match () {
            () if is_figure(left) && is_figure(right) || is_amount(right) => Seam::Numbers,
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

fn is_figure(text: &str) -> bool {
    text.chars().any(is_digit) && text.chars().all(|c| is_digit(c) || ",.，．%％△▲-－".contains(c))
}

/// A figure with a comma, a point or a sign: more than a number that counts or names.
pub fn is_amount(text: &str) -> bool {
    let mut inner = text.chars().skip(1);
    is_figure(text)
        && (inner.any(|c| ",.，．".contains(c)) || text.starts_with(['▲', '△']))
        && text.ends_with(|c| is_digit(c) || c == '%')
}

/// `1␣382`: marks groups of three digits behind a space, if the table parts thousands so.
///
/// Only a group that begins with 0 proves it: no number of its own does.
fn mark_thousands(pieces: &mut [Piece]) {
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

/// `S37.9.1`, `R元.11.6`, `Ｈ２１．４`: a date with a letter for its era.
pub fn is_letter_date(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(|c| "MTSHRＭＴＳＨＲ".contains(c)) else { return false };
    let mut parts = rest.split(['.', '．']);
    let number = |part: &str| !part.is_empty() && part.chars().count() <= 2 && part.chars().all(is_digit);
    parts.next().is_some_and(|year| year == "元" || number(year)) && rest.contains(['.', '．']) && parts.all(number)
}

/// Marks spaces where a script changes, if the document writes one at every such change, as some word processors do.
fn mark_scripts(pieces: &mut [Piece]) {
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
        let begins =
            ended || ERAS.iter().any(|era| here.text.starts_with(era)) || is_code(&before.text) || is_code(&here.text);
        if before.gap == Gap::Same && here.glue == Glue::None && ends.is_some_and(changes) && !begins {
            pieces[at].glue = Glue::Script;
        }
    }
}

/// Digits parted by hyphens: telephone numbers.
pub fn is_code(text: &str) -> bool {
    let mut parts = text.split(['-', '－', '‐']);
    let all = parts.clone().all(|part| !part.is_empty() && part.chars().all(is_digit));
    all && parts.nth(1).is_some()
}

const ERAS: [&str; 5] = ["明治", "大正", "昭和", "平成", "令和"];

/// Cuts lines into pieces and collapses vertical text.
pub fn cut(source: &Source, lines: &[Line]) -> Vec<Piece> {
    let split = lines.iter().enumerate().flat_map(|(index, line)| split_line(source, line, index)).collect();
    let mut pieces = collapse_vertical(join_eras(split));
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
            Some(era) if is_era_name(&era.text) && era.gap != Gap::Same && is_year_of_era(&piece.text) => {
                absorb(era, piece);
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

fn is_era_name(text: &str) -> bool {
    ERAS.contains(&text)
}

fn is_year_of_era(text: &str) -> bool {
    text == "元" || (!text.is_empty() && text.chars().count() <= 2 && text.chars().all(is_digit))
}

/// Half- or full-width digit.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Joins runs of one-character lines into one vertical piece.
fn collapse_vertical(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        match vertical_run(&pieces[at..]) {
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
    let enough = length >= 3 || (length == 2 && pieces[1].ended && !pieces[0].ended);
    if enough { length } else { 0 }
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
fn mark_glue(pieces: &mut [Piece]) {
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
    let era = ERAS.iter().any(|era| before.ends_with(era));
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
