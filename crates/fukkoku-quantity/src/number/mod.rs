//! Numbers: what is printed in a cell or a sentence, its value, its unit, and whether it is a number at all.

mod amount;
mod cell;
mod composed;
mod label;
mod symbol;

pub(crate) use amount::{Amount, amount};
pub(crate) use label::is_word;
pub use symbol::Legend;

use super::folded::fold_text;
use super::unit::Unit;
use super::{Decimal, Flag, Refusal, Status, Strictness, contact};

/// What kind of column a cell stands in; it decides what a symbol means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// Unknown: anything may stand here.
    #[default]
    Text,
    /// Integers with comma groups.
    IntTable,
    /// Decimals.
    DecimalTable,
    /// Statistics: symbols for nothing, unknown, withheld; 0 is less than half the unit.
    Statistics,
    /// Money: brackets mean minus, 0 means nothing.
    Accounts,
    /// Running text: words stay words.
    Prose,
    /// Telephone numbers.
    Phone,
    /// Postal codes.
    Postal,
    /// Codes with leading zeros.
    Code,
    /// Addresses.
    Address,
}

/// What is known about a number from its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberContext {
    /// Kind of column.
    pub column: Column,
    /// The unit stated for the column or table; one printed beside the number goes first.
    pub header_unit: Option<Unit>,
    /// Symbols that the report explains itself.
    pub legend: Legend,
}

impl NumberContext {
    /// A column of this kind, without unit.
    pub fn of(column: Column) -> Self {
        Self { column, ..Self::default() }
    }

    /// A column whose header states a unit; its kind follows from the unit.
    pub fn with_unit(unit: Unit) -> Self {
        let counted =
            unit.multiplier <= 1000 && ["円", "人", "世帯", "件", "戸", "台", "冊"].contains(&unit.base.as_ref());
        let column = if counted { Column::IntTable } else { Column::DecimalTable };
        Self { column, header_unit: Some(unit), ..Self::default() }
    }
}

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number.
    Number,
    /// None, or none by definition.
    Nil,
    /// Unknown, not surveyed.
    Unknown,
    /// Kept confidential.
    Suppressed,
    /// Nothing is printed.
    Missing,
    /// Less than half the unit.
    BelowUnit,
    /// Same as above.
    Ditto,
    /// More than one reading is possible.
    Ambiguous,
    /// 数十: no number, only a magnitude.
    Approx,
    /// `1～3`
    Interval,
    /// `1/3`
    Fraction,
    /// Text, or the number of an item.
    Label,
    /// A code.
    Code,
    /// A telephone number.
    Phone,
    /// A postal code.
    Postal,
    /// An address.
    Address,
}

impl Reading {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Nil => "nil",
            Self::Unknown => "unknown",
            Self::Suppressed => "suppressed",
            Self::Missing => "missing",
            Self::BelowUnit => "below_unit",
            Self::Ditto => "ditto",
            Self::Ambiguous => "ambiguous",
            Self::Approx => "approx",
            Self::Interval => "interval",
            Self::Fraction => "fraction",
            Self::Label => "label",
            Self::Code => "code",
            Self::Phone => "phone",
            Self::Postal => "postal",
            Self::Address => "address",
        }
    }

    /// The status of a cell in the output.
    pub fn status(self) -> Status {
        match self {
            Self::Number => Status::Number,
            Self::Nil => Status::Nil,
            Self::Unknown => Status::Unknown,
            Self::Suppressed => Status::Withheld,
            Self::Missing => Status::Missing,
            Self::BelowUnit => Status::BelowUnit,
            Self::Ambiguous => Status::Ambiguous,
            Self::Ditto | Self::Approx | Self::Interval | Self::Fraction | Self::Label => Status::Text,
            Self::Code | Self::Phone | Self::Postal | Self::Address => Status::Text,
        }
    }
}

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
    fn of(reading: Reading) -> Self {
        Self { reading, value: None, text: String::new(), unit: None, base_value: None, flags: Vec::new() }
    }

    fn text(reading: Reading, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::of(reading) }
    }

    fn flagged(mut self, flags: impl IntoIterator<Item = Flag>) -> Self {
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

/// Reads a whole text as a number, a symbol that stands for one, or text that must stay text.
///
/// - **Input**: one cell or line, any width.
/// - **Value**: not scaled; `1,234千円` is 1234, its base value 1234000.
/// - **Errors**: a [`Refusal`] if it is neither; never a guess without a flag.
pub fn read(text: &str, context: &NumberContext) -> Result<Number, Refusal> {
    match context.column {
        _ if is_figure(text, context) => cell::bare(text, context),
        Column::Phone => contact::phone(text).map(|text| Number::text(Reading::Phone, text)),
        Column::Postal => contact::postal(text).map(|text| Number::text(Reading::Postal, text)),
        Column::Code => contact::code(text).map(|text| Number::text(Reading::Code, text)),
        Column::Address => contact::address(text).map(|text| Number::text(Reading::Address, text)),
        Column::Text | Column::Prose => read_text(text, context),
        Column::IntTable | Column::DecimalTable | Column::Statistics | Column::Accounts => read_cell(text, context),
    }
}

/// Whether nothing but a numeral can be meant: no symbol, label, sign or unit is made of digits and separators.
fn is_figure(text: &str, context: &NumberContext) -> bool {
    let figures = matches!(context.column, Column::Text | Column::IntTable | Column::DecimalTable | Column::Accounts);
    figures && context.legend.is_empty() && cell::is_bare(text)
}

/// A cell among numbers: symbol first, then number.
fn read_cell(text: &str, context: &NumberContext) -> Result<Number, Refusal> {
    let trimmed = trim(text);
    if let Some(symbol) = symbol::read(trimmed, context) {
        return Ok(symbol);
    }
    read_amount(trimmed, context)
}

/// A text of unknown kind: enumeration and ordinal, then number, then word.
fn read_text(text: &str, context: &NumberContext) -> Result<Number, Refusal> {
    let trimmed = trim(text);
    if trimmed.is_empty() {
        return Ok(Number::of(Reading::Missing));
    }
    if let Some(symbol) = symbol::in_text(trimmed, context) {
        return Ok(symbol);
    }
    if let Some(label) = label::read(trimmed) {
        return Ok(label);
    }
    let is_word = context.column == Column::Prose && label::is_word(&fold_text(trimmed));
    let read = if is_word { Err(Refusal::plain("a word")) } else { read_amount(trimmed, context) };
    match read {
        Err(_) if context.column == Column::Prose => Ok(Number::text(Reading::Label, trimmed)),
        read => read,
    }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))
}

fn read_amount(text: &str, context: &NumberContext) -> Result<Number, Refusal> {
    cell::read(text, context)
}

#[cfg(test)]
mod tests;
