//! Numerals without sign or unit: Arabic, kanji, and both mixed. The only place that knows what 十 is worth.

mod shape;
mod sum;

use super::{Decimal, Flag};
use nom::IResult;
use shape::shape;
use sum::combine;

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

/// How the separators of an Arabic numeral stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `1284`
    Plain,
    /// `1,284`
    Grouped,
    /// `12.5` or `1,284.5`, with its places.
    Point {
        /// Digits after the point.
        places: u32,
        /// The digits before the point could be the first group of thousands.
        like_group: bool,
    },
    /// `12.345.678`
    Points,
    /// `12,34`
    Bad,
}

/// More pieces than this make no numeral: 兆億万 with four digits each need 36.
const MAX_TOKENS: usize = 64;

/// So many pieces have nearly all numerals of several.
const USUAL_TOKENS: usize = 12;

enum Token<'a> {
    Arabic { text: &'a str, shape: Shape },
    Digits { text: &'a str, count: usize, zeros: usize, point: bool },
    Tens(i64),
    Small(i64),
    Large(u32),
}

/// ```text
/// numeral = ( "." digit+ | piece ) { piece }    piece = arabic | kanji digits | tens | small unit | large unit
/// ```
/// `1,284`, `二〇〇九`, `廿一`, `1億2,345万6千`, `一・五億`.
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
    let (after, found) = token(rest).ok()?;
    let touching = matches!(
        (last, &found),
        (Token::Arabic { .. }, Token::Digits { .. }) | (Token::Digits { .. }, Token::Arabic { .. })
    );
    (!touching).then_some((after, found))
}

/// `.5`: tables of rates leave out the zero.
fn fraction(input: &str) -> IResult<&str, Token<'_>> {
    let places = input.strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if places == 0 || input[1 + places..].starts_with(['.', ',']) {
        return Err(mismatch(input));
    }
    let shape = Shape::Point { places: places as u32, like_group: false };
    Ok((&input[1 + places..], Token::Arabic { text: &input[..=places], shape }))
}

/// The first character tells which piece it is.
fn token(input: &str) -> IResult<&str, Token<'_>> {
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

fn mismatch(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))
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
/// kanji digits = digit+ [ "・" digit+ ]
/// ```
/// `二〇〇九`, `一・五`.
fn kanji_digits(input: &str) -> IResult<&str, Token<'_>> {
    let run = |text: &str| text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    let whole = run(input);
    let point = input[whole..].strip_prefix('・').map_or(0, run);
    let end = if point > 0 { whole + '・'.len_utf8() + point } else { whole };
    let text = &input[..end];
    let zeros = text.chars().take_while(|c| digit(*c) == Some(0)).count();
    Ok((&input[end..], Token::Digits { text, count: (whole + point) / '一'.len_utf8(), zeros, point: point > 0 }))
}

/// What a kanji is worth in a numeral.
enum Sign {
    Digit(i64),
    Tens(i64),
    Small(i64),
    /// The power of ten.
    Large(u32),
}

fn sign(c: char) -> Option<Sign> {
    let sign = match c {
        '〇' | '零' => Sign::Digit(0),
        '一' | '壱' | '壹' | '弌' => Sign::Digit(1),
        '二' | '弐' | '貳' | '貮' | '弍' => Sign::Digit(2),
        '三' | '参' | '參' | '弎' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陸' => Sign::Digit(6),
        '七' | '漆' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '廿' | '卄' => Sign::Tens(20),
        '卅' | '丗' => Sign::Tens(30),
        '卌' => Sign::Tens(40),
        '十' | '拾' => Sign::Small(10),
        '百' | '佰' | '陌' => Sign::Small(100),
        '千' | '仟' | '阡' => Sign::Small(1000),
        '万' | '萬' => Sign::Large(4),
        '億' => Sign::Large(8),
        '兆' => Sign::Large(12),
        '京' => Sign::Large(16),
        '垓' => Sign::Large(20),
        _ => return None,
    };
    Some(sign)
}

fn digit(c: char) -> Option<i64> {
    if let Some(Sign::Digit(value)) = sign(c) { Some(value) } else { None }
}

/// Characters that a numeral can begin with; ASCII digits included.
pub(crate) fn begins_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || (c > 'ー' || c == '〇') && matches!(sign(c), Some(Sign::Digit(_) | Sign::Tens(_) | Sign::Small(_)))
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

/// Forms of legal documents beyond 壱弐参拾.
fn is_formal(c: char) -> bool {
    matches!(
        c,
        '肆' | '伍'
            | '陸'
            | '漆'
            | '柒'
            | '捌'
            | '玖'
            | '佰'
            | '陌'
            | '仟'
            | '阡'
            | '壹'
            | '弌'
            | '貳'
            | '貮'
            | '弍'
            | '參'
            | '弎'
    )
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
            ("1.5億", Ok("150000000"), "a decimal factor"),
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
