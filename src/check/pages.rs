//! What the pages of the edition cannot show as the source has it.

use super::at;
use super::figure::tables;
use super::found::Found;
use crate::document::{Cell, Content, Document, Table};
use crate::finding::Finding;
use fukkoku_recover::source::{Source, Span};
use crate::typeset::font::Family;
use crate::typeset::limits::{LONGEST_PARAGRAPH, LONGEST_TITLE, LONGEST_WORD, MOST_COLUMNS};
use crate::typeset::line::extent;

/// FK702: titles that are cut in the contents, tables with too many columns, words that lines must tear.
pub(super) fn beyond(source: &Source, document: &Document) -> Found {
    let headings = document.elements.iter().filter_map(|element| match &element.content {
        Content::Heading(heading) => Some((heading.text.chars().count(), *element.spans.first()?)),
        _ => None,
    });
    let long = headings.filter(|(count, _)| *count > LONGEST_TITLE);
    let long = long.map(|(count, span)| heading(source, count, span));
    let mut found = Found::default();
    found.extend(long.chain(tables(document).flat_map(|table| of_table(source, table))));
    found
}

/// FK703: paragraphs that fill pages.
pub(super) fn endless(source: &Source, document: &Document) -> Found {
    let paragraphs = document.elements.iter().filter_map(|element| match &element.content {
        Content::Paragraph(paragraph) => Some((paragraph.text.chars().count(), *element.spans.first()?)),
        _ => None,
    });
    let long = paragraphs.filter(|(count, _)| *count > LONGEST_PARAGRAPH);
    let finding = |(count, span)| {
        let message = format!("a paragraph of {count} characters: its ends may have been lost");
        let message_ja = format!("{count}字の段落。段落の切れ目が失われていないか確かめる");
        at(source, "FK703", span, message, message_ja)
    };
    long.map(finding).collect()
}

fn heading(source: &Source, count: usize, span: Span) -> Finding {
    let message =
        format!("the heading has {count} characters; the contents of report.pdf show the first {LONGEST_TITLE}");
    let message_ja = format!("見出しが{count}字あり、report.pdfの目次には初めの{LONGEST_TITLE}字を示した");
    at(source, "FK702", span, message, message_ja)
}

/// One finding for the columns, one for the first word that is torn.
fn of_table(source: &Source, table: &Table) -> Vec<Finding> {
    let cells =
        || table.header.iter().chain(&table.rows).flat_map(|row| &row.cells).filter(|cell| !cell.spans.is_empty());
    let columns = table.columns.len();
    let wide = cells().next().filter(|_| columns > MOST_COLUMNS).map(|cell| {
        let message = format!("the table has {columns} columns; report.pdf shows those from {MOST_COLUMNS} on in one");
        let message_ja = format!("表が{columns}列あり、report.pdfでは第{MOST_COLUMNS}列以降を一つの列にまとめた");
        (cell, message, message_ja)
    });
    let torn = cells().find(|cell| is_torn(cell)).map(|cell| {
        let message = format!(
            "「{}」 has no place where a line may end; report.pdf tears it where its column is narrow",
            cell.text
        );
        let message_ja = format!("「{}」は行を分けてよい所がなく、report.pdfでは列の幅で折り返した", cell.text);
        (cell, message, message_ja)
    });
    let make = |(cell, message, message_ja): (&Cell, String, String)| {
        let finding = at(source, "FK702", *cell.spans.first()?, message, message_ja);
        Some(Finding { table: Some(table.id.clone()), ..finding })
    };
    wide.into_iter().chain(torn).filter_map(make).collect()
}

/// Vertical text has no words. Most cells are too short to be measured.
fn is_torn(cell: &Cell) -> bool {
    let least = (LONGEST_WORD / 1_000) as usize;
    let long = cell.text.split(' ').any(|piece| piece.chars().count() > least);
    long && !cell.vertical && extent(&cell.text, Family::Mincho).word > LONGEST_WORD
}
