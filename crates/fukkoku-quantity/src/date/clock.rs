//! Times of day: `８時３０分から１７時１５分まで`, `8:30`.

use super::super::{Flag, Period, Refusal};
use super::dated::{Dated, Hours, Kind};
use super::lexer::{Parsed, gap, mismatch, spaced, words};
use super::point::Clock;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of};
use nom::combinator::{map, map_opt, not, opt, value};
use nom::sequence::{preceded, terminated};

#[derive(Clone, Copy)]
enum Half {
    None,
    Morning,
    Afternoon,
}

#[derive(Clone, Copy)]
struct Moment {
    half: Half,
    hour: u32,
    minute: u32,
}

impl Moment {
    /// `午後１時～３時`: 午後 serves both.
    fn lends(self, end: Moment) -> Moment {
        let lent = matches!((self.half, end.half), (Half::Afternoon, Half::None)) && end.hour < 12;
        if lent { Moment { half: Half::Afternoon, ..end } } else { end }
    }
}

/// Reads a folded text as hours; `None` if it is something else.
pub(super) fn read(text: &str) -> Result<Option<Dated>, Refusal> {
    let Ok((rest, (start, end, flags))) = hours(text) else { return Ok(None) };
    if !rest.trim_matches([' ', '\n']).is_empty() {
        return Ok(None);
    }
    let minutes = |moment: Option<Moment>| moment.map(minutes).transpose();
    let (start, end) = (minutes(start)?, minutes(end)?);
    if matches!((start, end), (Some(start), Some(end)) if start > end) {
        return Err(Refusal::new(Flag::Reversed, "the hours end before they start"));
    }
    Ok(Some(dated(Hours { start, end }, flags)))
}

/// Whether hours stand at the start of a folded text, and what follows them.
pub(crate) fn at_start(text: &str) -> Option<(&str, Dated)> {
    let (rest, _) = hours(text).ok()?;
    let dated = read(&text[..text.len() - rest.len()]).ok()??;
    Some((rest, dated))
}

/// The latest hour that is printed of a day: what is open until 26時 closes at two.
const LATEST: u32 = 30;

/// ```text
/// of a day = moment [ link [ moment ] ] [ "まで" ]
/// ```
/// The time behind a day: `午前10時`, `10:00～12:00`, `24時`.
pub(super) fn of_day(input: &str) -> Parsed<'_, Clock> {
    let (rest, first) = moment(input)?;
    let start = late_minutes(first).ok_or_else(|| mismatch(input))?;
    let second = preceded(spaced(link), spaced(map_opt(moment, |end| late_minutes(first.lends(end)))));
    if let Ok((rest, end)) = terminated(second, opt(spaced(tag("まで")))).parse(rest) {
        return Ok((rest, Clock { start, end: Some(end) }));
    }
    // から and nothing behind it leaves open when it ends that day.
    let open = spaced(link).parse(rest).ok().filter(|(after, ())| after.trim_matches([' ', '\n', ')']).is_empty());
    Ok((open.map_or(rest, |(after, ())| after), Clock { start, end: None }))
}

/// Minutes after midnight, beyond 24:00 where the hours of a night are counted on.
fn late_minutes(moment: Moment) -> Option<u32> {
    let late = matches!(moment.half, Half::None) && (24..LATEST).contains(&moment.hour) && moment.minute < 60;
    if late { Some(moment.hour * 60 + moment.minute) } else { minutes(moment).ok() }
}

/// `～`, から: what stands between two times.
fn link(input: &str) -> Parsed<'_, ()> {
    alt((value((), one_of("～-")), value((), tag("から")), value((), tag("より")))).parse(input)
}

fn dated(hours: Hours, flags: Vec<Flag>) -> Dated {
    let period = Period { start: None, end: None };
    Dated {
        kind: Kind::Time,
        period,
        edtf: String::new(),
        estat: None,
        flags,
        era: None,
        anchor: None,
        clock: Some(hours),
    }
}

fn minutes(moment: Moment) -> Result<u32, Refusal> {
    let Moment { half, hour, minute } = moment;
    let most = if matches!(half, Half::None) { 24 } else { 12 };
    if hour > most || minute > 59 || (hour == 24 && minute > 0) {
        return Err(Refusal::new(Flag::OutOfRange, format!("no clock shows {hour}:{minute:02}")));
    }
    match half {
        Half::Afternoon | Half::Morning if hour == 12 => {
            Err(Refusal::new(Flag::AmbiguousNoon, "12 o'clock with 午前 or 午後 may be noon or midnight"))
        }
        Half::Afternoon => Ok((hour + 12) * 60 + minute),
        Half::Morning | Half::None => Ok(hour * 60 + minute),
    }
}

type Printed = (Option<Moment>, Option<Moment>, Vec<Flag>);

/// ```text
/// hours = [ "～" ] moment [ ( "～" | "から" ) [ moment ] ] [ "まで" ]
/// ```
fn hours(input: &str) -> Parsed<'_, Printed> {
    let (rest, until) = opt((char('～'), gap)).parse(input)?;
    let (rest, start) = moment(rest)?;
    if until.is_some() {
        return Ok((rest, (None, Some(start), vec![Flag::OpenStart])));
    }
    let (rest, linked) = opt(spaced(link)).parse(rest)?;
    let (rest, end) = opt(spaced(moment)).parse(rest)?;
    let (rest, closed) = opt(spaced(tag("まで"))).parse(rest)?;
    match (linked, end, closed) {
        (Some(()), Some(end), _) => Ok((rest, (Some(start), Some(start.lends(end)), Vec::new()))),
        (Some(()), None, None) => Ok((rest, (Some(start), None, vec![Flag::OpenEnd]))),
        (None, None, Some(_)) => Ok((rest, (None, Some(start), vec![Flag::OpenStart]))),
        (None, None, None) => Ok((rest, (Some(start), Some(start), Vec::new()))),
        _ => Err(mismatch(input)),
    }
}

/// ```text
/// moment = "正午" | [ "午前" | "午後" ] number ( "時" [ number "分" | "半" ] | ":" number )
/// ```
fn moment(input: &str) -> Parsed<'_, Moment> {
    let noon = map(alt((tag("正午"), tag("真昼"))), |_| Moment { half: Half::None, hour: 12, minute: 0 });
    alt((noon, counted)).parse(input)
}

fn counted(input: &str) -> Parsed<'_, Moment> {
    let half =
        words(&[("午前", Half::Morning), ("午後", Half::Afternoon), ("AM", Half::Morning), ("PM", Half::Afternoon)]);
    let (rest, half) = opt(terminated(half, gap)).parse(input)?;
    let (rest, hour) = number(rest)?;
    let after_hour = preceded(
        (gap, char('時'), not(one_of("間期"))),
        opt(spaced(alt((terminated(number, (gap, tag("分"))), value(30, char('半')))))),
    );
    let digital = map(preceded((gap, char(':'), gap), two_digits), Some);
    let (rest, minute) = alt((after_hour, digital)).parse(rest)?;
    Ok((rest, Moment { half: half.unwrap_or(Half::None), hour, minute: minute.unwrap_or(0) }))
}

fn number(input: &str) -> Parsed<'_, u32> {
    let arabic = terminated(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), not(one_of("0123456789")));
    let kanji = map_opt(super::super::numeral::numeral, |read| {
        let value = read.value.ok().filter(|value| value.scale == 0)?;
        u32::try_from(value.coefficient).ok().filter(|number| *number < 100)
    });
    alt((map_opt(arabic, |digits: &str| digits.parse().ok()), kanji)).parse(input)
}

fn two_digits(input: &str) -> Parsed<'_, u32> {
    let digits = terminated(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), not(one_of("0123456789:")));
    map_opt(digits, |digits: &str| digits.parse().ok()).parse(input)
}
