//! A cell with its lines made.

use super::cell::{Align, Cell};
use super::look::Look;
use crate::length::Length;
use crate::line::{Line, Style};
use crate::manuscript::Flag;
use crate::structure::NodeId;

/// A cell with its lines made.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) row_span: usize,
    pub(crate) column_span: usize,
    pub(crate) align: Align,
    pub(crate) style: Style,
    pub(crate) text: Text,
    /// How much further left than the right edge numbers end.
    pub(crate) inset: Length,
    /// The mark in its corner.
    pub(crate) flag: Option<Flag>,
    pub(crate) node: NodeId,
}

/// The text of a cell.
#[derive(Clone, Debug)]
pub(crate) enum Text {
    /// Lines, each with its indent.
    Lines(Vec<(Length, Line)>),
    /// To be set from top to bottom, as high as the page allows.
    Vertical(String),
}

impl Set {
    /// Makes the lines of a cell.
    pub(crate) fn new(cell: &Cell, look: Look, edges: &[Length], node: NodeId) -> Set {
        let style = look.style(cell.kind);
        let inset = cell.inset * look.size / 1000;
        let room = (span(edges, cell.column, cell.column_span) - 2 * look.pad_x - inset).max(look.size.min(inset));
        let text = if cell.vertical { Text::Vertical(cell.text()) } else { Text::Lines(cell.lines(style, room)) };
        let Cell { row, column, row_span, column_span, align, flag, .. } = *cell;
        Set { row, column, row_span, column_span, align, style, text, inset, flag, node }
    }
}

/// Distance between two edges.
pub(crate) fn span(edges: &[Length], first: usize, count: usize) -> Length {
    let edge = |at: usize| edges.get(at).or(edges.last()).copied().unwrap_or(0);
    edge(first + count) - edge(first)
}
