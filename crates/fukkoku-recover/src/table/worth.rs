//! What speaks for a reading of a stretch as a table, whichever engine made it: columns whose cells are of one kind, under a label.

use super::grid::is_value;
use crate::block::{PrintedCell, PrintedRow, PrintedTable};
use crate::look;

/// A letter in a cell of the kind of its column; all that follows is by letters too, so that cutting cells gains nothing.
const ALIKE: i64 = 10;
/// Words in a column of figures, a figure in one of words.
const UNLIKE: i64 = -20;
/// Two figures in one cell: two columns or two rows were taken for one.
const MIXED: i64 = -10;
/// A cell whose column has no label, or a figure for one.
const UNNAMED: i64 = -3;
/// A cell in which nothing stands.
const EMPTY: i64 = -10;

/// What speaks for a table: the more of its cells are what their columns are, the more.
pub(crate) fn worth(table: &PrintedTable) -> i64 {
    (0..table.columns).map(|column| of_column(table, column)).sum()
}

fn of_column(table: &PrintedTable, column: usize) -> i64 {
    // A row with one cell only may be a title or a remark under the table: it speaks for nothing.
    let spread = |row: &&PrintedRow| row.cells.iter().flatten().filter(|cell| !text(cell).is_empty()).count() > 1;
    let texts: Vec<String> =
        table.rows.iter().filter(spread).filter_map(|row| row.cells[column].as_ref()).map(text).collect();
    let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    let empty = EMPTY * (texts.len() - filled.len()) as i64;
    let values = filled.iter().filter(|text| is_value(text)).count();
    let figures = values * 2 >= filled.len().max(1);
    let label: String = table.path(column).into_iter().map(text).collect();
    let unnamed = if label.is_empty() || is_value(&label) { UNNAMED } else { 0 };
    let points = |text: &&String| {
        let alike = match () {
            () if is_value(text) == figures && (figures || !is_broken(text)) => ALIKE,
            () if is_value(text) => UNLIKE,
            () if is_broken(text) => MIXED,
            () => UNLIKE,
        };
        (alike + unnamed) * letters(text)
    };
    filled.iter().map(points).sum::<i64>() + empty
}

/// Several figures, or words and an amount: two cells that were taken for one.
fn is_mixed(text: &str) -> bool {
    let amount = |word: &str| {
        word.chars().all(|c| is_mark(c) || look::is_digit(c)) && word.contains(is_mark) && word.contains(look::is_digit)
    };
    let words = || text.split_whitespace();
    let figures = words().filter(|word| is_value(word)).count();
    figures >= 2 && figures == words().count()
        || figures < words().count() && words().any(amount)
        || text
            .split(|c| !look::is_digit(c) && !is_mark(c))
            .any(|run| run.len() < text.len() && amount(run) && run.contains(','))
}

/// Words that no cell says.
fn is_broken(text: &str) -> bool {
    is_mixed(text) || is_sign(text) || is_torn(text)
}

/// What a bracket opens is closed elsewhere, or the cell begins with what no line begins with.
fn is_torn(text: &str) -> bool {
    look::depth(text, 0) != 0
        || text.starts_with([
            '）', ')', '」', '』', '、', '。', '，', 'ー', 'ッ', 'ャ', 'ュ', 'ョ', 'っ', 'ゃ', 'ゅ', 'ょ',
        ])
}

/// A sign whose figure stands in another cell.
fn is_sign(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "△▲".contains(c))
}

fn letters(text: &str) -> i64 {
    text.chars().filter(|c| !c.is_whitespace()).count() as i64
}

fn is_mark(c: char) -> bool {
    ",.，．".contains(c)
}

fn text(cell: &PrintedCell) -> String {
    let paragraphs: Vec<&str> = cell.paragraphs.iter().map(|text| text.printed.trim()).collect();
    paragraphs.join(" ")
}
