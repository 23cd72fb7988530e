//! The labels above the columns: the words over the first row, parted into as many labels as there are columns.

use super::cluster::ends;
use super::labels::{Label, SHORTEST_TITLE, are_levels, named, split, split_over};
use super::over::Places;
use super::row::{Cell, Row};
use super::token::{Joint, Kind, Token, is_single};
use super::trust::Labels;
use super::weights::{
    CUT_SPREAD_AT_END, Cost, EXTRA_COLUMN, FAIR, JOIN_LINES, MOST_BELOW, MOST_FOR_HEADER, MOST_OVER, MOST_OVER_BELOW,
    NO_STUB_HEAD, UNUSED, UNUSED_CLOSE, UNUSED_MORE,
};
use crate::look;
use crate::page::Line;
use crate::source::Source;

/// Most rows of a header.
const MOST_ROWS: usize = 16;

/// The header of a table.
pub(super) struct Header {
    /// Labels of single columns, from left to right.
    pub(super) labels: Vec<Label>,
    /// Labels over several of them, if there are such.
    pub(super) upper: Vec<Label>,
    /// The rows that it takes.
    pub(super) rows: Vec<usize>,
    /// Columns: as many as the rows have, or more.
    pub(super) columns: usize,
    pub(super) cost: Cost,
    /// What of it is for parting the words into labels.
    parting: Cost,
}

/// The rows of a text, and where the body of a table begins and ends among them.
pub(super) struct Around<'a> {
    pub(super) source: &'a Source,
    pub(super) lines: &'a [Line],
    pub(super) rows: &'a [Row<'a>],
    /// First row that belongs to no table before.
    pub(super) free: usize,
    /// First row of the body.
    pub(super) first: usize,
    /// First row of the next body.
    pub(super) next: usize,
}

impl Header {
    /// Whether it leaves little doubt: labels of several lines cost something each.
    pub(super) fn is_fair(&self) -> bool {
        self.cost <= FAIR + JOIN_LINES * self.columns as Cost
    }

    /// Whether nothing but the label of the column of labels is missing.
    fn lacks_stub_head(&self) -> bool {
        self.labels.len() < self.columns && self.cost - NO_STUB_HEAD <= FAIR + JOIN_LINES * self.columns as Cost
    }

    /// Whether the last column is one of remarks.
    pub(super) fn ends_with_remarks(&self) -> bool {
        self.labels.last().is_some_and(|label| look::is_remarks_head(&label.text))
    }

    /// A row of figures that count up, as years and months do: what heads columns like any label.
    pub(super) fn of_row(at: usize, row: &Row, columns: usize) -> Option<Self> {
        let counting = |cell: &&Cell| cell.kind == Kind::Figure || cell.text == "元";
        let figures: Vec<&str> = row.cells.iter().filter(counting).map(|cell| cell.text.as_str()).collect();
        let others = row.cells.len() - figures.len();
        let missing = columns.saturating_sub(row.cells.len());
        let counts = figures.len() >= 3 && look::counts_up(figures.into_iter());
        if !counts || others > 2 || missing > 1 || row.cells.len() > columns + 1 {
            return None;
        }
        let label = |(at, cell): (usize, &Cell)| Label {
            text: cell.text.clone(),
            spans: cell.spans.clone(),
            columns: at + missing..at + missing + 1,
        };
        let labels = row.cells.iter().enumerate().map(label).collect();
        let columns = columns.max(row.cells.len());
        Some(Self { labels, upper: vec![], rows: vec![at], columns, cost: 0, parting: 0 })
    }
}

impl Around<'_> {
    /// The cheapest header over `columns` columns, or over one more of words.
    pub(super) fn header(&self, columns: usize) -> Option<Header> {
        let above = self.above();
        let places = Places::of(self.source, self.lines, &self.rows[self.first..self.next], columns);
        let mut best: Option<Header> = None;
        for start in 0..above.len() {
            let rows = &above[start..];
            let tokens: Vec<Token> = rows.iter().flat_map(|&row| self.rows[row].tokens.iter().copied()).collect();
            let begins = tokens.first().map(|token| token.joint);
            let title = rows.len() == 1 && above[..start].last().is_some_and(|&row| self.is_title(row));
            for (columns, missing, more) in
                [(columns, 0, 0), (columns, 1, NO_STUB_HEAD), (columns + 1, 0, EXTRA_COLUMN)]
            {
                let place = places.cost(&tokens, missing);
                let parted = columns.checked_sub(missing).and_then(|count| split_over(&tokens, count, place));
                let Some(labels) = parted else { continue };
                if more == EXTRA_COLUMN && !takes_more(&tokens, &labels.cuts) {
                    continue;
                }
                // Right over a row that parts into all labels by itself, a title is none of them.
                let whole = title && missing == 0 && labels.cost <= CUT_SPREAD_AT_END * columns as Cost;
                let cost = labels.cost + unused(&above[..start], begins, whole) + more;
                if cost <= MOST_FOR_HEADER && best.as_ref().is_none_or(|best| cost < best.cost) {
                    let (parting, labels) = (labels.cost + more, named(&tokens, &labels.cuts, missing));
                    best = Some(Header { labels, upper: vec![], rows: rows.to_vec(), columns, cost, parting });
                }
            }
        }
        let mut header = best?;
        self.put_upper(&mut header, &above);
        Some(header)
    }

    /// Whether a row has one cell, and that is longer than many labels.
    fn is_title(&self, row: usize) -> bool {
        let [token] = self.rows[row].tokens.as_slice() else { return false };
        token.text.chars().count() >= SHORTEST_TITLE
    }

    /// What is known of the labels of a header.
    pub(super) fn judged(&self, header: &Header) -> Labels {
        match () {
            () if self.is_exact(header) => Labels::Exact,
            () if header.is_fair() => Labels::Fair,
            () if header.lacks_stub_head() => Labels::Missing,
            () => Labels::Doubtful,
        }
    }

    /// Whether the labels of a header stand right above the body, and its blanks alone part them.
    fn is_exact(&self, header: &Header) -> bool {
        let parted = match header.rows.as_slice() {
            [row] => {
                let sure = CUT_SPREAD_AT_END * header.columns as Cost;
                self.rows[*row].parts.len() == header.columns || header.parting <= sure
            }
            [_, rest @ ..] if !header.upper.is_empty() => {
                let parts: usize = rest.iter().map(|row| self.rows[*row].parts.len()).sum();
                parts == header.columns && header.parting == 0
            }
            _ => false,
        };
        let close = header.rows.last().is_some_and(|last| last + 1 == self.first)
            && header.rows.windows(2).all(|two| two[0] + 1 == two[1]);
        close && parted && header.labels.len() == header.columns
    }

    /// Labels that an extractor wrote behind the body: the first rows of several of them that make as many as there are columns.
    pub(super) fn header_below(&self, last: usize, columns: usize) -> Option<Header> {
        let page = self.rows[last].page;
        let own = |at: &usize| self.rows[*at].page == page && self.rows[*at].figures() < 2;
        let start = (last + 1..self.next).take_while(own).find(|&at| self.rows[at].is_labels())?;
        let mut best: Option<Header> = None;
        for end in start + 1..=self.next.min(start + MOST_ROWS) {
            if !own(&(end - 1)) || ends(self.source, self.lines, &self.rows[end - 1]) {
                break;
            }
            let tokens: Vec<Token> = self.rows[start..end].iter().flat_map(|row| row.tokens.iter().copied()).collect();
            let Some(parted) = split(&tokens, columns) else { continue };
            if parted.cost <= MOST_BELOW && best.as_ref().is_none_or(|best| parted.cost < best.cost) {
                let labels = named(&tokens, &parted.cuts, 0);
                let (cost, parting) = (parted.cost, parted.cost);
                best = Some(Header { labels, upper: vec![], rows: (start..end).collect(), columns, cost, parting });
            }
        }
        best
    }

    /// The rows of a body over `columns` columns: those of the cluster, and rows of words among and around them that are parted by
    /// their blanks into as many cells. The uppermost of those above is left to the header.
    pub(super) fn extent(&self, cluster: &[usize], columns: usize) -> Vec<usize> {
        let fits = |at: usize| {
            let row = &self.rows[at];
            columns >= 3 && row.parts.len() == columns && !row.is_page_number() && !ends(self.source, self.lines, row)
        };
        let (Some(&first), Some(&last)) = (cluster.first(), cluster.last()) else { return vec![] };
        let page = self.rows[first].page;
        let above = (self.free..first).rev().take_while(|&at| self.rows[at].page == page && fits(at)).count();
        // A row of words behind the figures is none of theirs: it may be their labels.
        let goes_on =
            |at: &usize| self.rows[*at].page == self.rows[last].page && fits(*at) && !self.rows[*at].is_words();
        let below = (last + 1..self.next).take_while(goes_on).count();
        let among = (first - above.saturating_sub(1)..last + 1 + below)
            .filter(|at| cluster.binary_search(at).is_ok() || fits(*at));
        among.collect()
    }

    /// Rows of words right above the body, from the uppermost.
    fn above(&self) -> Vec<usize> {
        let page = self.rows[self.first].page;
        let mut found = Vec::new();
        for at in (self.free..self.first).rev().take(MOST_ROWS) {
            let row = &self.rows[at];
            if row.page != page
                || row.figures() >= 2
                || row.has_amount()
                || ends(self.source, self.lines, row)
                || is_titled(row)
            {
                break;
            }
            found.push(at);
        }
        found.reverse();
        found
    }

    /// Labels over groups of columns that repeat: those of the row above that are as many as there are groups.
    fn put_upper(&self, header: &mut Header, above: &[usize]) {
        let Some(first) = header.rows.first().copied() else { return };
        let Some(at) = above.iter().rposition(|&row| row < first) else { return };
        if self.put_over(header, above[at], MOST_OVER) {
            // It is left to no other.
            let begins = |row: usize| self.rows[row].tokens.first().map(|token| token.joint);
            header.cost += unused(&above[..at], begins(above[at]), false) - unused(&above[..=at], begins(first), false);
        }
    }

    /// Takes row `over` as the labels over groups of columns, if there are groups and it parts into as many.
    fn put_over(&self, header: &mut Header, over: usize, most: Cost) -> bool {
        let Some((stub, period)) = period(header) else { return false };
        let groups = (header.columns - stub) / period;
        let tokens = &self.rows[over].tokens;
        let Some(parted) = split(tokens, groups).filter(|parted| parted.cost <= most) else { return false };
        let mut upper = named(tokens, &parted.cuts, 0);
        for (group, label) in upper.iter_mut().enumerate() {
            label.columns = stub + group * period..stub + (group + 1) * period;
        }
        header.upper = upper;
        header.rows.insert(0, over);
        true
    }

    /// Labels of the header that an extractor wrote behind the body, because they cover several of its cells: those over groups of
    /// columns, that of the column of labels.
    pub(super) fn put_rest_below(&self, header: &mut Header, last: usize) {
        let page = self.rows[last].page;
        let mut below = (last + 1..self.next).take_while(|&at| self.rows[at].page == page && !self.rows[at].is_body());
        if header.upper.is_empty() {
            for at in below.clone().take(MOST_ROWS) {
                if self.put_over(header, at, MOST_OVER_BELOW) {
                    break;
                }
            }
        }
        let unnamed = header.labels.first().is_some_and(|label| label.columns.start == 1);
        let stub =
            |at: &usize| look::is_stub_head(&self.rows[*at].tokens.iter().map(|token| token.text).collect::<String>());
        if let Some(at) = below.find(stub).filter(|_| unnamed) {
            let tokens = &self.rows[at].tokens;
            header.labels.splice(0..0, named(tokens, &[0, tokens.len()], 0));
            header.rows.push(at);
        }
    }
}

/// `２．歳入`: a number and a title, above which no header goes on.
fn is_titled(row: &Row) -> bool {
    let Some(first) = row.tokens.first() else { return false };
    let rest = first.text.trim_start_matches(look::is_digit);
    row.tokens.len() == 1 && rest.len() < first.text.len() && rest.starts_with(['．', '.'])
        || look::is_unit_note(first.text)
}

/// How many columns of labels stand before groups of columns with the same labels, and how many columns a group has.
fn period(header: &Header) -> Option<(usize, usize)> {
    let named = |column: usize| header.labels.iter().find(|label| label.columns.start == column);
    let text = |column: usize| named(column).map_or("", |label| label.text.as_str());
    (0..=2).find_map(|stub| {
        let columns = header.columns.checked_sub(stub)?;
        (2..=columns / 2)
            .filter(|period| columns % period == 0)
            .find(|period| {
                let alike = |at: &usize| !text(stub + at).is_empty() && text(stub + at) == text(stub + at % period);
                (0..columns).filter(alike).count() * 3 >= columns * 2
            })
            .map(|period| (stub, period))
    })
}

/// What it costs to leave the rows of words above a header to others: a title is one, the labels of a header are more.
fn unused(rows: &[usize], begins: Option<Joint>, title: bool) -> Cost {
    let nearest = match begins {
        _ if title => UNUSED,
        Some(Joint::Paragraph) => UNUSED,
        _ => UNUSED_CLOSE,
    };
    if rows.is_empty() { 0 } else { nearest + UNUSED_MORE * (rows.len() - 1) as Cost }
}

/// Whether one of the labels may be that of a column in which nothing stands on most rows: the upper of two levels, a name in one
/// character that runs down beside rows, remarks.
fn takes_more(tokens: &[Token], cuts: &[usize]) -> bool {
    let label = |at: usize| -> Option<String> {
        let range = *cuts.get(at)?..*cuts.get(at + 1)?;
        Some(tokens[range].iter().map(|token| token.text).collect())
    };
    let levels = tokens.len() >= 2 && are_levels(&tokens[0], &tokens[1]);
    let single = label(0).is_some_and(|label| is_single(&label));
    let remarks = cuts.len().checked_sub(2).and_then(label).is_some_and(|label| look::is_remarks_head(&label));
    levels || single || remarks
}
