//! Adding up a numeral: units in descending order, each with its factor.

use super::super::{Decimal, Flag};
use super::shape::Shape;
use super::sign::digit;
use super::token::Token;

/// A part of a numeral being added up: everything below one large unit.
#[derive(Default)]
struct Section {
    sum: Option<Decimal>,
    pending: Option<(Decimal, usize)>,
    last_small: Option<i64>,
    /// A larger unit stands before it.
    follows: bool,
    /// Its last figure is a decimal in kanji: 二・三百 may be two or three hundred, 二・三億 hardly.
    spoken: bool,
}

pub(super) fn combine(tokens: &[Token]) -> Result<Decimal, Flag> {
    if let [Token::Arabic { text, shape }] = tokens {
        return arabic_value(text, *shape);
    }
    if let [Token::Digits { text, .. }] = tokens {
        return digits_value(text);
    }
    refuse_inner_fraction(tokens)?;
    let mut total = Decimal::ZERO;
    let mut last_large: Option<u32> = None;
    let mut section = Section::default();
    for token in tokens {
        match token {
            Token::Large(power) => {
                let value = section.finish()?.ok_or(Flag::Malformed)?;
                total = add_section(total, value, *power, last_large)?;
                last_large = Some(*power);
                section = Section { follows: true, ..Section::default() };
            }
            Token::Arabic { text, shape } => section.digits(arabic_value(text, *shape)?, 1, 0)?,
            Token::Digits { text, count, zeros, point } => {
                section.digits(digits_value(text)?, *count, *zeros)?;
                section.spoken = *point;
            }
            Token::Tens(value) => section.tens(*value)?,
            Token::Small(unit) => section.small(*unit)?,
        }
    }
    match section.finish()? {
        Some(value) => add_section(total, value, 0, last_large),
        None if last_large.is_some() => Ok(total),
        None => Err(Flag::Malformed),
    }
}

/// Nothing but units may follow a decimal factor: `1.5億`, never `1.5億3千万`.
fn refuse_inner_fraction(tokens: &[Token]) -> Result<(), Flag> {
    let fraction = |token: &Token| match token {
        Token::Arabic { shape, .. } => matches!(shape, Shape::Point { .. } | Shape::Points),
        Token::Digits { point, .. } => *point,
        Token::Tens(_) | Token::Small(_) | Token::Large(_) => false,
    };
    let counts = |token: &Token| matches!(token, Token::Arabic { .. } | Token::Digits { .. } | Token::Tens(_));
    let first = tokens.iter().position(fraction);
    let more = first.is_some_and(|at| tokens[at + 1..].iter().any(counts));
    if more { Err(Flag::Malformed) } else { Ok(()) }
}

/// Adds `value` · 10^`power`, which must be less than the unit before it.
fn add_section(total: Decimal, value: Decimal, power: u32, before: Option<u32>) -> Result<Decimal, Flag> {
    let unit = Decimal::new(10i128.pow(power), 0);
    let scaled = value.checked_mul(unit).ok_or(Flag::OutOfRange)?.trimmed();
    if let Some(before) = before {
        let limit = Decimal::new(10i128.pow(before), 0);
        if power >= before || scaled.compare(limit).is_ge() || value.is_zero() {
            return Err(Flag::Malformed);
        }
    }
    total.checked_add(scaled).ok_or(Flag::OutOfRange)
}

impl Section {
    /// Zeros may fill places left out, as in 二千〇九.
    fn digits(&mut self, value: Decimal, count: usize, zeros: usize) -> Result<(), Flag> {
        let filled = if self.follows || self.last_small.is_some() { zeros } else { 0 };
        let count = if value.is_zero() { count } else { count - filled };
        let fits = match self.last_small {
            None => true,
            Some(unit) => {
                let places = unit.ilog10() as usize;
                count == 1 && !value.is_zero() && zeros < places && value.compare(Decimal::from(unit)).is_lt()
            }
        };
        if !fits || self.pending.is_some() {
            return Err(Flag::Malformed);
        }
        self.pending = Some((value, count));
        Ok(())
    }

    fn tens(&mut self, value: i64) -> Result<(), Flag> {
        if self.pending.is_some() || self.last_small.is_some_and(|unit| unit <= 10) {
            return Err(Flag::Malformed);
        }
        self.add(Decimal::from(value), 10)
    }

    fn small(&mut self, unit: i64) -> Result<(), Flag> {
        let (factor, count) = self.pending.take().unwrap_or((Decimal::from(1), 1));
        if count > 1 || self.spoken || factor.is_zero() || self.last_small.is_some_and(|last| unit >= last) {
            return Err(Flag::Malformed);
        }
        let value = factor.checked_mul(Decimal::from(unit)).ok_or(Flag::OutOfRange)?;
        self.add(value.trimmed(), unit)
    }

    fn add(&mut self, value: Decimal, unit: i64) -> Result<(), Flag> {
        let sum = self.sum.unwrap_or(Decimal::ZERO);
        self.sum = Some(sum.checked_add(value).ok_or(Flag::OutOfRange)?);
        self.last_small = Some(unit);
        Ok(())
    }

    fn finish(&mut self) -> Result<Option<Decimal>, Flag> {
        match (self.sum, self.pending.take()) {
            (None, pending) => Ok(pending.map(|(value, _)| value)),
            (sum, None) => Ok(sum),
            (Some(sum), Some((value, _))) => sum.checked_add(value).map(Some).ok_or(Flag::OutOfRange),
        }
    }
}

fn arabic_value(text: &str, shape: Shape) -> Result<Decimal, Flag> {
    match shape {
        Shape::Bad => return Err(Flag::BadGrouping),
        Shape::Points => return Err(Flag::AmbiguousDecimalPoint),
        Shape::Plain | Shape::Grouped | Shape::Point { .. } => {}
    }
    if text.len() > 64 {
        return Err(Flag::OutOfRange);
    }
    Decimal::of_digits(text).ok_or(Flag::OutOfRange)
}

fn digits_value(text: &str) -> Result<Decimal, Flag> {
    let (mut value, mut scale, mut point) = (0i128, 0, false);
    for c in text.chars() {
        let Some(digit) = digit(c) else {
            point = true;
            continue;
        };
        value = value.checked_mul(10).and_then(|value| value.checked_add(i128::from(digit))).ok_or(Flag::OutOfRange)?;
        scale += u32::from(point);
    }
    Ok(Decimal::new(value, scale))
}
