//! The look of the edition in one table: sizes, leading, margins. Lengths in 1/1000 point.

use super::font::Family;
use super::line::Style;
use super::page::{A4_HEIGHT, A4_WIDTH, Length};

/// Running text: 42 characters a line.
pub const BODY: Style = Style { family: Family::Mincho, size: 10_500, leading: 18_000 };
/// Remarks.
pub const NOTE: Style = Style { family: Family::Mincho, size: 9_000, leading: 14_000 };
/// Captions of tables and quotations.
pub const CAPTION: Style = Style { family: Family::Gothic, size: 9_500, leading: 15_000 };
/// The title of the edition.
pub const TITLE: Style = Style { family: Family::Gothic, size: 18_000, leading: 28_000 };
/// Running heads and page numbers.
pub const FURNITURE: Style = Style { family: Family::Gothic, size: 8_000, leading: 10_000 };

/// Width of the text area of an upright page: 42 em.
pub const MEASURE: Length = 441_000;
/// From the upper edge of the page to the text.
pub const TOP: Length = 76_000;
/// From the lower edge of the page to the text.
pub const BOTTOM: Length = 70_000;
/// Margin left and right on a page set across.
pub const SIDE_ACROSS: Length = 60_000;
/// Height of the running head's baseline box above the text.
pub const HEAD_GAP: Length = 30_000;
/// Distance of the page number below the text.
pub const FOOT_GAP: Length = 24_000;
/// Width of a thin rule.
pub const HAIRLINE: Length = 400;
/// Width of a strong rule.
pub const STRONG: Length = 900;

/// Style, space above and space below of a heading of a level from 1.
pub fn heading(level: u8) -> (Style, Length, Length) {
    let style = |size, leading| Style { family: Family::Gothic, size, leading };
    match level {
        0 | 1 => (style(15_000, 24_000), 26_000, 8_000),
        2 => (style(12_000, 19_000), 16_000, 4_000),
        _ => (style(10_500, 18_000), 10_000, 2_000),
    }
}

/// Size of the page and place of the text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Width of the page.
    pub page_width: Length,
    /// Height of the page.
    pub page_height: Length,
    /// Width of the text.
    pub width: Length,
}

impl Frame {
    /// A4 upright.
    pub const UPRIGHT: Frame = Frame { page_width: A4_WIDTH, page_height: A4_HEIGHT, width: MEASURE };

    /// A4 across; a text wider than it makes the page wider.
    pub fn across(width: Length) -> Frame {
        let width = width.max(A4_HEIGHT - 2 * SIDE_ACROSS);
        Frame { page_width: width + 2 * SIDE_ACROSS, page_height: A4_WIDTH, width }
    }

    /// Left edge of the text.
    pub fn left(self) -> Length {
        (self.page_width - self.width) / 2
    }

    /// Height of the text.
    pub fn height(self) -> Length {
        self.page_height - TOP - BOTTOM
    }
}
