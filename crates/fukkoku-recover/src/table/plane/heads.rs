//! Lines that head the rows below them: `（学校）`, `【一般会計】`.

use super::strip::Strip;
use crate::look;
use crate::source::Source;

/// For each strip of a table, whether it heads the rows below it: it stands alone, where labels of rows do, is nothing but a name in
/// brackets, and another does so too. A single one may be the end of a label.
pub(super) fn heads(source: &Source, strips: &[&Strip]) -> Vec<bool> {
    let left = strips.iter().map(|strip| strip.start()).min().unwrap_or_default();
    let is_head = |strip: &&Strip| {
        strip.chunks().len() == 1
            && strip.start() <= left + FARTHEST
            && look::is_group_head(source.slice(strip.span(&(0..strip.words.len()))))
    };
    let found: Vec<bool> = strips.iter().map(is_head).collect();
    let several = found.iter().filter(|head| **head).count() > 1;
    found.into_iter().map(|head| head && several).collect()
}

/// Columns of a terminal between such a line and the leftmost.
const FARTHEST: usize = 4;
