//! Strips laid over the columns of a block.

use super::assign::{Edge, Frame, Piece};
use super::columns::{self, Column};
use super::kind;
use super::strip::Strip;
use crate::costs::Total;
use crate::source::Source;
use std::ops::Range;

/// Strips over columns: one piece a column, and what each strip costs.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    /// The strips, words cut where columns begin, with the piece in each column.
    pub(super) strips: Vec<(Strip, Vec<Option<Piece>>)>,
    /// What each costs.
    pub(super) costs: Vec<Total>,
    /// How far the pieces of each stand from their columns.
    misfits: Vec<Total>,
}

/// A strip with at least this misfit does not stand where the columns are.
const MISFIT: Total = 2_000;
/// Strips between two displaced ones that may be displaced too.
const NEAR: usize = 3;
/// Columns of displaced strips are believed if the misfit falls to so many tenths.
const BETTER: Total = 6;

impl Laid {
    /// What all strips cost.
    pub(super) fn cost(&self) -> Total {
        self.costs.iter().sum()
    }

    /// Adds what stands below.
    pub(super) fn extend(&mut self, below: Laid) {
        self.strips.extend(below.strips);
        self.costs.extend(below.costs);
        self.misfits.extend(below.misfits);
    }
}

/// Lays strips over columns.
pub(super) fn lay(source: &Source, body: &[&Strip], columns: &[Column]) -> Laid {
    let frame = Frame::new(columns, body);
    let mut laid = Laid::default();
    for strip in body {
        let strip = frame.cut(source, strip).into_owned();
        let (cost, mut pieces) = frame.lay(&strip);
        move_total(source, &strip, &mut pieces, frame.edge(1));
        laid.misfits.push(frame.misfit(&strip, &pieces));
        laid.strips.push((strip, pieces));
        laid.costs.push(cost);
    }
    laid
}

/// What strips cost over columns, and how many cells of lines are filled; `None` from `limit` on.
pub(super) fn priced(source: &Source, body: &[&Strip], columns: &[Column], limit: Total) -> Option<(Total, usize)> {
    if limit <= 0 {
        return None;
    }
    let frame = Frame::new(columns, body);
    let (mut total, mut filled) = (0, 0);
    for strip in body {
        let (cost, pieces) = frame.lay(&frame.cut(source, strip));
        total += cost;
        if total >= limit {
            return None;
        }
        filled += pieces.iter().flatten().count();
    }
    Some((total, filled))
}

/// Lays strips over columns; short runs of displaced strips over columns of their own.
pub(super) fn lay_runs(source: &Source, body: &[&Strip], columns: &[Column]) -> Laid {
    let mut laid = lay(source, body, columns);
    for run in runs(&laid.misfits) {
        let before: Total = laid.misfits[run.clone()].iter().sum();
        let strips = &body[run.clone()];
        let own = columns::candidates(strips).into_iter().filter(|(_, own)| own.len() == columns.len());
        let own = own.map(|(_, own)| lay(source, strips, &own));
        let misfit = |laid: &Laid| laid.misfits.iter().sum::<Total>();
        let best = own.min_by(|a, b| misfit(a).cmp(&misfit(b)));
        if let Some(again) = best.filter(|again| misfit(again) * 10 < before * BETTER) {
            laid.strips.splice(run.clone(), again.strips);
            laid.costs.splice(run.clone(), again.costs);
            laid.misfits.splice(run, again.misfits);
        }
    }
    laid
}

/// Runs of displaced strips, with those between them.
fn runs(misfits: &[Total]) -> Vec<Range<usize>> {
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
