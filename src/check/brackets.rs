//! Brackets opened in one width and closed in the other, or not closed.

use super::found::Found;
use super::letters::{Letter, letters, span};
use crate::document::{Content, Document, Element};
use crate::finding::{Code, Finding, Wording};
use fukkoku_recover::source::{Source, Span};

/// Opening and closing marks; those of one kind stand in one group, half-width first where there are two widths.
const KINDS: [&[(char, char)]; 9] = [
    &[('(', ')'), ('（', '）')],
    &[('[', ']'), ('［', '］')],
    &[('{', '}'), ('｛', '｝')],
    &[('｢', '｣'), ('「', '」')],
    &[('『', '』')],
    &[('【', '】')],
    &[('〔', '〕')],
    &[('〈', '〉')],
    &[('《', '》')],
];

/// What is wrong with brackets.
enum Fault {
    /// Closed in the other width.
    Mixed(Letter, Letter),
    /// Opened, never closed.
    Open(Letter),
    /// Closed, never opened.
    Closed(Letter),
}

/// A bracket: its kind, its width, and whether it opens.
fn bracket(c: char) -> Option<(usize, usize, bool)> {
    KINDS.iter().enumerate().find_map(|(kind, pairs)| {
        pairs.iter().enumerate().find_map(|(width, (open, close))| match c {
            _ if c == *open => Some((kind, width, true)),
            _ if c == *close => Some((kind, width, false)),
            _ => None,
        })
    })
}

/// Mixed widths (FK601), brackets that are not closed or not opened (FK602); in tables cell by cell.
pub(super) fn brackets(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    let mut left_open = false;
    for element in &document.elements {
        if let Content::Table(table) = &element.content {
            for (row, at_row) in table.rows.iter().enumerate() {
                for cell in &at_row.cells {
                    findings.extend(faults(source, &cell.spans).iter().map(|fault| Finding {
                        table: Some(table.id.clone()),
                        row: Some(row + 1),
                        column: Some(cell.column + 1),
                        ..told(source, fault)
                    }));
                }
            }
        } else {
            findings.extend(of_element(source, element, &mut left_open));
        }
    }
    findings
}

/// A bracket may be closed behind a page's end, in the next element.
fn of_element(source: &Source, element: &Element, left_open: &mut bool) -> Vec<Finding> {
    let mut faults = faults(source, &element.spans);
    if matches!(element.content, Content::Unrecognized(_)) {
        // Its lines may be in any order.
        faults.retain(|fault| matches!(fault, Fault::Mixed(..)));
    }
    let closes = faults.iter().any(|fault| matches!(fault, Fault::Closed(_)));
    let opens = faults.iter().any(|fault| matches!(fault, Fault::Open(_)));
    let continued = *left_open && closes;
    if !matches!(element.content, Content::Furniture(_)) {
        *left_open = opens;
    }
    faults
        .iter()
        .filter(|fault| !(continued && matches!(fault, Fault::Closed(_))))
        .map(|fault| told(source, fault))
        .collect()
}

fn faults(source: &Source, spans: &[Span]) -> Vec<Fault> {
    let mut open: Vec<(Letter, usize, usize)> = Vec::new();
    let mut faults = Vec::new();
    let letters = letters(source, spans);
    for (index, letter) in letters.iter().enumerate() {
        let Some((kind, width, opens)) = bracket(letter.c) else { continue };
        if opens {
            open.push((*letter, kind, width));
            continue;
        }
        match open.iter().rposition(|(_, other, _)| *other == kind) {
            Some(found) => {
                faults.extend(open.drain(found + 1..).map(|(letter, ..)| Fault::Open(letter)));
                let opened = open.pop();
                faults.extend(
                    opened.filter(|(_, _, other)| *other != width).map(|(first, ..)| Fault::Mixed(first, *letter)),
                );
            }
            // `1)` and `ア）` number an item.
            None if index <= 2 && kind == 0 => {}
            None => faults.push(Fault::Closed(*letter)),
        }
    }
    faults.extend(open.into_iter().map(|(letter, ..)| Fault::Open(letter)));
    faults
}

fn told(source: &Source, fault: &Fault) -> Finding {
    match fault {
        Fault::Mixed(first, last) => {
            let (opened, closed) = (first.c, last.c);
            let english = format!("bracket 「{opened}」 is closed by 「{closed}」, which is of the other width");
            let japanese = format!("括弧「{opened}」が幅の違う「{closed}」で閉じている");
            Finding::at(source, Code::FK601, span(*first, *last), Wording { english, japanese })
        }
        Fault::Open(letter) => {
            let english = format!("bracket 「{}」 is never closed", letter.c);
            let japanese = format!("括弧「{}」が閉じていない", letter.c);
            Finding::at(source, Code::FK602, span(*letter, *letter), Wording { english, japanese })
        }
        Fault::Closed(letter) => {
            let english = format!("bracket 「{}」 closes nothing: none is open", letter.c);
            let japanese = format!("括弧「{}」に対応する始めの括弧がない", letter.c);
            Finding::at(source, Code::FK602, span(*letter, *letter), Wording { english, japanese })
        }
    }
}
