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
use crate::table::counted::{self, Counted};
use crate::table::delimited;
use crate::table::explain::summary;
use crate::table::grid;
use crate::table::standing::{Found, Standing, best};
use crate::table::stream;
use std::collections::BTreeMap;
use std::ops::Range;

/// The stretches of a report, by the line that they begin on.
pub(super) fn standing(source: &Source, pages: &[Page], lines: &[Line], habits: Habits) -> BTreeMap<usize, Stood> {
    let known = |standing: Standing| standing.into_iter().map(|(at, found)| (at, Stood::known(found))).collect();
    // What characters part is certain: no other reading counts there.
    let marked = || delimited::tables(source, lines);
    let mut standing: BTreeMap<usize, Stood> = match source.flavour {
        // What is ruled on paper is a table, whatever it is for.
        Flavour::Pdf => return known(laid(pages)),
        Flavour::Layout => known(with_marked(marked(), lined::tables(source, lines))),
        Flavour::Stream | Flavour::Raw | Flavour::Blocks => counted_or_searched(source, lines, habits, marked()),
        Flavour::Boxes | Flavour::Lines => searched(source, lines, habits, known(marked()), vec![]),
    };
    standing.retain(|_, stood| !stood.tables.iter().any(|table| is_form(table) || is_chart(table)));
    standing
}

/// Tables whose columns are parted by characters, and of the others what stands elsewhere.
fn with_marked(mut marked: Standing, others: Standing) -> Standing {
    let taken: Vec<Range<usize>> = marked.iter().map(|(at, found)| *at..found.end).collect();
    let free = |at: usize, end: usize| taken.iter().all(|range| range.end <= at || end <= range.start);
    marked.extend(others.into_iter().filter(|(at, found)| free(*at, found.end)));
    marked
}

/// Tables whose rows are lines, and what a search finds elsewhere: of the same lines, what makes the better table.
fn counted_or_searched(source: &Source, lines: &[Line], habits: Habits, marked: Standing) -> BTreeMap<usize, Stood> {
    // What stands level on paper seldom stands on one line there.
    let by_blocks = source.flavour == Flavour::Blocks;
    let marked_at = |at: usize| marked.range(..=at).next_back().is_some_and(|(_, found)| at < found.end);
    let counted =
        counted::tables(source, lines).into_iter().filter(|found| !found.lines.iter().any(|&at| marked_at(at)));
    let (sound, mut doubtful): (Vec<Counted>, Vec<Counted>) =
        counted.partition(|counted| counted.certain || counted.sound && !habits.end_spaces && !by_blocks);
    if by_blocks {
        doubtful.clear();
    }
    let sound = with_marked(marked, counted::standing(source, lines, sound));
    let mut standing: BTreeMap<usize, Stood> = sound.into_iter().map(|(at, found)| (at, Stood::known(found))).collect();
    let asked = doubtful.iter().filter(|counted| counted.asks);
    let asked = asked.filter_map(|counted| Some(*counted.lines.first()?..counted.lines.last()? + 1)).collect();
    let mut searched = searched(source, lines, habits, standing.clone(), asked);
    if !habits.end_spaces {
        searched.retain(|at, stood| stood.hopeless || is_trusted(source, lines, *at, stood, &doubtful));
    }
    let tables = |stood: &Stood| Found { end: stood.end, tables: stood.tables.clone(), certain: false };
    let sure = searched.iter().filter(|(_, stood)| !stood.hopeless).map(|(at, stood)| (*at, tables(stood))).collect();
    for (at, (reading, found)) in best([sure, counted::standing(source, lines, doubtful)], 0) {
        let stood = if reading == 0 { searched.remove(&at) } else { None };
        standing.insert(at, stood.unwrap_or_else(|| Stood::known(found)));
    }
    let taken: Vec<Range<usize>> = standing.iter().map(|(at, stood)| *at..stood.end).collect();
    let free = |at: usize, end: usize| taken.iter().all(|range| range.end <= at || end <= range.start);
    standing.extend(searched.into_iter().filter(|(at, stood)| stood.hopeless && free(*at, stood.end)));
    standing
}

/// Whether a search is believed where nothing but the order of words was kept: what has no figures, codes or dates under each other
/// may be anything; what was searched for its labels alone has the rows that are known.
fn is_trusted(source: &Source, lines: &[Line], at: usize, stood: &Stood, doubtful: &[Counted]) -> bool {
    let tried = stood.tried.as_ref();
    let anchored = tried.is_none_or(|(tried, _)| stream::region::is_anchored(source, &lines[tried.clone()]));
    let answers = |counted: &Counted| answers(at..stood.end, stood, counted);
    stood.tables.iter().all(has_values) && (anchored || doubtful.iter().all(answers))
}

/// Whether what a search found says no other than a table whose rows are certain and whose labels are in doubt: it was asked for those.
fn answers(lines: Range<usize>, stood: &Stood, counted: &Counted) -> bool {
    let first = |table: &PrintedTable| {
        let cells = table.rows.first().map(|row| row.cells.iter().flatten());
        cells.into_iter().flatten().map(|cell| cell.joined("")).filter(|text| !text.is_empty()).collect::<Vec<String>>()
    };
    let apart = !counted.lines.iter().any(|line| lines.contains(line));
    let same = |table: &PrintedTable| table.columns == counted.table.columns && first(table) == first(&counted.table);
    !counted.asks || apart || stood.tables.iter().any(same)
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

/// The texts of all cells of the body.
fn bodies(table: &PrintedTable) -> impl Iterator<Item = String> {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().flatten());
    cells.map(|cell| cell.joined("")).filter(|text| !text.is_empty())
}

/// The texts of its head.
fn heads(table: &PrintedTable) -> impl Iterator<Item = String> {
    table.header.iter().map(|label| label.cell.joined("")).filter(|text| !text.is_empty())
}

/// A form to be filled in: lines to write on.
fn is_form(table: &PrintedTable) -> bool {
    heads(table).chain(bodies(table)).any(|text| text.contains("＿＿＿") || text.contains("___"))
}

/// Fewest marks of an axis.
const MARKS: usize = 4;

/// What is left of a chart: a head of evenly rising marks, from nothing on, and no figure below them.
fn is_chart(table: &PrintedTable) -> bool {
    let marks: Vec<Option<i64>> = heads(table).map(|text| mark(&text)).collect();
    let rising: Vec<i64> = marks.iter().copied().flatten().collect();
    let step = rising.get(1).copied().unwrap_or(0);
    let even = rising.iter().zip(0..).all(|(mark, at)| *mark == step * at);
    marks.len() >= MARKS
        && rising.len() == marks.len()
        && even
        && step > 0
        && !bodies(table).any(|text| grid::is_value(&text))
}

/// `20%`, `1,000`: a mark of an axis.
fn mark(text: &str) -> Option<i64> {
    let digits = text.trim().trim_end_matches(['%', '％']).chars().filter(|c| !",，".contains(*c));
    digits.map(look::digit).try_fold(0, |sum: i64, digit| sum.checked_mul(10)?.checked_add(i64::from(digit?)))
}

/// What a search over pieces finds between the stretches that are known; it reads what was asked for too.
fn searched(
    source: &Source,
    lines: &[Line],
    habits: Habits,
    stood: BTreeMap<usize, Stood>,
    asked: Vec<Range<usize>>,
) -> BTreeMap<usize, Stood> {
    let search = Some(Search { asked, ..Search::default() });
    let sizes = Sizes::default();
    let mut walk = Walk { source, lines, habits, sizes, stood, search, blocks: vec![], quoting: None };
    walk.all();
    walk.search.map(|search| search.found).unwrap_or_default()
}

/// Tables whose places are known, by the line that each part of them begins on.
fn laid(pages: &[Page]) -> Standing {
    let mut found = Standing::new();
    let mut first = 0;
    for page in pages {
        for laid in page.tables.iter().filter(|laid| !laid.lines.is_empty()) {
            let tables = laid.table.iter().cloned().collect();
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
    let standing = standing(source, pages, &lines, habits);
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
