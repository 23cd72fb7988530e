//! How a table was read: shapes tried, what they cost, and for each piece its place, its line end and its rivals.

use super::align;
use super::build::agrees;
use super::extent::Header;
use super::learn;
use super::piece::Piece;
use super::place::{Alignment, Move, Shape};
use super::study::{Hypothesis, Study};
use crate::page::{Gap, Line};
use crate::source::Source;
use std::fmt::Write;

/// Shapes listed.
const LISTED: usize = 12;

/// Explains how `lines` are read as a table.
pub(crate) fn explain(source: &Source, lines: &[Line], lead: usize, end_spaces: bool) -> String {
    let study = Study::new(source, lines, lead, end_spaces);
    let mut out = String::new();
    let _ = writeln!(out, "{} pieces, {} keys", study.pieces.len(), study.keys.iter().filter(|&&key| key).count());
    let ends: Vec<String> =
        study.ends.free.iter().chain(&study.ends.keyed).map(|&end| place(source, &study.pieces, end)).collect();
    let _ = writeln!(out, "the header may end before {}", ends.join(", "));
    let _ = writeln!(out, "\nshapes, before anything is learned (two headers of each at most):");
    for probe in study.probed.iter().take(LISTED) {
        let _ = writeln!(out, "{:>8}  {}", nats(probe.cost), shape(&probe.shape, &probe.header));
    }
    let _ = writeln!(out, "\nshapes, after learning what columns hold:");
    for finalist in &study.finalists {
        let _ = writeln!(out, "{:>8}  {}", nats(finalist.cost()), shape(&finalist.shape, &finalist.header));
    }
    if let Some(best) = study.best() {
        labels(&study.pieces, &best.header, &mut out);
        steps(source, &study, best, &mut out);
    }
    out
}

fn nats(cost: i32) -> String {
    format!("{:.2}", f64::from(cost) / 1000.0)
}

fn place(source: &Source, pieces: &[Piece], at: usize) -> String {
    pieces.get(at).map_or("the end".to_owned(), |piece| format!("line {}", source.line_of(piece.at)))
}

fn shape(shape: &Shape, header: &Header) -> String {
    let marked = |mask: u64| {
        let columns = (0..64).filter(|column| mask >> column & 1 == 1).map(|column| (column + 1).to_string());
        columns.collect::<Vec<_>>().join(",")
    };
    let merging = if shape.merging == 0 { String::new() } else { format!(", merged: {}", marked(shape.merging)) };
    let upright = if shape.upright == 0 { String::new() } else { format!(", vertical: {}", marked(shape.upright)) };
    let level = match shape.alignment {
        Alignment::Top => "top",
        Alignment::Centred => "centred",
    };
    let keyed = if shape.keyed { ", keyed" } else { "" };
    format!(
        "{} columns, {level}{keyed}{merging}{upright}; header of {} pieces ({})",
        shape.columns,
        header.end - header.start,
        nats(header.cost)
    )
}

fn labels(pieces: &[Piece], header: &Header, out: &mut String) {
    let _ = writeln!(out, "\nheader:");
    for label in &header.labels {
        let text: String = pieces[label.pieces.clone()].iter().map(|piece| piece.text.as_str()).collect();
        let last = label.column + label.column_span;
        let _ = writeln!(out, "  level {}, columns {}-{last}: {text}", label.level + 1, label.column + 1);
    }
}

fn steps(source: &Source, study: &Study, best: &Hypothesis, out: &mut String) {
    let stretch = study.body(best);
    let body = stretch.pieces;
    let content = learn::content(stretch, &best.shape, &best.body, 1.0);
    let costs = align::step_costs(stretch, &best.shape, &content, &best.body);
    let _ = writeln!(out, "\n  line  cost  sure  column  how        text (line end found)");
    for ((piece, step), cost) in body.iter().zip(&best.body.steps).zip(costs) {
        let sure: f64 = step.rivals.iter().filter(|(rival, _)| agrees(rival, &step.state)).map(|(_, p)| p).sum();
        let how = match step.state.step {
            Move::Stay => "goes on",
            Move::Paragraph => "paragraph",
            Move::Cell => "cell",
            Move::Row => "ROW",
            Move::Resume => "resumes",
            Move::Tail => "tail",
            Move::After => "outside",
        };
        let end = match piece.gap {
            Gap::Same => "",
            Gap::Line => "⏎",
            Gap::Paragraph => "⏎⏎",
            Gap::Page => "⏏",
        };
        let space = if piece.ended { "␣" } else { "" };
        let line = source.line_of(piece.at);
        let column = step.state.column + 1;
        let _ =
            writeln!(out, "{line:>6} {:>6} {sure:>5.2} {column:>6}   {how:<9}  {}{space}{end}", nats(cost), piece.text);
    }
}
