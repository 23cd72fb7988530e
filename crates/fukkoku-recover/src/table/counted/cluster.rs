//! Rows that follow each other.

use super::row::{Row, is_prose};
use crate::look;
use crate::page::Line;
use crate::source::Source;

/// Most rows of words between two of figures: labels that stand apart, wrapped cells.
const MOST_BETWEEN: usize = 4;

/// Indices of rows that may be the body of one table.
pub(super) fn clusters(source: &Source, lines: &[Line], rows: &[Row]) -> Vec<Vec<usize>> {
    let heads = heads(rows);
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (at, row) in rows.iter().enumerate() {
        let last = found.last().and_then(|cluster| cluster.last().copied());
        let near = last.is_some_and(|last| at - last <= MOST_BETWEEN + 1 && rows[last].page == row.page);
        let head = row.is_labels() && rows.get(at + 1).is_some_and(Row::is_body);
        open &= near && !head && (heads[at] || !ends(source, lines, row));
        let goes_on = open && row.figures() == 1 && row.cells.len() == 2;
        if row.is_body() || goes_on || heads[at] {
            match found.last_mut().filter(|_| open) {
                Some(cluster) => cluster.push(at),
                None => found.push(vec![at]),
            }
            open = true;
        }
    }
    found
}

/// Most rows between two heads of groups.
const FARTHEST: usize = 40;

/// For each row, whether it heads those below it: it is nothing but a name in brackets, and another stands over rows of the same
/// kind. A single one may be a title.
fn heads(rows: &[Row]) -> Vec<bool> {
    let heads = |at: usize| {
        let [cell] = rows[at].cells.as_slice() else { return false };
        look::is_group_head(&cell.text)
            && rows.get(at + 1).is_some_and(|next| next.is_body() && next.page == rows[at].page)
    };
    let found: Vec<usize> = (0..rows.len()).filter(|&at| heads(at)).collect();
    let mut marked = vec![false; rows.len()];
    for two in found.windows(2) {
        let alike = rows[two[0] + 1].signature() == rows[two[1] + 1].signature();
        let labels = rows[two[0]..two[1]].iter().any(Row::is_labels);
        if alike && !labels && two[1] - two[0] <= FARTHEST {
            marked[two[0]] = true;
            marked[two[1]] = true;
        }
    }
    marked
}

/// What no table goes on behind: a sentence, a heading, a remark, a unit line.
pub(super) fn ends(source: &Source, lines: &[Line], row: &Row) -> bool {
    let line = &lines[row.lines[0]];
    let text = source.slice(line.span).trim();
    is_prose(source, line) || row.figures() < 2 && (is_marked(text) || look::is_unit_note(text) || is_day(text))
}

/// `（令和５年１月１日現在）`: the day that all figures are of.
fn is_day(text: &str) -> bool {
    text.trim_end_matches(['）', ')']).ends_with("現在")
}

/// A remark, a caption, a heading.
fn is_marked(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(', '【', '[', '［']);
    let remark = text.starts_with(['※', '【', '*', '＊', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'])
        || ["注", "資料", "出典", "備考："].iter().any(|mark| bare.starts_with(mark));
    let numbered = |rest: &str, after: &[char]| {
        let number = rest.trim_start_matches(look::is_digit);
        number.len() < rest.len() && (number.starts_with(after) || number.is_empty())
    };
    let caption = text.strip_prefix('第').is_some_and(|rest| numbered(rest, &['表', '図']))
        || text.strip_prefix(['表', '図']).is_some_and(|rest| numbered(rest, &['　', ' ', '－', '-', '.', '．']));
    remark || caption || look::is_bracketed_heading(text) || look::is_numbered_heading(text)
}
