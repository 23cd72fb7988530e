//! Dates in running text: months and days that no calendar has, years behind the end of their era.

use super::found::Found;
use super::letters::{Letter, letters, locate, number, span, text};
use crate::document::{Content, Document, Element, Quantity};
use crate::finding::{Code, Finding, Wording};
use fukkoku_quantity::{Era, Flag};
use fukkoku_recover::source::Source;

/// Days of each month, 29 in February: the year is not looked at.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Impossible dates outside tables (FK402).
pub(super) fn impossible(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    let prose = |element: &&Element| !matches!(element.content, Content::Table(_) | Content::Furniture(_));
    for element in document.elements.iter().filter(prose) {
        let letters = letters(source, &element.spans);
        for index in 1..letters.len() {
            if letters[index - 1].c == '年' {
                findings.extend(month_and_day(source, &letters, index));
            }
        }
    }
    findings
}

/// What follows 年: `１３月`, `２月３０日`.
fn month_and_day(source: &Source, letters: &[Letter], start: usize) -> Option<Finding> {
    let (month, length) = number(&letters[start..])?;
    let behind = start + length;
    if letters.get(behind)?.c != '月' || letters.get(behind + 1).is_some_and(|letter| "数間分額".contains(letter.c))
    {
        return None;
    }
    let told = |last: usize, english: String, japanese: String| {
        let printed = text(&letters[start..=last]);
        let english = format!("「{printed}」 is no date: {english}");
        let japanese = format!("「{printed}」は日付としてあり得ない（{japanese}）");
        Some(Finding::at(source, Code::FK402, span(letters[start], letters[last]), Wording { english, japanese }))
    };
    let Some(most) = (month as usize).checked_sub(1).and_then(|index| DAYS.get(index)) else {
        return told(behind, format!("there is no month {month}"), format!("{month}月はない"));
    };
    let (day, length) = number(letters.get(behind + 1..)?)?;
    let last = behind + 1 + length;
    if letters.get(last)?.c != '日' || (1..=*most).contains(&day) {
        return None;
    }
    told(last, format!("month {month} has {most} days at most"), format!("{month}月は{most}日まで"))
}

/// Years that their era does not have (FK405): 平成32年度.
pub(super) fn overrun(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for element in &document.elements {
        let quantities: Vec<&Quantity> = match &element.content {
            Content::Heading(heading) => heading.quantities.iter().collect(),
            Content::Paragraph(paragraph) => paragraph.quantities.iter().collect(),
            Content::Note(note) => note.quantities.iter().collect(),
            Content::List(list) => list.items.iter().flat_map(|item| &item.quantities).collect(),
            Content::Contents(_)
            | Content::Table(_)
            | Content::Contact(_)
            | Content::Furniture(_)
            | Content::Unrecognized(_) => vec![],
        };
        for quantity in quantities {
            findings.extend(out_of_era(source, element, quantity));
        }
    }
    findings
}

fn out_of_era(source: &Source, element: &Element, quantity: &Quantity) -> Option<Finding> {
    let flagged = |flag: Flag| quantity.flags.iter().any(|word| word == flag.word());
    let (day, english, japanese) = match () {
        () if flagged(Flag::Overrun) => {
            (quantity.end.or(quantity.start), "lies behind the end of its era", "元号の終わりより後")
        }
        () if flagged(Flag::Underrun) => {
            (quantity.start.or(quantity.end), "lies before the beginning of its era", "元号の始まりより前")
        }
        () => return None,
    };
    let span = locate(source, &element.spans, &quantity.printed)?;
    let (printed, day) = (&quantity.printed, day?);
    let named = if printed.contains("年度") {
        format!("{}年度", day.fiscal_year().with_era())
    } else {
        let era = Era::of(day)?;
        format!("{}{}年", era.name(), era.count(day.year)?)
    };
    let english = format!("「{printed}」 {english}: the year is {named}");
    let japanese = format!("「{printed}」は{japanese}で、{named}に当たる");
    Some(Finding {
        line_first: quantity.line_first,
        line_last: quantity.line_last,
        ..Finding::at(source, Code::FK405, span, Wording { english, japanese })
    })
}
