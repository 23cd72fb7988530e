//! Headers: which pieces are one label, and which labels stand over others.
//!
//! A header of one level is read by the alignment, as a row. In one of two levels the extractor writes the upper labels first,
//! left to right, then the lower ones of all parents. With N columns and p parents there are N + p labels; so the number of
//! columns, known from the body, tells how many parents there are.

use super::piece::Piece;
use crate::costs::*;
use crate::look::{Total, is_bracketed, total};
use crate::page::Gap;
use std::ops::Range;

/// Most parents that are tried.
const MOST_PARENTS: usize = 4;
/// Most ways to choose parents, and to share children among them, that are tried.
const MOST_CHOICES: usize = 60;

/// A label of a header and the columns it stands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Its pieces.
    pub(super) pieces: Range<usize>,
    /// First column.
    pub(super) column: usize,
    /// Columns that it covers.
    pub(super) column_span: usize,
    /// 0 for the upper level, 1 for the lower.
    pub(super) level: usize,
    /// Levels that it covers.
    pub(super) row_span: usize,
}

/// Reads a header of two levels over as many columns as `kinds` has; its cost and its labels. `None` if it has too few labels
/// or costs as much as `limit`.
pub(super) fn two_levels(
    pieces: &[Piece],
    kinds: &[Kind],
    end_spaces: bool,
    limit: Cost,
) -> Option<(Cost, Vec<Label>)> {
    let columns = kinds.len();
    let costs = segmentations(pieces, columns + MOST_PARENTS, end_spaces);
    let mut best: Option<(Cost, Vec<Label>)> = None;
    for parents in 1..=MOST_PARENTS.min(columns / 2) {
        let Some((cost, cells)) = costs.get(columns + parents).and_then(Option::as_ref) else { continue };
        let cost = cost + HEADER_PARENT * parents as Cost;
        let limit = best.as_ref().map_or(limit, |(other, _)| *other).saturating_sub(cost);
        if limit <= -most_saved(parents) {
            continue;
        }
        if let Some((law, labels)) = arrangement(&Cells::of(pieces, cells), kinds, parents, limit) {
            best = Some((cost + law, labels));
        }
    }
    best
}

/// The most that labels may take off: each parent has a whole first and a sum last, and all have the same children.
fn most_saved(parents: usize) -> Cost {
    parents as Cost * (WHOLE_FIRST + WHOLE_FIRST / 2) + (parents as Cost - 1) * GROUPS_ALIKE
}

/// For each number of cells the cheapest way to cut the pieces into so many.
fn segmentations(pieces: &[Piece], most: usize, end_spaces: bool) -> Vec<Option<(Cost, Vec<Range<usize>>)>> {
    let count = pieces.len();
    let most = most.min(count);
    let mut table = vec![vec![(Cost::MAX, 0); most + 1]; count + 1];
    table[0][0] = (0, 0);
    let joined: Vec<Cost> = (1..count).map(|at| joining(pieces, at, end_spaces)).collect();
    let parted: Vec<Cost> = (1..count).map(|at| parting(pieces, at, end_spaces)).collect();
    for end in 1..=count {
        for start in (0..end).rev().take_while(|start| end - start <= 8) {
            let inside: Cost = joined[start..end - 1].iter().sum();
            let before = if start == 0 { 0 } else { parted[start - 1] };
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
        _ if before.ended => HEADER_PARAGRAPH,
        _ if end_spaces => 0,
        _ => HEADER_WRAP_UNWRITTEN,
    }
}

/// A label ends between them.
fn parting(pieces: &[Piece], at: usize, end_spaces: bool) -> Cost {
    let (before, here) = (&pieces[at - 1], &pieces[at]);
    let continues = here.text.starts_with(|c| "）)、。々ーっゃゅょッャュョ～".contains(c))
        || before.text.ends_with(['（', '(', '～', '・']);
    let open = before.text.matches(['（', '(']).count() > before.text.matches(['）', ')']).count();
    let extra = if continues { BORDER_AT_CLOSING } else { 0 } + if open { BORDER_IN_BRACKET } else { 0 };
    let bracket = match () {
        () if is_bracketed(&here.text) => HEADER_CELL_BRACKETED,
        () if here.text.starts_with(['（', '(']) => 1_200,
        () => 0,
    };
    extra
        + bracket
        + match before.gap {
            Gap::Same => 0,
            _ if before.ended || before.vertical => 200,
            _ if end_spaces => NO_END_SPACE_HEADER,
            _ => 400,
        }
}

/// What a column of the body holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Not known yet.
    Unknown,
    /// Mostly numbers.
    Numbers,
    /// Mostly words.
    Words,
}

/// Cells of a header in the order of the text.
struct Cells<'a> {
    ranges: &'a [Range<usize>],
    texts: Vec<CellText>,
    /// Lines of each.
    lines: Vec<usize>,
    /// Whether each begins a line.
    breaks: Vec<bool>,
}

/// What the text of a cell tells.
struct CellText {
    /// The first cell of the same text.
    like: usize,
    /// A whole, that stands before its parts.
    whole: bool,
    /// It is named as one.
    named_whole: bool,
    /// A sum or difference, that stands behind its parts.
    last: bool,
}

impl<'a> Cells<'a> {
    fn of(pieces: &[Piece], ranges: &'a [Range<usize>]) -> Self {
        let text = |cell: &Range<usize>| pieces[cell.clone()].iter().map(|piece| piece.text.as_str()).collect();
        let lines =
            |cell: &Range<usize>| 1 + pieces[cell.start..cell.end - 1].iter().filter(|p| p.gap != Gap::Same).count();
        let texts: Vec<String> = ranges.iter().map(text).collect();
        let told = |(at, text): (usize, &String)| CellText {
            like: texts[..at].iter().position(|other| other == text).unwrap_or(at),
            whole: total(text) == Some(Total::Whole),
            named_whole: matches!(text.as_str(), "総数" | "総計"),
            last: matches!(text.as_str(), "計" | "増減"),
        };
        Self {
            ranges,
            texts: texts.iter().enumerate().map(told).collect(),
            lines: ranges.iter().map(lines).collect(),
            breaks: ranges.iter().map(|cell| pieces[cell.start].line_start).collect(),
        }
    }
}

/// Where a label stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Over both levels.
    Both,
    /// Over others.
    Parent,
    /// Under another.
    Child,
}

/// Which cells are parents, and which stand under them: the arrangement that the line ends and the body speak for. `None` if all
/// cost as much as `limit`.
fn arrangement(cells: &Cells, kinds: &[Kind], parents: usize, limit: Cost) -> Option<(Cost, Vec<Label>)> {
    let count = cells.ranges.len();
    let mut least = limit;
    let mut best = None;
    // At least two children a parent; what is left are the upper labels.
    for upper in parents..=count.saturating_sub(2 * parents) {
        // The last line of an upper label may be level with the lower ones.
        if !cells.breaks[upper] && cells.lines[upper - 1] < 2 {
            continue;
        }
        let shared: Vec<(Vec<usize>, Cost)> = compositions(count - upper, parents)
            .into_iter()
            .map(|shares| {
                let cost = sense_of_children(cells, upper, &shares);
                (shares, cost)
            })
            .collect();
        let saved = shared.iter().map(|(_, cost)| *cost).min().unwrap_or(0);
        for chosen in choices(upper, parents) {
            let law = laws(cells, upper, &chosen);
            if law.saturating_add(saved) >= least {
                continue;
            }
            for (shares, cost) in &shared {
                let cost = law + cost + sense_of_parents(kinds, &chosen, shares);
                if cost < least {
                    least = cost;
                    best = Some((upper, chosen.clone(), shares.clone()));
                }
            }
        }
    }
    best.map(|(upper, chosen, shares)| (least, labels(cells.ranges, upper, &chosen, &shares)))
}

/// What the line ends cost under an arrangement, by the cheaper of the two alignments.
///
/// Labels of one line that are level share a line of the text. Where cells are centred, a label over both levels stands lower
/// than a parent; where they begin at the top, they are level.
fn laws(cells: &Cells, upper: usize, parents: &[usize]) -> Cost {
    let place = |at: usize| match at {
        _ if at >= upper => Place::Child,
        _ if parents.contains(&at) => Place::Parent,
        _ => Place::Both,
    };
    let cost = |centred: bool| -> Cost {
        let border = |at: usize| {
            let (left, right) = (place(at - 1), place(at));
            let single = cells.lines[at - 1] == 1 && (!centred || cells.lines[at] == 1);
            let level = left == right || !centred && right != Place::Child;
            match (level && left != Place::Child || left == right, cells.breaks[at]) {
                (true, true) if single => BREAK_AFTER_ONE_LINE,
                (true, false) if cells.lines[at - 1] > 1 => BORDER_AFTER_LINES,
                (false, false) if right == Place::Child && cells.lines[at - 1] > 1 => LEVEL_WITH_CHILDREN,
                (false, false) => BORDER_AFTER_LINES,
                (true | false, _) => 0,
            }
        };
        (1..cells.ranges.len()).map(border).sum()
    };
    cost(true).min(cost(false))
}

/// What parents cost by what stands below them.
fn sense_of_parents(kinds: &[Kind], parents: &[usize], shares: &[usize]) -> Cost {
    let mut cost = 0;
    let words = |column: usize| kinds.get(column).is_some_and(|kind| *kind == Kind::Words);
    if parents.first() == Some(&0) {
        cost += if words(0) && words(1) { PARENT_OF_STUB } else { PARENT_OF_FIRST };
    }
    // Columns that the parents before stand over beyond one each.
    let mut wider = 0;
    for (&parent, &share) in parents.iter().zip(shares) {
        let column = parent + wider;
        let under = &kinds[column..(column + share).min(kinds.len())];
        let mixed = under.contains(&Kind::Words) && under.contains(&Kind::Numbers);
        cost += if mixed { PARENT_OF_MIXED } else { 0 };
        cost += PARENT_OF_MANY * (share as Cost - 4).max(0);
        wider += share - 1;
    }
    cost
}

/// What children cost by what they say.
fn sense_of_children(cells: &Cells, upper: usize, shares: &[usize]) -> Cost {
    let mut cost = 0;
    let mut from = upper;
    let mut before: &[CellText] = &[];
    for &share in shares {
        let group = &cells.texts[from..from + share];
        let repeats = (1..share).any(|at| group[..at].iter().any(|other| other.like == group[at].like));
        cost += if repeats { CHILDREN_ALIKE } else { 0 };
        // A whole stands before its parts, or a sum behind them.
        cost -= if group[0].whole { WHOLE_FIRST } else { 0 };
        cost += group[1..].iter().filter(|text| text.named_whole).count() as Cost * WHOLE_INSIDE;
        cost -= if group.last().is_some_and(|text| text.last) { WHOLE_FIRST / 2 } else { 0 };
        let alike = before.len() == share && before.iter().zip(group).all(|(one, other)| one.like == other.like);
        cost -= if alike { GROUPS_ALIKE } else { 0 };
        before = group;
        from += share;
    }
    cost
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
