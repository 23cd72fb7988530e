//! A CSV file as cells with their places.

use crate::finding::{Code, Finding, Wording};
use fukkoku_quantity::Decimal;
use fukkoku_quantity::number::{self, Column, NumberContext, Reading};
use fukkoku_recover::source::{Encoding, Flavour, Source, Span};

/// A field of a record.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// What it holds, quotes removed.
    pub text: String,
    /// Where it stands; the whole record if it holds nothing.
    pub span: Span,
}

/// A record with its place.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Its fields.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub span: Span,
}

/// A file of records, the header told from the data.
pub(super) struct Sheet {
    /// The text.
    pub source: Source,
    /// First byte that is no UTF-8.
    pub undecodable: Option<usize>,
    /// Records before the header: titles, units.
    pub above: Vec<Record>,
    /// The header: the first record that is as long as most.
    pub header: Record,
    /// What follows it.
    pub records: Vec<Record>,
    /// Columns that hold figures.
    pub numeric: Vec<bool>,
    id: String,
}

impl Sheet {
    /// Reads a file. What is no UTF-8 is replaced; a record without a header makes an empty sheet.
    pub(super) fn read(name: &str, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let undecodable = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
        let encoding = Encoding { name: "UTF-8".to_owned(), evidence: "given".to_owned(), replaced: 0 };
        // No extractor made it; the word is not read.
        let source =
            Source::new(name.to_owned(), blake3::hash(bytes).to_hex().to_string(), encoding, Flavour::Stream, text);
        let mut records = records(&source);
        let begin = header_at(&records);
        let rest = records.split_off(begin.min(records.len()));
        let mut rest = rest.into_iter();
        let header = rest.next().unwrap_or(Record { cells: vec![], span: Span::new(0, 0) });
        let body: Vec<Record> = rest.collect();
        let numeric = (0..header.cells.len()).map(|column| is_numeric(&header, &body, column)).collect();
        let file = name.rsplit('/').next().unwrap_or(name);
        let id = file.strip_suffix(".csv").unwrap_or(file).to_owned();
        Self { source, undecodable, above: records, header, records: body, numeric, id }
    }

    /// Data cells of a column: 1-based row, cell.
    pub(super) fn column(&self, column: usize) -> impl Iterator<Item = (usize, &Cell)> {
        self.records.iter().enumerate().filter_map(move |(row, record)| Some((row + 1, record.cells.get(column)?)))
    }

    /// All data cells: 1-based row, 1-based column, cell.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, &Cell)> {
        self.records.iter().enumerate().flat_map(|(row, record)| {
            record.cells.iter().enumerate().map(move |(column, cell)| (row + 1, column + 1, cell))
        })
    }

    /// What the header calls a column.
    pub(super) fn name(&self, column: usize) -> &str {
        self.header.cells.get(column).map_or("", |cell| cell.text.as_str())
    }

    /// A finding at a place; row and column are 1-based, 0 where it is about none.
    pub(super) fn finding(&self, code: Code, place: (usize, usize), span: Span, wording: Wording) -> Finding {
        let (row, column) = place;
        Finding {
            table: Some(self.id.clone()),
            row: (row > 0).then_some(row),
            column: (column > 0).then_some(column),
            printed: self.source.slice(span).chars().take(80).collect(),
            ..Finding::at(&self.source, code, span, wording)
        }
    }
}

/// All records, blank lines too: the CSV reader skips them, but a blank row is against the rules.
fn records(source: &Source) -> Vec<Record> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(source.text.as_bytes());
    let mut found = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut line = 1;
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let end = (reader.position().byte() as usize).min(source.text.len());
        // Blank lines before a record belong to none.
        let blank = source.text.get(start..end).map_or(0, |text| text.len() - text.trim_start_matches('\n').len());
        let start = start + blank;
        for empty in line..source.line_of(start) {
            found.push(Record { cells: vec![], span: source.line_span(empty) });
        }
        let whole = Span::new(start, start + source.slice(Span::new(start, end)).trim_end_matches('\n').len());
        found.push(Record { cells: cells(source, &record, whole), span: whole });
        line = source.line_of(whole.end.saturating_sub(1).max(whole.start)) + 1;
    }
    found
}

fn cells(source: &Source, record: &csv::StringRecord, whole: Span) -> Vec<Cell> {
    let mut at = whole.start;
    let mut found = Vec::new();
    for field in record {
        let rest = source.slice(Span::new(at, whole.end));
        let start = if field.is_empty() { None } else { rest.find(field).map(|offset| at + offset) };
        let span = start.map_or(whole, |start| Span::new(start, start + field.len()));
        at = start.map_or(at, |start| start + field.len());
        found.push(Cell { text: field.to_owned(), span });
    }
    found
}

/// The first record as long as most, with more than one field that says something.
fn header_at(records: &[Record]) -> usize {
    let mut lengths: Vec<usize> = records.iter().map(|record| record.cells.len()).collect();
    lengths.sort_unstable();
    let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    let full = |record: &Record| {
        let said = record.cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
        record.cells.len() >= usual && (said > 1 || usual <= 1)
    };
    records.iter().position(full).unwrap_or(0)
}

/// Whether most of what a column holds are figures; years, codes and numbers of things are not.
fn is_numeric(header: &Record, records: &[Record], column: usize) -> bool {
    let name = header.cells.get(column).map_or("", |cell| cell.text.as_str());
    let counts =
        ["コード", "番号", "No", "年", "id", "ID", "code", "月", "電話", "郵便"].iter().any(|word| name.contains(word));
    let texts =
        records.iter().filter_map(|record| Some(record.cells.get(column)?.text.trim())).filter(|text| !text.is_empty());
    let (mut all, mut figures) = (0usize, 0usize);
    // A symbol says nothing of what the column holds.
    let symbol = |text: &str| ["x", "X"].contains(&text) || !text.chars().any(char::is_alphanumeric);
    for text in texts.filter(|text| !symbol(text)) {
        all += 1;
        figures += usize::from(figure(text).is_some());
    }
    (!counts || name.contains('額')) && figures * 2 > all
}

/// The value of a figure, whatever stands around it.
pub(super) fn figure(text: &str) -> Option<Decimal> {
    let context = NumberContext::of(Column::DecimalTable);
    let number = number::read(text.trim(), &context).ok().filter(|number| number.reading == Reading::Number)?;
    number.value
}

/// `-1234.5`: what programs read without options.
pub(super) fn is_plain(text: &str) -> bool {
    Decimal::parse(text).is_some()
}
