//! The stretches of a report that are laid out in columns.

use super::Walk;
use crate::block::PrintedTable;
use crate::compose::lined;
use crate::look;
use crate::opening::{Opening, opening};
use crate::page::{Gap, Line, Page};
use crate::prose::Habits;
use crate::source::{Flavour, Source};
use crate::table::counted::{self, Counted};
use crate::table::explain::summary;
use crate::table::grid;
use crate::table::standing::{Found, Standing, best};
use crate::table::stream::{self, Recovered};
use crate::{Stretch, drawing};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most single labels above a header's first line of several.
const MOST_LEADING: usize = 8;

/// A stretch that is laid out in columns.
#[derive(Clone)]
pub(super) struct Stood {
    /// Line after the last.
    pub(super) end: usize,
    /// The table; several that stand beside each other; none, where one goes on that began above.
    pub(super) tables: Vec<PrintedTable>,
    /// No layout explains it.
    pub(super) hopeless: bool,
    /// The lines that were searched for it, and how many of them may stand above it.
    tried: Option<(Range<usize>, usize)>,
}

impl Stood {
    fn known(found: Found) -> Self {
        Self { end: found.end, tables: found.tables, hopeless: false, tried: None }
    }
}

/// What a search found so far.
#[derive(Default)]
pub(super) struct Search {
    found: BTreeMap<usize, Stood>,
    /// Where the last one begins.
    last: Option<usize>,
}

/// The stretches of a report, by the line that they begin on.
pub(super) fn standing(source: &Source, pages: &[Page], lines: &[Line], habits: Habits) -> BTreeMap<usize, Stood> {
    let known = |standing: Standing| standing.into_iter().map(|(at, found)| (at, Stood::known(found))).collect();
    match source.flavour {
        Flavour::Layout => known(lined::tables(source, lines)),
        Flavour::Pdf => known(laid(pages)),
        Flavour::Stream | Flavour::Raw => counted_or_searched(source, lines, habits),
        Flavour::Blocks | Flavour::Boxes | Flavour::Lines => searched(source, lines, habits, BTreeMap::new()),
    }
}

/// Tables whose rows are lines, and what a search finds elsewhere: of the same lines, what makes the better table.
fn counted_or_searched(source: &Source, lines: &[Line], habits: Habits) -> BTreeMap<usize, Stood> {
    let (sound, doubtful): (Vec<Counted>, Vec<Counted>) =
        counted::tables(source, lines).into_iter().partition(|counted| counted.sound && !habits.end_spaces);
    let mut standing: BTreeMap<usize, Stood> =
        counted::standing(source, lines, sound).into_iter().map(|(at, found)| (at, Stood::known(found))).collect();
    let mut searched = searched(source, lines, habits, standing.clone());
    if !habits.end_spaces {
        // Nothing but the order of words was kept: what has no figures, codes or dates under each other may be anything.
        searched.retain(|_, stood| stood.hopeless || stood.tables.iter().all(has_values));
    }
    let tables = |stood: &Stood| Found { end: stood.end, tables: stood.tables.clone() };
    let sure = searched.iter().filter(|(_, stood)| !stood.hopeless).map(|(at, stood)| (*at, tables(stood))).collect();
    for (at, (reading, found)) in best([sure, counted::standing(source, lines, doubtful)]) {
        let stood = if reading == 0 { searched.remove(&at) } else { None };
        standing.insert(at, stood.unwrap_or_else(|| Stood::known(found)));
    }
    let taken: Vec<Range<usize>> = standing.iter().map(|(at, stood)| *at..stood.end).collect();
    let free = |at: usize, end: usize| taken.iter().all(|range| range.end <= at || end <= range.start);
    standing.extend(searched.into_iter().filter(|(at, stood)| stood.hopeless && free(*at, stood.end)));
    standing
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
fn searched(source: &Source, lines: &[Line], habits: Habits, stood: BTreeMap<usize, Stood>) -> BTreeMap<usize, Stood> {
    let search = Some(Search::default());
    let mut walk = Walk { source, lines, habits, stood, search, blocks: vec![], quoting: None };
    walk.all();
    walk.search.map(|search| search.found).unwrap_or_default()
}

impl Walk<'_> {
    /// Searches for a table at line `at`; where labels stand above it that are none of its own, it begins further down.
    pub(super) fn search_at(&mut self, at: usize) {
        let Some(last) = self.search.as_ref().map(|search| search.last) else { return };
        if last.is_some_and(|last| last >= at) || self.stood.contains_key(&at) {
            return;
        }
        let Some(lead) = self.lead(at) else { return };
        let end = stream::region::end(self.source, self.lines, at + lead);
        let end = self.stood.range(at..end).next().map_or(end, |(next, _)| *next);
        let recovered = stream::recover(self.source, &self.lines[at..end], lead, self.habits.end_spaces);
        let (taken, tables, hopeless) = match recovered {
            Recovered::Nothing => return,
            Recovered::Hopeless => (lead..end - at, vec![], true),
            Recovered::Table(table, taken) => (taken, vec![*table], false),
        };
        let stood = Stood { end: at + taken.end, tables, hopeless, tried: Some((at..end, lead)) };
        let begin = at + taken.start;
        self.stood.insert(begin, stood.clone());
        if let Some(search) = &mut self.search {
            search.last = Some(begin);
            search.found.insert(begin, stood);
        }
    }

    /// How many single labels stand at `at` above a line that may begin a table; `None` if no such line follows.
    fn lead(&self, at: usize) -> Option<usize> {
        let begins = |line: usize| stream::region::may_begin(self.source, self.lines, line);
        let single = |line: usize| {
            let text = self.slice(line);
            opening(text) == Opening::Plain && stream::region::may_lead(text) && self.lines[line].gap != Gap::Page
        };
        let lead = (0..=MOST_LEADING)
            .find(|&lead| at + lead >= self.lines.len() || !single(at + lead) || begins(at + lead))?;
        (at + lead < self.lines.len() && begins(at + lead)).then_some(lead)
    }
}

/// Tables whose places are known, by the line that each part of them begins on.
fn laid(pages: &[Page]) -> Standing {
    let mut found = Standing::new();
    let mut first = 0;
    for page in pages {
        for laid in page.tables.iter().filter(|laid| !laid.lines.is_empty()) {
            let tables = laid.table.iter().cloned().collect();
            found.insert(first + laid.lines.start, Found { end: first + laid.lines.end, tables });
        }
        first += page.lines.len();
    }
    found
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
        Flavour::Layout => return if hopeless { None } else { lined::explain(source, &lines, number) },
        Flavour::Stream | Flavour::Raw | Flavour::Blocks | Flavour::Boxes | Flavour::Lines => {}
    }
    let habits = Habits::of(source, &lines);
    let standing = standing(source, pages, &lines, habits);
    let mut found =
        standing.values().filter(|stood| stood.hopeless == hopeless && (hopeless || !stood.tables.is_empty()));
    let stood = found.nth(number.checked_sub(1)?)?;
    match &stood.tried {
        Some((range, lead)) => Some(stream::explain::explain(source, &lines[range.clone()], *lead, habits.end_spaces)),
        None => stood.tables.first().map(summary),
    }
}
