//! Rows of a run of lines.

use super::line::{Mark, Part, Parted};
use crate::source::{Source, Span};
use crate::table::grid;
use std::ops::Range;

/// A cell of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// One a line.
    pub(super) spans: Vec<Span>,
    /// First column.
    pub(super) column: usize,
    /// Columns that it covers.
    pub(super) columns: usize,
    /// Rows that it covers: one, and as many more as go on below it without a rule.
    pub(super) rows: usize,
}

/// What is told by the marks alone.
pub(super) struct Rows {
    pub(super) columns: usize,
    /// Cells by row; one that covers several rows stands in the first.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Rows above the first rule within, if there is one that is not drawn below every row.
    pub(super) head: Option<usize>,
}

/// Most columns, and most full lines that a line with fewer cells is compared with.
const MOST_COLUMNS: usize = 256;
const MOST_COMPARED: usize = 16;

/// The rows of a run; `None` if its lines are no table.
pub(super) fn rows(source: &Source, run: &[Parted]) -> Option<Rows> {
    let filled: Vec<&Parted> = run.iter().filter(|line| !line.is_rule()).collect();
    let columns = filled.iter().map(|line| line.parts.len()).max()?;
    let full: Vec<&Parted> = filled.iter().copied().filter(|line| line.parts.len() == columns).collect();
    if !(2..=MOST_COLUMNS).contains(&columns) || filled.len() < 2 || full.len() * 2 < filled.len() {
        return None;
    }
    let by_rules = are_ruled(source, run);
    let mut made = Made { rows: vec![], latest: vec![None; columns] };
    let mut open = false;
    let mut head = None;
    for line in run {
        if line.is_rule() {
            open = false;
            head = head.or((!made.rows.is_empty()).then_some(made.rows.len()));
            continue;
        }
        let cells = placed(line, columns, &full)?;
        match () {
            () if line.is_broken_rule() && !made.rows.is_empty() => made.begin_below(line, cells),
            () if open && (by_rules || made.is_begun()) => made.go_on(cells)?,
            () => made.push(cells),
        }
        open = true;
    }
    let head = head.filter(|&head| head < made.rows.len());
    (made.rows.len() >= 2).then_some(Rows { columns, rows: made.rows, head })
}

/// Rows so far, and where the last cell that begins in each column stands among them.
struct Made {
    rows: Vec<Vec<Cell>>,
    latest: Vec<Option<(usize, usize)>>,
}

impl Made {
    fn push(&mut self, cells: Vec<Cell>) {
        for (at, cell) in cells.iter().enumerate() {
            self.latest[cell.column] = Some((self.rows.len(), at));
        }
        self.rows.push(cells);
    }

    fn latest(&mut self, column: usize) -> Option<&mut Cell> {
        let (row, at) = self.latest[column]?;
        self.rows.get_mut(row)?.get_mut(at)
    }

    /// The last row goes on in a further line; so do the cells that cover it from above.
    fn go_on(&mut self, cells: Vec<Cell>) -> Option<()> {
        for cell in cells {
            let own = self.latest(cell.column).filter(|own| own.columns == cell.columns)?;
            own.spans.extend(cell.spans);
        }
        Some(())
    }

    /// A row begins below a rule that is not drawn under all cells: those above it without one cover the row too.
    fn begin_below(&mut self, line: &Parted, cells: Vec<Cell>) {
        let mut below = Vec::new();
        for (cell, part) in cells.into_iter().zip(&line.parts) {
            match self.latest(cell.column).filter(|_| !part.rule) {
                Some(above) => {
                    above.spans.extend(cell.spans);
                    above.rows += 1;
                }
                None => below.push(cell),
            }
        }
        self.push(below);
    }

    /// Whether a row was begun below a rule that is drawn under some cells only, and nothing stands in it yet.
    fn is_begun(&self) -> bool {
        self.rows.last().is_some_and(|row| row.iter().all(|cell| cell.spans.is_empty()))
    }
}

/// Whether a row is what stands between two rules: several are drawn within, and nowhere do values stand under each other between
/// two of them.
fn are_ruled(source: &Source, run: &[Parted]) -> bool {
    let ruled = |line: &Parted| line.parts.iter().any(|part| part.rule);
    let last = run.iter().rposition(|line| !line.is_rule()).unwrap_or_default();
    let inner = run[..last].iter().skip_while(|line| line.is_rule()).filter(|line| ruled(line)).count();
    let value =
        |line: &&Parted, at: usize| line.parts.get(at).is_some_and(|part| grid::is_value(source.slice(part.span)));
    let columns = run.iter().map(|line| line.parts.len()).max().unwrap_or_default();
    let several = |block: &[Parted]| (0..columns).any(|at| block.iter().filter(|line| value(line, at)).count() > 1);
    inner >= 2 && !run.split(ruled).any(several)
}

/// The parts of a line over the columns: one each, or as many as end where those of a full line do.
fn placed(line: &Parted, columns: usize, full: &[&Parted]) -> Option<Vec<Cell>> {
    let cell = |part: &Part, columns: Range<usize>| Cell {
        spans: if part.rule || part.span.is_empty() { vec![] } else { vec![part.span] },
        column: columns.start,
        columns: columns.len(),
        rows: 1,
    };
    if line.parts.len() == columns || line.mark == Mark::Tab {
        return Some(line.parts.iter().enumerate().map(|(at, part)| cell(part, at..at + 1)).collect());
    }
    let ends = |full: &Parted, metric: usize| -> Option<Vec<usize>> {
        let at = |part: &Part| full.parts.binary_search_by_key(&part.ends[metric], |full| full.ends[metric]).ok();
        line.parts.iter().map(at).collect()
    };
    let ends = (0..2).find_map(|metric| full.iter().take(MOST_COMPARED).find_map(|full| ends(full, metric)))?;
    let mut column = 0;
    let mut cells = Vec::with_capacity(ends.len());
    for (part, end) in line.parts.iter().zip(ends) {
        // Marks without anything between them end in one place.
        let next = (end + 1).max(column + 1);
        cells.push(cell(part, column..next));
        column = next;
    }
    (column == columns).then_some(cells)
}
