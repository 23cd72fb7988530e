//! Columns and rows that are computed from others: differences, rates, shares. Which from which, the figures themselves tell.

use super::cell::about_cell;
use super::figure::{Figure, figure};
use super::found::Found;
use super::ledger::ratio_rows;
use crate::document::{ColumnKind, Document, RowRole, SumOver, Table};
use crate::finding::{Code, Finding, Grade, Proposal, Severity, Wording};
use fukkoku_quantity::{Decimal, width};
use fukkoku_recover::source::Source;

/// Most columns or rows of a table among which a computed one looks for its sources.
const MOST_LINES: usize = 60;

/// So many places must fit before the others are called wrong.
const LEAST_FITTING: usize = 3;

/// More wrong places than that are only a warning.
const MOST_WRONG: usize = 2;

/// A place that contradicts a formula: its index, and what the formula gives.
type Wrong = (usize, Decimal);

/// How a line may be computed from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Formula {
    /// a − b.
    Difference(usize, usize),
    /// a ÷ b, in percent.
    Quotient(usize, usize),
    /// (a − b) ÷ b, in percent.
    Growth(usize, usize),
    /// a less its neighbour before.
    Step(usize),
    /// (a less its neighbour before) ÷ the neighbour, in percent.
    Rate(usize),
    /// a ÷ its neighbour before, in percent.
    Index(usize),
    /// a ÷ the total of a, in percent.
    Share(usize, usize),
}

/// What a label says that a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Computed {
    Difference,
    Ratio,
}

/// Lines of a table in one direction: columns over rows, or rows over columns.
struct Grid<'a> {
    table: &'a Table,
    over: SumOver,
    lines: Vec<usize>,
    places: Vec<usize>,
}

/// Differences (FK306) and ratios (FK302) that do not fit where nearly all others of the same line do.
pub(super) fn computed(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for table in document.tables() {
        for over in [SumOver::Columns, SumOver::Rows] {
            let grid = Grid::of(table, over);
            for &line in &grid.lines {
                findings.extend(grid.wrong(source, line));
            }
        }
    }
    findings
}

impl<'a> Grid<'a> {
    fn of(table: &'a Table, over: SumOver) -> Self {
        let columns: Vec<usize> =
            (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number).collect();
        let rows: Vec<usize> = (0..table.rows.len()).collect();
        let (mut lines, places) = match over {
            SumOver::Columns => (columns, rows),
            SumOver::Rows => (rows, columns),
        };
        lines.truncate(MOST_LINES);
        Self { table, over, lines, places }
    }

    fn figure(&self, line: usize, place: usize) -> Figure<'a> {
        match self.over {
            SumOver::Columns => figure(self.table, place, line),
            SumOver::Rows => figure(self.table, line, place),
        }
    }

    fn value(&self, line: usize, place: usize) -> Option<Decimal> {
        self.figure(line, place).best()
    }

    fn label(&self, line: usize) -> &str {
        match self.over {
            SumOver::Columns => &self.table.columns[line].label,
            SumOver::Rows => &self.table.rows[line].label,
        }
    }

    /// What the label says; rows whose letters name their ratio are checked with those.
    fn computed(&self, line: usize) -> Option<Computed> {
        let lettered = || ratio_rows(self.table).iter().any(|(row, ..)| *row == line);
        if self.over == SumOver::Rows && self.table.rows[line].role == RowRole::Ratio && lettered() {
            return None;
        }
        let label = width::value(self.label(line));
        let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
        match () {
            () if has(&["率", "比率", "割合", "構成比", "前年比", "%"]) => Some(Computed::Ratio),
            () if has(&["増減", "差引", "差額", "比較", "増△減"]) => Some(Computed::Difference),
            () => None,
        }
    }

    fn formulas(&self, line: usize, computed: Computed) -> Vec<Formula> {
        let others: Vec<usize> = self
            .lines
            .iter()
            .copied()
            .filter(|&other| other != line && self.computed(other) != Some(Computed::Ratio))
            .collect();
        let mut found = Vec::new();
        for &a in &others {
            for &b in others.iter().filter(|&&b| b != a) {
                found.extend(match computed {
                    Computed::Difference => vec![Formula::Difference(a, b)],
                    Computed::Ratio => vec![Formula::Quotient(a, b), Formula::Growth(a, b)],
                });
            }
            match computed {
                Computed::Difference => found.push(Formula::Step(a)),
                Computed::Ratio => {
                    found.extend([Formula::Rate(a), Formula::Index(a)]);
                    found.extend(
                        self.places
                            .iter()
                            .filter(|&&place| self.is_total(place))
                            .map(|&total| Formula::Share(a, total)),
                    );
                }
            }
        }
        found
    }

    fn is_total(&self, place: usize) -> bool {
        self.over == SumOver::Columns && self.table.rows[place].role == RowRole::Total
    }

    /// What a formula gives at a place, to the places printed there.
    fn result(&self, formula: Formula, index: usize, scale: u32) -> Option<Decimal> {
        let place = self.places[index];
        let percent = |over: Decimal, under: Decimal| over.checked_mul(Decimal::new(100, 0))?.ratio(under, scale);
        let at = |line: usize| self.value(line, place);
        let before = |line: usize| self.value(line, *self.places.get(index.checked_sub(1)?)?);
        match formula {
            Formula::Difference(a, b) => at(a)?.checked_sub(at(b)?),
            Formula::Quotient(a, b) => percent(at(a)?, at(b)?),
            Formula::Growth(a, b) => percent(at(a)?.checked_sub(at(b)?)?, at(b)?),
            Formula::Step(a) => at(a)?.checked_sub(before(a)?),
            Formula::Rate(a) => percent(at(a)?.checked_sub(before(a)?)?, before(a)?),
            Formula::Index(a) => percent(at(a)?, before(a)?),
            Formula::Share(a, total) => percent(at(a)?, self.value(a, total)?),
        }
    }

    /// Places of a computed line that contradict the formula which nearly all others follow.
    fn wrong(&self, source: &Source, line: usize) -> Vec<Finding> {
        let Some(computed) = self.computed(line) else { return vec![] };
        let mut best: Option<(usize, Formula, Vec<Wrong>)> = None;
        for formula in self.formulas(line, computed) {
            let (fitting, wrong) = self.compare(line, formula);
            if fitting >= LEAST_FITTING
                && wrong.len() * 4 <= fitting
                && best.as_ref().is_none_or(|(most, ..)| fitting > *most)
            {
                best = Some((fitting, formula, wrong));
            }
        }
        let Some((fitting, formula, wrong)) = best else { return vec![] };
        let told = |(index, result): &Wrong| {
            let mut finding = self.finding(source, line, formula, (*index, *result), fitting);
            // Many that do not fit, or a place in doubt: the fault may be ours.
            let many = wrong.len() > MOST_WRONG;
            if many || self.figure(line, self.places[*index]).is_doubtful() {
                finding.severity = Severity::Warning;
            }
            finding
        };
        wrong.iter().map(told).collect()
    }

    /// How many places fit a formula in a telling way, and those that do not, with what the formula gives.
    fn compare(&self, line: usize, formula: Formula) -> (usize, Vec<Wrong>) {
        let (mut fitting, mut wrong) = (0, Vec::new());
        for (index, &place) in self.places.iter().enumerate() {
            let Some(printed) = self.value(line, place) else { continue };
            let Some(result) = self.result(formula, index, printed.scale) else { continue };
            match printed.compare(result).is_eq() {
                true => fitting += usize::from(!printed.is_zero()),
                false => wrong.push((index, result)),
            }
        }
        (fitting, wrong)
    }

    fn finding(&self, source: &Source, line: usize, formula: Formula, wrong: Wrong, fitting: usize) -> Finding {
        let (index, result) = wrong;
        let figure = self.figure(line, self.places[index]);
        let (code, name, name_ja) = match formula {
            Formula::Difference(..) | Formula::Step(_) => (Code::FK306, "difference", "差"),
            Formula::Quotient(..) | Formula::Growth(..) | Formula::Rate(_) | Formula::Index(_) | Formula::Share(..) => {
                (Code::FK302, "ratio", "比率")
            }
        };
        let (label, column, printed) = (figure.label, figure.column_label, figure.printed());
        let written = self.written(formula, index);
        let shown = result.with_commas();
        let wording = Wording {
            english: format!("{name} 「{column}」 of 「{label}」 is {printed}, but {written} gives {shown}"),
            japanese: format!("「{label}」の「{column}」は{printed}だが、{name_ja}を計算すると{shown}（{written}）"),
        };
        let proof = format!("{written} = {shown}; {fitting} others of the same kind fit");
        let proposal = Proposal { value: result.to_string(), grade: Grade::Suspected, proof };
        Finding { proposal: Some(proposal), ..about_cell(source, self.table, code, &figure, wording) }
    }

    /// The formula with the figures of a place.
    fn written(&self, formula: Formula, index: usize) -> String {
        let place = self.places[index];
        let shown = |line: usize, place: usize| self.value(line, place).map(Decimal::with_commas).unwrap_or_default();
        let before =
            |line: usize| self.places.get(index.wrapping_sub(1)).map(|&place| shown(line, place)).unwrap_or_default();
        match formula {
            Formula::Difference(a, b) => format!("{} − {}", shown(a, place), shown(b, place)),
            Formula::Quotient(a, b) => format!("{} / {} in %", shown(a, place), shown(b, place)),
            Formula::Growth(a, b) => format!("({} − {}) / {} in %", shown(a, place), shown(b, place), shown(b, place)),
            Formula::Step(a) => format!("{} − {}", shown(a, place), before(a)),
            Formula::Rate(a) => format!("({} − {}) / {} in %", shown(a, place), before(a), before(a)),
            Formula::Index(a) => format!("{} / {} in %", shown(a, place), before(a)),
            Formula::Share(a, total) => format!("{} / {} in %", shown(a, place), shown(a, total)),
        }
    }
}
