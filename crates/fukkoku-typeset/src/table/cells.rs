//! The cells of a table as a full grid: no place empty, none covered twice.

use crate::manuscript::{Cell as Source, ColumnRole, Entry, Flag, Remark, Row, RowRole, Table};

use super::cell::{Align, Cell, Kind};
use super::points;
use crate::limits::MOST_COLUMNS;
use std::collections::BTreeMap;

/// A grid of cells.
pub(crate) struct Cells {
    /// All cells, by row and column.
    pub cells: Vec<Cell>,
    /// What each row is for.
    pub kinds: Vec<Kind>,
    /// Number of columns.
    pub columns: usize,
    /// Number of header rows.
    pub head: usize,
}

impl Cells {
    /// The cells of a table; `None` if it has neither rows nor columns.
    pub(crate) fn of(table: &Table) -> Option<Cells> {
        let rows: Vec<&Row> = table.header.iter().chain(&table.rows).collect();
        let last = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + 1).max().unwrap_or(0);
        let columns = last.max(table.columns.len()).min(MOST_COLUMNS);
        if rows.is_empty() || columns == 0 {
            return None;
        }
        let mut builder = Builder {
            table,
            flags: flags(&table.remarks),
            head: table.header.len(),
            taken: vec![vec![None; columns]; rows.len()],
            cells: Vec::new(),
        };
        for (at, row) in rows.iter().enumerate() {
            row.cells.iter().for_each(|cell| builder.put(at, row, cell));
        }
        builder.fill_gaps(&rows);
        let Builder { mut cells, head, .. } = builder;
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let kinds = (0..rows.len()).map(|at| row_kind(at, head, rows[at])).collect();
        cells.iter_mut().for_each(Cell::measure);
        points::align(&mut cells);
        Some(Cells { cells, kinds, columns, head })
    }
}

fn row_kind(at: usize, head: usize, row: &Row) -> Kind {
    match row.role {
        _ if at < head => Kind::Header,
        RowRole::Header => Kind::Header,
        RowRole::Total => Kind::Total,
        RowRole::Body => Kind::Body,
    }
}

struct Builder<'a> {
    table: &'a Table,
    flags: BTreeMap<(usize, usize), Flag>,
    head: usize,
    /// For each place the cell that covers it.
    taken: Vec<Vec<Option<usize>>>,
    cells: Vec<Cell>,
}

impl Builder<'_> {
    /// Puts a cell in its place, or the nearest free one to the right; in a full row its text joins the cell that is there.
    fn put(&mut self, at: usize, row: &Row, cell: &Source) {
        let width = self.taken[at].len();
        let wanted = cell.column.min(width - 1);
        let Some(column) = (wanted..width).find(|column| self.taken[at][*column].is_none()) else {
            let there = self.taken[at][wanted];
            if let Some(there) = there.and_then(|there| self.cells.get_mut(there)) {
                there.entries.extend(cell.entries.iter().cloned());
            }
            return;
        };
        let free = |column: usize| self.taken[at].get(column) == Some(&None);
        let column_span =
            (column..column + cell.column_span.clamp(1, width)).take_while(|column| free(*column)).count().max(1);
        let row_span = self.free_rows(at, column, column_span, cell.row_span);
        let made = self.made(at, row, column, cell.entries.clone(), cell.vertical);
        let flag = at.checked_sub(self.head).and_then(|row| self.flags.get(&(row, cell.column))).copied();
        self.add(Cell { row_span, column_span, flag, ..made });
    }

    /// Rows from `at` on in which the columns are free; header and body do not mix.
    fn free_rows(&self, at: usize, column: usize, columns: usize, wanted: usize) -> usize {
        let end = if at < self.head { self.head } else { self.taken.len() };
        let free = |row: &usize| self.taken[*row][column..column + columns].iter().all(Option::is_none);
        (at..end.min(at.saturating_add(wanted))).take_while(free).count().max(1)
    }

    fn made(&self, at: usize, row: &Row, column: usize, entries: Vec<Entry>, vertical: bool) -> Cell {
        let of_column = self.table.columns.get(column).copied();
        let kind = match (row_kind(at, self.head, row), of_column) {
            (Kind::Body, Some(ColumnRole::Label | ColumnRole::Group)) => Kind::Label,
            (Kind::Total, Some(ColumnRole::Label | ColumnRole::Group)) => Kind::TotalLabel,
            (kind, _) => kind,
        };
        let align = match (kind, of_column) {
            (Kind::Header, _) | (_, Some(ColumnRole::Group)) => Align::Center,
            (_, Some(ColumnRole::Number)) => Align::Right,
            _ => Align::Left,
        };
        let extents = Vec::new();
        let (row, row_span, column_span, flag, inset) = (at, 1, 1, None, 0);
        Cell { row, column, row_span, column_span, entries, extents, vertical, kind, align, flag, inset }
    }

    fn add(&mut self, cell: Cell) {
        let id = self.cells.len();
        for row in self.taken.iter_mut().skip(cell.row).take(cell.row_span) {
            row.iter_mut().skip(cell.column).take(cell.column_span).for_each(|place| *place = Some(id));
        }
        self.cells.push(cell);
    }

    fn fill_gaps(&mut self, rows: &[&Row]) {
        for (at, row) in rows.iter().enumerate() {
            for column in 0..self.taken[at].len() {
                if self.taken[at][column].is_none() {
                    let cell = self.made(at, row, column, Vec::new(), false);
                    self.add(cell);
                }
            }
        }
    }
}

/// The marks of the cells of the body.
fn flags(remarks: &[Remark]) -> BTreeMap<(usize, usize), Flag> {
    let mut flags = BTreeMap::new();
    for remark in remarks {
        for cell in &remark.cells {
            let flag = flags.entry(*cell).or_insert(remark.flag);
            *flag = remark.flag.max(*flag);
        }
    }
    flags
}
