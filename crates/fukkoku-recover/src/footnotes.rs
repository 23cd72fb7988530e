//! Footnotes: small lines at the foot of a page, each with the mark that stands in the text.
//!
//! They are taken out before paragraphs are put together, which go on over them on the next page.

use crate::block::{Block, BlockKind};
use crate::look;
use crate::opening;
use crate::page::Line;
use crate::prose::{is_blank, trimmed};
use crate::sizes::Sizes;
use crate::source::{Source, Span, Text};
use std::ops::Range;

/// Takes the footnotes out of the lines, which are blank then.
pub(crate) fn footnotes(source: &Source, lines: &mut [Line], sizes: &Sizes) -> Vec<Block> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let page = lines[start].page;
        let end = (start..lines.len()).find(|&at| lines[at].page != page).unwrap_or(lines.len());
        if let Some(foot) = foot(source, lines, start..end, sizes) {
            found.extend(notes(source, &lines[foot.clone()]));
            lines[foot].iter_mut().for_each(|line| line.span = Span::new(line.span.end, line.span.end));
        }
        start = end;
    }
    found
}

/// The lines of a page from its first footnote on: small ones, below larger ones.
fn foot(source: &Source, lines: &[Line], page: Range<usize>, sizes: &Sizes) -> Option<Range<usize>> {
    let is_small = |at: usize| sizes.is_small(at) || is_blank(source, &lines[at]);
    let last = page.clone().rev().find(|&at| !is_small(at))?;
    let text = |at: usize| source.slice(lines[at].span).trim();
    let first = (last + 1..page.end).find(|&at| marker(text(at)).is_some())?;
    // What stands right below a table explains the table.
    (!sizes.is_table(last)).then_some(first..page.end)
}

/// A note for each line with a mark; lines without go on with the one before.
fn notes(source: &Source, lines: &[Line]) -> Vec<Block> {
    let mut texts: Vec<(String, Text)> = Vec::new();
    for line in lines.iter().filter(|line| !is_blank(source, line)) {
        let text = trimmed(source, line.span);
        match (marker(&text.printed), texts.last_mut()) {
            (None, Some((_, note))) => note.append(&text),
            (mark, _) => texts.push((mark.unwrap_or_default().to_owned(), text)),
        }
    }
    let page = lines.first().map_or(0, |line| line.page);
    let block =
        |(marker, text): (String, Text)| Block::new(BlockKind::Note { marker, text: text.clone() }, page, [&text]);
    texts.into_iter().map(block).collect()
}

/// The mark of a footnote: `※1`, `*2`, `3)`, `（４）`, `注５`, or a number apart from what follows.
fn marker(line: &str) -> Option<&str> {
    if let Some(mark) = opening::note_marker(line) {
        return Some(mark);
    }
    let rest = line.trim_start_matches(['(', '（', '[', '［', '*', '＊', '†', '‡', '注']);
    let after = rest.trim_start_matches(look::is_digit);
    let digits = rest[..rest.len() - after.len()].chars().count();
    let closed = after.trim_start_matches([')', '）', ']', '］', '：', ':']);
    let is_mark = match (rest.len() < line.len(), digits) {
        (true, 0) => line.starts_with(['*', '＊', '†', '‡']),
        (_, 1..=2) => rest.len() < line.len() || closed.len() < after.len() || after.starts_with([' ', '　']),
        (_, _) => false,
    };
    (is_mark && closed.chars().any(char::is_alphabetic)).then(|| &line[..line.len() - closed.len()])
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn marks_stand_before_what_they_explain() {
        for (line, expected, why) in [
            ("※1 総務省による。", Some("※1"), "a mark of notes"),
            ("＊２　推計値", Some("＊２"), "a star and a number"),
            ("* 推計値", Some("*"), "a star"),
            ("1) 推計値", Some("1)"), "a bracket behind"),
            ("（４）推計値", Some("（４）"), "brackets around"),
            ("注５：推計値", Some("注５："), "said to be a note"),
            ("12 推計値", Some("12"), "a number apart"),
            ("12月の推計", None, "a number that counts"),
            ("1,234", None, "a figure"),
            ("1 2 3", None, "figures"),
            ("推計値", None, "no mark"),
            ("2024 年度", None, "a year"),
        ] {
            assert_eq!(marker(line), expected, "{line:?}: {why}");
        }
    }
}
