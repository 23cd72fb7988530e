//! Lines that are displaced as a whole: the extractor places each block of a page for itself.

use super::assign::{Edge, Frame, Piece};
use super::columns::{self, Column};
use super::kind;
use super::strip::Strip;
use crate::source::Source;
use std::ops::Range;

/// A strip with the piece in each column.
type Laid = (Strip, Vec<Option<Piece>>);

/// A line with at least this misfit does not stand where the columns are.
const MISFIT: f64 = 2.0;
/// Lines between two displaced ones that may be displaced too.
const NEAR: usize = 3;
/// Columns of displaced lines are believed if the misfit falls to this share.
const BETTER: f64 = 0.6;

/// Lays strips over columns; runs of displaced lines over columns of their own.
pub fn lay(source: &Source, body: &[&Strip], columns: &[Column]) -> Vec<Laid> {
    let frame = Frame::new(columns, body);
    let mut laid: Vec<Laid> = body.iter().map(|strip| lay_one(source, strip, &frame)).collect();
    let misfits: Vec<f64> = laid.iter().map(|(strip, pieces)| frame.misfit(strip, pieces)).collect();
    for run in runs(&misfits) {
        let before: f64 = misfits[run.clone()].iter().sum();
        if let Some((after, again)) = relay(source, &body[run.clone()], columns.len())
            && after < before * BETTER
        {
            laid.splice(run, again);
        }
    }
    laid
}

fn lay_one(source: &Source, strip: &Strip, frame: &Frame) -> Laid {
    let strip = frame.cut(source, strip);
    let mut pieces = frame.lay(source, &strip);
    move_total(source, &strip, &mut pieces, frame.edge(1));
    (strip, pieces)
}

/// Runs of displaced lines, with those between them.
fn runs(misfits: &[f64]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..misfits.len()).filter(|&at| misfits[at] >= MISFIT) {
        match runs.last_mut() {
            Some(run) if at <= run.end + NEAR => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// The lines over the best columns of their own that are as many as wanted, and the misfit left.
fn relay(source: &Source, run: &[&Strip], wanted: usize) -> Option<(f64, Vec<Laid>)> {
    let mut best: Option<(f64, Vec<Laid>)> = None;
    for (_, columns) in columns::candidates(run).into_iter().filter(|(_, columns)| columns.len() == wanted) {
        let frame = Frame::new(&columns, run);
        let laid: Vec<Laid> = run.iter().map(|strip| lay_one(source, strip, &frame)).collect();
        let misfit = laid.iter().map(|(strip, pieces)| frame.misfit(strip, pieces)).sum();
        if best.as_ref().is_none_or(|(least, _)| misfit < *least) {
            best = Some((misfit, laid));
        }
    }
    best
}

/// The label of a total stands in the middle of the label columns: it belongs to the first.
fn move_total(source: &Source, strip: &Strip, pieces: &mut [Option<Piece>], second: Edge) {
    let [first, other, ..] = pieces else { return };
    let Some(piece) = other.as_ref().filter(|_| first.is_none()) else { return };
    let off = match second {
        Edge::Left(edge) => strip.edges(&piece.words).0.abs_diff(edge),
        Edge::Right(_) | Edge::Ragged => usize::MAX,
    };
    if kind::is_grand_total(source.slice(strip.span(&piece.words))).is_some_and(|least| off >= least) {
        *first = other.take();
    }
}
