//! The grammar of dates: one rule, one function. Input is folded text ([`Folded`](super::super::folded::Folded)).

use super::super::Flag;
use super::parts::{
    Counted, bracketed, counted_year, day, era, month, shifted_day, shifted_month, shifted_year, small_number, waiting,
    year_count, year_unit,
};
use super::point::{Point, Style, Unit};
use super::words::{Extent, annotation, part, suffix, weekday};
use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{map, map_opt, not, opt, peek, verify};
use nom::multi::many_m_n;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

pub(super) type Parsed<'a, T> = IResult<&'a str, T>;

/// Blanks and line ends between the parts of a date: `平成 16 年度`, `昭和３７年⏎度`. At most 16.
pub(super) fn gap(input: &str) -> Parsed<'_, &str> {
    take_while_m_n(0, 16, |c| c == ' ' || c == '\n').parse(input)
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
        let found = table.iter().find(|(word, _)| input.starts_with(word));
        match found {
            Some((word, meaning)) => Ok((&input[word.len()..], *meaning)),
            None => Err(mismatch(input)),
        }
    }
}

/// ```text
/// point = ( relative | worded | compact | dotted | month day | bare ) [ part ] { aside } { suffix }
/// ```
/// `昭和37年9月1日`, `S37.9`, `同年９月`, `4月`, `H21`, `令和5年度第2四半期`.
pub(super) fn point(extent: Extent) -> impl Fn(&str) -> Parsed<'_, Point> {
    move |input| {
        let (rest, mut point) =
            alt((worded, compact, dotted, month_first, relative_month, day_only, bare)).parse(input)?;
        let (rest, part) = opt(spaced(verify(part, |part| extent == Extent::Cell || part.divides()))).parse(rest)?;
        point.part = part;
        let (rest, asides) =
            many_m_n(0, 4, spaced(verify(aside, |aside| extent == Extent::Cell || aside.tells()))).parse(rest)?;
        asides.into_iter().for_each(|aside| aside.attach(&mut point));
        let (rest, flags) =
            many_m_n(0, 4, verify(suffix, |flag| extent == Extent::Cell || flag.is_some())).parse(rest)?;
        point.flags.extend(flags.into_iter().flatten());
        Ok((rest, point))
    }
}

/// ```text
/// worded = year [ part ] [ month [ day ] ]
/// ```
/// `平成 16 年 4 月`, `令和６年４月１日`, `平成28年（2016年）3月31日`, `翌年3月`.
fn worded(input: &str) -> Parsed<'_, Point> {
    let (rest, mut point) = alt((counted_year, shifted_year)).parse(input)?;
    let (rest, asides) = many_m_n(0, 2, spaced(aside)).parse(rest)?;
    asides.into_iter().for_each(|aside| aside.attach(&mut point));
    if point.unit != Unit::Year {
        return Ok((rest, point));
    }
    let (rest, month) = opt(spaced(alt((month, shifted_month, waiting("月"))))).parse(rest)?;
    month_day(rest, point, month)
}

/// Adds a month, and a day if one follows.
fn month_day(rest: &str, mut point: Point, month: Option<Counted>) -> Parsed<'_, Point> {
    let Some(month) = month else { return Ok((rest, point)) };
    (point.month, point.shifted_month) = (month.number, month.shift);
    point.flags.extend(month.flags);
    let (rest, day) = opt(spaced(alt((day, shifted_day, waiting("日"))))).parse(rest)?;
    if let Some(day) = day {
        (point.day, point.shifted_day) = (day.number, day.shift);
        point.flags.extend(day.flags);
    }
    Ok((rest, point))
}

/// No rule fits here.
pub(super) fn mismatch(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify))
}

/// `同月`, `翌月10日`.
fn relative_month(input: &str) -> Parsed<'_, Point> {
    let (rest, month) = shifted_month(input)?;
    month_day(rest, Point::default(), Some(month))
}

/// `３月`, `４月１日`, `7`～`10月` is the range rule's business.
fn month_first(input: &str) -> Parsed<'_, Point> {
    let (rest, month) = month(input)?;
    month_day(rest, Point::default(), Some(month))
}

/// `10日`, `翌日`.
fn day_only(input: &str) -> Parsed<'_, Point> {
    map(alt((day, shifted_day)), |day| Point {
        day: day.number,
        shifted_day: day.shift,
        flags: day.flags,
        ..Point::default()
    })
    .parse(input)
}

/// ```text
/// compact = era digit{6} | era digit{4} | digit{8}
/// ```
/// `S370901`, `S3709`, `20210401`.
fn compact(input: &str) -> Parsed<'_, Point> {
    let (rest, era) = opt(era).parse(input)?;
    let (rest, digits) = digit1(rest)?;
    let width = match (era, digits.len()) {
        (Some(_), 6) | (None, 8) => digits.len(),
        (Some(_), 4) => 6,
        _ => return Err(mismatch(input)),
    };
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse().ok());
    let mut flags = vec![Flag::Compact];
    flags.extend(era.and_then(|(_, flag)| flag));
    let (year, month, day) = (number(0..width - 4), number(width - 4..width - 2), number(width - 2..width));
    let point = Point {
        era: era.map(|(era, _)| era),
        western: era.is_none(),
        year,
        month,
        day,
        style: Style::Compact,
        flags,
        ..Point::default()
    };
    Ok((rest, point))
}

/// ```text
/// dotted = [ "西暦" ] [ era ] count sep count [ sep count ]        sep = "." | "/" | "-" | "・"
/// ```
/// `37.9.1`, `S37/9`, `元.10`, `令６・４・１`, `2021-04-01`. Both separators are the same.
/// Two parts joined by `-` or `・` are a date only if the second can be a month: `平成21-24年度` is a range.
fn dotted(input: &str) -> Parsed<'_, Point> {
    let (rest, point) = year_count(input)?;
    let (rest, separator) = spaced(one_of("./-・")).parse(rest)?;
    let (rest, month) = spaced(ascii_or_kanji_month).parse(rest)?;
    let (rest, day) = opt(preceded((gap, char(separator)), spaced(small_number))).parse(rest)?;
    not(peek(spaced(one_of("年月日")))).parse(rest)?;
    let month_fits = month.number.is_some_and(|month| (1..=12).contains(&month));
    if day.is_none() && !month_fits && matches!(separator, '-' | '・') {
        return Err(mismatch(input));
    }
    let day = day.and_then(|day| day.number);
    Ok((rest, Point { month: month.number, day, style: Style::Dotted, ..point }))
}

fn ascii_or_kanji_month(input: &str) -> Parsed<'_, Counted> {
    terminated(small_number, not(peek(one_of("人件円%")))).parse(input)
}

/// `H21`, `令6`, `21`: a year, or what the other end of a range makes of it.
fn bare(input: &str) -> Parsed<'_, Point> {
    map(year_count, |point| Point { style: Style::Bare, ..point }).parse(input)
}

/// What stands in brackets after a date.
enum Aside {
    Point(Point),
    Weekday(u8),
    Flag(Option<Flag>),
}

impl Aside {
    /// Whether it says something about the date; a mere remark belongs to the sentence.
    fn tells(&self) -> bool {
        !matches!(self, Self::Flag(None))
    }

    fn attach(self, point: &mut Point) {
        match self {
            Self::Point(aside) => point.asides.push(aside),
            Self::Weekday(day) => point.weekday = Some(day),
            Self::Flag(flag) => point.flags.extend(flag),
        }
    }
}

/// ```text
/// aside = "(" ( worded date | weekday | annotation ) ")"
/// ```
/// `（2016年）`, `（令和元年）`, `(2016)`, `（木）`, `（推定）`.
fn aside(input: &str) -> Parsed<'_, Aside> {
    let western = map_opt(year_count, |point| (point.western || point.era.is_some()).then_some(point));
    bracketed(alt((
        map(weekday, Aside::Weekday),
        map(annotation, Aside::Flag),
        map(alt((flat_date, dotted)), Aside::Point),
        map(western, Aside::Point),
    )))
    .parse(input)
}

/// A date in words without brackets of its own: the grammar never nests.
fn flat_date(input: &str) -> Parsed<'_, Point> {
    let (rest, point) = year_count(input)?;
    let (rest, unit) = spaced(year_unit).parse(rest)?;
    let (rest, month) = opt(spaced(month)).parse(rest)?;
    month_day(rest, Point { unit, ..point }, month)
}
