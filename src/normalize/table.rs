//! A recovered table with its meaning: years, units, groups, values.

use super::cells::row_label;
use super::columns::{self, Columns, path};
use super::heads::{self, Hints};
use super::spans::{self, Place};
use super::stated::Facts;
use super::units::Units;
use super::years::{self, NamedYear};
use super::{Reader, cells};
use crate::document::roles;
use crate::document::{Cell, ColumnKind, Confidence, Row, RowRole, Table, Words};
use crate::profile::TableFacts;
use fukkoku_quantity::number::{Legend, NumberContext, is_ditto};
use fukkoku_quantity::{Era, width};
use fukkoku_recover::block::{PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use fukkoku_recover::source::EmptyCells;
use fukkoku_recover::source::Text;

/// Most that a cell is certain where empty cells are lost.
const MOST_WITHOUT_EMPTY_CELLS: Confidence = Confidence(70);

impl Reader<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, raw: &PrintedTable) -> Table {
        let paths: Vec<Vec<String>> = (0..raw.columns).map(|column| path(raw, column)).collect();
        let names: Vec<String> = paths.iter().map(|path| path.join("／")).collect();
        let facts = Facts::of(self.profile.map_or(&[], |profile| &profile.table), &names);
        let id = self.id(facts.table);
        let notes: Vec<String> = self.notes.drain(..).map(|note| note.printed).collect();
        let captions = self.captions_of(&paths);
        let units = Units::of(raw, &paths, &captions, &facts);
        let columns = Columns::of(raw, &names, &facts, units, &Legend::read(&notes.join(" ")));
        let stub = names.get(columns.label).map_or("", String::as_str);
        let hints = Hints::of(&captions, stub, self.years);
        let years = self.row_years(raw, &columns, facts.table, &hints);
        let mut table = Table {
            id,
            title: self.title.clone(),
            unit_note: (!notes.is_empty()).then(|| notes.join(" ")),
            header: self.header_rows(raw),
            rows: vec![],
            confidence: Confidence::CERTAIN,
            columns: columns.described(raw, &paths, &hints),
            stated: None,
        };
        table.rows = self.rows(raw, &columns, &years);
        table.stated = facts.stated(&table.rows);
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        table.confidence = cells.map(|cell| cell.confidence).min().unwrap_or(Confidence::CERTAIN);
        table
    }

    /// The texts above a table; where it goes on with the heads of the table right before it, those of that table.
    fn captions_of(&mut self, paths: &[Vec<String>]) -> Vec<String> {
        let leaves: Vec<String> = paths.iter().skip(1).filter_map(|path| path.last().cloned()).collect();
        let known = leaves.iter().filter(|leaf| self.before.1.contains(leaf)).count();
        let goes_on = self.captions.is_empty() && known * 2 > leaves.len();
        let captions = if goes_on { std::mem::take(&mut self.before.0) } else { std::mem::take(&mut self.captions) };
        self.before = (captions.clone(), leaves);
        captions
    }

    /// The profile's name for a table, or `table`; counted, until no other table has it.
    fn id(&mut self, facts: Option<&TableFacts>) -> String {
        let base = facts.map_or("table", |facts| facts.id.as_str());
        loop {
            let count = self.counts.entry(base.to_owned()).or_insert(0);
            *count += 1;
            let id = match (*count, facts) {
                (1, Some(_)) => base.to_owned(),
                (count, _) => format!("{base}-{count}"),
            };
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Years of the rows; the era goes on from the table before.
    fn row_years(
        &mut self,
        raw: &PrintedTable,
        columns: &Columns,
        facts: Option<&TableFacts>,
        hints: &Hints,
    ) -> Vec<Option<NamedYear>> {
        let Some((column, counting)) = columns.years else { return heads::of_rows(raw, columns.label, hints) };
        let given = facts.and_then(|facts| facts.era.as_deref()).and_then(Era::from_name);
        let labels = columns.year_labels(raw, column);
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let found = years::of_rows(&labels, counting, self.years.era.or(given));
        self.years.era = found.iter().flatten().filter_map(|year| year.era).next_back().or(self.years.era);
        found
    }

    /// The header as printed, level by level; merged cells have spans, and where nothing is printed stands an empty cell.
    fn header_rows(&self, raw: &PrintedTable) -> Vec<Row> {
        let page = raw.rows.first().map_or(1, |row| row.page);
        let levels = raw.header.iter().map(|label| label.level + label.row_span).max().unwrap_or(1);
        let level = |level: usize| {
            let own = raw.header.iter().filter(|label| label.level == level);
            let mut cells: Vec<Cell> = own.map(|label| self.header_cell(label)).collect();
            cells.extend(unlabelled(raw, level).map(|column| self.cell(column, &nothing(raw), &Text::default())));
            cells.sort_by_key(|cell| cell.column);
            self.row(RowRole::Header, cells, page)
        };
        (0..levels).map(level).collect()
    }

    fn header_cell(&self, label: &PrintedLabel) -> Cell {
        let cell = self.cell(label.column, &label.cell, &cells::label(&label.cell.paragraphs));
        Cell { column_span: label.column_span as u32, row_span: label.row_span as u32, ..cell }
    }

    fn row(&self, role: RowRole, mut cells: Vec<Cell>, page: usize) -> Row {
        cells.shrink_to_fit();
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
    fn sure(&self, confidence: Confidence) -> Confidence {
        match self.source.flavour.empty_cells() {
            EmptyCells::Kept => confidence,
            EmptyCells::Lost => confidence.min(MOST_WITHOUT_EMPTY_CELLS),
        }
    }

    fn cell(&self, column: usize, raw: &PrintedCell, text: &Text) -> Cell {
        let (line_first, line_last) = text.lines(self.source).unwrap_or((0, 0));
        let spans = cells::spans(&raw.paragraphs);
        let printed = Words::from(text.printed.as_str());
        Cell {
            column,
            row_span: 1,
            column_span: 1,
            vertical: raw.vertical,
            text: plain(&text.printed).shared(&printed),
            printed,
            entries: Box::default(),
            confidence: self.sure(raw.confidence),
            areas: self.source.areas(&spans).into(),
            spans: spans.into(),
            line_first,
            line_last,
        }
    }

    fn rows(&self, raw: &PrintedTable, columns: &Columns, years: &[Option<NamedYear>]) -> Vec<Row> {
        let mut groups: Vec<Option<String>> = vec![None; raw.columns];
        let heads = columns::heads(raw);
        let mut head: Option<String> = None;
        let mut above = vec![cells::Above::default(); raw.columns];
        let mut last = String::new();
        let mut rows = Vec::with_capacity(raw.rows.len());
        for ((raw_row, places), year) in raw.rows.iter().zip(spans::places(raw)).zip(years) {
            let printed = row_label(raw_row, columns.label);
            let label = if is_ditto(&printed) { last } else { printed };
            let cells = raw_row.cells.iter().zip(places).enumerate().filter_map(|(column, place)| match place {
                (Some(cell), Place::Written(row_span, column_span)) => Some(Cell {
                    row_span: row_span as u32,
                    column_span: column_span as u32,
                    ..self.written(column, cell, columns.found[column])
                }),
                (_, Place::Covered) => None,
                _ => Some(self.cell(
                    column,
                    &PrintedCell { confidence: Confidence(50), ..PrintedCell::default() },
                    &Text::default(),
                )),
            });
            let mut row = self.row(roles::role(&label), cells.collect(), raw_row.page);
            columns.carry_groups(raw, raw_row, &mut groups);
            if heads[rows.len()] {
                head = Some(label.clone());
            }
            self.read_values(&mut above, &mut row, raw_row, columns, (&label, *year));
            row.label = columns.name_of_row(raw_row, &years::explicit_label(&label, year.as_ref()), &groups);
            row.fiscal_year = year.and_then(|year| year.fiscal);
            row.period = year.map(|year| year.period);
            // What heads rows is none of its own group.
            let own = head.iter().filter(|_| !heads[rows.len()]);
            let named: Vec<String> = own.chain(groups.iter().flatten()).cloned().collect();
            row.group = (!named.is_empty()).then(|| named.join("／"));
            rows.push(row);
            last = label;
        }
        rows
    }

    /// A cell as printed. Its text follows what the column was found to hold, so that no profile changes it.
    fn written(&self, column: usize, raw: &PrintedCell, found: ColumnKind) -> Cell {
        match found {
            ColumnKind::Label | ColumnKind::Group => self.cell(column, raw, &cells::label(&raw.paragraphs)),
            ColumnKind::Number => {
                let cell = self.cell(column, raw, &cells::joined(&raw.paragraphs));
                Cell { text: Words::from(width::value(&cell.printed)).shared(&cell.printed), ..cell }
            }
            ColumnKind::Text | ColumnKind::Date => self.cell(column, raw, &cells::joined(&raw.paragraphs)),
        }
    }

    fn read_values(
        &self,
        above: &mut [cells::Above],
        row: &mut Row,
        raw: &PrintedRow,
        columns: &Columns,
        (label, year): (&str, Option<NamedYear>),
    ) {
        let lines = (row.line_first, row.line_last);
        let row_unit = columns.units.of_row(raw);
        for cell in &mut row.cells {
            let paragraphs = raw.cells[cell.column].as_ref().map_or(&[][..], |raw| &raw.paragraphs);
            match columns.kinds[cell.column] {
                ColumnKind::Label | ColumnKind::Group => {}
                ColumnKind::Number => {
                    let column = &columns.contexts[cell.column];
                    let unit = columns.units.of_cell(cell.column, row_unit.as_ref(), label);
                    let own =
                        (unit != column.header_unit).then(|| NumberContext { header_unit: unit, ..column.clone() });
                    let context = own.as_ref().unwrap_or(column);
                    let entries = cells::figures(self.source, &cells::joined(paragraphs), context, lines);
                    cell.entries = entries.into_iter().map(|entry| above[cell.column].amount(entry)).collect();
                }
                ColumnKind::Date => {
                    let text = cells::joined(paragraphs);
                    cell.entries = cells::dated(self.source, &text, &mut above[cell.column]).into_iter().collect();
                }
                ColumnKind::Text => {
                    let year = year.and_then(|year| year.fiscal);
                    cell.entries = cells::entries(self.source, paragraphs, year).into_boxed_slice();
                }
            }
            // Most entries are all of their cell.
            for entry in &mut cell.entries {
                entry.printed = std::mem::take(&mut entry.printed).shared(&cell.printed);
                entry.text = std::mem::take(&mut entry.text).shared(&cell.text);
            }
        }
    }
}

/// The folded text without variation selectors: 灘 in its traditional shape is the same name, and must be found by it.
fn plain(printed: &str) -> Words {
    width::without_selectors(&width::text(printed)).into()
}

/// Columns over which no label stands on a level.
fn unlabelled(raw: &PrintedTable, level: usize) -> impl Iterator<Item = usize> {
    let covers = move |label: &PrintedLabel, column: usize| {
        (label.level..label.level + label.row_span).contains(&level)
            && (label.column..label.column + label.column_span).contains(&column)
    };
    (0..raw.columns).filter(move |&column| !raw.header.iter().any(|label| covers(label, column)))
}

/// A cell of a header in which nothing is printed, as sure as its neighbours.
fn nothing(raw: &PrintedTable) -> PrintedCell {
    let confidence = raw.header.iter().map(|label| label.cell.confidence).min().unwrap_or_default();
    PrintedCell { confidence, ..PrintedCell::default() }
}
