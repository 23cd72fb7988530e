//! Tables out of text that is lined up by spaces: offsets are evidence.
//!
//! [`strip`] cuts lines into words with offsets, [`region`] finds stretches that may be tables, [`columns`] finds the gutters,
//! [`section`] makes the parts of a table on several pages agree, [`assign`] lays words over columns, [`header`] reads the
//! labels, [`blocks`] finds the blocks of a page that are displaced, [`rows`] divides the lines into rows and [`stub`] the rows among
//! labels that cover several; [`cell`] says what it costs to take pieces for one cell; [`explain`] shows a reading.

pub mod assign;
pub mod beside;
pub mod blocks;
pub mod body;
pub mod build;
pub mod cell;
pub mod columns;
pub mod explain;
pub mod fit;
pub mod header;
pub mod kind;
pub mod lay;
pub mod region;
pub mod rows;
pub mod section;
pub mod stack;
pub mod strip;
pub mod stub;

use crate::block::PrintedTable;
use crate::page::Line;
use crate::source::Source;
use section::Section;
use std::collections::BTreeMap;
use strip::Strip;

/// A table with the lines that it takes.
#[derive(Clone, Debug)]
pub struct Found {
    /// Line after the last.
    pub end: usize,
    /// The table; two that stand beside each other.
    pub tables: Vec<PrintedTable>,
}

/// All tables of a lined-up text, by the line that they begin on.
pub fn tables(source: &Source, lines: &[Line]) -> BTreeMap<usize, Found> {
    let strips = strip::strips(source, lines);
    let mut found = BTreeMap::new();
    for region in region::regions(source, &strips) {
        for sections in section::tables(source, &strips, region) {
            let (Some(first), Some(last)) = (sections.first(), sections.last()) else { continue };
            let (start, end) = (strips[first.strips.start].line, strips[last.strips.end - 1].line + 1);
            let tables = read(source, &strips, &sections);
            if !tables.is_empty() {
                found.insert(start, Found { end, tables });
            }
        }
    }
    found
}

/// The table of some sections, or the two that stand beside each other.
fn read(source: &Source, strips: &[Strip], sections: &[Section]) -> Vec<PrintedTable> {
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
