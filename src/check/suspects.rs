//! Which single cell, read otherwise, would make a sum exact.

use super::figure::Figure;
use super::ledger::{Ledger, Reading};
use super::sums::Sum;
use crate::document::SumOver;
use crate::finding::Grade;
use fukkoku_quantity::Decimal;
use std::collections::BTreeMap;

/// A cell that may carry the fault of a sum.
#[derive(Clone, Debug)]
pub(super) struct Suspect<'a> {
    /// The cell.
    pub figure: Figure<'a>,
    /// What it would have to say.
    pub value: Decimal,
    /// How often such slips explain a difference: lower is likelier.
    pub rank: u8,
    /// What is odd about it, in English and in Japanese: `repeats 48,268 of 「役務費」`.
    pub why: (String, String),
}

/// Rank of a cell that two relations convict independently of each other.
const CONVICTED: u8 = 0;

impl Suspect<'_> {
    /// The cell with its proposed value.
    pub(super) fn reading(&self) -> Reading {
        Reading { place: self.figure.place(), value: self.value }
    }

    /// Whether it is a cell that prints nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.figure.best().is_none()
    }
}

/// All explanations of a sum that does not hold, the likeliest first.
pub(super) fn suspects<'a>(ledger: &Ledger<'a>, sum: &Sum<'a>) -> Vec<Suspect<'a>> {
    let Some(difference) = sum.difference() else { return vec![] };
    let parts = Parts::of(sum);
    let of_part = |part| of_part(ledger, sum, &parts, part, difference);
    let mut found: Vec<Suspect> = sum.parts.iter().filter_map(of_part).collect();
    if !ledger.confirms(sum) {
        found.extend(of_total(ledger, sum, difference));
    }
    found.sort_by_key(|suspect| (suspect.rank, suspect.figure.place()));
    found
}

/// How sure the first of some suspects is.
pub(super) fn grade(ledger: &Ledger, sum: &Sum, best: &Suspect, all: &[Suspect]) -> Grade {
    let verdict = ledger.verdict(best.reading());
    let only = all.iter().filter(|other| other.rank == best.rank).count() == 1;
    match () {
        () if only && verdict.mended >= 2 && verdict.broken == 0 => Grade::Proved,
        () if only && verdict.broken == 0 && (ledger.confirms(sum) || best.rank <= 2) => Grade::Consistent,
        () => Grade::Suspected,
    }
}

/// The parts of a sum, to look one up without a look at all.
struct Parts<'s, 'a> {
    /// How many print nothing.
    empties: usize,
    /// Those with the same digits and places, in order.
    twins: BTreeMap<(i128, u32), Vec<&'s Figure<'a>>>,
}

impl<'s, 'a> Parts<'s, 'a> {
    fn of(sum: &'s Sum<'a>) -> Self {
        let mut found = Self { empties: 0, twins: BTreeMap::new() };
        for part in &sum.parts {
            match part.best() {
                Some(value) => found.twins.entry((value.coefficient, value.scale)).or_default().push(part),
                None => found.empties += 1,
            }
        }
        found
    }

    /// The first part that prints the same and stands before another.
    fn twin(&self, part: &Figure, printed: Decimal) -> Option<&'s Figure<'a>> {
        let same = self.twins.get(&(printed.coefficient, printed.scale))?;
        same.iter().copied().find(|other| other.place() < part.place())
    }
}

fn of_part<'a>(
    ledger: &Ledger<'a>,
    sum: &Sum<'a>,
    parts: &Parts,
    part: &Figure<'a>,
    difference: Decimal,
) -> Option<Suspect<'a>> {
    let suspect = |value, rank, why| Some(Suspect { figure: part.clone(), value, rank, why });
    let Some(printed) = part.best() else {
        let why = ("prints nothing".to_owned(), "空欄".to_owned());
        return if difference.coefficient > 0 && parts.empties == 1 { suspect(difference, 1, why) } else { None };
    };
    let value = printed.checked_add(difference)?;
    let (rank, why) = slip(sum, parts, part, printed, value).or_else(|| convicted(ledger, part, value))?;
    let rank = if convicted(ledger, part, value).is_some() { CONVICTED } else { rank };
    let possible =
        value.coefficient >= 0 || printed.coefficient < 0 || rank == CONVICTED || is_other_sign(printed, value);
    if possible { suspect(value, rank, why) } else { None }
}

/// A cell that breaks two relations, which the same reading mends.
fn convicted(ledger: &Ledger, figure: &Figure, value: Decimal) -> Option<(u8, (String, String))> {
    let verdict = ledger.verdict(Reading { place: figure.place(), value });
    let why =
        ("contradicts all sums and ratios that hold it".to_owned(), "関係する合計・比率のすべてと合わない".to_owned());
    (verdict.mended >= 2 && verdict.broken == 0).then_some((CONVICTED, why))
}

/// The kind of slip that turns `value` into `printed`.
fn slip(sum: &Sum, parts: &Parts, part: &Figure, printed: Decimal, value: Decimal) -> Option<(u8, (String, String))> {
    if let Some(twin) = parts.twin(part, printed).filter(|_| !printed.is_zero() && printed.to_string().len() >= 3) {
        let name = if sum.over == SumOver::Rows { twin.label } else { twin.column_label };
        let shown = printed.with_commas();
        return Some((2, (format!("repeats {shown} of 「{name}」"), format!("「{name}」の{shown}の繰返し"))));
    }
    let (rank, english, japanese) = slip_of_digits(printed, value)?;
    Some((rank, (english.to_owned(), japanese.to_owned())))
}

fn of_total<'a>(ledger: &Ledger<'a>, sum: &Sum<'a>, difference: Decimal) -> Option<Suspect<'a>> {
    let printed = sum.total.best()?;
    let value = printed.checked_sub(difference)?;
    let of_digits = slip_of_digits(printed, value).map(|(rank, english, japanese)| {
        // A slip in the total is as likely as in any one part, and simpler.
        (rank - 1, (english.to_owned(), japanese.to_owned()))
    });
    let (rank, why) = convicted(ledger, &sum.total, value)
        .map(|(rank, why)| (rank, of_digits.as_ref().map_or(why, |(_, slip)| slip.clone())))
        .or(of_digits)?;
    Some(Suspect { figure: sum.total.clone(), value, rank, why })
}

fn is_other_sign(printed: Decimal, value: Decimal) -> bool {
    value.coefficient == -printed.coefficient && value.scale == printed.scale && !printed.is_zero()
}

fn slip_of_digits(printed: Decimal, value: Decimal) -> Option<(u8, &'static str, &'static str)> {
    if is_other_sign(printed, value) {
        return Some((2, "has the wrong sign", "符号が逆"));
    }
    let (a, b) = ({ printed.coefficient }.to_string(), { value.coefficient }.to_string());
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if (printed.scale.abs_diff(value.scale) == 3 && a == b) || is_thousandfold(a, b) || is_thousandfold(b, a) {
        return Some((3, "has its separator in the wrong place", "桁区切りの位置の誤り"));
    }
    if printed.scale != value.scale {
        return None;
    }
    match () {
        () if is_swap(a, b) => Some((3, "has two digits swapped", "隣り合う数字の入替り")),
        () if a.len() == b.len() && a.iter().zip(b).filter(|(x, y)| x != y).count() == 1 => {
            Some((3, "has one digit wrong", "数字が一つ違う"))
        }
        () if drops_one(b, a) => Some((4, "lacks a digit", "数字が一つ足りない")),
        () if drops_one(a, b) => Some((4, "has a digit too many", "数字が一つ多い")),
        () => None,
    }
}

fn is_thousandfold(long: &[u8], short: &[u8]) -> bool {
    short != b"0" && long.strip_suffix(b"000") == Some(short)
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
            (712, 712_000, Some("has its separator in the wrong place")),
            (120, -120, Some("has the wrong sign")),
            (48_268, 18_066, None),
        ] {
            let found = slip_of_digits(Decimal::new(printed, 0), Decimal::new(value, 0));
            assert_eq!(found.map(|(_, english, _)| english), expected, "{printed} for {value}");
        }
    }
}
