//! The tables of a lined-up text.

use super::section::{self, Section};
use super::strip::{self, Strip};
use super::{beside, build, region};
use crate::block::PrintedTable;
use crate::page::{Gap, Line};
use crate::source::{Source, Span};
use crate::table::standing::{Found, Standing};
use std::collections::BTreeMap;
use std::ops::Range;

/// All tables of a lined-up text, by the line that they begin on: as it is, and without what its blank lines say.
///
/// - **Input**: the lines; the same lines without what blank ones say.
pub(crate) fn tables(source: &Source, lines: &[Line], close: &[Line]) -> [Standing; 2] {
    both(source, &strip::strips(source, lines), &strip::strips(source, close))
}

/// The same of lines of which it is known where their words stand.
///
/// - **Input**: for each line its words: where each begins and ends in halves of an em from the margin, and its span.
pub(crate) fn placed(source: &Source, lines: &[Line], words: &[Vec<(Range<usize>, Span)>]) -> [Standing; 2] {
    let strips = strip::placed(source, lines, words);
    let mut close = strips.clone();
    close.iter_mut().filter(|strip| strip.before == Gap::Paragraph).for_each(|strip| strip.before = Gap::Line);
    both(source, &strips, &close)
}

fn both(source: &Source, strips: &[Strip], close: &[Strip]) -> [Standing; 2] {
    let mut known: BTreeMap<(usize, usize), Standing> = BTreeMap::new();
    for region in region::regions(source, strips) {
        known.insert((region.start, region.end), of_region(source, strips, region));
    }
    let mut others = Standing::new();
    for region in region::regions(source, close) {
        // Most stretches hold no blank line: then both are one.
        let same = known.get(&(region.start, region.end));
        let same = same.filter(|_| strips[region.clone()].iter().skip(1).all(|strip| strip.before != Gap::Paragraph));
        others.extend(same.cloned().unwrap_or_else(|| of_region(source, close, region)));
    }
    [known.into_values().flatten().collect(), others]
}

fn of_region(source: &Source, strips: &[Strip], region: Range<usize>) -> Standing {
    let mut found = Standing::new();
    for sections in section::tables(source, strips, region) {
        let (Some(first), Some(last)) = (sections.first(), sections.last()) else { continue };
        let (start, end) = (strips[first.strips.start].line, strips[last.strips.end - 1].line + 1);
        let tables = read(source, strips, &sections);
        if !tables.is_empty() {
            found.insert(start, Found { end, tables, certain: false });
        }
    }
    found
}

/// The table of some sections, or the two that stand beside each other.
pub(super) fn read(source: &Source, strips: &[Strip], sections: &[Section]) -> Vec<PrintedTable> {
    if let Some(sides) = beside::split(source, strips, sections) {
        let sides: Vec<PrintedTable> = sides.iter().filter_map(|side| only(source, side)).collect();
        if sides.len() == 2 {
            return sides;
        }
    }
    build::table(source, strips, sections).into_iter().collect()
}

/// The table of some strips, if they are one.
fn only(source: &Source, strips: &[Strip]) -> Option<PrintedTable> {
    match section::tables(source, strips, 0..strips.len()).as_slice() {
        [sections] => build::table(source, strips, sections),
        _ => None,
    }
}
