//! Headings that repeat one another, and numbers out of order.

use super::found::Found;
use super::letters::{letters, text};
use crate::document::{Content, Document, Element, Heading, NamedPeriod};
use crate::finding::{Code, Finding, Grade, Proposal, Wording};
use fukkoku_quantity::width;
use fukkoku_recover::source::Source;

/// A heading with the element that it is.
pub(super) type Headed<'a> = (&'a Element, &'a Heading);

/// All headings, in order.
pub(super) fn headings(document: &Document) -> Vec<Headed<'_>> {
    let mut found = Vec::new();
    for element in &document.elements {
        if let Content::Heading(heading) = &element.content {
            found.push((element, heading));
        }
    }
    found
}

/// Repeated headings (FK501), titles that come again with another period (FK505).
pub(super) fn repeats(source: &Source, document: &Document) -> Found {
    let headings = headings(document);
    sections(&headings).flat_map(|section| repeats_in(source, document, section)).collect()
}

/// Numbers that do not count up by one (FK502), a single numbered heading in a section (FK509).
pub(super) fn numbers(source: &Source, document: &Document) -> Found {
    let headings = headings(document);
    let mut findings: Found = out_of_order(source, &numbered(&headings, 1)).into_iter().collect();
    for section in sections(&headings) {
        let numbered = numbered(section, 2);
        findings.extend(out_of_order(source, &numbered));
        findings.extend(alone(source, &numbered));
    }
    findings
}

/// Runs of headings under the same heading of level 1.
fn sections<'a, 'b>(headings: &'a [Headed<'b>]) -> impl Iterator<Item = &'a [Headed<'b>]> {
    headings.split(|(_, heading)| heading.level == 1)
}

fn repeats_in(source: &Source, document: &Document, section: &[Headed]) -> Vec<Finding> {
    // A heading that only its type tells may well repeat, over each of several tables.
    let is_numbered = |heading: &Heading| heading.level == 2 && heading.text.starts_with(['（', '(']);
    let second: Vec<Headed> = section.iter().copied().filter(|(_, heading)| is_numbered(heading)).collect();
    let mut findings = Vec::new();
    for (index, &(element, heading)) in second.iter().enumerate() {
        let same = |other: &&Headed| bare_title(other.1) == bare_title(heading);
        let whole = |other: &&Headed| folded(&other.1.title) == folded(&heading.title);
        let earlier = second[..index].iter().find(whole).or(second[..index].iter().find(same));
        let (Some(&(first, other)), Some(span)) = (earlier, element.spans.first()) else { continue };
        if folded(&other.title) != folded(&heading.title) {
            let english = format!(
                "heading 「{}」 has the title of 「{}」 on line {}, for another period",
                heading.text, other.text, first.line_first
            );
            let japanese = format!(
                "見出し「{}」は{}行目の「{}」と題名が同じで期間が違う",
                heading.text, first.line_first, other.text
            );
            findings.push(Finding::at(source, Code::FK505, *span, Wording { english, japanese }));
            continue;
        }
        let english = format!(
            "heading 「{}」 repeats the title of 「{}」 on line {}",
            heading.text, other.text, first.line_first
        );
        let japanese = format!("見出し「{}」は{}行目の「{}」と同じ題名", heading.text, first.line_first, other.text);
        let proposal = meant(document, element, heading);
        findings.push(Finding { proposal, ..Finding::at(source, Code::FK501, *span, Wording { english, japanese }) });
    }
    findings
}

/// A title that the text under a heading names with a period, and that differs from the heading's in a character or two.
fn meant(document: &Document, element: &Element, heading: &Heading) -> Option<Proposal> {
    let title: Vec<char> = bare_title(heading).chars().collect();
    let from = document.elements.iter().position(|other| std::ptr::eq(other, element))?;
    let below =
        document.elements[from + 1..].iter().take_while(|element| !matches!(element.content, Content::Heading(_)));
    for under in below {
        let Content::Paragraph(paragraph) = &under.content else { continue };
        for quantity in &paragraph.quantities {
            let before = paragraph.text.get(..quantity.offset)?;
            let Some(before) = before.trim_end().strip_suffix(['（', '(']) else { continue };
            let name: Vec<char> = folded(before).chars().collect();
            let Some(name) = name.len().checked_sub(title.len()).map(|start| &name[start..]) else { continue };
            let differing = name.iter().zip(&title).filter(|(a, b)| a != b).count();
            if (1..=2).contains(&differing) && title.len() >= 6 {
                let value = format!("{}（{}）", name.iter().collect::<String>(), quantity.printed);
                let proof = format!("the text under the heading, on line {}, names it", quantity.line_first);
                return Some(Proposal { value, grade: Grade::Suspected, proof });
            }
        }
    }
    None
}

/// Headings of a level with their numbers.
fn numbered<'a>(section: &[Headed<'a>], level: u8) -> Vec<(Headed<'a>, u32)> {
    let number = |heading: &Heading| -> Option<u32> { width::value(heading.number.as_deref()?).parse().ok() };
    let of_level = section.iter().filter(|(_, heading)| heading.level == level);
    of_level.filter_map(|headed| Some((*headed, number(headed.1)?))).collect()
}

fn out_of_order(source: &Source, numbered: &[(Headed, u32)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in numbered.windows(2) {
        let (((_, before), first), ((element, heading), second)) = (pair[0], pair[1]);
        // A title repeated on the next page counts once; so may a running head that was taken for a heading.
        let again = second == first && folded(&before.title) == folded(&heading.title);
        if second == first + 1 || again {
            continue;
        }
        let Some(span) = element.spans.first() else { continue };
        let english =
            format!("heading 「{}」 follows 「{}」: expected number {}", heading.text, before.text, first + 1);
        let japanese = format!("見出し「{}」の番号は「{}」の次なので{}のはず", heading.text, before.text, first + 1);
        findings.push(Finding::at(source, Code::FK502, *span, Wording { english, japanese }));
    }
    findings
}

/// A numbered heading without a second one beside it.
fn alone(source: &Source, numbered: &[(Headed, u32)]) -> Option<Finding> {
    let [((element, heading), number)] = numbered else { return None };
    let span = *element.spans.first()?;
    let english = format!(
        "heading 「{}」 is the only numbered one of its section: the others are missing, or number {number} is not needed",
        heading.text
    );
    let japanese = format!("見出し「{}」は番号付きだが、この節に番号付きの見出しはほかにない", heading.text);
    Some(Finding::at(source, Code::FK509, span, Wording { english, japanese }))
}

/// A title without its period and the brackets around it, folded.
pub(super) fn bare_title(heading: &Heading) -> String {
    let period: &str = heading.period.as_ref().map_or("", |period: &NamedPeriod| &period.printed);
    let title = if period.is_empty() { heading.title.clone() } else { heading.title.replacen(period, "", 1) };
    folded(&title).chars().filter(|c| !"()（）".contains(*c)).collect()
}

/// Width and blanks aside.
pub(super) fn folded(title: &str) -> String {
    width::value(title).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Circled numbers of a paragraph that do not count up by one (FK502).
pub(super) fn circled(source: &Source, document: &Document) -> Found {
    let value = |c: char| matches!(c, '①'..='⑳').then(|| c as u32 - '①' as u32 + 1);
    let mut findings = Found::default();
    for element in document.elements.iter().filter(|element| matches!(element.content, Content::Paragraph(_))) {
        let letters = letters(source, &element.spans);
        let mut before: Option<u32> = None;
        for (index, letter) in letters.iter().enumerate() {
            let Some(now) = value(letter.c) else { continue };
            let expected = before.map_or(1, |before| before + 1);
            // A later ① or ② may begin anew or refer back; only a step ahead leaves one out.
            if before.is_some() && now > expected {
                let near = text(&letters[index..letters.len().min(index + 8)]);
                let english = format!("「{near}…」: expected number {expected}, found {now}");
                let japanese = format!("「{near}…」の番号は{expected}のはずが{now}");
                findings.push(Finding::at(
                    source,
                    Code::FK502,
                    super::letters::span(*letter, *letter),
                    Wording { english, japanese },
                ));
            }
            before = Some(now);
        }
    }
    findings
}
