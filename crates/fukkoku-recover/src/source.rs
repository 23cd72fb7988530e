//! A decoded report and places in it.

use crate::sheet::{self, Area, Flaw, Length, PaperInfo};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// A range of bytes in [`Source::text`]: `start` inclusive, `end` exclusive.
///
/// Serialised as `[start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "[usize; 2]")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

/// The name of a report in outputs: the path of its input, relative to the folder given, without extension; that of a PDF keeps
/// its own, so that a text which was taken from it can stand beside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(String);

impl ReportId {
    /// The id of the input of that name.
    ///
    /// ```
    /// # use fukkoku_recover::source::ReportId;
    /// assert_eq!(ReportId::of("towns/yoran.r06.txt").as_str(), "towns/yoran.r06");
    /// assert_eq!(ReportId::of("towns/yoran.pdf").as_str(), "towns/yoran.pdf");
    /// assert_eq!(ReportId::of(".txt").as_str(), ".txt");
    /// ```
    pub fn of(name: &str) -> Self {
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let kept = |(stem, extension): &(&str, &str)| !stem.is_empty() && !extension.eq_ignore_ascii_case("pdf");
        let stem = file.rsplit_once('.').filter(kept).map_or(file, |(stem, _)| stem);
        Self(if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") })
    }

    /// As it stands in outputs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ReportId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a byte stands for a person: both counts start at 1, the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line of the input file.
    pub line: usize,
    /// Character on that line.
    pub column: usize,
}

/// One report: its decoded text, and how it was decoded.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path of the input relative to the folder given, with `/`; never absolute.
    pub name: String,
    /// BLAKE3 of the bytes read, in hexadecimal.
    pub blake3: String,
    /// How the bytes were turned into text.
    pub encoding: Encoding,
    /// Which kind of extractor made the text.
    pub flavour: Flavour,
    /// The text, without a byte order mark, line ends `\n`.
    pub text: String,
    line_starts: Vec<usize>,
    /// Ascending by span; empty for text.
    pieces: Vec<Piece>,
    /// What is wrong with the file and its pages, in their order; none for text.
    pub flaws: Vec<Flawed>,
    /// Facts about the file, if it is a PDF.
    pub paper: Option<PaperInfo>,
}

/// What is wrong with a page or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flawed {
    /// What it is.
    pub flaw: Flaw,
    /// The page and the place on it; `None` of the whole file.
    pub place: Option<sheet::Place>,
    /// 1-based line of the text with which the page begins.
    pub line: usize,
}

/// A stretch of the text that stands in one place on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its characters.
    pub span: Span,
    /// Where it stands.
    pub place: sheet::Place,
    /// Size of its type.
    pub size: Length,
}

impl Piece {
    /// The area of the part of a piece that a span has: characters of one line are taken as equally wide.
    fn of(&self, text: &str, span: Span) -> Area {
        let count = |start: usize, end: usize| text.get(start..end).map_or(0, |part| part.chars().count()) as i64;
        let all = count(self.span.start, self.span.end).max(1);
        let before = count(self.span.start, span.start.max(self.span.start));
        let after = count(span.end.min(self.span.end), self.span.end);
        if before + after == 0 {
            return self.place.area;
        }
        let part = |length: Length, characters: i64| (i64::from(length) * characters / all) as Length;
        let Area { x0, top, x1, bottom } = self.place.area;
        if self.place.area.height() > self.place.area.width() && all > 1 {
            let height = self.place.area.height();
            Area { x0, top: top + part(height, before), x1, bottom: bottom - part(height, after) }
        } else {
            let width = self.place.area.width();
            Area { x0: x0 + part(width, before), top, x1: x1 - part(width, after), bottom }
        }
    }
}

/// Which encoding was used and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Encoding {
    /// Name after the WHATWG standard, e.g. `UTF-8`, `Shift_JIS`.
    pub name: String,
    /// What decided: `byte order mark`, `valid UTF-8`, `escape sequences`, `statistics`, `given`.
    pub evidence: String,
    /// Byte sequences that could not be decoded and stand as U+FFFD.
    pub replaced: usize,
}

/// How a text was extracted, as far as it can be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Flavour {
    /// Apache Tika or PDFBox: reading order, a space or line end for each cell, no form feeds.
    #[default]
    Stream,
    /// `pdftotext -layout` and its like: columns are lined up by spaces.
    Layout,
    /// `pdftotext -raw`: one line a row, cells one space apart; empty cells are lost.
    Raw,
    /// `pdftotext`: by blocks, a blank line between them; empty cells are lost.
    Blocks,
    /// pdfminer: text boxes column by column, lines end with a space.
    Boxes,
    /// PyMuPDF: each cell on a line of its own, which ends with a space.
    Lines,
    /// None: the PDF itself.
    Pdf,
}

/// What a flavour keeps of an empty cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyCells {
    /// Something is written for it, or its place is free.
    Kept,
    /// Nothing tells it.
    Lost,
}

impl Flavour {
    /// Whether words follow each other as they were drawn: neither blanks nor places keep them in columns.
    pub(crate) fn is_stream(self) -> bool {
        !matches!(self, Flavour::Layout | Flavour::Pdf)
    }

    /// Whether empty cells can be told.
    pub fn empty_cells(self) -> EmptyCells {
        match self {
            Flavour::Stream | Flavour::Layout | Flavour::Lines | Flavour::Pdf => EmptyCells::Kept,
            Flavour::Raw | Flavour::Blocks | Flavour::Boxes => EmptyCells::Lost,
        }
    }

    /// The word of the outputs.
    pub fn word(self) -> &'static str {
        match self {
            Flavour::Stream => "stream",
            Flavour::Layout => "layout",
            Flavour::Raw => "raw",
            Flavour::Blocks => "blocks",
            Flavour::Boxes => "boxes",
            Flavour::Lines => "lines",
            Flavour::Pdf => "pdf",
        }
    }
}

impl Source {
    /// Wraps decoded text.
    pub fn new(name: String, blake3: String, encoding: Encoding, flavour: Flavour, text: String) -> Self {
        // Both are held as long as the report.
        let mut line_starts: Vec<usize> =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        line_starts.shrink_to_fit();
        let mut text = text;
        text.shrink_to_fit();
        Self { name, blake3, encoding, flavour, text, line_starts, pieces: vec![], flaws: vec![], paper: None }
    }

    /// Adds where the text stands on paper.
    pub(crate) fn with_pieces(mut self, mut pieces: Vec<Piece>) -> Self {
        pieces.sort_unstable_by_key(|piece| (piece.span, piece.place));
        pieces.shrink_to_fit();
        self.pieces = pieces;
        self
    }

    /// Adds what is wrong with the file and its pages: each with its place and the byte of the text at which its page begins.
    pub(crate) fn with_flaws(mut self, flaws: Vec<(Flaw, Option<sheet::Place>, usize)>) -> Self {
        let last = self.line_count().max(1);
        let flawed = |(flaw, place, start)| Flawed { flaw, place, line: self.line_of(start).clamp(1, last) };
        self.flaws = flaws.into_iter().map(flawed).collect();
        self
    }

    /// Where on paper the characters of some spans stand, one area a page; none for text.
    pub fn areas(&self, spans: &[Span]) -> Vec<sheet::Place> {
        let mut found: BTreeMap<u32, Area> = BTreeMap::new();
        for span in spans {
            let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
            for piece in self.pieces[first..].iter().take_while(|piece| piece.span.start < span.end) {
                let area = piece.of(&self.text, *span);
                found.entry(piece.place.page).and_modify(|all| *all = all.with(&area)).or_insert(area);
            }
        }
        found.into_iter().map(|(page, area)| sheet::Place { page, area }).collect()
    }

    /// The size of the type of a span, that of its first piece; 0 for text.
    pub(crate) fn type_size(&self, span: Span) -> Length {
        let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        self.pieces.get(first).filter(|piece| piece.span.start < span.end).map_or(0, |piece| piece.size)
    }

    /// The text of a span; empty if the span does not lie on character borders of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// 1-based line that holds byte `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    /// Line and column of byte `offset`.
    pub fn place(&self, offset: usize) -> Place {
        let line = self.line_of(offset);
        let start = self.line_starts[line - 1];
        Place { line, column: self.slice(Span::new(start, offset)).chars().count() + 1 }
    }

    /// The span of a 1-based line, without its line end.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.line_starts.get(line - 1).copied().unwrap_or(self.text.len());
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        Span::new(start, end.max(start))
    }

    /// How many lines the file has; a last line end opens no further line.
    pub fn line_count(&self) -> usize {
        self.line_starts.len() - usize::from(self.text.ends_with('\n') || self.text.is_empty())
    }
}

/// Text put together from several places of the source, which knows where each character stood.
///
/// Wrapped lines are joined into one `printed` string; `parts` lead every byte of it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters of the source, wraps joined.
    pub printed: String,
    /// Ascending by offset; spaces that a join put in belong to no part.
    pub parts: Vec<Part>,
}

/// A stretch of a [`Text`] that stands in the source as one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Byte offset in [`Text::printed`].
    pub offset: usize,
    /// The same bytes in the source.
    pub span: Span,
}

impl Text {
    /// The text of one span.
    pub fn of(source: &Source, span: Span) -> Self {
        let mut text = Self::default();
        text.push(source, span);
        text
    }

    /// The text of several spans, one after the other.
    pub fn of_all(source: &Source, spans: &[Span]) -> Self {
        let mut text = Self::default();
        spans.iter().for_each(|span| text.push(source, *span));
        text
    }

    /// Appends a span of the source.
    pub fn push(&mut self, source: &Source, span: Span) {
        if span.is_empty() {
            return;
        }
        if self.parts.is_empty() {
            // Most texts stay in one piece.
            self.parts.reserve_exact(1);
        }
        self.parts.push(Part { offset: self.printed.len(), span });
        self.printed.push_str(source.slice(span));
    }

    /// Appends a space that stands in no source line.
    pub fn push_space(&mut self) {
        self.printed.push(' ');
    }

    /// Appends another text.
    pub fn append(&mut self, other: &Text) {
        let base = self.printed.len();
        self.printed.push_str(&other.printed);
        self.parts.extend(other.parts.iter().map(|part| Part { offset: base + part.offset, ..*part }));
    }

    /// The sub-text of a byte range of `printed`.
    pub fn slice(&self, range: std::ops::Range<usize>) -> Text {
        let printed = self.printed.get(range.clone()).unwrap_or_default().to_owned();
        let parts = self.parts.iter().filter_map(|part| part.within(&range)).collect();
        Text { printed, parts }
    }

    /// All source spans, in the order of the text.
    pub fn spans(&self) -> Vec<Span> {
        self.parts.iter().map(|part| part.span).collect()
    }

    /// First and last line of the source that it touches; `None` if it came from nowhere.
    pub fn lines(&self, source: &Source) -> Option<(usize, usize)> {
        let first = self.parts.iter().map(|part| part.span.start).min()?;
        let last = self.parts.iter().map(|part| part.span.end).max()?;
        Some((source.line_of(first), source.line_of(last.saturating_sub(1).max(first))))
    }

    /// Whether nothing is printed.
    pub fn is_empty(&self) -> bool {
        self.printed.is_empty()
    }
}

impl Part {
    fn within(&self, range: &std::ops::Range<usize>) -> Option<Part> {
        let from = self.offset.max(range.start);
        let to = (self.offset + self.span.len()).min(range.end);
        (from < to).then(|| Part {
            offset: from - range.start,
            span: Span::new(self.span.start + (from - self.offset), self.span.start + (to - self.offset)),
        })
    }
}
