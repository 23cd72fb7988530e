//! Numerals without sign or unit: Arabic, kanji, and both mixed. The only place that knows what 十 is worth.

mod shape;
mod sign;
mod sum;
mod token;

pub(crate) use shape::Shape;
pub(crate) use sign::begins_numeral;
pub(crate) use token::arabic;

use super::{Decimal, Flag};
use nom::IResult;
use sign::{Sign, is_formal, sign};
use sum::combine;
use token::{Token, fraction, token};

/// A numeral read from the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Its value, or why the digits make none.
    pub value: Result<Decimal, Flag>,
    /// How it is written.
    pub form: Form,
    /// [`Flag::Formal`], [`Flag::Optional`].
    pub flags: Vec<Flag>,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `1284`, `1,284`, `12.5`.
    Arabic(Shape),
    /// `二十一`, `二〇〇九`.
    Kanji,
    /// `3億2千万`.
    Mixed,
}

/// More pieces than this make no numeral: 兆億万 with four digits each need 36.
const MAX_TOKENS: usize = 64;

/// Most blanks between two pieces, in bytes.
const MAX_GAP: usize = 4;

/// What is counted stands no further behind a gap, in letters.
const LONGEST_SECTION: usize = 24;

/// So many pieces have nearly all numerals of several.
const USUAL_TOKENS: usize = 12;

/// ```text
/// numeral = ( "." digit+ | piece ) { [ gap ] piece }    piece = arabic | kanji digits | tens | small unit | large unit
/// ```
/// `1,284`, `二〇〇九`, `廿一`, `1億2,345万6千`, `1億 2,345万`, `一・五億`.
pub(crate) fn numeral(input: &str) -> IResult<&str, Numeral> {
    let (rest, first) = token(input).or_else(|_| fraction(input))?;
    let Some((mut rest, second)) = next(rest, &first) else {
        return Ok((rest, alone(&first, &input[..input.len() - rest.len()])));
    };
    let mut tokens = Vec::with_capacity(USUAL_TOKENS);
    tokens.extend([first, second]);
    let mut count = 2;
    while let Some((after, found)) = tokens.last().and_then(|last| next(rest, last)) {
        rest = after;
        count += 1;
        if count > MAX_TOKENS {
            tokens.pop();
        }
        tokens.push(found);
    }
    if count > MAX_TOKENS {
        tokens.clear();
    }
    let printed = &input[..input.len() - rest.len()];
    Ok((rest, Numeral { value: combine(&tokens), form: form(&tokens), flags: flags(printed) }))
}

/// A numeral of one piece, as nearly all are.
fn alone(token: &Token, printed: &str) -> Numeral {
    let tokens = std::slice::from_ref(token);
    let flags = if matches!(token, Token::Arabic { .. }) { Vec::new() } else { flags(printed) };
    Numeral { value: combine(tokens), form: form(tokens), flags }
}

/// The next piece; digits of two scripts never touch: the 一 of `一５` is a dash gone wrong.
fn next<'a>(rest: &'a str, last: &Token) -> Option<(&'a str, Token<'a>)> {
    let (after, found) = token(rest).ok().or_else(|| behind_gap(rest, last))?;
    let touching = matches!(
        (last, &found),
        (Token::Arabic { .. }, Token::Digits { .. }) | (Token::Digits { .. }, Token::Arabic { .. })
    );
    (!touching).then_some((after, found))
}

/// A piece behind blanks: 億 behind its figure, or the figure behind 億 if what it counts follows; a figure without unit may
/// be another value, and a kanji another word.
fn behind_gap<'a>(rest: &'a str, last: &Token) -> Option<(&'a str, Token<'a>)> {
    let trimmed = rest.trim_start_matches([' ', '\n']);
    if !(1..=MAX_GAP).contains(&(rest.len() - trimmed.len())) {
        return None;
    }
    let (after, found) = token(trimmed).ok()?;
    let in_numeral = |c: char| c.is_ascii_digit() || ",. ".contains(c) || sign(c).is_some();
    let ahead = || trimmed.chars().take(LONGEST_SECTION);
    let unit = ahead().find(|c| !in_numeral(*c));
    let smaller = ahead().take_while(|c| in_numeral(*c)).any(|c| matches!(sign(c), Some(Sign::Large(_))));
    let goes_on = match (last, &found) {
        (Token::Arabic { .. }, Token::Large(_)) => true,
        (Token::Large(_), Token::Arabic { .. }) => smaller || unit.is_some_and(|c| c > '\u{4E00}'),
        (Token::Large(_), Token::Digits { .. } | Token::Small(_)) => unit == Some('円'),
        _ => false,
    };
    goes_on.then_some((after, found))
}

fn flags(printed: &str) -> Vec<Flag> {
    let (mut formal, mut optional) = (None, None);
    for c in printed.chars().filter(|c| !c.is_ascii()) {
        match c {
            '廿' | '卄' | '卅' | '丗' | '卌' => optional = Some(Flag::Optional),
            _ if is_formal(c) => formal = Some(Flag::Formal),
            _ => {}
        }
    }
    formal.into_iter().chain(optional).collect()
}

fn form(tokens: &[Token]) -> Form {
    match tokens {
        [Token::Arabic { shape, .. }] => Form::Arabic(*shape),
        _ if tokens.iter().any(|token| matches!(token, Token::Arabic { .. })) => Form::Mixed,
        _ => Form::Kanji,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numerals() {
        for (printed, expected, why) in [
            ("1,284", Ok("1284"), "comma groups"),
            ("12,34", Err(Flag::BadGrouping), "commas not at thousands"),
            ("二〇〇九", Ok("2009"), "positional"),
            ("千九百六十二", Ok("1962"), "十百千"),
            ("壱万弐千参百", Ok("12300"), "大字"),
            ("廿一", Ok("21"), "廿 is 20"),
            ("1億2,345万6千", Ok("123456000"), "commas inside a mixed numeral"),
            ("2千3万", Ok("20030000"), "2003 ten-thousands"),
            ("1億 2,345万6千", Ok("123456000"), "a blank between the sections"),
            ("3 兆 4,500 億", Ok("3450000000000"), "blanks wherever letters of two scripts meet"),
            ("1.5億", Ok("150000000"), "a decimal factor"),
            ("一点五", Ok("1.5"), "the point as it is spoken"),
            ("二十一・五", Ok("21.5"), "a decimal behind tens"),
            ("1.5億3千万", Err(Flag::Malformed), "nothing may follow a decimal factor but its unit"),
            ("三二十", Err(Flag::Malformed), "two digits before a unit"),
            ("億", Err(Flag::Malformed), "a unit alone"),
            ("千", Ok("1000"), "small units stand alone"),
            ("億千万", Err(Flag::Malformed), "億 needs a factor"),
            ("3万2億", Err(Flag::Malformed), "units must descend"),
            ("一万一億", Err(Flag::Malformed), "units must descend"),
            ("十〇", Err(Flag::Malformed), "zero is not written after a unit"),
            ("二千〇九", Ok("2009"), "but a zero may fill the place of one left out"),
            ("二千〇二十四", Ok("2024"), "before another unit too"),
            ("千〇〇八", Ok("1008"), "or two"),
            ("一万〇五百", Ok("10500"), "and after a large unit"),
            ("百〇", Err(Flag::Malformed), "nothing follows the zero"),
            ("十〇五", Err(Flag::Malformed), "no place is left out between ten and five"),
            ("〇五百", Err(Flag::Malformed), "nothing stands before the zero"),
            (".5", Ok("0.5"), "the zero of a rate left out"),
        ] {
            let (rest, read) = numeral(printed).unwrap();
            assert_eq!(rest, "", "{printed}: all of it is a numeral");
            assert_eq!(read.value.map(|v| v.to_string()).as_deref(), expected.as_deref(), "{printed}: {why}");
        }
    }

    #[test]
    fn long_input_is_refused_in_time() {
        assert_eq!(numeral(&"9".repeat(1_000_000)).unwrap().1.value, Err(Flag::OutOfRange));
        assert!(numeral(&"十".repeat(1_000_000)).unwrap().1.value.is_err());
    }
}
