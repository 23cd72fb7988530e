//! A whole text that is one date: a cell, a line, the label of a row.

use super::super::flag::shown;
use super::super::folded::fold_text;
use super::super::{Era, FiscalYear, Flag, Refusal};
use super::context::Context;
use super::dated::Dated;
use super::point::Unit;
use super::range::expression;
use super::words::{self, Extent};
use super::{clock, span};

/// Reads a whole text as a date, period or time of day.
///
/// - **Input**: one value, any width, blanks and hard line ends inside, brackets around: `（29.01⏎～03）`.
/// - **Context**: fills what is not printed; nothing is guessed without it.
/// - **Errors**: a [`Refusal`] with the word of the vectors; impossible dates are always refused.
///
/// ```
/// use fukkoku_quantity::Era;
/// use fukkoku_quantity::date::{Context, read};
/// let dated = read("２１．７～２２．１", &Context::of_era(Era::Heisei))?;
/// assert_eq!(dated.edtf, "2009-07/2010-01");
/// assert!(read("21.7", &Context::default()).is_err(), "no era is guessed");
/// # Ok::<(), fukkoku_quantity::Refusal>(())
/// ```
pub fn read(text: &str, context: &Context) -> Result<Dated, Refusal> {
    let folded = fold_text(text);
    let inner = without_brackets(folded.trim_matches([' ', '\n']))?;
    if inner.is_empty() {
        return Err(Refusal::new(Flag::Unparsable, "nothing is printed"));
    }
    let upright = (is_upright(inner) || is_spread(inner)).then(|| inner.replace(['\n', ' '], ""));
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

/// Reads the label of a row of fiscal years: `昭和37`, `元`, `38`, `平成元年度`, `2019`.
///
/// - **Context**: the era of the rows above; the era found is in [`Dated::era`], to be carried on.
/// - **Errors**: anything that is not exactly one fiscal year.
///
/// ```
/// use fukkoku_quantity::Era;
/// use fukkoku_quantity::date::read_fiscal_year;
/// let (year, dated) = read_fiscal_year("平成元年度", None)?;
/// assert_eq!((year.0, dated.era), (1989, Some(Era::Heisei)));
/// # Ok::<(), fukkoku_quantity::Refusal>(())
/// ```
pub fn read_fiscal_year(label: &str, era: Option<Era>) -> Result<(FiscalYear, Dated), Refusal> {
    let dated = read(label, &Context { era, unit: Unit::Fiscal, ..Context::default() })?;
    let year = dated.fiscal_year().ok_or_else(|| unparsable(label))?;
    Ok((year, dated))
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

/// Letters set apart over the width of a cell: `令　和　６　年　度`.
fn is_spread(text: &str) -> bool {
    let mut letters = text.split(' ').filter(|letter| !letter.is_empty());
    letters.clone().count() > 3 && letters.all(|letter| letter.chars().count() == 1)
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
