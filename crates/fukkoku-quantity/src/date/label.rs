//! Dates in labels: `令和5年度決算額`, `基準値（R3）`, `H29`, `４月１日現在`.

use super::super::folded::fold_text;
use super::super::{Era, Flag};
use super::context::Context;
use super::dated::{Dated, Kind};
use super::parts::begins_shift;
use super::point::{Expression, Point, Style};
use super::range::expression;
use super::span;
use super::whole::read;
use super::words::Extent;

/// Reads the one date that a label names: alone, before or behind other words, or in brackets.
///
/// - **Input**: the head of a column or the label of a row.
/// - **Context**: gives era or year to what is printed without: `5年度` beside 令和, `4月` of a fiscal year.
/// - **Value**: `None` where no date stands, where two do (a difference has no year), and where figures only look like one
///   (65歳以上, 3級, 1世帯当たり).
///
/// ```
/// use fukkoku_quantity::date::{Context, read_label};
/// let named = read_label("令和5年度決算額", &Context::default()).map(|dated| dated.edtf);
/// assert_eq!(named.as_deref(), Some("2023-04/2024-03"));
/// assert_eq!(read_label("65歳以上", &Context::default()), None);
/// ```
pub fn read_label(label: &str, context: &Context) -> Option<Dated> {
    if let Ok(dated) = read(label, context) {
        return Some(dated).filter(|dated| dated.kind != Kind::Time && is_sound(dated));
    }
    let folded = fold_text(label);
    let text = folded.trim();
    let mut found: Option<Dated> = None;
    let mut at = 0;
    while let Some((start, before)) = next_start(text, at) {
        let named = named(&text[start..], before, context);
        at = match named {
            Some((dated, after)) => {
                let same = |other: &Dated| other.period.overlaps(&dated.period);
                if found.as_ref().is_some_and(|found| !same(found)) {
                    return None;
                }
                found.get_or_insert(dated);
                text.len() - after.len()
            }
            None => start + run(&text[start..]),
        };
    }
    found
}

/// The next place at which a date may begin, and what stands before it.
fn next_start(text: &str, from: usize) -> Option<(usize, Option<char>)> {
    let begins = |c: char| c.is_ascii_digit() || "明大昭平令元MTSHRmtshr".contains(c);
    let shifted = (from == 0 && text.starts_with(begins_shift)).then_some(0);
    let at = shifted.or_else(|| Some(from + text[from..].find(begins)?))?;
    Some((at, text[..at].chars().next_back()))
}

/// Past the letter, and past all digits of a number.
fn run(rest: &str) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    rest.find(|c: char| !c.is_ascii_alphanumeric() && !",.".contains(c)).unwrap_or(rest.len()).max(first)
}

fn named<'a>(rest: &'a str, before: Option<char>, context: &Context) -> Option<(Dated, &'a str)> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || "第約～-.,/→".contains(c)) {
        return None;
    }
    let (after, expression) = expression(Extent::Prose)(rest).ok()?;
    let point = expression.points().first().copied()?.clone();
    let inside = before.is_none_or(|c| "([ \n".contains(c));
    if !(is_date(&point, inside, after) && is_end(after)) {
        return None;
    }
    let alone = matches!(&expression, Expression::One(_));
    let dated = span::resolve(&expression, context).ok().filter(is_sound)?;
    (alone || point.is_absolute()).then_some((dated, after))
}

/// A year with its word or era, or a month; four digits alone in brackets are a year too.
fn is_date(point: &Point, inside: bool, after: &str) -> bool {
    let closed = after.is_empty() || after.starts_with(')');
    match point.style {
        Style::Worded if !point.lacks_year() => point.is_absolute() || inside,
        Style::Worded => inside && point.month.is_some(),
        Style::Dotted => inside && closed && point.is_absolute(),
        Style::Bare if point.era.is_some() => {
            inside && is_usual(point) && !after.starts_with(|c: char| c.is_ascii() && !"() ".contains(c))
        }
        Style::Bare if point.era.is_some() || point.western => inside && closed && is_usual(point),
        Style::Bare | Style::Compact => false,
    }
}

/// Letters stand for eras that reports still speak of, and years are near.
fn is_usual(point: &Point) -> bool {
    let year = point.year.unwrap_or(0);
    match point.era {
        Some(Era::Showa | Era::Heisei | Era::Reiwa) => (1..=64).contains(&year),
        Some(Era::Meiji | Era::Taisho) => false,
        None => (1900..2100).contains(&year),
    }
}

/// What follows a date in a label does not make it another thing: `5年度比`, `4月分` is April's, `10年間`.
fn is_end(after: &str) -> bool {
    !after.starts_with(['比', '号', '生', '目', '間', '齢', '物', '-', '～', '→', '/', '.']) && !after.starts_with("以")
}

/// Within its era: a head `H45` is none of 平成.
fn is_sound(dated: &Dated) -> bool {
    !dated.flags.iter().any(|flag| matches!(flag, Flag::Overrun | Flag::Underrun)) || dated.flags.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FiscalYear;

    #[test]
    fn labels_name_dates() {
        let reiwa = Context::of_era(Era::Reiwa);
        let fiscal = Context { fiscal_year: Some(FiscalYear(2023)), ..Context::default() };
        let nothing = Context::default();
        for (label, context, expected, why) in [
            ("令和5年度決算額", &nothing, Some("2023-04/2024-03"), "words behind it"),
            ("決算額（令和5年度）", &nothing, Some("2023-04/2024-03"), "in brackets"),
            ("令和６年度当初予算額（Ａ）", &nothing, Some("2024-04/2025-03"), "a letter behind it"),
            ("令和４年３月末", &nothing, Some("2022-03-31~"), "the end of a month"),
            ("令和４年３月末現在高", &nothing, Some("2022-03"), "a balance at it"),
            ("令和5年4月1日現在", &nothing, Some("2023-04-01"), "a day"),
            ("平成30年度末現在高", &nothing, Some("2018-04/2019-03"), "a balance of a year"),
            ("H29", &nothing, Some("2017"), "a letter for the era"),
            ("R元", &nothing, Some("2019"), "the first year"),
            ("R5決算", &nothing, Some("2023"), "with words"),
            ("基準値（R3）", &nothing, Some("2021"), "a letter in brackets"),
            ("目標値 (2025)", &nothing, Some("2025"), "a Western year in brackets"),
            ("2020（令和２）年", &nothing, Some("2020"), "both calendars"),
            ("令和2年(2020)", &nothing, Some("2020"), "both calendars"),
            ("昭和40年代", &nothing, Some("1965/1974"), "a decade"),
            ("5年度", &reiwa, Some("2023-04/2024-03"), "the era stands elsewhere"),
            ("５年度決算", &reiwa, Some("2023-04/2024-03"), "with words"),
            ("5年度", &nothing, None, "no era is guessed"),
            ("4月", &fiscal, Some("2023-04"), "a month of the year of the title"),
            ("3月", &fiscal, Some("2024-03"), "its last"),
            ("上半期", &fiscal, Some("2023-04/2023-09"), "half of it"),
            ("増減（令和5年度－令和4年度）", &nothing, None, "a difference"),
            ("令和5年度－令和4年度", &nothing, None, "a difference"),
            ("令和4年度比", &nothing, None, "against a year"),
            ("65歳以上", &reiwa, None, "an age"),
            ("１世帯当たり人員", &reiwa, None, "a rate"),
            ("3級", &reiwa, None, "a grade"),
            ("H鋼", &nothing, None, "steel"),
            ("S2,000", &nothing, None, "a size"),
            ("築10年以上", &reiwa, None, "an age"),
            ("10年間", &reiwa, None, "a duration"),
            ("H45", &nothing, None, "平成 had no such year"),
        ] {
            let found = read_label(label, context).map(|dated| dated.edtf);
            assert_eq!(found.as_deref(), expected, "{label}: {why}");
        }
    }
}
