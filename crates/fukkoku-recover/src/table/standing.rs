//! Tables by the lines that they stand on, and which of several readings of the same lines counts.

use super::worth::worth;
use crate::block::PrintedTable;
use std::collections::BTreeMap;
use std::ops::Range;

/// Tables with the lines that they take.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Line after the last.
    pub(crate) end: usize,
    /// The table; several that stand beside each other; none, where one goes on that began above.
    pub(crate) tables: Vec<PrintedTable>,
    /// There was nothing to choose.
    pub(crate) certain: bool,
}

/// Tables by the line that they begin on; a further part of one has none.
pub(crate) type Standing = BTreeMap<usize, Found>;

/// The tables of which all parts are kept.
pub(crate) fn retained(standing: Standing, keeps: impl Fn(usize, &Found) -> bool) -> Standing {
    let mut kept = Standing::new();
    let mut parts: Vec<(usize, Found)> = Vec::new();
    let mut close = |parts: &mut Vec<(usize, Found)>| {
        let own = std::mem::take(parts);
        if own.iter().all(|(at, found)| keeps(*at, found)) {
            kept.extend(own);
        }
    };
    for (at, found) in standing {
        if !found.tables.is_empty() {
            close(&mut parts);
        }
        parts.push((at, found));
    }
    close(&mut parts);
    kept
}

/// What speaks for a table counts so many hundredths more where there was nothing to choose.
const CERTAIN: i64 = 15;

/// Of several readings of the same lines, the best of each stretch, and which it is of.
///
/// What speaks for one counts so many hundredths more as `margins` say. The last of them does not see where words stand, and counts for
/// nothing where another sees labels that run down beside rows; but where it had nothing to choose, it is the one that has to be beaten.
pub(crate) fn best<const N: usize>(mut readings: [Standing; N], margins: [i64; N]) -> BTreeMap<usize, (usize, Found)> {
    let mut chosen = BTreeMap::new();
    for stretch in overlapping(readings.iter().flat_map(whole).collect()) {
        let worths = readings.each_ref().map(|standing| {
            let own = standing.range(stretch.clone());
            own.flat_map(|(_, found)| &found.tables).map(worth).sum::<i64>()
        });
        let seen = readings[..N - 1].iter().flat_map(|standing| standing.range(stretch.clone()));
        let down = seen.flat_map(|(_, found)| &found.tables).any(runs_down);
        let certain = readings[N - 1].range(stretch.clone()).all(|(_, found)| found.certain);
        let weighed = |reading: &usize| match *reading + 1 == N {
            true if down && !certain => i64::MIN,
            true if certain => worths[*reading] * (100 + CERTAIN),
            true | false => worths[*reading] * (100 + margins[*reading]),
        };
        let Some(most) = (0..N).rev().max_by_key(weighed) else { continue };
        let mut own = readings[most].split_off(&stretch.start);
        readings[most].append(&mut own.split_off(&stretch.end));
        chosen.extend(own.into_iter().map(|(start, found)| (start, (most, found))));
    }
    chosen
}

/// Whether a label is set vertically.
fn runs_down(table: &PrintedTable) -> bool {
    table.rows.iter().flat_map(|row| row.cells.iter().flatten()).any(|cell| cell.vertical)
}

/// The lines of each table, from its first page to its last.
fn whole(standing: &Standing) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, part) in standing {
        match found.last_mut().filter(|_| part.tables.is_empty()) {
            Some(table) => table.end = part.end,
            None => found.push(*start..part.end),
        }
    }
    found
}

/// Ranges that overlap, put together.
fn overlapping(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match found.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => found.push(range),
        }
    }
    found
}
