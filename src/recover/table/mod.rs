//! Tables out of a stream of pieces.
//!
//! [`pieces`] cuts the lines, [`keys`] finds what numbers the rows, [`align`] lays the pieces over columns and rows, with
//! [`layout`] computing the line ends that a layout must leave and [`content`] learning what columns hold. [`costs`] is the one
//! table of weights.

pub mod align;
pub mod class;
pub mod content;
pub mod costs;
pub mod explain;
pub mod header;
pub mod keys;
pub mod lattice;
pub mod layout;
pub mod pieces;
pub mod region;

use crate::read::scan::{Gap, Line};
use crate::source::{Source, Text};
use align::{Alignment, Move, Part, Reading, Shape, align};
use class::Class;
use content::Content;
use costs::Cost;
use layout::Pitch;
use pieces::Piece;
use std::collections::{BTreeMap, BTreeSet};

/// Passes of learning what columns hold.
const PASSES: usize = 3;
/// Pieces of the body that decide about the shape.
const PROBE: usize = 250;
/// Lines of the header that tell how many columns there may be.
const HEADER_LINES: usize = 6;
/// Most columns of a table.
const MOST_COLUMNS: usize = 31;
/// Shapes of which what their columns hold is learned.
const FINALISTS: usize = 12;

/// A table as recovered, before its values are read.
#[derive(Clone, Debug, Default)]
pub struct RawTable {
    /// Number of columns.
    pub columns: usize,
    /// Header cells; those of the lower level name columns together with what stands over them.
    pub header: Vec<RawLabel>,
    /// Body rows.
    pub rows: Vec<RawRow>,
    /// Headers repeated on further pages.
    pub repeated: Vec<Text>,
    /// Columns whose cells cover several rows without writing anything in them.
    pub merging: Vec<usize>,
    /// Columns set vertically.
    pub upright: Vec<usize>,
}

/// A cell of the header.
#[derive(Clone, Debug)]
pub struct RawLabel {
    /// What it says.
    pub cell: RawCell,
    /// First column.
    pub column: usize,
    /// Columns that it covers.
    pub column_span: usize,
    /// 0 for the upper level.
    pub level: usize,
    /// Levels that it covers.
    pub row_span: usize,
}

impl RawTable {
    /// All texts of header and body, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let body = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        self.header.iter().map(|label| &label.cell).chain(body).flat_map(|cell| &cell.paragraphs)
    }

    /// The header cells over a column, upper level first.
    pub fn path(&self, column: usize) -> Vec<&RawCell> {
        let over = |label: &&RawLabel| (label.column..label.column + label.column_span).contains(&column);
        let mut labels: Vec<&RawLabel> = self.header.iter().filter(over).collect();
        labels.sort_by_key(|label| label.level);
        labels.into_iter().map(|label| &label.cell).collect()
    }
}

/// A body row.
#[derive(Clone, Debug)]
pub struct RawRow {
    /// One a column; `None` where nothing was written, not even an empty cell.
    pub cells: Vec<Option<RawCell>>,
    /// 1-based page.
    pub page: usize,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct RawCell {
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
    /// Set vertically.
    pub vertical: bool,
    /// Probability that row and column are right, 0–1.
    pub confidence: f64,
}

/// What a stretch of lines turned out to be.
pub enum Recovered {
    /// A table.
    Table(Box<RawTable>),
    /// Laid out in columns, but no layout explains it.
    Hopeless,
    /// Nothing under the labels: no table.
    Nothing,
}

/// Recovers the table that `lines` hold.
pub fn recover(source: &Source, lines: &[Line], end_spaces: bool) -> Recovered {
    let study = Study::new(source, lines, end_spaces);
    if study.ends.free.is_empty() {
        return Recovered::Nothing;
    }
    let Some(best) = study.best() else { return Recovered::Hopeless };
    let mut table = build(source, lines, &study.pieces, best);
    table.repeated = study.repeated.iter().map(|run| joined(source, run)).collect();
    Recovered::Table(Box::new(table))
}

/// All that the recovery looked at, for the result and for [`explain`].
pub(super) struct Study {
    pieces: Vec<Piece>,
    keys: Vec<bool>,
    /// Where the header may end.
    ends: Ends,
    repeated: Vec<Vec<Piece>>,
    /// Headers and shapes probed, cheapest first.
    probed: Vec<Probe>,
    /// The best of them, with what their columns hold learned.
    finalists: Vec<Hypothesis>,
}

impl Study {
    /// Reads `lines` in all likely ways.
    pub(super) fn new(source: &Source, lines: &[Line], end_spaces: bool) -> Self {
        let mut pieces = pieces::cut(source, lines);
        let (repeated, again) = remove_repeated_headers(&mut pieces);
        let keys = keys::find(&pieces);
        let ends = Ends::of(&pieces, &keys, again);
        let probed = probes(&pieces, &keys, &ends, end_spaces);
        let read = |probe: &Probe| pieces.len().min(probe.header.end + PROBE) as Cost;
        let hopeful = probed.first().is_some_and(|first| first.cost <= read(first) * costs::HOPELESS_A_PIECE);
        let finalists = probed.iter().take(if hopeful { FINALISTS } else { 0 });
        let finalists = finalists.map(|probe| learn(&pieces, &keys, probe.header.clone(), probe.shape)).collect();
        Self { pieces, keys, ends, repeated, probed, finalists }
    }

    /// The cheapest reading; `None` if nothing explains the lines.
    fn best(&self) -> Option<&Hypothesis> {
        self.finalists.iter().min_by_key(|hypothesis| hypothesis.cost())
    }
}

/// A header and a shape with the cost of the body's beginning, before anything is learned.
struct Probe {
    cost: Cost,
    header: Header,
    shape: Shape,
}

/// A header and a shape with the reading of the body under them.
struct Hypothesis {
    header: Header,
    body: Reading,
    shape: Shape,
}

impl Hypothesis {
    fn cost(&self) -> Cost {
        self.header.cost + self.body.cost + prior(&self.shape)
    }
}

/// A header read: where it ends, its labels, what they cost.
#[derive(Clone)]
struct Header {
    end: usize,
    labels: Vec<header::Label>,
    cost: Cost,
}

/// Where the header may end: where a repeated one ends, before the first key, at line starts up to the first line of numbers.
struct Ends {
    /// Before the first key.
    keyed: Option<usize>,
    /// Without keys.
    free: Vec<usize>,
}

impl Ends {
    fn of(pieces: &[Piece], keys: &[bool], repeated: Option<usize>) -> Self {
        let first = keys.iter().position(|&key| key);
        if let Some(end) = repeated {
            return Self { keyed: first.map(|_| end), free: vec![end] };
        }
        let starts: Vec<usize> = (1..pieces.len()).filter(|&at| pieces[at].line_start).collect();
        let numbers = starts.iter().position(|&start| is_line_of_numbers(pieces, start));
        let last = numbers.unwrap_or(starts.len().saturating_sub(1)).min(11);
        let free = starts.into_iter().take(last + 1).collect();
        Self { keyed: first.filter(|&key| key > 0), free }
    }

    fn of_shape(&self, shape: &Shape) -> &[usize] {
        if shape.keyed { self.keyed.as_slice() } else { &self.free }
    }

    fn longest(&self, shape: &Shape) -> usize {
        self.of_shape(shape).last().copied().unwrap_or(0)
    }
}

fn is_line_of_numbers(pieces: &[Piece], start: usize) -> bool {
    let line: Vec<&Piece> = pieces[start..].iter().take_while(|piece| piece.line == pieces[start].line).collect();
    let words = line.iter().filter(|piece| !piece.is_empty()).count();
    let numbers = line.iter().filter(|piece| Class::of(piece).is_number()).count();
    numbers * 10 >= words * 3 && numbers > 0
}

/// Drops what follows a page end and reads like the start of the table; returns the pieces dropped, page by page, and where the
/// header ends by this evidence.
fn remove_repeated_headers(pieces: &mut Vec<Piece>) -> (Vec<Vec<Piece>>, Option<usize>) {
    let mut dropped: Vec<Vec<Piece>> = Vec::new();
    let mut end: Option<usize> = None;
    let mut at = 1;
    while at < pieces.len() {
        if pieces[at - 1].gap == Gap::Page {
            let (here, there) = repeated(pieces, at, end);
            if there > 0 && at > here {
                end = Some(here);
                dropped.push(pieces.drain(at..at + there).collect());
                continue;
            }
        }
        at += 1;
    }
    (dropped, end)
}

/// How many pieces at the table's start read like the pieces from `at` on: as many as are there, and as are repeated.
///
/// Lines wrap differently on each page, so characters are compared. Both stretches end with a line.
fn repeated(pieces: &[Piece], at: usize, known: Option<usize>) -> (usize, usize) {
    let starts = |from: usize| {
        let mut length = 0;
        pieces[from..].iter().take(60).enumerate().map(move |(index, piece)| {
            length += piece.text.chars().count();
            (index + 1, length, piece.gap != Gap::Same)
        })
    };
    let text = |from: usize| pieces[from..].iter().take(60).flat_map(|piece| piece.text.chars());
    let same = text(0).zip(text(at)).take_while(|(a, b)| a == b).count();
    let ends: Vec<(usize, usize)> =
        starts(0).filter(|(.., line)| *line).map(|(index, length, _)| (index, length)).collect();
    let there: Vec<(usize, usize)> =
        starts(at).filter(|(.., line)| *line).map(|(index, length, _)| (index, length)).collect();
    let fits = |(here, length): &(usize, usize)| {
        (4..=same).contains(length) && known.is_none_or(|known| known == *here) && at > *here
    };
    ends.iter()
        .rev()
        .filter(|end| fits(end))
        .find_map(|(here, length)| there.iter().find(|(_, other)| other == length).map(|(index, _)| (*here, *index)))
        .unwrap_or((0, 0))
}

/// Wide if hardly any wrapped line is followed by a single line end.
fn pitch(pieces: &[Piece]) -> Pitch {
    let wrapped = |gap| pieces.iter().filter(|piece| !piece.ended && !piece.vertical && piece.gap == gap).count();
    let (narrow, wide) = (wrapped(Gap::Line), wrapped(Gap::Paragraph));
    if narrow * 100 >= (narrow + wide) * 35 { Pitch::Narrow } else { Pitch::Wide }
}

/// Tries shapes on the beginning of the body, then header extents for the best of them.
fn probes(pieces: &[Piece], keys: &[bool], ends: &Ends, end_spaces: bool) -> Vec<Probe> {
    let mut headers = Headers::new(pieces);
    let mut total = |end, shape: &Shape| {
        let header = headers.read(end, shape).clone();
        let cost = probe(pieces, keys, end, shape).saturating_add(prior(shape)).saturating_add(header.cost);
        Probe { cost, header, shape: *shape }
    };
    let shapes = shapes(pieces, ends, keys, end_spaces);
    let words = |end: usize| pieces[..end].iter().filter(|piece| !piece.is_empty()).count();
    // The header has a label for each column, so the first end that leaves enough of them is near the true one.
    let near = |shape: &Shape| {
        let enough = |end: &&usize| words(**end) + 1 >= usize::from(shape.columns);
        ends.of_shape(shape).iter().find(enough).copied().unwrap_or(ends.longest(shape))
    };
    let mut bodies: Vec<Probe> = shapes.iter().map(|shape| total(near(shape), shape)).collect();
    bodies.sort_by_key(|probe| probe.cost);
    bodies.truncate(costs::PROBED_SHAPES);
    let mut tried: Vec<Probe> = Vec::new();
    for Probe { shape, .. } in &bodies {
        tried.extend(ends.of_shape(shape).iter().map(|&end| total(end, shape)));
    }
    tried.sort_by_key(|probe| probe.cost);
    tried
}

/// What a shape costs by itself: how rare it is.
fn prior(shape: &Shape) -> Cost {
    let stub = (shape.merging & !shape.upright).count_ones() as Cost;
    let centred = shape.keyed && shape.alignment == Alignment::Centred;
    stub * costs::STUB_MERGED + if centred { costs::CENTRED_KEYED } else { 0 }
}

/// Cost of the beginning of the body, before anything is learned.
fn probe(pieces: &[Piece], keys: &[bool], from: usize, shape: &Shape) -> Cost {
    let to = pieces.len().min(from + PROBE);
    align::cost(&pieces[from..to], shape, &Content::unlearned(&pieces[from..to], shape.columns), &keys[from..to])
}

/// Shapes worth a try.
fn shapes(pieces: &[Piece], ends: &Ends, keys: &[bool], end_spaces: bool) -> Vec<Shape> {
    let pitch = pitch(pieces);
    let mut shapes = Vec::new();
    for keyed in [true, false] {
        let part = Shape {
            columns: 0,
            alignment: Alignment::Top,
            pitch,
            part: Part::Body,
            end_spaces,
            merging: 0,
            upright: 0,
            keyed,
        };
        if ends.of_shape(&part).is_empty() || (keyed && !keys.contains(&true)) {
            continue;
        }
        let vertical = pieces[ends.longest(&part)..].iter().any(|piece| piece.vertical);
        for columns in column_counts(pieces, ends.of_shape(&part)) {
            let last = 1_u32 << (columns - 1);
            // (merging, upright): vertical labels at either side, or a stub of one or two merged columns.
            // A row with a key has its own label.
            let kinds: &[(u32, u32)] = match (vertical, keyed) {
                (true, _) => &[(last, last), (1, 1)],
                (false, true) => &[(0, 0)],
                (false, false) => &[(0, 0), (1, 0), (3, 0)],
            };
            for alignment in [Alignment::Top, Alignment::Centred] {
                for &(merging, upright) in kinds.iter().filter(|(merging, _)| columns > 2 || *merging != 3) {
                    shapes.push(Shape { columns: columns as u8, alignment, merging, upright, ..part });
                }
            }
        }
    }
    shapes
}

/// Numbers of columns worth a try: about as many as the header has pieces, and as many as lines of numbers have.
fn column_counts(pieces: &[Piece], ends: &[usize]) -> Vec<usize> {
    let mut counts: BTreeSet<usize> = BTreeSet::new();
    for &end in ends.iter().take(HEADER_LINES) {
        let words = pieces[..end].iter().filter(|piece| !piece.is_empty()).count();
        counts.extend(words.saturating_sub(4)..=words + 1);
    }
    let mut at = ends.last().copied().unwrap_or(0);
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    while at < pieces.len() {
        let line = pieces[at].line;
        let length = pieces[at..].iter().take_while(|piece| piece.line == line).count();
        if is_line_of_numbers(pieces, at) && length >= 2 {
            *lengths.entry(length).or_insert(0) += 1;
        }
        at += length;
    }
    let mut usual: Vec<(usize, usize)> = lengths.into_iter().collect();
    usual.sort_by_key(|&(length, count)| (std::cmp::Reverse(count), length));
    counts.extend(usual.iter().take(2).flat_map(|&(length, _)| [length, length + 1]));
    counts.into_iter().filter(|count| (2..=MOST_COLUMNS).contains(count)).collect()
}

/// Headers read so far: they depend on their extent and the number of columns alone.
struct Headers<'a> {
    pieces: &'a [Piece],
    read: BTreeMap<(usize, u8), Header>,
}

impl<'a> Headers<'a> {
    fn new(pieces: &'a [Piece]) -> Self {
        Self { pieces, read: BTreeMap::new() }
    }

    fn read(&mut self, end: usize, shape: &Shape) -> &Header {
        self.read.entry((end, shape.columns)).or_insert_with(|| read_header(self.pieces, end, shape))
    }
}

/// A longer header is no header.
const MOST_HEADER_PIECES: usize = 48;
/// A one-level header that costs less than this is not read as two.
const GOOD_HEADER: Cost = 2_000;

/// A header is a row whose cells may be level at their tops or their middles, or has two levels.
fn read_header(pieces: &[Piece], end: usize, shape: &Shape) -> Header {
    let pieces = &pieces[..end];
    let content = Content::unlearned(pieces, shape.columns);
    let keys = vec![false; pieces.len()];
    let read = |alignment| {
        align(pieces, &Shape { alignment, part: Part::Header, merging: 0, upright: 0, keyed: false, ..*shape }, &content, &keys)
    };
    let (top, centred) = (read(Alignment::Top), read(Alignment::Centred));
    let one = if top.cost <= centred.cost { top } else { centred };
    let doubtful = one.cost > GOOD_HEADER && pieces.len() <= MOST_HEADER_PIECES;
    let two = doubtful.then(|| header::two_levels(pieces, usize::from(shape.columns), shape.end_spaces)).flatten();
    match two {
        Some((cost, labels)) if cost < one.cost => Header { end, labels, cost },
        _ => Header { end, labels: one_level(&one), cost: one.cost },
    }
}

/// Labels of a header read as a row.
fn one_level(reading: &Reading) -> Vec<header::Label> {
    let mut labels: Vec<header::Label> = Vec::new();
    for (at, step) in reading.steps.iter().enumerate() {
        let column = usize::from(step.state.column);
        match labels.last_mut() {
            Some(label) if label.column == column => label.pieces.end = at + 1,
            _ => labels.push(header::Label { pieces: at..at + 1, column, column_span: 1, level: 0, row_span: 1 }),
        }
    }
    labels
}

fn learn(pieces: &[Piece], keys: &[bool], header: Header, shape: Shape) -> Hypothesis {
    let (body, keys) = (&pieces[header.end..], &keys[header.end..]);
    let mut content = Content::unlearned(body, shape.columns);
    let mut reading = align(body, &shape, &content, keys);
    for _ in 0..PASSES {
        content = Content::learned(body, shape.columns, &reading);
        reading = align(body, &shape, &content, keys);
    }
    Hypothesis { header, body: reading, shape }
}

// --- from a reading to cells ---

fn build(source: &Source, lines: &[Line], pieces: &[Piece], best: &Hypothesis) -> RawTable {
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
    RawTable {
        columns,
        header: best.header.labels.iter().map(label).collect(),
        rows: rows(source, lines, &pieces[best.header.end..], &best.body, columns),
        repeated: vec![],
        merging: marked(best.shape.merging),
        upright: marked(best.shape.upright),
    }
}

fn rows(source: &Source, lines: &[Line], pieces: &[Piece], reading: &Reading, columns: usize) -> Vec<RawRow> {
    let mut rows: Vec<RawRow> = Vec::new();
    let mut open = false;
    for (at, (piece, step)) in pieces.iter().zip(&reading.steps).enumerate() {
        let state = step.state;
        if state.step == Move::Tail {
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
fn agrees(rival: &align::State, state: &align::State) -> bool {
    let opens = |step| matches!(step, Move::Cell | Move::Row);
    let row = |step| matches!(step, Move::Row);
    rival.column == state.column && opens(rival.step) == opens(state.step) && row(rival.step) == row(state.step)
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
