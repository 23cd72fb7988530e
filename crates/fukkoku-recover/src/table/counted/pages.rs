//! One table over several pages, and the lines that each takes.

use super::found::Counted;
use super::trust::Trust;
use crate::block::PrintedTable;
use crate::look;
use crate::page::Line;
use crate::source::{Source, Text};
use crate::table::standing::{Found, Standing};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Tables that go on from one page to the next under the same labels, as one. What stands between them is left to others.
pub(super) fn joined(source: &Source, lines: &[Line], tables: Vec<Counted>) -> Vec<Counted> {
    let mut found: Vec<Counted> = Vec::new();
    for table in tables {
        match found.last_mut().filter(|last| goes_on(source, lines, last, &table)) {
            Some(last) => last.append(table),
            None => found.push(table),
        }
    }
    found
}

/// Widest line between the parts of a table, in columns of a terminal: page numbers, titles, units.
const WIDEST_BETWEEN: usize = 48;
/// Most lines between them.
const MOST_BETWEEN: usize = 6;

fn goes_on(source: &Source, lines: &[Line], upper: &Counted, lower: &Counted) -> bool {
    let (Some(last), Some(first)) = (upper.lines.last(), lower.lines.first()) else { return false };
    if first <= last {
        return false;
    }
    let between = last + 1..*first;
    let near = lines[*first].page == lines[*last].page + 1;
    let furniture = between.filter(|at| !source.slice(lines[*at].span).trim().is_empty()).all(|at| {
        let text = source.slice(lines[at].span).trim();
        look::is_unit_note(text) || text.width_cjk() <= WIDEST_BETWEEN && !text.contains('。')
    });
    let few = first - last <= MOST_BETWEEN + 1;
    let summed = upper.table.rows.last().is_some_and(|row| {
        let mut labels = row.cells.iter().flatten().map(|cell| cell.joined("")).filter(|text| !text.is_empty());
        labels.next().is_some_and(|label| look::total(&label).is_some())
    });
    // Labels that open every page were taken for a running head.
    let bare = lower.table.header.is_empty() && lower.table.columns == upper.table.columns;
    let alike = bare || heads(&upper.table) == heads(&lower.table);
    near && furniture && few && !summed && !upper.table.header.is_empty() && alike
}

/// Column, span and text of each label.
fn heads(table: &PrintedTable) -> Vec<(usize, usize, String)> {
    table.header.iter().map(|label| (label.column, label.column_span, label.cell.joined(""))).collect()
}

impl Counted {
    /// The same table goes on: its labels are furniture there.
    fn append(&mut self, lower: Counted) {
        let mut head = Text::default();
        for label in &lower.table.header {
            label.cell.paragraphs.iter().for_each(|text| head.append(text));
        }
        if !head.is_empty() {
            self.table.repeated.push(head);
        }
        self.table.copies.extend(lower.table.copies);
        self.table.rows.extend(lower.table.rows);
        self.lines.extend(lower.lines);
        self.trust = self.trust.min(lower.trust);
    }
}

/// Tables by their lines; lines between them that they do not take are left to others.
pub(crate) fn standing(source: &Source, lines: &[Line], counted: Vec<Counted>) -> Standing {
    let mut standing = Standing::new();
    for counted in counted {
        let mut tables = vec![counted.table];
        let mut runs: Vec<Range<usize>> = Vec::new();
        for line in counted.lines {
            let blank = |at: usize| source.slice(lines[at].span).trim().is_empty();
            match runs.last_mut().filter(|run| (run.end..line).all(blank)) {
                Some(run) => run.end = line + 1,
                None => runs.push(line..line + 1),
            }
        }
        for run in runs {
            standing.insert(
                run.start,
                Found { end: run.end, tables: std::mem::take(&mut tables), certain: counted.trust == Trust::Certain },
            );
        }
    }
    standing
}
