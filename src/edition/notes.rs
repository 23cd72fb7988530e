//! What the pages of the edition cannot show as the source has it.

use crate::check::{Check, Found};
use crate::document::{Cell, Content, Document, Table};
use crate::finding::{Code, Finding, Wording};
use fukkoku_quantity::width::is_selector;
use fukkoku_recover::source::{Source, Span};
use fukkoku_typeset::font::{Family, covers};
use fukkoku_typeset::limits::{LONGEST_PARAGRAPH, LONGEST_TITLE, LONGEST_WORD, MOST_COLUMNS};
use fukkoku_typeset::line::{extent, word_at_most};
use std::collections::BTreeSet;

/// What the edition adds to the checks, by name.
pub const CHECKS: [(&str, Check); 3] = [("glyphs", undrawable), ("pages", beyond), ("paragraphs", endless)];

/// FK701: characters that no font of the edition has; the first place of each.
fn undrawable(source: &Source, _: &Document) -> Found {
    let mut seen = BTreeSet::new();
    let mut findings = Found::default();
    let blank = |c: char| c.is_whitespace() || c.is_control();
    for (offset, c) in source.text.char_indices().filter(|(_, c)| !blank(*c)) {
        // The edition leaves the shapes that selectors choose to its fonts (FK606 tells them).
        if !seen.insert(c) || covers(c) || is_selector(c) {
            continue;
        }
        let shown = shown(c);
        let english = format!("no font of the edition has {shown}; report.pdf shows 〓");
        let japanese = format!("{shown}は書体になく、report.pdfでは〓とした");
        findings.push(Finding::at(
            source,
            Code::FK701,
            Span::new(offset, offset + c.len_utf8()),
            Wording { english, japanese },
        ));
    }
    findings
}

/// A character with its code; the code alone where it cannot be seen or turns the direction of what follows.
fn shown(c: char) -> String {
    let unseen = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..);
    if unseen { format!("U+{:04X}", c as u32) } else { format!("「{c}」 (U+{:04X})", c as u32) }
}

/// FK702: titles that are cut in the contents, tables with too many columns, words that lines must tear.
fn beyond(source: &Source, document: &Document) -> Found {
    let headings = document.elements.iter().filter_map(|element| match &element.content {
        Content::Heading(heading) => Some((heading.text.chars().count(), *element.spans.first()?)),
        _ => None,
    });
    let long = headings.filter(|(count, _)| *count > LONGEST_TITLE);
    let long = long.map(|(count, span)| heading(source, count, span));
    let mut found = Found::default();
    found.extend(long.chain(document.tables().flat_map(|table| of_table(source, table))));
    found
}

/// FK703: paragraphs that fill pages.
fn endless(source: &Source, document: &Document) -> Found {
    let paragraphs = document.elements.iter().filter_map(|element| match &element.content {
        Content::Paragraph(paragraph) => Some((paragraph.text.chars().count(), *element.spans.first()?)),
        _ => None,
    });
    let long = paragraphs.filter(|(count, _)| *count > LONGEST_PARAGRAPH);
    let finding = |(count, span)| {
        let english = format!("a paragraph of {count} characters: its ends may have been lost");
        let japanese = format!("{count}字の段落。段落の切れ目が失われていないか確かめる");
        Finding::at(source, Code::FK703, span, Wording { english, japanese })
    };
    long.map(finding).collect()
}

fn heading(source: &Source, count: usize, span: Span) -> Finding {
    let english =
        format!("the heading has {count} characters; the contents of report.pdf show the first {LONGEST_TITLE}");
    let japanese = format!("見出しが{count}字あり、report.pdfの目次には初めの{LONGEST_TITLE}字を示した");
    Finding::at(source, Code::FK702, span, Wording { english, japanese })
}

/// One finding for the columns, one for the first word that is torn.
fn of_table(source: &Source, table: &Table) -> Vec<Finding> {
    let cells =
        || table.header.iter().chain(&table.rows).flat_map(|row| &row.cells).filter(|cell| !cell.spans.is_empty());
    let columns = table.columns.len();
    let wide = cells().next().filter(|_| columns > MOST_COLUMNS).map(|cell| {
        let english = format!("the table has {columns} columns; report.pdf shows those from {MOST_COLUMNS} on in one");
        let japanese = format!("表が{columns}列あり、report.pdfでは第{MOST_COLUMNS}列以降を一つの列にまとめた");
        (cell, Wording { english, japanese })
    });
    let torn = cells().find(|cell| is_torn(cell)).map(|cell| {
        let english = format!(
            "「{}」 has no place where a line may end; report.pdf tears it where its column is narrow",
            cell.text
        );
        let japanese = format!("「{}」は行を分けてよい所がなく、report.pdfでは列の幅で折り返した", cell.text);
        (cell, Wording { english, japanese })
    });
    let make = |(cell, wording): (&Cell, Wording)| {
        let finding = Finding::at(source, Code::FK702, *cell.spans.first()?, wording);
        Some(Finding { table: Some(table.id.clone()), ..finding })
    };
    wide.into_iter().chain(torn).filter_map(make).collect()
}

/// Vertical text has no words. Most cells are too short to be measured, or are known without a font to have no such word.
fn is_torn(cell: &Cell) -> bool {
    let least = (LONGEST_WORD / 1_000) as usize;
    let long = cell.text.split(' ').any(|piece| piece.chars().count() > least);
    long && !cell.vertical
        && word_at_most(&cell.text) > LONGEST_WORD
        && extent(&cell.text, Family::Mincho).word > LONGEST_WORD
}
