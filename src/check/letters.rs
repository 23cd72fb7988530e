//! The characters of an element without blanks, each with its place: what wrapped lines say.

use fukkoku_recover::source::{Source, Span};

/// A character with the byte where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The character.
    pub c: char,
    /// Its first byte in the source.
    pub at: usize,
}

impl Letter {
    /// The byte behind it.
    pub(super) fn end(self) -> usize {
        self.at + self.c.len_utf8()
    }
}

/// The characters of some spans, blanks and line ends left out.
pub(super) fn letters(source: &Source, spans: &[Span]) -> Vec<Letter> {
    let mut found = Vec::new();
    for span in spans {
        let chars = source.slice(*span).char_indices().filter(|(_, c)| !c.is_whitespace());
        found.extend(chars.map(|(offset, c)| Letter { c, at: span.start + offset }));
    }
    found
}

/// The span from one letter to another, both included.
pub(super) fn span(first: Letter, last: Letter) -> Span {
    Span::new(first.at, last.end())
}

/// The same letters as text.
pub(super) fn text(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.c).collect()
}

/// Where a printed text stands in some spans, its line wraps aside; the first place.
pub(super) fn locate(source: &Source, spans: &[Span], printed: &str) -> Option<Span> {
    let wanted: Vec<char> = printed.chars().filter(|c| !c.is_whitespace()).collect();
    let letters = letters(source, spans);
    let fits = |window: &&[Letter]| window.iter().map(|letter| letter.c).eq(wanted.iter().copied());
    let found = letters.windows(wanted.len().max(1)).find(fits)?;
    Some(span(*found.first()?, *found.last()?))
}

/// The value of a digit of either width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// A number of digits of either width at a place: its value, and how many letters it has. At most nine digits.
pub(super) fn number(letters: &[Letter]) -> Option<(u32, usize)> {
    let digits: Vec<u32> = letters.iter().map_while(|letter| digit(letter.c)).take(10).collect();
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    Some((digits.iter().fold(0, |value, digit| value * 10 + digit), digits.len()))
}
