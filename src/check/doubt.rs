//! Doubts of ours: decoding and recovery.

use super::figure::DOUBTFUL;
use super::found::Found;
use crate::document::{Content, Document, Element, EmptyCells, Row};
use crate::finding::{Code, Finding, Wording};

use fukkoku_recover::source::{Source, Span};

/// FK101 and FK102.
pub(super) fn decoding(source: &Source, _: &Document) -> Found {
    let mut findings = Found::default();
    if let Some((first, _)) = source.text.match_indices('\u{FFFD}').next() {
        let (count, name) = (source.text.matches('\u{FFFD}').count(), &source.encoding.name);
        let line = source.line_of(first);
        let places = if count == 1 { "place" } else { "places" };
        let english = format!("{count} {places} cannot be decoded as {name}, the first on line {line}");
        let japanese = format!("{name}として復号できない箇所が{count}か所、最初は{line}行目");
        findings.push(Finding::at(
            source,
            Code::FK101,
            Span::new(first, first + '\u{FFFD}'.len_utf8()),
            Wording { english, japanese },
        ));
    }
    findings.extend(glyph_numbers(source));
    let private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}');
    for (offset, c) in source.text.char_indices().filter(|(_, c)| private(*c)) {
        let english = format!("private-use character U+{:04X}: only the machine of its author can show it", c as u32);
        let japanese = format!("外字 U+{:04X}", c as u32);
        findings.push(Finding::at(
            source,
            Code::FK102,
            Span::new(offset, offset + c.len_utf8()),
            Wording { english, japanese },
        ));
    }
    findings
}

/// `(cid:2387)`: the number of a glyph for which the extractor found no letter. One finding tells how many and where first.
fn glyph_numbers(source: &Source) -> Option<Finding> {
    let number = |(at, _): (usize, &str)| {
        let rest = &source.text[at + CID.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0 && rest[digits..].starts_with(')')).then_some(Span::new(at, at + CID.len() + digits + 1))
    };
    let mut found = source.text.match_indices(CID).filter_map(number);
    let first = found.next()?;
    let (count, line, printed) = (found.count() + 1, source.line_of(first.start), source.slice(first));
    let places = if count == 1 { "place" } else { "places" };
    let english =
        format!("{count} {places} hold the number of a glyph for a letter, the first {printed} on line {line}");
    let japanese = format!("文字の代わりに字形の番号がある箇所が{count}か所、最初は{line}行目の{printed}");
    Some(Finding::at(source, Code::FK101, first, Wording { english, japanese }))
}

/// How extractors begin the number of a glyph.
const CID: &str = "(cid:";

/// FK203: one finding for a report with tables whose extractor has dropped empty cells.
pub(super) fn extraction(source: &Source, document: &Document) -> Found {
    let flavour = source.flavour;
    let lost = flavour.empty_cells() == EmptyCells::Lost;
    let tabular = |element: &&Element| matches!(element.content, Content::Table(_) | Content::Unrecognized(_));
    let Some(element) = document.elements.iter().find(tabular).filter(|_| lost) else { return Found::default() };
    let Some(&span) = element.spans.first() else { return Found::default() };
    let word = flavour.word();
    let english = format!(
        "the text was written by a flavour ({word}) that loses empty cells; columns of rows with fewer entries are uncertain"
    );
    let japanese = format!("空欄が残らない形式（{word}）で抽出された文章のため、項目の足りない行の列は不確か");
    std::iter::once(Finding::at(source, Code::FK203, span, Wording { english, japanese })).collect()
}

/// FK201 and FK202.
pub(super) fn recovery(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for element in &document.elements {
        let (Content::Unrecognized(lines), Some(span)) = (&element.content, element.spans.first()) else { continue };
        let (first, last) = (element.line_first, element.line_last);
        let english = format!("lines {first}–{last} look like a table but fit no layout; kept as printed");
        let japanese =
            format!("{first}～{last}行目は表とみられるが復元できず、原文のまま残した（{}行）", lines.lines.len());
        findings.push(Finding {
            line_last: last,
            ..Finding::at(source, Code::FK201, *span, Wording { english, japanese })
        });
    }
    for table in document.tables() {
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
    let english =
        format!("row 「{}」: the place of 「{}」 is certain only to {}", row.label, cell.text, cell.confidence);
    let japanese = format!("「{}」の行の「{}」の位置は確からしさ{}", row.label, cell.text, cell.confidence);
    Some(Finding {
        table: Some(table.to_owned()),
        row: Some(index + 1),
        column: Some(cell.column + 1),
        ..Finding::at(source, Code::FK202, *cell.spans.first()?, Wording { english, japanese })
    })
}
