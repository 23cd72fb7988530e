//! What is known about the figures of a table together: its sums and the ratios that letters name.

use super::figure::{Figure, figure};
use super::rounding::{Rounding, tables_with_rounding};
use super::sums::{Family, Sum, families};
use crate::document::{ColumnKind, Document, RowRole, Table};
use fukkoku_quantity::{Decimal, width};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Most figures that a proof writes out.
const WRITTEN_OUT: usize = 12;

/// The sums and ratios of a table.
pub(super) struct Ledger<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its sums.
    pub families: Vec<Family<'a>>,
    /// Its ratios in single columns.
    pub ratios: Vec<Ratio<'a>>,
    /// Whether each family is trusted.
    trusted: Vec<bool>,
    /// The trusted sums that hold a cell; a long table has too many to look through all for each cell.
    holding: OnceCell<BTreeMap<Place, Vec<Held>>>,
}

/// Row and column of a cell.
type Place = (usize, usize);

/// A cell in a sum.
#[derive(Clone, Copy)]
struct Held {
    /// Index of the family, and of the sum in it.
    sum: (usize, usize),
    /// Whether it is the total, not a part.
    total: bool,
    /// What the sum takes it for; what is missing for nothing.
    value: Decimal,
    /// Total less parts, as printed.
    difference: Option<Decimal>,
}

/// A ratio with the figures that it divides: Ａ／Ｂ.
#[derive(Debug)]
pub(super) struct Ratio<'a> {
    /// The ratio as printed.
    pub printed: Figure<'a>,
    /// What is divided.
    pub over: Figure<'a>,
    /// By what.
    pub under: Figure<'a>,
}

/// A cell with another value than the printed one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// 0-based row and column.
    pub place: (usize, usize),
    /// The value.
    pub value: Decimal,
}

/// What a reading does to the sums and ratios that hold its cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// Not exact as printed, exact with the reading.
    pub mended: usize,
    /// Not exact with the reading.
    pub broken: usize,
}

/// The ledgers of all tables.
pub(super) fn ledgers(document: &Document) -> impl Iterator<Item = Ledger<'_>> {
    tables_with_rounding(document).map(|(table, rounding)| Ledger::of(table, rounding))
}

impl<'a> Ledger<'a> {
    /// What the figures of a table add up to.
    pub(super) fn of(table: &'a Table, rounding: Rounding) -> Self {
        let families = families(table, rounding);
        let trusted = families.iter().map(Family::is_trusted).collect();
        Self { table, families, ratios: ratios(table), trusted, holding: OnceCell::new() }
    }

    /// The families, and whether the table is trusted to have them.
    pub(super) fn with_trust(&self) -> impl Iterator<Item = (&Family<'a>, bool)> {
        self.families.iter().zip(self.trusted.iter().copied())
    }

    /// Sums that the table is trusted to have.
    pub(super) fn sums(&self) -> impl Iterator<Item = &Sum<'a>> {
        self.with_trust().filter(|(_, trusted)| *trusted).flat_map(|(family, _)| &family.sums)
    }

    /// Those of them that hold a cell.
    pub(super) fn sums_with(&self, place: Place) -> impl Iterator<Item = &Sum<'a>> {
        let held = self.held(place).chunk_by(|one, other| one.sum == other.sum);
        held.filter_map(|held| self.sum(held.first()?))
    }

    fn sum(&self, held: &Held) -> Option<&Sum<'a>> {
        self.families.get(held.sum.0)?.sums.get(held.sum.1)
    }

    fn held(&self, place: Place) -> &[Held] {
        self.holding.get_or_init(|| self.all_held()).get(&place).map_or(&[], Vec::as_slice)
    }

    fn all_held(&self) -> BTreeMap<Place, Vec<Held>> {
        let mut all: BTreeMap<Place, Vec<Held>> = BTreeMap::new();
        for (family, (own, _)) in self.with_trust().enumerate().filter(|(_, (_, trusted))| *trusted) {
            for (at, sum) in own.sums.iter().enumerate() {
                let difference = sum.difference();
                for (index, figure) in sum.figures().enumerate() {
                    let value = figure.best().unwrap_or(Decimal::ZERO);
                    let held = Held { sum: (family, at), total: index == 0, value, difference };
                    all.entry(figure.place()).or_default().push(held);
                }
            }
        }
        all
    }

    /// What a reading does to all that holds its cell.
    pub(super) fn verdict(&self, reading: Reading) -> Verdict {
        let sums = self.held(reading.place).chunk_by(|one, other| one.sum == other.sum).filter_map(|held| {
            let (sum, first) = (self.sum(held.first()?)?, held.first()?);
            let before = first.difference.is_some_and(|difference| sum.tolerates(difference));
            let after = moved(held, reading.value).or_else(|| sum.difference_with(reading));
            Some((before, after.is_some_and(|difference| sum.tolerates(difference))))
        });
        let ratios = self.ratios.iter().filter(|ratio| ratio.has(reading.place));
        let ratios = ratios.map(|ratio| (ratio.holds(None), ratio.holds(Some(reading))));
        let mut verdict = Verdict::default();
        for (before, after) in sums.chain(ratios) {
            verdict.mended += usize::from(!before && after);
            verdict.broken += usize::from(!after);
        }
        verdict
    }

    /// Whether a printed ratio fits a total as printed and would not fit the sum of its parts, so that the total stands.
    pub(super) fn confirms(&self, sum: &Sum) -> bool {
        let Some(parts) = sum.of_parts() else { return false };
        let other = Reading { place: sum.total.place(), value: parts };
        let of_total = self.ratios.iter().filter(|ratio| ratio.over.place() == sum.total.place());
        of_total.into_iter().any(|ratio| ratio.holds(None) && !ratio.holds(Some(other)))
    }
}

/// Total less parts of a sum with a cell read otherwise: the other parts need not be added again.
fn moved(held: &[Held], value: Decimal) -> Option<Decimal> {
    held.iter().try_fold(held.first()?.difference?, |difference, held| {
        let change = value.checked_sub(held.value)?;
        if held.total { difference.checked_add(change) } else { difference.checked_sub(change) }
    })
}

impl Sum<'_> {
    /// Total less parts, with one of them read otherwise.
    pub(crate) fn difference_with(&self, reading: Reading) -> Option<Decimal> {
        let value = |figure: &Figure| if figure.place() == reading.place { Some(reading.value) } else { figure.best() };
        let parts = self.parts.iter().filter_map(value).try_fold(Decimal::ZERO, Decimal::checked_add)?;
        value(&self.total)?.checked_sub(parts)
    }

    /// `101 + 3,128 = 3,229`, with one of them read otherwise.
    pub(crate) fn equation(&self, reading: Option<Reading>) -> String {
        let shown = |figure: &Figure| {
            let other = reading.filter(|reading| reading.place == figure.place()).map(|reading| reading.value);
            other.or(figure.best()).map(Decimal::with_commas)
        };
        let parts: Vec<String> = self.parts.iter().filter_map(shown).filter(|text| text != "0").collect();
        let left = match parts.len() {
            0 => "0".to_owned(),
            1..=WRITTEN_OUT => parts.join(" + "),
            count => format!("{} + … ({} figures)", parts[..WRITTEN_OUT].join(" + "), count),
        };
        format!("{left} = {}", shown(&self.total).unwrap_or_default())
    }
}

impl Ratio<'_> {
    /// Whether a cell is one of its figures.
    pub(super) fn has(&self, place: (usize, usize)) -> bool {
        [&self.printed, &self.over, &self.under].iter().any(|figure| figure.place() == place)
    }

    /// The quotient in percent, to the places of the printed ratio.
    pub(super) fn quotient(&self, reading: Option<Reading>) -> Option<Decimal> {
        let value = |figure: &Figure| {
            let other = reading.filter(|reading| reading.place == figure.place()).map(|reading| reading.value);
            other.or(figure.best())
        };
        let over = value(&self.over)?.checked_mul(Decimal::new(100, 0))?;
        over.ratio(value(&self.under)?, value(&self.printed)?.scale)
    }

    /// `25 / 100 = 25%`, with one of them read otherwise.
    pub(super) fn equation(&self, reading: Option<Reading>) -> String {
        let shown = |figure: &Figure| {
            let other = reading.filter(|reading| reading.place == figure.place()).map(|reading| reading.value);
            other.or(figure.best()).map(Decimal::with_commas).unwrap_or_default()
        };
        let quotient = self.quotient(reading).map(|value| value.to_string()).unwrap_or_default();
        format!("{} / {} = {quotient}%", shown(&self.over), shown(&self.under))
    }

    /// Whether the printed ratio is the quotient; `false` too where it cannot be computed.
    pub(super) fn holds(&self, reading: Option<Reading>) -> bool {
        let printed = reading.filter(|reading| reading.place == self.printed.place()).map(|reading| reading.value);
        let same = || Some(self.quotient(reading)?.compare(printed.or(self.printed.best())?).is_eq());
        same() == Some(true)
    }
}

/// Ratio rows whose label names two letters, column by column, where all three figures are printed.
fn ratios(table: &Table) -> Vec<Ratio<'_>> {
    let columns: Vec<usize> =
        (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number).collect();
    let mut found = Vec::new();
    for (row, over, under) in ratio_rows(table) {
        let ratio = |&column: &usize| Ratio {
            printed: figure(table, row, column),
            over: figure(table, over, column),
            under: figure(table, under, column),
        };
        found.extend(columns.iter().map(ratio).filter(|ratio| ratio.quotient(None).is_some()));
    }
    found
}

/// Rows such as Ａ／Ｂ with the rows labelled （Ａ） and （Ｂ）.
pub(super) fn ratio_rows(table: &Table) -> Vec<(usize, usize, usize)> {
    let rows = || table.rows.iter().enumerate().filter(|(_, row)| row.role == RowRole::Ratio);
    if rows().next().is_none() {
        return vec![];
    }
    // The first row that has each letter in brackets; labels are read once, not once a ratio.
    let mut named: BTreeMap<char, usize> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| row.role != RowRole::Ratio) {
        let label = width::value(&row.label);
        for (start, end) in [('(', ')'), ('（', '）')] {
            for part in label.split(start).skip(1) {
                let mut chars = part.chars();
                if let Some(letter) = chars.next().filter(|_| chars.next() == Some(end)) {
                    named.entry(letter).or_insert(at);
                }
            }
        }
    }
    rows()
        .filter_map(|(row, at)| {
            let label = width::value(&at.label).into_owned();
            let mut letters = label.chars().filter(char::is_ascii_uppercase);
            Some((row, *named.get(&letters.next()?)?, *named.get(&letters.next()?)?))
        })
        .collect()
}
