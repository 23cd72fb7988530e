//! Vertical text (縦書き) for narrow cells: upright characters, two-digit numbers side by side (縦中横).

use super::breaks::{Break, breaks};
use super::font::{Drawn, Face, Family, draw};
use super::length::Length;
use super::line::{Style, characters};
use super::page::{Direction, Glyph, Run};

/// A text set in columns of one em, right to left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    columns: Vec<Vec<Cluster>>,
    size: Length,
}

/// What stands in one em box.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cluster {
    /// One character, in its vertical form.
    Upright(Face, Glyph),
    /// Half-width digits side by side.
    Across(Vec<(Face, Glyph)>),
}

/// Distance of columns, in thousandths of their size.
const PITCH: Length = 1_250;

/// How many em boxes a text fills.
pub(crate) fn boxes(text: &str, family: Family) -> usize {
    clusters(text, family).len()
}

/// Width that some columns take.
pub(crate) fn width(columns: usize, size: Length) -> Length {
    size + (columns.max(1) as Length - 1) * size * PITCH / 1000
}

/// How many columns a width holds, at least one.
pub(crate) fn columns_in(width: Length, size: Length) -> usize {
    (1 + (width - size).max(0) * 1000 / (size * PITCH).max(1)) as usize
}

/// Sets a text in columns of at most `height`.
pub(crate) fn compose(text: &str, style: Style, height: Length) -> Columns {
    let clusters = clusters(text, style.family);
    let most = (height / style.size.max(1)).max(1) as usize;
    let allowed = breaks(&clusters.iter().map(Cluster::first).collect::<Vec<char>>());
    let mut columns = Vec::new();
    let mut start = 0;
    while start < clusters.len() {
        let limit = (start + most).min(clusters.len());
        let fits = |end: &usize| *end == clusters.len() || allowed.get(*end).is_some_and(|place| *place == Break::Yes);
        let end = (start + 1 + most / 2..=limit).rev().find(fits).unwrap_or(limit);
        columns.push(clusters[start..end].to_vec());
        start = end;
    }
    Columns { columns, size: style.size }
}

impl Columns {
    /// Number of columns.
    pub(crate) fn count(&self) -> usize {
        self.columns.len()
    }

    /// Width of all columns.
    pub(crate) fn width(&self) -> Length {
        width(self.columns.len(), self.size)
    }

    /// Height of the longest column.
    pub(crate) fn height(&self) -> Length {
        self.columns.iter().map(Vec::len).max().unwrap_or(0) as Length * self.size
    }

    /// The text as runs, the upper left corner of its box at `x`, `y`.
    pub(crate) fn runs(&self, x: Length, y: Length) -> Vec<Run> {
        let right = x + self.width() - self.size;
        let step = self.size * PITCH / 1000;
        let column =
            |(at, clusters): (usize, &Vec<Cluster>)| column_runs(clusters, right - at as Length * step, y, self.size);
        self.columns.iter().enumerate().flat_map(column).collect()
    }
}

fn column_runs(clusters: &[Cluster], x: Length, y: Length, size: Length) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let top = y + at as Length * size;
        match cluster {
            Cluster::Across(digits) => runs.extend(across(digits, x, top, size)),
            Cluster::Upright(face, glyph) => match runs.last_mut().filter(|run| continues(run, *face, top)) {
                Some(run) => {
                    run.glyphs.push(Glyph { at: top - run.y, ..*glyph });
                    run.extent += size;
                }
                None => {
                    let glyphs = vec![Glyph { at: 0, ..*glyph }];
                    runs.push(Run {
                        face: *face,
                        size,
                        direction: Direction::Vertical,
                        x,
                        y: top,
                        extent: size,
                        glyphs,
                    });
                }
            },
        }
    }
    runs
}

fn continues(run: &Run, face: Face, top: Length) -> bool {
    run.direction == Direction::Vertical && run.face == face && run.y + run.extent == top
}

/// Digits in one em box, in the middle of it.
fn across(digits: &[(Face, Glyph)], x: Length, y: Length, size: Length) -> Option<Run> {
    let (face, _) = digits.first()?;
    let width = |glyph: &Glyph| face.width(glyph.id) * size / 1000;
    let extent: Length = digits.iter().map(|(_, glyph)| width(glyph)).sum();
    let mut at = 0;
    let mut place = |glyph: &Glyph| {
        at += width(glyph);
        Glyph { at: at - width(glyph), ..*glyph }
    };
    let glyphs = digits.iter().map(|(_, glyph)| place(glyph)).collect();
    let x = x + (size - extent) / 2;
    Some(Run { face: *face, size, direction: Direction::Horizontal, x, y, extent, glyphs })
}

impl Cluster {
    fn first(&self) -> char {
        match self {
            Cluster::Upright(_, glyph) => glyph.means,
            Cluster::Across(digits) => digits.first().map_or(' ', |(_, glyph)| glyph.means),
        }
    }
}

fn clusters(text: &str, family: Family) -> Vec<Cluster> {
    let characters: Vec<char> = characters(text).into_iter().filter(|c| !c.is_whitespace()).collect();
    let mut clusters = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let digits = characters[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 2 {
            clusters.push(Cluster::Across(characters[at..at + 2].iter().map(|c| half_width(*c, family)).collect()));
            at += 2;
        } else {
            let many = characters[at..].iter().take(digits.max(1));
            clusters.extend(many.map(|c| upright(*c, family)));
            at += digits.max(1);
        }
    }
    clusters
}

/// Two half-width digits of the full font fill an em exactly.
fn half_width(c: char, family: Family) -> (Face, Glyph) {
    let face = match family {
        Family::Mincho => Face::Mincho,
        Family::Gothic => Face::Gothic,
    };
    let id = face.glyph(c).unwrap_or(0);
    (face, Glyph { id, at: 0, shows: c, means: c })
}

/// Letters and signs stand upright in their full-width form.
fn upright(means: char, family: Family) -> Cluster {
    let full = if means.is_ascii_graphic() { char::from_u32(u32::from(means) + 0xfee0) } else { None };
    let Drawn { face, glyph, shows, .. } = draw(family, full.unwrap_or(means));
    Cluster::Upright(face, Glyph { id: face.vertical(glyph), at: 0, shows, means })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_share_a_box() {
        for (text, wanted, why) in [
            ("計画", 2, "one box a character"),
            ("（30～33）", 5, "two digits stand side by side"),
            ("2024年", 5, "four digits stand one below the other"),
            ("３年 度", 3, "a space takes no box"),
            ("葛\u{e0100}か\u{3099}", 2, "nor does a selector or a voicing mark"),
        ] {
            assert_eq!(boxes(text, Family::Mincho), wanted, "{text}: {why}");
        }
    }
}
