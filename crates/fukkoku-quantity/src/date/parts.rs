//! The parts of a date: era, year, month, day, counted or referred to.

use super::super::{Era, Flag, numeral};
use super::lexer::{Parsed, gap, mismatch, spaced, words};
use super::point::{Point, Unit};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, map_opt, not, opt, peek, value};
use nom::sequence::{delimited, preceded, terminated};

/// A number whose word stands after the end of its range or list: the `7` of `7～10月`, the `3` of `3・4月`.
pub(super) fn waiting<'a>(
    word: &'static str,
) -> impl Parser<&'a str, Output = Counted, Error = nom::error::Error<&'a str>> {
    terminated(
        small_number,
        peek((spaced(satisfy(|c| matches!(c, '～' | '-' | '・' | '、'))), spaced(small_number), spaced(tag(word)))),
    )
}

/// ```text
/// year = [ "西暦" ] [ era ] count [ aside ] ( "年度" | "年代" | "年" )
/// ```
/// `昭和元年`, `2024（令和6）年度`, `平成31・令和元年度`, `1960年代`.
/// The count has been read; `input` is what follows it.
pub(super) fn counted_year(input: &str) -> Parsed<'_, (Unit, Option<Point>)> {
    if input.starts_with('年') {
        return map(year_unit, |unit| (unit, None)).parse(input);
    }
    let twin = alt((bracketed(year_count), preceded(satisfy(|c| matches!(c, '・' | '/')), spaced(year_with_era))));
    let (rest, twin) = opt(spaced(twin)).parse(input)?;
    let (rest, unit) = spaced(year_unit).parse(rest)?;
    Ok((rest, (unit, twin.map(|twin| Point { unit, ..twin }))))
}

/// `年度` may be split by a line end; `年間` and `か年` are durations and no dates.
pub(super) fn year_unit(input: &str) -> Parsed<'_, Unit> {
    let year = preceded(
        tag("年"),
        alt((
            value(Unit::Fiscal, spaced(tag("度"))),
            value(Unit::Decade, tag("代")),
            value(Unit::Year, not(satisfy(|c| matches!(c, '間' | '生' | '目')))),
        )),
    );
    year.or(value(Unit::Fiscal, preceded(one_of("会會"), (tag("計"), spaced(tag("年度")))))).parse(input)
}

/// `西暦2021`, `昭和37`, `S37`, `㍼37`, `元`, `２`, `'21`.
pub(super) fn year_count(input: &str) -> Parsed<'_, Point> {
    alt((year_with_era, preceded(opt((tag("西暦"), gap)), plain_count))).parse(input)
}

/// ```text
/// era year = era [ "." ] count
/// ```
fn year_with_era(input: &str) -> Parsed<'_, Point> {
    let (rest, (era, flag)) = era(input)?;
    let (rest, counted) = spaced(count).parse(rest)?;
    if counted.number.is_some_and(|year| year > 999) {
        return Err(mismatch(input));
    }
    let mut flags = counted.flags;
    flags.extend(flag);
    Ok((rest, Point { era: Some(era), year: counted.number, flags, ..Point::default() }))
}

fn plain_count(input: &str) -> Parsed<'_, Point> {
    let (rest, counted) = count(input)?;
    let western = counted.number.is_some_and(|year| year >= 1000);
    Ok((rest, Point { western, year: counted.number, flags: counted.flags, ..Point::default() }))
}

/// `昭和`, `昭`, `S`, `s`, `S.`
pub(super) fn era(input: &str) -> Parsed<'_, (Era, Option<Flag>)> {
    let first = input.chars().next();
    let (era, flag) = match first {
        Some('明' | 'M') => (Era::Meiji, None),
        Some('大' | 'T') => (Era::Taisho, None),
        Some('昭' | 'S') => (Era::Showa, None),
        Some('平' | 'H') => (Era::Heisei, None),
        Some('令' | 'R') => (Era::Reiwa, None),
        Some(c @ ('m' | 't' | 's' | 'h' | 'r')) => match Era::from_name(c.encode_utf8(&mut [0; 4])) {
            Some(era) => (era, Some(Flag::LowercaseAbbrev)),
            None => return Err(mismatch(input)),
        },
        _ => return Err(mismatch(input)),
    };
    let rest = match input.as_bytes() {
        [lead, ..] if lead.is_ascii() => input[1..].strip_prefix('.').unwrap_or(&input[1..]),
        _ => full_name(input, era).or_else(|| input.strip_prefix(era.short_name())).unwrap_or(input),
    };
    Ok((rest, (era, flag)))
}

/// What follows an era's name, its letters set apart or not: `昭和`, `令　和`.
fn full_name(input: &str, era: Era) -> Option<&str> {
    let mut rest = input;
    for c in era.name().chars() {
        let (after, _) = gap(rest).ok().filter(|_| rest.len() < input.len()).unwrap_or((rest, ""));
        rest = after.strip_prefix(c)?;
    }
    Some(rest)
}

/// A counted year, month or day.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    pub(super) number: Option<u32>,
    pub(super) shift: Option<i32>,
    pub(super) flags: Vec<Flag>,
}

/// `元`, `21`, `０４`, `二一`, `参拾七`: at most four digits.
fn count(input: &str) -> Parsed<'_, Counted> {
    let first = map(char('元'), |_| Counted { number: Some(1), ..Counted::default() });
    alt((first, small_number)).parse(input)
}

/// Digits without separators, or a kanji numeral, below 10,000.
pub(super) fn small_number(input: &str) -> Parsed<'_, Counted> {
    alt((ascii_number, kanji_number)).parse(input)
}

fn ascii_number(input: &str) -> Parsed<'_, Counted> {
    let end = input.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&end) {
        return Err(mismatch(input));
    }
    let number = input[..end].bytes().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    Ok((&input[end..], Counted { number: Some(number), ..Counted::default() }))
}

fn kanji_number(input: &str) -> Parsed<'_, Counted> {
    if input.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(mismatch(input));
    }
    let numeral = terminated(numeral::numeral, not(satisfy(|c| c.is_ascii_digit())));
    map_opt(numeral, |read| {
        let value = read.value.ok().filter(|value| value.scale == 0 && read.form == numeral::Form::Kanji)?;
        let number = u32::try_from(value.coefficient).ok().filter(|number| *number < 10_000)?;
        let flags = read.flags.into_iter().filter(|flag| *flag == Flag::Optional).collect();
        Some(Counted { number: Some(number), shift: None, flags })
    })
    .parse(input)
}

/// `９月`, `九月`; not `３月間`.
pub(super) fn month(input: &str) -> Parsed<'_, Counted> {
    terminated(small_number, (gap, tag("月"), not(satisfy(|c| matches!(c, '間' | '目'))))).parse(input)
}

/// `１日`, `二十日`, 朔日; not `３日間`.
pub(super) fn day(input: &str) -> Parsed<'_, Counted> {
    if let Some(rest) = input.strip_prefix('朔') {
        let first = Counted { number: Some(1), ..Counted::default() };
        return Ok((rest.strip_prefix('日').unwrap_or(rest), first));
    }
    terminated(small_number, (gap, tag("日"), not(satisfy(|c| matches!(c, '間' | '目'))))).parse(input)
}

/// Days of the year that have names, with month and day.
const NAMED_DAYS: &[(&str, (u32, u32))] =
    &[("元日", (1, 1)), ("元旦", (1, 1)), ("大晦日", (12, 31)), ("大みそか", (12, 31))];

/// 元日, 大晦日.
pub(super) fn named_day(input: &str) -> Parsed<'_, (u32, u32)> {
    words(NAMED_DAYS).parse(input)
}

/// 同, 翌, 前 … and by how many units they move.
const SHIFTS: &[(&str, i32)] = &[
    ("前々", -2),
    ("一昨", -2),
    ("翌々", 2),
    ("翌", 1),
    ("来", 1),
    ("次", 1),
    ("前", -1),
    ("昨", -1),
    ("同", 0),
    ("当該", 0),
    ("当", 0),
    ("本", 0),
    ("今", 0),
];

/// Whether a word of [`SHIFTS`] may begin with it.
pub(super) fn begins_shift(c: char) -> bool {
    matches!(c, '前' | '一' | '翌' | '来' | '次' | '昨' | '同' | '当' | '本' | '今')
}

/// `同年`, `翌年度`, `当年度`, `前年`.
pub(super) fn shifted_year(input: &str) -> Parsed<'_, Point> {
    let (rest, (shift, unit)) = (words(SHIFTS), year_unit).parse(input)?;
    Ok((rest, Point { shifted_year: Some(shift), unit, ..Point::default() }))
}

pub(super) fn shifted_month(input: &str) -> Parsed<'_, Counted> {
    map(terminated(words(SHIFTS), tag("月")), |shift| Counted { shift: Some(shift), ..Counted::default() }).parse(input)
}

pub(super) fn shifted_day(input: &str) -> Parsed<'_, Counted> {
    map(terminated(words(SHIFTS), tag("日")), |shift| Counted { shift: Some(shift), ..Counted::default() }).parse(input)
}

/// A rule in round brackets.
pub(super) fn bracketed<'a, T>(
    rule: impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>>,
) -> impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>> {
    delimited((char('('), gap), rule, (gap, char(')')))
}
