//! Units of columns, rows and cells: which of those that a table states belongs where.
//!
//! A unit is given only where the source gives it: in a head, a column or row of units, a label, a note above the table. A note
//! of several is shared out by what heads and labels say that they count, at last by the figures; what stays open has no unit.

use super::cells::folded_label;
use super::stated::Facts;
use fukkoku_quantity::unit::{Measure, Noted, Unit, alone, is_note, noted, stated};
use fukkoku_quantity::width;
use fukkoku_recover::block::{PrintedRow, PrintedTable};

/// The units of a table.
pub(super) struct Units {
    columns: Vec<ColumnUnit>,
    /// What the notes state for all of the table.
    noted: Vec<Noted>,
    /// The column that holds the unit of each row.
    unit_column: Option<usize>,
}

/// What is known about the unit of a column.
struct ColumnUnit {
    unit: Option<Unit>,
    /// Stated for this column alone, not for the table.
    own: bool,
    measure: Option<Measure>,
}

impl Units {
    /// The units of the columns of a table.
    ///
    /// - **Input**: its header paths, the texts above it that state units, the nearest last, and the facts of a profile.
    pub(super) fn of(raw: &PrintedTable, paths: &[Vec<String>], above: &[String], facts: &Facts) -> Self {
        let in_head = paths.iter().flatten().find(|label| is_table_note(label)).map(|label| noted(label));
        let nearest = above.iter().rev().map(|text| noted(text)).find(|units| !units.is_empty());
        let mut noted = in_head.or(nearest).unwrap_or_default();
        let profile = facts.table.and_then(|table| table.unit.as_deref()).and_then(Unit::read);
        if noted.is_empty() {
            noted.extend(profile.map(|unit| Noted { unit, of: None }));
        }
        let row = unit_row(raw);
        let figures = figures(raw);
        let measures: Vec<Option<Measure>> = paths.iter().map(|path| Measure::of(&path.join("／"))).collect();
        let column = |index: usize| {
            let measure = measures[index].clone();
            let below = row.as_ref().and_then(|units: &Vec<Option<Unit>>| units[index].clone());
            let own = below.or_else(|| of_head(&paths[index], measure.as_ref()));
            let own = own.or_else(|| resized(facts.unit(index), &noted));
            let shared = || share_out(&noted, &paths[index], index, &figures, &measures);
            ColumnUnit { own: own.is_some(), unit: own.or_else(shared), measure }
        };
        let columns = (0..raw.columns).map(column).collect();
        Self { columns, noted, unit_column: (0..raw.columns).find(|column| is_unit_head(&paths[*column])) }
    }

    /// The unit of a column, as far as it is the same in all rows.
    pub(super) fn of_column(&self, column: usize) -> Option<&Unit> {
        self.columns[column].unit.as_ref()
    }

    /// The unit that the row of a table states, in its column of units.
    pub(super) fn of_row(&self, row: &PrintedRow) -> Option<Unit> {
        let cell = row.cells[self.unit_column?].as_ref()?;
        let printed = folded_label(&cell.paragraphs);
        let word = printed.chars().any(char::is_alphabetic) && !printed.chars().any(char::is_numeric);
        Unit::read(&printed).or_else(|| word.then(|| Unit::plain(&printed)))
    }

    /// The unit of a cell: of its column, unless its row says otherwise. A row of shares has no unit of money.
    pub(super) fn of_cell(&self, column: usize, row: Option<&Unit>, label: &str) -> Option<Unit> {
        let ColumnUnit { unit, own, measure } = &self.columns[column];
        let share = *measure == Some(Measure::Share);
        if let Some(row) = row.filter(|row| !own && (!share || row.is_share()) && *measure != Some(Measure::Bare)) {
            return Some(row.clone());
        }
        if *own || measure.is_some() {
            return unit.clone();
        }
        if let Some(of_label) = stated(label).into_iter().next() {
            return Some(of_label);
        }
        let Some(of_label) = Measure::of(label) else { return unit.clone() };
        let fitting = self.noted.iter().find(|noted| of_label.fits(&noted.unit)).map(|noted| noted.unit.clone());
        fitting.or_else(|| unit.clone().filter(|unit| !of_label.excludes(unit)))
    }
}

/// A note for all of the table that was taken for a label over its columns.
fn is_table_note(label: &str) -> bool {
    label.contains("単位") && is_note(label)
}

/// `単位` over a column.
fn is_unit_head(path: &[String]) -> bool {
    path.last().is_some_and(|label| matches!(label.replace([' ', '　'], "").as_str(), "単位" | "単位名"))
}

/// The unit of a head, its lowest label first: in brackets, behind it, or a level of its own. A share below 決算額（千円） has none.
fn of_head(path: &[String], measure: Option<&Measure>) -> Option<Unit> {
    let labels = path.iter().enumerate().rev().filter(|(_, label)| !is_table_note(label));
    labels.into_iter().find_map(|(level, label)| {
        let lone = || (level > 0).then(|| alone(label)).flatten();
        let unit = stated(label).into_iter().next().or_else(lone)?;
        let of_another = level + 1 < path.len() && measure.is_some_and(|measure| measure.excludes(&unit));
        (!of_another).then_some(unit)
    })
}

/// The unit of a profile, in the size that a note prints: 百万円 for a stated 千円.
fn resized(profile: Option<Unit>, noted: &[Noted]) -> Option<Unit> {
    let profile = profile?;
    let same = noted.iter().find(|noted| noted.unit.base == profile.base).map(|noted| noted.unit.clone());
    same.or(Some(profile))
}

/// A first row that holds nothing but units, at least two of them or one below each head.
fn unit_row(raw: &PrintedTable) -> Option<Vec<Option<Unit>>> {
    let text = |cell: &Option<_>| cell.as_ref().map(|cell| folded_label(cell_paragraphs(cell))).unwrap_or_default();
    let texts: Vec<String> = raw.rows.first()?.cells.iter().map(text).collect();
    let figures = texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let figures: Vec<(usize, &String)> = figures.filter(|(_, text)| *text != "単位").collect();
    let units: Vec<(usize, Unit)> = figures.iter().filter_map(|(at, text)| Some((*at, alone(text)?))).collect();
    (units.len() == figures.len() && units.len() > 1).then(|| {
        let mut of_columns = vec![None; raw.columns];
        units.into_iter().for_each(|(column, unit)| of_columns[column] = Some(unit));
        of_columns
    })
}

fn cell_paragraphs(cell: &fukkoku_recover::block::PrintedCell) -> &[fukkoku_recover::source::Text] {
    &cell.paragraphs
}

/// What the figures of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figures {
    /// No figures.
    None,
    /// None has decimals.
    Whole,
    /// Most have decimals, and all are small.
    Parts,
    /// Some of each.
    Mixed,
}

/// Most digits before the point of a share; growth may be above a hundred.
const SHARE_DIGITS: usize = 3;

fn figures(raw: &PrintedTable) -> Vec<Figures> {
    let of_column = |column: usize| {
        let cells = raw.rows.iter().filter_map(|row| row.cells[column].as_ref());
        let texts = cells.map(|cell| width::value(&folded_label(&cell.paragraphs)).into_owned());
        let figures: Vec<String> = texts.filter(|text| text.contains(|c: char| c.is_ascii_digit())).collect();
        let places = figures.iter().filter(|text| text.contains('.')).count();
        let digits = |text: &String| {
            text.split('.').next().map_or(0, |whole| whole.chars().filter(char::is_ascii_digit).count())
        };
        match figures.len() {
            0 => Figures::None,
            _ if places == 0 => Figures::Whole,
            all if places * 4 >= all * 3 && figures.iter().all(|text| digits(text) <= SHARE_DIGITS) => Figures::Parts,
            _ => Figures::Mixed,
        }
    };
    (0..raw.columns).map(of_column).collect()
}

/// Which of the units of a note is that of a column.
fn share_out(
    noted: &[Noted],
    path: &[String],
    column: usize,
    figures: &[Figures],
    measures: &[Option<Measure>],
) -> Option<Unit> {
    let named =
        |noted: &&Noted| noted.of.as_ref().is_some_and(|of| path.iter().any(|label| label.contains(of.as_str())));
    if let Some(named) = noted.iter().find(named) {
        return Some(named.unit.clone());
    }
    let free: Vec<&Unit> = noted.iter().filter(|noted| noted.of.is_none()).map(|noted| &noted.unit).collect();
    if let Some(measure) = &measures[column] {
        let fitting = free.iter().find(|unit| measure.fits(unit));
        let only = free.first().filter(|unit| free.len() == 1 && !measure.excludes(unit));
        let other = free.iter().filter(|unit| !unit.is_share());
        let money = other.clone().next().filter(|unit| other.count() == 1 && !measure.excludes(unit));
        return fitting.or(only).or(money).map(|unit| (*unit).clone());
    }
    let (shares, others): (Vec<&Unit>, Vec<&Unit>) = free.into_iter().partition(|unit| unit.is_share());
    // Decimals beside whole numbers are the shares of a note that names both.
    let beside_whole = figures.iter().enumerate().any(|(at, kind)| at != column && *kind == Figures::Whole);
    if figures[column] == Figures::Parts && beside_whole && !others.is_empty() && !shares.is_empty() {
        return shares.first().map(|unit| (*unit).clone());
    }
    match (others.as_slice(), shares.as_slice()) {
        ([unit], _) | ([], [unit, ..]) => Some((*unit).clone()),
        _ => None,
    }
}
