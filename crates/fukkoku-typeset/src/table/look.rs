//! Sizes of the parts of a table, and what its columns wish for.

use super::cell::Kind;
use crate::length::Length;
use crate::line::Style;

/// Sizes of a table's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// Size of its text.
    pub size: Length,
    /// Blank on the left and right of a cell.
    pub pad_x: Length,
    /// Blank above and below.
    pub pad_y: Length,
}

impl Look {
    /// The look of text of a size.
    pub(crate) fn of(size: Length) -> Look {
        Look { size, pad_x: size * 2 / 5, pad_y: size / 4 }
    }

    /// Distance from line to line.
    pub(crate) fn leading(self) -> Length {
        self.size * 27 / 20
    }

    /// Fonts and sizes of a kind of cells.
    pub(crate) fn style(self, kind: Kind) -> Style {
        Style { family: kind.family(), size: self.size, leading: self.leading() }
    }
}

/// Least and wished-for width of a column.
#[derive(Clone, Copy, Default)]
pub(crate) struct Wish {
    /// Narrower it cannot be.
    pub least: Length,
    /// Wider it need not be.
    pub most: Length,
    /// Who takes the width that nobody needs.
    pub grows: Grows,
}

/// Whether a column takes width that nobody needs.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grows {
    /// Vertical text.
    #[default]
    Never,
    /// Labels and numbers: if there is no running text.
    Last,
    /// Running text.
    First,
}

/// Adds `rest` to the widths in proportion to `parts`, exactly.
pub(crate) fn add_shares(widths: impl Iterator<Item = Length>, parts: &[Length], rest: Length) -> Vec<Length> {
    let total: Length = parts.iter().sum::<Length>().max(1);
    let (mut seen, mut given) = (0, 0);
    let mut grow = |(width, part): (Length, &Length)| {
        seen += part;
        let due = rest * seen / total;
        let grown = width + due - given;
        given = due;
        grown
    };
    widths.zip(parts).map(&mut grow).collect()
}
