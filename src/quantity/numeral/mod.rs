//! Numerals without sign or unit: Arabic, kanji, and both mixed. The only place that knows what 十 is worth.

mod sum;

use super::{Decimal, Flag};
use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{map, opt, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};
use sum::combine;

/// A numeral read from the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value, or why the digits make none.
    pub value: Result<Decimal, Flag>,
    /// How it is written.
    pub form: Form,
    /// [`Flag::Formal`], [`Flag::Optional`].
    pub flags: Vec<Flag>,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `1284`, `1,284`, `12.5`.
    Arabic(Shape),
    /// `二十一`, `二〇〇九`.
    Kanji,
    /// `3億2千万`.
    Mixed,
}

/// How the separators of an Arabic numeral stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
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

enum Token<'a> {
    Arabic(&'a str),
    Digits { text: &'a str, count: usize },
    Tens(i64),
    Small(i64),
    Large(u32),
}

/// ```text
/// numeral = { arabic | kanji digits | tens | small unit | large unit }
/// ```
/// `1,284`, `二〇〇九`, `廿一`, `1億2,345万6千`, `一・五億`.
pub fn numeral(input: &str) -> IResult<&str, Numeral> {
    if !input.starts_with(|c: char| begins_numeral(c) || "万萬億兆京垓".contains(c)) {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    let (mut rest, first) = token(input)?;
    let mut tokens = vec![first];
    let mut count = 1;
    while let Ok((next, found)) = token(rest) {
        rest = next;
        count += 1;
        if count <= MAX_TOKENS {
            tokens.push(found);
        }
    }
    if count > MAX_TOKENS {
        tokens.clear();
    }
    let printed = &input[..input.len() - rest.len()];
    Ok((rest, Numeral { value: combine(&tokens), form: form(&tokens), flags: flags(printed) }))
}

fn token(input: &str) -> IResult<&str, Token<'_>> {
    alt((
        map(arabic, Token::Arabic),
        map(kanji_digits, |text| Token::Digits { text, count: text.chars().filter(|c| digit(*c).is_some()).count() }),
        map(one_of("廿卄卅丗卌"), |c| Token::Tens(tens(c))),
        map(one_of("十拾百佰陌千仟阡"), |c| Token::Small(small(c))),
        map(one_of("万萬億兆京垓"), |c| Token::Large(large(c))),
    ))
    .parse(input)
}

/// ```text
/// arabic = digit+ { ("," | ".") digit+ }
/// ```
/// `1284`, `1,284`, `712.819`. Whether the separators make sense is [`shape`]'s question.
pub fn arabic(input: &str) -> IResult<&str, &str> {
    recognize((digit1, many0_count(preceded(one_of(",."), digit1)))).parse(input)
}

/// ```text
/// kanji digits = digit+ [ "・" digit+ ]
/// ```
/// `二〇〇九`, `一・五`.
fn kanji_digits(input: &str) -> IResult<&str, &str> {
    let run = |i| take_while1(|c| digit(c).is_some()).parse(i);
    recognize(pair(run, opt(preceded(char('・'), verify(run, |text: &str| !text.is_empty()))))).parse(input)
}

fn digit(c: char) -> Option<i64> {
    let value = match c {
        '〇' | '零' => 0,
        '一' | '壱' | '壹' | '弌' => 1,
        '二' | '弐' | '貳' | '貮' | '弍' => 2,
        '三' | '参' | '參' | '弎' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' => 6,
        '七' | '漆' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(value)
}

fn tens(c: char) -> i64 {
    match c {
        '廿' | '卄' => 20,
        '卅' | '丗' => 30,
        _ => 40,
    }
}

fn small(c: char) -> i64 {
    match c {
        '十' | '拾' => 10,
        '百' | '佰' | '陌' => 100,
        _ => 1000,
    }
}

/// The power of ten.
fn large(c: char) -> u32 {
    match c {
        '万' | '萬' => 4,
        '億' => 8,
        '兆' => 12,
        '京' => 16,
        _ => 20,
    }
}

/// Characters that a numeral can begin with; ASCII digits included.
pub fn begins_numeral(c: char) -> bool {
    c.is_ascii_digit() || (c > 'ー' || c == '〇') && (digit(c).is_some() || "廿卄卅丗卌十拾百佰陌千仟阡".contains(c))
}

fn flags(printed: &str) -> Vec<Flag> {
    let formal = printed.contains(|c| "肆伍陸漆柒捌玖佰陌仟阡壹弌貳貮弍參弎".contains(c));
    let optional = printed.contains(|c| "廿卄卅丗卌".contains(c));
    let flags = [(formal, Flag::Formal), (optional, Flag::Optional)];
    flags.into_iter().filter(|(found, _)| *found).map(|(_, flag)| flag).collect()
}

fn form(tokens: &[Token]) -> Form {
    match tokens {
        [Token::Arabic(text)] => Form::Arabic(shape(text)),
        _ if tokens.iter().any(|token| matches!(token, Token::Arabic(_))) => Form::Mixed,
        _ => Form::Kanji,
    }
}

/// Judges the separators: groups of three after the first, at most one point.
pub fn shape(text: &str) -> Shape {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    if !well_grouped(whole) {
        return Shape::Bad;
    }
    match fraction {
        None if whole.contains(',') => Shape::Grouped,
        None => Shape::Plain,
        Some(rest) if rest.contains('.') => {
            let groups = rest.split('.').all(|group| group.len() == 3) && whole.len() <= 3 && !whole.starts_with('0');
            if groups { Shape::Points } else { Shape::Bad }
        }
        Some(rest) if rest.contains(',') => Shape::Bad,
        Some(rest) => {
            let first = whole.rsplit(',').next().unwrap_or(whole);
            Shape::Point { places: rest.len() as u32, like_group: first.len() <= 3 && !whole.starts_with('0') }
        }
    }
}

fn well_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    !whole.contains(',')
        || ((1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3))
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
