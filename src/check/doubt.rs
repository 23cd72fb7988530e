//! Doubts of ours: decoding and recovery.

use super::figure::{DOUBTFUL, tables};
use super::{Found, at};
use crate::document::{Content, Document, Element, EmptyCells, Row};
use crate::finding::Finding;

use fukkoku_recover::source::{Source, Span};
use crate::typeset::font::{Family, draw};
use std::collections::BTreeSet;

/// FK101 and FK102.
pub(super) fn decoding(source: &Source, _: &Document) -> Found {
    let mut findings = Found::default();
    if let Some((first, _)) = source.text.match_indices('\u{FFFD}').next() {
        let (count, name) = (source.text.matches('\u{FFFD}').count(), &source.encoding.name);
        let line = source.line_of(first);
        let places = if count == 1 { "place" } else { "places" };
        let message = format!("{count} {places} cannot be decoded as {name}, the first on line {line}");
        let message_ja = format!("{name}として復号できない箇所が{count}か所、最初は{line}行目");
        findings.push(at(source, "FK101", Span::new(first, first + '\u{FFFD}'.len_utf8()), message, message_ja));
    }
    let private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}');
    for (offset, c) in source.text.char_indices().filter(|(_, c)| private(*c)) {
        let message = format!("private-use character U+{:04X}: only the machine of its author can show it", c as u32);
        let message_ja = format!("外字 U+{:04X}", c as u32);
        findings.push(at(source, "FK102", Span::new(offset, offset + c.len_utf8()), message, message_ja));
    }
    findings
}

/// FK701: characters that no font of the edition has; the first place of each.
pub(super) fn undrawable(source: &Source, _: &Document) -> Found {
    let mut seen = BTreeSet::new();
    let mut findings = Found::default();
    let blank = |c: char| c.is_whitespace() || c.is_control();
    for (offset, c) in source.text.char_indices().filter(|(_, c)| !blank(*c)) {
        if !seen.insert(c) || draw(Family::Mincho, c).shows == c {
            continue;
        }
        let shown = shown(c);
        let message = format!("no font of the edition has {shown}; report.pdf shows 〓");
        let message_ja = format!("{shown}は書体になく、report.pdfでは〓とした");
        findings.push(at(source, "FK701", Span::new(offset, offset + c.len_utf8()), message, message_ja));
    }
    findings
}

/// A character with its code; the code alone where it cannot be seen or turns the direction of what follows.
fn shown(c: char) -> String {
    let unseen = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..);
    if unseen { format!("U+{:04X}", c as u32) } else { format!("「{c}」 (U+{:04X})", c as u32) }
}

/// FK203: one finding for a report with tables whose extractor has dropped empty cells.
pub(super) fn extraction(source: &Source, document: &Document) -> Found {
    let flavour = source.flavour;
    let lost = flavour.empty_cells() == EmptyCells::Lost;
    let tabular = |element: &&Element| matches!(element.content, Content::Table(_) | Content::Unrecognized(_));
    let Some(element) = document.elements.iter().find(tabular).filter(|_| lost) else { return Found::default() };
    let Some(&span) = element.spans.first() else { return Found::default() };
    let word = flavour.word();
    let message = format!(
        "the text was written by a flavour ({word}) that loses empty cells; columns of rows with fewer entries are uncertain"
    );
    let message_ja = format!("空欄が残らない形式（{word}）で抽出された文章のため、項目の足りない行の列は不確か");
    std::iter::once(at(source, "FK203", span, message, message_ja)).collect()
}

/// FK201 and FK202.
pub(super) fn recovery(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for element in &document.elements {
        let (Content::Unrecognized(lines), Some(span)) = (&element.content, element.spans.first()) else { continue };
        let (first, last) = (element.line_first, element.line_last);
        let message = format!("lines {first}–{last} look like a table but fit no layout; kept as printed");
        let message_ja =
            format!("{first}～{last}行目は表とみられるが復元できず、原文のまま残した（{}行）", lines.lines.len());
        findings.push(Finding { line_last: last, ..at(source, "FK201", *span, message, message_ja) });
    }
    for table in tables(document) {
        for (index, row) in table.rows.iter().enumerate() {
            findings.extend(doubtful(source, &table.id, index, row));
        }
    }
    findings
}

/// One finding a row, about its most doubtful cell.
fn doubtful(source: &Source, table: &str, index: usize, row: &Row) -> Option<Finding> {
    let printed = row.cells.iter().filter(|cell| !cell.spans.is_empty());
    let cell = printed.filter(|cell| cell.confidence.0 < DOUBTFUL).min_by_key(|cell| cell.confidence)?;
    let message =
        format!("row 「{}」: the place of 「{}」 is certain only to {}", row.label, cell.text, cell.confidence);
    let message_ja = format!("「{}」の行の「{}」の位置は確からしさ{}", row.label, cell.text, cell.confidence);
    Some(Finding {
        table: Some(table.to_owned()),
        row: Some(index + 1),
        column: Some(cell.column + 1),
        ..at(source, "FK202", *cell.spans.first()?, message, message_ja)
    })
}
