//! Which single cell, changed, would make a sum exact.

use super::sums::{Figure, Sum, with_commas};
use crate::document::Table;
use crate::quantity::Decimal;

/// A cell that may carry the fault of a sum.
#[derive(Clone, Debug)]
pub struct Suspect {
    /// 0-based row of the cell.
    pub row: usize,
    /// What it would have to say.
    pub value: Decimal,
    /// How often such slips explain a difference: lower is likelier.
    pub rank: u8,
    /// Why, in English and in Japanese.
    pub why: (String, String),
}

/// All explanations of a sum that does not hold, the likeliest first.
///
/// `total_stands`: another relation (a ratio) confirms the total as printed, so it is no suspect.
pub fn suspects(table: &Table, sum: &Sum, total_stands: bool) -> Vec<Suspect> {
    let Some(difference) = sum.difference() else { return vec![] };
    let mut found: Vec<Suspect> = sum.parts.iter().filter_map(|part| of_part(table, sum, part, difference)).collect();
    if !total_stands {
        found.extend(of_total(sum, difference));
    }
    found.sort_by_key(|suspect| (suspect.rank, suspect.row));
    found
}

fn of_part(table: &Table, sum: &Sum, part: &Figure, difference: Decimal) -> Option<Suspect> {
    let label = part.label;
    let Some(printed) = part.best() else {
        let value = difference;
        let why = (
            format!("the empty cell of 「{label}」 would have to be {}", with_commas(value)),
            format!("空欄の「{label}」が{}なら合う", with_commas(value)),
        );
        return (value.coefficient > 0).then_some(Suspect { row: part.row, value, rank: 0, why });
    };
    let value = printed.checked_add(difference)?;
    if value.coefficient < 0 {
        return None;
    }
    let (rank, english, japanese) = slip(table, sum, part, printed, value)?;
    let why = (
        format!(
            "「{label}」 {english}; {} instead of {} would make the total exact",
            with_commas(value),
            with_commas(printed)
        ),
        format!("「{label}」は{japanese}。{}でなく{}なら合計が合う", with_commas(printed), with_commas(value)),
    );
    Some(Suspect { row: part.row, value, rank, why })
}

/// The kind of slip that turns `value` into `printed`.
fn slip(table: &Table, sum: &Sum, part: &Figure, printed: Decimal, value: Decimal) -> Option<(u8, String, String)> {
    let twin =
        sum.parts.iter().find(|other| other.row != part.row && other.best() == Some(printed) && !printed.is_zero());
    if let Some(twin) = twin.filter(|twin| twin.row < part.row) {
        let english = format!("repeats {} of 「{}」", with_commas(printed), twin.label);
        return Some((1, english, format!("「{}」の{}の繰返し", twin.label, with_commas(printed))));
    }
    if let Some((rank, english, japanese)) = slip_of_digits(printed, value) {
        return Some((rank, english.to_owned(), japanese.to_owned()));
    }
    let neighbour = table.rows[part.row].cells.iter().find(|cell| {
        cell.column.abs_diff(sum.column) == 1
            && cell
                .entries
                .first()
                .and_then(|entry| entry.amount.as_ref())
                .is_some_and(|amount| amount.value == printed)
    });
    if neighbour.is_some() && !printed.is_zero() {
        return Some((4, "repeats the figure beside it".to_owned(), "隣の数値の繰返し".to_owned()));
    }
    None
}

fn of_total(sum: &Sum, difference: Decimal) -> Option<Suspect> {
    let printed = sum.total.best()?;
    let value = printed.checked_sub(difference)?;
    let (rank, english, japanese) = slip_of_digits(printed, value)?;
    let why = (
        format!("the total itself {english}; the parts add up to {}", with_commas(value)),
        format!("合計そのものが{japanese}。内訳の和は{}", with_commas(value)),
    );
    // A slip in the total is as likely as in any one part, and simpler.
    Some(Suspect { row: sum.total.row, value, rank: rank.saturating_sub(1), why })
}

fn slip_of_digits(printed: Decimal, value: Decimal) -> Option<(u8, &'static str, &'static str)> {
    if printed.scale != value.scale {
        return None;
    }
    let (a, b) = (printed.coefficient.to_string(), value.coefficient.to_string());
    let (a, b) = (a.as_bytes(), b.as_bytes());
    match () {
        () if is_swap(a, b) => Some((2, "has two digits swapped", "隣り合う数字の入替り")),
        () if a.len() == b.len() && a.iter().zip(b).filter(|(x, y)| x != y).count() == 1 => {
            Some((2, "has one digit wrong", "数字が一つ違う"))
        }
        () if drops_one(b, a) => Some((3, "lacks a digit", "数字が一つ足りない")),
        () if drops_one(a, b) => Some((3, "has a digit too many", "数字が一つ多い")),
        () => None,
    }
}

fn is_swap(a: &[u8], b: &[u8]) -> bool {
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&i| a[i] != b[i]).collect();
    a.len() == b.len() && matches!(differing.as_slice(), [i, j] if j - i == 1 && a[*i] == b[*j] && a[*j] == b[*i])
}

/// Whether `short` is `long` less one digit.
fn drops_one(long: &[u8], short: &[u8]) -> bool {
    long.len() == short.len() + 1
        && (0..long.len()).any(|skip| long.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, d)| d).eq(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_digits_are_told() {
        for (printed, value, expected) in [
            (1_595_861, 1_596_861, Some("has one digit wrong")),
            (8_431, 8_413, Some("has two digits swapped")),
            (123, 1_233, Some("lacks a digit")),
            (1_233, 123, Some("has a digit too many")),
            (48_268, 18_066, None),
        ] {
            let found = slip_of_digits(Decimal::new(printed, 0), Decimal::new(value, 0));
            assert_eq!(found.map(|(_, english, _)| english), expected, "{printed} for {value}");
        }
    }
}
