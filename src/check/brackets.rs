//! Brackets opened in one width and closed in the other.

use super::at;
use crate::document::{Content, Document, Element};
use crate::finding::Finding;
use crate::source::{Source, Span};

/// FK601, in every element; in tables cell by cell.
pub fn mixed(source: &Source, document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    for element in &document.elements {
        match &element.content {
            Content::Table(table) => {
                for (row, at_row) in table.rows.iter().enumerate() {
                    for cell in &at_row.cells {
                        findings.extend(in_spans(source, &cell.spans).into_iter().map(|finding| Finding {
                            table: Some(table.id.clone()),
                            row: Some(row + 1),
                            column: Some(cell.column + 1),
                            ..finding
                        }));
                    }
                }
            }
            _ => findings.extend(in_element(source, element)),
        }
    }
    findings
}

fn in_element(source: &Source, element: &Element) -> Vec<Finding> {
    in_spans(source, &element.spans)
}

fn in_spans(source: &Source, spans: &[Span]) -> Vec<Finding> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut findings = Vec::new();
    for span in spans {
        for (offset, c) in source.slice(*span).char_indices() {
            let here = span.start + offset;
            match c {
                '(' | '（' => open.push((here, c)),
                ')' | '）' => {
                    let Some((start, opened)) = open.pop() else { continue };
                    if (opened == '(') != (c == ')') {
                        findings.push(pair(source, start, here + c.len_utf8(), opened, c));
                    }
                }
                _ => {}
            }
        }
    }
    findings
}

fn pair(source: &Source, start: usize, end: usize, opened: char, closed: char) -> Finding {
    let message = format!("bracket 「{opened}」 is closed by 「{closed}」, which is of the other width");
    let message_ja = format!("括弧「{opened}」が幅の違う「{closed}」で閉じている");
    at(source, "FK601", Span::new(start, end), message, message_ja)
}
