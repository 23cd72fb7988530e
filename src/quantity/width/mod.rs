//! Width folding: two profiles over one table.
//!
//! *Text* is for prose and labels: half-width kana become full-width, letters and digits of full width half-width,
//! Japanese punctuation stays. *Value* is for data cells: all of that, and every character that is only another shape of
//! ordinary ones is written with those (① → `(1)`, ㎢ → `km2`). Neither is NFKC, which would turn ① into 1 and 10² into 102.

mod kana;
mod table;

use std::borrow::Cow;
use std::ops::Range;
use table::{RADICALS, ROWS};

/// For which kind of text a character is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Prose and labels.
    Text,
    /// Data cells.
    Value,
}

/// One replacement made by a folding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Which rule: `width`, `kana`, `voicing`, `dash`, `space`, `radical`, `variation`.
    pub rule: &'static str,
}

/// Folds prose: `ｶﾅ、ＡＢＣ①` → `カナ、ABC①`.
pub fn text(source: &str) -> Cow<'_, str> {
    fold(source, Profile::Text, &mut |_, _, _| {})
}

/// Folds a data cell: `① ３㎢` → `(1) 3km2`.
pub fn value(source: &str) -> Cow<'_, str> {
    fold(source, Profile::Value, &mut |_, _, _| {})
}

/// Folds and tells what was changed, in the order of the source.
pub fn changes(source: &str, profile: Profile) -> (Cow<'_, str>, Vec<Change>) {
    let mut changes = Vec::new();
    let folded = fold(source, profile, &mut |range: Range<usize>, after, rule| {
        let before = source[range.clone()].to_owned();
        changes.push(Change { range, before, after: after.to_owned(), rule });
    });
    (folded, changes)
}

/// The ideograph that a radical (U+2E80–U+2FDF) looks like.
pub(crate) fn radical(c: char) -> Option<char> {
    RADICALS.binary_search_by_key(&c, |row| row.0).ok().map(|at| RADICALS[at].1)
}

type Report<'a> = &'a mut dyn FnMut(Range<usize>, &str, &'static str);

/// What becomes of one place: how many bytes are read, what is written, by which rule.
struct Step {
    /// Bytes of the text before it that are read again.
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

fn fold<'a>(source: &'a str, profile: Profile, report: Report) -> Cow<'a, str> {
    let bytes = source.as_bytes();
    let body = match profile {
        Profile::Text => 0..source.len(),
        Profile::Value => trimmed(source),
    };
    let mut folding = Folding {
        source,
        profile,
        spaced: profile == Profile::Value && is_letter_spaced(source),
        out: String::new(),
        copied: body.start,
    };
    if body.start > 0 {
        report(0..body.start, "", "space");
    }
    let mut at = body.start;
    while let Some(found) = next_candidate(bytes, at, body.end, profile) {
        at = found + folding.step(found, report);
    }
    if body.end < source.len() {
        report(body.end..source.len(), "", "space");
    }
    let Folding { mut out, copied, .. } = folding;
    if out.is_empty() && copied == body.start {
        return Cow::Borrowed(&source[body]);
    }
    out.push_str(&source[copied..body.end]);
    Cow::Owned(out)
}

/// The text without blanks at its ends.
fn trimmed(source: &str) -> Range<usize> {
    let start = source.len() - source.trim_start().len();
    start..start.max(source.trim_end().len())
}

/// Whether it is a heading set with blanks between its characters, such as `備 考` or `合　　計`.
fn is_letter_spaced(source: &str) -> bool {
    let mut words = source.split_whitespace();
    let single = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'))
            && chars.next().is_none()
    };
    words.next().is_some_and(single) && words.next().is_some_and(single) && words.all(single)
}

/// The next byte at which a rule may apply; ordinary kana and ideographs are stepped over.
fn next_candidate(bytes: &[u8], mut at: usize, end: usize, profile: Profile) -> Option<usize> {
    while at < end {
        match bytes[at] {
            b' ' | b'\t' | b'\n' | b'\r' if profile == Profile::Value => return Some(at),
            b'-' => return Some(at),
            0x00..0x80 => at += 1,
            0xE4..=0xE9 => at += 3,
            0xE3 if is_plain_kana(bytes.get(at + 1), bytes.get(at + 2)) => at += 3,
            _ => return Some(at),
        }
    }
    None
}

/// U+3041–U+3098 and U+309D–U+30FE without the long mark.
fn is_plain_kana(second: Option<&u8>, third: Option<&u8>) -> bool {
    match (second, third) {
        (Some(0x81), _) => true,
        (Some(0x82), Some(third)) => !matches!(third, 0x99..=0x9C | 0x9F),
        (Some(0x83), Some(third)) => !matches!(third, 0xBC | 0xBF),
        _ => false,
    }
}

struct Folding<'a> {
    source: &'a str,
    profile: Profile,
    spaced: bool,
    out: String,
    copied: usize,
}

impl Folding<'_> {
    /// Applies the rule for the character at `at`; gives the bytes read.
    fn step(&mut self, at: usize, report: Report) -> usize {
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
        if self.copied + step.back <= at {
            self.out.push_str(&self.source[self.copied..at - step.back]);
        } else {
            self.out.truncate(self.out.len().saturating_sub(step.back));
        }
        report(at.saturating_sub(step.back)..end, after, step.rule);
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
        if let Some((base, composed)) = self.previous(at).and_then(|base| Some((base, kana::compose(base, c)?))) {
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

    /// A dash after kana is a long mark, between digits a hyphen; alone it stays a dash.
    fn dash(&self, c: char, at: usize, rest: &str) -> Written {
        let previous = self.previous(at);
        let next = rest.chars().next().map(half);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let long = matches!(c, 'ー' | 'ｰ');
        let changed = |to: char| if to == c { Written::Same } else { Written::Char(to) };
        let after_kana = previous.is_some_and(kana::is_kana);
        if after_kana
            && !digit(next)
            && (long || (matches!(c, '－' | '−' | '‐' | '‑' | '–') && kana::may_lengthen(previous, next)))
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

#[cfg(test)]
mod tests;
