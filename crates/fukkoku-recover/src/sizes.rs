//! Headings that only their type tells: larger than running text, short, on lines of their own.

use crate::look;
use crate::page::{Gap, Line};
use crate::prose::{is_blank, trimmed};
use crate::sheet::Length;
use crate::source::{Source, Text};
use std::collections::BTreeMap;

/// Size of a heading, in hundredths of that of running text.
const LARGER: Length = 115;
/// Size of a footnote, likewise.
const SMALLER: Length = 92;
/// Sizes that differ by so many hundredths are one.
const SAME: Length = 5;
/// Most characters of a heading, and most lines.
const LONGEST: usize = 60;
const MOST_LINES: usize = 3;
/// Characters of running text by which its size is known; with fewer, that of all text counts.
const ENOUGH: usize = 100;
/// Deepest level of a heading.
const DEEPEST: usize = 3;

/// The sizes of type of a report on paper.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sizes {
    /// That of running text.
    body: Length,
    /// Size of each line, and whether it is one of a table.
    lines: Vec<Length>,
    table: Vec<bool>,
    /// Sizes of headings, largest first.
    heads: Vec<Length>,
    /// Lines that may be a heading, or part of one.
    marked: Vec<bool>,
}

/// A heading that was found.
pub(crate) struct Head {
    /// 1 for the largest type.
    pub(crate) level: u8,
    /// Its lines, joined.
    pub(crate) text: Text,
    /// The line behind it.
    pub(crate) end: usize,
}

impl Sizes {
    /// Learns them from all lines; `table` tells those of tables, and nothing where the input is text.
    pub(crate) fn of(source: &Source, lines: &[Line], table: Vec<bool>) -> Self {
        if table.len() != lines.len() {
            return Self::default();
        }
        let sizes: Vec<Length> = lines.iter().map(|line| source.type_size(line.span)).collect();
        let count = |at: usize| source.slice(lines[at].span).chars().filter(|c| !c.is_whitespace()).count();
        let is_running = |at: &usize| !table[*at] && goes_on_or_ends(source.slice(lines[*at].span));
        let running: Vec<usize> = (0..lines.len()).filter(is_running).collect();
        let known = running.iter().map(|&at| count(at)).sum::<usize>() >= ENOUGH;
        let judged = if known { running } else { (0..lines.len()).collect() };
        let Some(body) = most_common(judged.iter().map(|&at| (sizes[at], count(at)))).filter(|body| *body > 0) else {
            return Self::default();
        };
        let largest = largest(lines, &sizes, &table, body);
        let marked: Vec<bool> = (0..lines.len())
            .map(|at| {
                let is_large = sizes[at] * 100 >= body * LARGER;
                // A page without running text is a cover: only what is largest on it is a title.
                let leads = largest.get(&lines[at].page).is_none_or(|largest| is_same(sizes[at], *largest));
                !table[at] && is_large && leads && may_be_heading(source.slice(lines[at].span).trim())
            })
            .collect();
        let mut heads: Vec<Length> = (0..lines.len()).filter(|&at| marked[at]).map(|at| sizes[at]).collect();
        heads.sort_unstable_by_key(|size| -size);
        heads.dedup_by(|next, kept| is_same(*next, *kept));
        Self { body, lines: sizes, table, heads, marked }
    }

    /// Whether a line may be a heading, or part of one.
    pub(crate) fn is_head(&self, at: usize) -> bool {
        self.marked.get(at).copied().unwrap_or_default()
    }

    /// Whether a line outside tables is smaller than running text.
    pub(crate) fn is_small(&self, at: usize) -> bool {
        !self.is_table(at) && self.lines.get(at).is_some_and(|size| *size > 0 && size * 100 <= self.body * SMALLER)
    }

    /// Whether a line is one of a table.
    pub(crate) fn is_table(&self, at: usize) -> bool {
        self.table.get(at).copied().unwrap_or_default()
    }

    /// The heading that begins at line `at`.
    pub(crate) fn head(&self, source: &Source, lines: &[Line], at: usize) -> Option<Head> {
        if !self.is_head(at) {
            return None;
        }
        let mut text = trimmed(source, lines[at].span);
        let mut end = at + 1;
        let goes_on = |end: usize| {
            let is_close = lines[end].page == lines[at].page && !is_blank(source, &lines[end]);
            self.is_head(end) && is_close && is_same(self.lines[end], self.lines[at])
        };
        while end < lines.len() && lines[end - 1].gap == Gap::Line && goes_on(end) {
            text.push_space();
            text.append(&trimmed(source, lines[end].span));
            end += 1;
        }
        let rank = self.heads.iter().position(|size| is_same(self.lines[at], *size))?;
        let fits = end - at <= MOST_LINES && text.printed.chars().count() <= LONGEST;
        fits.then_some(Head { level: (rank + 1).min(DEEPEST) as u8, text, end })
    }
}

/// Whether a line is one of running text: it is full, or a sentence ends in it.
fn goes_on_or_ends(line: &str) -> bool {
    !line.ends_with(' ') || line.trim_end().ends_with('。')
}

fn may_be_heading(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_sentence = text.contains('。') || text.ends_with(['、', '，', '：', ':']);
    // Of which day the figures are is a remark.
    let is_remark = text.ends_with("現在");
    letters >= 2 && !is_remark && text.chars().count() <= LONGEST && !is_sentence && !look::is_date(text)
}

/// Of each page without running text, the size of its largest type.
fn largest(lines: &[Line], sizes: &[Length], table: &[bool], body: Length) -> BTreeMap<usize, Length> {
    let mut found: BTreeMap<usize, Option<Length>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let largest = found.entry(line.page).or_insert(Some(0));
        let is_cover = !table[at] && !is_same(sizes[at], body) && sizes[at] > body;
        *largest = largest.filter(|_| is_cover).map(|largest| largest.max(sizes[at]));
    }
    found.into_iter().filter_map(|(page, largest)| Some((page, largest?))).collect()
}

fn is_same(one: Length, other: Length) -> bool {
    (one - other).abs() * 100 <= one.max(other) * SAME
}

/// The size that most characters have, of sizes that are the same the largest.
fn most_common(sizes: impl Iterator<Item = (Length, usize)>) -> Option<Length> {
    let mut counts: BTreeMap<Length, usize> = BTreeMap::new();
    sizes.filter(|(size, _)| *size > 0).for_each(|(size, count)| *counts.entry(size).or_default() += count);
    let near = |size: Length| {
        counts.range(size - size * SAME / 100..=size + size * SAME / 100).map(|(_, count)| count).sum::<usize>()
    };
    counts.keys().copied().max_by_key(|size| (near(*size), *size))
}
