//! A cell of figures: marks, brackets and sign around an amount, and what its column makes of it.

use super::super::flag::shown;
use super::super::folded::fold_text;
use super::super::numeral::{Form, Shape};
use super::super::{Decimal, Flag, Refusal};
use super::amount::{amount, figure};
use super::context::{Column, NumberContext};
use super::part::Amount;
use super::reading::Reading;
use super::value::Number;

/// Reads a whole text as an amount.
pub(super) fn read(text: &str, context: &NumberContext) -> Result<Number, Refusal> {
    let marked = strip_marks(text, context.column);
    let (inner, bracket) = strip_brackets(marked.text);
    if bracket.is_some() && strip_brackets(inner).1.is_some() {
        return Err(Refusal::new(Flag::Malformed, "brackets inside brackets are no number"));
    }
    let (unsigned, sign) = strip_sign(inner)?;
    let folded = fold_text(unsigned);
    let mut amount = whole(folded.trim(), context.column).map_err(|flag| refused(text, flag))?;
    if sign.either && !amount.value.is_some_and(Decimal::is_zero) {
        return Err(Refusal::plain(format!("expected one sign, found {}", shown(text))));
    }
    apply_sign(&mut amount, sign.negative).map_err(|flag| refused(text, Some(flag)))?;
    if let Some(bracket) = bracket {
        bracketed(&mut amount, sign.negative || bracket == Bracket::Other, context.column);
    }
    amount.flags.extend(sign.flag.into_iter().chain(marked.flags));
    check_column(&mut amount, context.column);
    finish(amount, context)
}

/// Whether a text is only digits and the separators between them, as most figures are.
pub(super) fn is_bare(text: &str) -> bool {
    let digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    text.starts_with(digit)
        && text.ends_with(digit)
        && text.chars().all(|c| digit(c) || matches!(c, ',' | '.' | '，' | '．'))
}

/// Reads such a text: it has no marks, brackets or sign to be looked for.
pub(super) fn bare(text: &str, context: &NumberContext) -> Result<Number, Refusal> {
    let folded = fold_text(text);
    let read = match figure(&folded) {
        Some(Ok(amount)) => Ok(amount),
        Some(Err(flag)) => failed(flag),
        None => complete(&folded),
    };
    let mut amount = read.map_err(|flag| refused(text, flag))?;
    check_column(&mut amount, context.column);
    finish(amount, context)
}

fn refusal(text: &str) -> Refusal {
    Refusal::plain(format!("expected a number, found {}", shown(text)))
}

fn refused(text: &str, flag: Option<Flag>) -> Refusal {
    let expected = match flag {
        Some(Flag::BadGrouping) => "commas at thousands",
        Some(Flag::Malformed) => "numerals in an order that makes a number",
        Some(Flag::OutOfRange) => "a number of at most 38 digits",
        _ => return Refusal { flag, ..refusal(text) },
    };
    Refusal { flag, message: format!("expected {expected}, found {}", shown(text)) }
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
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if !figure(text.chars().next()) || !figure(text.chars().next_back()) {
        strip_letters(&mut marked);
    }
    if let Some(rest) = strip_footnote(marked.text) {
        marked.text = rest;
        marked.flags.push(Flag::Footnote);
    }
    marked
}

/// Takes `p`, `*` and the like off both ends.
fn strip_letters(marked: &mut Marked) {
    for (mark, flag) in PREFIXES {
        if let Some(rest) = marked.text.strip_prefix(*mark).filter(|rest| begins_figure(rest)) {
            marked.text = rest.trim_start();
            marked.flags = vec![*flag];
        }
        if let Some(rest) = marked
            .text
            .strip_suffix(*mark)
            .filter(|rest| ends_figure(rest.trim_end_matches(*mark)) && *mark != '#' && *mark != '＃')
        {
            marked.text = rest.trim_end().trim_end_matches(*mark).trim_end();
            marked.flags.push(*flag);
        }
    }
}

fn begins_figure(text: &str) -> bool {
    text.trim_start()
        .starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "△▲▼▽±+＋-－−(（".contains(c))
}

fn ends_figure(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ")）%％円人".contains(c))
}

/// `注1`, `（注）`, `(注1)`, `※1`, `¹`, `①`, ` 1)`: what stands before it.
fn strip_footnote(text: &str) -> Option<&str> {
    let open = text.trim_end_matches([')', '）']);
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let word = open
        .trim_end_matches(digits)
        .strip_suffix(['注', '※'])
        .map(|rest| rest.trim_end_matches(['(', '（', ' ', '　']));
    let raised = || {
        Some(text.trim_end_matches(|c| "¹²³⁴⁵⁶⁷⁸⁹".contains(c) || ('①'..='⑳').contains(&c)))
            .filter(|rest| rest.len() < text.len())
    };
    let numbered = || {
        let before = open.trim_end_matches(digits);
        let closed = open.len() < text.len() && before.len() < open.len();
        closed.then(|| before.strip_suffix([' ', '　'])).flatten()
    };
    word.or_else(raised).or_else(numbered).filter(|rest| ends_figure(rest))
}

/// What stands around a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// Round ones, which mean minus in accounts.
    Round,
    /// Others set a figure apart: `[1,234]`, `〔1,234〕`, `<1,234>`.
    Other,
}

const BRACKETS: &[(&[char], &[char], Bracket)] = &[
    (&['(', '（'], &[')', '）'], Bracket::Round),
    (&['[', '［'], &[']', '］'], Bracket::Other),
    (&['〔'], &['〕'], Bracket::Other),
    (&['【'], &['】'], Bracket::Other),
    (&['<', '＜', '〈', '《'], &['>', '＞', '〉', '》'], Bracket::Other),
    (&['{', '｛'], &['}', '｝'], Bracket::Other),
];

fn strip_brackets(text: &str) -> (&str, Option<Bracket>) {
    let found = BRACKETS.iter().find_map(|(open, close, bracket)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains(*close)).then_some((inner.trim(), Some(*bracket)))
    });
    found.unwrap_or((text, None))
}

#[derive(Default)]
struct Sign {
    negative: bool,
    /// `±`: only nothing is the same with both.
    either: bool,
    flag: Option<Flag>,
}

/// `△`, `▲`, `▼` and the dashes are minus signs; a kanji 一 or a second sign is none.
fn strip_sign(text: &str) -> Result<(&str, Sign), Refusal> {
    if let Some(rest) = text.strip_prefix("マイナス") {
        return Ok((rest.trim_start(), Sign { negative: true, ..Sign::default() }));
    }
    let mut chars = text.chars();
    let flag = match chars.next() {
        Some('△' | '▲' | '▼' | '▽' | '-' | '－' | '−' | '﹣') => None,
        Some('‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | 'ー' | 'ｰ') => Some(Flag::OddDash),
        Some('+' | '＋') => return Ok((chars.as_str().trim_start(), Sign::default())),
        Some('±') => return Ok((chars.as_str().trim_start(), Sign { either: true, ..Sign::default() })),
        _ => return Ok((text, Sign::default())),
    };
    let rest = chars.as_str().trim_start();
    if rest.starts_with(['△', '▲', '-', '－', '−', '+', '＋', '‐', '–', '―', '(', '（']) || rest.is_empty()
    {
        return Err(Refusal::plain(format!("expected digits after the sign, found {}", shown(rest))));
    }
    Ok((rest, Sign { negative: true, flag, either: false }))
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
        None if matches!(text.as_bytes(), [b',', b'0'..=b'9', ..]) => Err(Some(Flag::BadGrouping)),
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
    let joint = |c: char| matches!(c, ',' | ' ' | '、' | '\'' | '’' | '・');
    let end = text.find(|c: char| !(c.is_ascii_digit() || joint(c))).unwrap_or(text.len());
    if text.as_bytes()[..end].iter().all(|b| b.is_ascii_digit() || *b == b',') {
        return None;
    }
    let run = text[..end].trim_end_matches([',', ' ', '、', '・']);
    let odd = run.contains(['、', '\'', '’', '・']);
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
