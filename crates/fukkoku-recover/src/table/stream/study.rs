//! Which header and which shape: hypotheses, probed on the beginning of the table, the best of them read to its end.

use super::align::align;
use super::class::Class;
use super::content::Content;
use super::ends::Ends;
use super::extent::{Header, kinds, line_starts, read_header, rows_in_header, usual_classes};
use super::facts::Facts;
use super::piece::Piece;
use super::pieces;
use super::place::{Move, Shape};
use super::probes::{PROBE, Probe, probes};
use super::reading::Reading;
use super::shapes::prior;
use super::stretch::Stretch;
use super::{keys, learn, repeated, totals};
use crate::costs::{self, Cost};
use crate::page::Line;
use crate::source::Source;

/// Passes of learning what columns hold: how many hypotheses are kept after each, and how much rows that lack cells teach in it.
///
/// First what fits in one way teaches, then everything.
const PASSES: [(usize, f64); 3] = [(12, 0.1), (8, 0.4), (3, 1.0)];

/// Pieces of the body from which hypotheses learn; a longer table is read to its end by the best of them alone.
const LESSON: usize = 1_000;

/// All that the recovery looked at, for the result and for [`explain`].
pub(super) struct Study {
    /// The pieces, repeated headers left out.
    pub(super) pieces: Vec<Piece>,
    /// Which of them are keys of rows.
    pub(super) keys: Vec<bool>,
    /// What each of them tells, whatever its place.
    facts: Vec<Facts>,
    /// Where the header may end.
    pub(super) ends: Ends,
    /// Headers repeated on further pages.
    pub(super) repeated: Vec<Vec<Piece>>,
    /// Headers and shapes probed, cheapest first.
    pub(super) probed: Vec<Probe>,
    /// The best of them, with what their columns hold learned, cheapest first.
    pub(super) finalists: Vec<Hypothesis>,
}

impl Study {
    /// Reads `lines` in all likely ways; the first `lead` may stand above the table.
    pub(super) fn new(source: &Source, lines: &[Line], lead: usize, end_spaces: bool) -> Self {
        let mut pieces = pieces::cut(source, lines);
        let mut starts = line_starts(&pieces, lead);
        let (repeated, again) = repeated::remove(&mut pieces, &starts);
        if let Some(range) = &again {
            starts = vec![range.start];
        }
        let keys = keys::find(&pieces);
        let facts = Facts::of(&pieces);
        let ends = Ends::of(&pieces, &keys, &starts, again.map(|range| range.end));
        let whole = Stretch { pieces: &pieces, keys: &keys, facts: &facts };
        let probed = probes(whole, &starts, &ends, end_spaces);
        let read = |probe: &Probe| pieces.len().min(probe.header.end + PROBE) as Cost;
        let hopeful = probed.first().is_some_and(|first| first.cost <= read(first) * costs::HOPELESS_A_PIECE);
        let chosen = if hopeful { probed.as_slice() } else { &[] };
        let first = |probe: &Probe| Hypothesis::new(whole, probe.header.clone(), probe.shape);
        let mut finalists: Vec<Hypothesis> = chosen.iter().map(first).collect();
        for (kept, lacking) in PASSES {
            finalists.iter_mut().for_each(|hypothesis| hypothesis.learn(whole, lacking));
            finalists.sort_by_key(Hypothesis::cost);
            finalists.truncate(kept);
        }
        if let Some(best) = finalists.first_mut() {
            complete(whole, best);
        }
        Self { pieces, keys, facts, ends, repeated, probed, finalists }
    }

    /// What stands under the header of a reading.
    pub(super) fn body(&self, best: &Hypothesis) -> Stretch<'_> {
        Stretch { pieces: &self.pieces, keys: &self.keys, facts: &self.facts }.after(best.header.end)
    }

    /// Whether there is nothing under the labels.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.free.is_empty()
    }

    /// Whether a reading has no header: its labels are of the kinds that the rows below hold, as in a list.
    pub(super) fn is_headless(&self, best: &Hypothesis) -> bool {
        let first = best.header.labels.first().map(|label| Class::of(&self.pieces[label.pieces.start]));
        let body = self.pieces[best.header.end..].iter().zip(&best.body.steps);
        let rows: Vec<Class> =
            body.filter(|(_, step)| step.state.step == Move::Row).map(|(piece, _)| Class::of(piece)).collect();
        let alike = rows.iter().filter(|class| Some(**class) == first).count();
        let dated = matches!(first, Some(Class::Year | Class::Month | Class::Integer | Class::Counted));
        dated && alike * 2 > rows.len()
    }

    /// The cheapest reading; `None` if nothing explains the lines.
    pub(super) fn best(&self) -> Option<&Hypothesis> {
        self.finalists.first()
    }
}

/// A header and a shape with the reading of the body under them.
pub(super) struct Hypothesis {
    /// The header.
    pub(super) header: Header,
    /// The body under it.
    pub(super) body: Reading,
    /// The shape.
    pub(super) shape: Shape,
    /// How much cheaper totals that hold make it.
    totals: Cost,
}

impl Hypothesis {
    /// Reads the body with nothing known of what columns hold.
    fn new(whole: Stretch, header: Header, shape: Shape) -> Self {
        let body = lesson(whole, header.end);
        let body = align(body, &shape, &Content::unlearned(shape.columns));
        Self { header, body, shape, totals: 0 }
    }

    /// Learns what columns hold and reads body and header again; rows that lack cells teach `lacking` times as much as others.
    fn learn(&mut self, whole: Stretch, lacking: f64) {
        let stretch = lesson(whole, self.header.end);
        let content = learn::content(stretch, &self.shape, &self.body, lacking);
        self.body = align(stretch, &self.shape, &content);
        let kinds = kinds(stretch, &self.body, self.shape.columns);
        let again = read_header(whole.part(self.header.start..self.header.end), self.header.start, &self.shape, &kinds);
        let rows = rows_in_header(whole.pieces, &again, &usual_classes(stretch, &self.body, self.shape.columns));
        let cost = again.cost.saturating_add(self.header.lead).saturating_add(rows);
        self.header = Header { cost, lead: self.header.lead, ..again };
        self.totals = totals::reward(whole.pieces, &self.header, &self.body, self.shape.columns);
    }

    /// Header, body and shape together, less the totals that hold.
    pub(super) fn cost(&self) -> Cost {
        let cost = self.header.cost.saturating_add(self.body.cost).saturating_add(prior(&self.shape));
        cost.saturating_sub(self.totals)
    }
}

/// The body from which hypotheses learn: to a line's beginning, or to the table's end.
fn lesson(whole: Stretch, from: usize) -> Stretch {
    let long = whole.len() > from + 2 * LESSON;
    let starts = (from + LESSON..whole.len()).find(|&at| whole.pieces[at].line_start);
    whole.part(from..starts.filter(|_| long).unwrap_or(whole.len()))
}

/// Reads a table to its end with what its beginning has taught, and its totals with it.
fn complete(whole: Stretch, best: &mut Hypothesis) {
    let body = whole.after(best.header.end);
    if best.body.steps.len() < body.len() {
        let content = learn::content(body, &best.shape, &best.body, 1.0);
        best.body = align(body, &best.shape, &content);
    }
    // Where empty cells are written nothing is left to settle.
    if !best.shape.end_spaces {
        totals::settle(body.pieces, &mut best.body, best.shape.columns);
    }
}
