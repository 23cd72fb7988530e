//! Contents pages: lines of a title and the page on which it stands, leaders between.
//!
//! Grammar: `entry = title leaders page`, or `entry = title blank page` below the word 目次; between entries `part = title`.

use crate::block::PrintedEntry;
use crate::look;
use crate::page::Line;
use crate::prose::{is_blank, trimmed};
use crate::source::{Source, Text};

/// Fewest entries with a page where nothing says that they are contents, and below a title.
const LEAST: (usize, usize) = (3, 2);
/// Dots that are a leader at least.
const LEAST_DOTS: usize = 5;
/// Most characters of a line among entries that names no page.
const LONGEST_PART: usize = 60;

/// Contents that were found.
pub(crate) struct Contents {
    /// `目次`, if that stands above.
    pub(crate) title: Option<Text>,
    /// Their entries.
    pub(crate) entries: Vec<PrintedEntry>,
    /// All of their lines.
    pub(crate) texts: Vec<Text>,
    /// The line behind them.
    pub(crate) end: usize,
}

/// The contents that begin at line `at`; `is_other` tells lines of tables.
pub(crate) fn contents(
    source: &Source,
    lines: &[Line],
    at: usize,
    is_other: impl Fn(usize) -> bool,
) -> Option<Contents> {
    let text = |at: usize| trimmed(source, lines[at].span);
    let title = Some(text(at)).filter(|text| is_title(&text.printed));
    let titled = title.is_some();
    if !titled && !entry(source.slice(lines[at].span).trim()).is_some_and(|entry| entry.leaders) {
        return None;
    }
    let mut found = Contents { title, entries: vec![], texts: vec![], end: at };
    let mut part = None;
    let (mut paged, mut last) = (0, 0);
    for (next, place) in lines.iter().enumerate().skip(at + usize::from(titled)) {
        let line = trimmed(source, place.span);
        let entry = entry(&line.printed).filter(|entry| entry.leaders || titled && entry.follows(last));
        match entry {
            _ if is_other(next) => break,
            _ if is_blank(source, place) || titled && is_title(&line.printed) => {}
            Some(entry) => {
                found.entries.extend(part.take().map(|text| PrintedEntry { text, page: None }));
                let page = Some(line.slice(entry.page..line.printed.len()));
                found.entries.push(PrintedEntry { text: line.slice(0..entry.title), page });
                (paged, last, found.end) = (paged + 1, entry.number.unwrap_or(last), next + 1);
            }
            None if part.is_none() && may_be_part(&line.printed) => part = Some(line),
            None => break,
        }
    }
    let own = (at..found.end).filter(|at| !is_blank(source, &lines[*at]));
    found.texts = own.map(text).collect();
    (paged >= if titled { LEAST.1 } else { LEAST.0 }).then_some(found)
}

/// `目次`, letters set apart or between marks.
fn is_title(line: &str) -> bool {
    let bare = || line.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    line.chars().count() <= 12
        && ["目次", "もくじ", "総目次", "CONTENTS", "Contents", "ＣＯＮＴＥＮＴＳ"].contains(&bare().as_str())
}

/// A line that names no page: a part, or a title that goes on in the next line.
fn may_be_part(line: &str) -> bool {
    line.chars().count() <= LONGEST_PART && !line.ends_with(['。', '．'])
}

/// What a line of contents is made of.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    /// Where its title ends.
    title: usize,
    /// Where its page begins.
    page: usize,
    /// The page, if it is an Arabic number.
    number: Option<usize>,
    /// Whether leaders stand between.
    leaders: bool,
}

impl Entry {
    /// Whether its page is not before another.
    fn follows(&self, last: usize) -> bool {
        self.number.is_none_or(|number| number >= last)
    }
}

fn entry(line: &str) -> Option<Entry> {
    let page = page_start(line)?;
    let before = &line[..page];
    let title = before.trim_end_matches(|c: char| c.is_whitespace() || dots(c) > 0).len();
    let leaders = before[title..].chars().map(dots).sum::<usize>() >= LEAST_DOTS;
    let is_apart = leaders || before.ends_with(char::is_whitespace);
    let names = line[..title].chars().any(|c| c.is_alphabetic());
    let value = |number: usize, c: char| look::digit(c).map(|digit| number * 10 + digit as usize);
    let digits = line[page..].chars().filter(|c| look::is_digit(*c));
    let number = Some(digits.fold(0, |number, c| value(number, c).unwrap_or(number))).filter(|number| *number > 0);
    (is_apart && names).then_some(Entry { title, page, number, leaders })
}

/// Where the page at the end of a line begins: `12`, `- 12 -`, `iv`, `Ｐ１２`.
fn page_start(line: &str) -> Option<usize> {
    let bare = line.trim_end_matches(is_dash);
    let number = |is_part: fn(char) -> bool| {
        let start = bare.trim_end_matches(is_part).len();
        (1..=5).contains(&bare[start..].chars().count()).then_some(start)
    };
    let start = number(look::is_digit).or_else(|| number(|c| "ivxⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ".contains(c)))?;
    let before = bare[..start].trim_end_matches(['P', 'Ｐ', 'p', 'ｐ']);
    // A bracket or dash before the number closes behind it; without, a dash is a leader.
    let dashed = if bare.len() < line.len() { before.trim_end_matches(is_dash) } else { before };
    Some(line.len() - line[dashed.len()..].trim_start().len())
}

fn is_dash(c: char) -> bool {
    "-－―‐−–()（） ".contains(c)
}

/// For how many dots of a leader a character stands.
fn dots(c: char) -> usize {
    match c {
        '…' | '⋯' => 3,
        '‥' => 2,
        '.' | '．' | '・' | '･' | '·' | '─' | '―' | '-' | '－' | '_' | '＿' => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_end_with_a_page() {
        for (line, expected, why) in [
            ("１ 概要 ……… 3", Some(("１ 概要", "3", true)), "leaders"),
            (
                "第１章　計画の策定 ･････････････１２",
                Some(("第１章　計画の策定", "１２", true)),
                "other leaders, other digits",
            ),
            ("はじめに . . . . . . . i", Some(("はじめに", "i", true)), "a Roman number, dots apart"),
            ("資料編……Ｐ45", Some(("資料編", "Ｐ45", true)), "said to be a page"),
            ("概要 ……… - 3 -", Some(("概要", "- 3 -", true)), "between dashes"),
            ("（１）運用 12", Some(("（１）運用", "12", false)), "a blank only"),
            ("昭和38年", None, "a word behind"),
            ("概要………", None, "no page"),
            ("12", None, "no title"),
            ("1 …… 2", None, "a range"),
            ("計画12", None, "nothing between"),
        ] {
            let found = entry(line).map(|entry| (&line[..entry.title], &line[entry.page..], entry.leaders));
            assert_eq!(found, expected, "{line:?}: {why}");
        }
    }
}
