//! Ranges: two points and what joins them, either of them elided in part.

use super::super::Flag;
use super::grammar::point;
use super::lexer::{Parsed, gap, mismatch, spaced, words};
use super::point::{Expression, Link, Point, Style, Unit};
use super::words::{Extent, from, open_end, open_start, until};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, value};
use nom::sequence::preceded;

/// Words before a date that is not exact.
const ABOUT: &[(&str, ())] = &[("およそ", ()), ("おおむね", ()), ("概ね", ()), ("約", ())];

/// ```text
/// expression = ( "～" | "至" ) point | [ "約" | "自" ] point [ link point [ "まで" ] | "～" | "以降" | "以前" ]
/// ```
/// `平成21～24年度`, `令和6年4月1日から同年9月30日まで`, `自令和6年4月1日 至令和7年3月31日`, `令和４年度～`, `～令和3年度`.
pub(crate) fn expression(extent: Extent) -> impl Fn(&str) -> Parsed<'_, Expression> {
    move |input| {
        let (rest, about) = match input.chars().next() {
            Some('お' | '概' | '約') => opt(words(ABOUT)).parse(input)?,
            _ => (input, None),
        };
        let (rest, open) = opt((one_of("～至"), gap)).parse(rest)?;
        let (rest, from) = opt((char('自'), gap)).parse(rest)?;
        let (rest, mut first) = point(extent)(rest)?;
        first.flags.extend(about.map(|()| Flag::Approx));
        if open.is_some() {
            let (rest, ()) = until(rest)?;
            return Ok((rest, Expression::Until(first)));
        }
        match tail(rest, first, extent)? {
            (rest, Expression::One(first)) if from.is_some() => Ok((rest, Expression::From(first))),
            found => Ok(found),
        }
    }
}

fn tail(input: &str, first: Point, extent: Extent) -> Parsed<'_, Expression> {
    if input.is_empty() {
        return Ok((input, Expression::One(first)));
    }
    if let Ok((rest, (link, second))) = (link, spaced(point(extent))).parse(input) {
        let bare_list = link.link == Link::List && !may_be_list(&first, &second, extent);
        let no_slash = link.slash && !(first.western && second.western && second.month.is_some());
        let bare_word = link.from && extent == Extent::Prose && second.is_bare_number();
        if !bare_list && !bare_word && !no_slash {
            let (rest, ()) = until(rest)?;
            let (first, second) = complete(first, second, link);
            return Ok((rest, Expression::Two(first, link.link, second)));
        }
    }
    open_tail(input, first, extent)
}

fn open_tail(input: &str, first: Point, extent: Extent) -> Parsed<'_, Expression> {
    if let Ok((rest, ())) = open_end(input) {
        return Ok((rest, Expression::From(first)));
    }
    let wave = value((), (preceded(gap, char('～')), opt(spaced(tag("現在")))));
    let dangling = match extent {
        Extent::Cell => alt((wave, value((), spaced(char('-'))), from)).parse(input),
        Extent::Prose => {
            { wave }.parse(input).and_then(|(rest, ())| if ends(rest) { Ok((rest, ())) } else { fail(input) })
        }
    };
    if let Ok((rest, ())) = dangling {
        return Ok((rest, Expression::From(first)));
    }
    match (extent, open_start(input)) {
        (Extent::Cell, Ok((rest, ()))) => Ok((rest, Expression::Until(first))),
        (Extent::Prose, Ok((rest, ()))) if input.trim_start().starts_with("以前") => {
            Ok((rest, Expression::Until(first)))
        }
        _ => Ok((input, Expression::One(first))),
    }
}

fn fail<T>(input: &str) -> Parsed<'_, T> {
    Err(mismatch(input))
}

/// Whether nothing follows that a range could end with.
fn ends(rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', '\n']).chars().next();
    next.is_none_or(|c| ")]）」』、。,".contains(c))
}

/// What joins two points.
#[derive(Clone, Copy)]
struct Joint {
    link: Link,
    from: bool,
    /// As ISO 8601 writes periods; elsewhere a slash divides the parts of a date.
    slash: bool,
    flag: Option<Flag>,
}

const SPAN: Joint = Joint { link: Link::Span, from: false, slash: false, flag: None };
const FROM: Joint = Joint { from: true, ..SPAN };
const LIST: Joint = Joint { link: Link::List, flag: Some(Flag::List), ..SPAN };

const JOINTS: &[(&str, Joint)] = &[
    ("～", SPAN),
    ("-", SPAN),
    ("至", SPAN),
    ("ー", Joint { flag: Some(Flag::SuspiciousDash), ..SPAN }),
    ("/", Joint { slash: true, ..SPAN }),
    ("から", FROM),
    ("より", FROM),
    ("ないし", FROM),
    ("乃至", FROM),
    ("及び", LIST),
    ("および", LIST),
    ("と", LIST),
    ("、", LIST),
    (",", LIST),
    ("・", LIST),
];

fn link(input: &str) -> Parsed<'_, Joint> {
    spaced(words(JOINTS)).parse(input)
}

/// A list is one value only if its members share something: the unit in `平成21、22年度`, in a cell at least the era,
/// as in `平成21年度・22年度`, or the year, as in `令和6年3月・4月`. Otherwise it is two.
fn may_be_list(first: &Point, second: &Point, extent: Extent) -> bool {
    let of_one_year = extent == Extent::Cell && second.lacks_year() && second.month.is_some() | second.day.is_some();
    let same_parts = first.day.is_some() == second.day.is_some() && (first.month.is_some() || first.day.is_some());
    if of_one_year && (same_parts || first.is_bare_number()) {
        return true;
    }
    let shared = first.style == Style::Bare || (extent == Extent::Cell && first.unit == second.unit);
    shared
        && first.month.is_none()
        && second.era.is_none()
        && !second.western
        && second.month.is_none()
        && matches!(second.unit, Unit::Year | Unit::Fiscal)
}

/// Lets each end lend the other what it elides.
///
/// - `平成21～24年度`: the unit of the end serves both.
/// - `平成19.7～10`, `令和6年4月1日～10日`: a lone number counts the smallest part printed before.
/// - `平成21年7～10月`: the first month has its word after the second.
fn complete(mut first: Point, mut second: Point, joint: Joint) -> (Point, Point) {
    first.flags.extend(joint.flag);
    if second.is_bare_number() && first.style != Style::Bare && !second.western {
        let number = second.year.take();
        match () {
            () if first.day.is_some() => second.day = number,
            () if first.month.is_some() => second.month = number,
            () => second.year = number,
        }
        second.style = first.style;
    }
    if second.style == Style::Dotted
        && first.style == Style::Dotted
        && first.day.is_some()
        && second.day.is_none()
        && second.era.is_none()
        && !second.western
    {
        (second.month, second.day, second.year) = (second.year, second.month, None);
    }
    if first.unit == Unit::None && first.style == Style::Bare && second.month.is_none() && second.day.is_none() {
        first.unit = second.unit;
    }
    if first.is_bare_number() && first.unit == Unit::None {
        number_from_end(&mut first, &second);
    }
    if second.unit == Unit::None && second.style != Style::Dotted && second.year.is_some() && second.month.is_none() {
        second.unit = first.unit;
    }
    (first, second)
}

/// `7～10月`, `1～10日`: the first number counts what the second does.
fn number_from_end(first: &mut Point, second: &Point) {
    if second.year.is_some() || first.western {
        return;
    }
    let number = first.year.take();
    if second.month.is_some() {
        first.month = number;
    } else {
        first.day = number;
    }
    first.style = Style::Worded;
}
