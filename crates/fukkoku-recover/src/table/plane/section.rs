//! The parts of a table: one a page, each with its own offsets, laid over the same columns.

use super::assign::Frame;
use super::blocks::{Block, Body};
use super::columns::{self, Column};
use super::fit;
use super::header;
use super::heads;
use super::lay::Laid;
use super::stack;
use super::strip::Strip;
use crate::costs::Total;
use crate::page::Gap;
use crate::source::Source;
use std::ops::Range;

/// Lines of a table on one page.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// Which strips.
    pub(super) strips: Range<usize>,
    /// Its columns.
    pub(super) columns: Vec<Column>,
    /// How many strips at its top are header.
    pub(super) header: usize,
    /// Whether its columns had to be made as many as those of the table.
    pub(super) fitted: bool,
    /// The blocks that it stands in, once they are known for these columns.
    blocks: Option<Vec<Block>>,
}

impl Section {
    fn new(source: &Source, strips: &[Strip], range: Range<usize>) -> Self {
        let own: Vec<&Strip> = strips[range.clone()].iter().collect();
        let mut columns = columns::best(columns::candidates(&own)).unwrap_or_default();
        let mut header = extent(source, &own, &columns);
        // Labels that span columns hide gutters, and labels tell how many columns there are: look again.
        for _ in 0..2 {
            if header == 0 || header >= own.len() {
                break;
            }
            columns = best_columns(&own, header).unwrap_or(columns);
            header = extent(source, &own, &columns);
        }
        Self { strips: range, columns, header, fitted: false, blocks: None }
    }

    /// The columns that its body and its header speak for.
    fn fit(&self, strips: &[Strip]) -> Vec<Column> {
        let own: Vec<&Strip> = strips[self.strips.clone()].iter().collect();
        match self.header {
            header if header > 0 && header < own.len() => best_columns(&own, header).unwrap_or_default(),
            _ => self.columns.clone(),
        }
    }

    /// Its best columns among those that are as many as wanted.
    fn fit_to(&self, strips: &[Strip], wanted: usize) -> Option<Vec<Column>> {
        let own: Vec<&Strip> = strips[self.strips.clone()].iter().collect();
        let (head, body) = own.split_at(self.header);
        let mut candidates = columns::candidates(body);
        candidates.extend(columns::candidates(&own));
        candidates.retain(|(_, columns)| columns.len() == wanted);
        columns::best(rescored(candidates, body, &stack::bits(head)))
    }

    /// Its body strips, laid over its columns, and the blocks that they stand in.
    pub(super) fn lay(&self, source: &Source, strips: &[Strip]) -> (Laid, Vec<Block>) {
        let body: Vec<&Strip> = strips[self.body()].iter().collect();
        let mut body = Body::new(source, &body);
        let blocks = self.blocks.clone().unwrap_or_else(|| body.divide(&self.columns).1);
        (body.lay(&blocks), blocks)
    }

    /// Which strips are body.
    pub(super) fn body(&self) -> Range<usize> {
        self.strips.start + self.header..self.strips.end
    }

    /// Which strips are header.
    pub(super) fn head(&self) -> Range<usize> {
        self.strips.start..self.strips.start + self.header
    }
}

fn extent(source: &Source, strips: &[&Strip], columns: &[Column]) -> usize {
    if columns.is_empty() {
        return 0;
    }
    // What heads rows is no label of a column.
    let first = heads::heads(source, strips).into_iter().position(|heads| heads).unwrap_or(strips.len());
    header::extent(source, strips, columns, &Frame::new(columns, strips)).min(first)
}

/// What a header that does not fit costs against evidence of gutters.
const UNFIT: Total = 250;

/// The columns that both the body's gutters and the labels over them speak for.
///
/// Blocks further down may be displaced: where the whole body fits the labels badly, its upper part may fit them.
fn best_columns(strips: &[&Strip], header: usize) -> Option<Vec<Column>> {
    let (head, body) = strips.split_at(header);
    let bits = stack::bits(head);
    let fits = |columns: &Vec<Column>| stack::place(&bits, columns).cost < stack::LABEL_MISSING;
    let best = |lines: usize| {
        let mut candidates = rescored(columns::candidates(&body[..lines]), &body[..lines], &bits);
        candidates.extend(rescored(columns::candidates(&strips[..header + lines]), &body[..lines], &bits));
        columns::best(candidates)
    };
    let whole = best(body.len())?;
    let parts = [body.len() * 2 / 3, body.len() / 2, body.len() / 3].into_iter().filter(|&lines| lines >= 4);
    let upper = parts.filter_map(best).find(fits);
    match upper {
        Some(upper) if !fits(&whole) => Some(upper),
        _ => Some(whole),
    }
}

fn rescored(candidates: Vec<(Total, Vec<Column>)>, body: &[&Strip], bits: &[stack::Bit]) -> Vec<(Total, Vec<Column>)> {
    let score =
        |columns: &Vec<Column>| columns::evidence(body, columns) - UNFIT * stack::place(bits, columns).cost / 1000;
    candidates.into_iter().map(|(_, columns)| (score(&columns), columns)).collect()
}

/// Divides a region into tables, each with its sections.
pub(super) fn tables(source: &Source, strips: &[Strip], region: Range<usize>) -> Vec<Vec<Section>> {
    let mut tables: Vec<Vec<Section>> = Vec::new();
    for range in parts(strips, region) {
        let section = Section::new(source, strips, range);
        let goes_on = tables.last().is_some_and(|table| goes_on(source, strips, table, &section));
        match tables.last_mut() {
            Some(table) if goes_on => append(strips, table, section),
            _ => tables.push(vec![section]),
        }
    }
    tables.into_iter().map(|table| agree(source, strips, table)).collect()
}

/// A region's parts: cut at pages and blank lines.
fn parts(strips: &[Strip], region: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = region.start;
    let cuts = region.clone().skip(1).filter(|&at| strips[at].before >= Gap::Paragraph);
    for at in cuts.chain([region.end]) {
        parts.push(from..at);
        from = at;
    }
    parts
}

/// Whether a part belongs to the table before it.
fn goes_on(source: &Source, strips: &[Strip], table: &[Section], next: &Section) -> bool {
    let (Some(first), Some(last)) = (table.first(), table.last()) else { return false };
    let new_page = strips[next.strips.start].before == Gap::Page;
    if new_page {
        let same = repeated(source, strips, first, next).is_some() || repeated(source, strips, next, first).is_some();
        return same || next.header == 0 || next.columns.len() == last.columns.len();
    }
    // After blank lines on the same page: only what fits between the same gutters and has no header.
    let own: Vec<&Strip> = strips[next.strips.clone()].iter().collect();
    let fits = own
        .iter()
        .flat_map(|strip| &strip.words)
        .filter(|word| last.columns.iter().filter(|column| column.overlap(word.start, word.end) > 0).count() < 2);
    let words: usize = own.iter().map(|strip| strip.words.len()).sum();
    // A turned character stands alone between blank lines.
    let turned = |strip: &&Strip| strip.words.len() == 1 && strip.end() - strip.start() <= 3 && strip.start() > 4;
    let last_strip = strips[last.strips.clone()].iter().collect::<Vec<_>>().last().copied();
    fits.count() * 4 >= words * 3 && (own.first().is_some_and(turned) || last_strip.as_ref().is_some_and(turned))
}

/// How many strips at the start of `other` read like the header of `one`, wraps aside.
fn repeated(source: &Source, strips: &[Strip], one: &Section, other: &Section) -> Option<usize> {
    let characters = |range: Range<usize>| {
        let mut all: Vec<char> = strips[range]
            .iter()
            .flat_map(|strip| &strip.words)
            .flat_map(|word| source.slice(word.span).chars())
            .collect();
        all.sort_unstable();
        all
    };
    let wanted = characters(one.head());
    let longest = other.strips.len().min(one.header + 4);
    (1..=longest)
        .find(|&length| wanted.len() >= 2 && characters(other.strips.start..other.strips.start + length) == wanted)
}

/// Adds a part to a table: to its last section if it stands on the same page.
fn append(strips: &[Strip], table: &mut Vec<Section>, next: Section) {
    match table.last_mut() {
        Some(last) if strips[next.strips.start].before != Gap::Page => last.strips.end = next.strips.end,
        _ => table.push(next),
    }
}

/// Sections whose header is tried as that of the table.
const MODELS: usize = 6;

/// Makes the headers of all sections agree: the one that recurs at most tops, else that of the first section alone.
fn agree_on_header(source: &Source, strips: &[Strip], table: &mut [Section]) {
    let mut best: Option<(usize, Vec<Option<usize>>)> = None;
    for one in table.iter().filter(|section| section.header > 0).take(MODELS) {
        let tops: Vec<Option<usize>> = table.iter().map(|other| repeated(source, strips, one, other)).collect();
        let count = tops.iter().flatten().count();
        if tops.first().is_some_and(Option::is_some) && best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, tops));
        }
    }
    let Some((_, tops)) = best else { return };
    for (section, top) in table.iter_mut().zip(tops) {
        section.header = top.unwrap_or(0);
        section.columns = match section.header {
            0 => columns_of_body(strips, section),
            _ => section.fit(strips),
        };
    }
}

fn columns_of_body(strips: &[Strip], section: &Section) -> Vec<Column> {
    let own: Vec<&Strip> = strips[section.strips.clone()].iter().collect();
    columns::best(columns::candidates(&own)).unwrap_or_else(|| section.columns.clone())
}

/// Makes all sections of a table have the same number of columns: that of the section with the most lines.
fn agree(source: &Source, strips: &[Strip], mut table: Vec<Section>) -> Vec<Section> {
    agree_on_header(source, strips, &mut table);
    table.iter_mut().for_each(|section| decide(source, strips, section));
    let Some(model) =
        table.iter().max_by_key(|section| (section.strips.len(), usize::MAX - section.strips.start)).cloned()
    else {
        return table;
    };
    for section in &mut table {
        if section.columns.len() != model.columns.len() {
            section.fitted = true;
            section.blocks = None;
            section.columns =
                section.fit_to(strips, model.columns.len()).unwrap_or_else(|| fitted(source, strips, section, &model));
        }
    }
    table
}

/// Looks again how many columns there are, with displaced blocks in mind.
fn decide(source: &Source, strips: &[Strip], section: &mut Section) {
    let body: Vec<&Strip> = strips[section.body()].iter().collect();
    let head: Vec<&Strip> = strips[section.head()].iter().collect();
    if head.is_empty() || body.len() < 2 || section.columns.len() < 2 {
        return;
    }
    let (columns, blocks) = Body::new(source, &body).decide(&section.columns, &stack::bits(&head));
    (section.columns, section.blocks) = (columns, Some(blocks));
}

/// The columns of a section, made as many as the model has.
fn fitted(source: &Source, strips: &[Strip], section: &Section, model: &Section) -> Vec<Column> {
    let own: Vec<&Strip> = strips[section.strips.clone()].iter().collect();
    let model_strips: Vec<&Strip> = strips[model.strips.clone()].iter().collect();
    let here = header::holds(source, &section.columns, &own);
    let there = header::holds(source, &model.columns, &model_strips);
    let matched = fit::matching(&section.columns, &here, &model.columns, &there);
    let mut columns: Vec<Option<Column>> = vec![None; model.columns.len()];
    for (at, &target) in matched.iter().enumerate() {
        let column = section.columns[at];
        let place = &mut columns[target];
        *place = Some(place.map_or(column, |other| Column { left: other.left, right: column.right }));
    }
    columns::fill_gaps(&columns)
}
