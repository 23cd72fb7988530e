//! A line, parted at the marks between its cells.

use crate::page::Line;
use crate::source::{Source, Span};
use unicode_width::UnicodeWidthChar;

/// What parts the cells of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Tab,
    /// `|`, as Markdown has it, or the drawn lines of a box: `│`, `┼`, `+---+`.
    Bar,
}

/// A line between whose cells marks stand.
#[derive(Clone, Debug)]
pub(super) struct Parted {
    pub(super) mark: Mark,
    /// Whether it is part of a box.
    pub(super) boxed: bool,
    /// What stands between the marks, blanks at both ends left out; a rule where a part of one is drawn.
    pub(super) parts: Vec<Part>,
    /// The marks themselves, and all rules.
    pub(super) rules: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) span: Span,
    /// Part of a rule, not a cell.
    pub(super) rule: bool,
    /// Columns of a terminal before the mark that ends it: if drawn lines are as wide as letters, and if they are as wide as kanji.
    pub(super) ends: [usize; 2],
}

impl Parted {
    /// Nothing but a rule.
    pub(super) fn is_rule(&self) -> bool {
        self.parts.iter().all(|part| part.rule)
    }

    /// A rule under some cells, while others go on.
    pub(super) fn is_broken_rule(&self) -> bool {
        !self.is_rule() && self.parts.iter().any(|part| part.rule)
    }
}

/// The parts of a line; `None` if no marks part it.
pub(super) fn parted(source: &Source, line: &Line) -> Option<Parted> {
    let text = source.slice(line.span);
    let mark = mark(text)?;
    let plus = is_plus_rule(text);
    let parts_here = |c: char| match mark {
        Mark::Tab => c == '\t',
        Mark::Bar => is_bar(c) || is_drawn(c) && !is_level(c) || c == '+' && plus,
    };
    let boxed = plus || text.contains(is_drawn);
    let mut found = Parted { mark, boxed, parts: vec![], rules: vec![] };
    let (mut start, mut columns) = (0, [0, 0]);
    for (at, c) in text.char_indices() {
        if parts_here(c) {
            found.push(text, line.span.start, (start, at), columns);
            start = at + c.len_utf8();
            if mark != Mark::Tab {
                found.rules.push(Span::new(line.span.start + at, line.span.start + start));
            }
        }
        columns[0] += c.width().unwrap_or_default();
        columns[1] += c.width_cjk().unwrap_or_default();
    }
    found.push(text, line.span.start, (start, text.len()), columns);
    found.without_ends(mark);
    (found.parts.len() > 1 || found.is_rule() && mark != Mark::Tab).then_some(found)
}

fn mark(text: &str) -> Option<Mark> {
    let bare = text.trim();
    match () {
        () if bare.starts_with(|c| is_drawn(c) && !is_level(c)) || is_plus_rule(text) => Some(Mark::Bar),
        () if bare.contains(is_bar) => Some(Mark::Bar),
        () if !bare.is_empty() && text.trim_matches(' ').contains('\t') => Some(Mark::Tab),
        () => None,
    }
}

impl Parted {
    fn push(&mut self, text: &str, first: usize, (start, end): (usize, usize), ends: [usize; 2]) {
        let part = &text[start..end];
        let bare = part.trim();
        let from = start + part.len() - part.trim_start().len();
        let span = Span::new(first + from, first + from + bare.len());
        let level = |c: char| is_level(c) || "-=:".contains(c);
        let rule = self.mark != Mark::Tab && bare.len() > 1 && bare.chars().all(level);
        if rule {
            self.rules.push(span);
        }
        self.parts.push(Part { span, rule, ends });
    }

    /// What stands before the first mark and behind the last is no cell, if nothing stands there.
    fn without_ends(&mut self, mark: Mark) {
        if mark == Mark::Tab {
            return;
        }
        // A line that begins with its first cell ends with its last, empty or not.
        if self.parts.len() > 1 && self.parts[0].span.is_empty() {
            self.parts.remove(0);
            if self.parts.len() > 1 {
                self.parts.pop_if(|last| last.span.is_empty());
            }
        }
    }
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃' | '║')
}

/// A character that draws lines.
fn is_drawn(c: char) -> bool {
    ('\u{2500}'..='\u{257f}').contains(&c)
}

/// A line that runs level.
fn is_level(c: char) -> bool {
    "─━═┄┅┈┉╌╍╴╶╸╺╼╾".contains(c)
}

/// `+-----+----+`
fn is_plus_rule(text: &str) -> bool {
    let bare = text.trim();
    bare.starts_with('+') && bare.len() > 2 && bare.ends_with('+') && bare.chars().all(|c| "+-=".contains(c))
}
