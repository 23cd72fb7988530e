//! Which figures of a table add up to which.

use super::choices::{choices, kind, lines, totals};
use super::figure::{Figure, figure};
use super::rounding::{Rounding, tolerance};
use crate::document::{Column, ColumnKind, RowRole, StatedSum, SumOver, Table};
use fukkoku_quantity::{Decimal, width};

/// Most rows with the label of a total that are looked at in one table; each costs a look at the whole table.
const MOST_TOTALS: usize = 400;

/// Longest run of lines that is tried as the parts of a total.
const LONGEST_RUN: usize = 40;

/// A total and its parts in one row or column.
#[derive(Clone, Debug)]
pub(crate) struct Sum<'a> {
    /// What is added: rows in a column, or columns in a row.
    pub over: SumOver,
    /// The total.
    pub total: Figure<'a>,
    /// What adds up to it.
    pub parts: Vec<Figure<'a>>,
    /// How it is known.
    pub basis: Basis,
    /// How far the total may be off, because its parts are rounded; 0 where figures are exact.
    pub tolerance: Decimal,
}

/// How it is known that something is a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The label of its row or column looks like that of a total.
    Label,
    /// Nothing says so, but it adds up nearly everywhere.
    Figures,
    /// A profile states it.
    Profile,
}

impl<'a> Sum<'a> {
    /// Sum of the parts, readings with a comma taken, missing ones as nothing. `None` if it overflows.
    pub(crate) fn of_parts(&self) -> Option<Decimal> {
        self.parts.iter().filter_map(Figure::best).try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Total less parts.
    pub(crate) fn difference(&self) -> Option<Decimal> {
        self.total.best()?.checked_sub(self.of_parts()?)
    }

    /// Whether it adds up.
    pub(crate) fn holds(&self) -> bool {
        self.difference().is_some_and(|difference| self.tolerates(difference))
    }

    /// Whether a difference is within what rounding explains.
    pub(crate) fn tolerates(&self, difference: Decimal) -> bool {
        let size = Decimal::new(difference.coefficient.saturating_abs(), difference.scale);
        size.compare(self.tolerance) != std::cmp::Ordering::Greater
    }

    /// The total and its parts.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &Figure<'a>> {
        std::iter::once(&self.total).chain(&self.parts)
    }

    /// Whether the place of one of its figures is in doubt: then the fault may be ours.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.figures().any(Figure::is_doubtful)
    }
}

/// The same total in each column or each row of a table.
#[derive(Debug)]
pub(crate) struct Family<'a> {
    /// One sum a column or row that has the total.
    pub sums: Vec<Sum<'a>>,
}

impl Family<'_> {
    /// Whether enough of its sums add up, or a profile says that they must.
    ///
    /// A label may look like that of a total and be none: then hardly a column adds up.
    pub(crate) fn is_trusted(&self) -> bool {
        let held = self.sums.iter().filter(|sum| sum.holds()).count();
        let failed = self.sums.len() - held;
        // Nothing and nothing make nothing under any label.
        let telling = self.sums.iter().filter(|sum| sum.holds() && sum.total.best() != Some(Decimal::ZERO)).count();
        match self.sums.first().map(|sum| (sum.over, sum.basis)) {
            Some((_, Basis::Profile)) => true,
            Some((SumOver::Rows, Basis::Label)) => (telling > 0 && held >= failed) || self.sums.len() == 1,
            Some((SumOver::Columns, Basis::Label)) => telling >= 2 && failed * 2 <= held,
            Some((_, Basis::Figures)) => telling >= 3 && failed * 3 <= held,
            None => false,
        }
    }
}

/// All sums of a table: those that a profile states, those that labels name, and a last row that adds up without a label.
pub(crate) fn families(table: &Table, rounding: Rounding) -> Vec<Family<'_>> {
    let mut all: Vec<Family> = Vec::new();
    for over in [SumOver::Rows, SumOver::Columns] {
        let stated: Vec<&StatedSum> = stated(table, over).collect();
        let mut found: Vec<(usize, Family)> = stated
            .iter()
            .map(|sum| (sum.total, family(table, over, sum.total, &sum.parts, Basis::Profile, rounding)))
            .collect();
        let free = |line: &usize| stated.iter().all(|sum| sum.total != *line);
        for total in totals(table, over).into_iter().filter(free).take(MOST_TOTALS) {
            let named = best(table, over, total, &choices(table, over, total), rounding);
            let trusted = named.as_ref().is_some_and(Family::is_trusted);
            let by_figures = if trusted { None } else { run(table, over, total, rounding) };
            found.extend(by_figures.or(named).map(|family| (total, family)));
        }
        found.sort_by_key(|(total, _)| *total);
        all.extend(found.into_iter().map(|(_, family)| family));
    }
    if !all.iter().any(|family| family.sums.iter().any(|sum| sum.over == SumOver::Rows)) {
        all.extend(unnamed(table, rounding));
    }
    all
}

/// The sums that a profile states about a table.
pub(crate) fn stated(table: &Table, over: SumOver) -> impl Iterator<Item = &StatedSum> {
    table.stated.iter().flat_map(|stated| &stated.sums).filter(move |sum| sum.over == over)
}

/// The choice under which most sums add up; the first of equals.
fn best<'a>(
    table: &'a Table,
    over: SumOver,
    total: usize,
    choices: &[Vec<usize>],
    rounding: Rounding,
) -> Option<Family<'a>> {
    let made = choices.iter().map(|parts| family(table, over, total, parts, Basis::Label, rounding));
    let mut best: Option<(usize, Family)> = None;
    for family in made {
        let held = family.sums.iter().filter(|sum| sum.holds()).count();
        if best.as_ref().is_none_or(|(most, _)| held > *most) {
            best = Some((held, family));
        }
    }
    best.map(|(_, family)| family)
}

/// The lines right before a total, or right behind it, that add up to it everywhere: where groups have no total of their own.
fn run(table: &Table, over: SumOver, total: usize, rounding: Rounding) -> Option<Family<'_>> {
    let body = |line: &usize| kind(table, over, *line) == RowRole::Body;
    let back: Vec<usize> = (0..total).rev().filter(body).take(LONGEST_RUN).collect();
    let on: Vec<usize> = (total + 1..lines(table, over)).filter(body).take(LONGEST_RUN).collect();
    let of_length = |side: &[usize], length: usize| {
        let family = family(table, over, total, &side[..length], Basis::Label, rounding);
        let telling = family.sums.iter().filter(|sum| sum.total.best() != Some(Decimal::ZERO)).count();
        (telling >= 2 && family.sums.iter().all(Sum::holds)).then_some(family)
    };
    [&back, &on].iter().find_map(|side| (2..=side.len()).find_map(|length| of_length(side, length)))
}

/// A last row without the label of a total that adds up all rows above it, in nearly all columns.
fn unnamed(table: &Table, rounding: Rounding) -> Option<Family<'_>> {
    let bodies: Vec<usize> = (0..table.rows.len()).filter(|&row| table.rows[row].role == RowRole::Body).collect();
    let (&total, parts) = bodies.split_last()?;
    let family = family(table, SumOver::Rows, total, parts, Basis::Figures, rounding);
    (parts.len() >= 3 && family.is_trusted()).then_some(family)
}

/// The sum of the same lines at every place across them.
fn family<'a>(
    table: &'a Table,
    over: SumOver,
    total: usize,
    parts: &[usize],
    basis: Basis,
    rounding: Rounding,
) -> Family<'a> {
    let across: Vec<usize> = match over {
        SumOver::Rows => {
            (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number).collect()
        }
        SumOver::Columns => (0..table.rows.len()).filter(|&row| table.rows[row].role != RowRole::Ratio).collect(),
    };
    let at = |line: usize, place: usize| match over {
        SumOver::Rows => figure(table, line, place),
        SumOver::Columns => figure(table, place, line),
    };
    let sum = |&place: &usize| -> Option<Sum<'a>> {
        let total = at(total, place);
        total.best()?;
        // Rates and averages of parts do not add up to that of the whole.
        if over == SumOver::Rows && basis != Basis::Profile && is_rate(&table.columns[place]) {
            return None;
        }
        let parts: Vec<Figure> = parts.iter().map(|&part| at(part, place)).collect();
        // A row that gives only the total, or only some of the parts, says nothing of the others; a part that is withheld,
        // unknown or unreadable says nothing of the sum.
        let silent = |part: &Figure| part.best().is_none() && (over == SumOver::Columns || part.is_silent());
        if parts.iter().any(silent) {
            return None;
        }
        let tolerance = tolerance(&total, &parts, rounding);
        Some(Sum { over, total, parts, basis, tolerance })
    };
    Family { sums: across.iter().filter_map(sum).collect() }
}

/// A column of rates, averages or densities; shares (構成比) do add up.
fn is_rate(column: &Column) -> bool {
    let label = width::value(&column.label);
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    has(&["率", "平均", "当たり", "あたり", "密度", "前年比", "指数"])
}
