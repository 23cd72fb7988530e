//! A date or period that was understood.

use super::super::{Era, FiscalYear, Flag, Period, Strictness};
use std::fmt;

/// A date or period that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Its kind.
    pub kind: Kind,
    /// First and last day; an open end is absent.
    pub period: Period,
    /// At printed precision, ISO 8601-2: `1962-09`, `2009-04/2013-03`, `2022-04/..`.
    pub edtf: String,
    /// e-Stat time code, where there is one.
    pub estat: Option<TimeCode>,
    /// What is odd about it.
    pub flags: Vec<Flag>,
    /// The era of the last year printed, for the years after it.
    pub era: Option<Era>,
    /// What 同年 refers to afterwards.
    pub anchor: Option<Anchor>,
    /// Hours, if it is a time of day.
    pub clock: Option<Hours>,
}

impl Dated {
    /// The fiscal year, if it is exactly one.
    pub fn fiscal_year(&self) -> Option<FiscalYear> {
        let start = self.period.start?;
        (self.kind == Kind::FiscalYear).then_some(start.fiscal_year())
    }

    /// Whether `--strict` takes it.
    pub fn is_strict(&self) -> bool {
        self.flags.iter().all(|flag| flag.strictness() == Strictness::Tolerated)
    }
}

/// What kind of date it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One day.
    Day,
    /// A month.
    Month,
    /// A calendar year.
    Year,
    /// 年度
    FiscalYear,
    /// A half, a quarter, 上旬, 末 …
    Part,
    /// Fiscal years from … to.
    FiscalRange,
    /// From … to; either end may be open.
    Range,
    /// Hours of a day.
    Time,
}

impl Kind {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::FiscalYear => "fiscal_year",
            Self::Part => "fiscal_part",
            Self::FiscalRange => "fiscal_range",
            Self::Range => "range",
            Self::Time => "time",
        }
    }
}

/// A time code of e-Stat; [`fmt::Display`] gives its ten digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeCode {
    /// A calendar year.
    Year(i32),
    /// A fiscal year.
    Fiscal(i32),
    /// Months of a year, first and last.
    Months(i32, u8, u8),
}

impl fmt::Display for TimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}000000"),
            Self::Fiscal(year) => write!(f, "{year:04}100000"),
            Self::Months(year, first, last) => write!(f, "{year:04}00{first:02}{last:02}"),
        }
    }
}

/// A date that others refer to, as far as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Western year.
    pub year: i32,
    /// Month, 1–12.
    pub month: Option<u32>,
    /// Day of the month.
    pub day: Option<u32>,
}

impl Anchor {
    /// Reads `1962`, `1962-07`, `1962-07-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        parts.next().is_none().then_some(Self { year, month, day })
    }
}

/// From … to; an end that is not printed is absent. `24:00` is the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Minutes after midnight.
    pub start: Option<u32>,
    /// Minutes after midnight.
    pub end: Option<u32>,
}

/// `09:05` of minutes after midnight.
pub fn hour_text(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// First day to last day of a fiscal year as a value of its own.
pub fn fiscal_year(year: FiscalYear) -> Dated {
    let period = year.period();
    Dated {
        kind: Kind::FiscalYear,
        period,
        edtf: format!("{:04}-04/{:04}-03", year.0, year.0 + 1),
        estat: Some(TimeCode::Fiscal(year.0)),
        flags: Vec::new(),
        era: period.start.and_then(Era::of),
        anchor: Some(Anchor { year: year.0, month: None, day: None }),
        clock: None,
    }
}
