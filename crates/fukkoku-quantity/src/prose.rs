//! Dates, periods and amounts inside sentences.

use super::date::{self, Context, Dated, Expression, Extent, Kind, Point, Style, Unit, clock, expression};
use super::folded::Folded;
use super::number::{Amount, Number, NumberContext, Reading, amount, is_word};
use super::numeral::{Form, Shape, begins_numeral, numeral};
use super::{Flag, Refusal};
use std::ops::Range;

/// A value found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What stands there.
    pub printed: String,
    /// What it means.
    pub reading: Value,
}

/// What a value in a sentence is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A date or period; refused where the calendar has no such day.
    Dated(Result<Dated, Refusal>),
    /// A number with its unit.
    Amount(Number),
}

/// Finds all dates, periods, hours and amounts of a text, in order.
///
/// - **Input**: a paragraph or heading, wraps joined; `平成 16 年度`, `昭和３７年⏎度` are found all the same.
/// - **Context**: carried from date to date, so that 同年, 翌年 and `７月` find their year; pass it on to the next paragraph.
/// - **Not found**: numbers in words (第１条, 二要素認証, Ｐ２０, モデル１３５), telephone numbers, ①, bare numbers without unit.
/// - **Time**: linear in the text.
///
/// ```
/// use fukkoku_quantity::{date::Context, prose::find};
/// let found = find("昭和３７年に始め、同年９月に終えた。", &mut Context::default());
/// assert_eq!(found.iter().map(|value| value.printed.as_str()).collect::<Vec<_>>(), ["昭和３７年", "同年９月"]);
/// ```
pub fn find(text: &str, context: &mut Context) -> Vec<Found> {
    let folded = Folded::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, before)) = next_start(&folded.text, at) {
        let rest = &folded.text[start..];
        at = match value_at(rest, before, context) {
            Some((reading, after)) if of_old_era(&folded.text[..start], &reading) => {
                start + skip(rest).max(rest.len() - after.len())
            }
            Some((reading, after)) => {
                let end = folded.text.len() - after.len();
                let range = folded.source_range(start..end);
                found.push(Found { printed: text[range.clone()].to_owned(), range, reading });
                end
            }
            None => start + skip(rest),
        };
    }
    found
}

/// Eras before 明治 that reports still name; their years are no durations, and no days without a table of the moon.
const OLD_ERAS: [&str; 24] = [
    "慶応", "元治", "文久", "万延", "安政", "嘉永", "弘化", "天保", "文政", "文化", "享和", "寛政", "天明", "安永",
    "明和", "宝暦", "享保", "正徳", "宝永", "元禄", "延宝", "寛文", "寛永", "慶長",
];

/// 慶応４年: a year and no four years.
fn of_old_era(before: &str, reading: &Value) -> bool {
    let Value::Amount(number) = reading else { return false };
    let year = number.unit.as_ref().is_some_and(|unit| unit.printed == "年");
    year && OLD_ERAS.iter().any(|era| before.trim_end_matches(' ').ends_with(era))
}

/// Characters that begin a value, numerals included.
fn begins_value(c: char) -> bool {
    match c {
        '明' | '大' | '昭' | '平' | '令' | '西' => true,
        '同' | '翌' | '前' | '当' | '本' | '今' | '来' | '次' | '昨' => true,
        '約' | 'お' | '概' | '数' | '第' | '金' | '¥' | '△' | '▲' | '～' | '▼' | '〒' | '<' => true,
        _ => c.is_ascii_alphanumeric() || begins_numeral(c),
    }
}

fn next_start(text: &str, from: usize) -> Option<(usize, Option<char>)> {
    let at = from + text[from..].find(begins_value)?;
    Some((at, text[..at].chars().next_back()))
}

/// How far to go on where no value stands: past the whole number, word or mark.
fn skip(rest: &str) -> usize {
    let first = rest.chars().next();
    let len = first.map_or(1, char::len_utf8);
    match first {
        Some('第') => {
            len + run(rest[len..].trim_start_matches(' '))
                + (rest[len..].len() - rest[len..].trim_start_matches(' ').len())
        }
        Some('〒') => {
            len + rest[len..].find(|c: char| !(c.is_ascii_digit() || "- ".contains(c))).unwrap_or(rest.len() - len)
        }
        Some('<') => rest.char_indices().take(24).find(|(_, c)| *c == '>').map_or(len, |(at, _)| at + 1),
        _ => fraction(rest).unwrap_or_else(|| run(rest)).max(len),
    }
}

/// The length of a fraction with its remark: in ３分の２以上 nothing else begins.
fn fraction(rest: &str) -> Option<usize> {
    let (read, after) = amount(rest)?;
    read.ok().filter(|read| read.reading == Reading::Fraction).map(|_| rest.len() - after.len())
}

/// The length of a numeral or Latin word with what hangs on it: `03-1234-5678`, `S360-M20`.
fn run(rest: &str) -> usize {
    let kanji = numeral(rest).map_or(0, |(after, _)| rest.len() - after.len());
    let tail = &rest[kanji..];
    let word = |c: char| c.is_ascii_alphanumeric();
    let end = tail.find(|c: char| !(word(c) || "-.,/_".contains(c))).unwrap_or(tail.len());
    kanji + if kanji > 0 || tail.starts_with(word) { end } else { 0 }
}

fn value_at<'a>(rest: &'a str, before: Option<char>, context: &mut Context) -> Option<(Value, &'a str)> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) || rest.starts_with(['第', '〒', '<']) {
        return None;
    }
    if rest.starts_with('～') && !before.is_none_or(|c| "([「 \n".contains(c)) {
        return None;
    }
    dated(rest, before, context).or_else(|| hours(rest)).or_else(|| counted(rest, before))
}

/// A date that stands by itself or follows from the dates before it.
fn dated<'a>(rest: &'a str, before: Option<char>, context: &mut Context) -> Option<(Value, &'a str)> {
    let (after, expression) = expression(Extent::Prose)(rest).ok()?;
    let sure = is_sure(&expression, rest, before);
    let refers = may_refer(&expression) && after_fits(after);
    if !(sure || refers) {
        return None;
    }
    let reading = date::resolve(&expression, context);
    match &reading {
        Ok(dated) => context.remember(dated),
        Err(_) if !sure => return None,
        Err(_) => {}
    }
    let printed = rest[..rest.len() - after.len()].trim_end_matches([' ', '\n']);
    Some((Value::Dated(reading), &rest[printed.len()..]))
}

/// Whether the expression names its year: an era in full, a Western year with 年, an abbreviation with a month.
fn is_sure(expression: &Expression, printed: &str, before: Option<char>) -> bool {
    let inside_word = before.is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let points = expression.points();
    let named = |point: &&Point| {
        let worded = point.unit != Unit::None || point.day.is_some();
        match point.era {
            Some(era) if printed.trim_start_matches(['～', '約']).starts_with(era.name()) => {
                point.style != Style::Bare || !matches!(expression, Expression::One(_)) || !inside_word
            }
            Some(_) => !inside_word && (worded || point.style == Style::Dotted),
            None => {
                point.western
                    && (worded || (point.style == Style::Dotted && point.day.is_some()))
                    && point.year.is_some_and(|year| (1600..2300).contains(&year))
            }
        }
    };
    let first = points.first().is_some_and(|point| {
        named(point) || (point.western && points.iter().any(|point| point.western && point.unit != Unit::None))
    });
    first
        || (points.len() == 2
            && points[0].lacks_year()
            && points[0].month.is_some()
            && points.get(1).is_some_and(named))
}

/// Whether it may take its year from a date before it: 同年, 翌年度, `７月`, `２年度`.
fn may_refer(expression: &Expression) -> bool {
    let Some(first) = expression.points().first().copied().cloned() else { return false };
    let shifted = first.shifted_year.is_some() || first.shifted_month.is_some();
    let fiscal = first.unit == Unit::Fiscal
        || (first.style == Style::Bare && expression.points().iter().any(|point| point.unit == Unit::Fiscal));
    let monthly = first.style == Style::Worded && first.month.is_some_and(|month| (1..=12).contains(&month));
    shifted || fiscal || monthly
}

/// `前年比`, `同月比` and `７月号` name no date.
fn after_fits(after: &str) -> bool {
    !after.starts_with(['比', '号', '額', '並', '々', '分'])
}

/// Hours in digits; 一時 is a word.
fn hours(rest: &str) -> Option<(Value, &str)> {
    let digits = rest.starts_with(|c: char| c.is_ascii_digit());
    let (after, dated) = clock::at_start(rest).filter(|_| digits)?;
    debug_assert_eq!(dated.kind, Kind::Time);
    Some((Value::Dated(Ok(dated)), after))
}

/// An amount with a unit, a remark or grouped digits.
fn counted(rest: &str, before: Option<char>) -> Option<(Value, &str)> {
    let unsigned = rest.strip_prefix(['△', '▲', '▼']).map_or(rest, |rest| rest.strip_prefix(' ').unwrap_or(rest));
    let negative = unsigned.len() < rest.len();
    if before.is_some_and(|c| "-.,/:".contains(c)) {
        return None;
    }
    let (read, after) = amount(unsigned)?;
    let read = read.ok()?;
    let printed = &unsigned[..unsigned.len() - after.len()];
    if !is_amount(&read, printed, before, after) {
        return None;
    }
    let value = if negative { read.value.and_then(super::Decimal::negated) } else { read.value };
    let number = Number::found(read, value);
    Some((Value::Amount(number), after))
}

/// Units that prose uses for dates, addresses and names too.
const DOUBTFUL: &[&str] = &[
    "月", "日", "号", "位", "度", "字", "分", "市", "区", "町", "村", "部", "種", "m", "t", "g", "h", "B", "L", "l",
    "V", "W", "a", "反", "畝", "石", "貫", "斤", "尺", "里", "基", "門", "着", "足", "脚", "株", "筆", "橋", "両",
    "束",
];

/// So many letters of a kanji numeral are read behind any word.
const LONG_NUMERAL: usize = 4;

fn is_amount(read: &Amount, printed: &str, before: Option<char>, after: &str) -> bool {
    let marked = read.flags.iter().any(|flag| matches!(flag, Flag::ApproxFigure | Flag::Bound));
    let kanji = read.form == Form::Kanji;
    let next = after.chars().next();
    let ideograph = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    if matches!(read.reading, Reading::Fraction) || next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '目') {
        return false;
    }
    match &read.unit {
        None => marked && !kanji || matches!(read.form, Form::Arabic(Shape::Grouped)),
        Some(unit) if kanji && read.reading == Reading::Number => {
            let letters = printed.chars().count().saturating_sub(unit.printed.chars().count());
            // A long numeral, or money, is no part of the word before it: 利子三万五千円.
            let apart = !ideograph(before) || letters >= LONG_NUMERAL || (letters > 1 && unit.is_money());
            letters + 1 > 2 && apart && !ideograph(next) && !is_word(printed)
        }
        Some(_) if next.is_some_and(|c| "度代生".contains(c)) => false,
        Some(unit) => !DOUBTFUL.contains(&unit.printed.as_str()) || marked,
    }
}

impl Number {
    /// A number found in a sentence.
    fn found(amount: Amount, value: Option<super::Decimal>) -> Self {
        let context = NumberContext::of(super::number::Column::Prose);
        Number::from_amount(Amount { value, ..amount }, &context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let mut context = Context::default();
        let show = |found: Found| {
            let meaning = match found.reading {
                Value::Dated(Ok(Dated { clock: Some(hours), .. })) => format!("{:?}-{:?}", hours.start, hours.end),
                Value::Dated(Ok(dated)) => dated.edtf,
                Value::Dated(Err(refusal)) => refusal.flag.map_or("", Flag::word).to_owned(),
                Value::Amount(number) => format!("{} {}", number.text, number.base_unit().unwrap_or("")),
            };
            (found.printed, meaning)
        };
        find(text, &mut context).into_iter().map(show).collect()
    }

    #[test]
    fn finds_values_in_sentences() {
        for (text, expected, why) in [
            ("（昭和３７年度～昭和４１年度）", vec![("昭和３７年度～昭和４１年度", "1962-04/1967-03")], "one range"),
            (
                "昭和３７年当時、同年９月総務課に",
                vec![("昭和３７年", "1962"), ("同年９月", "1962-09")],
                "同年 finds its year",
            ),
            ("平成 16 年度を始期とし", vec![("平成 16 年度", "2004-04/2005-03")], "blanks inside"),
            ("平成２８年１月から基幹系", vec![("平成２８年１月", "2016-01")], "から is a particle here"),
            ("平成２８年（２０１６年）３月に", vec![("平成２８年（２０１６年）３月", "2016-03")], "both calendars"),
            ("（令和４年度～）", vec![("令和４年度～", "2022-04/..")], "an open end"),
            (
                "平成２８年度から５か年の",
                vec![("平成２８年度", "2016-04/2017-03"), ("５か年", "5 年")],
                "a duration is no date",
            ),
            (
                "平成２９年度は、試行運用が７月に",
                vec![("平成２９年度", "2017-04/2018-03"), ("７月", "2017-07")],
                "a month of that fiscal year",
            ),
            ("事業のうち約８割の", vec![("約８割", "0.8 ratio")], ""),
            ("システムが１８０余ある", vec![("１８０余", "180 ")], ""),
            ("第１条、二要素認証、①、Ｐ２０、モデル１３５に", vec![], "numbers inside words"),
            ("電話番号 03-1234-5678（代表）・ 03-1234-9270", vec![], "telephone numbers"),
            ("〒000-0000 上水上二丁目１９番１５号", vec![], "an address"),
            ("令和３年２月２９日に", vec![("令和３年２月２９日", "invalid_date")], "impossible, but clearly a date"),
            (
                "経費は 1億 2,345万円で、補助は 4,100万円",
                vec![("1億 2,345万円", "123450000 円"), ("4,100万円", "41000000 円")],
                "a blank within",
            ),
            ("委員の３分の２以上の賛成", vec![], "nothing begins within a fraction"),
            ("寄附は利子三万五千六百円", vec![("三万五千六百円", "35600 円")], "money behind a word"),
            ("一点一点、一石二鳥、千差万別、十分、万一", vec![], "words"),
            ("慶応４年に開かれた", vec![], "a year of the moon"),
            ("３基本方針、５石油", vec![], "words behind a number"),
            ("端末１台のものから", vec![("１台", "1 台")], ""),
            ("8時30分から17時15分まで", vec![("8時30分から17時15分まで", "Some(510)-Some(1035)")], "hours"),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(found(text), expected, "{text}: {why}");
        }
    }
}
