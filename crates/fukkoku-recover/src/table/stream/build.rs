//! From a reading to cells.

use super::align;
use super::header;
use super::learn;
use super::piece::Piece;
use super::place::{Move, State};
use super::study::{Hypothesis, Study};
use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::costs::Cost;
use crate::page::Line;
use crate::source::{Source, Text};
use std::ops::Range;

/// The table of the reading `best`, and the lines that it takes.
pub(super) fn build(source: &Source, lines: &[Line], study: &Study, best: &Hypothesis) -> (PrintedTable, Range<usize>) {
    let pieces = study.pieces.as_slice();
    let columns = usize::from(best.shape.columns);
    let marked = |mask: u64| (0..columns).filter(|column| mask >> column & 1 == 1).collect();
    let label = |label: &header::Label| PrintedLabel {
        cell: PrintedCell {
            paragraphs: vec![joined(source, &pieces[label.pieces.clone()])],
            vertical: pieces[label.pieces.clone()].iter().any(|piece| piece.vertical),
            confidence: Confidence::CERTAIN,
        },
        column: label.column,
        column_span: label.column_span,
        level: label.level,
        row_span: label.row_span,
    };
    let table = PrintedTable {
        columns,
        header: best.header.labels.iter().map(label).collect(),
        rows: rows(source, lines, study, best),
        readings: vec![],
        copies: vec![],
        rules: vec![],
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

/// Most that a cell may claim where something speaks against the reading, though no rival does.
const DOUBTED: Confidence = Confidence(94);
/// A step that costs more than this speaks against its row.
const DEAR_STEP: Cost = 4_000;
/// A header that costs more than this speaks against its table.
const DEAR_HEADER: Cost = 7_000;
/// A table of another shape that costs only so much more is a rival.
const CLOSE_RIVAL: Cost = 1_500;

/// Most that any cell of the table may claim.
fn most(study: &Study, best: &Hypothesis) -> Confidence {
    let other =
        |rival: &&Hypothesis| (rival.shape.columns, rival.shape.merging) != (best.shape.columns, best.shape.merging);
    let rival = study.finalists.iter().filter(other).map(Hypothesis::cost).min();
    let close = rival.is_some_and(|rival| rival < best.cost().saturating_add(CLOSE_RIVAL));
    // Empty cells that leave no trace can never be sure.
    let doubted = close || !best.shape.end_spaces || best.header.cost > DEAR_HEADER;
    if doubted { DOUBTED } else { Confidence::CERTAIN }
}

fn rows(source: &Source, lines: &[Line], study: &Study, best: &Hypothesis) -> Vec<PrintedRow> {
    let body = study.body(best);
    let pieces = body.pieces;
    let (reading, columns) = (&best.body, usize::from(best.shape.columns));
    let content = learn::content(body, &best.shape, reading, 1.0);
    let costs = align::step_costs(body, &best.shape, &content, reading);
    let most = most(study, best);
    let mut rows: Vec<PrintedRow> = Vec::new();
    let mut open = false;
    let mut claim = most;
    for (at, (piece, step)) in pieces.iter().zip(&reading.steps).enumerate() {
        let state = step.state;
        if matches!(state.step, Move::Tail | Move::After) {
            continue;
        }
        if state.step == Move::Row || rows.is_empty() {
            rows.push(PrintedRow { cells: vec![None; columns], page: lines[piece.line].page });
            claim = most;
        }
        if costs[at] >= DEAR_STEP {
            claim = DOUBTED;
            let earlier = rows.last_mut().map(|row| row.cells.iter_mut().flatten());
            earlier.into_iter().flatten().for_each(|cell| cell.confidence = cell.confidence.min(DOUBTED));
        }
        let Some(row) = rows.last_mut() else { continue };
        let cell = row.cells[usize::from(state.column)]
            .get_or_insert_with(|| PrintedCell { confidence: Confidence::CERTAIN, ..PrintedCell::default() });
        open = set(source, cell, pieces, at, state.step, open);
        cell.vertical |= piece.vertical;
        let sure = step.rivals.iter().filter(|(rival, _)| agrees(rival, &state)).map(|(_, chance)| chance).sum::<f64>();
        cell.confidence = cell.confidence.min(Confidence::of(sure)).min(claim);
    }
    rows
}

/// Whether two places put the piece into the same cell the same way.
pub(super) fn agrees(rival: &State, state: &State) -> bool {
    let opens = |step| matches!(step, Move::Cell | Move::Row);
    let row = |step| matches!(step, Move::Row);
    let outside = |step| matches!(step, Move::After);
    rival.column == state.column
        && outside(rival.step) == outside(state.step)
        && opens(rival.step) == opens(state.step)
        && row(rival.step) == row(state.step)
}

/// Adds a piece to its cell. Returns whether a bracket is open after it.
fn set(source: &Source, cell: &mut PrintedCell, pieces: &[Piece], at: usize, step: Move, open: bool) -> bool {
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

fn brackets_open(cell: &PrintedCell) -> bool {
    let text = cell.paragraphs.last().map_or("", |text| text.printed.as_str());
    let count = |marks: [char; 2]| text.chars().filter(|c| marks.contains(c)).count();
    count(['(', '（']) > count([')', '）'])
}

fn joined(source: &Source, pieces: &[Piece]) -> Text {
    let mut text = Text::default();
    pieces.iter().flat_map(|piece| &piece.spans).for_each(|&span| text.push(source, span));
    text
}
