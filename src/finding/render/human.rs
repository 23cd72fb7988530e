//! Findings for people.

use super::batch::Batch;
use super::visible::{visible, visible_line};
use crate::finding::{Code, Grade, Language, Severity};
use fukkoku_recover::source::{Source, Span};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Widest excerpt of a line, in columns of a terminal.
const EXCERPT: usize = 100;

/// Whether to use terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// No escape sequences.
    Plain,
    /// Severity in colour.
    Colour,
}

/// For a person: message, excerpt with the place underlined, what to do.
pub fn human(batch: &Batch, paint: Paint, language: Language) -> String {
    let mut out = String::new();
    for finding in batch.findings {
        let span = finding.span.unwrap_or_else(|| batch.source.line_span(finding.line_first.max(1)));
        let place = batch.source.place(span.start);
        let severity = painted(finding.severity, finding.code, paint);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {severity}: {}",
            visible_line(batch.path),
            place.line,
            place.column,
            visible(finding.message_in(language))
        );
        if let Some(accepted) = &finding.accepted {
            let word = if language == Language::Japanese { "受入れ済み" } else { "accepted" };
            let told = format!("{}, {}: {}", accepted.who, accepted.when, accepted.reason);
            let _ = writeln!(out, "{word}: {}", visible(&told));
            continue;
        }
        // What is said of a page as a whole is said of no line of it.
        if finding.span.is_some() || finding.areas.is_empty() {
            out.push_str(&excerpt(batch.source, span));
        }
        if let Some(proposal) = &finding.proposal {
            let word = if language == Language::Japanese { "提案" } else { "help" };
            let grade = grade(proposal.grade, language);
            let _ = writeln!(out, "{word}: {} ({grade}): {}", visible(&proposal.value), visible(&proposal.proof));
        }
    }
    out
}

fn grade(grade: Grade, language: Language) -> &'static str {
    match (language, grade) {
        (Language::English, _) => grade.word(),
        (Language::Japanese, Grade::Proved) => "確定",
        (Language::Japanese, Grade::Consistent) => "整合",
        (Language::Japanese, Grade::Suspected) => "疑い",
    }
}

fn painted(severity: Severity, code: Code, paint: Paint) -> String {
    let colour = match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    match paint {
        Paint::Plain => format!("{}[{code}]", severity.word()),
        Paint::Colour => format!("\x1b[1;{colour}m{}[{code}]\x1b[0m", severity.word()),
    }
}

/// The line of a place with the place underlined.
fn excerpt(source: &Source, span: Span) -> String {
    let line = source.line_of(span.start);
    let whole = source.line_span(line);
    let end = shown_end(source, span.start, span.end.min(whole.end).max(span.start));
    let (from, to) = window(source.slice(whole), span.start - whole.start, end - whole.start);
    let text = &source.slice(whole)[from..to];
    let before = visible(&source.slice(whole)[from..span.start - whole.start]);
    let marked = visible(source.slice(Span::new(span.start, end)));
    let number = format!("{line:>5}");
    let carets = "^".repeat(marked.width().max(1));
    format!("{number} | {}\n{:5} | {}{carets}\n", visible(text), "", " ".repeat(before.width()))
}

/// The end of what is underlined: no more than an excerpt is wide.
fn shown_end(source: &Source, start: usize, end: usize) -> usize {
    let mut room = EXCERPT;
    let fits = |c: &char| {
        room = room.saturating_sub(c.width().unwrap_or(1));
        room > 0
    };
    start + source.slice(Span::new(start, end)).chars().take_while(fits).map(char::len_utf8).sum::<usize>()
}

/// The part of a long line around a place.
fn window(line: &str, start: usize, end: usize) -> (usize, usize) {
    let mut from = start;
    let mut room = EXCERPT / 2;
    for (at, c) in line[..start].char_indices().rev() {
        room = room.saturating_sub(c.width().unwrap_or(1));
        if room == 0 {
            break;
        }
        from = at;
    }
    let mut to = start;
    let mut room = EXCERPT;
    for (at, c) in line[start..].char_indices() {
        room = room.saturating_sub(c.width().unwrap_or(1));
        if room == 0 && start + at >= end {
            break;
        }
        to = start + at + c.len_utf8();
    }
    (from, to.max(end))
}
