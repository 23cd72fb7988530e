//! From points to a period: both ends, their order, and the words for machines.

use super::super::{Day, Era, Flag, Period, Refusal};
use super::context::Context;
use super::dated::{Dated, Hours, Kind, TimeCode};
use super::point::{Expression, Link, Point};
use super::resolve::{self, Precision, Resolved};

/// Works out a whole expression.
pub(crate) fn resolve(expression: &Expression, context: &Context) -> Result<Dated, Refusal> {
    match expression {
        Expression::One(point) => Ok(one(resolve::point(point, context)?)),
        Expression::From(point) => Ok(open_end(resolve::point(point, context)?)),
        Expression::Until(point) => Ok(open_start(resolve::point(point, context)?)),
        Expression::Two(first, link, second) => two(first, *link, second, context),
    }
}

fn one(resolved: Resolved) -> Dated {
    Dated {
        kind: kind(resolved.precision),
        period: resolved.period(),
        edtf: single(&resolved),
        estat: estat(&resolved),
        era: resolved.era,
        anchor: Some(resolved.anchor()),
        flags: resolved.flags,
        clock: resolved.clock.map(|clock| Hours { start: Some(clock.start), end: clock.end.or(Some(clock.start)) }),
    }
}

fn kind(precision: Precision) -> Kind {
    match precision {
        Precision::Day => Kind::Day,
        Precision::Month => Kind::Month,
        Precision::Year => Kind::Year,
        Precision::Fiscal => Kind::FiscalYear,
        Precision::Months | Precision::Quarter | Precision::Days | Precision::Season(_) => Kind::Part,
        Precision::Decade => Kind::Range,
    }
}

fn open_end(resolved: Resolved) -> Dated {
    let edtf = Text::new().end(&resolved, resolved.start).word("/..").finish();
    let period = Period { start: Some(resolved.start), end: None };
    open(resolved, period, edtf, Flag::OpenEnd)
}

fn open_start(resolved: Resolved) -> Dated {
    let edtf = Text::new().word("../").end(&resolved, resolved.end).finish();
    let period = Period { start: None, end: Some(resolved.end) };
    open(resolved, period, edtf, Flag::OpenStart)
}

fn open(resolved: Resolved, period: Period, edtf: String, flag: Flag) -> Dated {
    let mut flags = resolved.flags.clone();
    flags.push(flag);
    let kind = if resolved.precision == Precision::Fiscal { Kind::FiscalRange } else { Kind::Range };
    Dated { kind, period, edtf, estat: None, flags, era: resolved.era, anchor: Some(resolved.anchor()), clock: None }
}

fn two(first: &Point, link: Link, second: &Point, context: &Context) -> Result<Dated, Refusal> {
    let (start, end) = ends(first, second, context)?;
    let (start, end, rolled) = in_order(start, end, second, context)?;
    if link == Link::List && start.end.next() != end.start {
        return Err(Refusal::new(Flag::List, "what is listed and does not follow upon each other is no period"));
    }
    let mut flags = start.flags.clone();
    flags.extend(end.flags.iter().copied());
    flags.extend(rolled);
    let fiscal = start.precision == Precision::Fiscal && end.precision == Precision::Fiscal;
    Ok(Dated {
        kind: if fiscal { Kind::FiscalRange } else { Kind::Range },
        period: Period::closed(start.start, end.end),
        edtf: Text::new().end(&start, start.start).word("/").end(&end, end.end).finish(),
        estat: None,
        flags,
        era: end.era.or(start.era),
        anchor: Some(end.anchor()),
        clock: (start.clock.is_some() || end.clock.is_some()).then_some(Hours {
            start: start.clock.map(|clock| clock.start),
            end: end.clock.map(|clock| clock.end.unwrap_or(clock.start)),
        }),
    })
}

/// Both ends; what one does not print it takes from the other.
fn ends(first: &Point, second: &Point, context: &Context) -> Result<(Resolved, Resolved), Refusal> {
    if first.lacks_year() && second.is_absolute() && second.month.is_some() {
        let end = resolve::point(second, context)?;
        let start = resolve::point(
            first,
            &Context { year: Some(end.start.year), date: None, fiscal_year: None, ..context.clone() },
        )?;
        return Ok((start, end));
    }
    if first.era.is_none() && !first.western && context.era.is_none() && second.era.is_some() {
        return Err(Refusal::new(Flag::NoEra, "the first year of the range has no era"));
    }
    let start = resolve::point(first, context)?;
    let known = Context {
        era: start.era.or(context.era),
        year: Some(start.start.year),
        date: Some(start.anchor()),
        fiscal_year: match start.precision {
            Precision::Fiscal => Some(resolve::fiscal_year(&start)),
            // 10月～3月 of one fiscal year ends in the next calendar year.
            _ => context.fiscal_year.filter(|_| first.lacks_year() && second.lacks_year()),
        },
        unit: context.unit,
    };
    let end = resolve::point(&western_tail(first, second), &known)?;
    Ok((start, end))
}

/// `2009～12年度`, `1998～02年`: the end of a Western range may print its last two digits only.
fn western_tail(first: &Point, second: &Point) -> Point {
    let short = first.western && second.era.is_none() && !second.western;
    match (first.year, second.year) {
        (Some(from), Some(to)) if short && to < 100 => {
            let same = from / 100 * 100 + to;
            let next = same + 100;
            let year = if same < from && next - from <= NEAR as u32 { next } else { same };
            Point { year: Some(year), western: true, ..second.clone() }
        }
        _ => second.clone(),
    }
}

/// Refuses a reversed range, unless the end has merely moved on to the next era: `平成30～2年度`.
fn in_order(
    start: Resolved,
    end: Resolved,
    second: &Point,
    context: &Context,
) -> Result<(Resolved, Resolved, Option<Flag>), Refusal> {
    if start.start <= end.end {
        return Ok((start, end, None));
    }
    let next = start.era.filter(|_| end.elided_era).and_then(Era::next);
    let rolled = next.and_then(|era| resolve::point(second, &Context { era: Some(era), ..context.clone() }).ok());
    match rolled {
        Some(rolled) if is_near(start.start, &rolled) => Ok((start, rolled, Some(Flag::EraRollover))),
        _ => Err(Refusal::new(
            Flag::Reversed,
            format!("the range ends ({}) before it starts ({})", end.end, start.start),
        )),
    }
}

/// A range over the end of an era or century, printed without the new one, is believed up to so many years.
const NEAR: i32 = 20;

/// Whether the end lies in the new era, and not too far off.
fn is_near(start: Day, rolled: &Resolved) -> bool {
    let outside = rolled.flags.iter().any(|flag| matches!(flag, Flag::Overrun | Flag::Underrun));
    !outside && start <= rolled.end && rolled.start.year - start.year <= NEAR
}

/// EDTF of a single point.
fn single(resolved: &Resolved) -> String {
    let (start, end) = (resolved.start, resolved.end);
    let text = Text::new();
    match resolved.precision {
        // The hours of a night lead into the next day.
        Precision::Day if start < end => text.day(start).word("/").day(end),
        Precision::Day | Precision::Month | Precision::Year => text.end(resolved, start),
        Precision::Fiscal | Precision::Months | Precision::Quarter => {
            text.month(start).word(mark(resolved)).word("/").month(end).word(mark(resolved))
        }
        Precision::Days => text.day(start).word("/").day(end),
        Precision::Season(season) => text.year(start.year).word("-").two(21 + season as i32),
        Precision::Decade if start.year % 10 == 0 && end.year == start.year + 9 => {
            text.digit(start.year / 1000).two(start.year / 10).word("X")
        }
        Precision::Decade => text.year(start.year).word("/").year(end.year),
    }
    .finish()
}

/// EDTF being written; plain ASCII, because this is the innermost work of every line.
struct Text(Vec<u8>);

impl Text {
    fn new() -> Self {
        Self(Vec::with_capacity(24))
    }

    fn finish(self) -> String {
        String::from_utf8(self.0).unwrap_or_default()
    }

    fn word(mut self, word: &str) -> Self {
        self.0.extend_from_slice(word.as_bytes());
        self
    }

    /// The last digit of a number.
    fn digit(mut self, number: i32) -> Self {
        self.0.push(digits(number.unsigned_abs())[1]);
        self
    }

    /// The last two.
    fn two(mut self, number: i32) -> Self {
        self.0.extend_from_slice(&digits(number.unsigned_abs()));
        self
    }

    fn year(mut self, year: i32) -> Self {
        self.0.extend_from_slice(&four(year));
        self
    }

    fn month(mut self, day: Day) -> Self {
        let ([a, b, c, d], [m, n]) = (four(day.year), digits(day.month.into()));
        self.0.extend_from_slice(&[a, b, c, d, b'-', m, n]);
        self
    }

    fn day(mut self, day: Day) -> Self {
        let ([a, b, c, d], [m, n]) = (four(day.year), digits(day.month.into()));
        let [x, y] = digits(day.day.into());
        self.0.extend_from_slice(&[a, b, c, d, b'-', m, n, b'-', x, y]);
        self
    }

    /// One end of a range, as finely as it is given: `day` is its first or last day.
    fn end(self, resolved: &Resolved, day: Day) -> Self {
        match resolved.precision {
            Precision::Day => self.day(day).word(mark(resolved)),
            Precision::Year | Precision::Decade => self.year(day.year).word(mark(resolved)),
            Precision::Month | Precision::Fiscal | Precision::Months | Precision::Quarter | Precision::Season(_) => {
                self.month(day).word(mark(resolved))
            }
            Precision::Days => self.day(day),
        }
    }
}

/// The last two digits of a number.
fn digits(number: u32) -> [u8; 2] {
    let two = (number % 100) as u8;
    [b'0' + two / 10, b'0' + two % 10]
}

fn four(year: i32) -> [u8; 4] {
    let year = year.unsigned_abs();
    let ([a, b], [c, d]) = (digits(year / 100), digits(year));
    [a, b, c, d]
}

fn mark(resolved: &Resolved) -> &'static str {
    let has = |flag| resolved.flags.contains(&flag);
    match (has(Flag::Approx), has(Flag::Uncertain)) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    }
}

/// The e-Stat time code. Days, ranges and what is not certain have none.
fn estat(resolved: &Resolved) -> Option<TimeCode> {
    let (start, end) = (resolved.start, resolved.end);
    if !mark(resolved).is_empty() {
        return None;
    }
    match resolved.precision {
        Precision::Year => Some(TimeCode::Year(start.year)),
        Precision::Fiscal => Some(TimeCode::Fiscal(start.year)),
        Precision::Month | Precision::Quarter => Some(TimeCode::Months(start.year, start.month, end.month)),
        Precision::Day | Precision::Months | Precision::Days | Precision::Season(_) | Precision::Decade => None,
    }
}
