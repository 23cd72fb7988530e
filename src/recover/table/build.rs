//! From a reading to cells.

use super::align::{self, Move, Reading};
use super::pieces::Piece;
use super::study::{Hypothesis, Study};
use super::{RawCell, RawLabel, RawRow, RawTable, header};
use crate::read::scan::Line;
use crate::source::{Source, Text};
use std::ops::Range;

/// The table of the reading `best`, and the lines that it takes.
pub fn build(source: &Source, lines: &[Line], study: &Study, best: &Hypothesis) -> (RawTable, Range<usize>) {
    let pieces = study.pieces.as_slice();
    let columns = usize::from(best.shape.columns);
    let marked = |mask: u32| (0..columns).filter(|column| mask >> column & 1 == 1).collect();
    let label = |label: &header::Label| RawLabel {
        cell: RawCell {
            paragraphs: vec![joined(source, &pieces[label.pieces.clone()])],
            vertical: pieces[label.pieces.clone()].iter().any(|piece| piece.vertical),
            confidence: 1.0,
        },
        column: label.column,
        column_span: label.column_span,
        level: label.level,
        row_span: label.row_span,
    };
    let table = RawTable {
        columns,
        header: best.header.labels.iter().map(label).collect(),
        rows: rows(source, lines, &pieces[best.header.end..], &best.body, columns),
        repeated: study.repeated.iter().map(|run| joined(source, run)).collect(),
        merging: marked(best.shape.merging),
        upright: marked(best.shape.upright),
    };
    (table, taken(pieces, best, lines.len()))
}

/// From the header's first line to the first line outside the table.
fn taken(pieces: &[Piece], best: &Hypothesis, lines: usize) -> Range<usize> {
    let outside = best.body.steps.iter().position(|step| step.state.step == Move::After);
    let end = outside.map_or(lines, |at| pieces[best.header.end + at].line);
    pieces[best.header.start].line..end
}

fn rows(source: &Source, lines: &[Line], pieces: &[Piece], reading: &Reading, columns: usize) -> Vec<RawRow> {
    let mut rows: Vec<RawRow> = Vec::new();
    let mut open = false;
    for (at, (piece, step)) in pieces.iter().zip(&reading.steps).enumerate() {
        let state = step.state;
        if matches!(state.step, Move::Tail | Move::After) {
            continue;
        }
        if state.step == Move::Row || rows.is_empty() {
            rows.push(RawRow { cells: vec![None; columns], page: lines[piece.line].page });
        }
        let Some(row) = rows.last_mut() else { continue };
        let cell = row.cells[usize::from(state.column)]
            .get_or_insert_with(|| RawCell { confidence: 1.0, ..RawCell::default() });
        open = set(source, cell, pieces, at, state.step, open);
        cell.vertical |= piece.vertical;
        let sure = step.rivals.iter().filter(|(rival, _)| agrees(rival, &state)).map(|(_, chance)| chance).sum::<f64>();
        cell.confidence = cell.confidence.min(sure);
    }
    rows
}

/// Whether two places put the piece into the same cell the same way.
pub fn agrees(rival: &align::State, state: &align::State) -> bool {
    let opens = |step| matches!(step, Move::Cell | Move::Row);
    let row = |step| matches!(step, Move::Row);
    let outside = |step| matches!(step, Move::After);
    rival.column == state.column
        && outside(rival.step) == outside(state.step)
        && opens(rival.step) == opens(state.step)
        && row(rival.step) == row(state.step)
}

/// Adds a piece to its cell. Returns whether a bracket is open after it.
fn set(source: &Source, cell: &mut RawCell, pieces: &[Piece], at: usize, step: Move, open: bool) -> bool {
    let piece = &pieces[at];
    if piece.is_empty() {
        return open && matches!(step, Move::Stay);
    }
    let goes_on = matches!(step, Move::Stay) || (matches!(step, Move::Paragraph) && open);
    match cell.paragraphs.last_mut() {
        Some(text) if goes_on => {
            if pieces[at - 1].ended {
                text.push_space();
            }
            piece.spans.iter().for_each(|&span| text.push(source, span));
        }
        _ => cell.paragraphs.push(joined(source, std::slice::from_ref(piece))),
    }
    brackets_open(cell)
}

fn brackets_open(cell: &RawCell) -> bool {
    let text = cell.paragraphs.last().map_or("", |text| text.printed.as_str());
    let count = |marks: [char; 2]| text.chars().filter(|c| marks.contains(c)).count();
    count(['(', '（']) > count([')', '）'])
}

fn joined(source: &Source, pieces: &[Piece]) -> Text {
    let mut text = Text::default();
    pieces.iter().flat_map(|piece| &piece.spans).for_each(|&span| text.push(source, span));
    text
}
