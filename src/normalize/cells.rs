//! Statements of a cell: a number, or several dated entries.

use super::numbers;
use crate::document::{Amount, Entry, NamedPeriod};
use fukkoku_quantity::date::{Context, Dated, find_entry_dates, read};
use fukkoku_quantity::number::{NumberContext, is_ditto};
use fukkoku_quantity::{Day, FiscalYear, Status, width};
use fukkoku_recover::block::PrintedRow;
use fukkoku_recover::look::bullet;
use fukkoku_recover::source::{Source, Span, Text};
use std::ops::Range;

/// Splits the paragraphs of a cell into entries.
///
/// A bullet begins an entry. Without bullets an entry ends with a paragraph that ends with its date; so
/// `IBM2020 ｻﾌﾞ 5` and `(45.1)` under each other are one entry.
pub(super) fn entries(source: &Source, paragraphs: &[Text], year: Option<FiscalYear>) -> Vec<Entry> {
    let mut groups: Vec<Text> = Vec::new();
    for paragraph in paragraphs {
        let begins = bullet(&paragraph.printed).is_some();
        let complete =
            groups.last().is_some_and(|last| bullet(&last.printed).is_none() && ends_with_date(&last.printed, year));
        match groups.last_mut() {
            Some(last) if !begins && !complete => {
                last.push_space();
                last.append(paragraph);
            }
            _ => groups.push(paragraph.clone()),
        }
    }
    groups.iter().map(|text| entry(source, text, year)).collect()
}

fn ends_with_date(text: &str, year: Option<FiscalYear>) -> bool {
    let Some(year) = year else { return false };
    let end = text.trim_end_matches([')', '）', '、', ' ']).len();
    find_entry_dates(text, year).iter().any(|date| date.range.end >= end)
}

fn entry(source: &Source, text: &Text, year: Option<FiscalYear>) -> Entry {
    let printed = text.printed.as_str();
    let bare = bullet(printed).map_or(printed, |mark| printed[mark.len_utf8()..].trim_start());
    let date = year.and_then(|year| date(printed, year));
    let (line_first, line_last) = text.lines(source).unwrap_or((0, 0));
    Entry {
        printed: printed.into(),
        text: width::text(bare).trim_end_matches('、').into(),
        status: if date.is_some() { Status::Date } else { Status::Text },
        date: date.map(Box::new),
        amount: None,
        findings: vec![],
        spans: text.spans().into(),
        line_first,
        line_last,
    }
}

/// The date of an entry; several (`試行運用：29.07、本格運用：29.11`) span from the first to the last.
fn date(text: &str, year: FiscalYear) -> Option<NamedPeriod> {
    let found = find_entry_dates(text, year);
    let dates: Vec<(&str, Dated)> = found
        .iter()
        .filter_map(|date| date.reading.clone().ok().map(|reading| (date.printed.as_str(), reading)))
        .collect();
    let (printed, first) = dates.first()?;
    let (_, last) = dates.last()?;
    if dates.len() == 1 {
        return Some(named(printed, first.period.start, first.period.end, first.edtf.clone()));
    }
    let printed = dates.iter().map(|(printed, _)| *printed).collect::<Vec<_>>().join("、");
    let from = first.edtf.split('/').next().unwrap_or_default();
    let to = last.edtf.split('/').next_back().unwrap_or_default();
    Some(named(&printed, first.period.start, last.period.end, format!("{from}/{to}")))
}

fn named(printed: &str, start: Option<Day>, end: Option<Day>, edtf: String) -> NamedPeriod {
    NamedPeriod { printed: printed.to_owned(), start, end, edtf }
}

/// A numeric cell: one entry, also where nothing is printed; two where a further figure stands behind the first in brackets.
pub(super) fn figures(source: &Source, text: &Text, context: &NumberContext, lines: (usize, usize)) -> Vec<Entry> {
    match halves(&text.printed) {
        Some((first, second)) => {
            let part = |range| number(source, &text.slice(range), context, lines);
            vec![part(0..first), part(second)]
        }
        None => vec![number(source, text, context, lines)],
    }
}

/// `120（45）`: where the first figure ends, and the range of the second, its brackets left out.
fn halves(text: &str) -> Option<(usize, Range<usize>)> {
    let figure = |part: &str| {
        let marks = |c: char| ",.，．%％△▲".contains(c) || c.is_whitespace();
        let digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
        part.contains(digit) && part.chars().all(|c| digit(c) || marks(c))
    };
    let open = text.find(['（', '(', '〔', '［', '['])?;
    let close = text.rfind(['）', ')', '〕', '］', ']'])?;
    let inner = open + text[open..].chars().next()?.len_utf8();
    let behind = close + text[close..].chars().next()?.len_utf8();
    let both = inner <= close && figure(&text[..open]) && figure(&text[inner..close]);
    (both && text[behind..].trim().is_empty()).then(|| (text[..open].trim_end().len(), inner..close))
}

fn number(source: &Source, text: &Text, context: &NumberContext, lines: (usize, usize)) -> Entry {
    let (status, amount) = numbers::read(&text.printed, context);
    let (line_first, line_last) = text.lines(source).unwrap_or(lines);
    Entry {
        printed: text.printed.as_str().into(),
        text: width::value(&text.printed).into(),
        status,
        date: None,
        amount,
        findings: vec![],
        spans: text.spans().into(),
        line_first,
        line_last,
    }
}

/// What the cells above in a column said: 同年 and 〃 refer to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    context: Context,
    date: Option<NamedPeriod>,
    amount: Option<Amount>,
}

impl Above {
    /// The entry of a numeric cell; a ditto mark has the amount of the cell above.
    pub(super) fn amount(&mut self, mut entry: Entry) -> Entry {
        if let (Some(amount), Some(before)) = (&mut entry.amount, &self.amount) {
            amount.share(before);
        }
        let ditto = is_ditto(&entry.printed);
        let entry = match self.amount.clone().filter(|_| ditto) {
            Some(amount) => Entry { status: Status::Number, amount: Some(amount), ..entry },
            None => entry,
        };
        self.amount = if entry.amount.is_some() || !ditto { entry.amount.clone() } else { None };
        entry
    }
}

/// A cell of a column of dates: one entry; 同年 and 〃 refer to the row above. `None` where nothing is printed.
pub(super) fn dated(source: &Source, text: &Text, above: &mut Above) -> Option<Entry> {
    let (line_first, line_last) = text.lines(source)?;
    let reading = read(&text.printed, &above.context).ok();
    if let Some(dated) = &reading {
        above.context.remember(dated);
    }
    let ditto = above.date.clone().filter(|_| is_ditto(&text.printed));
    let read = reading.map(|dated| named(&text.printed, dated.period.start, dated.period.end, dated.edtf));
    let date = read.or(ditto.map(|date| NamedPeriod { printed: text.printed.clone(), ..date }));
    above.date.clone_from(&date);
    Some(Entry {
        printed: text.printed.as_str().into(),
        text: width::text(&text.printed).into(),
        status: if date.is_some() { Status::Date } else { Status::Text },
        date: date.map(Box::new),
        amount: None,
        findings: vec![],
        spans: text.spans().into(),
        line_first,
        line_last,
    })
}

/// Whether a cell is a date by itself: with its era or Western year, or by 同年.
pub(super) fn is_date(printed: &str) -> bool {
    printed.contains(['年', '月', '.', '/', '．', '／']) && read(printed, &Context::default()).is_ok()
}

/// The paragraphs of a cell in one text, separated by spaces.
pub(super) fn joined(paragraphs: &[Text]) -> Text {
    let mut text = Text::default();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            text.push_space();
        }
        text.append(paragraph);
    }
    text
}

/// The paragraphs of a label in one text, separated by nothing: a label is one word, however it is broken.
pub(super) fn label(paragraphs: &[Text]) -> Text {
    let mut text = Text::default();
    paragraphs.iter().for_each(|paragraph| text.append(paragraph));
    text
}

/// A label, widths folded.
pub(super) fn folded_label(paragraphs: &[Text]) -> String {
    width::text(&label(paragraphs).printed).trim().to_owned()
}

/// The label of a row in a column; where a total covers that column too, its own.
pub(super) fn row_label(row: &PrintedRow, column: usize) -> String {
    let cells = row.cells[..=column].iter().rev().flatten();
    cells.map(|cell| folded_label(&cell.paragraphs)).find(|label| !label.is_empty()).unwrap_or_default()
}

/// Spans of paragraphs, ascending.
pub(super) fn spans(paragraphs: &[Text]) -> Vec<Span> {
    let mut spans: Vec<Span> = paragraphs.iter().flat_map(Text::spans).collect();
    spans.sort_unstable();
    spans
}
