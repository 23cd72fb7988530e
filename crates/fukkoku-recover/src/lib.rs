//! Structure out of lines: headings, paragraphs, lists, notes, contacts, tables.
//!
//! One walk over the lines. A line opens a block by its first characters (`opening`), `prose` tells how far the block goes,
//! `table` takes the stretches that are laid out in columns. Nothing fails: what no grammar knows is `Unrecognized`.

#![warn(missing_docs)]

pub mod block;
mod compose;
mod contents;
mod costs;
pub mod drawing;
mod footnotes;
pub mod look;
pub mod opening;
pub mod page;
mod prose;
pub mod read;
pub mod sheet;
mod sizes;
pub mod source;
mod table;

use crate::block::{FurnitureRole, ParagraphRole};
use crate::page::{Gap, Line, Page};
use crate::read::decode::{DecodeError, decode};
use crate::read::pdf::{self, PdfError};
use crate::read::ranges::PageRanges;
use crate::read::scan::scan;
use crate::sheet::{Paper, Rules, Sheet};
use crate::source::{Flavour, Source, Text};
use block::{Block, BlockKind, PrintedTable};
use drawing::Word;
use opening::{Opening, heading_number, opening};
use prose::{Habits, Run, is_blank, item, trimmed};
use sizes::Sizes;
use std::collections::BTreeMap;
use std::ops::Range;
use table::stream::Recovered;
use table::{plane, stream};
use thiserror::Error;

/// Why an input is no report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No text.
    #[error(transparent)]
    Text(#[from] DecodeError),
    /// No PDF that can be read.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// Places on paper are asked of what has none.
    #[error("expected a PDF, whose words have places, found a text")]
    NoPaper,
    /// Pages are chosen of what has none.
    #[error("expected a PDF, of which pages can be chosen, found a text; leave --pages out")]
    PagesOfText,
}

/// How an input is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Encoding label of a text; `None` detects.
    pub encoding: Option<&'a str>,
    /// What opens a PDF; empty if nothing is needed.
    pub password: &'a str,
    /// Pages of a PDF.
    pub pages: &'a PageRanges,
    /// Whether the drawn lines of a PDF count.
    pub rules: Rules,
}

/// Reads an input, text or PDF, as lines on pages.
///
/// - **Input**: `name`, its path as it shall appear in outputs, and all its bytes; these tell which of the two it is.
/// - **Errors**: what is neither.
pub fn read(name: &str, bytes: &[u8], reading: Reading) -> Result<(Source, Vec<Page>), ReadError> {
    if pdf::is_pdf(bytes) {
        let paper = paper_of(bytes, reading)?;
        let (mut source, pages) = compose::compose(name, blake3::hash(bytes).to_hex().to_string(), &paper);
        source.paper = Some(paper.info());
        return Ok((source, pages));
    }
    if !reading.pages.are_all() {
        return Err(ReadError::PagesOfText);
    }
    let source = decode(name, bytes, reading.encoding)?;
    let pages = scan(&source);
    Ok((source, pages))
}

fn paper_of(bytes: &[u8], reading: Reading) -> Result<Paper, ReadError> {
    let mut paper = pdf::paper(bytes, reading.password, reading.pages)?;
    if reading.rules == Rules::Ignored {
        paper.sheets.iter_mut().for_each(|sheet| sheet.rules.clear());
    }
    Ok(paper)
}

/// The words of a PDF with their places, page by page.
///
/// - **Errors**: a PDF that cannot be read, and what is none.
pub fn words(bytes: &[u8], reading: Reading) -> Result<Vec<Word>, ReadError> {
    Ok(sheets(bytes, reading)?.iter().flat_map(drawing::words).collect())
}

/// The pages of a PDF with what was found on them, each as its number and an SVG file.
///
/// - **Errors**: a PDF that cannot be read, and what is none.
pub fn drawings(bytes: &[u8], reading: Reading) -> Result<Vec<(usize, String)>, ReadError> {
    Ok(drawing::drawings(&sheets(bytes, reading)?))
}

fn sheets(bytes: &[u8], reading: Reading) -> Result<Vec<Sheet>, ReadError> {
    if pdf::is_pdf(bytes) { Ok(paper_of(bytes, reading)?.sheets) } else { Err(ReadError::NoPaper) }
}

/// Recovers the blocks of a report, in reading order. Every non-blank character of the pages is in exactly one of them.
///
/// ```
/// use fukkoku_recover::block::BlockKind;
/// use fukkoku_recover::read::{decode::decode, scan::scan};
/// let source = decode("a.txt", "１ 概要 \n\n本文である。 \n".as_bytes(), None)?;
/// let blocks = fukkoku_recover::recover(&source, &scan(&source));
/// assert!(blocks.iter().any(|block| matches!(block.kind, BlockKind::Paragraph { .. })));
/// # Ok::<(), fukkoku_recover::read::decode::DecodeError>(())
/// ```
pub fn recover(source: &Source, pages: &[Page]) -> Vec<Block> {
    let mut lines: Vec<Line> = pages.iter().flat_map(|page| page.lines.iter().copied()).collect();
    let sizes = sizes_of(source, pages, &lines);
    let mut blocks = furniture(source, pages);
    blocks.extend(footnotes::footnotes(source, &mut lines, &sizes));
    let mut blocks = walk(source, pages, &lines, sizes, blocks).blocks;
    blocks.sort_by_key(Block::start);
    blocks
}

/// A stretch of a report that was read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// The n-th table, from 1.
    Table(usize),
    /// The n-th stretch, from 1, that looks like a table but fits no layout.
    Hopeless(usize),
}

/// How a stretch is read; `None` if there is none. Of lined-up text, tables beside each other are one stretch, and none is hopeless.
pub fn explain(source: &Source, pages: &[Page], stretch: Stretch) -> Option<String> {
    let lines: Vec<Line> = pages.iter().flat_map(|page| page.lines.iter().copied()).collect();
    let (hopeless, number) = match stretch {
        Stretch::Table(number) => (false, number),
        Stretch::Hopeless(number) => (true, number),
    };
    if source.flavour == Flavour::Pdf {
        return if hopeless { None } else { drawing::explain(pages, number) };
    }
    if source.flavour == Flavour::Layout {
        return if hopeless { None } else { compose::lined::explain(source, &lines, number) };
    }
    let walk = walk(source, pages, &lines, Sizes::default(), vec![]);
    let mut tried = walk.tables.iter().filter(|tried| tried.hopeless == hopeless);
    let Tried { lines: range, lead, .. } = tried.nth(number.checked_sub(1)?)?;
    Some(stream::explain::explain(source, &lines[range.clone()], *lead, walk.habits.end_spaces))
}

/// Lines that were read as a table.
struct Tried {
    lines: Range<usize>,
    /// How many of them may stand above it.
    lead: usize,
    /// Nothing explains them.
    hopeless: bool,
}

fn walk<'a>(source: &'a Source, pages: &[Page], lines: &'a [Line], sizes: Sizes, blocks: Vec<Block>) -> Walk<'a> {
    let habits = Habits::of(source, lines);
    let grid = match source.flavour {
        Flavour::Layout => Some(compose::lined::tables(source, lines)),
        Flavour::Pdf => Some(laid(pages)),
        Flavour::Stream | Flavour::Raw | Flavour::Blocks | Flavour::Boxes | Flavour::Lines => None,
    };
    let mut walk = Walk { source, lines, habits, sizes, grid, blocks, tables: vec![], found: None, quoting: None };
    let mut at = 0;
    while at < lines.len() {
        at = walk.block(at);
    }
    walk
}

/// The sizes of type of a report on paper; of text, nothing is known.
fn sizes_of(source: &Source, pages: &[Page], lines: &[Line]) -> Sizes {
    let of_page = |page: &Page| -> Vec<bool> {
        (0..page.lines.len()).map(|at| page.tables.iter().any(|laid| laid.lines.contains(&at))).collect()
    };
    let table = if source.flavour == Flavour::Pdf { pages.iter().flat_map(of_page).collect() } else { vec![] };
    Sizes::of(source, lines, table)
}

/// Tables whose places are known, by the line that each part of them begins on.
fn laid(pages: &[Page]) -> BTreeMap<usize, plane::Found> {
    let mut found = BTreeMap::new();
    let mut first = 0;
    for page in pages {
        for laid in page.tables.iter().filter(|laid| !laid.lines.is_empty()) {
            let tables = laid.table.iter().cloned().collect();
            found.insert(first + laid.lines.start, plane::Found { end: first + laid.lines.end, tables });
        }
        first += page.lines.len();
    }
    found
}

fn furniture(source: &Source, pages: &[Page]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in pages {
        let found = [(FurnitureRole::RunningHead, page.running_head), (FurnitureRole::PageNumber, page.page_number)];
        for (role, line) in found {
            let Some(line) = line else { continue };
            let text = trimmed(source, line.span);
            blocks.push(Block::new(BlockKind::Furniture { role, text: text.clone() }, page.number, [&text]));
        }
    }
    blocks
}

/// Most single labels above a header's first line of several.
const MOST_LEADING: usize = 8;

struct Walk<'a> {
    source: &'a Source,
    lines: &'a [Line],
    habits: Habits,
    sizes: Sizes,
    /// The tables of lined-up text, by the line that they begin on.
    grid: Option<BTreeMap<usize, plane::Found>>,
    blocks: Vec<Block>,
    /// Lines of each stretch laid out in columns, and how many of them may stand above the table.
    tables: Vec<Tried>,
    /// A table found below the lines that are being read.
    found: Option<(usize, Recovered, usize)>,
    /// Caption of the quotation that the following paragraphs belong to.
    quoting: Option<Text>,
}

impl Walk<'_> {
    /// Takes the block that begins at line `at`; returns the line after it.
    fn block(&mut self, at: usize) -> usize {
        if is_blank(self.source, &self.lines[at]) {
            return at + 1;
        }
        if let Some(end) = self.contents(at).or_else(|| self.table(at)) {
            return end;
        }
        let found = opening(self.slice(at));
        if !matches!(found, Opening::Plain) {
            self.quoting = None;
        }
        match found {
            Opening::Section => self.heading(at, 1),
            Opening::Subsection => self.heading(at, 2),
            Opening::Label => self.heading(at, 3),
            Opening::Bullet => self.list(at),
            Opening::Note => self.note(at),
            Opening::Quotation => self.quotation(at),
            Opening::Contact => self.contact(at),
            Opening::Plain => self.paragraph(at),
        }
    }

    fn slice(&self, at: usize) -> &str {
        self.source.slice(self.lines[at].span)
    }

    fn run(&self, at: usize) -> Run {
        let begins_other = |next: usize| {
            opening(self.slice(next)) != Opening::Plain
                || self.sizes.is_head(next)
                || self.may_begin_table(next)
                || self.found.as_ref().is_some_and(|(begin, ..)| *begin == next)
        };
        prose::run(self.source, self.lines, at, &self.habits, begins_other)
    }

    fn push<'a>(&mut self, kind: BlockKind, at: usize, texts: impl IntoIterator<Item = &'a Text>) {
        self.blocks.push(Block::new(kind, self.lines[at].page, texts));
    }

    fn may_begin_table(&self, at: usize) -> bool {
        match &self.grid {
            Some(grid) => grid.contains_key(&at),
            None => stream::region::may_begin(self.source, self.lines, at),
        }
    }

    /// Takes the table at line `at`, if there is one; where labels stand above it that are none of its own, notes it for later.
    fn table(&mut self, at: usize) -> Option<usize> {
        if let Some(grid) = &mut self.grid {
            let found = grid.remove(&at)?;
            self.quoting = None;
            found.tables.into_iter().for_each(|table| self.push_table(Box::new(table), at));
            return Some(found.end);
        }
        if self.found.as_ref().is_none_or(|(begin, ..)| *begin < at) {
            let lead = self.lead(at)?;
            let end = stream::region::end(self.source, self.lines, at + lead);
            let recovered = stream::recover(self.source, &self.lines[at..end], lead, self.habits.end_spaces);
            let hopeless = matches!(recovered, Recovered::Hopeless);
            let taken = match &recovered {
                Recovered::Nothing => return None,
                Recovered::Hopeless => lead..end - at,
                Recovered::Table(_, taken) => taken.clone(),
            };
            self.found = Some((at + taken.start, recovered, at + taken.end));
            self.tables.push(Tried { lines: at..end, lead, hopeless });
        }
        let (_, recovered, end) = self.found.take_if(|(begin, ..)| *begin == at)?;
        self.quoting = None;
        match recovered {
            Recovered::Nothing => return None,
            Recovered::Hopeless => self.unrecognized(at, end),
            Recovered::Table(raw, _) => self.push_table(raw, at),
        }
        Some(end)
    }

    fn push_table(&mut self, raw: Box<PrintedTable>, at: usize) {
        let headers = raw.repeated.iter().map(|text| (FurnitureRole::TableHeader, text));
        let readings = raw.readings.iter().map(|text| (FurnitureRole::Reading, text));
        for (role, text) in headers.chain(readings) {
            self.push(BlockKind::Furniture { role, text: text.clone() }, at, [text]);
        }
        let texts: Vec<Text> = raw.texts().cloned().collect();
        self.push(BlockKind::Table(raw), at, &texts);
    }

    /// How many single labels stand at `at` above a line that may begin a table; `None` if no such line follows.
    fn lead(&self, at: usize) -> Option<usize> {
        let begins = |line: usize| stream::region::may_begin(self.source, self.lines, line);
        let single = |line: usize| {
            let text = self.slice(line);
            opening(text) == Opening::Plain && stream::region::may_lead(text) && self.lines[line].gap != Gap::Page
        };
        let lead = (0..=MOST_LEADING)
            .find(|&lead| at + lead >= self.lines.len() || !single(at + lead) || begins(at + lead))?;
        (at + lead < self.lines.len() && begins(at + lead)).then_some(lead)
    }

    /// Takes the contents at line `at`, if there are any.
    fn contents(&mut self, at: usize) -> Option<usize> {
        let is_table = |line: usize| self.grid.as_ref().is_some_and(|grid| grid.contains_key(&line));
        let found = contents::contents(self.source, self.lines, at, is_table)?;
        self.quoting = None;
        self.push(BlockKind::Contents { title: found.title, entries: found.entries }, at, &found.texts);
        Some(found.end)
    }

    fn unrecognized(&mut self, at: usize, end: usize) {
        let filled = self.lines[at..end].iter().filter(|line| !is_blank(self.source, line));
        let texts: Vec<Text> = filled.map(|line| trimmed(self.source, line.span)).collect();
        self.push(BlockKind::Unrecognized(texts.clone()), at, &texts);
    }

    fn heading(&mut self, at: usize, level: u8) -> usize {
        let run = self.run(at);
        let next = run.lines[run.lines.len() - 1] + 1;
        let (number, offset) = heading_number(&run.text.printed, level);
        let title = run.text.slice(offset..run.text.printed.len());
        let subtitle = self.subtitle(next);
        let texts: Vec<Text> = std::iter::once(&run.text).chain(&subtitle).cloned().collect();
        let after = next + usize::from(subtitle.is_some());
        self.push(BlockKind::Heading { level, number, title, text: run.text, subtitle }, at, &texts);
        after
    }

    /// A short line close under a heading.
    fn subtitle(&self, at: usize) -> Option<Text> {
        let line = self.lines.get(at)?;
        let text = trimmed(self.source, line.span);
        let close = self.lines[at - 1].gap == Gap::Line && line.gap >= Gap::Paragraph;
        let short = (1..=20).contains(&text.printed.chars().count()) && !text.printed.contains(['。', ' ']);
        (close && short && opening(&text.printed) == Opening::Plain).then_some(text)
    }

    fn list(&mut self, at: usize) -> usize {
        let mut items = Vec::new();
        let mut texts = Vec::new();
        let mut next = at;
        while next < self.lines.len() {
            if is_blank(self.source, &self.lines[next]) {
                next += 1;
                continue;
            }
            if opening(self.slice(next)) != Opening::Bullet {
                break;
            }
            let run = self.run(next);
            next = run.lines[run.lines.len() - 1] + 1;
            items.push(item(&run.text));
            texts.push(run.text);
        }
        self.push(BlockKind::List(items), at, &texts);
        next
    }

    fn note(&mut self, at: usize) -> usize {
        let run = self.run(at);
        let marker = opening::note_marker(&run.text.printed).unwrap_or_default().to_owned();
        let next = run.lines[run.lines.len() - 1] + 1;
        self.push(BlockKind::Note { marker, text: run.text.clone() }, at, [&run.text]);
        next
    }

    fn quotation(&mut self, at: usize) -> usize {
        let run = self.run(at);
        let next = run.lines[run.lines.len() - 1] + 1;
        self.quoting = Some(run.text);
        match (next..self.lines.len()).find(|&next| !is_blank(self.source, &self.lines[next])) {
            Some(body) if opening(self.slice(body)) == Opening::Plain => self.paragraph(body),
            _ => {
                let text = self.quoting.take().unwrap_or_default();
                self.push(BlockKind::Note { marker: String::new(), text: text.clone() }, at, [&text]);
                next
            }
        }
    }

    fn paragraph(&mut self, at: usize) -> usize {
        let run = self.run(at);
        let next = run.lines[run.lines.len() - 1] + 1;
        if self.opens_contact(at, next, &run) {
            return self.contact(at);
        }
        if let Some(head) = self.sizes.head(self.source, self.lines, at) {
            let (level, text) = (head.level, head.text);
            let title = text.clone();
            let kind = BlockKind::Heading { level, number: None, title, text: text.clone(), subtitle: None };
            self.quoting = None;
            self.push(kind, at, [&text]);
            return head.end;
        }
        // The caption belongs to the first paragraph of the quotation.
        let quoted = self.quoting.is_some();
        let caption = self.quoting.as_mut().map(std::mem::take).filter(|text| !text.is_empty());
        let role = if quoted { ParagraphRole::Quotation } else { ParagraphRole::Body };
        let texts: Vec<Text> = caption.iter().chain([&run.text]).cloned().collect();
        self.push(BlockKind::Paragraph { role, caption, text: run.text }, at, &texts);
        next
    }

    /// An office's name right above its address.
    fn opens_contact(&self, at: usize, next: usize, run: &Run) -> bool {
        let short = run.text.printed.chars().count() <= 30 && !run.text.printed.contains('。');
        let follows = (next..self.lines.len()).find(|&line| !is_blank(self.source, &self.lines[line]));
        short
            && self.lines[at].gap != Gap::Page
            && follows.is_some_and(|line| opening(self.slice(line)) == Opening::Contact)
    }

    fn contact(&mut self, at: usize) -> usize {
        let mut texts = Vec::new();
        let mut next = at;
        while next < self.lines.len() {
            let blank = is_blank(self.source, &self.lines[next]);
            if !blank && next > at && opening(self.slice(next)) != Opening::Contact {
                break;
            }
            if !blank {
                let run = self.run(next);
                next = run.lines[run.lines.len() - 1];
                texts.push(run.text);
            }
            next += 1;
        }
        self.push(BlockKind::Contact(texts.clone()), at, &texts);
        next
    }
}
