//! Dates and periods: what is printed, what it means, how it is written for machines.

pub mod clock;
mod entry;
mod grammar;
mod parts;
mod point;
mod range;
mod resolve;
mod span;
mod words;

pub use entry::{EntryDate, find_entry_dates, read_in_fiscal_year};
pub use point::Unit;
pub(crate) use point::{Expression, Point, Style};
pub(crate) use range::expression;
pub(crate) use span::resolve;
pub(crate) use words::Extent;

use super::flag::shown;
use super::folded::fold_text;
use super::{Era, FiscalYear, Flag, Period, Refusal, Strictness};
use std::fmt;

/// What the text around a date has fixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The era of years printed without one.
    pub era: Option<Era>,
    /// The Western year of months printed without one.
    pub year: Option<i32>,
    /// The date last named: what 同年 and 翌日 refer to.
    pub date: Option<Anchor>,
    /// The fiscal year of a row or column.
    pub fiscal_year: Option<FiscalYear>,
    /// What a lone number counts: 年 or 年度.
    pub unit: Unit,
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

impl Context {
    /// Years are of this era.
    pub fn of_era(era: Era) -> Self {
        Self { era: Some(era), ..Self::default() }
    }

    /// Keeps a date for 同年 and its like, and its era.
    pub fn remember(&mut self, dated: &Dated) {
        self.date = dated.anchor.or(self.date);
        self.fiscal_year = dated.fiscal_year();
        self.era = dated.era.or(self.era);
    }

    fn current_year(&self) -> Option<i32> {
        self.date.map(|date| date.year).or(self.year).or(self.fiscal_year.map(|year| year.0))
    }

    fn current_fiscal_year(&self) -> Option<i32> {
        let of_date = self.date.map(|date| date.year - i32::from(date.month.is_some_and(|month| month < 4)));
        self.fiscal_year.map(|year| year.0).or(of_date).or(self.year)
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
    pub clock: Option<clock::Hours>,
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

/// Reads a whole text as a date, period or time of day.
///
/// - **Input**: one value, any width, blanks and hard line ends inside, brackets around: `（29.01⏎～03）`.
/// - **Context**: fills what is not printed; nothing is guessed without it.
/// - **Errors**: a [`Refusal`] with the word of the vectors; impossible dates are always refused.
pub fn read(text: &str, context: &Context) -> Result<Dated, Refusal> {
    let folded = fold_text(text);
    let inner = without_brackets(folded.trim_matches([' ', '\n']))?;
    if inner.is_empty() {
        return Err(Refusal::new(Flag::Unparsable, "nothing is printed"));
    }
    let upright = is_upright(inner).then(|| inner.replace('\n', ""));
    let inner = upright.as_deref().unwrap_or(inner);
    match read_inner(inner, context) {
        Err(refusal) if refusal.flag == Some(Flag::Unparsable) => {
            let Some(joined) = join_cut_numbers(inner) else { return Err(refusal) };
            let again = read_inner(&joined, context);
            let mut dated =
                again.map_err(|other| if other.flag == Some(Flag::Unparsable) { refusal } else { other })?;
            dated.flags.push(Flag::LineWrap);
            dated.flags.sort_unstable();
            dated.flags.dedup();
            Ok(dated)
        }
        read => read,
    }
}

/// Dates first, for most lines are dates; what is none may be hours.
fn read_inner(inner: &str, context: &Context) -> Result<Dated, Refusal> {
    let parsed = expression(Extent::Cell)(inner).ok().filter(|(rest, _)| is_remark(rest));
    let Some((rest, expression)) = parsed else {
        return clock::read(inner)?.ok_or_else(|| unparsable(inner));
    };
    let mut dated = span::resolve(&expression, context)?;
    dated.flags.extend(line_wrap(&inner[..inner.len() - rest.len()]));
    dated.flags.sort_unstable();
    dated.flags.dedup();
    Ok(dated)
}

fn unparsable(text: &str) -> Refusal {
    Refusal::new(Flag::Unparsable, format!("expected a date or period, found {}", shown(text)))
}

fn has_line_end(text: &str) -> bool {
    text.as_bytes().contains(&b'\n')
}

/// Set one piece below the other, as in the labels of tall cells.
fn is_upright(text: &str) -> bool {
    has_line_end(text) && text.split('\n').all(|line| line.trim().chars().count() <= 2)
}

/// Puts together the digits of a number that a hard line end cut: `２⏎８年３月`. Only a number with its word after it
/// is known to be one; `21⏎24` may be two cells.
fn join_cut_numbers(text: &str) -> Option<String> {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let word = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let cut = before.ends_with(|c: char| c.is_ascii_digit()) && word.len() < after.len();
        joined.push_str(before);
        if !(cut && word.trim_start_matches(' ').starts_with(['年', '月', '日'])) {
            joined.push('\n');
        }
        rest = after;
    }
    joined.push_str(rest);
    (joined.len() < text.len()).then_some(joined)
}

/// Takes off brackets around the whole, at most 64.
fn without_brackets(text: &str) -> Result<&str, Refusal> {
    let mut inner = text;
    for _ in 0..=64 {
        let opened = inner.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']']));
        match opened {
            Some(rest) if !closes_early(rest) => inner = rest.trim_matches([' ', '\n']),
            _ => return Ok(inner),
        }
    }
    Err(Refusal::new(Flag::TooDeep, "brackets nested deeper than 64"))
}

/// Whether the first bracket closes before the end: `(a)(b)` is not one bracketed text.
fn closes_early(rest: &str) -> bool {
    let mut depth = 0i64;
    for c in rest.chars() {
        depth += i64::from(matches!(c, '(' | '[')) - i64::from(matches!(c, ')' | ']'));
        if depth < 0 {
            return true;
        }
    }
    false
}

/// What may stand after a date without changing it.
fn is_remark(rest: &str) -> bool {
    let rest = if rest.is_empty() { rest } else { rest.trim_matches([' ', '\n']) };
    if rest.is_empty() {
        return true;
    }
    let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return false };
    matches!(words::annotation(inner.trim()), Ok(("", None)))
}

/// A line end inside the date, unless it is set one piece to a line, as in a vertical label, or before a remark.
fn line_wrap(printed: &str) -> Option<Flag> {
    if !has_line_end(printed) {
        return None;
    }
    let printed =
        if printed.ends_with(')') { printed.rsplit_once('(').map_or(printed, |(date, _)| date) } else { printed };
    (printed.trim_matches([' ', '\n']).contains('\n') && !is_upright(printed)).then_some(Flag::LineWrap)
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

/// Reads the label of a row of fiscal years: `昭和37`, `元`, `38`, `平成元年度`, `2019`.
///
/// - **Context**: the era of the rows above; the era found is in [`Dated::era`], to be carried on.
/// - **Errors**: anything that is not exactly one fiscal year.
pub fn read_fiscal_year(label: &str, era: Option<Era>) -> Result<(FiscalYear, Dated), Refusal> {
    let dated = read(label, &Context { era, unit: Unit::Fiscal, ..Context::default() })?;
    let year = dated.fiscal_year().ok_or_else(|| unparsable(label))?;
    Ok((year, dated))
}

#[cfg(test)]
mod tests;
