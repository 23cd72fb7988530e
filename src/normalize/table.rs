//! A recovered table with its meaning: kinds of columns, years, units, groups, values.

use super::numbers::{TableNumbers, looks_numeric};
use super::years::{self, NamedYear};
use super::{Reader, cells, roles};
use crate::document::{Cell, Column, ColumnKind, Confidence, Row, RowRole, Table};
use crate::profile::TableFacts;
use crate::quantity::date::Context;
use crate::quantity::number::NumberContext;
use crate::quantity::{Era, width};
use crate::read::flavour::EmptyCells;
use crate::recover::table::{RawCell, RawLabel, RawRow, RawTable};
use crate::source::Text;

/// Share of cells, in percent, that makes a column one of numbers or dates.
const SHARE_OF_KIND: usize = 60;

/// Most that a cell is certain where empty cells are lost.
const MOST_WITHOUT_EMPTY_CELLS: f64 = 0.7;

impl Reader<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, raw: &RawTable) -> Table {
        let paths: Vec<Vec<String>> = (0..raw.columns).map(|column| path(raw, column)).collect();
        let headers: Vec<String> = paths.iter().map(|path| path.join("／")).collect();
        let facts = self.facts(&headers);
        let id = self.id(facts.as_ref());
        let notes: Vec<String> = self.notes.drain(..).map(|note| note.printed).collect();
        let numbers = TableNumbers::of_notes(&notes, facts.as_ref().and_then(|facts| facts.unit.as_deref()));
        let kinds = kinds(raw);
        let row_years = self.row_years(raw, &headers, facts.as_ref());
        let contexts = contexts(raw, &headers, &numbers);
        let columns = self.columns(&paths, &kinds, raw, &contexts);
        let mut table = Table {
            id,
            title: self.title.clone(),
            unit_note: (!notes.is_empty()).then(|| notes.join(" ")),
            header: self.header_rows(raw),
            rows: vec![],
            confidence: Confidence::CERTAIN,
            columns,
        };
        table.rows = self.rows(raw, &kinds, &row_years, &contexts);
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        table.confidence = cells.map(|cell| cell.confidence).min().unwrap_or(Confidence::CERTAIN);
        table
    }

    fn facts(&self, headers: &[String]) -> Option<TableFacts> {
        let holds = |label: &String| headers.iter().any(|header| *header == width::text(label));
        self.profile?.table.iter().find(|facts| facts.header.iter().all(holds)).cloned()
    }

    fn id(&mut self, facts: Option<&TableFacts>) -> String {
        let base = facts.map_or("table", |facts| facts.id.as_str());
        let count = self.ids.entry(base.to_owned()).or_insert(0);
        *count += 1;
        match (*count, facts) {
            (1, Some(_)) => base.to_owned(),
            (count, _) => format!("{base}-{count}"),
        }
    }

    /// Years of the rows; the era goes on from the table before.
    fn row_years(&mut self, raw: &RawTable, headers: &[String], facts: Option<&TableFacts>) -> Vec<Option<NamedYear>> {
        let none = vec![None; raw.rows.len()];
        let Some(counting) = headers.first().and_then(|header| years::counting(header)) else { return none };
        let given = facts.and_then(|facts| facts.era.as_deref()).and_then(Era::from_name);
        let labels: Vec<String> = raw.rows.iter().map(|row| row_label(raw, row)).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let found = years::of_rows(&labels, counting, self.years.era.or(given));
        self.years.era = found.iter().flatten().filter_map(|year| year.era).next_back().or(self.years.era);
        found
    }

    fn columns(
        &self,
        paths: &[Vec<String>],
        kinds: &[ColumnKind],
        raw: &RawTable,
        contexts: &[NumberContext],
    ) -> Vec<Column> {
        let years = years_of_paths(paths, &self.years);
        let column = |index: usize| {
            let year = years[index].filter(|_| kinds[index] != ColumnKind::Label);
            let unit = contexts[index].header_unit.as_ref().filter(|_| kinds[index] == ColumnKind::Number);
            Column {
                path: paths[index].clone(),
                kind: kinds[index],
                unit: unit.map(|unit| unit.printed.clone()),
                base_unit: unit.map(|unit| unit.base.to_string()),
                fiscal_year: year.and_then(|year| year.fiscal),
                period: year.map(|year| year.period),
                label: explicit_path(&paths[index], year.as_ref()),
                vertical: raw.upright.contains(&index),
            }
        };
        (0..paths.len()).map(column).collect()
    }

    /// The header as printed, level by level; merged cells have spans.
    fn header_rows(&self, raw: &RawTable) -> Vec<Row> {
        let page = raw.rows.first().map_or(1, |row| row.page);
        let levels = raw.header.iter().map(|label| label.level + label.row_span).max().unwrap_or(1);
        let level = |level: usize| {
            let mut labels: Vec<&RawLabel> = raw.header.iter().filter(|label| label.level == level).collect();
            labels.sort_by_key(|label| label.column);
            let cells = labels.into_iter().map(|label| {
                let text = cells::label(&label.cell.paragraphs);
                let cell = self.cell(label.column, &label.cell, &text);
                Cell { column_span: label.column_span, row_span: label.row_span, ..cell }
            });
            self.row(RowRole::Header, cells.collect(), page)
        };
        (0..levels).map(level).collect()
    }

    fn row(&self, role: RowRole, cells: Vec<Cell>, page: usize) -> Row {
        let first = cells.iter().map(|cell| cell.line_first).filter(|&line| line > 0).min().unwrap_or(0);
        let last = cells.iter().map(|cell| cell.line_last).max().unwrap_or(0);
        Row {
            role,
            label: String::new(),
            group: None,
            fiscal_year: None,
            period: None,
            cells,
            page,
            line_first: first,
            line_last: last,
        }
    }

    /// Where the extractor has dropped empty cells, no column is certain.
    fn sure(&self, confidence: f64) -> f64 {
        match self.source.flavour.empty_cells() {
            EmptyCells::Kept => confidence,
            EmptyCells::Lost => confidence.min(MOST_WITHOUT_EMPTY_CELLS),
        }
    }

    fn cell(&self, column: usize, raw: &RawCell, text: &Text) -> Cell {
        let (line_first, line_last) = text.lines(self.source).unwrap_or((0, 0));
        Cell {
            column,
            row_span: 1,
            column_span: 1,
            vertical: raw.vertical,
            text: width::text(&text.printed).into_owned(),
            printed: text.printed.clone(),
            entries: vec![],
            confidence: Confidence((self.sure(raw.confidence) * 100.0 + 1e-6).clamp(0.0, 100.0) as u8),
            spans: cells::spans(&raw.paragraphs),
            line_first,
            line_last,
        }
    }

    fn rows(
        &self,
        raw: &RawTable,
        kinds: &[ColumnKind],
        years: &[Option<NamedYear>],
        contexts: &[NumberContext],
    ) -> Vec<Row> {
        let mut groups: Vec<Option<String>> = vec![None; raw.merging.len()];
        let mut dates = vec![Context::default(); raw.columns];
        let mut rows = Vec::with_capacity(raw.rows.len());
        for (index, raw_row) in raw.rows.iter().enumerate() {
            let label = row_label(raw, raw_row);
            let year = years[index];
            let cells = raw_row.cells.iter().enumerate().filter_map(|(column, cell)| {
                let text = match (cell, kinds[column]) {
                    (Some(cell), ColumnKind::Label | ColumnKind::Group) => cells::label(&cell.paragraphs),
                    (Some(cell), _) => cells::joined(&cell.paragraphs),
                    (None, _) => return self.unwritten(raw, raw_row, column),
                };
                cell.as_ref().map(|raw| self.cell(column, raw, &text))
            });
            let mut row = self.row(roles::role(&label), cells.collect(), raw_row.page);
            cover_missing_label(&mut row, raw_row);
            self.read_values(&mut dates, &mut row, raw_row, kinds, year, contexts);
            row.label = years::explicit_label(&label, year.as_ref());
            row.fiscal_year = year.and_then(|year| year.fiscal);
            row.period = year.map(|year| year.period);
            for (column, group) in raw.merging.iter().zip(&mut groups) {
                if let Some(cell) = raw_row.cells[*column].as_ref() {
                    *group = Some(folded_label(&cell.paragraphs)).filter(|text| !text.is_empty());
                }
            }
            let named: Vec<String> = groups.iter().flatten().cloned().collect();
            row.group = (!named.is_empty()).then(|| named.join("／"));
            rows.push(row);
        }
        raw.merging.iter().for_each(|&column| span_groups(&mut rows, raw, column));
        rows
    }

    /// A column in which nothing was written: covered by a merged cell, or an empty cell.
    fn unwritten(&self, raw: &RawTable, row: &RawRow, column: usize) -> Option<Cell> {
        let covered = raw.merging.contains(&column) || (column == 1 && row.cells[0].is_some() && raw.columns > 2);
        (!covered).then(|| self.cell(column, &RawCell { confidence: 0.5, ..RawCell::default() }, &Text::default()))
    }

    fn read_values(
        &self,
        dates: &mut [Context],
        row: &mut Row,
        raw: &RawRow,
        kinds: &[ColumnKind],
        year: Option<NamedYear>,
        contexts: &[NumberContext],
    ) {
        let lines = (row.line_first, row.line_last);
        for cell in &mut row.cells {
            let paragraphs = raw.cells[cell.column].as_ref().map_or(&[][..], |raw| &raw.paragraphs);
            match kinds[cell.column] {
                ColumnKind::Label | ColumnKind::Group => {}
                ColumnKind::Number => {
                    let entry = cells::number(self.source, &cells::joined(paragraphs), &contexts[cell.column], lines);
                    cell.text.clone_from(&entry.text);
                    cell.entries = vec![entry];
                }
                ColumnKind::Date => {
                    let text = cells::joined(paragraphs);
                    cell.entries = cells::dated(self.source, &text, &mut dates[cell.column]).into_iter().collect();
                }
                ColumnKind::Text => {
                    cell.entries = cells::entries(self.source, paragraphs, year.and_then(|year| year.fiscal));
                }
            }
        }
    }
}

/// The label of a total covers the columns behind it in which nothing was written.
fn cover_missing_label(row: &mut Row, raw: &RawRow) {
    let unwritten = raw.cells.iter().skip(1).take_while(|cell| cell.is_none()).count();
    let placed = row.cells.iter().any(|cell| cell.column == 1);
    if let Some(label) = row.cells.first_mut().filter(|cell| cell.column == 0 && !placed && unwritten > 0) {
        label.column_span = 2;
    }
}

/// A merged cell covers the rows under it until something is written in its column again.
fn span_groups(rows: &mut [Row], raw: &RawTable, column: usize) {
    let mut covered = 0;
    for (row, raw_row) in rows.iter_mut().zip(&raw.rows).rev() {
        match raw_row.cells[column] {
            None => covered += 1,
            Some(_) => {
                if let Some(cell) = row.cells.iter_mut().find(|cell| cell.column == column && !cell.text.is_empty()) {
                    cell.row_span = covered + 1;
                }
                covered = 0;
            }
        }
    }
}

/// The column that names rows: the first that no merged cell covers.
fn label_column(raw: &RawTable) -> usize {
    (0..raw.columns).find(|column| !raw.merging.contains(column)).unwrap_or(0)
}

/// The label of a row; where a total covers the label column too, its own.
fn row_label(raw: &RawTable, row: &RawRow) -> String {
    let column = label_column(raw);
    let cells = row.cells[..=column].iter().rev().flatten();
    cells.map(|cell| folded_label(&cell.paragraphs)).find(|label| !label.is_empty()).unwrap_or_default()
}

/// The header path of a column, widths folded.
fn path(raw: &RawTable, column: usize) -> Vec<String> {
    let labels = raw.path(column).into_iter().map(|cell| folded_label(&cell.paragraphs));
    labels.filter(|label| !label.is_empty()).collect()
}

/// The year that any label of a path names, column by column.
fn years_of_paths(paths: &[Vec<String>], carried: &years::Carried) -> Vec<Option<NamedYear>> {
    let levels = paths.iter().map(Vec::len).max().unwrap_or(0);
    let mut years = vec![None; paths.len()];
    for level in 0..levels {
        let labels: Vec<&str> = paths.iter().map(|path| path.get(level).map_or("", String::as_str)).collect();
        for (year, found) in years.iter_mut().zip(years::of_columns(&labels, carried)) {
            *year = year.or(found);
        }
    }
    years
}

/// The path with the era made explicit in the label that names a year.
fn explicit_path(path: &[String], year: Option<&NamedYear>) -> String {
    let labels =
        path.iter().map(|label| if label.contains('年') { years::explicit_label(label, year) } else { label.clone() });
    labels.collect::<Vec<_>>().join("／")
}

fn folded_label(paragraphs: &[Text]) -> String {
    width::text(&cells::label(paragraphs).printed).trim().to_owned()
}

/// What each column holds.
fn kinds(raw: &RawTable) -> Vec<ColumnKind> {
    (0..raw.columns)
        .map(|column| match column {
            _ if raw.merging.contains(&column) => ColumnKind::Group,
            _ if column == label_column(raw) => ColumnKind::Label,
            _ if mostly(raw, column, looks_numeric) => ColumnKind::Number,
            _ if mostly(raw, column, cells::is_date) => ColumnKind::Date,
            _ => ColumnKind::Text,
        })
        .collect()
}

/// What is known about the numbers of each column.
fn contexts(raw: &RawTable, headers: &[String], numbers: &TableNumbers) -> Vec<NumberContext> {
    let context = |(column, header): (usize, &String)| {
        let cells: Vec<String> = raw.rows.iter().filter_map(|row| row.cells[column].as_ref()).map(printed).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        numbers.of_column(header, &cells)
    };
    headers.iter().enumerate().map(context).collect()
}

fn printed(cell: &RawCell) -> String {
    cells::joined(&cell.paragraphs).printed
}

/// Whether most cells of a column are of a kind.
fn mostly(raw: &RawTable, column: usize, is_kind: impl Fn(&str) -> bool) -> bool {
    let cells = raw.rows.iter().filter_map(|row| row.cells[column].as_ref());
    let texts: Vec<String> = cells.map(printed).filter(|text| !text.is_empty()).collect();
    let count = texts.iter().filter(|text| is_kind(text)).count();
    count > 0 && count * 100 >= texts.len() * SHARE_OF_KIND
}
