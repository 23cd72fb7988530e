//! What a reading has found so far: an amount, not yet put into its column.

use super::super::numeral::Form;
use super::super::unit::Unit;
use super::super::{Decimal, Flag};
use super::context::NumberContext;
use super::reading::Reading;
use super::value::Number;

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
    pub(super) fn new(value: Decimal, form: Form) -> Self {
        Self { reading: Reading::Number, value: Some(value), text: None, unit: None, form, flags: Vec::new() }
    }

    pub(super) fn textual(reading: Reading, text: Option<String>) -> Self {
        Self { reading, value: None, text, unit: None, form: Form::Kanji, flags: Vec::new() }
    }
}

impl Number {
    /// An amount with the unit of its column, scaled to the base unit where it fits.
    pub(crate) fn from_amount(amount: Amount, context: &NumberContext) -> Self {
        let unit = amount.unit.or_else(|| context.header_unit.clone());
        let base_value = amount.value.and_then(|value| unit.as_ref().map_or(Some(value), |unit| unit.to_base(value)));
        let text = amount.text.or_else(|| amount.value.map(Decimal::text)).unwrap_or_default();
        let mut flags = amount.flags;
        if unit.as_ref().is_some_and(|unit| unit.machine_dependent) && Some(&unit) != Some(&context.header_unit) {
            flags.push(Flag::MachineDependentUnit);
        }
        if flags.len() > 1 {
            flags.sort_unstable();
            flags.dedup();
        }
        Number { reading: amount.reading, value: amount.value, text, unit, base_value, flags }
    }
}

/// An amount and what follows it, or why the figure makes none.
pub(super) type Core<'a> = (Result<Amount, Flag>, &'a str);

pub(super) fn strip_any<'a>(text: &'a str, words: &[&'static str]) -> (Option<&'static str>, &'a str) {
    // No word begins like a number.
    if text.as_bytes().first().is_none_or(|lead| lead.is_ascii_alphanumeric()) {
        return (None, text);
    }
    let found = words.iter().find(|word| text.starts_with(**word));
    found.map_or((None, text), |word| (Some(*word), text[word.len()..].trim_start_matches(' ')))
}
