//! Lines and blanks that belong to nothing.

use super::cell::about_cell;
use super::figure::figure;
use super::found::Found;
use crate::document::{Content, Document, Element, Flavour};
use crate::finding::{Code, Finding, Wording};
use fukkoku_recover::source::{Source, Span};

/// More stray lines than that are the remains of something that was not recovered.
const MOST: usize = 3;

/// Lines of a single mark, and entries without text (FK608).
pub(super) fn stray_lines(source: &Source, document: &Document) -> Found {
    let lines: Vec<Finding> = document.elements.iter().filter_map(|element| stray(source, element)).collect();
    let mut findings: Found = if lines.len() <= MOST { lines.into_iter().collect() } else { Found::default() };
    for table in document.tables() {
        for (row, at_row) in table.rows.iter().enumerate() {
            for cell in &at_row.cells {
                for entry in cell.entries.iter().filter(|entry| is_bare_bullet(&entry.printed)) {
                    let wording = Wording {
                        english: format!("bullet 「{}」 stands without text", entry.printed.trim()),
                        japanese: format!("記号「{}」に続く文がない", entry.printed.trim()),
                    };
                    let found = about_cell(source, table, Code::FK608, &figure(table, row, cell.column), wording);
                    findings.push(Finding { printed: entry.printed.to_string(), ..found });
                }
            }
        }
    }
    findings
}

fn is_bare_bullet(printed: &str) -> bool {
    let mut chars = printed.trim().chars();
    matches!((chars.next(), chars.next()), (Some('‣' | '・' | '●' | '○' | '■' | '◆' | '•'), None))
}

fn stray(source: &Source, element: &Element) -> Option<Finding> {
    let text = match &element.content {
        Content::Paragraph(paragraph) => paragraph.text.clone(),
        Content::Unrecognized(lines) => lines.lines.concat(),
        Content::Heading(_)
        | Content::List(_)
        | Content::Contents(_)
        | Content::Table(_)
        | Content::Note(_)
        | Content::Contact(_)
        | Content::Furniture(_) => {
            return None;
        }
    };
    let printed = text.trim();
    let span = *element.spans.first()?;
    if printed.chars().count() != 1 || printed.chars().any(char::is_alphanumeric) {
        return None;
    }
    let english = format!("「{printed}」 stands alone on its line and belongs to nothing");
    let japanese = format!("「{printed}」だけの行があり、どこにも属さない");
    Some(Finding::at(source, Code::FK608, span, Wording { english, japanese }))
}

/// Two or more blanks within a line of running text (FK609); those before ： or … align a list.
pub(super) fn doubled_spaces(source: &Source, document: &Document) -> Found {
    let prose = |element: &&Element| {
        matches!(element.content, Content::Heading(_) | Content::Paragraph(_) | Content::Note(_) | Content::List(_))
    };
    // Where an extractor keeps the layout, blanks are its way to do so.
    if source.flavour == Flavour::Layout {
        return Found::default();
    }
    let spans = document.elements.iter().filter(prose).flat_map(|element| &element.spans);
    spans.flat_map(|span| doubled_in(source, *span)).collect()
}

fn doubled_in(source: &Source, span: Span) -> Vec<Finding> {
    let text = source.slice(span);
    let mut findings = Vec::new();
    let mut run: Option<usize> = None;
    for (offset, c) in text.char_indices() {
        if c == ' ' || c == '\u{3000}' {
            run = run.or(Some(offset));
            continue;
        }
        let Some(start) = run.take() else { continue };
        let blanks = text[start..offset].chars().count();
        if blanks >= 2 && start > 0 && !text[..start].ends_with('\n') && !":：…\n\r".contains(c) {
            let english = format!("{blanks} blanks stand within a line");
            let japanese = format!("行中に空白が{blanks}個続いている");
            findings.push(Finding::at(
                source,
                Code::FK609,
                Span::new(span.start + start, span.start + offset),
                Wording { english, japanese },
            ));
        }
    }
    findings
}
