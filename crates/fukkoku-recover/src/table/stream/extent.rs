//! Where a header begins and ends, and what it says then.

use super::align;
use super::class::{Class, Family};
use super::content::Content;
use super::header::{self, Kind};
use super::piece::Piece;
use super::place::{Alignment, Move, Part, Shape};
use super::reading::{Path, Reading};
use super::stretch::Stretch;
use crate::costs::{self, Cost};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// A header read: its pieces, its labels, what they cost.
#[derive(Clone)]
pub(super) struct Header {
    /// First piece.
    pub(super) start: usize,
    /// Piece after the last.
    pub(super) end: usize,
    /// Its labels.
    pub(super) labels: Vec<header::Label>,
    /// Their cost.
    pub(super) cost: Cost,
    /// How much of it is for labels alone on their lines, which may be a caption.
    pub(super) lead: Cost,
}

/// Pieces that begin the first lines, up to the one behind `lead`.
pub(super) fn line_starts(pieces: &[Piece], lead: usize) -> Vec<usize> {
    let begins = |line: usize| pieces.iter().position(|piece| piece.line >= line && piece.line_start);
    let mut starts: Vec<usize> = (0..=lead).filter_map(begins).collect();
    starts.dedup();
    starts
}

/// Headers read so far: they depend on their extent and the number of columns alone.
pub(super) struct Headers<'a> {
    whole: Stretch<'a>,
    starts: &'a [usize],
    read: BTreeMap<(usize, u8), Header>,
}

impl<'a> Headers<'a> {
    /// None read yet; a header may begin at any of `starts`.
    pub(super) fn new(whole: Stretch<'a>, starts: &'a [usize]) -> Self {
        Self { whole, starts, read: BTreeMap::new() }
    }

    /// The cheapest header that ends before piece `end`.
    pub(super) fn read(&mut self, end: usize, shape: &Shape) -> &Header {
        let key = (end, shape.columns);
        if !self.read.contains_key(&key) {
            let headers = self.starts.iter().map(|&start| self.from(start, end, shape));
            let best = headers.min_by_key(|header| header.cost);
            self.read.insert(key, best.unwrap_or(Header { start: 0, end, labels: vec![], cost: 0, lead: 0 }));
        }
        &self.read[&key]
    }

    fn from(&self, start: usize, end: usize, shape: &Shape) -> Header {
        let last = self.starts.last().map_or(0, |&last| last);
        let label = if shape.end_spaces { costs::LEADING_LABEL } else { costs::LEADING_LABEL_UNWRITTEN };
        let lead = self.whole.pieces[start..last.max(start)].iter().map(|piece| label + lead_cost(piece)).sum();
        let kinds = vec![Kind::Unknown; usize::from(shape.columns)];
        let header = read_header(self.whole.part(start..end), start, shape, &kinds);
        Header { cost: header.cost.saturating_add(lead), lead, ..header }
    }
}

/// A label alone on a line above the others is more often a caption, the longer the more.
fn lead_cost(piece: &Piece) -> Cost {
    let em = UnicodeWidthStr::width_cjk(piece.text.as_str()) as Cost / 2;
    costs::LEADING_LABEL_EM * (em - 6).max(0)
}

/// A longer header is no header.
const MOST_HEADER_PIECES: usize = 48;

/// A header is a row whose cells may be level at their tops or their middles, or has two levels. It begins at piece `start`.
pub(super) fn read_header(stretch: Stretch, start: usize, shape: &Shape, kinds: &[Kind]) -> Header {
    let (pieces, end) = (stretch.pieces, start + stretch.len());
    let content = Content::unlearned(shape.columns);
    let read = |alignment| {
        let shape = Shape { alignment, part: Part::Header, merging: 0, upright: 0, keyed: false, ..*shape };
        align::path(stretch, &shape, &content)
    };
    let (top, centred) = (read(Alignment::Top), read(Alignment::Centred));
    let one = if top.cost <= centred.cost { top } else { centred };
    let lines = pieces.iter().filter(|piece| piece.line_start).count();
    let doubtful = lines > 1 && pieces.len() <= MOST_HEADER_PIECES;
    let two = doubtful.then(|| header::two_levels(pieces, kinds, shape.end_spaces, one.cost)).flatten();
    let (cost, mut labels) = match two {
        Some((cost, labels)) if cost < one.cost => (cost, labels),
        _ => (one.cost, one_level(&one)),
    };
    for label in &mut labels {
        label.pieces = label.pieces.start + start..label.pieces.end + start;
    }
    Header { start, end, labels, cost, lead: 0 }
}

/// Labels of a header read as a row.
fn one_level(path: &Path) -> Vec<header::Label> {
    let mut labels: Vec<header::Label> = Vec::new();
    for (at, state) in path.states.iter().enumerate() {
        let column = usize::from(state.column);
        match labels.last_mut() {
            Some(label) if label.column == column => label.pieces.end = at + 1,
            _ => labels.push(header::Label { pieces: at..at + 1, column, column_span: 1, level: 0, row_span: 1 }),
        }
    }
    labels
}

/// The most frequent class of each column's cells.
pub(super) fn usual_classes(body: Stretch, reading: &Reading, columns: u8) -> Vec<Option<Class>> {
    let mut counts = vec![[0_usize; Class::COUNT]; usize::from(columns)];
    for (facts, step) in body.facts.iter().zip(&reading.steps) {
        if matches!(step.state.step, Move::Row | Move::Cell) && !facts.empty {
            counts[usize::from(step.state.column)][facts.class as usize] += 1;
        }
    }
    let usual = |counts: &[usize; Class::COUNT]| {
        Class::ALL.into_iter().filter(|&class| counts[class as usize] > 0).max_by_key(|&class| counts[class as usize])
    };
    counts.iter().map(usual).collect()
}

/// What labels cost that read like the cells below them, as dates over dates: a row taken for a header.
pub(super) fn rows_in_header(pieces: &[Piece], header: &Header, usual: &[Option<Class>]) -> Cost {
    let alike = |label: &&header::Label| {
        let class = Class::of(&pieces[label.pieces.start]);
        let dated = matches!(class, Class::Year | Class::Month | Class::Dated | Class::Code);
        dated && label.column_span == 1 && usual.get(label.column).is_some_and(|usual| *usual == Some(class))
    };
    header.labels.iter().filter(alike).count() as Cost * costs::HEADER_LIKE_ROW
}

/// What the columns hold by a reading.
pub(super) fn kinds(body: Stretch, reading: &Reading, columns: u8) -> Vec<Kind> {
    let mut counts = vec![(0, 0); usize::from(columns)];
    for (facts, step) in body.facts.iter().zip(&reading.steps) {
        if !matches!(step.state.step, Move::Row | Move::Cell) || facts.empty {
            continue;
        }
        let (numbers, all) = &mut counts[usize::from(step.state.column)];
        *numbers += usize::from(facts.class.family() == Family::Number);
        *all += 1;
    }
    let kind = |&(numbers, all): &(usize, usize)| match () {
        () if all == 0 => Kind::Unknown,
        () if numbers * 2 >= all => Kind::Numbers,
        () => Kind::Words,
    };
    counts.iter().map(kind).collect()
}
