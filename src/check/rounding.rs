//! Whether a table's figures are rounded, and how far a total may be off then.

use super::figure::Figure;
use crate::document::{Content, Document, Table};
use fukkoku_quantity::Decimal;

/// Whether the figures of a table are exact, or rounded so that totals may be off in the last place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// Figures are exact.
    Exact,
    /// A remark says that figures are rounded.
    Rounded,
}

/// All tables, with what is said of the rounding of their figures.
pub(crate) fn tables_with_rounding(document: &Document) -> impl Iterator<Item = (&Table, Rounding)> {
    let elements = &document.elements;
    elements.iter().enumerate().filter_map(move |(index, element)| match &element.content {
        Content::Table(table) => Some((table.as_ref(), rounding(document, index))),
        _ => None,
    })
}

/// A remark such as 表示単位未満を四捨五入, between the headings around a table.
fn rounding(document: &Document, table: usize) -> Rounding {
    let heading = |content: &Content| matches!(content, Content::Heading(_));
    let elements = &document.elements;
    let before = elements[..table].iter().rev().take_while(|element| !heading(&element.content));
    let after = elements[table + 1..].iter().take_while(|element| !heading(&element.content));
    let says = |text: &str| ["四捨五入", "端数", "単位未満"].iter().any(|word| text.contains(word));
    let rounded = before.chain(after).any(|element| match &element.content {
        Content::Note(note) => says(&note.text),
        Content::Paragraph(paragraph) => says(&paragraph.text),
        _ => false,
    });
    let in_note = match &elements[table].content {
        Content::Table(table) => table.unit_note.as_deref().is_some_and(says),
        _ => false,
    };
    if rounded || in_note { Rounding::Rounded } else { Rounding::Exact }
}

/// n/2 units of the last place for n rounded parts; shares in percent are always rounded.
pub(crate) fn tolerance(total: &Figure, parts: &[Figure], rounding: Rounding) -> Decimal {
    let percent = |figure: &Figure| figure.printed().contains(['%', '％']) || figure.column_label.contains("構成比");
    if rounding == Rounding::Exact && !percent(total) {
        return Decimal::ZERO;
    }
    let scale = parts.iter().chain([total]).filter_map(Figure::best).map(|value| value.scale).max().unwrap_or(0);
    // In tenths of the last place, so that a half needs no rounding.
    Decimal::new(5 * parts.len() as i128, scale + 1)
}
