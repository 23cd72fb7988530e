//! Amounts: sign, numeral, unit, and the words around them.

use super::super::folded::Folded;
use super::super::numeral::{Form, Numeral, Shape, numeral};
use super::super::unit::Unit;
use super::super::{Decimal, Flag, Refusal};
use super::{Column, Number, NumberContext, Reading};

/// A number with its unit, read from the start of a folded text.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    pub reading: Reading,
    pub value: Option<Decimal>,
    /// For fractions and intervals.
    pub text: Option<String>,
    pub unit: Option<Unit>,
    pub form: Form,
    pub flags: Vec<Flag>,
}

impl Amount {
    fn new(value: Decimal, form: Form) -> Self {
        Self { reading: Reading::Number, value: Some(value), text: None, unit: None, form, flags: Vec::new() }
    }

    fn textual(reading: Reading, text: Option<String>) -> Self {
        Self { reading, value: None, text, unit: None, form: Form::Kanji, flags: Vec::new() }
    }
}

/// Reads a whole text as an amount.
pub(super) fn read(text: &str, context: &NumberContext) -> Result<Number, Refusal> {
    if text.contains(['²', '³', '¹']) && !text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
    {
        return Err(refusal(text));
    }
    let marked = strip_marks(text, context.column);
    let (inner, bracket) = strip_brackets(marked.text);
    if bracket && inner.starts_with(['(', '（']) {
        return Err(Refusal::new(Flag::Malformed, "brackets inside brackets are no number"));
    }
    let (unsigned, sign) = strip_sign(inner)?;
    let folded = Folded::new(unsigned);
    let mut amount = whole(folded.text.trim(), context.column).map_err(|flag| refused(text, flag))?;
    apply_sign(&mut amount, sign.negative).map_err(|flag| refused(text, Some(flag)))?;
    if bracket {
        bracketed(&mut amount, sign.negative, context.column);
    }
    amount.flags.extend(sign.flag.into_iter().chain(marked.flags));
    check_column(&mut amount, context.column);
    finish(amount, context)
}

fn refusal(text: &str) -> Refusal {
    Refusal::plain(format!("expected a number, found {:?}", text.chars().take(40).collect::<String>()))
}

fn refused(text: &str, flag: Option<Flag>) -> Refusal {
    Refusal { flag, ..refusal(text) }
}

struct Marked<'a> {
    text: &'a str,
    flags: Vec<Flag>,
}

/// Marks before a figure.
const PREFIXES: &[(char, Flag)] = &[
    ('p', Flag::Provisional),
    ('P', Flag::Provisional),
    ('ｐ', Flag::Provisional),
    ('Ｐ', Flag::Provisional),
    ('r', Flag::Revised),
    ('R', Flag::Revised),
    ('ｒ', Flag::Revised),
    ('Ｒ', Flag::Revised),
    ('#', Flag::OfWhich),
    ('＃', Flag::OfWhich),
    ('*', Flag::Footnote),
    ('＊', Flag::Footnote),
    ('※', Flag::Footnote),
    ('†', Flag::Footnote),
];

/// Takes `p`, `r`, `#`, `注1`, `*`, `1)` off a figure in a table.
fn strip_marks(text: &str, column: Column) -> Marked<'_> {
    let mut marked = Marked { text, flags: Vec::new() };
    if matches!(column, Column::Text | Column::Prose) {
        return marked;
    }
    for (mark, flag) in PREFIXES {
        if let Some(rest) = marked.text.strip_prefix(*mark).filter(|rest| begins_figure(rest)) {
            marked = Marked { text: rest.trim_start(), flags: vec![*flag] };
        }
        if let Some(rest) =
            marked.text.strip_suffix(*mark).filter(|rest| ends_figure(rest) && *mark != '#' && *mark != '＃')
        {
            marked.text = rest.trim_end();
            marked.flags.push(*flag);
        }
    }
    if let Some(rest) = strip_footnote(marked.text) {
        marked.text = rest;
        marked.flags.push(Flag::Footnote);
    }
    marked
}

fn begins_figure(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "△▲-－−(（".contains(c))
}

fn ends_figure(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ")）%％円人".contains(c))
}

/// `注1`, `（注）`, `(注1)`, `¹`, ` 1)`: what stands before it.
fn strip_footnote(text: &str) -> Option<&str> {
    let open = text.trim_end_matches([')', '）']);
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let word =
        open.trim_end_matches(digits).strip_suffix('注').map(|rest| rest.trim_end_matches(['(', '（', ' ', '　']));
    let raised = || {
        Some(text.trim_end_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']))
            .filter(|rest| rest.len() < text.len())
    };
    let numbered =
        || (open.len() < text.len()).then(|| open.trim_end_matches(digits).strip_suffix([' ', '　'])).flatten();
    word.or_else(raised).or_else(numbered).filter(|rest| ends_figure(rest))
}

fn strip_brackets(text: &str) -> (&str, bool) {
    let inner = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    inner.filter(|inner| !inner.contains([')', '）'])).map_or((text, false), |inner| (inner.trim(), true))
}

#[derive(Default)]
struct Sign {
    negative: bool,
    flag: Option<Flag>,
}

/// `△`, `▲` and the dashes are minus signs; a kanji 一 or a second sign is none.
fn strip_sign(text: &str) -> Result<(&str, Sign), Refusal> {
    let mut chars = text.chars();
    let flag = match chars.next() {
        Some('△' | '▲' | '-' | '－' | '−' | '﹣') => None,
        Some('‐' | '‑' | '–' | '—' | '―' | '─' | 'ー' | 'ｰ') => Some(Flag::OddDash),
        Some('+' | '＋') => return Ok((chars.as_str(), Sign::default())),
        _ => return Ok((text, Sign::default())),
    };
    let rest = chars.as_str().trim_start();
    if rest.starts_with(['△', '▲', '-', '－', '−', '+', '＋', '‐', '–', '―', '(', '（']) || rest.is_empty()
    {
        return Err(Refusal::plain(format!(
            "expected digits after the sign, found {:?}",
            rest.chars().take(10).collect::<String>()
        )));
    }
    Ok((rest, Sign { negative: true, flag }))
}

fn apply_sign(amount: &mut Amount, negative: bool) -> Result<(), Flag> {
    let Some(value) = amount.value.filter(|_| negative) else {
        return if negative { Err(Flag::Malformed) } else { Ok(()) };
    };
    amount.value = value.negated();
    if value.is_zero() {
        amount.flags.push(Flag::NegZero);
    }
    Ok(())
}

/// Brackets mean minus in accounts; elsewhere they set a figure apart.
fn bracketed(amount: &mut Amount, negative: bool, column: Column) {
    if column == Column::Accounts && !negative {
        amount.value = amount.value.and_then(Decimal::negated);
        amount.flags.push(Flag::BracketNegative);
    } else {
        amount.flags.push(Flag::Bracketed);
    }
}

/// What the kind of column makes of separators and zeros.
fn check_column(amount: &mut Amount, column: Column) {
    let Form::Arabic(Shape::Point { places, like_group }) = amount.form else { return };
    if column != Column::IntTable || amount.unit.is_some() || amount.reading != Reading::Number {
        return;
    }
    if places == 3 && like_group {
        amount.reading = Reading::Ambiguous;
        amount.value = None;
        amount.flags.push(Flag::AmbiguousDecimalPoint);
    } else {
        amount.flags.push(Flag::DecimalInIntColumn);
    }
}

fn finish(amount: Amount, context: &NumberContext) -> Result<Number, Refusal> {
    let scaled = amount.value.is_some();
    let number = Number::from_amount(amount, context);
    if scaled && number.base_value.is_none() {
        return Err(Refusal::new(Flag::OutOfRange, "the number is too large in its base unit"));
    }
    Ok(number)
}

impl Number {
    /// An amount with the unit of its column, scaled to the base unit where it fits.
    pub(crate) fn from_amount(amount: Amount, context: &NumberContext) -> Self {
        let unit = amount.unit.or_else(|| context.header_unit.clone());
        let base_value = amount.value.and_then(|value| unit.as_ref().map_or(Some(value), |unit| unit.to_base(value)));
        let text = amount.text.or_else(|| amount.value.map(|value| value.to_string())).unwrap_or_default();
        let mut flags = amount.flags;
        if unit.as_ref().is_some_and(|unit| unit.machine_dependent) && Some(&unit) != Some(&context.header_unit) {
            flags.push(Flag::MachineDependentUnit);
        }
        flags.sort_unstable();
        flags.dedup();
        Number { reading: amount.reading, value: amount.value, text, unit, base_value, flags }
    }
}

/// Reads all of a folded text; spaces and odd separators between groups are repaired with a flag.
fn whole(text: &str, column: Column) -> Result<Amount, Option<Flag>> {
    if text.is_empty() {
        return Err(None);
    }
    if column != Column::Prose
        && let Some((repaired, flag)) = repair(text)
    {
        let mut amount = complete(&repaired)?;
        amount.flags.push(flag);
        return Ok(amount);
    }
    complete(text)
}

fn complete(text: &str) -> Result<Amount, Option<Flag>> {
    match amount(text) {
        Some((Ok(amount), rest)) if rest.trim().is_empty() => Ok(amount),
        Some((Err(flag), rest)) if rest.trim().is_empty() || matches!(flag, Flag::BadGrouping) => failed(flag),
        Some((Ok(amount), rest)) if matches!(amount.form, Form::Arabic(_)) && rest.starts_with(',') => {
            Err(Some(Flag::BadGrouping))
        }
        _ => Err(None),
    }
}

/// `12.345.678` is no number but has a reading; everything else that fails is refused.
fn failed(flag: Flag) -> Result<Amount, Option<Flag>> {
    if flag != Flag::AmbiguousDecimalPoint {
        return Err(Some(flag));
    }
    let mut amount = Amount::textual(Reading::Ambiguous, None);
    amount.flags.push(flag);
    Ok(amount)
}

/// `1, 547`, `1 547`: a blank between groups; `1、547`: another separator.
fn repair(text: &str) -> Option<(String, Flag)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || ", 、'・".contains(c))).unwrap_or(text.len());
    let run = text[..end].trim_end_matches([',', ' ', '、', '・']);
    let odd = run.contains(['、', '\'', '・']);
    if !(odd || run.contains(' ')) || run.len() > 200 {
        return None;
    }
    let groups: Vec<_> = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let first = groups.first()?;
    let fits = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.iter().skip(1).all(|group| group.len() == 3);
    let flag = if odd { Flag::OddSeparator } else { Flag::InnerSpace };
    (fits && groups.len() > 1).then(|| (groups.concat() + &text[run.len()..], flag))
}

/// ```text
/// amount = [ about ] ( per | [ "¥" | "金" ] ( fraction | ratio | interval | several | numeral [ unit ] ) ) [ remark ]
/// ```
/// `約８割`, `1億2,345万6千円`, `¥1,234`, `1日当たり5件`, `三分の一`, `1～3名`, `8時間30分`, `5人未満`, `1,500人余`.
///
/// - **Value**: `None` if nothing fits at the start; a [`Flag`] if a numeral stands there that makes no number.
pub(crate) fn amount(text: &str) -> Option<(Result<Amount, Flag>, &str)> {
    let (about, rest) = strip_any(text, &["およそ", "おおよそ", "おおむね", "概ね", "ほぼ", "約"]);
    let (core, rest) = per(rest).or_else(|| core(rest))?;
    let mut amount = match core {
        Ok(amount) => amount,
        Err(flag) => return Some((Err(flag), rest)),
    };
    amount.flags.extend(about.map(|_| Flag::ApproxFigure));
    let rest = remark(&mut amount, rest);
    Some((Ok(amount), rest))
}

fn strip_any<'a>(text: &'a str, words: &[&'static str]) -> (Option<&'static str>, &'a str) {
    let found = words.iter().find(|word| text.starts_with(**word));
    found.map_or((None, text), |word| (Some(*word), text[word.len()..].trim_start_matches(' ')))
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

type Core<'a> = (Result<Amount, Flag>, &'a str);

/// `1日当たり5件` → 5 件/日.
fn per(text: &str) -> Option<Core<'_>> {
    let (read, rest) = counted(text)?;
    let amount = read.ok()?;
    let one = amount.value? == Decimal::from(1);
    let unit = amount.unit.filter(|_| one)?;
    let (word, rest) = strip_any(rest, &["当たり", "当り", "あたり", "につき"]);
    let (found, rest) = core(word.map(|_| rest)?)?;
    let with_unit = found.map(|mut found| {
        let base = found.unit.as_ref().map_or(String::new(), |unit| unit.base.clone());
        found.unit =
            Some(Unit { base: format!("{base}/{}", unit.base), ..found.unit.unwrap_or_else(|| Unit::plain("")) });
        found
    });
    Some((with_unit, rest))
}

fn core(text: &str) -> Option<Core<'_>> {
    let (currency, rest) = strip_any(text, &["¥", "金", "$"]);
    if let Some(found) = several(rest).or_else(|| fraction(rest)).or_else(|| ratio(rest)).or_else(|| interval(rest)) {
        return Some(found).filter(|_| currency.is_none());
    }
    let (mut read, rest) = counted(rest)?;
    if let (Ok(amount), Some(mark)) = (&mut read, currency) {
        let unit = if mark == "$" { "ドル" } else { "円" };
        if mark == "金" && amount.unit.as_ref().is_none_or(|unit| unit.base != "円") {
            return None;
        }
        amount.unit.get_or_insert_with(|| Unit::plain(unit));
    }
    Some((read, rest))
}

/// ```text
/// counted = numeral [ unit [ numeral smaller unit ] ]
/// ```
fn counted(text: &str) -> Option<Core<'_>> {
    if let Some(found) = scaled(text) {
        return Some(found);
    }
    let (rest, read) = numeral(text).ok()?;
    let (value, flags) = match checked(text, &read) {
        Ok(found) => found,
        Err(flag) => return Some((Err(flag), rest)),
    };
    let mut amount = Amount { flags, ..Amount::new(value, read.form) };
    let spaced = rest.trim_start_matches(' ');
    let Some((unit, after)) = Unit::at_start(spaced) else { return Some((Ok(amount), rest)) };
    amount.unit = Some(unit);
    let rest = smaller(&mut amount, after).unwrap_or(after);
    Some((Ok(amount), rest))
}

/// The value of a numeral, and a flag for zeros before it.
fn checked(text: &str, read: &Numeral) -> Result<(Decimal, Vec<Flag>), Flag> {
    let value = read.value?;
    let mut flags = read.flags.clone();
    let padded = text.starts_with('0') && text[1..].starts_with(|c: char| c.is_ascii_digit());
    flags.extend(padded.then_some(Flag::LeadingZero));
    Ok((value, flags))
}

/// `1,234千円`, `300百万円`: a scale that belongs to the unit, as in budgets. `5千円` is 5000.
fn scaled(text: &str) -> Option<Core<'_>> {
    let (rest, digits) = super::super::numeral::arabic(text).ok()?;
    let (unit, after) = Unit::at_start(rest.trim_start_matches(' ')).filter(|(unit, _)| unit.multiplier > 1)?;
    let thousand = unit.multiplier == 1000 && digits.len() > 1;
    if !(thousand || rest.starts_with("百万") || rest.starts_with("十億")) {
        return None;
    }
    let (_, read) = numeral(digits).ok()?;
    let found = checked(digits, &read).map(|(value, flags)| Amount {
        unit: Some(unit),
        flags,
        ..Amount::new(value, read.form)
    });
    Some((found, after))
}

/// What a smaller unit counts to one of the larger.
const SMALLER: &[(&str, &str, i64)] = &[("時間", "分", 60), ("年", "月", 12), ("分", "秒", 60)];

/// `8時間30分` → 8.5 時間, if it comes out exactly.
fn smaller<'a>(amount: &mut Amount, text: &'a str) -> Option<&'a str> {
    let base = amount.unit.as_ref()?.base.clone();
    let (rest, read) = numeral(text).ok()?;
    let (unit, rest) = Unit::at_start(rest)?;
    let (_, _, factor) = SMALLER.iter().find(|(larger, small, _)| *larger == base && *small == unit.base)?;
    let part = read.value.ok()?.ratio(Decimal::from(*factor), 6)?;
    let exact = part.checked_mul(Decimal::from(*factor))?.compare(read.value.ok()?).is_eq();
    let sum = amount.value?.checked_add(part)?.trimmed();
    if !exact {
        return None;
    }
    amount.value = Some(sum);
    Some(rest)
}

/// ```text
/// fraction = numeral "分の" numeral | digits "/" digits
/// ```
/// `三分の一` is 1/3; so is `１／３`.
fn fraction(text: &str) -> Option<Core<'_>> {
    if let Some(found) = vulgar(text) {
        return Some(found);
    }
    let (rest, first) = numeral(text).ok()?;
    let (word, rest) = strip_any(rest, &["分の", "ぶんの", "/"]);
    let (rest, second) = numeral(word.map(|_| rest)?).ok()?;
    let (a, b) = (first.value.ok()?, second.value.ok()?);
    let (over, under) = if word == Some("/") { (a, b) } else { (b, a) };
    let plain = over.scale == 0 && under.scale == 0 && !under.is_zero() && !rest.starts_with('/');
    plain.then(|| (Ok(Amount::textual(Reading::Fraction, Some(format!("{over}/{under}")))), rest))
}

/// `½`, `1½`.
fn vulgar(text: &str) -> Option<Core<'_>> {
    let at = text.bytes().take(20).take_while(u8::is_ascii_digit).count();
    let whole = &text[..at];
    let c = text[at..].chars().next().filter(|c| matches!(c, '\u{BC}'..='\u{BE}' | '\u{2150}'..='\u{215E}'))?;
    let folded = super::super::width::value(text.get(at..at + c.len_utf8())?).into_owned();
    let printed = if whole.is_empty() { folded } else { format!("{whole} {folded}") };
    Some((Ok(Amount::textual(Reading::Fraction, Some(printed))), &text[at + c.len_utf8()..]))
}

/// 割分厘毛 as parts of one: `二割五分` is 0.25, `約８割` about 0.8.
fn ratio(text: &str) -> Option<Core<'_>> {
    let (rest, first) = numeral(text).ok()?;
    let mut rest = rest.trim_start_matches(' ').strip_prefix('割')?;
    if rest.starts_with(['合', '引', '増', '当', '安', '高']) {
        return None;
    }
    let mut value = first.value.ok()?.checked_mul(Decimal::new(1, 1))?;
    for (word, places) in [("分", 2), ("厘", 3), ("毛", 4)] {
        let Some((after, part)) = numeral(rest).ok().and_then(|(after, part)| Some((after.strip_prefix(word)?, part)))
        else {
            continue;
        };
        value = value.checked_add(part.value.ok()?.checked_mul(Decimal::new(1, places))?)?;
        rest = after;
    }
    let amount = Amount { unit: Some(Unit::plain("ratio")), flags: first.flags, ..Amount::new(value, first.form) };
    Some((Ok(amount), rest))
}

/// `1～3名`, `5～10%`: both ends, joined by a slash as ISO 8601 joins them.
fn interval(text: &str) -> Option<Core<'_>> {
    let (rest, first) = numeral(text).ok()?;
    let (first_unit, rest) = Unit::at_start(rest).map_or((None, rest), |(unit, rest)| (Some(unit), rest));
    let (link, rest) = strip_any(rest.trim_start_matches(' '), &["～", "から", "ないし"]);
    let (rest, second) = numeral(link.map(|_| rest)?).ok()?;
    let (unit, rest) = Unit::at_start(rest).map_or((None, rest), |(unit, rest)| (Some(unit), rest));
    let text = format!("{}/{}", first.value.ok()?, second.value.ok()?);
    let amount = Amount { unit: unit.or(first_unit), ..Amount::textual(Reading::Interval, Some(text)) };
    Some((Ok(amount), rest))
}

/// `数十`, `数人`, `十数人`, `二、三人`: a magnitude, no number.
fn several(text: &str) -> Option<Core<'_>> {
    let rest = some_tens(text).or_else(|| two_or_three(text))?;
    let (unit, rest) = Unit::at_start(rest).map_or((None, rest), |(unit, rest)| (Some(unit), rest));
    Some((Ok(Amount { unit, ..Amount::textual(Reading::Approx, None) }), rest))
}

fn some_tens(text: &str) -> Option<&str> {
    let units = |c: char| "十百千万億".contains(c);
    let before = text.trim_start_matches(units);
    let rest = before.strip_prefix(['数', '何', '幾'])?;
    let after = rest.trim_start_matches(units);
    let counted = before.len() < text.len() || after.len() < rest.len() || Unit::at_start(after).is_some();
    counted.then_some(after)
}

/// Two digits in a row, the second one more: `二、三`, `2、3`, `五、六十`.
fn two_or_three(text: &str) -> Option<&str> {
    let digits = |c: char| {
        "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or_else(|| c.to_digit(10).filter(|d| *d > 0).map(|d| d as usize - 1))
    };
    let mut chars = text.chars();
    let first = digits(chars.next()?)?;
    let separated = matches!(chars.next()?, '、' | '・');
    let second = digits(chars.next()?)?;
    let rest = chars.as_str();
    let alone = !rest.starts_with(|c: char| c.is_ascii_digit() || ",.、".contains(c));
    (separated && second == first + 1 && alone).then(|| rest.trim_start_matches(|c: char| "十百千万億".contains(c)))
}
