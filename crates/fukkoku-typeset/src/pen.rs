//! Words and rectangles of a drawing.

use crate::length::Length;
use crate::line::{Align, Measure, compose, width_of};
use crate::page::{Area, Fill, Shape};
use crate::sheet::LEGEND;
use crate::vertical;

/// Collects shapes.
#[derive(Default)]
pub struct Pen {
    /// What is drawn so far.
    pub shapes: Vec<Shape>,
}

impl Pen {
    /// A rectangle; 0 is black, 100 is white.
    pub fn fill(&mut self, area: Area, grey: u8) {
        self.shapes.push(Shape::Fill(Fill { area, grey }));
    }

    /// A rectangle with a thin black edge.
    pub fn framed(&mut self, area: Area, grey: u8, edge: Length) {
        self.fill(area, 0);
        let Area { x, y, width, height } = area;
        if width > 2 * edge && height > 2 * edge {
            self.fill(Area { x: x + edge, y: y + edge, width: width - 2 * edge, height: height - 2 * edge }, grey);
        }
    }

    /// A name in lines, halfway up an area; cut off where it has more lines than fit.
    pub fn name(&mut self, text: &str, area: Area) {
        let most = (area.height / LEGEND.leading).max(1);
        let text = if lines(text, area.width) > most { fitted(text, most * area.width) } else { text.to_owned() };
        let lines = compose(&text, LEGEND, Measure::all(area.width), Align::Left);
        let mut y = area.y + (area.height - lines.len() as Length * LEGEND.leading) / 2;
        for line in lines {
            let runs = line.runs(area.x, y + (LEGEND.leading - LEGEND.size) / 2, LEGEND.size);
            self.shapes.extend(runs.into_iter().map(Shape::Run));
            y += LEGEND.leading;
        }
    }

    /// Words around `x` in a line whose upper edge is `y`, but not beyond `right`.
    pub fn centred(&mut self, text: &str, x: Length, y: Length, right: Length) {
        // A hair more, so that rounding breaks no line.
        let width = width_of(text, LEGEND) + 20;
        self.name(text, Area { x: (x - width / 2).min(right - width), y, width, height: LEGEND.leading });
    }

    /// Words from top to bottom, in the middle of an area; left out if they do not fit.
    pub fn vertical(&mut self, text: &str, area: Area) {
        let columns = vertical::compose(text, LEGEND, area.height);
        if columns.width() <= area.width && columns.height() <= area.height {
            let runs = columns.runs(area.x + (area.width - columns.width()) / 2, area.y);
            self.shapes.extend(runs.into_iter().map(Shape::Run));
        }
    }
}

/// How many lines a name takes.
pub fn lines(text: &str, width: Length) -> Length {
    compose(text, LEGEND, Measure::all(width), Align::Left).len() as Length
}

/// As much of a text as fits, with `…` where some is left out.
fn fitted(text: &str, room: Length) -> String {
    if width_of(text, LEGEND) <= room {
        return text.to_owned();
    }
    let most = (room / LEGEND.size - 1).max(1) as usize;
    text.chars().take(most).chain(['…']).collect()
}
