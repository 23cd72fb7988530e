//! What a row is for, told from its label.

use super::table::RowRole;
use fukkoku_quantity::unit::Measure;
use fukkoku_quantity::width;
use fukkoku_recover::look::{Total, total};

/// Longest label of a row of ratios, in letters; a longer one names a subject of its own.
const LONGEST_RATIO: usize = 8;

/// The role that a label names: `計（Ａ）`, `小計`, `Ａ／Ｂ`, `構成比`.
pub(crate) fn role(label: &str) -> RowRole {
    let folded = width::value(label);
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let word = bare.split(['(', '（']).next().unwrap_or_default();
    if Measure::of(&bare) == Some(Measure::Share) && word.chars().count() <= LONGEST_RATIO {
        return RowRole::Ratio;
    }
    match total(&bare) {
        Some(Total::Whole) => RowRole::Total,
        Some(Total::Part) => RowRole::Subtotal,
        None => RowRole::Body,
    }
}

#[cfg(test)]
mod tests {
    use super::role;
    use crate::document::RowRole::{Body, Ratio, Subtotal, Total};

    #[test]
    fn labels_tell_roles() {
        for (label, expected) in [
            ("計（Ａ）", Total),
            ("合　計", Total),
            ("歳出合計", Total),
            ("小計", Subtotal),
            ("Ａ／Ｂ", Ratio),
            ("(Ａ)／(Ｂ)×100", Ratio),
            ("構成比（％）", Ratio),
            ("区一般会計（Ｂ）", Body),
            ("諸統計・その他", Body),
            ("報償費", Body),
            ("DV/支援", Body),
        ] {
            assert_eq!(role(label), expected, "{label}");
        }
    }
}
