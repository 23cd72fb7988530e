//! The grammar of dates: one rule, one function. Input is folded text ([`Folded`](super::super::folded::Folded)).

use super::super::Flag;
use super::clock;
use super::lexer::{Parsed, gap, mismatch, spaced};
use super::parts::{
    Counted, begins_shift, bracketed, counted_year, day, era, month, named_day, shifted_day, shifted_month,
    shifted_year, small_number, waiting, year_count, year_unit,
};
use super::point::{Point, Style, Unit};
use super::words::{Extent, annotation, lone_part, part, suffix, weekday};
use nom::Parser;
use nom::branch::alt;
use nom::character::complete::{char, digit1, satisfy};
use nom::combinator::{map, map_opt, not, opt, peek, verify};
use nom::sequence::{preceded, terminated};

/// ```text
/// point = ( relative | worded | compact | dotted | month day | bare ) [ part ] { aside } { suffix }
/// ```
/// `昭和37年9月1日`, `S37.9`, `同年９月`, `4月`, `H21`, `令和5年度第2四半期`.
pub(super) fn point(extent: Extent) -> impl Fn(&str) -> Parsed<'_, Point> {
    move |input| {
        let read = relative(input).or_else(|_| counted(input));
        let (rest, mut point) = match (read, extent) {
            (Err(_), Extent::Cell) => return part_alone(input),
            (read, _) => read?,
        };
        if matches!(gap(rest)?.0.as_bytes(), [] | [b'-', ..]) || rest.starts_with('～') {
            return Ok((rest, point));
        }
        let (rest, part) = opt(spaced(verify(part, |part| extent == Extent::Cell || part.divides()))).parse(rest)?;
        point.part = part;
        let mut rest = asides(rest, &mut point, 4, |aside| extent == Extent::Cell || aside.tells());
        if extent == Extent::Cell && point.day.is_some() {
            (rest, point.clock) = opt(spaced(clock::of_day)).parse(rest)?;
        }
        let rest = suffixes(rest, &mut point, extent);
        Ok((rest, point))
    }
}

/// `下期`, `第2四半期`, `年度末` of a year known from elsewhere.
fn part_alone(input: &str) -> Parsed<'_, Point> {
    map(lone_part, |(unit, part)| Point { unit, part: Some(part), ..Point::default() }).parse(input)
}

/// Attaches what stands in brackets, at most `most` times.
fn asides<'a>(mut rest: &'a str, point: &mut Point, most: usize, fits: impl Fn(&Aside) -> bool) -> &'a str {
    for _ in 0..most {
        let Ok((after, found)) = spaced(verify(aside, &fits)).parse(rest) else { break };
        found.attach(point);
        rest = after;
    }
    rest
}

/// Attaches 頃, 現在 and their like; in a sentence only those that change the date.
fn suffixes<'a>(mut rest: &'a str, point: &mut Point, extent: Extent) -> &'a str {
    for _ in 0..4 {
        let Ok((after, flag)) = suffix(rest) else { break };
        if extent == Extent::Prose && flag.is_none() {
            break;
        }
        point.flags.extend(flag);
        rest = after;
    }
    rest
}

/// ```text
/// relative = shifted year [ month [ day ] ] | shifted month [ day ] | shifted day
/// ```
/// `同年９月`, `翌月10日`, `翌日`.
fn relative(input: &str) -> Parsed<'_, Point> {
    if !input.starts_with(begins_shift) {
        return Err(mismatch(input));
    }
    if let Ok((rest, point)) = shifted_year(input) {
        return worded(rest, point);
    }
    if let Ok((rest, month)) = shifted_month(input) {
        return month_day(rest, Point::default(), Some(month));
    }
    let (rest, day) = shifted_day(input)?;
    Ok((rest, Point { shifted_day: day.shift, ..Point::default() }))
}

/// The number is read once; what follows it tells whether it is a year, month or day.
fn counted(input: &str) -> Parsed<'_, Point> {
    let Ok((rest, mut count)) = year_count(input) else { return compact(input) };
    let after = gap(rest)?.0;
    let next = after.chars().next();
    if matches!(next, Some('年' | '会' | '會' | '(' | '・' | '/')) {
        if let Ok((rest, (unit, twin))) = counted_year(rest) {
            count.unit = unit;
            count.asides.extend(twin);
            return worded(rest, count);
        }
        if let Ok(found) = dotted_twin(rest, &count) {
            return Ok(found);
        }
    }
    // `S0109` begins like a year of three digits.
    let digits = input[..input.len() - rest.len()].bytes().rev().take_while(u8::is_ascii_digit).count();
    if count.era.is_some()
        && digits == 4
        && let Ok(found) = compact(input)
    {
        return Ok(found);
    }
    match next {
        Some('.' | '/' | '-' | '・') => match month_and_day(rest) {
            Ok((rest, (month, day))) => Ok((rest, Point { month, day, style: Style::Dotted, ..count })),
            Err(_) => bare(rest, count),
        },
        Some('月') => month_first(input).or_else(|_| bare(rest, count)),
        Some('日') => day_only(input).or_else(|_| bare(rest, count)),
        _ => bare(rest, count),
    }
}

/// ```text
/// worded = year [ month [ day ] ]
/// ```
/// What follows the year: `平成 16 年 4 月`, `令和６年４月１日`, `平成28年（2016年）3月31日`, `翌年3月`.
fn worded(rest: &str, mut point: Point) -> Parsed<'_, Point> {
    if rest.is_empty() {
        return Ok((rest, point));
    }
    let mut rest = rest;
    match gap(rest)?.0.chars().next() {
        Some('(') => {
            rest = asides(rest, &mut point, 2, |_| true);
            // 令和元年（2019年）度: the word is cut in two.
            if let Some(after) = gap(rest)?.0.strip_prefix('度').filter(|_| point.unit == Unit::Year) {
                (point.unit, rest) = (Unit::Fiscal, after);
            }
        }
        Some('・' | '/') => {
            if let Ok((after, twin)) = other_era(rest, &point) {
                point.asides.push(twin);
                rest = after;
            }
        }
        _ => {}
    }
    if point.unit != Unit::Year {
        return Ok((rest, point));
    }
    if let Ok((rest, (month, day))) = spaced(named_day).parse(rest) {
        return Ok((rest, Point { month: Some(month), day: Some(day), ..point }));
    }
    let (rest, month) = opt(spaced(alt((month, shifted_month, waiting("月"))))).parse(rest)?;
    month_day(rest, point, month)
}

/// The year of a change of era by its other name: `平成31年・令和元年`, `昭和64年度／平成元年度`.
fn other_era<'a>(input: &'a str, point: &Point) -> Parsed<'a, Point> {
    let western = |point: &Point| Some(point.era?.western(point.year?));
    let (rest, _) = spaced(satisfy(|c| matches!(c, '・' | '/'))).parse(input)?;
    let (rest, twin) = spaced(year_count).parse(rest)?;
    let (rest, unit) = spaced(year_unit).parse(rest)?;
    let same = twin.era != point.era && western(&twin).is_some() && western(&twin) == western(point);
    if same && unit == point.unit { Ok((rest, Point { unit, ..twin })) } else { Err(mismatch(input)) }
}

/// Adds a month, and a day if one follows.
fn month_day(rest: &str, mut point: Point, month: Option<Counted>) -> Parsed<'_, Point> {
    let Some(month) = month else { return Ok((rest, point)) };
    (point.month, point.shifted_month) = (month.number, month.shift);
    point.flags.extend(month.flags);
    if rest.is_empty() {
        return Ok((rest, point));
    }
    let (rest, day) = opt(spaced(alt((day, shifted_day, waiting("日"))))).parse(rest)?;
    if let Some(day) = day {
        (point.day, point.shifted_day) = (day.number, day.shift);
        point.flags.extend(day.flags);
    }
    Ok((rest, point))
}

/// `３月`, `４月１日`, `7`～`10月` is the range rule's business.
fn month_first(input: &str) -> Parsed<'_, Point> {
    let (rest, month) = month(input)?;
    month_day(rest, Point::default(), Some(month))
}

/// `10日`.
fn day_only(input: &str) -> Parsed<'_, Point> {
    map(day, |day| Point { day: day.number, flags: day.flags, ..Point::default() }).parse(input)
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
/// What follows the count: `37.9.1`, `S37/9`, `元.10`, `令６・４・１`, `2021-04-01`. Both separators are the same.
/// Two parts joined by `-` or `・` are a date only if the second can be a month: `平成21-24年度` is a range.
fn dotted<'a>(input: &'a str, year: &Point) -> Parsed<'a, Point> {
    let (rest, (month, day)) = month_and_day(input)?;
    Ok((rest, Point { month, day, style: Style::Dotted, ..year.clone() }))
}

/// What follows the year of a dotted date.
fn month_and_day(input: &str) -> Parsed<'_, (Option<u32>, Option<u32>)> {
    let (rest, separator) = spaced(satisfy(|c| matches!(c, '.' | '/' | '-' | '・'))).parse(input)?;
    let (rest, month) = spaced(ascii_or_kanji_month).parse(rest)?;
    let (rest, day) = opt(preceded((gap, char(separator)), spaced(small_number))).parse(rest)?;
    not(peek(spaced(satisfy(|c| matches!(c, '年' | '月' | '日'))))).parse(rest)?;
    let month_fits = month.number.is_some_and(|month| (1..=12).contains(&month));
    if day.is_none() && !month_fits && matches!(separator, '-' | '・') {
        return Err(mismatch(input));
    }
    Ok((rest, (month.number, day.and_then(|day| day.number))))
}

/// The same year by the other calendar in between: `H28(2016).3.31`.
fn dotted_twin<'a>(input: &'a str, year: &Point) -> Parsed<'a, Point> {
    let (rest, twin) = spaced(bracketed(year_count)).parse(input)?;
    if twin.is_absolute() == year.is_absolute() && twin.western == year.western {
        return Err(mismatch(input));
    }
    let (rest, mut point) = dotted(rest, year)?;
    point.asides.push(Point { unit: Unit::Year, ..twin });
    Ok((rest, point))
}

fn ascii_or_kanji_month(input: &str) -> Parsed<'_, Counted> {
    terminated(small_number, not(peek(satisfy(|c| matches!(c, '人' | '件' | '円' | '%'))))).parse(input)
}

/// `H21`, `令6`, `21`: a year, or what the other end of a range makes of it.
fn bare(rest: &str, count: Point) -> Parsed<'_, Point> {
    Ok((rest, Point { style: Style::Bare, ..count }))
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
        map(alt((flat_date, dotted_date)), Aside::Point),
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

fn dotted_date(input: &str) -> Parsed<'_, Point> {
    let (rest, count) = year_count(input)?;
    dotted(rest, &count)
}
