//! Kinds of pieces.

use super::piece::Piece;
use crate::look::{is_bullet, is_code, is_date, is_digit, is_figure, is_letter_date};

/// What a piece looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing printed.
    Empty,
    /// Begins with a bullet.
    Bullet,
    /// One to three digits.
    Integer,
    /// More digits, or groups of three.
    Amount,
    /// With a decimal point.
    Decimal,
    /// With a percent sign.
    Percent,
    /// A symbol of statistical tables.
    Symbol,
    /// A year that names a row: `昭和37年`, `同年７月`.
    Year,
    /// A month or day: `10月`, `同月`.
    Month,
    /// Digits parted by hyphens: telephone and house numbers.
    Code,
    /// A bracketed date.
    Dated,
    /// Begins with a bracket.
    Bracket,
    /// Begins with Latin letters.
    Latin,
    /// Begins with a digit, goes on with letters.
    Counted,
    /// Vertical text.
    Vertical,
    /// Several words listed with 、 or ・.
    Listed,
    /// Up to six characters.
    Short,
    /// Anything longer.
    Text,
}

/// Families of classes that back each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Numbers and what stands for them.
    Number,
    /// Words.
    Word,
    /// Dates.
    Date,
    /// None of these.
    Other,
}

impl Class {
    /// All of them.
    pub(super) const ALL: [Class; Class::COUNT] = [
        Class::Empty,
        Class::Bullet,
        Class::Integer,
        Class::Amount,
        Class::Decimal,
        Class::Percent,
        Class::Symbol,
        Class::Year,
        Class::Month,
        Class::Code,
        Class::Dated,
        Class::Bracket,
        Class::Latin,
        Class::Counted,
        Class::Vertical,
        Class::Listed,
        Class::Short,
        Class::Text,
    ];
    /// How many there are.
    pub(super) const COUNT: usize = 18;

    /// The class of a piece.
    pub(super) fn of(piece: &Piece) -> Class {
        let text = piece.text.as_str();
        match text.chars().next() {
            _ if piece.vertical => Class::Vertical,
            None => Class::Empty,
            Some(c) if is_bullet(c) => Class::Bullet,
            Some(_) if is_date(text) && text.contains('年') || is_letter_date(text) => Class::Year,
            Some(_) if is_date(text) => Class::Month,
            Some(_) if is_code(text) => Class::Code,
            Some(_) if is_figure(text) => numeric(text),
            Some(_) if matches!(text, "-" | "－" | "―" | "…" | "x" | "X" | "Ｘ" | "***" | "〃") => Class::Symbol,
            Some('(' | '（' | '<' | '＜' | '「' | '［') => bracketed(text),
            Some(c) if is_digit(c) => Class::Counted,
            Some(c) if c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(&c) => Class::Latin,
            Some(_) if text.contains('、') => Class::Listed,
            Some(_) if text.chars().count() <= 6 => Class::Short,
            Some(_) => Class::Text,
        }
    }

    /// Its family.
    pub(super) fn family(self) -> Family {
        match self {
            Class::Integer | Class::Amount | Class::Decimal | Class::Percent | Class::Symbol => Family::Number,
            Class::Latin | Class::Listed | Class::Short | Class::Text => Family::Word,
            Class::Year | Class::Month => Family::Date,
            Class::Empty
            | Class::Bullet
            | Class::Code
            | Class::Dated
            | Class::Bracket
            | Class::Counted
            | Class::Vertical => Family::Other,
        }
    }

    /// Whether it is a number.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Class::Integer | Class::Amount | Class::Decimal | Class::Percent)
    }
}

fn numeric(text: &str) -> Class {
    match () {
        () if text.contains(['%', '％']) => Class::Percent,
        () if text.contains(['.', '．']) => Class::Decimal,
        () if text.contains([',', '，']) || text.chars().filter(|&c| is_digit(c)).count() > 3 => Class::Amount,
        () => Class::Integer,
    }
}

fn bracketed(text: &str) -> Class {
    let inner = text.trim_matches(|c| "()（）<>＜＞".contains(c));
    let dated = !inner.is_empty() && inner.chars().all(|c| is_digit(c) || ".．元～〜".contains(c));
    if dated && text.starts_with(['(', '（']) { Class::Dated } else { Class::Bracket }
}

/// Whether the line that begins at piece `start` holds numbers enough for a row of the body.
pub(super) fn is_line_of_numbers(pieces: &[Piece], start: usize) -> bool {
    let line: Vec<&Piece> = pieces[start..].iter().take_while(|piece| piece.line == pieces[start].line).collect();
    let words = line.iter().filter(|piece| !piece.is_empty()).count();
    let numbers = line.iter().filter(|piece| Class::of(piece).is_number()).count();
    numbers * 10 >= words * 3 && numbers > 0
}

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastChar {
    /// Digit and closing bracket: `…(38.2)`.
    DateBracket,
    /// Closing bracket.
    Bracket,
    /// Comma.
    Comma,
    /// Full stop.
    Stop,
    /// Digit.
    Digit,
    /// Anything else.
    Other,
}

impl LastChar {
    /// How many there are.
    pub(super) const COUNT: usize = 6;

    /// The kind of the last characters of `text`.
    pub(super) fn of(text: &str) -> LastChar {
        let mut last = text.chars().rev();
        match (last.next(), last.next()) {
            (Some(')' | '）'), Some(c)) if is_digit(c) => LastChar::DateBracket,
            (Some(')' | '）' | '>'), _) => LastChar::Bracket,
            (Some('、' | ',' | '，' | '・'), _) => LastChar::Comma,
            (Some('。'), _) => LastChar::Stop,
            (Some(c), _) if is_digit(c) => LastChar::Digit,
            _ => LastChar::Other,
        }
    }
}
