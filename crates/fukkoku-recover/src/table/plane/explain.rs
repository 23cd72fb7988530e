//! How a table of lined-up text was read: its columns as offsets, each line cut at them, what that cost.

use super::find;
use super::section::{self, Section};
use super::strip::{self, Strip};
use super::{blocks, region};
use crate::block::{PrintedCell, PrintedTable};
use crate::page::Line;
use crate::source::Source;
use std::fmt::Write as _;

/// What is shown between paragraphs of a cell.
const PARAGRAPHS: &str = " ¶ ";

/// How the `number`-th table (from 1) was read; tables beside each other count as one. `None` if there are fewer.
pub(crate) fn explain(source: &Source, lines: &[Line], number: usize) -> Option<String> {
    let strips = strip::strips(source, lines);
    let regions = region::regions(source, &strips).into_iter();
    let tables = regions.flat_map(|region| section::tables(source, &strips, region));
    let read = tables.map(|sections| (find::read(source, &strips, &sections), sections));
    let mut found = read.filter(|(tables, _)| !tables.is_empty());
    let (tables, sections) = found.nth(number.checked_sub(1)?)?;
    let mut out = String::new();
    for section in &sections {
        explain_section(source, &strips, section, &mut out);
    }
    if tables.len() > 1 {
        let _ = writeln!(out, "\ntwo tables stand beside each other; the lines above are those of both");
    }
    tables.iter().for_each(|table| cells(table, &mut out));
    Some(out)
}

fn explain_section(source: &Source, strips: &[Strip], section: &Section, out: &mut String) {
    let own = &strips[section.strips.clone()];
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return };
    let line = |strip: &Strip| strip.words.first().map_or(0, |word| source.line_of(word.span.start));
    let _ = writeln!(
        out,
        "page {}, lines {} to {}: {} columns, {} lines of header{}",
        first.page,
        line(first),
        line(last),
        section.columns.len(),
        section.header,
        if section.fitted { "; its columns were made as many as the table's" } else { "" },
    );
    let (laid, blocks) = section.lay(source, strips);
    for strip in &strips[section.head()] {
        let words: Vec<&str> = strip.words.iter().map(|word| source.slice(word.span)).collect();
        let _ = writeln!(out, "  {:>5}  header  {}", line(strip), words.join("  "));
    }
    for (at, (strip, pieces)) in laid.strips.iter().enumerate() {
        if let Some(block) = blocks.iter().find(|block| block.lines.start == at) {
            let _ = writeln!(out, "  columns at characters {}", offsets(block));
            let _ = writeln!(out, "   line    cost  columns");
        }
        let text = |piece: &Option<super::assign::Piece>| match piece {
            Some(piece) => source.slice(strip.span(&piece.words)).to_owned(),
            None => String::new(),
        };
        let cells: Vec<String> = pieces.iter().map(text).collect();
        let _ = writeln!(out, "  {:>5}  {:>6.2}  {}", line(strip), laid.costs[at] as f64 / 1000.0, cells.join(" │ "));
    }
}

fn offsets(block: &blocks::Block) -> String {
    let column = |column: &super::columns::Column| format!("{}–{}", column.left, column.right);
    block.columns.iter().map(column).collect::<Vec<String>>().join(", ")
}

fn cells(table: &PrintedTable, out: &mut String) {
    let _ = writeln!(out, "\nheader:");
    for label in &table.header {
        let (first, last) = (label.column + 1, label.column + label.column_span);
        let _ = writeln!(out, "  level {}, columns {first}-{last}: {}", label.level + 1, label.cell.joined(PARAGRAPHS));
    }
    let _ = writeln!(out, "\nrows (confidence of each cell):");
    for row in &table.rows {
        let cell = |cell: &Option<PrintedCell>| {
            cell.as_ref().map_or(String::new(), |cell| format!("{} ({})", cell.joined(PARAGRAPHS), cell.confidence))
        };
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        let _ = writeln!(out, "  {}", cells.join(" │ "));
    }
}
