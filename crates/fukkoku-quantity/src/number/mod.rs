//! Numbers: what is printed in a cell or a sentence, its value, its unit, and whether it is a number at all.

mod amount;
mod cell;
mod composed;
mod context;
mod label;
mod legend;
mod part;
mod reading;
mod symbol;
mod value;

pub(crate) use amount::amount;
pub use context::{Column, NumberContext};
pub(crate) use label::is_word;
pub use legend::Legend;
pub(crate) use part::Amount;
pub use reading::Reading;
pub use symbol::is_ditto;
pub use value::Number;

use super::folded::fold_text;
use super::{Refusal, contact};

/// Reads a whole text as a number, a symbol that stands for one, or text that must stay text.
///
/// - **Input**: one cell or line, any width.
/// - **Value**: not scaled; `1,234千円` is 1234, its base value 1234000.
/// - **Errors**: a [`Refusal`] if it is neither; never a guess without a flag.
///
/// ```
/// use fukkoku_quantity::number::{Column, NumberContext, Reading, read};
/// let number = read("△１，２３４千円", &NumberContext::of(Column::Accounts))?;
/// assert_eq!((number.text.as_str(), number.base_unit()), ("-1234", Some("円")));
/// assert_eq!(read("－", &NumberContext::of(Column::Statistics))?.reading, Reading::Nil);
/// # Ok::<(), fukkoku_quantity::Refusal>(())
/// ```
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
