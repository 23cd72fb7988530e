//! Amounts: sign, numeral, unit, and the words around them.

use super::super::numeral::{Form, Numeral, arabic, numeral};
use super::super::unit::Unit;
use super::super::{Decimal, Flag};
use super::composed::{composed, several, vulgar};
use super::part::{Amount, Core, strip_any};
use std::borrow::Cow;

/// A text that is one Arabic numeral and no more; a [`Flag`] if it makes no number, `None` if more stands there.
pub(super) fn figure(text: &str) -> Option<Result<Amount, Flag>> {
    let (rest, read) = numeral(text).ok().filter(|(_, read)| matches!(read.form, Form::Arabic(_)))?;
    rest.is_empty().then(|| counted(text, read, rest).0)
}

/// ```text
/// amount = [ about ] ( per | [ "¥" | "金" ] ( fraction | ratio | interval | several | numeral [ unit ] ) ) [ remark ]
/// ```
/// `約８割`, `1億2,345万6千円`, `¥1,234`, `1日当たり5件`, `三分の一`, `1～3名`, `8時間30分`, `5人未満`, `1,500人余`.
///
/// - **Value**: `None` if nothing fits at the start; a [`Flag`] if a numeral stands there that makes no number.
pub(crate) fn amount(text: &str) -> Option<(Result<Amount, Flag>, &str)> {
    let (about, rest) = strip_any(text, &["およそ", "おおよそ", "おおむね", "概ね", "ほぼ", "約"]);
    let (core, mut rest) = core(rest)?;
    let mut amount = match core {
        Ok(amount) => amount,
        Err(flag) => return Some((Err(flag), rest)),
    };
    if let Some((found, after)) = per(&amount, rest) {
        rest = after;
        amount = match found {
            Ok(found) => found,
            Err(flag) => return Some((Err(flag), rest)),
        };
    }
    amount.flags.extend(about.map(|_| Flag::ApproxFigure));
    let rest = remark(&mut amount, rest);
    Some((Ok(amount), rest))
}

/// 余, 程度, 以上 after a number.
const REMARKS: &[(&str, Flag)] = &[
    ("余り", Flag::ApproxFigure),
    ("余", Flag::ApproxFigure),
    ("あまり", Flag::ApproxFigure),
    ("程度", Flag::ApproxFigure),
    ("前後", Flag::ApproxFigure),
    ("ほど", Flag::ApproxFigure),
    ("くらい", Flag::ApproxFigure),
    ("ぐらい", Flag::ApproxFigure),
    ("近く", Flag::ApproxFigure),
    ("強", Flag::ApproxFigure),
    ("弱", Flag::ApproxFigure),
    ("以上", Flag::Bound),
    ("以下", Flag::Bound),
    ("未満", Flag::Bound),
    ("以内", Flag::Bound),
    ("超", Flag::Bound),
    ("を超える", Flag::Bound),
];

fn remark<'a>(amount: &mut Amount, rest: &'a str) -> &'a str {
    let rest = if amount.unit.as_ref().is_some_and(|unit| unit.base == "円") {
        rest.strip_prefix('也').unwrap_or(rest)
    } else {
        rest
    };
    if rest.is_empty() {
        return rest;
    }
    let Some((word, flag)) = REMARKS.iter().find(|(word, _)| rest.starts_with(word)) else { return rest };
    amount.flags.push(*flag);
    let rest = &rest[word.len()..];
    match Unit::at_start(rest).filter(|_| amount.unit.is_none()) {
        Some((unit, rest)) => {
            amount.unit = Some(unit);
            rest
        }
        None => rest.strip_prefix('り').unwrap_or(rest),
    }
}

/// `1日当たり5件` → 5 件/日; `one` is what stands before 当たり.
fn per<'a>(one: &Amount, rest: &'a str) -> Option<Core<'a>> {
    let (word, rest) = strip_any(rest, &["当たり", "当り", "あたり", "につき"]);
    let unit = one.unit.as_ref().filter(|_| word.is_some() && one.value == Some(Decimal::from(1)))?;
    let (found, rest) = core(rest)?;
    let with_unit = found.map(|mut found| {
        let base = found.unit.as_ref().map_or(Cow::Borrowed(""), |unit| unit.base.clone());
        found.unit = Some(Unit {
            base: Cow::Owned(format!("{base}/{}", unit.base)),
            ..found.unit.unwrap_or_else(|| Unit::plain(""))
        });
        found
    });
    Some((with_unit, rest))
}

/// ```text
/// core = several | [ "¥" | "金" ] numeral [ fraction | ratio | interval | unit ]
/// ```
/// The numeral is read once; what follows it decides which rule goes on.
fn core(text: &str) -> Option<Core<'_>> {
    let (currency, text) = strip_any(text, &["¥", "金", "$"]);
    // A scaled unit to the end of a cell is the common case, and need not be read as a numeral first.
    let may_scale = currency.is_none() && !text.ends_with(|c: char| c.is_ascii());
    if let Some(found) = may_scale.then(|| scaled(text)).flatten().filter(|(_, rest)| rest.is_empty()) {
        return Some(found);
    }
    let Ok((rest, read)) = numeral(text) else {
        return several(text).or_else(|| vulgar(text)).filter(|_| currency.is_none());
    };
    if let Some(found) = composed(text, &read, rest) {
        return Some(found).filter(|_| currency.is_none());
    }
    let (found, rest) = counted(text, read, rest);
    let found = match (found, currency) {
        (Ok(mut amount), Some(mark)) => {
            if mark == "金" && amount.unit.as_ref().is_none_or(|unit| unit.base != "円") {
                return None;
            }
            amount.unit.get_or_insert_with(|| Unit::plain(if mark == "$" { "ドル" } else { "円" }));
            Ok(amount)
        }
        (found, _) => found,
    };
    Some((found, rest))
}

/// ```text
/// counted = numeral [ unit [ numeral smaller unit ] ]
/// ```
fn counted<'a>(text: &'a str, read: Numeral, rest: &'a str) -> Core<'a> {
    let may_scale = !rest.is_empty() || read.form == Form::Mixed;
    if let Some(found) = may_scale.then(|| scaled(text)).flatten() {
        return found;
    }
    let form = read.form;
    let mut amount = match checked(text, read) {
        Ok((value, flags)) => Amount { flags, ..Amount::new(value, form) },
        Err(flag) => return (Err(flag), rest),
    };
    if rest.is_empty() {
        return (Ok(amount), rest);
    }
    let Some((unit, after)) = Unit::at_start(rest.trim_start_matches(' ')) else { return (Ok(amount), rest) };
    amount.unit = Some(unit);
    let rest = smaller(&mut amount, after).unwrap_or(after);
    (Ok(amount), rest)
}

/// The value of a numeral, and a flag for zeros before it.
fn checked(text: &str, read: Numeral) -> Result<(Decimal, Vec<Flag>), Flag> {
    let value = read.value?;
    let mut flags = read.flags;
    if matches!(text.as_bytes(), [b'0', b'0'..=b'9', ..]) {
        flags.push(Flag::LeadingZero);
    }
    Ok((value, flags))
}

/// `1,234千円`, `300百万円`: a scale that belongs to the unit, as in budgets. `5千円` is 5000.
fn scaled(text: &str) -> Option<Core<'_>> {
    let (rest, digits) = arabic(text).ok()?;
    let spaced = rest.trim_start_matches(' ');
    let thousand = spaced.starts_with('千') && digits.len() > 1;
    if !(thousand || rest.starts_with("百万") || rest.starts_with("十億")) {
        return None;
    }
    let (unit, after) = Unit::at_start(spaced).filter(|(unit, _)| unit.multiplier > 1)?;
    if unit.multiplier != 1000 && thousand {
        return None;
    }
    let (_, read) = numeral(digits).ok()?;
    let form = read.form;
    let found =
        checked(digits, read).map(|(value, flags)| Amount { unit: Some(unit), flags, ..Amount::new(value, form) });
    Some((found, after))
}

/// How many of a smaller unit make one of the larger.
const SMALLER: &[(&str, &str, i64)] = &[
    ("円", "銭", 100),
    ("時間", "分", 60),
    ("時間", "秒", 3600),
    ("分", "秒", 60),
    ("年", "月", 12),
    ("日", "時間", 24),
    ("週", "日", 7),
    ("km", "m", 1000),
    ("m", "cm", 100),
    ("t", "kg", 1000),
    ("kg", "g", 1000),
];

/// What is counted by halves: `1時間半`.
const HALVED: &[&str] = &["時間", "日", "週", "月", "年", "倍"];

/// ```text
/// smaller = "半" | { numeral smaller unit }
/// ```
/// `8時間30分` → 8.5 時間; `1時間20分` → 80 分, because no decimal is a third of an hour; `1234円50銭` → 1234.50 円.
fn smaller<'a>(amount: &mut Amount, text: &'a str) -> Option<&'a str> {
    let largest = amount.unit.clone().filter(|unit| unit.multiplier == 1)?;
    if let Some(rest) = half(amount, &largest, text) {
        return Some(rest);
    }
    let (mut rest, mut unit) = (text, largest.clone());
    let (mut total, mut in_largest) = (amount.value.filter(|value| value.scale == 0)?, Decimal::from(1));
    while let Some((part, factor, smaller, after)) = next_smaller(&unit, rest) {
        total = total.checked_mul(factor)?.checked_add(part)?;
        in_largest = in_largest.checked_mul(factor)?;
        (unit, rest) = (smaller, after);
    }
    let whole = total.ratio(in_largest, 6)?;
    let exact = whole.checked_mul(in_largest)?.compare(total).is_eq();
    (amount.value, amount.unit) =
        if exact { (Some(whole.trimmed()), Some(largest)) } else { (Some(total), Some(unit)) };
    (rest.len() < text.len()).then_some(rest)
}

/// `30分` behind hours: the figure, how many of it make one of the unit before, its unit, what follows.
fn next_smaller<'a>(unit: &Unit, text: &'a str) -> Option<(Decimal, Decimal, Unit, &'a str)> {
    if !SMALLER.iter().any(|(larger, _, _)| *larger == unit.base) {
        return None;
    }
    let (rest, read) = numeral(text.trim_start_matches(' ')).ok()?;
    let (smaller, rest) = Unit::at_start(rest.trim_start_matches(' ')).filter(|(unit, _)| unit.multiplier == 1)?;
    let (_, _, factor) = SMALLER.iter().find(|(from, to, _)| *from == unit.base && *to == smaller.base)?;
    let (part, factor) = (read.value.ok()?, Decimal::from(*factor));
    part.compare(factor).is_lt().then_some((part, factor, smaller, rest))
}

/// `1時間半`; not 3年半ば, nor what is no length of time.
fn half<'a>(amount: &mut Amount, unit: &Unit, text: &'a str) -> Option<&'a str> {
    let rest =
        text.strip_prefix('半').filter(|rest| !rest.starts_with(['ば', '期', '分', '数', '減', '年', '月', '日']))?;
    let half = HALVED.contains(&unit.base.as_ref()).then_some(Decimal::new(5, 1))?;
    amount.value = Some(amount.value?.checked_add(half)?);
    Some(rest)
}
