//! Printed rows: a line, or the lines of a paragraph that stand level with each other.

use super::token::{Joint, Kind, Token, glued, tokens};
use crate::look;
use crate::page::{Gap, Line};
use crate::source::{Source, Span};
use unicode_width::UnicodeWidthStr;

/// A cell: a figure, or words with blanks between them.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// One a line of the source.
    pub(super) spans: Vec<Span>,
    /// Blanks before it that may be empty cells.
    pub(super) spare: usize,
}

/// What stands on one printed row, as far as the text tells.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// Indices of its lines.
    pub(super) lines: Vec<usize>,
    /// As written.
    pub(super) tokens: Vec<Token<'a>>,
    /// Words that stand beside each other put together; labels before the figures that stand above them.
    pub(super) cells: Vec<Cell>,
    /// As cells of which each blank parts two, but for those of spread labels.
    pub(super) parts: Vec<Cell>,
    /// Copies of what was printed several times.
    pub(super) copies: Vec<Span>,
    /// Blanks behind the last cell that may be empty cells.
    pub(super) spare: usize,
    pub(super) page: usize,
    /// What follows its last line.
    pub(super) gap: Gap,
}

/// Most lines of a paragraph that may be one printed row.
const MOST_LINES: usize = 4;

/// A sentence is not narrower, in columns of a terminal.
const NARROWEST_SENTENCE: usize = 64;

impl Row<'_> {
    pub(super) fn figures(&self) -> usize {
        self.cells.iter().filter(|cell| cell.kind == Kind::Figure).count()
    }

    /// Whether one of its cells holds several words, which may be cells themselves.
    pub(super) fn is_unparted(&self) -> bool {
        let words = |cells: &[Cell]| cells.iter().filter(|cell| cell.kind == Kind::Word).count();
        words(&self.cells) < words(&self.parts)
    }

    /// Whether an amount stands on it: no label has thousands or decimals.
    pub(super) fn has_amount(&self) -> bool {
        let amount = |cell: &&Cell| cell.kind == Kind::Figure && cell.text.contains([',', '，', '.', '．']);
        self.cells.iter().any(|cell| amount(&cell))
    }

    /// Kinds of its cells.
    pub(super) fn signature(&self) -> Vec<Kind> {
        self.cells.iter().map(|cell| cell.kind).collect()
    }

    /// Whether it is a row of a table by itself: figures beside each other, or one beside its label.
    pub(super) fn is_body(&self) -> bool {
        let figures = self.figures();
        (figures >= 2 || figures == 1 && self.lines.len() > 1 && self.cells.len() >= 2) && !self.is_page_number()
    }

    /// Nothing but an amount: no year, no month and day.
    fn is_amount(&self) -> bool {
        let [Cell { kind: Kind::Figure, text, .. }] = self.cells.as_slice() else { return false };
        let year = text.chars().count() == 4 && text.chars().all(look::is_digit);
        !year && !text.contains(['.', '．'])
    }

    /// A number between dashes.
    pub(super) fn is_page_number(&self) -> bool {
        look::is_page_number(&self.tokens.iter().map(|token| token.text).collect::<String>())
    }

    /// A line of several labels, as heads are.
    pub(super) fn is_labels(&self) -> bool {
        self.figures() == 0 && self.tokens.iter().filter(|token| token.text.chars().count() >= 2).count() >= 3
    }

    /// Words of one kind only, in one cell.
    pub(super) fn is_words(&self) -> bool {
        self.figures() == 0
    }
}

/// All printed rows of a text; lines of blanks are none.
pub(super) fn rows<'a>(source: &'a Source, lines: &[Line]) -> Vec<Row<'a>> {
    let mut found = Vec::new();
    let printed: Vec<usize> = (0..lines.len()).filter(|&at| !source.slice(lines[at].span).trim().is_empty()).collect();
    let ends = |at: usize| {
        let next = printed.get(at + 1).copied().unwrap_or(lines.len());
        lines[printed[at]..lines.len().min(next)].iter().map(|line| line.gap).max().unwrap_or(Gap::Page)
    };
    let mut at = 0;
    while at < printed.len() {
        let mut end = at + 1;
        while end < printed.len() && ends(end - 1) == Gap::Line && printed[end] == printed[end - 1] + 1 {
            end += 1;
        }
        let single: Vec<Row> = (at..end).map(|at| line(source, lines, printed[at], ends(at))).collect();
        match level(source, lines, &single) {
            true => found.push(together(single)),
            false => found.extend(paired(single)),
        }
        at = end;
    }
    mark_paragraphs(&mut found);
    found
}

/// A token that begins a row begins a paragraph, if a blank line stands before it.
fn mark_paragraphs(rows: &mut [Row]) {
    let mut gap = Gap::Page;
    for row in rows {
        if let Some(first) = row.tokens.first_mut().filter(|_| gap >= Gap::Paragraph) {
            first.joint = Joint::Paragraph;
        }
        gap = row.gap;
    }
}

fn line<'a>(source: &'a Source, lines: &[Line], at: usize, gap: Gap) -> Row<'a> {
    let (tokens, copies) = tokens(source, &lines[at]);
    let text = source.slice(lines[at].span);
    let spare = (text.len() - text.trim_end_matches(' ').len()).saturating_sub(1);
    Row {
        lines: vec![at],
        cells: cells(&tokens),
        parts: parts(&tokens),
        tokens,
        copies,
        spare,
        page: lines[at].page,
        gap,
    }
}

/// Whether the lines of a paragraph are one printed row: its label, and its figures above, below or beside it.
fn level(source: &Source, lines: &[Line], rows: &[Row]) -> bool {
    let several = rows.iter().filter(|row| row.figures() >= 2).count();
    let lone = rows.iter().filter(|row| row.is_amount()).count();
    let words = rows.iter().filter(|row| row.is_words()).count();
    let prose = rows.iter().any(|row| is_prose(source, &lines[row.lines[0]]));
    let mixed = several == 1 && words <= 1 && several + words == rows.len()
        || several == 0 && lone == 1 && words <= 2 && lone + words == rows.len();
    (2..=MOST_LINES).contains(&rows.len()) && mixed && !prose
}

/// Fewest labels with their figures on the line below.
const FEWEST_PAIRS: usize = 3;

/// Rows of which labels and figures stand on lines by turns, each label with the figures below it.
fn paired(rows: Vec<Row>) -> Vec<Row> {
    let is_pair = |at: usize| {
        let figures = |row: &Row| row.cells.iter().all(|cell| cell.kind == Kind::Figure) && !row.is_page_number();
        rows.get(at).is_some_and(|row| row.is_words() && row.cells.len() == 1) && rows.get(at + 1).is_some_and(figures)
    };
    let mut pairs = vec![false; rows.len()];
    let mut at = 0;
    while at < rows.len() {
        let count = (0..).take_while(|count| is_pair(at + 2 * count)).count();
        if count >= FEWEST_PAIRS {
            (0..count).for_each(|pair| pairs[at + 2 * pair] = true);
        }
        at += (2 * count).max(1);
    }
    let mut found = Vec::with_capacity(rows.len());
    let mut rest = rows.into_iter().zip(pairs);
    while let Some((row, pair)) = rest.next() {
        let figures = if pair { rest.next() } else { None };
        match figures {
            Some((figures, _)) => found.push(together(vec![row, figures])),
            None => found.push(row),
        }
    }
    found
}

fn together(rows: Vec<Row>) -> Row {
    let gap = rows.last().map_or(Gap::Page, |row| row.gap);
    let page = rows.first().map_or(0, |row| row.page);
    let lines = rows.iter().flat_map(|row| row.lines.clone()).collect();
    let tokens = rows.iter().flat_map(|row| row.tokens.clone()).collect();
    let copies = rows.iter().flat_map(|row| row.copies.clone()).collect();
    let (labels, figures): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(Row::is_words);
    let mut cells: Vec<Cell> = Vec::new();
    for label in labels.into_iter().flat_map(|row| row.cells) {
        match cells.last_mut() {
            Some(last) => last.append(label),
            None => cells.push(label),
        }
    }
    cells.extend(figures.into_iter().flat_map(|row| row.cells));
    let parts = cells.clone();
    Row { lines, tokens, cells, parts, copies, spare: 0, page, gap }
}

impl Cell {
    pub(super) fn of(token: &Token) -> Self {
        Self { spare: token.spare, ..Self::new(token.kind, token.text, token.span) }
    }

    pub(super) fn new(kind: Kind, text: &str, span: Span) -> Self {
        Self { kind, text: text.to_owned(), spans: vec![span], spare: 0 }
    }

    /// The figure of a cell and the label that is glued to it, if that is what it holds.
    pub(super) fn unglued(&self) -> Option<(Cell, Cell)> {
        let ([span], Some(end)) = (self.spans.as_slice(), glued(&self.text)) else { return None };
        let (figure, label) = self.text.split_at(end);
        let middle = span.start + end;
        let figure = Self::new(Kind::Figure, figure, Span::new(span.start, middle));
        Some((figure, Self::new(Kind::Word, label, Span::new(middle, span.end))))
    }

    /// The same cell goes on in another line.
    pub(super) fn append(&mut self, other: Cell) {
        self.text.push_str(&other.text);
        self.spans.extend(other.spans);
    }
}

/// Tokens of a line as cells: words beside each other are one.
fn cells(tokens: &[Token]) -> Vec<Cell> {
    joined(tokens, |token| token.joint != Joint::Column)
}

/// Tokens of a line as cells: characters that are spread are one.
fn parts(tokens: &[Token]) -> Vec<Cell> {
    joined(tokens, |token| token.joint == Joint::Spread)
}

fn joined(tokens: &[Token], joins: impl Fn(&Token) -> bool) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for token in tokens {
        let joins = token.kind == Kind::Word && joins(token);
        match cells.last_mut().filter(|last| joins && last.kind == Kind::Word) {
            Some(last) => {
                last.text.push_str(token.text);
                if let Some(span) = last.spans.last_mut() {
                    span.end = token.span.end;
                }
            }
            None => cells.push(Cell::of(token)),
        }
    }
    cells
}

/// Running text: it holds a full stop, or is long and has no blanks.
pub(super) fn is_prose(source: &Source, line: &Line) -> bool {
    let text = source.slice(line.span).trim();
    text.ends_with('。')
        || text.contains('。') && text.chars().count() > 20
        || text.width_cjk() > NARROWEST_SENTENCE && !text.contains(' ')
}
