//! Amounts of more than one numeral, or of none: fractions, parts of ten, intervals, magnitudes.

use super::super::Decimal;
use super::super::numeral::{Form, Numeral, numeral};
use super::super::unit::Unit;
use super::part::{Amount, Core, strip_any};
use super::reading::Reading;

/// A numeral that is only the beginning: `二、三人`, `三分の一`, `３割`, `1～3名`.
pub(super) fn composed<'a>(text: &'a str, read: &Numeral, rest: &'a str) -> Option<Core<'a>> {
    if rest.is_empty() && read.form != Form::Kanji {
        return None;
    }
    several(text).or_else(|| fraction(text, read, rest)).or_else(|| ratio(read, rest)).or_else(|| interval(read, rest))
}

/// ```text
/// fraction = numeral "分の" numeral | digits "/" digits
/// ```
/// `三分の一` is 1/3; so is `１／３`.
fn fraction<'a>(text: &'a str, first: &Numeral, rest: &'a str) -> Option<Core<'a>> {
    if let Some(found) = vulgar(text) {
        return Some(found);
    }
    let (word, rest) = strip_any(rest, &["分の", "ぶんの", "/"]);
    let (rest, second) = numeral(word.map(|_| rest)?).ok()?;
    let (a, b) = (first.value.ok()?, second.value.ok()?);
    let (over, under) = if word == Some("/") { (a, b) } else { (b, a) };
    let plain = over.scale == 0 && under.scale == 0 && !under.is_zero() && !rest.starts_with('/');
    plain.then(|| (Ok(Amount::textual(Reading::Fraction, Some(format!("{over}/{under}")))), rest))
}

/// `½`, `1½`.
pub(super) fn vulgar(text: &str) -> Option<Core<'_>> {
    let at = text.bytes().take(20).take_while(u8::is_ascii_digit).count();
    let whole = &text[..at];
    let c = text[at..].chars().next().filter(|c| matches!(c, '\u{BC}'..='\u{BE}' | '\u{2150}'..='\u{215E}'))?;
    let folded = super::super::width::value(text.get(at..at + c.len_utf8())?).into_owned();
    let printed = if whole.is_empty() { folded } else { format!("{whole} {folded}") };
    Some((Ok(Amount::textual(Reading::Fraction, Some(printed))), &text[at + c.len_utf8()..]))
}

/// 割分厘毛 as parts of one: `二割五分` is 0.25, `約８割` about 0.8, `五厘` 0.005. 分 alone may be minutes.
fn ratio<'a>(first: &Numeral, rest: &'a str) -> Option<Core<'a>> {
    let rest = rest.trim_start_matches(' ');
    let lead = rest.strip_prefix('割').map(|rest| (rest, 1)).or_else(|| Some((rest.strip_prefix('厘')?, 3)));
    let (mut rest, first_places) = lead?;
    if rest.starts_with(['合', '引', '増', '当', '安', '高']) {
        return None;
    }
    let mut value = first.value.ok()?.checked_mul(Decimal::new(1, first_places))?;
    for (word, places) in [("分", 2), ("厘", 3), ("毛", 4)].into_iter().filter(|(_, places)| *places > first_places)
    {
        let Some((after, part)) = numeral(rest).ok().and_then(|(after, part)| Some((after.strip_prefix(word)?, part)))
        else {
            continue;
        };
        value = value.checked_add(part.value.ok()?.checked_mul(Decimal::new(1, places))?)?;
        rest = after;
    }
    let amount =
        Amount { unit: Some(Unit::plain("ratio")), flags: first.flags.clone(), ..Amount::new(value, first.form) };
    Some((Ok(amount), rest))
}

/// `1～3名`, `5～10%`: both ends, joined by a slash as ISO 8601 joins them.
fn interval<'a>(first: &Numeral, rest: &'a str) -> Option<Core<'a>> {
    // No unit is longer; most figures are not followed by a link, and the unit need not be looked up.
    if !rest.chars().take(24).any(|c| matches!(c, '～' | 'か' | 'な')) {
        return None;
    }
    let (first_unit, rest) = Unit::spelling(rest).map_or((None, rest), |(_, after)| (Some(rest), after));
    let (link, rest) = strip_any(rest.trim_start_matches(' '), &["～", "から", "ないし"]);
    let (rest, second) = numeral(link.map(|_| rest)?).ok()?;
    let (unit, rest) = Unit::at_start(rest).map_or((None, rest), |(unit, rest)| (Some(unit), rest));
    let text = format!("{}/{}", first.value.ok()?, second.value.ok()?);
    let unit = unit.or_else(|| first_unit.and_then(Unit::at_start).map(|(unit, _)| unit));
    let amount = Amount { unit, ..Amount::textual(Reading::Interval, Some(text)) };
    Some((Ok(amount), rest))
}

/// `数十`, `数人`, `十数人`, `二、三人`: a magnitude, no number.
pub(super) fn several(text: &str) -> Option<Core<'_>> {
    let rest = some_tens(text).or_else(|| two_or_three(text))?;
    let (unit, rest) = Unit::at_start(rest).map_or((None, rest), |(unit, rest)| (Some(unit), rest));
    Some((Ok(Amount { unit, ..Amount::textual(Reading::Approx, None) }), rest))
}

fn some_tens(text: &str) -> Option<&str> {
    let units = |c: char| matches!(c, '十' | '百' | '千' | '万' | '億');
    let before = text.trim_start_matches(units);
    let rest = before.strip_prefix(['数', '何', '幾'])?;
    let after = rest.trim_start_matches(units);
    let counted = before.len() < text.len() || after.len() < rest.len() || Unit::at_start(after).is_some();
    counted.then_some(after)
}

/// Two digits in a row, the second one more: `二、三`, `2、3`, `五、六十`, `二・三人`.
fn two_or_three(text: &str) -> Option<&str> {
    let digits = |c: char| {
        "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or_else(|| c.to_digit(10).filter(|d| *d > 0).map(|d| d as usize - 1))
    };
    let mut chars = text.chars();
    let first = chars.next()?;
    let separator = chars.next().filter(|c| matches!(c, '、' | '・'))?;
    let (first, second) = (digits(first)?, digits(chars.next()?)?);
    let rest = chars.as_str();
    // 一・二 is a decimal, unless whole things are counted.
    let alone = if separator == '・' {
        rest.starts_with(|c| "人名件回台個日年冊か".contains(c))
    } else {
        !rest.starts_with(|c: char| c.is_ascii_digit() || digits(c).is_some() || ",.、".contains(c))
    };
    (second == first + 1 && alone).then(|| rest.trim_start_matches(|c: char| "十百千万億".contains(c)))
}
