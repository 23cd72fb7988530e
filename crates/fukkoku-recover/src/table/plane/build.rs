//! From sections and readings to the table that the next stages know.

use super::body::{self, Reading};
use super::cell::Bit;
use super::header;
use super::heads;
use super::kind::{self, Kind};
use super::rows::BodyLine;
use super::section::Section;
use super::strip::Strip;
use crate::block::{Confidence, PrintedCell, PrintedLabel, PrintedRow, PrintedTable};
use crate::costs::{Total, UNREACHED};
use crate::look;
use crate::source::{Source, Text};

/// Builds the table of some sections; `None` if they are no table.
pub(super) fn table(source: &Source, strips: &[Strip], sections: &[Section]) -> Option<PrintedTable> {
    let first = sections.iter().find(|section| section.header > 0)?;
    let columns = first.columns.len();
    let lines = lines(source, strips, sections);
    if columns < 2 || lines.is_empty() || sections[0].header == 0 {
        return None;
    }
    let head: Vec<&Strip> = strips[sections[0].head()].iter().collect();
    let labels = header::labels(source, &head, &sections[0].columns);
    let reading = body::read(&lines, columns);
    let repeated = sections[1..].iter().filter(|section| section.header > 0);
    Some(PrintedTable {
        columns,
        header: labels.into_iter().map(label).collect(),
        rows: rows(source, &lines, &reading, columns),
        repeated: repeated.map(|section| words(source, &strips[section.head()])).collect(),
        readings: vec![],
        copies: vec![],
        rules: vec![],
        merging: reading.covers.iter().map(|cover| cover.column).collect(),
        upright: reading.covers.iter().filter(|cover| cover.upright).map(|cover| cover.column).collect(),
    })
}

/// How sure the labels of a header are: no rival is weighed against them.
const HEADER: Confidence = Confidence(97);

fn label(label: header::Label) -> PrintedLabel {
    PrintedLabel {
        cell: PrintedCell { paragraphs: vec![label.text], vertical: false, confidence: HEADER },
        column: label.column,
        column_span: label.column_span,
        level: label.level,
        row_span: label.row_span,
    }
}

fn words(source: &Source, strips: &[Strip]) -> Text {
    let mut text = Text::default();
    strips.iter().flat_map(|strip| &strip.words).for_each(|word| text.push(source, word.span));
    text
}

/// Margin of what stands in a displaced block, or is figures and words at once.
const DOUBTFUL: Total = 1_800;
/// A line that costs so much does not stand where the columns are.
const DEAR: Total = 2_000;

/// Margin of a label that covers rows.
const COVERS: Total = 2_000;

/// A figure of several digits or with a mark.
fn is_figure(text: &str) -> bool {
    kind::kind(text) == Kind::Number && (text.chars().count() > 2 || text.starts_with(['▲', '△']))
}

/// All body lines of all sections.
fn lines(source: &Source, strips: &[Strip], sections: &[Section]) -> Vec<BodyLine> {
    let mut lines = Vec::new();
    for section in sections {
        let (laid, blocks) = section.lay(source, strips);
        let heads = heads::heads(source, &laid.strips.iter().map(|(strip, _)| strip).collect::<Vec<&Strip>>());
        for (at, (strip, pieces)) in laid.strips.into_iter().enumerate() {
            let first = blocks.first().is_none_or(|block| block.lines.contains(&at));
            let most = if first && !section.fitted && laid.costs[at] < DEAR { UNREACHED } else { DOUBTFUL };
            let bit = |piece: super::assign::Piece| {
                // Figures and words with one space between them may be two cells.
                let mixed = piece.words.clone().skip(1).any(|word| strip.words[word].unlike);
                let figures = strip.words[piece.words.clone()].iter().any(|word| is_figure(source.slice(word.span)));
                let margin = piece.margin.min(if mixed && figures { DOUBTFUL } else { most });
                Bit::new(Text::of(source, strip.span(&piece.words)), margin)
            };
            let bits = pieces.into_iter().map(|piece| piece.map(bit)).collect();
            lines.push(BodyLine { bits, page: strip.page, heads: heads[at], at: lines.len() });
        }
    }
    lines
}

fn rows(source: &Source, all: &[BodyLine], reading: &Reading, columns: usize) -> Vec<PrintedRow> {
    let covering = |column: usize| reading.covers.iter().any(|cover| cover.column == column);
    let mut rows: Vec<PrintedRow> = Vec::new();
    for (range, margin) in reading.division.rows.iter().zip(&reading.division.margins) {
        let lines = &reading.lines[range.clone()];
        let mut row = PrintedRow { cells: vec![None; columns], page: lines[0].page };
        for column in (0..columns).filter(|&column| !covering(column)) {
            let bits: Vec<&Bit> = lines.iter().filter_map(|line| line.bits[column].as_ref()).collect();
            row.cells[column] = Some(cell(source, &bits, *margin));
        }
        rows.push(row);
    }
    for cover in &reading.covers {
        for group in &cover.groups {
            let bits: Vec<&Bit> = cover.pieces[group.pieces.clone()]
                .iter()
                .filter_map(|&at| all[at].bits[cover.column].as_ref())
                .collect();
            if let Some(row) = rows.get_mut(group.rows.start).filter(|_| !bits.is_empty()) {
                let cell = cell(source, &bits, COVERS);
                row.cells[cover.column] = Some(PrintedCell { vertical: cover.upright, ..cell });
            }
        }
    }
    rows.iter_mut().for_each(uncover_total);
    rows
}

/// The label of a total covers the column behind it in which nothing stands.
fn uncover_total(row: &mut PrintedRow) {
    let text = |cell: &Option<PrintedCell>| cell.as_ref().map_or(String::new(), |cell| cell.joined(""));
    let [first, second, third, ..] = row.cells.as_mut_slice() else { return };
    let number = |cell: &Option<PrintedCell>| kind::kind(&text(cell)) == Kind::Number;
    if look::total(&text(first)).is_some() && text(second).is_empty() && number(third) {
        *second = None;
    }
}

/// A cell of pieces, and how sure it is: by its row's margin and by those of its pieces.
fn cell(source: &Source, bits: &[&Bit], margin: Total) -> PrintedCell {
    let mut paragraphs: Vec<Text> = Vec::new();
    let mut depth = 0;
    for (at, bit) in bits.iter().enumerate() {
        let new = at == 0 || depth <= 0 && body::begins_paragraph(bits[at - 1], bit);
        match paragraphs.last_mut() {
            Some(text) if !new => {
                if needs_space(&text.printed, &bit.text.printed) {
                    text.push_space();
                }
                bit.text.parts.iter().for_each(|part| text.push(source, part.span));
            }
            _ => paragraphs.push(bit.text.clone()),
        }
        depth = look::depth(&bit.text.printed, if new { 0 } else { depth });
    }
    let least = bits.iter().map(|bit| bit.margin).fold(margin, Total::min);
    PrintedCell { paragraphs, vertical: false, confidence: confidence(least) }
}

/// Latin words need a space where a line end stood between them.
fn needs_space(before: &str, after: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    before.ends_with(latin) && after.starts_with(latin)
}

/// Probability from the difference in cost to the next best reading.
fn confidence(margin: Total) -> Confidence {
    Confidence::of((1.0 / (1.0 + (-1.2 * margin as f64 / 1000.0).exp())).clamp(0.5, 1.0))
}
