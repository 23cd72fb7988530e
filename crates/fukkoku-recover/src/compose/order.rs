//! Reading order: pages whose text is set in several columns are read column by column.

use super::line::FreeLine;
use crate::sheet::{Area, Glyph, Length};

/// Glyphs that stand on one line, and where.
pub(super) type Stretch = (Vec<usize>, Area);

/// Fewest lines, one under the other, in which two columns of text stand side by side.
const LEAST_LINES: usize = 5;
/// Width, in hundredths of the type's size, of the gap between two columns of text.
const GUTTER: Length = 120;
/// Fewest characters that a line of a column of text has on average: with fewer, they are labels and their values.
const LEAST_CHARACTERS: usize = 11;
/// Most lines of a page that are looked at for columns: beyond, it is a listing.
const MOST_LINES: usize = 1_000;

/// The lines of a stretch without tables, given from top to bottom, in the order in which they are read. `right` is where the
/// lines of the page end.
pub(super) fn ordered(glyphs: &[Glyph], lines: Vec<Stretch>, right: Length) -> Vec<FreeLine> {
    let mut found = Vec::new();
    let mut rest = lines;
    while let Some(columns) = Columns::of(glyphs, &rest) {
        let after = rest.split_off(columns.end);
        let beside = rest.split_off(columns.start);
        found.extend(rest.into_iter().map(|line| line_of(line, right)));
        let (left, other) = columns.divided(glyphs, beside);
        let end = |lines: &[Stretch]| lines.iter().map(|(_, area)| area.x1).max().unwrap_or_default();
        let (left_end, other_end) = (end(&left), end(&other));
        found.extend(ordered(glyphs, left, left_end));
        found.extend(ordered(glyphs, other, other_end));
        rest = after;
    }
    found.extend(rest.into_iter().map(|line| line_of(line, right)));
    found
}

fn line_of((glyphs, area): Stretch, right: Length) -> FreeLine {
    // No sheet has room for more glyphs than that.
    FreeLine { glyphs: glyphs.into_iter().map(|at| at as u32).collect(), area, right, role: None }
}

/// Lines in which two columns of text stand side by side.
struct Columns {
    start: usize,
    end: usize,
    /// Middle of the gap between them.
    x: Length,
}

impl Columns {
    /// The first such lines.
    fn of(glyphs: &[Glyph], lines: &[Stretch]) -> Option<Self> {
        if lines.len() < LEAST_LINES || lines.len() > MOST_LINES {
            return None;
        }
        let gaps: Vec<Vec<(Length, Length)>> = lines.iter().map(|(line, _)| wide_gaps(glyphs, line)).collect();
        let mut candidates: Vec<Length> = gaps.iter().flatten().map(|(from, to)| from + (to - from) / 2).collect();
        candidates.sort_unstable();
        candidates.dedup_by(|one, other| (*one - *other).abs() < 300);
        candidates.into_iter().find_map(|x| Self::at(glyphs, lines, &gaps, x))
    }

    /// The first lines that a gap at `x` parts into two columns of text.
    fn at(glyphs: &[Glyph], lines: &[Stretch], gaps: &[Vec<(Length, Length)>], x: Length) -> Option<Self> {
        let both = |at: usize| gaps[at].iter().any(|(from, to)| (*from..=*to).contains(&x));
        let free = |at: usize| both(at) || lines[at].1.x1 <= x || lines[at].1.x0 >= x;
        let mut start = 0;
        while start < lines.len() {
            if !both(start) {
                start += 1;
                continue;
            }
            let end = (start..lines.len()).find(|&at| !free(at)).unwrap_or(lines.len());
            let sides: Vec<usize> = (start..end).filter(|&at| both(at)).collect();
            let characters = |left: bool| {
                let glyphs_of =
                    |at: &usize| lines[*at].0.iter().filter(|&&glyph| (glyphs[glyph].area.x() < x) == left).count();
                sides.iter().map(glyphs_of).sum::<usize>()
            };
            let running = [true, false].iter().all(|left| characters(*left) >= sides.len() * LEAST_CHARACTERS);
            if sides.len() >= LEAST_LINES && sides.len() * 2 >= end - start && running {
                return Some(Self { start, end, x });
            }
            start = end.max(start + 1);
        }
        None
    }

    /// The lines left and right of the gap.
    fn divided(&self, glyphs: &[Glyph], lines: Vec<Stretch>) -> (Vec<Stretch>, Vec<Stretch>) {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (line, _) in lines {
            let (one, other): (Vec<usize>, Vec<usize>) = line.into_iter().partition(|&at| glyphs[at].area.x() < self.x);
            for (side, line) in [(&mut left, one), (&mut right, other)] {
                if let Some(area) = Area::around(line.iter().map(|&at| &glyphs[at].area)) {
                    side.push((line, area));
                }
            }
        }
        (left, right)
    }
}

/// The gaps of a line that may part columns of text.
fn wide_gaps(glyphs: &[Glyph], line: &[usize]) -> Vec<(Length, Length)> {
    let mut found = Vec::new();
    let Some(&first) = line.first() else { return found };
    let mut end = glyphs[first].area.x1;
    for &at in line {
        let glyph = &glyphs[at];
        if (glyph.area.x0 - end) * 100 >= glyph.size * GUTTER {
            found.push((end, glyph.area.x0));
        }
        end = end.max(glyph.area.x1);
    }
    found
}
