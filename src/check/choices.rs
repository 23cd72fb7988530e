//! Which rows or columns a total may add up.

use crate::document::roles::role;
use crate::document::{ColumnKind, RowRole, SumOver, Table};
use fukkoku_quantity::unit::Measure;

/// Rows or columns whose label is that of a total.
pub(super) fn totals(table: &Table, over: SumOver) -> Vec<usize> {
    let is_total = |line: &usize| matches!(kind(table, over, *line), RowRole::Total | RowRole::Subtotal);
    (0..lines(table, over)).filter(is_total).collect()
}

/// How many rows or columns there are to add.
pub(super) fn lines(table: &Table, over: SumOver) -> usize {
    match over {
        SumOver::Rows => table.rows.len(),
        SumOver::Columns => table.columns.len(),
    }
}

/// What a row or column is for; a column that cannot be added counts as a header.
pub(super) fn kind(table: &Table, over: SumOver, line: usize) -> RowRole {
    match over {
        SumOver::Rows => table.rows[line].role,
        SumOver::Columns => {
            let column = &table.columns[line];
            if column.kind != ColumnKind::Number || Measure::of(&column.label) == Some(Measure::Bare) {
                return RowRole::Header;
            }
            // 令和5年度／計: the leaf names the total; 総数／男: so does no leaf.
            role(column.path.last().map_or(column.label.as_str(), String::as_str))
        }
    }
}

/// Sets of rows or columns that a total may add up, the likeliest first.
pub(super) fn choices(table: &Table, over: SumOver, total: usize) -> Vec<Vec<usize>> {
    let count = lines(table, over);
    let kinds: Vec<RowRole> = (0..count).map(|line| kind(table, over, line)).collect();
    let back: Vec<usize> = (0..total).rev().collect();
    let on: Vec<usize> = (total + 1..count).collect();
    let own = kinds[total];
    let mut sets = Vec::new();
    for side in [&back, &on] {
        sets.push(bodies_until(&kinds, side, &[RowRole::Total, RowRole::Ratio], own));
        sets.push(side.iter().copied().filter(|&line| kinds[line] == RowRole::Body).collect());
        sets.push(nested(&kinds, side, RowRole::Subtotal));
        sets.push(nested(&kinds, side, RowRole::Total));
    }
    if over == SumOver::Columns {
        let parent = |line: usize| table.columns[line].path.split_last().map(|(_, parents)| parents);
        let siblings = |line: &usize| kinds[*line] == RowRole::Body && parent(*line) == parent(total);
        sets.insert(0, (0..count).filter(siblings).collect());
    }
    for set in &mut sets {
        set.sort_unstable();
    }
    sets.retain(|set| set.len() >= 2);
    sets
}

/// Body lines of one side, up to a total; for a subtotal up to another subtotal too.
fn bodies_until(kinds: &[RowRole], side: &[usize], ends: &[RowRole], own: RowRole) -> Vec<usize> {
    let ends_here =
        |line: usize| ends.contains(&kinds[line]) || (own == RowRole::Subtotal && kinds[line] == RowRole::Subtotal);
    let run = side.iter().copied().take_while(|&line| !ends_here(line));
    run.filter(|&line| kinds[line] == RowRole::Body).collect()
}

/// Totals of a lower order, and the body lines that none of them covers.
fn nested(kinds: &[RowRole], side: &[usize], lower: RowRole) -> Vec<usize> {
    let loose = side.iter().copied().take_while(|&line| kinds[line] != lower);
    let loose: Vec<usize> = loose.filter(|&line| kinds[line] == RowRole::Body).collect();
    let lower: Vec<usize> = side.iter().copied().filter(|&line| kinds[line] == lower).collect();
    if lower.is_empty() { vec![] } else { [lower, loose].concat() }
}
