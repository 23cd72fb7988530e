//! A number that was read.

use super::super::unit::Unit;
use super::super::{Decimal, Flag, Strictness};
use super::reading::Reading;

/// A number, or what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What it is.
    pub reading: Reading,
    /// The number as printed, sign resolved; absent unless it is one.
    pub value: Option<Decimal>,
    /// The value as text: decimal, fraction `1/3`, interval `1/3`, code, label; empty where there is none.
    pub text: String,
    /// Its unit, from the cell or the header.
    pub unit: Option<Unit>,
    /// The value in the base unit.
    pub base_value: Option<Decimal>,
    /// What is odd about it.
    pub flags: Vec<Flag>,
}

impl Number {
    pub(super) fn of(reading: Reading) -> Self {
        Self { reading, value: None, text: String::new(), unit: None, base_value: None, flags: Vec::new() }
    }

    pub(super) fn text(reading: Reading, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::of(reading) }
    }

    pub(super) fn flagged(mut self, flags: impl IntoIterator<Item = Flag>) -> Self {
        self.flags.extend(flags);
        self
    }

    /// The unit without its scale: 円 for 千円.
    pub fn base_unit(&self) -> Option<&str> {
        self.unit.as_ref().map(|unit| unit.base.as_ref())
    }

    /// Base units in one of its unit: 1000 for 千円.
    pub fn multiplier(&self) -> i64 {
        self.unit.as_ref().map_or(1, |unit| unit.multiplier)
    }

    /// Whether `--strict` takes it.
    pub fn is_strict(&self) -> bool {
        let guessed = matches!(self.reading, Reading::Approx | Reading::Interval | Reading::Ambiguous | Reading::Ditto);
        !guessed && self.flags.iter().all(|flag| flag.strictness() == Strictness::Tolerated)
    }
}
