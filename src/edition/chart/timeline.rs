//! Events by fiscal year: a lane for each column, a square for each entry, bands for the groups of rows.

use super::name::name;
use crate::document::{ColumnKind, Entry, Row, Table};
use fukkoku_quantity::FiscalYear;
use fukkoku_typeset::length::Length;
use fukkoku_typeset::manuscript::Figure;
use fukkoku_typeset::page::Area;
use fukkoku_typeset::pen::{Pen, lines};
use fukkoku_typeset::sheet::{HAIRLINE, LEGEND};
use std::collections::BTreeMap;

/// Fewer years or events are read faster than looked at.
const LEAST_YEARS: usize = 8;
const LEAST_EVENTS: usize = 16;
/// More years than these would be too narrow to tell apart.
const MOST_YEARS: i32 = 150;
/// Height of the names of the bands.
const BAND_NAMES: Length = 66_000;
/// Greys of the bands, in turn.
const BANDS: [u8; 2] = [88, 95];
/// Side of a square.
const SQUARE: Length = 4_200;
/// Width of the names of the lanes.
const NAMES: Length = 92_000;

/// What a timeline shows.
struct Timeline<'a> {
    first: i32,
    last: i32,
    lanes: Vec<Lane<'a>>,
    bands: Vec<Band<'a>>,
}

/// A column: its events by year.
struct Lane<'a> {
    name: String,
    events: BTreeMap<i32, Vec<&'a Entry>>,
}

/// Rows that one cell groups.
struct Band<'a> {
    name: &'a str,
    first: i32,
    last: i32,
}

/// The timeline of a table whose rows are fiscal years and whose columns hold events.
pub(super) fn chart(table: &Table, width: Length) -> Option<Figure> {
    let timeline = Timeline::of(table)?;
    let mut pen = Pen::default();
    let height = timeline.draw(&mut pen, width);
    let title = format!("{}　年度ごとの件数（■は1件）", name(table));
    Some(Figure { title, text: timeline.text(name(table)), height, shapes: pen.shapes })
}

impl<'a> Timeline<'a> {
    fn of(table: &'a Table) -> Option<Self> {
        let mut years: Vec<i32> = table.rows.iter().filter_map(|row| Some(row.fiscal_year?.0)).collect();
        years.sort_unstable();
        years.dedup();
        let (first, last) = (*years.first()?, *years.last()?);
        let lanes: Vec<Lane<'_>> = (0..table.columns.len()).filter_map(|column| lane(table, column)).collect();
        let events: usize = lanes.iter().map(Lane::count).sum();
        let worth = years.len() >= LEAST_YEARS && lanes.len() >= 2 && events >= LEAST_EVENTS;
        (worth && last - first < MOST_YEARS).then(|| Timeline { first, last, lanes, bands: bands(&table.rows) })
    }

    /// Draws it; returns its height.
    fn draw(&self, pen: &mut Pen, width: Length) -> Length {
        let top = if self.bands.is_empty() { 0 } else { BAND_NAMES };
        let year = (width - NAMES) / Length::from(self.last - self.first + 1);
        let x = |at: i32| NAMES + Length::from(at - self.first) * year;
        let heights: Vec<Length> = self.lanes.iter().map(|lane| lane.height(year)).collect();
        let bottom = top + heights.iter().sum::<Length>();
        for (at, band) in self.bands.iter().enumerate() {
            let (left, right) = (x(band.first), x(band.last + 1));
            pen.fill(Area { x: left, y: 0, width: right - left, height: bottom }, BANDS[at % BANDS.len()]);
            let inner = Area { x: left, y: 3_000, width: right - left, height: BAND_NAMES - 6_000 };
            pen.vertical(band.name, inner);
        }
        let mut y = top;
        for (lane, height) in self.lanes.iter().zip(&heights) {
            pen.fill(Area { x: 0, y, width, height: HAIRLINE }, 0);
            pen.name(&lane.name, Area { x: 0, y, width: NAMES - LEGEND.size, height: *height });
            lane.draw(pen, &x, year, y + height - 2_000);
            y += height;
        }
        pen.fill(Area { x: 0, y, width, height: HAIRLINE }, 0);
        for tick in (self.first..=self.last).filter(|at| at % self.step(year) == 0) {
            pen.fill(Area { x: x(tick), y, width: HAIRLINE, height: 3_000 }, 0);
            pen.centred(&tick.to_string(), x(tick) + year / 2, y + 3_000, width);
        }
        y + 3_000 + LEGEND.leading
    }

    /// Years from one label to the next.
    fn step(&self, year: Length) -> i32 {
        [1, 2, 5, 10, 20, 50].into_iter().find(|step| Length::from(*step) * year > 3 * LEGEND.size).unwrap_or(100)
    }

    fn text(&self, name: &str) -> String {
        let years =
            format!("{}年度から{}年度まで", FiscalYear(self.first).with_era(), FiscalYear(self.last).with_era());
        let lanes: Vec<String> = self.lanes.iter().map(Lane::text).collect();
        let bands: Vec<&str> = self.bands.iter().map(|band| band.name).collect();
        let bands = if bands.is_empty() { String::new() } else { format!("期間：{}。", bands.join("、")) };
        format!("「{name}」の年表。{years}の件数。{}。{bands}", lanes.join("、"))
    }
}

fn lane(table: &Table, column: usize) -> Option<Lane<'_>> {
    let of_column = table.columns.get(column).filter(|column| column.kind == ColumnKind::Text)?;
    let mut events: BTreeMap<i32, Vec<&Entry>> = BTreeMap::new();
    for row in &table.rows {
        let cells = row.cells.iter().filter(|cell| cell.column == column);
        for entry in cells.flat_map(|cell| &cell.entries).filter(|entry| !entry.text.trim().is_empty()) {
            if let Some(year) = row.fiscal_year {
                events.entry(year.0).or_default().push(entry);
            }
        }
    }
    let dated = events.values().flatten().any(|entry| entry.date.is_some());
    dated.then(|| Lane { name: of_column.path.last().cloned().unwrap_or_default(), events })
}

/// Groups of rows, each from its first year to its last.
fn bands(rows: &[Row]) -> Vec<Band<'_>> {
    let mut bands: Vec<Band<'_>> = Vec::new();
    for row in rows {
        let (Some(group), Some(year)) = (row.group.as_deref(), row.fiscal_year) else { continue };
        match bands.last_mut().filter(|band| band.name == group) {
            Some(band) => band.last = band.last.max(year.0),
            None => bands.push(Band { name: group, first: year.0, last: year.0 }),
        }
    }
    bands
}

impl Lane<'_> {
    fn count(&self) -> usize {
        self.events.values().map(Vec::len).sum()
    }

    fn most(&self) -> usize {
        self.events.values().map(Vec::len).max().unwrap_or(0)
    }

    /// High enough for its fullest year, and for its name in two lines at most.
    fn height(&self, year: Length) -> Length {
        let name = lines(&self.name, NAMES - LEGEND.size).min(2) * LEGEND.leading;
        (self.most() as Length * pitch(year)).max(name) + 6_000
    }

    /// Squares, one above the other.
    fn draw(&self, pen: &mut Pen, x: &impl Fn(i32) -> Length, year: Length, bottom: Length) {
        let side = pitch(year) * 4 / 5;
        for (at, entries) in &self.events {
            for level in 0..entries.len() as Length {
                let y = bottom - level * pitch(year) - side;
                pen.fill(Area { x: x(*at) + (year - side) / 2, y, width: side, height: side }, 10);
            }
        }
    }

    fn text(&self) -> String {
        let fullest = self.events.iter().max_by_key(|(year, entries)| (entries.len(), std::cmp::Reverse(**year)));
        let fullest = fullest.map_or_else(String::new, |(year, entries)| {
            format!("（最多は{}年度の{}件）", FiscalYear(*year).with_era(), entries.len())
        });
        format!("{}{}件{fullest}", self.name, self.count())
    }
}

/// From one square to the next.
fn pitch(year: Length) -> Length {
    (SQUARE * 5 / 4).min(year)
}
