//! From rows over columns to a table.

use super::cluster::clusters;
use super::found::Counted;
use super::header::{Around, Header};
use super::labels::Label;
use super::level;
use super::pages;
use super::pattern::{Pattern, Placed};
use super::row::{Cell, Row, rows};
use super::sums;
use super::token::Kind;
use super::trust::{Evidence, Labels, Trust};
use super::weights::Cost;
use super::words;
use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::look;
use crate::page::Line;
use crate::source::{Source, Span, Text};

/// A row with a cell in each column, under labels that are as many.
const FULL: Confidence = Confidence(97);
/// The same where the labels are none, or not sure.
const FULL_UNNAMED: Confidence = Confidence(90);
/// A row with fewer cells, laid over the columns by what they hold.
const LAID: Confidence = Confidence(70);
/// A row that was laid against what its columns hold.
const DOUBTFUL: Confidence = Confidence(50);
/// … that is, what it costs is more.
const MOST_FOR_LAID: Cost = 40;
/// A label.
const LABEL: Confidence = Confidence(90);
/// A header that costs no more says for itself that a row is a table.
const SURE_HEADER: Cost = 10;
/// So many full rows are a table without labels too.
const MANY: usize = 5;
/// Rows with more cells than columns are no more than one in so many.
const MOST_OVERFULL: usize = 10;
/// Fewest columns of a table without labels.
const FEWEST_UNNAMED: usize = 4;

/// All tables whose rows are lines.
pub(crate) fn tables(source: &Source, lines: &[Line]) -> Vec<Counted> {
    let rows = rows(source, lines);
    let mut found = Vec::new();
    let mut free = 0;
    // What the columns of the table before hold, how far it is believed, and the page that it ends on.
    let mut before: Option<(Vec<Kind>, Trust, usize)> = None;
    let clusters = clusters(source, lines, &rows);
    for (at, cluster) in clusters.iter().enumerate() {
        let (Some(first), Some(last)) = (cluster.first(), cluster.last()) else { continue };
        let next = clusters.get(at + 1).and_then(|next| next.first()).map_or(rows.len(), |next| *next);
        let around = Around { source, lines, rows: &rows, free, first: *first, next };
        let above = before.take().filter(|(.., page)| rows[*first].page == page + 1);
        if let Some((table, kinds, end)) = table(around, cluster, above.map(|(kinds, trust, _)| (kinds, trust))) {
            before = Some((kinds, table.trust, rows[*last].page));
            found.push(table);
            free = end.max(last + 1);
        }
    }
    found.extend(words::tables(source, lines, &rows, &found));
    found.sort_by_key(|table| table.lines.first().copied());
    pages::joined(source, lines, found)
}

/// The table of a cluster, what its columns hold, and the row after its last; `above` is what those of a table hold that may go on
/// here, and how far it is believed.
fn table(
    mut around: Around,
    cluster: &[usize],
    above: Option<(Vec<Kind>, Trust)>,
) -> Option<(Counted, Vec<Kind>, usize)> {
    let own = |rows: &[usize]| unglued(rows.iter().map(|&at| around.rows[at].clone()).collect());
    let pattern = Pattern::of(&own(cluster).iter().collect::<Vec<&Row>>())?;
    let extent = around.extent(cluster, pattern.columns());
    let mut body = own(&extent);
    let (first, last) = (*extent.first()?, *extent.last()?);
    around.first = first;
    if body.windows(2).any(|two| completes(&two[0], &two[1])) {
        return None;
    }
    let header = head(&around, &mut body, last, pattern.columns());
    let body = together(body, &pattern);
    let more = header.as_ref().is_some_and(|header| header.columns > pattern.columns() && header.ends_with_remarks());
    let filled = more && body.iter().any(|row| row.cells.len() > pattern.columns());
    let pattern = if filled { pattern.with_remarks() } else { pattern };
    let mut placed: Vec<Option<Placed>> = body.iter().map(|row| pattern.place(row)).collect();
    sums::place(&pattern, &body, &mut placed);
    let full = placed.iter().flatten().filter(|placed| placed.full).count();
    let over = placed.iter().filter(|placed| placed.is_none()).count();
    let goes_on =
        header.is_none() && full == body.len() && above.as_ref().is_some_and(|(above, _)| *above == pattern.kinds);
    if !goes_on && !is_enough(header.as_ref(), &pattern, full, body.len()) || over * MOST_OVERFULL > body.len() {
        return None;
    }
    let labels = match &header {
        Some(header) => around.judged(header),
        None if goes_on && above.is_some_and(|(_, trust)| trust == Trust::Certain) => Labels::Exact,
        None if goes_on || full >= MANY => Labels::Fair,
        None => Labels::Missing,
    };
    let evidence = Evidence {
        rows: body.len(),
        full,
        odd: last + 1 - first - extent.len(),
        unparted: body.iter().filter(|row| row.is_unparted()).count(),
        grouped: body.iter().any(|row| row.cells.windows(2).any(|two| are_groups(&two[0], &two[1]))),
    };
    let heads: Vec<usize> = header.iter().flat_map(|header| header.rows.clone()).collect();
    let end = heads.iter().copied().fold(last, usize::max) + 1;
    let taken = || body.iter().chain(heads.iter().map(|&row| &around.rows[row]));
    let mut lines: Vec<usize> = taken().flat_map(|row| row.lines.clone()).collect();
    lines.sort_unstable();
    let copies = taken().flat_map(|row| &row.copies).map(|span| Text::of(around.source, *span)).collect();
    let mut table = PrintedTable { copies, ..printed_table(around.source, &body, placed, header, &pattern) };
    if evidence.grouped {
        let cells = table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().flatten());
        cells.for_each(|cell| cell.confidence = cell.confidence.min(DOUBTFUL));
    }
    Some((Counted { table, lines, trust: evidence.trust(labels) }, pattern.kinds, end))
}

/// Whether a line holds nothing but what the figures of the line above lack: a row is several lines.
fn completes(above: &Row, below: &Row) -> bool {
    let figure = |cell: &&Cell| cell.kind == Kind::Figure;
    let mut cut = above.cells.iter().filter(figure);
    let mut rests = below.cells.iter().filter(figure).peekable();
    rests.peek().is_some() && rests.all(|rest| cut.any(|figure| look::completes(&figure.text, &rest.text)))
}

/// `4 032`: three digits that begin with zero are the end of the figure before, whose thousands a blank parts. Then others may be too.
fn are_groups(left: &Cell, right: &Cell) -> bool {
    let digits = |cell: &Cell| cell.kind == Kind::Figure && cell.text.chars().all(look::is_digit);
    let zero = |cell: &Cell| cell.text.chars().next().and_then(look::digit) == Some(0);
    digits(left) && !zero(left) && digits(right) && zero(right) && right.text.chars().count() == 3
}

/// The header of a body: the words above it, its own first row, which is no row then, or the words behind it.
fn head(around: &Around, body: &mut Vec<Row>, last: usize, columns: usize) -> Option<Header> {
    let above = around.header(columns);
    let counted = || Header::of_row(around.first, body.first()?, columns);
    let (first, header) = match above {
        Some(header) => (false, Some(header)),
        None => match counted() {
            Some(header) => (true, Some(header)),
            None => (false, around.header_below(last, columns)),
        },
    };
    if first {
        body.remove(0);
    }
    let mut header = header?;
    around.put_rest_below(&mut header, last);
    Some(header)
}

fn printed_table(
    source: &Source,
    body: &[Row],
    placed: Vec<Option<Placed>>,
    header: Option<Header>,
    pattern: &Pattern,
) -> PrintedTable {
    let own = pattern.columns();
    let columns = header.as_ref().map_or(own, |header| header.columns);
    let sure = header.as_ref().is_some_and(|header| header.is_fair() && columns == own);
    let laid = body.iter().zip(placed).map(|(row, placed)| cells(row, placed, own, sure));
    let mut grid: Vec<Laid> = laid.collect();
    if columns > own {
        widen(&mut grid, &pattern.kinds, header.as_ref().is_some_and(Header::ends_with_remarks));
    }
    let rows = grid.into_iter().zip(body).map(|(laid, row)| laid.printed(source, row.page)).collect();
    let header = header.map_or(vec![], |header| labels(source, header));
    PrintedTable { columns, rows, header, ..PrintedTable::default() }
}

/// Whether that many rows of which so many are full speak for a table.
fn is_enough(header: Option<&Header>, pattern: &Pattern, full: usize, rows: usize) -> bool {
    let sure = header.is_some_and(|header| header.cost <= SURE_HEADER && header.columns >= 3);
    let named = pattern.columns() >= FEWEST_UNNAMED || pattern.kinds.contains(&Kind::Word);
    match header {
        Some(_) => full >= 2 || sure && rows >= 2,
        None => named && full >= 3 && full * 2 >= rows,
    }
}

/// Rows whose labels are glued to their last figures, if most are: the label is put where it stands, behind a number or first.
fn unglued(mut rows: Vec<Row>) -> Vec<Row> {
    let parted = |row: &Row| {
        let (last, others) = row.cells.split_last()?;
        let figures = others.len() >= 2 && others.iter().all(|cell| cell.kind == Kind::Figure);
        last.unglued().filter(|_| figures)
    };
    let parted: Vec<Option<(Cell, Cell)>> = rows.iter().map(parted).collect();
    if parted.iter().flatten().count() * 3 < rows.len() * 2 {
        return rows;
    }
    for (row, parted) in rows.iter_mut().zip(parted) {
        let (Some((figure, label)), Some(last)) = (parted, row.cells.last_mut()) else { continue };
        *last = figure;
        row.cells[0].kind = Kind::Word;
        row.cells[0].append(label);
    }
    rows
}

/// Rows of which only two together have a cell in each column, as one: their figures did not stand level.
fn together<'a>(rows: Vec<Row<'a>>, pattern: &Pattern) -> Vec<Row<'a>> {
    let mut found: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let whole = |last: &&mut Row| {
            let kinds = last.cells.iter().chain(&row.cells).map(|cell| &cell.kind);
            last.page == row.page && !last.cells.is_empty() && kinds.eq(&pattern.kinds)
        };
        match found.last_mut().filter(whole) {
            Some(last) => {
                last.cells.extend(row.cells);
                last.lines.extend(row.lines);
                last.copies.extend(row.copies);
            }
            None => found.push(row),
        }
    }
    found
}

/// A row over the columns of its table.
struct Laid {
    cells: Vec<Option<Cell>>,
    confidence: Confidence,
    /// The column of labels that a label of another row covers.
    covered: Option<usize>,
}

impl Laid {
    fn printed(&self, source: &Source, page: usize) -> PrintedRow {
        let cell = |(column, cell): (usize, &Option<Cell>)| {
            (self.covered != Some(column)).then(|| printed(source, cell.as_ref(), self.confidence))
        };
        PrintedRow { cells: self.cells.iter().enumerate().map(cell).collect(), page }
    }
}

/// The cells of a row over the columns. One that has too many keeps them in the last column: nothing is lost.
fn cells(row: &Row, placed: Option<Placed>, columns: usize, sure: bool) -> Laid {
    match placed {
        Some(placed) => {
            let confidence = match placed.cost {
                _ if placed.full && sure => FULL,
                _ if placed.full => FULL_UNNAMED,
                cost if cost <= MOST_FOR_LAID => LAID,
                _ => DOUBTFUL,
            };
            Laid { cells: placed.cells, confidence, covered: None }
        }
        None => {
            let mut cells: Vec<Option<Cell>> = row.cells.iter().take(columns).cloned().map(Some).collect();
            if let Some(Some(last)) = cells.last_mut() {
                for cell in &row.cells[columns..] {
                    last.text.push(' ');
                    last.append(cell.clone());
                }
            }
            Laid { cells, confidence: DOUBTFUL, covered: None }
        }
    }
}

/// One column more: of remarks, in which nothing stands, or of labels; then rows that sum up others stand in the first.
fn widen(grid: &mut [Laid], kinds: &[Kind], remarks: bool) {
    let figure = kinds.iter().position(|kind| *kind == Kind::Figure).unwrap_or_default();
    let amounts: Vec<(Option<&Cell>, Option<&Cell>)> =
        grid.iter().map(|laid| (laid.cells[0].as_ref(), laid.cells.get(figure).and_then(Option::as_ref))).collect();
    let upper = if remarks { vec![false; grid.len()] } else { level::upper(&amounts) };
    for (laid, upper) in grid.iter_mut().zip(upper) {
        let empty = if remarks { laid.cells.len() } else { usize::from(upper) };
        laid.cells.insert(empty, None);
        laid.covered = Some(empty).filter(|_| !remarks);
    }
}

fn printed(source: &Source, cell: Option<&Cell>, confidence: Confidence) -> PrintedCell {
    let paragraphs = cell.map(|cell| Text::of_all(source, &numbered(cell))).into_iter().collect();
    PrintedCell { paragraphs, vertical: false, confidence }
}

/// The spans of a cell, the number first that an extractor wrote behind it: `市民税1.`
fn numbered(cell: &Cell) -> Vec<Span> {
    let bare = cell.text.trim_end_matches(['.', '．']);
    let label = bare.trim_end_matches(look::is_digit);
    let number = cell.text.len() - label.len();
    let behind = bare.len() < cell.text.len() && label.len() < bare.len() && label.ends_with(char::is_alphabetic);
    match cell.spans.as_slice() {
        [span] if behind && span.len() > number => {
            let middle = span.end - number;
            vec![Span::new(middle, span.end), Span::new(span.start, middle)]
        }
        spans => spans.to_vec(),
    }
}

fn labels(source: &Source, header: Header) -> Vec<PrintedLabel> {
    let two = !header.upper.is_empty();
    let covered = |label: &Label| header.upper.iter().any(|upper| upper.columns.contains(&label.columns.start));
    let cell = |label: &Label| PrintedCell {
        paragraphs: vec![Text::of_all(source, &label.spans)],
        vertical: false,
        confidence: LABEL,
    };
    let leaf = |label: &Label| PrintedLabel {
        cell: cell(label),
        column: label.columns.start,
        column_span: 1,
        level: usize::from(two && covered(label)),
        row_span: if two && !covered(label) { 2 } else { 1 },
    };
    let over = |label: &Label| PrintedLabel {
        cell: cell(label),
        column: label.columns.start,
        column_span: label.columns.len(),
        level: 0,
        row_span: 1,
    };
    header.upper.iter().map(over).chain(header.labels.iter().map(leaf)).collect()
}
