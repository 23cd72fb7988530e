//! The stretches of a report that are laid out in columns.

use super::blocks::Walk;
use super::stood::{Search, Stood};
use crate::block::PrintedTable;
use crate::compose::lined;
use crate::drawing;
use crate::look;
use crate::page::{Line, Page};
use crate::prose::Habits;
use crate::sizes::Sizes;
use crate::source::{Flavour, Source};
use crate::table::counted::{self, Counted, Trust};
use crate::table::delimited;
use crate::table::explain::summary;
use crate::table::grid;
use crate::table::leftover;
use crate::table::standing::{Found, Standing, best, retained};
use crate::table::stream::{self, Anchors};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The stretches of a report, by the line that they begin on.
///
/// - **Input**: `laid`, the tables whose places are known.
pub(super) fn standing(source: &Source, laid: Standing, lines: &[Line], habits: Habits) -> BTreeMap<usize, Stood> {
    let known = |standing: Standing| standing.into_iter().map(|(at, found)| (at, Stood::known(found))).collect();
    // What characters part is certain: no other reading counts there.
    let marked = || delimited::tables(source, lines);
    let mut standing: BTreeMap<usize, Stood> = match source.flavour {
        // What is ruled on paper is a table, whatever it is for.
        Flavour::Pdf => return known(laid),
        Flavour::Layout => known(with_marked(marked(), lined::tables(source, lines))),
        Flavour::Stream | Flavour::Raw | Flavour::Blocks => counted_or_searched(source, lines, habits, marked()),
        Flavour::Boxes | Flavour::Lines => {
            let anchors = anchors(source, lines, habits);
            searched(source, lines, habits, known(marked()), Search::new(BTreeSet::new(), anchors.as_ref()))
        }
    };
    // With a table go its parts on further pages.
    let mut leaves = false;
    standing.retain(|_, stood| {
        if stood.hopeless || !stood.tables.is_empty() {
            leaves = stood.tables.iter().any(leftover::is_leftover);
        }
        !leaves
    });
    standing
}

/// Tables whose columns are parted by characters, and of the others what stands elsewhere.
fn with_marked(mut marked: Standing, others: Standing) -> Standing {
    let ends = marked.iter().map(|(at, found)| (*at, found.end)).collect();
    marked.extend(retained(others, |at, found| is_free(&ends, at..found.end)));
    marked
}

/// Whether no line of some belongs to one of the stretches whose ends are given by their first lines.
fn is_free(ends: &BTreeMap<usize, usize>, lines: Range<usize>) -> bool {
    ends.range(..lines.end).next_back().is_none_or(|(_, end)| *end <= lines.start)
}

/// Tables whose rows are lines, and what a search finds elsewhere: of the same lines, what makes the better table.
fn counted_or_searched(source: &Source, lines: &[Line], habits: Habits, marked: Standing) -> BTreeMap<usize, Stood> {
    // By blocks, what stands level on paper seldom stands on one line, and an end of a cell that is marked is worth a search.
    let least = if habits.end_spaces || source.flavour == Flavour::Blocks { Trust::Certain } else { Trust::Sound };
    let ends = marked.iter().map(|(at, found)| (*at, found.end)).collect();
    let unmarked = |found: &Counted| found.lines.iter().all(|at| is_free(&ends, *at..at + 1));
    let (known, mut doubtful): (Vec<Counted>, Vec<Counted>) =
        counted::tables(source, lines).into_iter().filter(unmarked).partition(|counted| counted.trust >= least);
    doubtful.retain(|_| source.flavour != Flavour::Blocks);
    let known = with_marked(marked, counted::standing(source, lines, known));
    let mut standing: BTreeMap<usize, Stood> = known.into_iter().map(|(at, found)| (at, Stood::known(found))).collect();
    let asked: BTreeMap<usize, usize> = asked(&doubtful);
    let anchors = anchors(source, lines, habits);
    let search = Search::new(asked.keys().copied().collect(), anchors.as_ref());
    let mut searched = searched(source, lines, habits, standing.clone(), search);
    if let Some(anchors) = &anchors {
        searched.retain(|at, stood| {
            let mut known: Vec<usize> = asked.range(*at..stood.end).map(|(_, table)| *table).collect();
            known.dedup();
            let anchored = stood.tried.as_ref().is_none_or(|(tried, _)| anchors.hold(tried));
            let known = known.into_iter().map(|table| &doubtful[table].table);
            stood.hopeless || stood.tables.iter().all(has_values) && (anchored || answers(stood, known))
        });
    }
    let tables = |stood: &Stood| Found { end: stood.end, tables: stood.tables.clone(), certain: false };
    let sure = searched.iter().filter(|(_, stood)| !stood.hopeless).map(|(at, stood)| (*at, tables(stood))).collect();
    for (at, (reading, found)) in best([sure, counted::standing(source, lines, doubtful)], [0, 0]) {
        let stood = if reading == 0 { searched.remove(&at) } else { None };
        standing.insert(at, stood.unwrap_or_else(|| Stood::known(found)));
    }
    let ends = standing.iter().map(|(at, stood)| (*at, stood.end)).collect();
    standing.extend(searched.into_iter().filter(|(at, stood)| stood.hopeless && is_free(&ends, *at..stood.end)));
    standing
}

/// The lines of tables whose rows are certain and whose labels are in doubt, each with the number of its table.
fn asked(tables: &[Counted]) -> BTreeMap<usize, usize> {
    let asked = tables.iter().enumerate().filter(|(_, counted)| counted.trust == Trust::Rows);
    asked.flat_map(|(at, counted)| counted.lines.iter().map(move |line| (*line, at))).collect()
}

/// What tells rows apart where nothing but the order of words was kept: there, what a search finds may be anything.
fn anchors(source: &Source, lines: &[Line], habits: Habits) -> Option<Anchors> {
    (!habits.end_spaces).then(|| Anchors::of(source, lines))
}

/// Whether what was searched for its labels alone has the rows that are known.
fn answers<'a>(stood: &Stood, mut known: impl Iterator<Item = &'a PrintedTable>) -> bool {
    let first = |table: &PrintedTable| {
        let cells = table.rows.first().map(|row| row.cells.iter().flatten());
        cells.into_iter().flatten().map(|cell| cell.joined("")).filter(|text| !text.is_empty()).collect::<Vec<String>>()
    };
    let same = |one: &PrintedTable, other: &PrintedTable| one.columns == other.columns && first(one) == first(other);
    known.all(|known| stood.tables.iter().any(|table| same(table, known)))
}

/// Whether a table has several rows, and a column of figures, codes or dates.
fn has_values(table: &PrintedTable) -> bool {
    let is_value = |text: &str| grid::is_value(text) || look::is_code(text) || look::begins_with_date(text);
    let of_values = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells[column].as_ref()).map(|cell| cell.joined(""));
        let texts: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
        texts.iter().filter(|text| is_value(text)).count() * 2 > texts.len()
    };
    table.rows.len() > 1 && (0..table.columns).any(of_values)
}

/// What a search over pieces finds between the stretches that are known.
fn searched(
    source: &Source,
    lines: &[Line],
    habits: Habits,
    stood: BTreeMap<usize, Stood>,
    search: Search,
) -> BTreeMap<usize, Stood> {
    let search = Some(search);
    let sizes = Sizes::default();
    let mut walk = Walk { source, lines, habits, sizes, stood, search, blocks: vec![], quoting: None };
    walk.all();
    walk.search.map(|search| search.found).unwrap_or_default()
}

/// Tables whose places are known, by the line that each part of them begins on; they are taken: those of a long report are not held
/// twice.
pub(super) fn laid(pages: &mut [Page]) -> Standing {
    let mut found = Standing::new();
    let mut first = 0;
    for page in pages {
        for laid in page.tables.iter_mut().filter(|laid| !laid.lines.is_empty()) {
            let tables = laid.table.take().into_iter().collect();
            found.insert(first + laid.lines.start, Found { end: first + laid.lines.end, tables, certain: true });
        }
        first += page.lines.len();
    }
    found
}

/// A stretch of a report that was read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// The n-th table, from 1.
    Table(usize),
    /// The n-th stretch, from 1, that looks like a table but fits no layout.
    Hopeless(usize),
}

/// How a stretch is read; `None` if there is none.
pub(crate) fn explain(source: &Source, pages: &[Page], stretch: Stretch) -> Option<String> {
    let lines: Vec<Line> = pages.iter().flat_map(|page| page.lines.iter().copied()).collect();
    let (hopeless, number) = match stretch {
        Stretch::Table(number) => (false, number),
        Stretch::Hopeless(number) => (true, number),
    };
    match source.flavour {
        Flavour::Pdf => return if hopeless { None } else { drawing::explain(pages, number) },
        Flavour::Layout | Flavour::Stream | Flavour::Raw | Flavour::Blocks | Flavour::Boxes | Flavour::Lines => {}
    }
    let habits = Habits::of(source, &lines);
    let standing = standing(source, Standing::new(), &lines, habits);
    let mut found =
        standing.iter().filter(|(_, stood)| stood.hopeless == hopeless && (hopeless || !stood.tables.is_empty()));
    let (start, stood) = found.nth(number.checked_sub(1)?)?;
    if let Some(told) = (source.flavour == Flavour::Layout).then(|| lined::explain(source, &lines, *start)).flatten() {
        return Some(told);
    }
    match &stood.tried {
        Some((range, lead)) => Some(stream::explain::explain(source, &lines[range.clone()], *lead, habits.end_spaces)),
        None => stood.tables.first().map(summary),
    }
}
