//! Labels that run down beside the rows that they name, a letter a line: each stands in the middle of its rows.

use crate::sheet::Length;
use crate::table::grid::matrix::Matrix;

/// Most rows among which such labels are placed: beyond, they stay as they are printed.
const MOST_ROWS: usize = 400;

/// What a letter outside of its label's rows counts against one off their middle.
const OUTSIDE: i64 = 100;

/// Makes one cell of each label in a column, over the rows that it names; `is_letter` tells which glyphs are letters of one.
pub(super) fn merge(matrix: &mut Matrix, col: usize, is_letter: impl Fn(usize) -> bool) {
    let own = |matrix: &Matrix, row: usize| matrix.cells[matrix.owner[row][col]].clone();
    let named = |row: &usize| own(matrix, *row).iter().all(|&at| is_letter(matrix.glyphs[at].index));
    let rows = matrix.rows();
    if rows > MOST_ROWS {
        return;
    }
    // A row with a label of its own in this column parts what stands above from what stands below.
    let mut stretches: Vec<Vec<usize>> = vec![vec![]];
    for row in 0..rows {
        match stretches.last_mut() {
            Some(stretch) if named(&row) => stretch.push(row),
            _ => stretches.push(vec![]),
        }
    }
    for stretch in stretches.into_iter().filter(|stretch| !stretch.is_empty()) {
        let mut letters: Vec<usize> = stretch.iter().flat_map(|&row| own(matrix, row)).collect();
        letters.sort_by_key(|&at| (matrix.glyphs[at].glyph.area.top, at));
        let labels = labels(matrix, &letters);
        let reaches: Vec<(Length, Length)> = labels.iter().map(|label| reach(matrix, label)).collect();
        let Some(ends) = spans(matrix, &stretch, &reaches) else { continue };
        let mut from = 0;
        for (label, end) in labels.into_iter().zip(ends) {
            let cell = matrix.owner[stretch[from]][col];
            for &row in &stretch[from..end] {
                let before = matrix.owner[row][col];
                matrix.cells[before].clear();
                matrix.owner[row][col] = cell;
            }
            matrix.cells[cell] = label;
            from = end;
        }
    }
}

/// Letters that stand at one distance are one label; a wider one parts two.
fn labels(matrix: &Matrix, letters: &[usize]) -> Vec<Vec<usize>> {
    let y = |at: usize| matrix.glyphs[at].glyph.area.y();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (place, &at) in letters.iter().enumerate() {
        let joined = found.last().is_some_and(|label| {
            let gap = y(at) - y(letters[place - 1]);
            let pitch = match label.as_slice() {
                [first, second, ..] => y(*second) - y(*first),
                _ => letters.get(place + 1).map_or(gap, |next| y(*next) - y(at)),
            };
            gap * 5 <= pitch * 8
        });
        match found.last_mut() {
            Some(label) if joined => label.push(at),
            _ => found.push(vec![at]),
        }
    }
    found
}

/// Middles of the first and the last letter.
fn reach(matrix: &Matrix, label: &[usize]) -> (Length, Length) {
    let y = |at: Option<&usize>| at.map_or(0, |&at| matrix.glyphs[at].glyph.area.y());
    (y(label.first()), y(label.last()))
}

/// The rows of a stretch divided among labels so that each stands nearest to the middle of its own, and over none of another; as
/// the places after the last.
fn spans(matrix: &Matrix, stretch: &[usize], reaches: &[(Length, Length)]) -> Option<Vec<usize>> {
    if reaches.is_empty() || reaches.len() > stretch.len() {
        return None;
    }
    let border = |place: usize| match stretch.get(place) {
        Some(&row) => matrix.ys[row],
        None => stretch.last().map_or(0, |&row| matrix.ys[row + 1]),
    };
    let far = |label: usize, from: usize, end: usize| {
        let (top, bottom) = reaches[label];
        let outside = (border(from) - top).max(0) + (bottom - border(end)).max(0);
        i64::from(((border(from) + border(end)) / 2 - (top + bottom) / 2).abs()) + OUTSIDE * i64::from(outside)
    };
    let count = stretch.len();
    // least[end]: what the labels so far cost if they take the rows before `end`; and where the last of them begins.
    let mut least: Vec<Option<i64>> = (0..=count).map(|end| (end > 0).then(|| far(0, 0, end))).collect();
    let mut begins: Vec<Vec<usize>> = Vec::new();
    for label in 1..reaches.len() {
        let best = |end: usize| {
            let ways = (1..end).filter_map(|from| Some((least[from]? + far(label, from, end), from)));
            ways.min()
        };
        let next: Vec<Option<(i64, usize)>> = (0..=count).map(best).collect();
        begins.push(next.iter().map(|way| way.map_or(0, |(_, from)| from)).collect());
        least = next.into_iter().map(|way| way.map(|(cost, _)| cost)).collect();
    }
    least[count]?;
    let mut ends = vec![count];
    for begin in begins.iter().rev() {
        ends.push(begin[ends[ends.len() - 1]]);
    }
    ends.reverse();
    Some(ends)
}
