//! One walk over the lines of a report: `tables` knows the stretches that are laid out in columns, `blocks` reads what stands between.

mod blocks;
mod stood;
mod tables;

use crate::block::{Block, BlockKind, FurnitureRole};
use crate::page::{Line, Page};
use crate::prose::{Habits, trimmed};
use crate::source::Source;
use blocks::Walk;
pub use tables::Stretch;
pub(crate) use tables::explain;
use tables::standing;

/// The blocks of a report, in reading order.
pub(crate) fn blocks(source: &Source, pages: &[Page]) -> Vec<Block> {
    let lines: Vec<Line> = pages.iter().flat_map(|page| page.lines.iter().copied()).collect();
    let habits = Habits::of(source, &lines);
    let stood = standing(source, pages, &lines, habits);
    let mut walk =
        Walk { source, lines: &lines, habits, stood, search: None, blocks: furniture(source, pages), quoting: None };
    walk.all();
    let mut blocks = walk.blocks;
    blocks.sort_by_key(Block::start);
    blocks
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
