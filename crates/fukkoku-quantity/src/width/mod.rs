//! Width folding: two profiles over one table.
//!
//! *Text* is for prose and labels: half-width kana become full-width, letters and digits of full width half-width,
//! Japanese punctuation stays. *Value* is for data cells: all of that, and every character that is only another shape of
//! ordinary ones is written with those (① → `(1)`, ㎢ → `km2`). Neither is NFKC, which would turn ① into 1 and 10² into 102.

mod kana;
mod rules;
mod table;

pub use rules::Profile;
pub use rules::radical;

use rules::{Folding, Report};
use std::borrow::Cow;
use std::ops::Range;

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
///
/// ```
/// assert_eq!(fukkoku_quantity::width::text("ｶﾅ、ＡＢＣ①"), "カナ、ABC①");
/// ```
pub fn text(source: &str) -> Cow<'_, str> {
    fold(source, Profile::Text, &mut |_, _, _| {})
}

/// Folds a data cell: `① ３㎢` → `(1) 3km2`.
///
/// ```
/// assert_eq!(fukkoku_quantity::width::value("① ３㎢"), "(1) 3km2");
/// ```
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

/// Chooses the shape of the letter before it.
pub fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The letters without the selectors of their shapes: 灘 in its traditional shape is the same letter.
pub fn without_selectors(text: &str) -> String {
    text.chars().filter(|c| !is_selector(*c)).collect()
}

#[cfg(test)]
mod tests;
