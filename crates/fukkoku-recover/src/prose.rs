//! Running text: which lines belong together.
//!
//! The extractor ends a paragraph with a space. A line without one goes on in the next line, over page ends too; a line with
//! one ends its paragraph, unless the line is full and stops in mid-sentence (a break at an inner space).

use crate::block::PrintedItem;
use crate::look;
use crate::page::Line;
use crate::source::{Flavour, Source, Span, Text};
use unicode_width::UnicodeWidthStr;

/// A run of lines that are one paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Indices of its lines; blank ones are not among them.
    pub(crate) lines: Vec<usize>,
    /// Joined text.
    pub(crate) text: Text,
}

/// Facts about the lines of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    /// Paragraphs end with a space.
    pub(crate) end_spaces: bool,
    /// Width of a full line, in columns of a terminal.
    pub(crate) full_width: usize,
}

impl Habits {
    /// Learns them from all lines.
    pub(crate) fn of(source: &Source, lines: &[Line]) -> Self {
        let texts: Vec<&str> =
            lines.iter().map(|line| source.slice(line.span)).filter(|t| !t.trim().is_empty()).collect();
        let ended = texts.iter().filter(|text| text.ends_with(' ')).count();
        let end_spaces = ended * 5 >= texts.len();
        let mut widths: Vec<usize> = texts
            .iter()
            .filter(|text| !text.ends_with(' '))
            .map(|text| text.width_cjk())
            .filter(|&w| w >= 40)
            .collect();
        widths.sort_unstable();
        let full_width = widths.get(widths.len() / 2).copied().unwrap_or(usize::MAX);
        Self { end_spaces, full_width }
    }

    fn is_full(&self, text: &str) -> bool {
        text.trim_end().width_cjk() + 4 >= self.full_width
    }
}

/// Whether a line holds nothing but spaces.
pub(crate) fn is_blank(source: &Source, line: &Line) -> bool {
    source.slice(line.span).trim().is_empty()
}

/// The paragraph that begins at `lines[start]`; `stops` tells lines that begin something else.
pub(crate) fn run(
    source: &Source,
    lines: &[Line],
    start: usize,
    habits: &Habits,
    stops: impl Fn(usize) -> bool,
) -> Run {
    let mut run = Run { lines: vec![start], text: trimmed(source, lines[start].span) };
    let mut last = start;
    while let Some(next) = (last + 1..lines.len()).find(|&at| !is_blank(source, &lines[at])) {
        let text = source.slice(lines[last].span);
        let goes_on = goes_on(text, source.slice(lines[next].span), habits);
        // A full line loses the space that ends its paragraph; what it says still ends.
        let may_end = text.ends_with(' ') || !habits.end_spaces || text.ends_with('。');
        if !goes_on || may_end && stops(next) {
            break;
        }
        // Of a PDF, a blank at the end is none of its own: it says that the next line does not stand right below.
        let has_space = text.ends_with(' ') && source.flavour != Flavour::Pdf;
        if has_space || needs_space(text.trim_end(), source.slice(lines[next].span)) {
            run.text.push_space();
        }
        run.text.append(&trimmed(source, lines[next].span));
        run.lines.push(next);
        last = next;
    }
    run
}

fn goes_on(line: &str, next: &str, habits: &Habits) -> bool {
    let ends_sentence = line.trim_end().ends_with(['。', '）', ')', '】', '：', '」']);
    let mid_sentence = habits.is_full(line) && !ends_sentence;
    match habits.end_spaces {
        true => !line.ends_with(' ') || (mid_sentence && !next.starts_with(' ')),
        false => habits.is_full(line) || mid_sentence,
    }
}

/// Latin words need a space where a line end stood between them.
fn needs_space(line: &str, next: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    line.ends_with(latin) && next.starts_with(latin)
}

/// The text of a span without the spaces around it.
pub(crate) fn trimmed(source: &Source, span: Span) -> Text {
    let text = source.slice(span);
    let start = span.start + (text.len() - text.trim_start().len());
    Text::of(source, Span::new(start, (start + text.trim().len()).max(start)))
}

/// An item of a list: its bullet and what follows.
pub(crate) fn item(text: &Text) -> PrintedItem {
    let marker = look::bullet(&text.printed).map(String::from).unwrap_or_default();
    let rest = text.printed.get(marker.len()..).unwrap_or_default();
    let start = text.printed.len() - rest.trim_start().len();
    PrintedItem { marker, text: text.slice(start..text.printed.len()) }
}
