//! The rules of the folding whose neighbours decide.

use super::kana;
use super::table::{RADICALS, ROWS};
use std::ops::Range;

/// For which kind of text a character is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Prose and labels.
    Text,
    /// Data cells.
    Value,
}

/// Told of each replacement: bytes of the source, what stands there now, the rule.
pub(super) type Report<'a> = &'a mut dyn FnMut(Range<usize>, &str, &'static str);

/// The ideograph that a radical (U+2E80–U+2FDF) looks like.
pub fn radical(c: char) -> Option<char> {
    RADICALS.binary_search_by_key(&c, |row| row.0).ok().map(|at| RADICALS[at].1)
}

/// What becomes of one place: how many bytes are read, what is written, by which rule.
struct Step {
    /// Bytes before it, not yet written, that are read again.
    back: usize,
    consumed: usize,
    after: Written,
    rule: &'static str,
}

enum Written {
    Same,
    Char(char),
    Str(&'static str),
}

pub(super) struct Folding<'a> {
    pub(super) source: &'a str,
    pub(super) profile: Profile,
    pub(super) spaced: bool,
    pub(super) out: String,
    pub(super) copied: usize,
}

impl Folding<'_> {
    /// Applies the rule for the character at `at`; gives the bytes read.
    pub(super) fn step(&mut self, at: usize, report: Report) -> usize {
        let Some(c) = self.source[at..].chars().next() else { return 1 };
        let step = self.rule(c, at);
        let mut buffer = [0; 4];
        let after = match step.after {
            Written::Same => return step.consumed,
            Written::Char(c) => c.encode_utf8(&mut buffer),
            Written::Str(text) => text,
        };
        self.write(at, &step, after, report);
        step.consumed
    }

    fn write(&mut self, at: usize, step: &Step, after: &str, report: Report) {
        let end = at + step.consumed;
        self.out.push_str(&self.source[self.copied..at - step.back]);
        report(at - step.back..end, after, step.rule);
        if self.profile == Profile::Value
            && after.starts_with(|c: char| c.is_ascii_digit())
            && after.contains('/')
            && self.ends_in_digit()
        {
            self.out.push(' ');
        }
        self.out.push_str(after);
        self.copied = end;
    }

    fn ends_in_digit(&self) -> bool {
        self.out.ends_with(|c: char| c.is_ascii_digit())
    }

    /// The character written last.
    fn previous(&self, at: usize) -> Option<char> {
        self.source[self.copied..at].chars().next_back().or_else(|| self.out.chars().next_back())
    }

    fn rule(&self, c: char, at: usize) -> Step {
        let consumed = c.len_utf8();
        let rest = &self.source[at + consumed..];
        let step = |after, rule| Step { back: 0, consumed, after, rule };
        match c {
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => step(Written::Char(half(c)), "width"),
            '｡'..='ﾟ' | '゛' | '゜' | '\u{3099}' | '\u{309A}' => self.kana(c, at, rest),
            '-' | '－' | '−' | '‐' | '‑' | '–' | '—' | '―' | 'ー' => step(self.dash(c, at, rest), "dash"),
            '，' | '．' | '：' if self.between(at, rest, |c| c.is_ascii_digit()) => {
                step(Written::Char(half(c)), "width")
            }
            ' ' | '\t' | '\n' | '\r' | '\u{3000}' => step(self.blank(c, at, rest), "space"),
            '\u{2E80}'..='\u{2FDF}' => step(radical(c).map_or(Written::Same, Written::Char), "radical"),
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => step(self.selector(), "variation"),
            _ => step(self.look_up(c, at), "width"),
        }
    }

    /// The row of the table; superscripts in a row get one `^`.
    fn look_up(&self, c: char, at: usize) -> Written {
        let Ok(found) = ROWS.binary_search_by_key(&c, |row| row.0) else { return Written::Same };
        let (_, text, value) = ROWS[found];
        let after = if self.profile == Profile::Text { text } else { value };
        let raised = |c: char| ROWS.binary_search_by_key(&c, |row| row.0).is_ok_and(|row| ROWS[row].2.starts_with('^'));
        let after = match after.strip_prefix('^') {
            Some(digit) if !digit.is_empty() && self.source[..at].chars().next_back().is_some_and(raised) => digit,
            _ => after,
        };
        let mut chars = after.chars();
        if chars.next() == Some(c) && chars.next().is_none() { Written::Same } else { Written::Str(after) }
    }

    /// Half-width kana, composed with the voicing mark that follows; marks after full-width kana.
    fn kana(&self, c: char, at: usize, rest: &str) -> Step {
        let full = kana::full(c);
        let next = rest.chars().next();
        let composed =
            next.filter(|mark| kana::is_mark(*mark)).and_then(|mark| Some((mark, kana::compose(full, mark)?)));
        if let Some((mark, composed)) = composed {
            return Step {
                back: 0,
                consumed: c.len_utf8() + mark.len_utf8(),
                after: Written::Char(composed),
                rule: "voicing",
            };
        }
        let consumed = c.len_utf8();
        // Only with its neighbour as printed: one that was written for another, or stood before a character dropped,
        // has no bytes here that could be read again.
        let neighbour = self.source[self.copied..at].chars().next_back();
        if let Some((base, composed)) = neighbour.and_then(|base| Some((base, kana::compose(base, c)?))) {
            return Step { back: base.len_utf8(), consumed, after: Written::Char(composed), rule: "voicing" };
        }
        if full == 'ー' {
            let dash = self.dash(c, at, rest);
            return Step {
                back: 0,
                consumed,
                after: if matches!(dash, Written::Same) { Written::Char(full) } else { dash },
                rule: "kana",
            };
        }
        Step { back: 0, consumed, after: if full == c { Written::Same } else { Written::Char(full) }, rule: "kana" }
    }

    /// A dash after kana is a long mark, between digits a hyphen; alone it stays a dash. The ASCII hyphen is one only
    /// among half-width kana: `ﾃﾞ-ﾀ` is データ.
    fn dash(&self, c: char, at: usize, rest: &str) -> Written {
        let previous = self.previous(at);
        let next = rest.chars().next().map(half);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let long = matches!(c, 'ー' | 'ｰ');
        let changed = |to: char| if to == c { Written::Same } else { Written::Char(to) };
        let after_kana = previous.is_some_and(kana::is_kana);
        // U+2015 is a dash of its own between words; typed for a long mark it ends a word or stands in one.
        let bar =
            matches!(c, '—' | '―') && previous.is_some_and(kana::is_katakana) && next.is_none_or(kana::is_katakana);
        let among_half_width = c == '-' && self.source[..at].ends_with(kana::is_half_width) && !letter(next);
        if after_kana
            && !digit(next)
            && (long
                || among_half_width
                || bar
                || (matches!(c, '－' | '−' | '‐' | '‑' | '–') && kana::may_lengthen(previous, next)))
        {
            return changed('ー');
        }
        if digit(previous) && digit(next) || (letter(previous) && letter(next) && !long) {
            return changed('-');
        }
        if digit(next) && matches!(c, '－' | '−') && !letter(previous) {
            return changed('-');
        }
        if long { Written::Same } else { self.look_up(c, at) }
    }

    fn between(&self, at: usize, rest: &str, kind: fn(char) -> bool) -> bool {
        self.previous(at).is_some_and(kind) && rest.chars().next().map(half).is_some_and(kind)
    }

    /// A blank: kept in prose, unless it is an ideographic one between Latin words; single in a cell.
    fn blank(&self, c: char, at: usize, rest: &str) -> Written {
        match self.profile {
            Profile::Text if c == '\u{3000}' && self.between(at, rest, |c| c.is_ascii_alphanumeric()) => {
                Written::Str(" ")
            }
            Profile::Text => Written::Same,
            Profile::Value if self.spaced || self.previous(at) == Some(' ') => Written::Str(""),
            Profile::Value if c == ' ' => Written::Same,
            Profile::Value => Written::Str(" "),
        }
    }

    /// Variation selectors choose a shape of an ideograph: kept in prose, dropped from data.
    fn selector(&self) -> Written {
        if self.profile == Profile::Text { Written::Same } else { Written::Str("") }
    }
}

/// Half-width form of a full-width ASCII character; others as they are.
fn half(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5D}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
