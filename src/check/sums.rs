//! Figures of a table, and which of them add up to which.

use crate::document::{Cell, Column, ColumnKind, Content, Document, Entry, RowRole, StatedSum, SumOver, Table};
use crate::normalize::roles::role;
use crate::quantity::{Decimal, Status, width};

/// Most rows with the label of a total that are looked at in one table; each costs a look at the whole table.
const MOST_TOTALS: usize = 400;

/// Longest run of lines that is tried as the parts of a total.
const LONGEST_RUN: usize = 40;

/// Cells below this confidence, in hundredths, are told.
pub const DOUBTFUL: u8 = 80;

/// No error is built on cells below this confidence: blocks of text that stand out of line claim no more than 0.90.
const SURE: u8 = 92;

/// A figure of a table.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// 0-based row.
    pub row: usize,
    /// 0-based column.
    pub column: usize,
    /// The row's label.
    pub label: &'a str,
    /// The column's label.
    pub column_label: &'a str,
    /// The cell, if one was written.
    pub cell: Option<&'a Cell>,
    /// Value as printed; absent where nothing is printed or it can be read in two ways.
    pub value: Option<Decimal>,
    /// The reading with a comma for a period, where that is possible.
    pub as_grouped: Option<Decimal>,
}

impl Figure<'_> {
    /// The value, or the reading with a comma.
    pub fn best(&self) -> Option<Decimal> {
        self.value.or(self.as_grouped)
    }

    /// What is printed.
    pub fn printed(&self) -> &str {
        self.cell.map_or("", |cell| cell.printed.as_str())
    }

    /// Whether something is printed that has a value, but does not say which: withheld, unknown, unreadable.
    pub fn is_silent(&self) -> bool {
        let status = self.cell.and_then(|cell| cell.entries.first()).map(|entry| entry.status);
        matches!(status, Some(Status::Withheld | Status::Unknown | Status::Text))
            || (self.best().is_none() && status == Some(Status::Ambiguous))
    }

    /// Whether its place in the table is not quite sure.
    pub fn is_doubtful(&self) -> bool {
        self.cell.is_some_and(|cell| cell.confidence.0 < SURE)
    }

    /// Row and column.
    pub fn place(&self) -> (usize, usize) {
        (self.row, self.column)
    }
}

/// A total and its parts in one row or column.
#[derive(Clone, Debug)]
pub struct Sum<'a> {
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
pub enum Basis {
    /// The label of its row or column looks like that of a total.
    Label,
    /// Nothing says so, but it adds up nearly everywhere.
    Figures,
    /// A profile states it.
    Profile,
}

/// Whether the figures of a table are exact, or rounded so that totals may be off in the last place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Figures are exact.
    Exact,
    /// A remark says that figures are rounded.
    Rounded,
}

impl<'a> Sum<'a> {
    /// Sum of the parts, readings with a comma taken, missing ones as nothing. `None` if it overflows.
    pub fn of_parts(&self) -> Option<Decimal> {
        self.parts.iter().filter_map(Figure::best).try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// Total less parts.
    pub fn difference(&self) -> Option<Decimal> {
        self.total.best()?.checked_sub(self.of_parts()?)
    }

    /// Whether it adds up.
    pub fn holds(&self) -> bool {
        self.difference().is_some_and(|difference| self.tolerates(difference))
    }

    /// Whether a difference is within what rounding explains.
    pub fn tolerates(&self, difference: Decimal) -> bool {
        let size = Decimal::new(difference.coefficient.saturating_abs(), difference.scale);
        size.compare(self.tolerance) != std::cmp::Ordering::Greater
    }

    /// The total and its parts.
    pub fn figures(&self) -> impl Iterator<Item = &Figure<'a>> {
        std::iter::once(&self.total).chain(&self.parts)
    }

    /// Whether the place of one of its figures is in doubt: then the fault may be ours.
    pub fn is_doubtful(&self) -> bool {
        self.figures().any(Figure::is_doubtful)
    }

    /// Whether a cell is its total or one of its parts.
    pub fn has(&self, place: (usize, usize)) -> bool {
        self.figures().any(|figure| figure.place() == place)
    }
}

/// The same total in each column or each row of a table.
#[derive(Debug)]
pub struct Family<'a> {
    /// One sum a column or row that has the total.
    pub sums: Vec<Sum<'a>>,
}

impl Family<'_> {
    /// Whether enough of its sums add up, or a profile says that they must.
    ///
    /// A label may look like that of a total and be none: then hardly a column adds up.
    pub fn is_trusted(&self) -> bool {
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

/// All tables.
pub fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.elements.iter().filter_map(|element| match &element.content {
        Content::Table(table) => Some(table.as_ref()),
        _ => None,
    })
}

/// All tables, with what is said of the rounding of their figures.
pub fn tables_with_rounding(document: &Document) -> impl Iterator<Item = (&Table, Rounding)> {
    let elements = &document.elements;
    elements.iter().enumerate().filter_map(move |(index, element)| match &element.content {
        Content::Table(table) => Some((table.as_ref(), rounding(document, index))),
        _ => None,
    })
}

/// A remark such as 表示単位未満を四捨五入, between the headings around a table.
fn rounding(document: &Document, table: usize) -> Rounding {
    let heading = |content: &Content| matches!(content, Content::Heading(_));
    let elements = &document.elements;
    let before = elements[..table].iter().rev().take_while(|element| !heading(&element.content));
    let after = elements[table + 1..].iter().take_while(|element| !heading(&element.content));
    let says = |text: &str| ["四捨五入", "端数", "単位未満"].iter().any(|word| text.contains(word));
    let rounded = before.chain(after).any(|element| match &element.content {
        Content::Note(note) => says(&note.text),
        Content::Paragraph(paragraph) => says(&paragraph.text),
        _ => false,
    });
    let in_note = match &elements[table].content {
        Content::Table(table) => table.unit_note.as_deref().is_some_and(says),
        _ => false,
    };
    if rounded || in_note { Rounding::Rounded } else { Rounding::Exact }
}

/// All sums of a table: those that a profile states, those that labels name, and a last row that adds up without a label.
pub fn families(table: &Table, rounding: Rounding) -> Vec<Family<'_>> {
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
pub fn stated(table: &Table, over: SumOver) -> impl Iterator<Item = &StatedSum> {
    table.stated.iter().flat_map(|stated| &stated.sums).filter(move |sum| sum.over == over)
}

/// Rows or columns whose label is that of a total.
fn totals(table: &Table, over: SumOver) -> Vec<usize> {
    let is_total = |line: &usize| matches!(kind(table, over, *line), RowRole::Total | RowRole::Subtotal);
    (0..lines(table, over)).filter(is_total).collect()
}

/// How many rows or columns there are to add.
fn lines(table: &Table, over: SumOver) -> usize {
    match over {
        SumOver::Rows => table.rows.len(),
        SumOver::Columns => table.columns.len(),
    }
}

/// What a row or column is for; a column that cannot be added counts as a header.
fn kind(table: &Table, over: SumOver, line: usize) -> RowRole {
    match over {
        SumOver::Rows => table.rows[line].role,
        SumOver::Columns => {
            let column = &table.columns[line];
            if column.kind != ColumnKind::Number {
                return RowRole::Header;
            }
            // 令和5年度／計: the leaf names the total; 総数／男: so does no leaf.
            role(column.path.last().map_or(column.label.as_str(), String::as_str))
        }
    }
}

/// Sets of rows or columns that a total may add up, the likeliest first.
fn choices(table: &Table, over: SumOver, total: usize) -> Vec<Vec<usize>> {
    let count = lines(table, over);
    let kinds: Vec<RowRole> = (0..count).map(|line| kind(table, over, line)).collect();
    let back: Vec<usize> = (0..total).rev().collect();
    let on: Vec<usize> = (total + 1..count).collect();
    let own = kinds[total];
    let mut sets = Vec::new();
    for side in [&back, &on] {
        sets.push(bodies_until(&kinds, side, &[RowRole::Total, RowRole::Ratio], own));
        sets.push(side.iter().copied().filter(|&line| kinds[line] == RowRole::Body).collect());
        sets.push(nested(&kinds, side, RowRole::Subtotal));
        sets.push(nested(&kinds, side, RowRole::Total));
    }
    if over == SumOver::Columns {
        let parent = |line: usize| table.columns[line].path.split_last().map(|(_, parents)| parents);
        let siblings = |line: &usize| kinds[*line] == RowRole::Body && parent(*line) == parent(total);
        sets.insert(0, (0..count).filter(siblings).collect());
    }
    for set in &mut sets {
        set.sort_unstable();
    }
    sets.retain(|set| set.len() >= 2);
    sets
}

/// Body lines of one side, up to a total; for a subtotal up to another subtotal too.
fn bodies_until(kinds: &[RowRole], side: &[usize], ends: &[RowRole], own: RowRole) -> Vec<usize> {
    let ends_here =
        |line: usize| ends.contains(&kinds[line]) || (own == RowRole::Subtotal && kinds[line] == RowRole::Subtotal);
    let run = side.iter().copied().take_while(|&line| !ends_here(line));
    run.filter(|&line| kinds[line] == RowRole::Body).collect()
}

/// Totals of a lower order, and the body lines that none of them covers.
fn nested(kinds: &[RowRole], side: &[usize], lower: RowRole) -> Vec<usize> {
    let loose = side.iter().copied().take_while(|&line| kinds[line] != lower);
    let loose: Vec<usize> = loose.filter(|&line| kinds[line] == RowRole::Body).collect();
    let lower: Vec<usize> = side.iter().copied().filter(|&line| kinds[line] == lower).collect();
    if lower.is_empty() { vec![] } else { [lower, loose].concat() }
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

/// n/2 units of the last place for n rounded parts; shares in percent are always rounded.
fn tolerance(total: &Figure, parts: &[Figure], rounding: Rounding) -> Decimal {
    let percent = |figure: &Figure| figure.printed().contains(['%', '％']) || figure.column_label.contains("構成比");
    if rounding == Rounding::Exact && !percent(total) {
        return Decimal::ZERO;
    }
    let scale = parts.iter().chain([total]).filter_map(Figure::best).map(|value| value.scale).max().unwrap_or(0);
    // In tenths of the last place, so that a half needs no rounding.
    Decimal::new(5 * parts.len() as i128, scale + 1)
}

/// The figure of a cell.
pub fn figure(table: &Table, row: usize, column: usize) -> Figure<'_> {
    let at = &table.rows[row];
    let cell = at.cells.iter().find(|cell| cell.column == column);
    let entry: Option<&Entry> = cell.and_then(|cell| cell.entries.first());
    let value = entry
        .filter(|entry| entry.status != Status::Ambiguous)
        .and_then(|entry| entry.amount.as_ref())
        .map(|amount| amount.value);
    let as_grouped = entry.filter(|entry| entry.status == Status::Ambiguous).and_then(|entry| grouped(&entry.printed));
    Figure { row, column, label: &at.label, column_label: &table.columns[column].label, cell, value, as_grouped }
}

/// `712.819` read with a comma: 712819.
pub fn grouped(printed: &str) -> Option<Decimal> {
    let folded = width::value(printed.trim());
    let parts: Vec<&str> = folded.split(['.', ',']).collect();
    let thousands = parts.iter().skip(1).all(|part| part.len() == 3);
    if parts.len() < 2 || !thousands || parts[0].is_empty() || parts[0].trim_start_matches('-').len() > 3 {
        return None;
    }
    Decimal::parse(&parts.concat())
}

/// With commas: `2433365` → `2,433,365`.
pub fn with_commas(value: Decimal) -> String {
    let plain = value.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, places) = digits.split_once('.').map_or((digits, String::new()), |(w, p)| (w, format!(".{p}")));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}{places}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_period_can_be_read_as_a_comma_only_before_three_digits() {
        for (printed, expected) in [
            ("712.819", Some("712819")),
            ("１．２８４", Some("1284")),
            ("12.345.678", Some("12345678")),
            ("1,284.500", Some("1284500")),
            ("12.5", None),
            ("1234.567", None),
            (".123", None),
            ("806046", None),
        ] {
            assert_eq!(grouped(printed).map(|value| value.to_string()).as_deref(), expected, "{printed}");
        }
    }

    #[test]
    fn figures_are_written_with_commas() {
        for (plain, expected) in [("2433365", "2,433,365"), ("-1234.50", "-1,234.50"), ("999", "999"), ("0", "0")] {
            assert_eq!(with_commas(Decimal::parse(plain).unwrap()), expected);
        }
    }
}
