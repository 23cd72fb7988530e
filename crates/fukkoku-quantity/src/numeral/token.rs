//! The pieces of a numeral.

use super::shape::{Shape, shape};
use super::sign::{Sign, digit, sign};
use nom::IResult;

/// A piece of a numeral.
pub(super) enum Token<'a> {
    Arabic { text: &'a str, shape: Shape },
    Digits { text: &'a str, count: usize, zeros: usize, point: bool },
    Tens(i64),
    Small(i64),
    Large(u32),
}

/// The first character tells which piece it is.
pub(super) fn token(input: &str) -> IResult<&str, Token<'_>> {
    let Some(first) = input.chars().next() else { return Err(mismatch(input)) };
    if first.is_ascii_digit() {
        let (rest, text) = arabic(input)?;
        return Ok((rest, Token::Arabic { text, shape: shape(text) }));
    }
    let rest = &input[first.len_utf8()..];
    match sign(first) {
        Some(Sign::Digit(_)) => kanji_digits(input),
        Some(Sign::Tens(value)) => Ok((rest, Token::Tens(value))),
        Some(Sign::Small(unit)) => Ok((rest, Token::Small(unit))),
        Some(Sign::Large(power)) => Ok((rest, Token::Large(power))),
        None => Err(mismatch(input)),
    }
}

/// `.5`: tables of rates leave out the zero.
pub(super) fn fraction(input: &str) -> IResult<&str, Token<'_>> {
    let places = input.strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if places == 0 || input[1 + places..].starts_with(['.', ',']) {
        return Err(mismatch(input));
    }
    let shape = Shape::Point { places: places as u32, like_group: false };
    Ok((&input[1 + places..], Token::Arabic { text: &input[..=places], shape }))
}

/// ```text
/// arabic = digit+ { ("," | ".") digit+ }
/// ```
/// `1284`, `1,284`, `712.819`. Whether the separators make sense is [`shape`]'s question.
pub(crate) fn arabic(input: &str) -> IResult<&str, &str> {
    let bytes = input.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (end > 0 && matches!(bytes[end..], [b',' | b'.', b'0'..=b'9', ..])) {
        end += 1;
    }
    if end == 0 { Err(mismatch(input)) } else { Ok((&input[end..], &input[..end])) }
}

/// ```text
/// kanji digits = digit+ [ ( "・" | "点" ) digit+ ]
/// ```
/// `二〇〇九`, `一・五`, `一点五`; in `一点一点` points are counted.
fn kanji_digits(input: &str) -> IResult<&str, Token<'_>> {
    let run = |text: &str| text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    let whole = run(input);
    let spoken = |rest: &'_ str| rest.strip_prefix('点').filter(|rest| !rest[run(rest)..].starts_with('点')).map(run);
    let point = input[whole..].strip_prefix('・').map(run).or_else(|| spoken(&input[whole..])).unwrap_or(0);
    let end = if point > 0 { whole + '・'.len_utf8() + point } else { whole };
    let text = &input[..end];
    let zeros = text.chars().take_while(|c| digit(*c) == Some(0)).count();
    Ok((&input[end..], Token::Digits { text, count: whole / '一'.len_utf8(), zeros, point: point > 0 }))
}

fn mismatch(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))
}
