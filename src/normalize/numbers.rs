//! Numbers of cells: what their column tells about them.

use crate::document::{Amount, Words};
use fukkoku_quantity::number::{self, Column, Legend, Number, NumberContext, Reading};
use fukkoku_quantity::unit::Unit;
use fukkoku_quantity::{Status, width};

/// What is known about the numbers of a column: integers, unless a cell has places that are no thousands.
pub(super) fn context(cells: &[&str], unit: Option<&Unit>, legend: &Legend) -> NumberContext {
    let decimal = cells.iter().any(|cell| has_places(cell));
    NumberContext {
        column: if decimal { Column::DecimalTable } else { Column::IntTable },
        header_unit: unit.cloned(),
        legend: legend.clone(),
    }
}

/// A decimal point with other than three digits behind it, percentages aside.
fn has_places(cell: &str) -> bool {
    let folded = width::value(cell.trim());
    let Some((whole, places)) = folded.split_once('.') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(&whole.replace(',', "")) && digits(places) && places.len() != 3
}

/// Reads a numeric cell: its status, and its amount if it has one.
pub(super) fn read(printed: &str, context: &NumberContext) -> (Status, Option<Amount>) {
    if printed.trim().is_empty() {
        return (Status::Missing, None);
    }
    match number::read(printed, context) {
        Ok(number) => (number.reading.status(), amount(&number)),
        Err(_) => (Status::Text, None),
    }
}

fn amount(number: &Number) -> Option<Amount> {
    let value = number.value?;
    let unit = number.unit.as_ref().map(|unit| unit.printed.as_str().into());
    let base_unit = number.base_unit().map(Words::from);
    Some(Amount::new(value, number.base_value.unwrap_or(value), unit, base_unit))
}

/// Units that also name days, places and levels: a column of `4月` or `3号` holds no numbers.
const NAMING: [&str; 16] =
    ["月", "日", "年", "号", "度", "位", "市", "区", "町", "村", "部", "課", "係", "局", "字", "種"];

/// Whether a cell looks like a number or what stands for one: digits, a sign, marks, a unit.
pub(super) fn looks_numeric(printed: &str) -> bool {
    let folded = width::value(printed.trim());
    let symbols = matches!(folded.as_ref(), "-" | "－" | "―" | "…" | "x" | "X" | "***");
    let digits = || folded.contains(|c: char| c.is_ascii_digit());
    symbols || (digits() && !is_code(&folded) && (is_plain(&folded) || is_counted(printed)))
}

/// Digits that begin with a zero number something: `011002`.
pub(super) fn is_code(text: &str) -> bool {
    let folded = width::value(text.trim());
    folded.len() > 1 && folded.starts_with('0') && folded.bytes().all(|b| b.is_ascii_digit())
}

/// Digits and what stands among and around them.
fn is_plain(folded: &str) -> bool {
    // A hyphen among digits parts a code; △-5 is none either.
    let unsigned = folded.trim_start_matches(['(', ' ', '-']);
    !unsigned.contains('-') && folded.chars().all(|c| c.is_ascii_digit() || ",.%△▲▼±-+() 　円人件千万億".contains(c))
}

/// A figure with a mark or unit that makes a number as a whole: `r40,990`, `1.3ポイント`, `0.05未満`.
fn is_counted(printed: &str) -> bool {
    let read = number::read(printed, &NumberContext::of(Column::DecimalTable));
    read.is_ok_and(|number| {
        let unit = number.unit.as_ref().map_or("", |unit| unit.printed.as_str());
        matches!(number.reading, Reading::Number | Reading::Ambiguous) && !NAMING.contains(&unit)
    })
}
