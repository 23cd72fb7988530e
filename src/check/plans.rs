//! Periods of plans: in headings, in prose, in row-spanning cells of tables, and as a number of years.

use super::found::Found;
use super::headings::{Headed, bare_title, folded, headings};
use super::letters::locate;
use crate::document::{ColumnKind, Content, Document, Element, Paragraph, Quantity, Table};
use crate::finding::{Code, Finding, Severity, Wording};
use fukkoku_quantity::{Day, FiscalYear, width};
use fukkoku_recover::source::{Source, Span};
use std::collections::BTreeMap;

/// Shortest name, in characters, that is compared: shorter ones fit too much.
const NAME: usize = 4;

/// First and last fiscal year; an open end is absent.
type Years = (FiscalYear, Option<FiscalYear>);

/// A plan that a heading names.
struct Plan<'a> {
    name: String,
    years: Years,
    heading: Headed<'a>,
}

fn plans(document: &Document) -> Vec<Plan<'_>> {
    let plan = |heading: Headed<'_>| {
        let period = heading.1.period.as_ref()?;
        Some((bare_title(heading.1), years(period.start, period.end)?))
    };
    let found = headings(document).into_iter();
    found.filter_map(|heading| plan(heading).map(|(name, years)| Plan { name, years, heading })).collect()
}

fn years(start: Option<Day>, end: Option<Day>) -> Option<Years> {
    Some((start?.fiscal_year(), end.map(Day::fiscal_year)))
}

fn shown(years: Years) -> String {
    format!("{}～{}", years.0.with_era(), years.1.map(FiscalYear::with_era).unwrap_or_default())
}

/// Periods of the same plan that disagree (FK507).
pub(super) fn periods(source: &Source, document: &Document) -> Found {
    let plans = plans(document);
    in_prose(source, document, &plans).into_iter().chain(in_tables(source, document, &plans)).collect()
}

/// `第四次計画（昭和５２年度～５６年度）` in running text against the headings of that name.
fn in_prose(source: &Source, document: &Document, plans: &[Plan]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (element, paragraph) in paragraphs(document) {
        for quantity in &paragraph.quantities {
            let (Some(named), Some(said)) = (name_before(paragraph, quantity), years(quantity.start, quantity.end))
            else {
                continue;
            };
            let of_name: Vec<&Plan> =
                plans.iter().filter(|plan| plan.name.chars().count() >= NAME && named.ends_with(&plan.name)).collect();
            let Some(plan) = of_name.first().filter(|_| of_name.iter().all(|plan| plan.years != said)) else {
                continue;
            };
            let Some(span) = locate(source, &element.spans, &quantity.printed) else { continue };
            let (name, line) = (&plan.heading.1.title, plan.heading.0.line_first);
            let english = format!(
                "the period of the plan is {} here, but {} in heading 「{name}」 on line {line}",
                shown(said),
                shown(plan.years)
            );
            let japanese =
                format!("計画期間がここでは{}、{line}行目の見出し「{name}」では{}", shown(said), shown(plan.years));
            findings.push(Finding::at(source, Code::FK507, span, Wording { english, japanese }));
        }
    }
    findings
}

/// The text before the bracket that a period stands in, folded.
fn name_before(paragraph: &Paragraph, quantity: &Quantity) -> Option<String> {
    let before = paragraph.text.get(..quantity.offset)?.trim_end();
    before.strip_suffix(['（', '(']).map(folded)
}

fn paragraphs(document: &Document) -> impl Iterator<Item = (&Element, &Paragraph)> {
    document.elements.iter().filter_map(|element| match &element.content {
        Content::Paragraph(paragraph) => Some((element, paragraph)),
        _ => None,
    })
}

/// A cell that spans the rows of a plan: its name, the first and last year of its rows, and where it is printed.
struct Group<'a> {
    name: String,
    first: FiscalYear,
    last: FiscalYear,
    table: &'a Table,
    row: usize,
    /// It covers the last year that any table has: the plan may go on.
    runs_out: bool,
}

fn in_tables(source: &Source, document: &Document, plans: &[Plan]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in groups(document) {
        let of_name: Vec<&Plan> = plans.iter().filter(|plan| is_short_for(&group.name, &plan.name)).collect();
        let fits = |plan: &&Plan| {
            let (start, end) = plan.years;
            let ends = end.is_none() || end == Some(group.last) || (group.runs_out && end > Some(group.last));
            start == group.first && ends
        };
        let closest = of_name.iter().min_by_key(|plan| (plan.years.0.0 - group.first.0).abs());
        let Some(plan) = closest.filter(|_| !of_name.iter().any(fits)) else { continue };
        findings.extend(group_finding(source, &group, plan));
    }
    findings
}

fn group_finding(source: &Source, group: &Group, plan: &Plan) -> Option<Finding> {
    let row = &group.table.rows[group.row];
    let grouping = |column: usize| group.table.columns[column].kind == ColumnKind::Group;
    let cell = row.cells.iter().find(|cell| grouping(cell.column) && !cell.spans.is_empty())?;
    let span =
        cell.spans.first().map(|first| Span::new(first.start, cell.spans.last().map_or(first.end, |last| last.end)))?;
    let (covered, stated) = (shown((group.first, Some(group.last))), shown(plan.years));
    let (title, line) = (&plan.heading.1.title, plan.heading.0.line_first);
    let english =
        format!("「{}」 covers the rows {covered}, but heading 「{title}」 on line {line} says {stated}", cell.text);
    let japanese = format!("「{}」は{covered}の行にかかるが、{line}行目の見出し「{title}」では{stated}", cell.text);
    // Years apart, they may be two plans of one name.
    let (start, end) = plan.years;
    let apart = start > group.last || end.is_some_and(|end| end < group.first);
    let known = Code::FK507.severity();
    Some(Finding {
        severity: if apart { Severity::Note } else { known },
        table: Some(group.table.id.clone()),
        row: Some(group.row + 1),
        column: Some(cell.column + 1),
        printed: cell.printed.to_string(),
        ..Finding::at(source, Code::FK507, span, Wording { english, japanese })
    })
}

/// Row-spanning cells with the years of their rows, over all pages and tables.
fn groups(document: &Document) -> Vec<Group<'_>> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    let last_of_all = document.tables().flat_map(|table| &table.rows).filter_map(|row| row.fiscal_year).max();
    for table in document.tables() {
        for (index, row) in table.rows.iter().enumerate() {
            let (Some(group), Some(year)) = (&row.group, row.fiscal_year) else { continue };
            let whole = folded(group);
            let name = whole.split(['(', '（']).next().unwrap_or_default().to_owned();
            let known = found.entry(whole).or_insert(Group {
                name,
                first: year,
                last: year,
                table,
                row: index,
                runs_out: false,
            });
            known.first = known.first.min(year);
            known.last = known.last.max(year);
            known.runs_out = Some(known.last) == last_of_all;
        }
    }
    found.into_values().collect()
}

/// Whether a name in a narrow cell is a shorter form of a title: the same characters in the same order, some left out.
fn is_short_for(name: &str, title: &str) -> bool {
    let mut rest = title.chars();
    name.chars().count() >= NAME && name.chars().all(|c| rest.any(|other| other == c))
}

/// Durations that their period contradicts (FK508): `平成２８年度から５か年` under a heading of six years.
pub(super) fn durations(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    let mut stated: Option<(Years, &Element)> = None;
    for element in &document.elements {
        match &element.content {
            Content::Heading(heading) => {
                let period = heading.period.as_ref().and_then(|period| years(period.start, period.end));
                stated = period.map(|years| (years, element));
            }
            Content::Paragraph(paragraph) => {
                for quantity in &paragraph.quantities {
                    findings.extend(duration(source, (element, paragraph), quantity, stated));
                }
            }
            _ => {}
        }
    }
    findings
}

fn duration(
    source: &Source,
    (element, paragraph): (&Element, &Paragraph),
    quantity: &Quantity,
    stated: Option<(Years, &Element)>,
) -> Option<Finding> {
    let after = width::value(paragraph.text.get(quantity.offset + quantity.printed.len()..)?).into_owned();
    let (start, end) = years(quantity.start, quantity.end)?;
    let (period, line, count, words) = if let Some(rest) = after.strip_prefix("から").or(after.strip_prefix("より"))
    {
        let (count, words) = number_of_years(rest)?;
        let ((first, last), heading) = stated.filter(|((first, _), _)| *first == start)?;
        ((first, last?), heading.line_first, count, words)
    } else {
        let rest = after.strip_prefix([')', '）']).unwrap_or(&after);
        let (count, words) = number_of_years(rest.strip_prefix('の')?)?;
        ((start, end?), quantity.line_first, count, words)
    };
    let spanned = period.1.0 - period.0.0 + 1;
    if spanned == count || spanned < 1 {
        return None;
    }
    let span = locate(source, &element.spans, &quantity.printed)?;
    let whole = shown((period.0, Some(period.1)));
    let english = format!("{words} are stated, but {whole} (line {line}) are {spanned} years");
    let japanese = format!("「{words}」とあるが、{line}行目の{whole}は{spanned}年間");
    Some(Finding {
        line_first: quantity.line_first,
        line_last: quantity.line_last,
        ..Finding::at(source, Code::FK508, span, Wording { english, japanese })
    })
}

/// `5か年` at the beginning of a folded text.
fn number_of_years(text: &str) -> Option<(i32, String)> {
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).take(3).collect();
    let rest = text.trim_start().strip_prefix(digits.as_str())?.trim_start();
    let word = ["か年", "カ年", "ヵ年", "ヶ年", "ケ年", "箇年", "年間", "か年間"]
        .iter()
        .find(|word| rest.starts_with(**word))?;
    Some((digits.parse().ok()?, format!("{digits}{word}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_leave_characters_out() {
        for (name, title, expected) in [
            ("第三次機械化計画", "第三次総合事務機械化計画", true),
            ("第四次機械化計画", "第三次総合事務機械化計画", false),
            ("計画", "第三次総合事務機械化計画", false),
            ("交通計画", "地域公共交通計画", true),
        ] {
            assert_eq!(is_short_for(name, title), expected, "{name} for {title}");
        }
    }

    #[test]
    fn numbers_of_years() {
        for (text, expected) in
            [("5か年の新計画", Some(5)), ("10年間の計画", Some(10)), ("5年度", None), ("か年", None)]
        {
            assert_eq!(number_of_years(text).map(|(count, _)| count), expected, "{text}");
        }
    }
}
