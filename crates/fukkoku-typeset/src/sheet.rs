//! The look of the edition in one table: sizes, leading, margins. Lengths in 1/1000 point.

use super::design::Paper;
use super::font::Family;
use super::length::Length;
use super::line::Style;

/// Running text.
pub(crate) const BODY: Style = Style { family: Family::Mincho, size: 10_500, leading: 18_000 };
/// Remarks.
pub(crate) const NOTE: Style = Style { family: Family::Mincho, size: 9_000, leading: 14_000 };
/// Remarks under a table, and the file that holds its data.
pub(crate) const TABLE_NOTE: Style = Style { family: Family::Mincho, size: 8_000, leading: 12_000 };
/// Captions of tables and quotations.
pub(crate) const CAPTION: Style = Style { family: Family::Gothic, size: 9_500, leading: 15_000 };
/// The title of the edition.
pub(crate) const TITLE: Style = Style { family: Family::Gothic, size: 22_000, leading: 36_000 };
/// What stands below the title.
pub(crate) const SUBTITLE: Style = Style { family: Family::Mincho, size: 12_000, leading: 20_000 };
/// Running heads and page numbers.
pub(crate) const FURNITURE: Style = Style { family: Family::Gothic, size: 8_000, leading: 10_000 };
/// Words and numbers of a chart.
pub const LEGEND: Style = Style { family: Family::Gothic, size: 7_000, leading: 9_500 };

/// Margin left and right on a page set across.
const SIDE_ACROSS: Length = 60_000;
/// Height of the running head's baseline box above the text.
pub(crate) const HEAD_GAP: Length = 30_000;
/// Distance of the page number below the text.
pub(crate) const FOOT_GAP: Length = 24_000;
/// By how much the text of bound pages stands further outside.
pub(crate) const GUTTER: Length = 8_000;
/// Width of a thin rule.
pub const HAIRLINE: Length = 400;
/// Width of a strong rule.
pub(crate) const STRONG: Length = 900;

/// Style, space above and space below of a heading of a level from 1.
pub(crate) fn heading(level: u8) -> (Style, Length, Length) {
    let style = |size, leading| Style { family: Family::Gothic, size, leading };
    match level {
        0 | 1 => (style(15_000, 24_000), 26_000, 8_000),
        2 => (style(12_000, 19_000), 16_000, 4_000),
        _ => (style(10_500, 18_000), 10_000, 2_000),
    }
}

/// Measures of the pages of one paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    width: Length,
    height: Length,
    /// Characters of running text in a line.
    characters: Length,
    top: Length,
    bottom: Length,
}

impl Sheet {
    /// The sheet of a paper: margins of about an eighth of its width, a whole number of characters between them.
    pub fn of(paper: Paper) -> Sheet {
        let sheet = |width, height, characters, top, bottom| Sheet { width, height, characters, top, bottom };
        match paper {
            Paper::A4 => sheet(595_276, 841_890, 42, 76_000, 70_000),
            Paper::B5 => sheet(515_906, 728_504, 36, 70_000, 62_000),
            Paper::A5 => sheet(419_528, 595_276, 30, 62_000, 54_000),
        }
    }

    /// Width of the text area of an upright page.
    pub fn measure(self) -> Length {
        self.characters * BODY.size
    }

    /// An upright page.
    pub(crate) fn upright(self) -> Frame {
        let Sheet { width, height, top, bottom, .. } = self;
        Frame { page_width: width, page_height: height, width: self.measure(), top, bottom }
    }

    /// A page set across; a text wider than it makes the page wider.
    pub(crate) fn across(self, width: Length) -> Frame {
        let Sheet { top, bottom, .. } = self;
        let width = width.max(self.height - 2 * SIDE_ACROSS);
        Frame { page_width: width + 2 * SIDE_ACROSS, page_height: self.width, width, top, bottom }
    }

    /// A page set across that is known by its width.
    pub(crate) fn of_width(self, page_width: Length) -> Frame {
        self.across(page_width - 2 * SIDE_ACROSS)
    }
}

/// Size of a page and place of the text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Width of the page.
    pub page_width: Length,
    /// Height of the page.
    pub page_height: Length,
    /// Width of the text.
    pub width: Length,
    /// From the upper edge of the page to the text.
    pub top: Length,
    /// From the text to the lower edge of the page.
    pub bottom: Length,
}

impl Frame {
    /// Left edge of the text.
    pub(crate) fn left(self) -> Length {
        (self.page_width - self.width) / 2
    }

    /// Height of the text.
    pub(crate) fn height(self) -> Length {
        self.page_height - self.top - self.bottom
    }
}
