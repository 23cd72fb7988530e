//! Rows of a run of lines.

use super::line::{Mark, Part, Parted};
use crate::source::{Source, Span};
use crate::table::grid;

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

/// The rows of a run; `None` if its lines are no table.
pub(super) fn rows(source: &Source, run: &[Parted]) -> Option<Rows> {
    let filled: Vec<&Parted> = run.iter().filter(|line| !line.is_rule()).collect();
    let columns = filled.iter().map(|line| line.parts.len()).max()?;
    let full = filled.iter().filter(|line| line.parts.len() == columns).count();
    if columns < 2 || filled.len() < 2 || full * 2 < filled.len() {
        return None;
    }
    let by_rules = are_ruled(source, run);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut open = false;
    let mut head = None;
    for line in run {
        if line.is_rule() {
            open = false;
            head = head.or((!rows.is_empty()).then_some(rows.len()));
            continue;
        }
        let cells = placed(line, columns, run)?;
        if line.is_broken_rule() && !rows.is_empty() {
            let below = begin_below(&mut rows, line, cells);
            rows.push(below);
            open = true;
            continue;
        }
        match open && (by_rules || is_begun(&rows)) {
            true => go_on(&mut rows, cells)?,
            false => rows.push(cells),
        }
        open = true;
    }
    let head = head.filter(|&head| head < rows.len());
    (rows.len() >= 2).then_some(Rows { columns, rows, head })
}

/// Whether a row was begun below a rule that is drawn under some cells only, and nothing stands in it yet.
fn is_begun(rows: &[Vec<Cell>]) -> bool {
    rows.last().is_some_and(|row| row.iter().all(|cell| cell.spans.is_empty()))
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
fn placed(line: &Parted, columns: usize, run: &[Parted]) -> Option<Vec<Cell>> {
    let cell = |part: &Part, column: usize, columns: usize| Cell {
        spans: if part.rule || part.span.is_empty() { vec![] } else { vec![part.span] },
        column,
        columns,
        rows: 1,
    };
    if line.parts.len() == columns || line.mark == Mark::Tab {
        return Some(line.parts.iter().enumerate().map(|(at, part)| cell(part, at, 1)).collect());
    }
    (0..2).find_map(|metric| {
        let full = run.iter().find(|full| {
            let has = |end: usize| full.parts.iter().any(|part| part.ends[metric] == end);
            full.parts.len() == columns && line.parts.iter().all(|part| has(part.ends[metric]))
        })?;
        let mut column = 0;
        let cells = line.parts.iter().map(|part| {
            let end = full.parts.iter().position(|full| full.ends[metric] == part.ends[metric]).unwrap_or(column);
            let cell = cell(part, column, end + 1 - column.min(end));
            column = end + 1;
            cell
        });
        Some(cells.collect())
    })
}

/// The last row goes on in a further line; so do the cells that cover it from above.
fn go_on(rows: &mut [Vec<Cell>], cells: Vec<Cell>) -> Option<()> {
    for cell in cells {
        let own =
            rows.iter_mut().rev().flatten().find(|own| own.column == cell.column && own.columns == cell.columns)?;
        own.spans.extend(cell.spans);
    }
    Some(())
}

/// The cells of a row that begins below a rule which is not drawn under all cells: those above it without one cover the row too.
fn begin_below(rows: &mut [Vec<Cell>], line: &Parted, cells: Vec<Cell>) -> Vec<Cell> {
    let mut below = Vec::new();
    for (cell, part) in cells.into_iter().zip(&line.parts) {
        let above = rows.iter_mut().rev().flatten().find(|above| above.column == cell.column);
        match above.filter(|_| !part.rule) {
            Some(above) => {
                above.spans.extend(cell.spans);
                above.rows += 1;
            }
            None => below.push(cell),
        }
    }
    below
}
