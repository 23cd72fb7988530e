//! What a profile states about a table, laid on the table that was recovered.
//!
//! Facts change how cells are read and what is checked, never what was recovered: a fact that does not fit is left out and told.

use crate::document::{ColumnKind, Row, Stated, StatedSum, SumOver};
use crate::profile::{ColumnType, Key, SumFacts, TableFacts};
use fukkoku_quantity::unit::Unit;
use fukkoku_quantity::width;

/// Facts of the profile about one table.
pub(super) struct Facts<'a> {
    /// As the profile has them; `None` without a profile, or where it does not know the table.
    pub table: Option<&'a TableFacts>,
    /// Names of the columns of the table: header paths.
    names: &'a [String],
}

impl<'a> Facts<'a> {
    /// The facts of a profile about a table with these columns.
    ///
    /// Of several tables of the profile whose labels the header holds, the one that names most of them is meant.
    pub(super) fn of(tables: &'a [TableFacts], names: &'a [String]) -> Self {
        let folded: Vec<String> = names.iter().map(|name| bare(name)).collect();
        let holds = |label: &String| folded.contains(&bare(label));
        let fitting = tables.iter().filter(|table| table.header.iter().all(holds));
        // The first of equals: `max_by_key` takes the last.
        Self { table: fitting.rev().max_by_key(|table| table.header.len()), names }
    }

    /// What the profile says that a column holds; nothing where it counts other columns than were recovered.
    pub(super) fn column(&self, column: usize) -> Option<ColumnType> {
        let columns = self.table.map(|table| &table.columns).filter(|columns| columns.len() == self.names.len())?;
        columns.get(column).copied().flatten()
    }

    /// The unit that the profile states for a column.
    pub(super) fn unit(&self, column: usize) -> Option<Unit> {
        let units = self.table.map(|table| &table.units).filter(|units| units.len() == self.names.len())?;
        units.get(column)?.as_deref().and_then(Unit::read)
    }

    /// The 0-based columns that name a row.
    pub(super) fn keys(&self) -> Vec<usize> {
        let keys = self.table.map_or(&[][..], |table| &table.keys);
        keys.iter().filter_map(|key| self.key(key).ok()).collect()
    }

    fn key(&self, key: &Key) -> Result<usize, Misfit> {
        match key {
            Key::Number(number) if *number <= self.names.len() => Ok(number - 1),
            Key::Number(number) => Err(misfit(&format!("column {number}"), &format!("{number}列目"), 0)),
            Key::Name(name) => one_of(name, self.names.iter().map(|name| vec![name.clone()])),
        }
    }

    /// What is stated about the rows; `None` if nothing is.
    pub(super) fn stated(&self, rows: &[Row]) -> Option<Stated> {
        let table = self.table?;
        let mut stated = Stated { keys: self.keys(), ..Stated::default() };
        stated.misfits.extend(self.miscounted("columns", table.columns.len()));
        stated.misfits.extend(self.miscounted("units", table.units.len()));
        stated.misfits.extend(table.keys.iter().filter_map(|key| self.key(key).err()));
        for sum in &table.sums {
            match self.sum(sum, rows) {
                Ok(sum) => stated.sums.push(sum),
                Err(misfit) => stated.misfits.push(misfit),
            }
        }
        let nothing = stated.keys.is_empty() && stated.sums.is_empty() && stated.misfits.is_empty();
        (!nothing).then_some(stated)
    }

    fn miscounted(&self, key: &str, count: usize) -> Option<Misfit> {
        let found = self.names.len();
        (count > 0 && count != found).then(|| {
            (
                format!("`{key}` states {count} columns, but the table has {found}; they are left aside"),
                format!("`{key}`は{count}列だが、表は{found}列なので用いない"),
            )
        })
    }

    /// A sum over columns if all its names are those of columns, else over rows.
    fn sum(&self, facts: &SumFacts, rows: &[Row]) -> Result<StatedSum, Misfit> {
        let column = |name: &String| one_of(name, self.names.iter().map(|name| vec![name.clone()]));
        let row = |name: &String| one_of(name, rows.iter().map(names_of_row));
        let over_columns = resolved(facts, SumOver::Columns, column);
        if over_columns.is_ok() {
            return over_columns;
        }
        let over_rows = resolved(facts, SumOver::Rows, row);
        if over_rows.is_err() && column(&facts.total).is_ok() { over_columns } else { over_rows }
    }
}

/// A sum whose names were looked up.
fn resolved(
    facts: &SumFacts,
    over: SumOver,
    place: impl Fn(&String) -> Result<usize, Misfit>,
) -> Result<StatedSum, Misfit> {
    let total = place(&facts.total)?;
    let parts = facts.parts.iter().map(place).collect::<Result<_, _>>()?;
    Ok(StatedSum { over, total, parts })
}

/// What does not fit, in English and in Japanese.
type Misfit = (String, String);

fn misfit(name: &str, name_ja: &str, count: usize) -> Misfit {
    match count {
        0 => (format!("the table has no {name}"), format!("表に{name_ja}がない")),
        _ => (format!("{name} stands {count} times in the table"), format!("{name_ja}が表に{count}か所ある")),
    }
}

/// How a profile may call a row: by its name, by its label alone where keys make the name longer, or with its group before it.
fn names_of_row(row: &Row) -> Vec<String> {
    let label = row.label.rsplit('／').next().unwrap_or_default();
    let grouped = row.group.iter().map(|group| format!("{group}／{label}"));
    [row.label.clone(), label.to_owned()].into_iter().chain(grouped).collect()
}

/// The place of the only one that is called so. Blanks and widths do not count.
fn one_of(name: &str, all: impl Iterator<Item = Vec<String>>) -> Result<usize, Misfit> {
    let wanted = bare(name);
    let called: Vec<usize> = all
        .enumerate()
        .filter(|(_, names)| names.iter().any(|name| bare(name) == wanted))
        .map(|(place, _)| place)
        .collect();
    match called.as_slice() {
        [place] => Ok(*place),
        places => Err(misfit(&format!("「{name}」"), &format!("「{name}」"), places.len())),
    }
}

/// A name without blanks, widths folded.
fn bare(name: &str) -> String {
    width::text(name).chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a column holds: as found, unless the profile states it.
///
/// A column of merged cells goes on grouping rows when it is said to hold their years.
pub(super) fn kind(found: ColumnKind, stated: Option<ColumnType>, is_key: bool) -> ColumnKind {
    match (found, stated) {
        (ColumnKind::Group, Some(ColumnType::Year | ColumnType::FiscalYear)) => ColumnKind::Group,
        (_, Some(stated)) => stated.kind(),
        (ColumnKind::Group, None) => ColumnKind::Group,
        (_, None) if is_key => ColumnKind::Label,
        (found, None) => found,
    }
}
