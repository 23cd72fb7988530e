//! Where a table begins and ends among the lines.

use crate::look::{
    digit, is_bracketed, is_bracketed_heading, is_bullet, is_digit, is_figure, is_numbered_heading, is_unit_note,
    is_wide_digit,
};
use crate::page::{Gap, Line};
use crate::source::Source;
use fukkoku_quantity::{Era, width};
use unicode_width::UnicodeWidthStr;

/// A label of a header is not wider than this, in columns of a terminal.
const WIDEST_LABEL: usize = 36;

/// The same for a label alone on its line.
const WIDEST_LEAD: usize = 24;

/// Whether a table may begin at `lines[at]`: two or more short labels on a line.
pub(crate) fn may_begin(source: &Source, lines: &[Line], at: usize) -> bool {
    let text = source.slice(lines[at].span);
    let labels: Vec<&str> = text.split(' ').filter(|piece| !piece.is_empty()).collect();
    // A label may be cut where its cell is full: `令和４⏎年度`.
    let below = lines.get(at + 1).filter(|_| lines[at].gap == Gap::Line && !text.ends_with(' '));
    let goes_on = below.is_some_and(|below| names_a_column(source.slice(below.span)));
    let cut = |at: usize| goes_on && at + 1 == labels.len() && labels[at].ends_with(is_digit);
    labels.len() >= 2
        && !text.contains(['。', '：', '〒', '☎'])
        && !text.starts_with(|c| is_bullet(c) || "※【－".contains(c))
        && labels
            .iter()
            .zip(counting(&labels))
            .enumerate()
            .all(|(at, (label, counts))| counts || cut(at) || is_label(label))
        && !labels.iter().all(|label| is_bracketed(label))
        && !is_unit_note(text)
        && !is_numbered_heading(text)
}

fn is_label(label: &str) -> bool {
    let balanced =
        label.chars().filter(|c| "(（".contains(*c)).count() == label.chars().filter(|c| ")）".contains(*c)).count();
    label.width_cjk() <= WIDEST_LABEL && balanced && (!label.contains(is_digit) || is_dated_label(label))
}

/// `２年度`, `令和３年`, `第1回`, `4月`: digits that name a column.
fn is_dated_label(label: &str) -> bool {
    let rest = label.trim_start_matches(|c: char| !is_digit(c));
    let rest = rest.trim_start_matches(|c| is_digit(c) || c == '～' || c == '・');
    names_a_column(rest)
}

/// What digits before it are counted by, where they name a column.
fn names_a_column(text: &str) -> bool {
    text.starts_with(['年', '月', '期', '次', '回', '号', '級', '階'])
}

/// Which labels count up or down among their neighbours: `R1 R2`, `2019 2020 2021`, `0～4 5～9 10～14`. Values hardly ever do.
fn counting(labels: &[&str]) -> Vec<bool> {
    let mut counts = Vec::with_capacity(labels.len());
    for run in labels.chunk_by(|one, other| shape(one) == shape(other)) {
        let numbers: Option<Vec<i32>> = run.iter().map(|label| first_number(label)).collect();
        let steps: Vec<i32> =
            numbers.iter().flat_map(|numbers| numbers.windows(2).map(|two| two[1] - two[0])).collect();
        let even = steps.iter().all(|step| *step == steps[0] && *step != 0);
        let many = steps.len() > 1 || steps.first().is_some_and(|step| step.abs() == 1);
        counts.extend(run.iter().map(|label| even && many || is_short_year(label)));
    }
    counts
}

/// The label with all numbers alike.
fn shape(label: &str) -> String {
    let mut shape: Vec<char> = label.chars().map(|c| if is_digit(c) { '0' } else { c }).collect();
    shape.dedup_by(|one, other| *one == '0' && *other == '0');
    shape.into_iter().collect()
}

fn first_number(label: &str) -> Option<i32> {
    let digits = label.chars().skip_while(|c| !is_digit(*c)).take_while(|c| is_digit(*c)).take(MOST_DIGITS + 1);
    let digits: Vec<u32> = digits.filter_map(digit).collect();
    let number = digits.iter().fold(0, |number, digit| number * 10 + *digit as i32);
    (1..=MOST_DIGITS).contains(&digits.len()).then_some(number)
}

/// A number of more digits counts nothing.
const MOST_DIGITS: usize = 4;

/// `R5`, `平30`, `令元`: an era in one character, and a year.
fn is_short_year(label: &str) -> bool {
    let label = width::value(label);
    let mut rest = label.chars();
    let era = rest.next().filter(|c| !c.is_lowercase()).and_then(|c| Era::from_name(&c.to_string()));
    let year = rest.as_str();
    era.is_some() && (year == "元" || (1..=2).contains(&year.len()) && year.chars().all(is_digit))
}

/// Whether a line may be the first label of a header, alone on its line: short, one word.
pub(crate) fn may_lead(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.width_cjk() <= WIDEST_LEAD
        && !text.contains(['。', '：', ':', ' ', '、', '・', '／'])
        && !is_bracketed(text)
        && !is_unit_note(text)
}

/// The end (exclusive) of the table that begins at `lines[start]`.
pub(crate) fn end(source: &Source, lines: &[Line], start: usize) -> usize {
    let mut prose = 0;
    for at in start + 1..lines.len() {
        let text = source.slice(lines[at].span);
        if ends_table(source, lines, start, at) {
            return at;
        }
        prose = if is_prose(text) { prose + 1 } else { 0 };
        if prose == 2 {
            return at - 1;
        }
    }
    lines.len()
}

fn ends_table(source: &Source, lines: &[Line], start: usize, at: usize) -> bool {
    let text = source.slice(lines[at].span);
    let bare = text.trim();
    let alone = lines[at - 1].gap >= Gap::Paragraph || source.slice(lines[at - 1].span).ends_with(' ');
    let marked = bare.starts_with(['※', '【'])
        || bare.starts_with("・") && bare.chars().count() > 1
        || ["注）", "(注", "（注", "資料：", "資料:", "備考", "出典"]
            .iter()
            .any(|mark| bare.starts_with(mark) && bare != *mark);
    let after_page = lines[at - 1].gap == Gap::Page;
    let numbered = is_numbered_heading(text)
        && (after_page || !has_full_width_keys(source, &lines[start.max(at.saturating_sub(30))..at]));
    alone
        && (marked
            || is_bracketed_heading(text)
            || numbered
            || is_unit_note(text)
            || is_title_of_next(source, lines, at)
            || is_gap_before_table(source, lines, at))
}

/// Whether lines of the table begin with full-width numbers too: then those are keys, no headings.
fn has_full_width_keys(source: &Source, lines: &[Line]) -> bool {
    let key = |line: &&Line| {
        let first = source.slice(line.span).split(' ').next().unwrap_or_default();
        !first.is_empty() && first.chars().all(is_wide_digit)
    };
    lines.iter().filter(key).count() >= 2
}

/// A title alone on its line right above a unit note: the next table begins.
fn is_title_of_next(source: &Source, lines: &[Line], at: usize) -> bool {
    let alone = !source.slice(lines[at].span).trim().contains(' ');
    alone && lines.get(at + 1).is_some_and(|next| is_unit_note(source.slice(next.span)))
}

/// An empty paragraph above a line of labels that has figures under it: the next table begins.
fn is_gap_before_table(source: &Source, lines: &[Line], at: usize) -> bool {
    let figures = |line: &Line| source.slice(line.span).split(' ').filter(|word| is_figure(word)).count() >= 2;
    source.slice(lines[at].span) == " "
        && at + 2 < lines.len()
        && may_begin(source, lines, at + 1)
        && !figures(&lines[at + 1])
        && figures(&lines[at + 2])
}

fn is_prose(text: &str) -> bool {
    text.trim_end().width_cjk() > 2 * WIDEST_LABEL && !text.trim().contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_count_may_head_columns_and_values_may_not() {
        for (line, wanted) in [
            ("区分 男 女", true),
            ("区分 R1 R2 R3", true),
            ("区分 Ｈ３０ Ｒ元 Ｒ２", true),
            ("区分 平30 令元 令2", true),
            ("区分 2019 2020 2021 計", true),
            ("年齢 0～4 5～9 10～14", true),
            ("項目 問1 問2", true),
            ("区分 4月 7月", true),
            ("総務費 10 25 30", false),
            ("総務費 1,234 5,678", false),
            ("総務課 12人 15人", false),
            ("会場 03-1234-5678 03-1234-5679", false),
        ] {
            let labels: Vec<&str> = line.split(' ').collect();
            let all = labels.iter().zip(counting(&labels)).all(|(label, counts)| counts || is_label(label));
            assert_eq!(all, wanted, "{line}");
        }
    }
}
