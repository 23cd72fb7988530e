//! Which stretches of lines may be tables: lines of several columns, and what stands between them.

use super::strip::Strip;
use crate::opening::{Opening, is_all_bracketed, note_marker, opening};
use crate::page::Gap;
use crate::source::Source;
use std::ops::Range;

/// A line that begins within so many characters of the margin may be text outside of tables.
const MARGIN: usize = 4;
/// A single line at least this long is a sentence.
const SENTENCE: usize = 30;
/// Lines around a numbered label in which other labels are sought.
const AROUND: usize = 14;

/// Stretches of strips that may be tables, in order.
pub(crate) fn regions(source: &Source, strips: &[Strip]) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut at = 0;
    while at < strips.len() {
        if stops(source, strips, at) {
            at += 1;
            continue;
        }
        let end = (at + 1..strips.len()).find(|&next| stops(source, strips, next)).unwrap_or(strips.len());
        regions.extend(cut_at_titles(source, strips, at..end));
        at = end;
    }
    regions
}

fn is_single(strip: &Strip) -> bool {
    strip.chunks().len() == 1
}

/// Whether a line cannot be part of a table.
fn stops(source: &Source, strips: &[Strip], at: usize) -> bool {
    let strip = &strips[at];
    let text = source.slice(strip.span(&(0..strip.words.len())));
    if is_unit(text) && is_single(strip) {
        return true;
    }
    if strip.start() > MARGIN {
        return false;
    }
    let found = opening(text);
    if !is_single(strip) {
        let marked = note_marker(text).is_some() || found == Opening::Bullet || found == Opening::Label;
        return marked && strip.words.len() < 4;
    }
    if strip.start() <= 2 && note_marker(text).is_some() {
        return true;
    }
    if is_lined_up(strips, at) || begins_as_neighbours(source, strips, at) {
        return false;
    }
    let sentence = text.chars().count() >= SENTENCE || text.ends_with('。') && strip.start() <= 2;
    let title = strip.before >= Gap::Paragraph && strip.start() <= 2 && !is_narrow_label(strips, at);
    let opens = strip.start() <= 2
        && match found {
            Opening::Plain | Opening::Contact => false,
            Opening::Note => note_marker(text).is_some() || !is_all_bracketed(text),
            Opening::Section => !is_numbered_label(source, strips, at),
            Opening::Subsection | Opening::Label | Opening::Bullet | Opening::Quotation => true,
        };
    sentence || title || opens
}

/// Whether lines right above and below begin as this one does and have several columns: it has two full cells in one word.
fn begins_as_neighbours(source: &Source, strips: &[Strip], at: usize) -> bool {
    let first = |strip: &Strip| strip.words.first().and_then(|word| source.slice(word.span).chars().next());
    let near = strips[at.saturating_sub(AROUND / 2)..strips.len().min(at + 1 + AROUND / 2)].iter();
    let rows: Vec<&Strip> = near.filter(|strip| !is_single(strip) && strip.start() == strips[at].start()).collect();
    let alike = rows.iter().filter(|strip| first(strip) == first(&strips[at])).count();
    strips[at].before == Gap::Line && alike >= 2 && alike * 3 >= rows.len()
}

/// Whether a word stands right under or over the second or a later column of lines around: one space may part full cells.
fn is_lined_up(strips: &[Strip], at: usize) -> bool {
    let around = &strips[at.saturating_sub(AROUND / 2)..strips.len().min(at + 1 + AROUND / 2)];
    let starts: Vec<usize> = around
        .iter()
        .flat_map(|strip| {
            (1..strip.words.len()).filter(|&word| strip.is_fresh(word)).map(|word| strip.words[word].start)
        })
        .collect();
    let recurs = |start: usize| starts.iter().filter(|&&other| other == start).count() >= 2;
    let margin = usize::from(strips[at].start() <= 2);
    strips[at].words.iter().skip(margin).any(|word| recurs(word.start))
}

/// One or two characters that go on two lines below, in a narrow column: the middle line has the other labels.
fn is_narrow_label(strips: &[Strip], at: usize) -> bool {
    let short = |strip: &Strip| is_single(strip) && strip.end() - strip.start() <= 2;
    let below = strips.get(at + 2).filter(|below| short(below) && below.start() == strips[at].start());
    short(&strips[at]) && below.is_some() && !is_single(&strips[at + 1])
}

/// A line over a table that tells its unit or its day.
fn is_unit(text: &str) -> bool {
    let bare = text.trim_end_matches(['）', ')', ' ']);
    text.contains("単位") || bare.ends_with("現在") && text.chars().any(char::is_numeric)
}

/// Whether rows around begin with numbered labels too: then this line is the label of rows that stand higher or lower.
fn is_numbered_label(source: &Source, strips: &[Strip], at: usize) -> bool {
    let numbered = |strip: &&Strip| {
        let chunks = strip.chunks();
        chunks.len() > 1 && strip.start() <= MARGIN && opening(source.slice(strip.span(&chunks[0]))) == Opening::Section
    };
    let before = strips[at.saturating_sub(AROUND)..at].iter().filter(numbered).count();
    let after = strips[at + 1..strips.len().min(at + 1 + AROUND)].iter().filter(numbered).count();
    before + after >= 2 && (before > 0 || strips[at].before < Gap::Paragraph)
}

/// Cuts a stretch where a single line at the margin reaches over the second column: a title between two tables.
fn cut_at_titles(source: &Source, strips: &[Strip], range: Range<usize>) -> Vec<Range<usize>> {
    let mut seconds: Vec<usize> = strips[range.clone()]
        .iter()
        .filter(|strip| strip.start() <= MARGIN)
        .filter_map(|strip| strip.chunks().get(1).map(|chunk| strip.edges(chunk).0))
        .collect();
    seconds.sort_unstable();
    let second = seconds.get(seconds.len() / 10).copied().unwrap_or(usize::MAX);
    let title = |at: &usize| {
        let strip = &strips[*at];
        strip.start() <= 2
            && is_single(strip)
            && strip.end() > second
            && !is_lined_up(strips, *at)
            && !begins_as_neighbours(source, strips, *at)
    };
    let mut parts = Vec::new();
    let mut from = range.start;
    for at in range.clone().filter(title).chain([range.end]) {
        parts.push(from..at);
        from = at + 1;
    }
    parts.retain(|part| strips[part.clone()].iter().filter(|strip| !is_single(strip)).count() >= 2);
    parts
}
