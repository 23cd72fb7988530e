//! Text made ready for the grammars: one spelling of digits, dashes and waves, each byte led back to where it stood.

use super::Era;
use std::borrow::Cow;
use std::ops::Range;

/// Folded text and, for each of its bytes, the byte of the source it came from.
///
/// - Letters, digits and punctuation of full width become ASCII; all wave dashes become `～`, all dashes `-`.
/// - Blanks of every kind become a space, line ends stay; characters without width are dropped.
/// - `㍻` becomes 平成; radicals (⽉, ⽇) and the twins of 令 and its like in old Korean sets become the ideographs they look like. Circled digits stay: ① is not 1.
#[derive(Clone, Debug)]
pub(crate) struct Folded {
    /// What the grammars read.
    pub text: String,
    origin: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn new(source: &str) -> Self {
        if source.bytes().all(|b| matches!(b, b'\n' | b' '..=b'}')) {
            return Self { text: source.to_owned(), origin: (0..=source.len() as u32).collect() };
        }
        let mut folded =
            Self { text: String::with_capacity(source.len()), origin: Vec::with_capacity(source.len() + 1) };
        for (at, c) in source.char_indices() {
            folded.push(c, at);
        }
        folded.origin.push(source.len() as u32);
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        match fold(c) {
            Fold::Same => self.text.push(c),
            Fold::Char(other) => self.text.push(other),
            Fold::Text(text) => self.text.push_str(text),
            Fold::Nothing => {}
        }
        self.origin.resize(self.text.len(), at as u32);
    }

    /// The place in the source of a place in the folded text.
    pub(crate) fn origin(&self, at: usize) -> usize {
        self.origin.get(at).or(self.origin.last()).map_or(0, |at| *at as usize)
    }

    /// The range in the source of a range in the folded text.
    pub(crate) fn source_range(&self, range: Range<usize>) -> Range<usize> {
        self.origin(range.start)..self.origin(range.end)
    }
}

/// The folded text alone, for readers of whole cells; borrowed if nothing changes.
pub(crate) fn fold_text(source: &str) -> Cow<'_, str> {
    let same = unchanged(source.as_bytes());
    if same == source.len() {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.len());
    text.push_str(&source[..same]);
    for c in source[same..].chars() {
        match fold(c) {
            Fold::Same => text.push(c),
            Fold::Char(other) => text.push(other),
            Fold::Text(other) => text.push_str(other),
            Fold::Nothing => {}
        }
    }
    Cow::Owned(text)
}

/// How many bytes at the start are ASCII, kana or common ideographs, which [`fold`] leaves alone.
fn unchanged(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\n' | b' '..=b'}' => 1,
            0xE5..=0xE9 => 3,
            0xE4 if bytes.get(at + 1).is_some_and(|next| *next >= 0xB8) => 3,
            0xE3 if matches!(bytes.get(at + 1), Some(0x81..=0x83)) => 3,
            _ => break,
        };
    }
    at
}

/// The ideograph that a compatibility ideograph repeats, of those that dates, numerals and units are written with.
/// Names keep theirs: nothing else is folded.
fn twin(c: char) -> Option<char> {
    let twin = match c {
        '\u{F9A8}' => '令',
        '\u{F98E}' => '年',
        '\u{FA01}' => '度',
        '\u{F96B}' => '参',
        '\u{F973}' => '拾',
        '\u{F9D1}' => '六',
        '\u{F9B2}' => '零',
        '\u{F969}' => '数',
        '\u{F90A}' => '金',
        '\u{F961}' | '\u{F9DB}' => '率',
        '\u{F9E9}' => '里',
        _ => return None,
    };
    Some(twin)
}

enum Fold {
    Same,
    Char(char),
    Text(&'static str),
    Nothing,
}

fn fold(c: char) -> Fold {
    match c {
        ' '..='}' | '\n' | '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => Fold::Same,
        '\r' => Fold::Nothing,
        '～' | '〜' | '∼' | '~' | '〰' | '⁓' => Fold::Char('～'),
        '－' | '−' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '﹣' | '⁃' => Fold::Char('-'),
        '\u{FF01}'..='\u{FF5D}' => char::from_u32(c as u32 - 0xFEE0).map_or(Fold::Same, Fold::Char),
        '\t' | '\u{3000}' | '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => Fold::Char(' '),
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => Fold::Nothing,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Fold::Nothing,
        '･' => Fold::Char('・'),
        '､' => Fold::Char('、'),
        '｡' => Fold::Char('。'),
        'ｰ' => Fold::Char('ー'),
        '〔' | '【' => Fold::Char('['),
        '〕' | '】' => Fold::Char(']'),
        '\u{F900}'..='\u{FAFF}' => twin(c).map_or(Fold::Same, Fold::Char),
        '¥' | '￥' => Fold::Char('¥'),
        '㍾' => Fold::Text(Era::Meiji.name()),
        '㍽' => Fold::Text(Era::Taisho.name()),
        '㍼' => Fold::Text(Era::Showa.name()),
        '㍻' => Fold::Text(Era::Heisei.name()),
        '㋿' => Fold::Text(Era::Reiwa.name()),
        '\u{2E80}'..='\u{2FDF}' => super::width::radical(c).map_or(Fold::Same, Fold::Char),
        _ => Fold::Same,
    }
}
