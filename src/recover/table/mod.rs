//! Tables out of a stream of pieces.
//!
//! [`pieces`] cuts the lines, [`keys`] finds what numbers the rows, [`align`] lays the pieces over columns and rows, with
//! [`layout`] computing the line ends that a layout must leave and [`content`] learning what columns hold. [`costs`] is the one
//! table of weights.

pub mod align;
pub mod class;
pub mod content;
pub mod costs;
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

/// Passes of learning what columns hold.
const PASSES: usize = 3;
/// Pieces of the body that decide about the shape.
const PROBE: usize = 250;

/// A table as recovered, before its values are read.
#[derive(Clone, Debug, Default)]
pub struct RawTable {
    /// Number of columns.
    pub columns: usize,
    /// Header cells, one a column.
    pub header: Vec<RawCell>,
    /// Body rows.
    pub rows: Vec<RawRow>,
    /// Headers repeated on further pages.
    pub repeated: Vec<Text>,
    /// Column whose cells cover several rows without writing anything in them.
    pub merging: Option<usize>,
}

impl RawTable {
    /// All texts of header and body, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let body = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        self.header.iter().chain(body).flat_map(|cell| &cell.paragraphs)
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
    let mut pieces = pieces::cut(source, lines);
    let keys = keys::find(&pieces);
    let first_key = keys.iter().position(|&key| key);
    let ends = header_ends(&pieces, first_key);
    let Some(&longest) = ends.last() else { return Recovered::Nothing };
    let repeated = remove_repeated_headers(&mut pieces, longest);
    let keys = keys::find(&pieces);
    let pitch = pitch(&pieces);
    let Some(shapes) = likely_shapes(&pieces, &keys, &ends, pitch, end_spaces) else { return Recovered::Hopeless };
    let learned = shapes.into_iter().map(|(end, shape)| learn(&pieces, &keys, end, shape));
    let Some(best) = learned.min_by_key(Hypothesis::cost) else { return Recovered::Nothing };
    let mut table = build(source, lines, &pieces, &best);
    table.repeated = repeated.iter().map(|run| joined(source, run)).collect();
    Recovered::Table(Box::new(table))
}

/// A header extent and a shape with the readings under them.
struct Hypothesis {
    header_end: usize,
    header: Reading,
    body: Reading,
    shape: Shape,
}

impl Hypothesis {
    fn cost(&self) -> Cost {
        self.header.cost + self.body.cost
    }
}

/// Where the header may end: before the first key, else at line starts up to the first line of numbers.
fn header_ends(pieces: &[Piece], first_key: Option<usize>) -> Vec<usize> {
    if let Some(key) = first_key {
        return vec![key];
    }
    let starts: Vec<usize> = (1..pieces.len()).filter(|&at| pieces[at].line_start).collect();
    let numbers = starts.iter().position(|&start| is_line_of_numbers(pieces, start));
    let last = numbers.unwrap_or(starts.len().saturating_sub(1)).min(11);
    starts.into_iter().take(last + 1).collect()
}

fn is_line_of_numbers(pieces: &[Piece], start: usize) -> bool {
    let line: Vec<&Piece> = pieces[start..].iter().take_while(|piece| piece.line == pieces[start].line).collect();
    let words = line.iter().filter(|piece| !piece.is_empty()).count();
    let numbers = line.iter().filter(|piece| Class::of(piece).is_number()).count();
    numbers * 10 >= words * 3 && numbers > 0
}

/// Drops what follows a page end and reads like the start of the table; returns the pieces dropped, page by page.
fn remove_repeated_headers(pieces: &mut Vec<Piece>, header_end: usize) -> Vec<Vec<Piece>> {
    let header: Vec<char> = pieces[..header_end].iter().flat_map(|piece| piece.text.chars()).collect();
    let mut dropped = Vec::new();
    let mut at = header_end.max(1);
    while at < pieces.len() && !header.is_empty() {
        if pieces[at - 1].gap == Gap::Page {
            let length = repeated_length(&pieces[at..], &header);
            if length > 0 {
                dropped.push(pieces.drain(at..at + length).collect());
                continue;
            }
        }
        at += 1;
    }
    dropped
}

fn repeated_length(pieces: &[Piece], header: &[char]) -> usize {
    let mut matched = 0;
    for (index, piece) in pieces.iter().enumerate() {
        for c in piece.text.chars() {
            if header.get(matched) != Some(&c) {
                return 0;
            }
            matched += 1;
        }
        if matched == header.len() {
            return index + 1;
        }
    }
    0
}

/// Wide if hardly any wrapped line is followed by a single line end.
fn pitch(pieces: &[Piece]) -> Pitch {
    let wrapped = |gap| pieces.iter().filter(|piece| !piece.ended && !piece.vertical && piece.gap == gap).count();
    let (narrow, wide) = (wrapped(Gap::Line), wrapped(Gap::Paragraph));
    if narrow * 100 >= (narrow + wide) * 35 { Pitch::Narrow } else { Pitch::Wide }
}

/// Tries header extents, numbers of columns, alignments and merging columns on the beginning of the table; the best three.
///
/// `None` if even the best leaves too much unexplained.
fn likely_shapes(
    pieces: &[Piece],
    keys: &[bool],
    ends: &[usize],
    pitch: Pitch,
    end_spaces: bool,
) -> Option<Vec<(usize, Shape)>> {
    let keyed = keys.iter().any(|&key| key);
    let mut tried: Vec<(Cost, usize, Shape)> = Vec::new();
    for &end in ends {
        let probe = &pieces[end..pieces.len().min(end + PROBE)];
        for shape in shapes(pieces, end, pitch, end_spaces) {
            let header = read_header(&pieces[..end], shape);
            let body =
                align::cost(probe, &shape, &Content::unlearned(probe, shape.columns), &keys[end..end + probe.len()]);
            let prior = if keyed && shape.alignment == Alignment::Centred { costs::CENTRED_KEYED } else { 0 };
            tried.push((header.cost.saturating_add(body).saturating_add(prior), end, shape));
        }
    }
    tried.sort_by_key(|&(cost, ..)| cost);
    tried.truncate(3);
    let &(cost, end, _) = tried.first()?;
    let read = pieces.len().min(end + PROBE) as Cost;
    (cost <= read * costs::HOPELESS_A_PIECE).then(|| tried.into_iter().map(|(_, end, shape)| (end, shape)).collect())
}

fn shapes(pieces: &[Piece], header_end: usize, pitch: Pitch, end_spaces: bool) -> Vec<Shape> {
    let words = pieces[..header_end].iter().filter(|piece| !piece.is_empty()).count();
    let vertical = pieces[header_end..].iter().any(|piece| piece.vertical);
    let mut shapes = Vec::new();
    for columns in words.saturating_sub(4).max(2)..=(words + 1).min(31) {
        let merging = if vertical { vec![1_u32 << (columns - 1), 1] } else { vec![0] };
        for alignment in [Alignment::Top, Alignment::Centred] {
            for &merging in &merging {
                shapes.push(Shape { columns: columns as u8, alignment, pitch, part: Part::Body, end_spaces, merging });
            }
        }
    }
    shapes
}

/// A header is a body of one row; its cells may be level at their tops or their middles.
fn read_header(pieces: &[Piece], shape: Shape) -> Reading {
    let content = Content::unlearned(pieces, shape.columns);
    let keys = vec![false; pieces.len()];
    let read =
        |alignment| align(pieces, &Shape { alignment, part: Part::Header, merging: 0, ..shape }, &content, &keys);
    let (top, centred) = (read(Alignment::Top), read(Alignment::Centred));
    if top.cost <= centred.cost { top } else { centred }
}

fn learn(pieces: &[Piece], keys: &[bool], end: usize, shape: Shape) -> Hypothesis {
    let (body, keys) = (&pieces[end..], &keys[end..]);
    let mut content = Content::unlearned(body, shape.columns);
    let mut reading = align(body, &shape, &content, keys);
    for _ in 0..PASSES {
        content = Content::learned(body, shape.columns, &reading);
        reading = align(body, &shape, &content, keys);
    }
    Hypothesis { header_end: end, header: read_header(&pieces[..end], shape), body: reading, shape }
}

// --- from a reading to cells ---

fn build(source: &Source, lines: &[Line], pieces: &[Piece], best: &Hypothesis) -> RawTable {
    let columns = usize::from(best.shape.columns);
    let header = rows(source, lines, &pieces[..best.header_end], &best.header, columns);
    let body = rows(source, lines, &pieces[best.header_end..], &best.body, columns);
    let header = header.into_iter().next().map(|row| row.cells).unwrap_or_default();
    RawTable {
        columns,
        header: header.into_iter().map(Option::unwrap_or_default).collect(),
        rows: body,
        repeated: vec![],
        merging: (best.shape.merging != 0).then(|| best.shape.merging.trailing_zeros() as usize),
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
