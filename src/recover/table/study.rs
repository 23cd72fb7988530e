//! Which header and which shape: hypotheses, probed on the beginning of the table, the best of them read to its end.

use super::align::{self, Alignment, Move, Part, Reading, Shape, align};
use super::class::{Class, Family};
use super::content::Content;
use super::costs::{self, Cost};
use super::header::Kind;
use super::layout::Pitch;
use super::pieces::{self, Piece};
use super::{header, keys, repeated, totals};
use crate::read::scan::{Gap, Line};
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::UnicodeWidthStr;

/// Passes of learning what columns hold: how many hypotheses are kept after each.
const PASSES: [usize; 3] = [12, 8, 3];
/// Pieces of the body that decide about the shape.
const PROBE: usize = 250;
/// Pieces of the body from which hypotheses learn; a longer table is read to its end by the best of them alone.
const LESSON: usize = 1_000;
/// Lines of the header that tell how many columns there may be.
const HEADER_LINES: usize = 6;
/// Most lines of a header.
const LONGEST_HEADER: usize = 20;
/// Most columns of a table.
const MOST_COLUMNS: usize = 31;
/// Shapes of which what their columns hold is learned.
const FINALISTS: usize = 16;

/// All that the recovery looked at, for the result and for [`explain`].
pub struct Study {
    /// The pieces, repeated headers left out.
    pub pieces: Vec<Piece>,
    /// Which of them are keys of rows.
    pub keys: Vec<bool>,
    /// Where the header may end.
    pub ends: Ends,
    /// Headers repeated on further pages.
    pub repeated: Vec<Vec<Piece>>,
    /// Headers and shapes probed, cheapest first.
    pub probed: Vec<Probe>,
    /// The best of them, with what their columns hold learned, cheapest first.
    pub finalists: Vec<Hypothesis>,
}

impl Study {
    /// Reads `lines` in all likely ways; the first `lead` may stand above the table.
    pub fn new(source: &Source, lines: &[Line], lead: usize, end_spaces: bool) -> Self {
        let mut pieces = pieces::cut(source, lines);
        let mut starts = line_starts(&pieces, lead);
        let (repeated, again) = repeated::remove(&mut pieces, &starts);
        if let Some(range) = &again {
            starts = vec![range.start];
        }
        let keys = keys::find(&pieces);
        let ends = Ends::of(&pieces, &keys, &starts, again.map(|range| range.end));
        let probed = probes(&pieces, &keys, &starts, &ends, end_spaces);
        let read = |probe: &Probe| pieces.len().min(probe.header.end + PROBE) as Cost;
        let hopeful = probed.first().is_some_and(|first| first.cost <= read(first) * costs::HOPELESS_A_PIECE);
        let chosen = if hopeful { choose(&probed) } else { vec![] };
        let first = |probe: &Probe| Hypothesis::new(&pieces, &keys, probe.header.clone(), probe.shape);
        let mut finalists: Vec<Hypothesis> = chosen.into_iter().map(first).collect();
        for kept in PASSES {
            finalists.iter_mut().for_each(|hypothesis| hypothesis.learn(&pieces, &keys));
            finalists.sort_by_key(Hypothesis::cost);
            finalists.truncate(kept);
        }
        if let Some(best) = finalists.first_mut() {
            complete(&pieces, &keys, best);
        }
        Self { pieces, keys, ends, repeated, probed, finalists }
    }

    /// Whether there is nothing under the labels.
    pub fn is_empty(&self) -> bool {
        self.ends.free.is_empty()
    }

    /// Whether a reading has no header: its labels are of the kinds that the rows below hold, as in a list.
    pub fn is_headless(&self, best: &Hypothesis) -> bool {
        let first = best.header.labels.first().map(|label| Class::of(&self.pieces[label.pieces.start]));
        let body = self.pieces[best.header.end..].iter().zip(&best.body.steps);
        let rows: Vec<Class> =
            body.filter(|(_, step)| step.state.step == Move::Row).map(|(piece, _)| Class::of(piece)).collect();
        let alike = rows.iter().filter(|class| Some(**class) == first).count();
        let dated = matches!(first, Some(Class::Year | Class::Month | Class::Integer | Class::Counted));
        dated && alike * 2 > rows.len()
    }

    /// The cheapest reading; `None` if nothing explains the lines.
    pub fn best(&self) -> Option<&Hypothesis> {
        self.finalists.first()
    }
}

/// The best probes, at most two headers of a shape: learning tells shapes apart that look alike before.
fn choose(probed: &[Probe]) -> Vec<&Probe> {
    let mut chosen: Vec<&Probe> = Vec::new();
    for probe in probed {
        let alike = chosen.iter().filter(|other| other.shape == probe.shape).count();
        if alike < 2 {
            chosen.push(probe);
        }
    }
    chosen.truncate(FINALISTS);
    chosen
}

/// A header and a shape with the cost of the body's beginning, before anything is learned.
pub struct Probe {
    /// Header, body and shape together.
    pub cost: Cost,
    /// The header.
    pub header: Header,
    /// The shape.
    pub shape: Shape,
}

/// A header and a shape with the reading of the body under them.
pub struct Hypothesis {
    /// The header.
    pub header: Header,
    /// The body under it.
    pub body: Reading,
    /// The shape.
    pub shape: Shape,
    /// How much cheaper totals that hold make it.
    totals: Cost,
}

impl Hypothesis {
    /// Reads the body with nothing known of what columns hold.
    fn new(pieces: &[Piece], keys: &[bool], header: Header, shape: Shape) -> Self {
        let range = header.end..lesson_end(pieces, header.end);
        let body = &pieces[range.clone()];
        let body = align(body, &shape, &Content::unlearned(body, shape.columns), &keys[range]);
        Self { header, body, shape, totals: 0 }
    }

    /// Learns what columns hold and reads body and header again.
    fn learn(&mut self, pieces: &[Piece], keys: &[bool]) {
        let range = self.header.end..lesson_end(pieces, self.header.end);
        let body = &pieces[range.clone()];
        let content = Content::learned(body, self.shape.columns, &self.body);
        self.body = align(body, &self.shape, &content, &keys[range]);
        let kinds = kinds(body, &self.body, self.shape.columns);
        let again = read_header(&pieces[..self.header.end], self.header.start, &self.shape, &kinds);
        let rows = rows_in_header(pieces, &again, &usual_classes(body, &self.body, self.shape.columns));
        let cost = again.cost.saturating_add(self.header.lead).saturating_add(rows);
        self.header = Header { cost, lead: self.header.lead, ..again };
        self.totals = totals::reward(pieces, &self.header, &self.body, self.shape.columns);
    }

    /// Header, body and shape together, less the totals that hold.
    pub fn cost(&self) -> Cost {
        let cost = self.header.cost.saturating_add(self.body.cost).saturating_add(prior(&self.shape));
        cost.saturating_sub(self.totals)
    }
}

/// A header read: its pieces, its labels, what they cost.
#[derive(Clone)]
pub struct Header {
    /// First piece.
    pub start: usize,
    /// Piece after the last.
    pub end: usize,
    /// Its labels.
    pub labels: Vec<header::Label>,
    /// Their cost.
    pub cost: Cost,
    /// How much of it is for labels alone on their lines, which may be a caption.
    lead: Cost,
}

/// Pieces that begin the first lines, up to the one behind `lead`.
fn line_starts(pieces: &[Piece], lead: usize) -> Vec<usize> {
    let begins = |line: usize| pieces.iter().position(|piece| piece.line >= line && piece.line_start);
    let mut starts: Vec<usize> = (0..=lead).filter_map(begins).collect();
    starts.dedup();
    starts
}

/// Where the header may end: where a repeated one ends, before the first key, at line starts up to the first line of numbers.
pub struct Ends {
    /// Before the first key.
    pub keyed: Option<usize>,
    /// Without keys.
    pub free: Vec<usize>,
}

impl Ends {
    fn of(pieces: &[Piece], keys: &[bool], starts: &[usize], repeated: Option<usize>) -> Self {
        let from = starts.last().map_or(0, |last| last + 1);
        let first = (from..keys.len()).find(|&at| keys[at]);
        if let Some(end) = repeated {
            return Self { keyed: first.map(|_| end), free: vec![end] };
        }
        let starts: Vec<usize> = (from..pieces.len()).filter(|&at| pieces[at].line_start).collect();
        let numbers = starts.iter().position(|&start| is_line_of_numbers(pieces, start));
        let last = numbers.unwrap_or(starts.len().saturating_sub(1)).min(LONGEST_HEADER);
        let free = starts.into_iter().take(last + 1).collect();
        Self { keyed: first, free }
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

/// Wide if hardly any wrapped line is followed by a single line end.
fn pitch(pieces: &[Piece]) -> Pitch {
    let wrapped = |gap| pieces.iter().filter(|piece| !piece.ended && !piece.vertical && piece.gap == gap).count();
    let (narrow, wide) = (wrapped(Gap::Line), wrapped(Gap::Paragraph));
    if narrow * 100 >= (narrow + wide) * 35 { Pitch::Narrow } else { Pitch::Wide }
}

/// Tries shapes on the beginning of the body, then header extents for the best of them.
fn probes(pieces: &[Piece], keys: &[bool], starts: &[usize], ends: &Ends, end_spaces: bool) -> Vec<Probe> {
    let mut headers = Headers { pieces, starts, read: BTreeMap::new() };
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
    let stub = (shape.merging & !shape.upright).count_ones();
    let centred = shape.keyed && shape.alignment == Alignment::Centred;
    let stub = match stub {
        0 => 0,
        1 => costs::STUB_MERGED,
        _ => costs::STUB_MERGED + costs::STUB_MERGED_TWICE,
    };
    stub + if centred { costs::CENTRED_KEYED } else { 0 }
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
                (true, true) => &[(last, last), (1, 1), (0, 0)],
                (true, false) => &[(last, last), (1, 1), (0, 0), (1, 0)],
                (false, true) => &[(0, 0)],
                (false, false) => &[(0, 0), (1, 0), (3, 0)],
            };
            for alignment in [Alignment::Top, Alignment::Centred] {
                for &(merging, upright) in kinds.iter().filter(|kind| columns > kind.0.count_ones() as usize + 1) {
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
    starts: &'a [usize],
    read: BTreeMap<(usize, u8), Header>,
}

impl Headers<'_> {
    /// The cheapest header that ends before piece `end`.
    fn read(&mut self, end: usize, shape: &Shape) -> &Header {
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
        let lead = self.pieces[start..last.max(start)].iter().map(|piece| label + lead_cost(piece)).sum();
        let kinds = vec![Kind::Unknown; usize::from(shape.columns)];
        let header = read_header(&self.pieces[..end], start, shape, &kinds);
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
/// A header is a row whose cells may be level at their tops or their middles, or has two levels.
fn read_header(pieces: &[Piece], start: usize, shape: &Shape, kinds: &[Kind]) -> Header {
    let end = pieces.len();
    let pieces = &pieces[start..];
    let content = Content::unlearned(pieces, shape.columns);
    let keys = vec![false; pieces.len()];
    let read = |alignment| {
        align(
            pieces,
            &Shape { alignment, part: Part::Header, merging: 0, upright: 0, keyed: false, ..*shape },
            &content,
            &keys,
        )
    };
    let (top, centred) = (read(Alignment::Top), read(Alignment::Centred));
    let one = if top.cost <= centred.cost { top } else { centred };
    let lines = pieces.iter().filter(|piece| piece.line_start).count();
    let doubtful = lines > 1 && pieces.len() <= MOST_HEADER_PIECES;
    let two = doubtful.then(|| header::two_levels(pieces, kinds, shape.end_spaces)).flatten();
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

/// The most frequent class of each column's cells.
fn usual_classes(body: &[Piece], reading: &Reading, columns: u8) -> Vec<Option<Class>> {
    let mut counts = vec![[0_usize; Class::COUNT]; usize::from(columns)];
    for (piece, step) in body.iter().zip(&reading.steps) {
        if matches!(step.state.step, Move::Row | Move::Cell) && !piece.is_empty() {
            counts[usize::from(step.state.column)][Class::of(piece) as usize] += 1;
        }
    }
    let usual = |counts: &[usize; Class::COUNT]| {
        Class::ALL.into_iter().filter(|&class| counts[class as usize] > 0).max_by_key(|&class| counts[class as usize])
    };
    counts.iter().map(usual).collect()
}

/// What labels cost that read like the cells below them, as dates over dates: a row taken for a header.
fn rows_in_header(pieces: &[Piece], header: &Header, usual: &[Option<Class>]) -> Cost {
    let alike = |label: &&header::Label| {
        let class = Class::of(&pieces[label.pieces.start]);
        let dated = matches!(class, Class::Year | Class::Month | Class::Dated | Class::Code);
        dated && label.column_span == 1 && usual.get(label.column).is_some_and(|usual| *usual == Some(class))
    };
    header.labels.iter().filter(alike).count() as Cost * costs::HEADER_LIKE_ROW
}

/// Where the lesson ends: at a line's beginning, or at the table's end.
fn lesson_end(pieces: &[Piece], from: usize) -> usize {
    let long = pieces.len() > from + 2 * LESSON;
    let starts = (from + LESSON..pieces.len()).find(|&at| pieces[at].line_start);
    starts.filter(|_| long).unwrap_or(pieces.len())
}

/// Reads a table to its end with what its beginning has taught, and its totals with it.
fn complete(pieces: &[Piece], keys: &[bool], best: &mut Hypothesis) {
    let (body, keys) = (&pieces[best.header.end..], &keys[best.header.end..]);
    if best.body.steps.len() < body.len() {
        let content = Content::learned(body, best.shape.columns, &best.body);
        best.body = align(body, &best.shape, &content, keys);
    }
    // Where empty cells are written nothing is left to settle.
    if !best.shape.end_spaces {
        totals::settle(body, &mut best.body, best.shape.columns);
    }
}

/// What the columns hold by a reading.
fn kinds(body: &[Piece], reading: &Reading, columns: u8) -> Vec<Kind> {
    let mut counts = vec![(0, 0); usize::from(columns)];
    for (piece, step) in body.iter().zip(&reading.steps) {
        if !matches!(step.state.step, Move::Row | Move::Cell) || piece.is_empty() {
            continue;
        }
        let (numbers, all) = &mut counts[usize::from(step.state.column)];
        *numbers += usize::from(Class::of(piece).family() == Family::Number);
        *all += 1;
    }
    let kind = |&(numbers, all): &(usize, usize)| match () {
        () if all == 0 => Kind::Unknown,
        () if numbers * 2 >= all => Kind::Numbers,
        () => Kind::Words,
    };
    counts.iter().map(kind).collect()
}
