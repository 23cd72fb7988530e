//! What speaks for a reading of a stretch as a table, whichever engine made it: columns whose cells are of one kind, under a label.

use super::grid::is_value;

use crate::block::{PrintedCell, PrintedTable};
use crate::look;

/// A letter in a cell of the kind of its column; all that follows is by letters too, so that cutting cells gains nothing.
const ALIKE: i64 = 10;
/// Words in a column of figures, a figure in one of words.
const UNLIKE: i64 = -20;
/// Two figures in one cell: two columns or two rows were taken for one.
const MIXED: i64 = -10;
/// A cell whose column has no label of its own, or a figure for one.
const UNNAMED: i64 = -3;
/// A cell in which nothing stands.
const EMPTY: i64 = -10;

/// What speaks for a table: the more of its cells are what their columns are, the more.
pub(crate) fn worth(table: &PrintedTable) -> i64 {
    let text = |cell: &PrintedCell| cell.joined(" ");
    let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.as_ref().map(text)).collect());
    // A row with one cell only may be a title or a remark under the table: it speaks for nothing.
    let spread = |row: &Vec<Option<String>>| row.iter().flatten().filter(|text| !text.is_empty()).count() > 1;
    let rows: Vec<Vec<Option<String>>> = rows.filter(spread).map(without_letters).collect();
    let label = |column: usize| table.path(column).into_iter().map(text).collect::<String>();
    let of_column = |column: usize| {
        let texts: Vec<&str> = rows.iter().filter_map(|row| row[column].as_deref()).collect();
        // A label over several columns tells none of them from its neighbour.
        let own = label(column);
        let shared = column > 0 && label(column - 1) == own;
        of_column(&texts, if shared { "" } else { &own })
    };
    (0..table.columns).map(of_column).sum()
}

/// A row in which letters that stand beside each other, one a cell, are what no cell says: a label was spread over its column.
fn without_letters(mut row: Vec<Option<String>>) -> Vec<Option<String>> {
    let filled = |cell: &Option<String>| cell.as_ref().is_some_and(|text| !text.is_empty());
    let places: Vec<usize> = (0..row.len()).filter(|&at| filled(&row[at])).collect();
    let is_letter = |at: &usize| {
        let mut chars = row[*at].iter().flat_map(|text| text.chars());
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    let runs = places.chunk_by(|one, other| is_letter(one) && is_letter(other)).filter(|run| run.len() > 1);
    for at in runs.flatten().copied().collect::<Vec<usize>>() {
        row[at] = row[at].take().map(|letter| format!("{TORN}{letter}"));
    }
    row
}

/// What speaks for a column: its cells, without those that are merged into others, and its label.
fn of_column(texts: &[&str], label: &str) -> i64 {
    let filled: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    let empty = EMPTY * (texts.len() - filled.len()) as i64;
    let values = filled.iter().filter(|text| is_value(text)).count();
    let figures = values * 2 >= filled.len().max(1);
    let unnamed = if label.is_empty() || is_value(label) { UNNAMED } else { 0 };
    let points = |text: &&str| {
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

/// Stands before a letter that is no cell of its own; no line begins with it.
const TORN: char = '、';

/// Several figures, or words and an amount: two cells that were taken for one.
fn is_mixed(text: &str) -> bool {
    let amount = |word: &str| {
        // What ends with its mark is the number of an entry: `1.`
        word.chars().all(|c| is_mark(c) || look::is_digit(c))
            && word.contains(is_mark)
            && word.ends_with(look::is_digit)
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
    look::depth(text, 0) != 0 || look::cannot_begin(text)
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

#[cfg(test)]
mod tests {
    use super::of_column;

    #[test]
    fn columns_of_one_kind_under_a_label_speak_for_a_table() {
        let figures = of_column(&["1,204", "87", "△3", "－"], "人口");
        for (better, other, why) in [
            (figures, of_column(&["1,204", "87", "△3", "－"], ""), "a label"),
            (figures, of_column(&["1,204 87", "△3 －"], "人口"), "a figure a cell"),
            (figures, of_column(&["1,204", "87", "△3", "未詳のため"], "人口"), "figures only"),
            (figures, of_column(&["1,204", "87", "△", "－"], "人口"), "signs with their figures"),
            (figures, of_column(&["1,204", "", "87", "", "△3", "", "－"], "人口"), "no empty cells"),
            (of_column(&["水道課(2.4)"], "組織"), of_column(&["水道課(2.4"], "組織"), "brackets that close"),
            (of_column(&["図書館の分館"], "施設"), of_column(&["ー図書館の分館"], "施設"), "a beginning"),
            (of_column(&["井戸"], "施設"), of_column(&["井戸 1,894.97"], "施設"), "no amount among words"),
        ] {
            assert!(better > other, "{why} should count: {better}, {other}");
        }
        assert_eq!(of_column(&["井", "戸"], "施設"), of_column(&["井戸"], "施設"), "cutting cells gains nothing");
    }
}
