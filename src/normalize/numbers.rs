//! Numbers of cells, and the unit of their column.

use crate::document::Amount;
use crate::quantity::{Decimal, Status, width};

/// The unit that a header or a note gives to a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUnit {
    /// As printed: `千円`.
    pub printed: String,
    /// `円`.
    pub base: String,
    /// 1000.
    pub multiplier: Decimal,
}

/// Reads a unit such as `千円`.
pub fn unit(printed: &str) -> ColumnUnit {
    let (multiplier, base) = [("百万", 1_000_000), ("千", 1_000), ("万", 10_000), ("億", 100_000_000)]
        .into_iter()
        .find_map(|(word, multiplier)| {
            printed.strip_prefix(word).filter(|rest| !rest.is_empty()).map(|rest| (multiplier, rest))
        })
        .unwrap_or((1, printed));
    ColumnUnit { printed: printed.to_owned(), base: base.to_owned(), multiplier: Decimal::new(multiplier, 0) }
}

/// The unit that a note names: `（単位 千円）`.
pub fn unit_of_note(note: &str) -> Option<ColumnUnit> {
    let (_, rest) = note.split_once("単位")?;
    let rest = rest.trim_start_matches([' ', '　', '：', ':', '・', '／']);
    let end = rest.find([')', '）', '、', ' ']).unwrap_or(rest.len());
    let printed = rest[..end].trim();
    (!printed.is_empty()).then(|| unit(printed))
}

/// Reads a numeric cell.
pub fn read(printed: &str, column: Option<&ColumnUnit>) -> (Status, Option<Amount>) {
    let folded = width::value(printed.trim());
    if folded.is_empty() {
        return (Status::Missing, None);
    }
    let (digits, own) = match folded.strip_suffix('%') {
        Some(digits) => (digits, Some(unit("％"))),
        None => (folded.as_ref(), None),
    };
    let Some(value) = Decimal::parse(&digits.replace(',', "")) else { return (Status::Text, None) };
    let unit = own.or_else(|| column.cloned());
    let multiplier = unit.as_ref().map_or(Decimal::new(1, 0), |unit| unit.multiplier);
    let amount = Amount {
        value,
        unit: unit.as_ref().map(|unit| unit.printed.clone()),
        base_value: value.checked_mul(multiplier).unwrap_or(value).trimmed(),
        base_unit: unit.map(|unit| unit.base),
    };
    (Status::Number, Some(amount))
}

/// Whether a cell looks like a number or what stands for one.
pub fn looks_numeric(printed: &str) -> bool {
    let folded = width::value(printed.trim());
    let digits = folded.chars().any(|c| c.is_ascii_digit());
    let symbols = matches!(folded.as_ref(), "-" | "－" | "―" | "…" | "x" | "X" | "***" | "〃");
    symbols || (digits && folded.chars().all(|c| c.is_ascii_digit() || ",.%△▲-+() 　円人件千万億".contains(c)))
}
