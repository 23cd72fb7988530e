//! Dates inside table entries: `‣特別徴収課税(38.2)`, `試行運用：29.07、本格運用： 29.11`.

use super::super::folded::Folded;
use super::super::{Era, FiscalYear, Refusal};
use super::context::Context;
use super::dated::Dated;
use super::point::{Expression, Point, Style};
use super::range::expression;
use super::span;
use super::whole::read;
use super::words::Extent;
use std::ops::Range;

/// A date found in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDate {
    /// Bytes of the entry, without the brackets.
    pub range: Range<usize>,
    /// What stands there.
    pub printed: String,
    /// How it was read, or why not.
    pub reading: Result<Dated, Refusal>,
}

/// Reads a date without era that stands in the row of a fiscal year: `38.2`, `元.4`, `31.4`, `29.01～03`.
///
/// - **Era**: the one that brings the date into this fiscal year, or nearest to it: in 昭和63 `元.2` is 平成, in 令和元 `31.4` too.
/// - **Outside**: a date of another fiscal year is answered as printed (`63.3` beside 昭和63 is 1988-03); comparing is the caller's part.
/// - **Errors**: as [`read`].
pub fn read_in_fiscal_year(text: &str, year: FiscalYear) -> Result<Dated, Refusal> {
    nearest(year, |context| read(text, context))
}

/// The reading, over all eras, that lies nearest to a fiscal year; an era that fits without flag goes first.
fn nearest(year: FiscalYear, read: impl Fn(&Context) -> Result<Dated, Refusal>) -> Result<Dated, Refusal> {
    let at = Era::ALL.map(|era| read(&Context { era: Some(era), fiscal_year: Some(year), ..Context::default() }));
    let first_refusal = at.iter().rev().find_map(|found| found.as_ref().err().cloned());
    let found = at.into_iter().flatten().min_by_key(|dated| (distance(dated, year), !dated.is_strict()));
    found.ok_or_else(|| first_refusal.unwrap_or_else(|| Refusal::plain("no date")))
}

/// Fiscal years between a date and a row.
fn distance(dated: &Dated, year: FiscalYear) -> u32 {
    let day = dated.period.start.or(dated.period.end);
    day.map_or(u32::MAX, |day| day.fiscal_year().0.abs_diff(year.0))
}

/// Finds the dates of an entry, in order; their brackets do not belong to them.
///
/// - **Where**: in brackets, at the end of the text in them or after a label: `（試行運用：29.07、本格運用：29.11）`.
/// - **Not**: `<1.5G>`, `8M,12M`, `<1,200㎡>`, `2.5%`: a date is followed by a bracket, a comma or the end of the entry.
///
/// ```
/// use fukkoku_quantity::FiscalYear;
/// use fukkoku_quantity::date::find_entry_dates;
/// let found = find_entry_dates("‣特別徴収課税(38.2)", FiscalYear(1962));
/// assert_eq!((found.len(), found[0].printed.as_str()), (1, "38.2"));
/// ```
pub fn find_entry_dates(text: &str, year: FiscalYear) -> Vec<EntryDate> {
    let folded = Folded::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    let mut depth = 0;
    while let Some(start) = next_start(&folded.text, at, &mut depth) {
        let end = match date_at(&folded.text, start) {
            Some((expression, end)) => {
                found.push(entry(text, &folded, start..end, &expression, year));
                end
            }
            None => skip_run(&folded.text, start),
        };
        depth = folded.text[start..end].chars().fold(depth, deepen);
        at = end;
    }
    found
}

fn entry(text: &str, folded: &Folded, range: Range<usize>, expression: &Expression, year: FiscalYear) -> EntryDate {
    let range = folded.source_range(range);
    let printed = text[range.clone()].to_owned();
    EntryDate { range, printed, reading: nearest(year, |context| span::resolve(expression, context)) }
}

/// The next place a date may begin: a digit, 元 or an era, not inside a word or number, and inside brackets.
/// `depth` counts the brackets open at `from`, then at the place found.
fn next_start(text: &str, from: usize, depth: &mut i64) -> Option<usize> {
    let mut before = text[..from].chars().next_back();
    for (at, c) in text[from..].char_indices() {
        let inside = *depth > 0 && !before.is_some_and(|c| c.is_ascii_alphanumeric() || "<.,-~～$¥".contains(c));
        if inside && (c.is_ascii_digit() || "元明大昭平令MTSHR".contains(c)) {
            return Some(from + at);
        }
        *depth = deepen(*depth, c);
        before = Some(c);
    }
    None
}

fn deepen(depth: i64, c: char) -> i64 {
    (depth + i64::from(c == '(') - i64::from(c == ')')).max(0)
}

/// A date at `start`: `y.m` or a date in words, up to a bracket, a comma or the end.
fn date_at(text: &str, start: usize) -> Option<(Expression, usize)> {
    let (rest, found) = expression(Extent::Cell)(&text[start..]).ok()?;
    let follows = rest.trim_start_matches([' ', '\n']).chars().next();
    let ended = follows.is_none_or(|c| ")、,;・".contains(c));
    (ended && found.points().iter().any(|point| is_date(point))).then(|| (found.clone(), text.len() - rest.len()))
}

/// `38.2`, `S38.2`, `昭和38年2月`; not a lone number or a count of days.
fn is_date(point: &Point) -> bool {
    match point.style {
        Style::Dotted => {
            point.month.is_some_and(|month| (1..=12).contains(&month))
                && point.year.is_some_and(|year| year <= 99 || year >= 1868)
        }
        Style::Worded | Style::Compact => point.is_absolute() && point.year.is_some(),
        Style::Bare => false,
    }
}

/// Past the digits and letters at `start`.
fn skip_run(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let run = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"., ".contains(c)).unwrap_or(rest.len());
    start + run.max(first)
}
