//! Headers: which pieces are one label, and which labels stand over others.
//!
//! A header of one level is read by the alignment, as a row. In one of two levels the extractor writes the upper labels first,
//! left to right, then the lower ones of all parents. With N columns and p parents there are N + p labels; so the number of
//! columns, known from the body, tells how many parents there are.

use super::costs::*;
use super::pieces::Piece;
use crate::read::scan::Gap;
use std::ops::Range;

/// Most parents that are tried.
const MOST_PARENTS: usize = 4;
/// Most ways to choose parents, and to share children among them, that are tried.
const MOST_CHOICES: usize = 60;

/// A label of a header and the columns it stands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its pieces.
    pub pieces: Range<usize>,
    /// First column.
    pub column: usize,
    /// Columns that it covers.
    pub column_span: usize,
    /// 0 for the upper level, 1 for the lower.
    pub level: usize,
    /// Levels that it covers.
    pub row_span: usize,
}

/// Reads a header of two levels over `columns`; its cost and its labels. `None` if it has too few labels.
pub fn two_levels(pieces: &[Piece], columns: usize, end_spaces: bool) -> Option<(Cost, Vec<Label>)> {
    let costs = segmentations(pieces, columns + MOST_PARENTS, end_spaces);
    let mut best: Option<(Cost, Vec<Label>)> = None;
    for parents in 1..=MOST_PARENTS.min(columns / 2) {
        let Some((cost, cells)) = costs.get(columns + parents).and_then(Option::as_ref) else { continue };
        let Some((sense, labels)) = arrangement(pieces, cells, columns, parents) else { continue };
        let total = cost + HEADER_PARENT * parents as Cost - sense;
        if best.as_ref().is_none_or(|(other, _)| total < *other) {
            best = Some((total, labels));
        }
    }
    best
}

/// For each number of cells the cheapest way to cut the pieces into so many.
fn segmentations(pieces: &[Piece], most: usize, end_spaces: bool) -> Vec<Option<(Cost, Vec<Range<usize>>)>> {
    let count = pieces.len();
    let most = most.min(count);
    let mut table = vec![vec![(Cost::MAX, 0); most + 1]; count + 1];
    table[0][0] = (0, 0);
    for end in 1..=count {
        for start in (0..end).rev().take_while(|start| end - start <= 8) {
            let inside: Cost = (start + 1..end).map(|at| joining(pieces, at, end_spaces)).sum();
            let before = if start == 0 { 0 } else { parting(pieces, start, end_spaces) };
            for cells in 1..=most {
                let (cost, _) = table[start][cells - 1];
                let total = cost.saturating_add(inside).saturating_add(before);
                if cost != Cost::MAX && total < table[end][cells].0 {
                    table[end][cells] = (total, start);
                }
            }
        }
    }
    (0..=most).map(|cells| trace(&table, count, cells)).collect()
}

fn trace(table: &[Vec<(Cost, usize)>], count: usize, cells: usize) -> Option<(Cost, Vec<Range<usize>>)> {
    let cost = table[count][cells].0;
    let mut ranges = Vec::new();
    let mut end = count;
    for cells in (1..=cells).rev() {
        let (cost, start) = table[end][cells];
        if cost == Cost::MAX {
            return None;
        }
        ranges.push(start..end);
        end = start;
    }
    ranges.reverse();
    (cost != Cost::MAX && end == 0).then_some((cost, ranges))
}

/// Pieces `at - 1` and `at` belong to one label.
fn joining(pieces: &[Piece], at: usize, end_spaces: bool) -> Cost {
    let (before, here) = (&pieces[at - 1], &pieces[at]);
    let bracket = here.text.starts_with(['（', '(']);
    match before.gap {
        _ if before.vertical || here.vertical => HEADER_CELL_LACKS,
        Gap::Same if bracket => 1_500,
        Gap::Same => INNER_SPACE_HEADER,
        _ if bracket => 200,
        _ if before.ended => PARAGRAPH,
        _ if end_spaces => 0,
        _ => 400,
    }
}

/// A label ends between them.
fn parting(pieces: &[Piece], at: usize, end_spaces: bool) -> Cost {
    let (before, here) = (&pieces[at - 1], &pieces[at]);
    let continues = here.text.starts_with(|c| "）)、。々ーっゃゅょッャュョ～".contains(c))
        || before.text.ends_with(['（', '(', '～', '・']);
    let open = before.text.matches(['（', '(']).count() > before.text.matches(['）', ')']).count();
    let extra = if continues { BORDER_AT_CLOSING } else { 0 } + if open { BORDER_IN_BRACKET } else { 0 };
    let bracket = if here.text.starts_with(['（', '(']) { 1_200 } else { 0 };
    extra
        + bracket
        + match before.gap {
            Gap::Same => 0,
            _ if before.ended || before.vertical => 200,
            _ if end_spaces => NO_END_SPACE,
            _ => 400,
        }
}

/// Which cells are parents, and which stand under them: the arrangement that makes most sense.
fn arrangement(pieces: &[Piece], cells: &[Range<usize>], columns: usize, parents: usize) -> Option<(Cost, Vec<Label>)> {
    let texts: Vec<String> =
        cells.iter().map(|cell| pieces[cell.clone()].iter().map(|piece| piece.text.as_str()).collect()).collect();
    let mut best: Option<(Cost, Vec<Label>)> = None;
    // At least two children a parent; what is left are the upper labels.
    for upper in parents..=cells.len().saturating_sub(2 * parents).min(parents + 12) {
        for chosen in choices(upper, parents) {
            for shares in compositions(cells.len() - upper, parents) {
                let sense = sense(pieces, cells, &texts, upper, &chosen, &shares);
                if best.as_ref().is_none_or(|(other, _)| sense > *other) {
                    best = Some((sense, labels(cells, upper, &chosen, &shares)));
                }
            }
        }
    }
    best.filter(|(_, labels)| labels.iter().map(|label| label.column + label.column_span).max() == Some(columns))
}

/// How much sense an arrangement makes, in the unit of costs.
fn sense(
    pieces: &[Piece],
    cells: &[Range<usize>],
    texts: &[String],
    upper: usize,
    parents: &[usize],
    shares: &[usize],
) -> Cost {
    let mut score = 0;
    if parents[0] == 0 {
        score -= 3_000;
    }
    if pieces[cells[upper].start].line_start {
        score += 600;
    }
    let words = [
        "人口", "動態", "年度", "内訳", "区分", "料", "数", "事件", "比較", "状況", "別", "員", "額", "位置", "世帯",
        "増減",
    ];
    score += parents
        .iter()
        .map(|&parent| if words.iter().any(|word| texts[parent].ends_with(word)) { 700 } else { -300 })
        .sum::<Cost>();
    let mut from = upper;
    let mut groups: Vec<&[String]> = Vec::new();
    for &share in shares {
        groups.push(&texts[from..from + share]);
        from += share;
    }
    for group in &groups {
        let repeats = (1..group.len()).any(|at| group[..at].contains(&group[at]));
        score -= if repeats { 4_000 } else { 0 };
        score += if is_whole(&group[0]) { 900 } else { 0 };
        score -= group[1..].iter().filter(|text| matches!(text.as_str(), "総数" | "総計")).count() as Cost * 1_500;
        score += if group.last().is_some_and(|text| matches!(text.as_str(), "計" | "増減" | "女" | "増減率")) {
            500
        } else {
            0
        };
    }
    let alike = groups.windows(2).filter(|pair| pair[0] == pair[1]).count() as Cost;
    let even = shares.windows(2).all(|pair| pair[0] == pair[1]);
    score + alike * 2_500 + if even && shares.len() > 1 { 600 } else { 0 }
}

fn is_whole(text: &str) -> bool {
    matches!(text, "総数" | "計" | "総計" | "合計" | "決算額" | "予算額")
}

/// All ways to choose `count` of `0..of`, ascending.
fn choices(of: usize, count: usize) -> Vec<Vec<usize>> {
    let mut found = vec![vec![]];
    for _ in 0..count {
        found = found
            .into_iter()
            .flat_map(|chosen: Vec<usize>| {
                let from = chosen.last().map_or(0, |last| last + 1);
                (from..of).map(move |next| [chosen.clone(), vec![next]].concat())
            })
            .take(MOST_CHOICES)
            .collect();
    }
    found
}

/// All ways to share `total` among `parts`, two at least for each.
fn compositions(total: usize, parts: usize) -> Vec<Vec<usize>> {
    if parts == 1 {
        return if total >= 2 { vec![vec![total]] } else { vec![] };
    }
    (2..=total.saturating_sub(2 * (parts - 1)))
        .flat_map(|first| {
            compositions(total - first, parts - 1).into_iter().map(move |rest| [vec![first], rest].concat())
        })
        .take(MOST_CHOICES)
        .collect()
}

fn labels(cells: &[Range<usize>], upper: usize, parents: &[usize], shares: &[usize]) -> Vec<Label> {
    let mut labels = Vec::with_capacity(cells.len());
    let (mut column, mut child) = (0, upper);
    for (at, cell) in cells[..upper].iter().enumerate() {
        let share = parents.iter().position(|&parent| parent == at).map(|index| shares[index]);
        let (span, row_span) = share.map_or((1, 2), |share| (share, 1));
        labels.push(Label { pieces: cell.clone(), column, column_span: span, level: 0, row_span });
        for offset in 0..share.unwrap_or(0) {
            let pieces = cells[child].clone();
            labels.push(Label { pieces, column: column + offset, column_span: 1, level: 1, row_span: 1 });
            child += 1;
        }
        column += span;
    }
    labels
}
