//! Where the columns of a body stand in text that is lined up: what a label may not stand over.

use super::row::Row;
use super::token::{Token, is_single};
use super::weights::{BESIDE_COLUMN, Cost};
use crate::page::Line;
use crate::source::{Flavour, Source, Span};
use std::ops::Range;

/// Rows that tell where columns stand.
const MOST_ROWS: usize = 40;

/// Where each column of a body stands, in characters from the margin; nothing in text that keeps no places.
pub(super) struct Places<'a> {
    source: &'a Source,
    lines: &'a [Line],
    columns: Vec<Range<usize>>,
}

impl<'a> Places<'a> {
    /// The places of `count` columns by the rows that fill them all.
    pub(super) fn of(source: &'a Source, lines: &'a [Line], body: &[Row], count: usize) -> Self {
        let mut places = Self { source, lines, columns: vec![] };
        if source.flavour == Flavour::Layout {
            let full = body.iter().filter(|row| row.is_body() && row.cells.len() == count && row.lines.len() == 1);
            for row in full.take(MOST_ROWS) {
                let cells = row.cells.iter().filter_map(|cell| Some(cell.spans.first()?.start..cell.spans.last()?.end));
                let cells: Vec<Range<usize>> = cells.map(|cell| places.offsets(cell)).collect();
                if places.columns.is_empty() {
                    places.columns.clone_from(&cells);
                }
                for (column, cell) in places.columns.iter_mut().zip(cells) {
                    *column = column.start.min(cell.start)..column.end.max(cell.end);
                }
            }
        }
        places
    }

    /// What it costs that some of `tokens`, characters of spread labels, are the n-th label over columns of which the first `missing` have none: the border between
    /// two cells runs behind all that stands in the left one and before all that stands in the right one, labels included.
    pub(super) fn cost(&self, tokens: &[Token], missing: usize) -> impl Fn(Range<usize>, usize) -> Cost {
        let spread = !self.columns.is_empty() && tokens.iter().all(|token| is_single(token.text));
        let places = if spread { tokens } else { &[] };
        let places: Vec<Range<usize>> =
            places.iter().map(|token| self.offsets(token.span.start..token.span.end)).collect();
        move |own, label| {
            let (Some(first), Some(last)) = (places.get(own.start), places.get(own.end - 1)) else { return 0 };
            let before = (label + missing).checked_sub(1).and_then(|before| self.columns.get(before));
            let after = self.columns.get(label + missing + 1);
            let over = [
                before.is_some_and(|before| first.start < before.end),
                after.is_some_and(|after| last.end > after.start),
            ];
            BESIDE_COLUMN * over.into_iter().filter(|over| *over).count() as Cost
        }
    }

    /// Bytes of the source as characters of their line.
    fn offsets(&self, bytes: Range<usize>) -> Range<usize> {
        let line = self.lines.partition_point(|line| line.span.start <= bytes.start).saturating_sub(1);
        let margin = self.lines.get(line).map_or(bytes.start, |line| line.span.start);
        let characters = |to: usize| self.source.slice(Span::new(margin, to)).chars().count();
        characters(bytes.start)..characters(bytes.end)
    }
}
