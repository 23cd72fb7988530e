//! One walk over the lines of a report: `tables` knows the stretches that are laid out in columns, `blocks` reads what stands between.

mod blocks;
mod stood;
mod tables;

use crate::block::{Block, BlockKind, FurnitureRole};
use crate::footnotes;
use crate::page::{Line, Page};
use crate::prose::{Habits, trimmed};
use crate::sizes::Sizes;
use crate::source::{Flavour, Source};
use blocks::Walk;
pub use tables::Stretch;
pub(crate) use tables::explain;
use tables::{laid, standing};

/// The blocks of a report, in reading order; the tables of its pages are taken.
pub(crate) fn blocks(source: &Source, pages: &mut [Page]) -> Vec<Block> {
    let mut lines: Vec<Line> = pages.iter().flat_map(|page| page.lines.iter().copied()).collect();
    let sizes = sizes_of(source, pages, &lines);
    let mut blocks = furniture(source, pages);
    blocks.extend(footnotes::footnotes(source, &mut lines, &sizes));
    let habits = Habits::of(source, &lines);
    let stood = standing(source, laid(pages), &lines, habits);
    let mut walk = Walk { source, lines: &lines, habits, sizes, stood, search: None, blocks, quoting: None };
    walk.all();
    let mut blocks = walk.blocks;
    blocks.sort_by_key(Block::start);
    blocks
}

/// The sizes of type of a report on paper; of text, nothing is known.
fn sizes_of(source: &Source, pages: &[Page], lines: &[Line]) -> Sizes {
    let of_page = |page: &Page| -> Vec<bool> {
        (0..page.lines.len()).map(|at| page.tables.iter().any(|laid| laid.lines.contains(&at))).collect()
    };
    let table = if source.flavour == Flavour::Pdf { pages.iter().flat_map(of_page).collect() } else { vec![] };
    Sizes::of(source, lines, table)
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
