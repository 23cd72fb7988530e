//! Headings that repeat one another, and numbers out of order.

use super::at;
use crate::document::{Content, Document, Element, Heading};
use crate::finding::Finding;
use crate::quantity::width;
use crate::source::Source;

/// FK501 and FK502.
pub fn repeats_and_order(source: &Source, document: &Document) -> Vec<Finding> {
    let headings: Vec<(&Element, &Heading)> = document
        .elements
        .iter()
        .filter_map(|element| match &element.content {
            Content::Heading(heading) => Some((element, heading)),
            _ => None,
        })
        .collect();
    let mut findings = Vec::new();
    for section in sections(&headings) {
        findings.extend(repeats(source, section));
        findings.extend(out_of_order(source, section));
    }
    findings
}

/// Runs of headings of level 2 under the same heading of level 1.
fn sections<'a, 'b>(
    headings: &'a [(&'b Element, &'b Heading)],
) -> impl Iterator<Item = &'a [(&'b Element, &'b Heading)]> {
    headings.split(|(_, heading)| heading.level == 1)
}

fn repeats(source: &Source, section: &[(&Element, &Heading)]) -> Vec<Finding> {
    let numbered: Vec<&(&Element, &Heading)> = section.iter().filter(|(_, heading)| heading.level == 2).collect();
    let mut findings = Vec::new();
    for (index, (element, heading)) in numbered.iter().enumerate() {
        let same = numbered[..index].iter().find(|(_, other)| folded(&other.title) == folded(&heading.title));
        let (Some((first, other)), Some(span)) = (same, element.spans.first()) else { continue };
        let message = format!(
            "heading 「{}」 repeats the title of 「{}」 on line {}",
            heading.text, other.text, first.line_first
        );
        let message_ja = format!("見出し「{}」は{}行目の「{}」と同じ題名", heading.text, first.line_first, other.text);
        findings.push(at(source, "FK501", *span, message, message_ja));
    }
    findings
}

fn out_of_order(source: &Source, section: &[(&Element, &Heading)]) -> Vec<Finding> {
    let number = |heading: &Heading| -> Option<u32> { width::value(heading.number.as_deref()?).parse().ok() };
    let numbered: Vec<(&Element, &Heading, u32)> = section
        .iter()
        .filter(|(_, heading)| heading.level == 2)
        .filter_map(|(element, heading)| Some((*element, *heading, number(heading)?)))
        .collect();
    let mut findings = Vec::new();
    for pair in numbered.windows(2) {
        let ((_, before, first), (element, heading, second)) = (pair[0], pair[1]);
        if second == first + 1 {
            continue;
        }
        let Some(span) = element.spans.first() else { continue };
        let message =
            format!("heading 「{}」 follows 「{}」: expected number {}", heading.text, before.text, first + 1);
        let message_ja = format!("見出し「{}」の番号は「{}」の次なので{}のはず", heading.text, before.text, first + 1);
        findings.push(at(source, "FK502", *span, message, message_ja));
    }
    findings
}

fn folded(title: &str) -> String {
    width::value(title).chars().filter(|c| !c.is_whitespace()).collect()
}
