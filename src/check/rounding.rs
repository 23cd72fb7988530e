//! Whether a table's figures are rounded, and how far a total may be off then.

use super::figure::Figure;
use crate::document::{Content, Document, Element, Table};
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
    // Read once between two headings, however many tables stand there.
    let is_heading = |element: &Element| matches!(element.content, Content::Heading(_));
    document.elements.split(is_heading).flat_map(|part| {
        let mut remark = None;
        part.iter().filter_map(move |element| match &element.content {
            Content::Table(table) => {
                let rounded = *remark.get_or_insert_with(|| part.iter().any(is_remark));
                Some((table.as_ref(), rounding(table, rounded)))
            }
            _ => None,
        })
    })
}

/// Whether a remark between the headings around a table, or the note on its unit, says that figures are rounded.
fn rounding(table: &Table, remark: bool) -> Rounding {
    let noted = || table.unit_note.as_deref().is_some_and(says_rounded);
    if remark || noted() { Rounding::Rounded } else { Rounding::Exact }
}

/// A remark such as 表示単位未満を四捨五入.
fn is_remark(element: &Element) -> bool {
    match &element.content {
        Content::Note(note) => says_rounded(&note.text),
        Content::Paragraph(paragraph) => says_rounded(&paragraph.text),
        _ => false,
    }
}

fn says_rounded(text: &str) -> bool {
    ["四捨五入", "端数", "単位未満"].iter().any(|word| text.contains(word))
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
