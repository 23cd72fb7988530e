//! Figures of one subject and year in two places: two tables, or a sentence and a table.

use super::cell::about_cell;
use super::figure::{Figure, figure};
use super::found::Found;
use crate::document::{ColumnKind, Content, Document, Element, Paragraph, Quantity, QuantityKind, Table};
use crate::finding::{Code, Finding, Wording};
use fukkoku_quantity::unit::Unit;
use fukkoku_quantity::{Day, Decimal, Period, Status, width};
use fukkoku_recover::source::{Source, Span};
use std::collections::BTreeMap;

/// Figures that differ by more than one part in so many are of different things: a budget and what came of it.
const SLIP: i128 = 10;

/// Words that tell figures of one name apart: what only one of two places has makes them different things.
const KINDS: [&str; 16] = [
    "当初",
    "補正",
    "最終",
    "予算",
    "決算",
    "見込",
    "計画",
    "目標",
    "調定",
    "収入済",
    "支出済",
    "一般会計",
    "特別会計",
    "国",
    "県",
    "うち",
];

/// In so many places a name is looked up; one that stands in more is no name of one thing.
const MOST_PLACES: usize = 16;

/// A figure of a table that says of what, of when, and in what unit.
struct Told<'a> {
    table: &'a Table,
    figure: Figure<'a>,
    /// The label without the word of a total.
    subject: String,
    /// Whether the label has one: 歳入合計.
    total: bool,
    year: Period,
    /// Whether the label of the year says 年 or 年度; R5 may be either.
    worded: bool,
    unit: &'a str,
    value: Decimal,
    /// One in the last place printed, in the base unit.
    place: Decimal,
}

/// FK513: a total that another table has with another figure.
pub(super) fn tables(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    let mut known: BTreeMap<(String, Day, &str), Vec<Told>> = BTreeMap::new();
    for table in document.tables() {
        for told in told(table) {
            let Some(start) = told.year.start else { continue };
            let same = known.entry((told.subject.clone(), start, told.unit)).or_default();
            if same.len() == MOST_PLACES {
                continue;
            }
            let rivals: Vec<&Told> = same.iter().filter(|other| is_same_thing(other, &told)).collect();
            if let Some(other) = rivals.first().filter(|_| rivals.iter().all(|other| is_slip(other, &told))) {
                findings.push(differing(source, other, &told));
            }
            same.push(told);
        }
    }
    findings
}

/// Whether two figures of different tables can be compared: one is called a total, and nothing tells them apart.
fn is_same_thing(one: &Told, other: &Told) -> bool {
    let kinds = |told: &Told| {
        let title = told.table.title.as_deref().unwrap_or_default();
        let text = format!("{title}{}{}", told.figure.label, told.figure.column_label);
        KINDS.map(|kind| text.contains(kind))
    };
    one.table.id != other.table.id && (one.total || other.total) && one.year == other.year && kinds(one) == kinds(other)
}

fn is_slip(one: &Told, other: &Told) -> bool {
    differ(one.value, other.value, larger(one.place, other.place))
}

/// Whether two values differ by more than rounding, but by no more than a slip.
fn differ(one: Decimal, other: Decimal, place: Decimal) -> bool {
    let Some(difference) = one.checked_sub(other).map(magnitude) else { return false };
    let near = difference.checked_mul(Decimal::new(SLIP, 0)).is_some_and(|all| all.compare(magnitude(one)).is_le());
    near && difference.compare(place).is_ge() && !difference.is_zero()
}

fn magnitude(value: Decimal) -> Decimal {
    if value.compare(Decimal::ZERO).is_lt() { value.negated().unwrap_or(value) } else { value }
}

fn larger(one: Decimal, other: Decimal) -> Decimal {
    if one.compare(other).is_lt() { other } else { one }
}

fn differing(source: &Source, other: &Told, told: &Told) -> Finding {
    let (line, shown) = (line_of(other), |told: &Told| told.figure.printed().to_owned());
    let wording = Wording {
        english: format!(
            "「{}」 is {}, but the table on line {line} has {} for the same year",
            told.subject,
            shown(told),
            shown(other)
        ),
        japanese: format!("「{}」は{}だが、{line}行目の表では同じ年が{}", told.subject, shown(told), shown(other)),
    };
    about_cell(source, told.table, Code::FK513, &told.figure, wording)
}

fn line_of(told: &Told) -> usize {
    told.figure.cell.map_or(told.table.rows[told.figure.row].line_first, |cell| cell.line_first)
}

/// The figures of a table whose year stands in one of its labels and whose subject in the other.
fn told(table: &Table) -> Vec<Told<'_>> {
    let columns = (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number);
    let places = columns.flat_map(|column| (0..table.rows.len()).map(move |row| (row, column)));
    places.filter_map(|(row, column)| told_by(table, figure(table, row, column))).collect()
}

fn told_by<'a>(table: &'a Table, figure: Figure<'a>) -> Option<Told<'a>> {
    let (row, column) = (&table.rows[figure.row], &table.columns[figure.column]);
    let (year, named, label) = match (row.period, column.period) {
        (Some(year), None) => (year, row.label.as_str(), column.label.as_str()),
        (None, Some(year)) => (year, column.label.as_str(), row.label.as_str()),
        _ => return None,
    };
    let worded = named.contains('年');
    let (subject, total) = subject(label)?;
    let entry = figure.cell?.entries.first().filter(|entry| entry.status == Status::Number)?;
    let amount = entry.amount.as_ref().filter(|_| !figure.is_doubtful())?;
    let multiplier = amount.unit().and_then(Unit::read)?.multiplier;
    let place = Decimal::new(i128::from(multiplier), amount.value.scale);
    let (unit, value) = (amount.base_unit()?, amount.base_value);
    Some(Told { table, subject, total, year, worded, unit, value, place, figure })
}

/// `歳入合計` is 歳入, a total. `None` where nothing but the total is said.
fn subject(label: &str) -> Option<(String, bool)> {
    let folded = width::text(label);
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.split(['（', '(']).next().unwrap_or_default();
    let core = ["合計額", "総合計", "合計", "総計", "総額", "総数", "計"].iter().find_map(|end| bare.strip_suffix(end));
    let subject = core.unwrap_or(bare);
    (subject.chars().count() > 1).then(|| (subject.to_owned(), core.is_some()))
}

/// FK514: a sentence that gives another figure than the table it speaks of.
pub(super) fn sentences(source: &Source, document: &Document) -> Found {
    let paragraphs = || {
        document.elements.iter().filter_map(|element| match &element.content {
            Content::Paragraph(paragraph) => Some((element, paragraph)),
            _ => None,
        })
    };
    let amount = |found: &Quantity| found.kind == QuantityKind::Amount;
    if !paragraphs().any(|(_, paragraph)| paragraph.quantities.iter().skip(1).any(amount)) {
        return Found::default();
    }
    let told: Vec<Told> = document.tables().flat_map(told).collect();
    let mut named: Named = BTreeMap::new();
    for told in &told {
        for label in [told.figure.label, told.figure.column_label] {
            let places = named.entry((width::text(label).into_owned(), told.unit)).or_default();
            if places.len() <= MOST_PLACES * MOST_PLACES {
                places.push(told);
            }
        }
    }
    paragraphs().flat_map(|(element, paragraph)| amounts(source, element, paragraph, &named)).collect()
}

/// Figures by a label and their unit.
type Named<'a> = BTreeMap<(String, &'a str), Vec<&'a Told<'a>>>;

fn amounts(source: &Source, element: &Element, paragraph: &Paragraph, told: &Named) -> Vec<Finding> {
    let amounts = paragraph.quantities.iter().enumerate().filter(|(_, found)| found.kind == QuantityKind::Amount);
    let found = amounts.filter_map(|(index, amount)| {
        let sentence = paragraph.text[..amount.offset].rfind('。').map_or(0, |at| at + '。'.len_utf8());
        let dates = paragraph.quantities[..index].iter().rev();
        let year = dates.into_iter().find(|found| found.kind != QuantityKind::Amount && found.offset >= sentence)?;
        let from = year.offset + year.printed.len();
        let label = paragraph.text.get(from..amount.offset)?;
        let year = Period { start: year.start, end: year.end };
        contradicted(source, element, amount, (label, year), told)
    });
    found.collect()
}

/// The finding on an amount if every figure of that label and year differs from it.
fn contradicted(
    source: &Source,
    element: &Element,
    amount: &Quantity,
    (words, year): (&str, Period),
    told: &Named,
) -> Option<Finding> {
    let (value, unit) = (amount.base_value?, amount.base_unit.as_deref()?);
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let name = words.trim_start_matches('の').trim_end_matches(['は', 'が', 'も', '、', '：', ':']);
    let plain = amount.flags.is_empty() && name.len() < words.len();
    let year_of = |period: &Period| period.start.map(|day| day.year);
    let then = |told: &Told| told.year == year || !told.worded && year_of(&told.year) == year_of(&year);
    let places = told.get(&(name.to_owned(), unit)).filter(|_| plain)?;
    let same: Vec<&Told> = places.iter().copied().filter(|told| then(told)).collect();
    let first = *same.first()?;
    let place = place_of(amount)?;
    if !same.iter().all(|told| differ(told.value, value, larger(place, told.place))) {
        return None;
    }
    let (line, printed) = (line_of(first), first.figure.printed());
    let wording = Wording {
        english: format!("{name} is said to be {}, but the table on line {line} has {printed}", amount.printed),
        japanese: format!("「{name}」は本文では{}だが、{line}行目の表では{printed}", amount.printed),
    };
    let span = span(source, element, amount);
    Some(Finding { printed: amount.printed.clone(), ..Finding::at(source, Code::FK514, span, wording) })
}

/// One in the last place of an amount as printed: `101億円` is given to a hundred million.
fn place_of(amount: &Quantity) -> Option<Decimal> {
    let (value, unit) = (amount.value?, amount.unit.as_deref().and_then(Unit::read)?);
    let folded = width::value(&amount.printed);
    let figure = folded.strip_suffix(&*unit.printed).unwrap_or(&folded);
    let power = match figure.chars().next_back()? {
        '千' => 3,
        '万' => 4,
        '億' => 8,
        '兆' => 12,
        _ => 0,
    };
    let places = figure.split(['億', '万', '兆']).rfind(|part| !part.is_empty()).and_then(|part| part.split_once('.'));
    let places = places.map_or(0, |(_, places)| places.chars().filter(char::is_ascii_digit).count());
    let one = if power > 0 { Decimal::new(10i128.pow(power), places as u32) } else { Decimal::new(1, value.scale) };
    unit.to_base(one)
}

/// Where an amount is printed; its line, if a line end cuts it.
fn span(source: &Source, element: &Element, amount: &Quantity) -> Span {
    let line = source.line_span(amount.line_first.max(element.line_first).max(1));
    let at = source.slice(line).find(&amount.printed);
    at.map_or(line, |at| Span::new(line.start + at, line.start + at + amount.printed.len()))
}
