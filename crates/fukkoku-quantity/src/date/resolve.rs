//! From what is printed to days: era, year and context worked out, the calendar asked.

use super::super::calendar::{FIRST_GREGORIAN, days_in_month};
use super::super::{Day, Era, FiscalYear, Flag, Period, Refusal};
use super::context::Context;
use super::dated::Anchor;
use super::point::{Clock, Part, Point, Style, Unit};

/// How finely a point is given; decides how it is written as EDTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    Day,
    Month,
    Year,
    Fiscal,
    /// Whole months: a half or a quarter.
    Months,
    Quarter,
    /// Several days: 中旬.
    Days,
    /// EDTF season 21 to 24.
    Season(u32),
    Decade,
}

/// A point worked out.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub start: Day,
    pub end: Day,
    pub precision: Precision,
    pub era: Option<Era>,
    pub flags: Vec<Flag>,
    /// A year without era took the era from the context.
    pub elided_era: bool,
    /// The time of the day, each within its own day.
    pub clock: Option<Clock>,
}

impl Resolved {
    pub(super) fn period(&self) -> Period {
        Period::closed(self.start, self.end)
    }

    /// What 同年 and 同月 refer to afterwards.
    pub(super) fn anchor(&self) -> Anchor {
        let whole_year =
            matches!(self.precision, Precision::Year | Precision::Fiscal | Precision::Decade | Precision::Season(_));
        let month = (!whole_year).then_some(u32::from(self.start.month));
        let day = (self.precision == Precision::Day).then_some(u32::from(self.start.day));
        Anchor { year: self.start.year, month, day }
    }
}

/// Works out one point.
pub(super) fn point(point: &Point, context: &Context) -> Result<Resolved, Refusal> {
    if let Some(day) = month_and_day(point, context) {
        return self::point(&day, context);
    }
    let unit = effective_unit(point, context);
    let (year, era, elided_era) = year(point, unit, context)?;
    let (start, end, precision) = span(point, unit, year, context)?;
    refuse_lunisolar(start, era, point)?;
    let (start, end, precision, approx) = part(point.part, start, end, precision)?;
    let mut flags = point.flags.clone();
    flags.extend(approx);
    flags.extend(era.and_then(|era| outside(era, Period::closed(start, end))));
    let resolved = Resolved { start, end, precision, era, flags, elided_era, clock: None };
    check_asides(point, unit, &resolved, context)?;
    Ok(timed(resolved, point.clock))
}

const DAY: u32 = 24 * 60;

/// Puts a time beside its day; `25時30分` is half past one of the next.
fn timed(mut day: Resolved, clock: Option<Clock>) -> Resolved {
    let Some(Clock { mut start, mut end }) = clock else { return day };
    if end.is_some_and(|end| end < start) {
        end = end.map(|end| end + DAY);
    }
    if start > DAY {
        (day.start, start) = (day.start.next(), start - DAY);
    }
    if end.unwrap_or(start) > DAY || day.start > day.end {
        day.end = day.end.next();
        end = end.map(|end| end - DAY);
    }
    day.clock = Some(Clock { start, end });
    day
}

/// `4/1` beside a known year is 1 April; without one it may be year and month.
fn month_and_day(point: &Point, context: &Context) -> Option<Point> {
    let two = point.style == Style::Dotted && point.day.is_none() && !point.is_absolute();
    let month = point.year.filter(|month| two && (1..=12).contains(month))?;
    let known = context.era.is_none() && context.year.is_some();
    known.then(|| Point { year: None, month: Some(month), day: point.month, ..point.clone() })
}

/// 年 or 年度 as printed, else as the context says; half a year beside a fiscal year is half of that.
fn effective_unit(point: &Point, context: &Context) -> Unit {
    let part_alone = point.part.is_some() && point.lacks_year();
    if part_alone && point.unit == Unit::None && point.month.is_none() && context.fiscal_year.is_some() {
        return Unit::Fiscal;
    }
    if point.unit == Unit::None && point.month.is_none() { context.unit } else { point.unit }
}

/// The Western year, the era it was counted by, and whether that came from the context.
fn year(point: &Point, unit: Unit, context: &Context) -> Result<(i32, Option<Era>, bool), Refusal> {
    if let Some(count) = point.year {
        return counted_year(point, count, unit, context);
    }
    if let Some(shift) = point.shifted_year {
        let base = if unit == Unit::Fiscal { context.current_fiscal_year() } else { context.current_year() };
        return base.map(|year| (year + shift, None, false)).ok_or_else(no_antecedent);
    }
    if point.shifted_month.is_some() || point.shifted_day.is_some() {
        return context.date.map(|date| (date.year, None, false)).ok_or_else(no_antecedent);
    }
    match (point.month, context.fiscal_year) {
        (Some(month), Some(fiscal)) => Ok((fiscal.0 + i32::from(month < 4), None, false)),
        _ => (if unit == Unit::Fiscal { context.current_fiscal_year() } else { context.current_year() })
            .map(|year| (year, None, false))
            .ok_or_else(|| Refusal::new(Flag::NoYear, "no year is printed, and none is known from the text around")),
    }
}

fn counted_year(point: &Point, count: u32, unit: Unit, context: &Context) -> Result<(i32, Option<Era>, bool), Refusal> {
    if count == 0 {
        return Err(Refusal::new(
            Flag::YearZero,
            "no calendar counts a year 0; the first year of an era is 元年 or 1年",
        ));
    }
    if point.western && point.era.is_none() {
        return Ok((count as i32, None, false));
    }
    match (point.era, context.era) {
        (None, _) if unit == Unit::Decade && count >= 100 => Ok((count as i32, None, false)),
        (Some(era), _) => Ok((era.western(count), Some(era), false)),
        (None, Some(era)) => Ok((era.western(count), Some(era), true)),
        (None, None) => {
            Err(Refusal::new(Flag::NoEra, format!("year {count} has no era, and none is known from the text around")))
        }
    }
}

fn no_antecedent() -> Refusal {
    Refusal::new(Flag::NoAntecedent, "refers back to a date, but none stands before it")
}

/// First and last day of what is printed, before 上期, 末 and the like.
fn span(point: &Point, unit: Unit, year: i32, context: &Context) -> Result<(Day, Day, Precision), Refusal> {
    if !(1..=9999).contains(&year) {
        return Err(Refusal::new(Flag::OutOfRange, format!("year {year} is outside 1 to 9999")));
    }
    let has_day = point.day.is_some() || point.shifted_day.is_some();
    let (year, month) = month(point, year, has_day, context)?;
    match month {
        Some(month) if !(1..=12).contains(&month) => {
            let flag = if has_day { Flag::InvalidDate } else { Flag::InvalidMonth };
            Err(Refusal::new(flag, format!("month {month} is outside 1 to 12")))
        }
        Some(month) if has_day => one_day(point, year, month, context),
        Some(month) => Ok((day(year, month, 1)?, day(year, month, days_in_month(year, month))?, Precision::Month)),
        None if unit == Unit::Fiscal => Ok((day(year, 4, 1)?, day(year + 1, 3, 31)?, Precision::Fiscal)),
        None if unit == Unit::Decade => Ok((day(year, 1, 1)?, day(year + 9, 12, 31)?, Precision::Decade)),
        None => Ok((day(year, 1, 1)?, day(year, 12, 31)?, Precision::Year)),
    }
}

/// The month printed or referred to; 翌月 may lead into another year.
fn month(point: &Point, year: i32, has_day: bool, context: &Context) -> Result<(i32, Option<u32>), Refusal> {
    if let Some(month) = point.month {
        return Ok((year, Some(month)));
    }
    let refers = point.shifted_month.is_some() || (has_day && point.lacks_year());
    if !refers {
        return Ok((year, None));
    }
    let base = context.date.and_then(|date| date.month).ok_or_else(no_antecedent)?;
    let months = year * 12 + base as i32 - 1 + point.shifted_month.unwrap_or(0);
    Ok((months.div_euclid(12), Some(months.rem_euclid(12) as u32 + 1)))
}

fn one_day(point: &Point, year: i32, month: u32, context: &Context) -> Result<(Day, Day, Precision), Refusal> {
    let found = match (point.day, point.shifted_day) {
        (Some(date), _) => day(year, month, date)?,
        (None, shift) => {
            let base = context.date.and_then(|date| date.day).ok_or_else(no_antecedent)?;
            move_days(day(year, month, base)?, shift.unwrap_or(0))
        }
    };
    Ok((found, found, Precision::Day))
}

fn move_days(from: Day, by: i32) -> Day {
    let step = if by < 0 { Day::previous } else { Day::next };
    (0..by.unsigned_abs()).fold(from, |day, _| step(day))
}

fn day(year: i32, month: u32, date: u32) -> Result<Day, Refusal> {
    Day::new(year, month, date)
        .ok_or_else(|| Refusal::new(Flag::InvalidDate, format!("the calendar has no day {year}-{month:02}-{date:02}")))
}

/// Before 1873 the calendar followed the moon: 明治5年 cannot be turned into days without a table of it.
fn refuse_lunisolar(start: Day, era: Option<Era>, point: &Point) -> Result<(), Refusal> {
    if start < FIRST_GREGORIAN && era.is_some() && !point.western {
        return Err(Refusal::new(
            Flag::Lunisolar,
            "before 明治6年 (1873) the calendar was lunisolar, outside JIS X 0301",
        ));
    }
    Ok(())
}

/// The flag of a period that has no day in common with its era.
fn outside(era: Era, period: Period) -> Option<Flag> {
    if era.period().overlaps(&period) {
        return None;
    }
    Some(if period.start > era.period().end && era.period().end.is_some() { Flag::Overrun } else { Flag::Underrun })
}

type Narrowed = (Day, Day, Precision, Option<Flag>);

/// Narrows a year, fiscal year or month to the part named.
fn part(part: Option<Part>, start: Day, end: Day, precision: Precision) -> Result<Narrowed, Refusal> {
    let Some(part) = part else { return Ok((start, end, precision, None)) };
    let is_month = precision == Precision::Month;
    let is_year = matches!(precision, Precision::Year | Precision::Fiscal);
    let approx = Some(Flag::Approx);
    match part {
        Part::Whole => Ok((start, end, precision, None)),
        Part::FirstHalf if is_year => months(start, 0, 6, Precision::Months),
        Part::SecondHalf if is_year => months(start, 6, 6, Precision::Months),
        Part::FirstHalf if is_month => Ok((start, Day { day: 15, ..start }, Precision::Days, approx)),
        Part::SecondHalf if is_month => Ok((Day { day: 16, ..start }, end, Precision::Days, approx)),
        Part::FirstHalf if precision == Precision::Decade => {
            Ok((start, day(start.year + 4, 12, 31)?, precision, approx))
        }
        Part::SecondHalf if precision == Precision::Decade => Ok((day(start.year + 5, 1, 1)?, end, precision, approx)),
        Part::Quarter(quarter) if is_year => months(start, (quarter - 1) * 3, 3, Precision::Quarter),
        Part::Season(season) if is_year => season_of(start, season, precision),
        Part::Beginning if is_month || is_year => Ok((start, start, Precision::Day, approx)),
        Part::LastDay if is_month || is_year => Ok((end, end, Precision::Day, None)),
        Part::End if is_month || is_year => Ok((end, end, Precision::Day, approx)),
        Part::Third(third) if is_month => {
            let first = Day { day: third as u8 * 10 + 1, ..start };
            let last = if third == 2 { end } else { Day { day: third as u8 * 10 + 10, ..start } };
            Ok((first, last, Precision::Days, approx))
        }
        Part::Middle if is_month => Ok((Day { day: 11, ..start }, Day { day: 20, ..start }, Precision::Days, approx)),
        Part::Middle if is_year => Ok((start, end, precision, approx)),
        _ => Err(Refusal::new(Flag::Unparsable, "this part does not divide what stands before it")),
    }
}

/// `count` whole months, `skip` months after the first.
fn months(start: Day, skip: u32, count: u32, precision: Precision) -> Result<Narrowed, Refusal> {
    let at = |months: u32| {
        let index = u32::from(start.month) - 1 + months;
        (start.year + (index / 12) as i32, index % 12 + 1)
    };
    let ((first_year, first), (last_year, last)) = (at(skip), at(skip + count - 1));
    Ok((day(first_year, first, 1)?, day(last_year, last, days_in_month(last_year, last))?, precision, None))
}

/// Spring is March to May; the winter of a year begins in its December.
fn season_of(start: Day, season: u32, precision: Precision) -> Result<Narrowed, Refusal> {
    let january = if precision == Precision::Fiscal { Day { month: 1, ..start } } else { start };
    let (first, last, _, _) = months(january, 2 + season * 3, 3, Precision::Season(season))?;
    Ok((first, last, Precision::Season(season), Some(Flag::Approx)))
}

/// The same date in another calendar, or its weekday, must agree.
fn check_asides(printed: &Point, unit: Unit, resolved: &Resolved, context: &Context) -> Result<(), Refusal> {
    if printed
        .weekday
        .is_some_and(|weekday| resolved.precision == Precision::Day && resolved.start.weekday() != weekday)
    {
        return Err(Refusal::new(Flag::CalendarMismatch, format!("{} is not that day of the week", resolved.start)));
    }
    for aside in &printed.asides {
        let whole = aside.unit == Unit::None && aside.month.is_none();
        let aside = Point { unit: if whole { unit } else { aside.unit }, ..aside.clone() };
        let other = point(&aside, context)?;
        if !other.period().overlaps(&resolved.period()) {
            let message = format!("the two calendars disagree: {} and {}", resolved.start.year, other.start.year);
            return Err(Refusal::new(Flag::CalendarMismatch, message));
        }
    }
    Ok(())
}

/// The fiscal year in which a resolved point begins.
pub(super) fn fiscal_year(resolved: &Resolved) -> FiscalYear {
    resolved.start.fiscal_year()
}
