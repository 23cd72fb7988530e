//! What the rules of the grammar are built of: blanks, words, what does not fit.

use nom::sequence::preceded;
use nom::{IResult, Parser};

/// What a rule gives: the rest of the text, and what was read.
pub(super) type Parsed<'a, T> = IResult<&'a str, T>;

/// Blanks and line ends between the parts of a date: `平成 16 年度`, `昭和３７年⏎度`. At most 16.
pub(super) fn gap(input: &str) -> Parsed<'_, &str> {
    let end = input.bytes().take(16).take_while(|b| matches!(b, b' ' | b'\n')).count();
    Ok((&input[end..], &input[..end]))
}

/// A rule with a gap before it.
pub(super) fn spaced<'a, T>(
    rule: impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>>,
) -> impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>> {
    preceded(gap, rule)
}

/// The first of several words that fits.
pub(super) fn words<'a, T: Copy>(table: &'static [(&'static str, T)]) -> impl Fn(&'a str) -> Parsed<'a, T> {
    move |input| {
        let lead = input.as_bytes().first_chunk::<3>();
        let found = table.iter().find(|(word, _)| {
            // Comparing the first character in place is cheaper than asking for the whole word.
            match (word.as_bytes().first_chunk::<3>(), lead) {
                (Some(first), Some(lead)) if first != lead => false,
                _ => input.starts_with(word),
            }
        });
        match found {
            Some((word, meaning)) => Ok((&input[word.len()..], *meaning)),
            None => Err(mismatch(input)),
        }
    }
}

/// No rule fits here.
pub(super) fn mismatch(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify))
}
