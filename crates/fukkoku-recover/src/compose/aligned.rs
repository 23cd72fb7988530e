//! What no rule encloses on a page, read in the ways in which lined-up text is: words under words, and by counting. Stretch by stretch
//! what makes the better table counts; where none of them does better, it is what white space makes of the page.

use super::gridded::matrix;
use super::lined::{Lined, parts, stretches};
use super::settled::Settled;
use super::tables::printed;
use crate::page::{Gap, Line};
use crate::sheet::{Glyph, Length, Setting};
use crate::source::{Encoding, Flavour, Source, Span};
use crate::table::counted;
use crate::table::grid::{self, Matrix, Unruled, lines};
use crate::table::leftover::is_leftover;
use crate::table::plane;
use crate::table::standing::{Found, Standing, best};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most lines of a page: beyond, white space alone tells its tables.
const MOST_LINES: usize = 2_000;

/// How much more, in hundredths, the ways count that see where words stand: white space sees it best.
const MARGINS: [i64; 4] = [10, 5, 5, 0];

/// The tables of what no rule encloses.
pub(super) fn tables(unruled: Unruled) -> Vec<Matrix> {
    let Unruled { sheet, at, used, spaced } = unruled;
    let level = |index: &usize| !used[*index] && sheet.glyphs[*index].setting == Setting::Level;
    let free: Vec<usize> = (0..sheet.glyphs.len()).filter(level).collect();
    let glyphs: Vec<Glyph> = free.iter().map(|&index| sheet.glyphs[index]).collect();
    let found = lines::lines(&glyphs);
    if used.contains(&true) || lines::is_vertical(&glyphs) || found.len() > MOST_LINES || found.is_empty() {
        return spaced;
    }
    let page = Aligned::of(&glyphs, &found, sheet.number);
    let mut places = vec![(0, Span::new(0, 0)); sheet.glyphs.len()];
    for (span, glyph) in &page.spans {
        let line = page.lines.partition_point(|line| line.span.start <= span.start).saturating_sub(1);
        places[free[*glyph]] = (line, *span);
    }
    let (by_space, mut matrices) = by_space(&page.source, &Lined { sheet: sheet.clone(), places }, spaced);
    let [words, close] = plane::placed(&page.source, &page.lines, &page.words);
    let counts = counted::standing(&page.source, &page.lines, counted::tables(&page.source, &page.lines));
    let mut made = Vec::new();
    for (start, (reading, found)) in best([by_space, words, close, counts], MARGINS) {
        match reading {
            0 => made.extend(matrices.remove(&start).unwrap_or_default()),
            _ => {
                let tables = found.tables.iter().filter(|table| !is_leftover(table));
                made.extend(tables.filter_map(|table| matrix(table, at, |span| page.within(span, &glyphs, &free))));
            }
        }
    }
    made
}

/// What white space makes of a page: as tables, and as they were found, both by the line that they begin on.
fn by_space(source: &Source, page: &Lined, spaced: Vec<Matrix>) -> (Standing, BTreeMap<usize, Vec<Matrix>>) {
    let (mut standing, mut matrices) = (Standing::new(), BTreeMap::<usize, Vec<Matrix>>::new());
    for matrix in spaced {
        let mut own = matrix.clone();
        own.glyphs.iter_mut().for_each(|placed| placed.sheet = 0);
        own.sheets.fill(0);
        let Some(found) = grid::found(own, vec![]) else { continue };
        let Some(&(start, end)) = stretches(std::slice::from_ref(page), &found).first() else { continue };
        let settled = Settled::of(&found, std::slice::from_ref(&page.sheet));
        let table = printed(source, &[page.sheet.number], &settled, &parts(std::slice::from_ref(page), &found));
        let known = standing.entry(start).or_insert_with(|| Found { end, tables: vec![], certain: false });
        known.tables.push(table);
        known.end = known.end.max(end);
        matrices.entry(start).or_default().push(matrix);
    }
    (standing, matrices)
}

/// A page as text, with where its words stand.
struct Aligned {
    source: Source,
    lines: Vec<Line>,
    /// For each line its words: places in halves of an em, spans.
    words: Vec<Vec<(Range<usize>, Span)>>,
    /// Where each glyph stands in the text, ascending.
    spans: Vec<(Span, usize)>,
}

impl Aligned {
    fn of(glyphs: &[Glyph], found: &[Vec<usize>], number: usize) -> Self {
        let mut sizes: Vec<Length> = glyphs.iter().map(|glyph| glyph.size).collect();
        sizes.sort_unstable();
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default().max(2);
        let margin = glyphs.iter().map(|glyph| glyph.area.x0).min().unwrap_or_default();
        let mut writer = Writer { glyphs, margin, size, text: String::new(), spans: Vec::with_capacity(glyphs.len()) };
        let (mut written, mut words) = (Vec::new(), Vec::new());
        for (place, line) in found.iter().enumerate() {
            let start = writer.text.len();
            words.push(writer.line(line));
            let span = Span::new(start, writer.text.len());
            let area = lines::area_of(glyphs, line).unwrap_or_default();
            let gap = match found.get(place + 1).and_then(|below| lines::area_of(glyphs, below)) {
                None => Gap::Page,
                Some(below) if below.top - area.bottom >= size => Gap::Paragraph,
                Some(_) => Gap::Line,
            };
            writer.text.push_str(if gap == Gap::Paragraph { "\n\n" } else { "\n" });
            written.push(Line { span, gap, page: number });
        }
        let encoding = Encoding { name: "UTF-8".to_owned(), evidence: "PDF".to_owned(), replaced: 0 };
        let source = Source::new(String::new(), String::new(), encoding, Flavour::Layout, writer.text);
        Self { source, lines: written, words, spans: writer.spans }
    }

    /// The glyphs of a span, and which of their sheet's they are.
    fn within(&self, span: Span, glyphs: &[Glyph], free: &[usize]) -> Vec<(Glyph, usize)> {
        let first = self.spans.partition_point(|(own, _)| own.start < span.start);
        let own = self.spans[first..].iter().take_while(|(own, _)| own.end <= span.end);
        own.map(|&(_, glyph)| (glyphs[glyph], free[glyph])).collect()
    }
}

/// Writes the lines of a page.
struct Writer<'a> {
    glyphs: &'a [Glyph],
    /// Left side of what stands on the page.
    margin: Length,
    /// Usual size of its type.
    size: Length,
    text: String,
    spans: Vec<(Span, usize)>,
}

impl Writer<'_> {
    /// A length in halves of an em.
    fn halves(&self, x: Length) -> usize {
        usize::try_from(((x - self.margin).max(0) * 2 + self.size / 2) / self.size).unwrap_or_default()
    }

    /// Writes a line; its words with their places.
    fn line(&mut self, line: &[usize]) -> Vec<(Range<usize>, Span)> {
        let mut own: Vec<(Range<usize>, Span)> = Vec::new();
        for (&glyph, space) in line.iter().zip(lines::spaces(self.glyphs, line)) {
            let area = self.glyphs[glyph].area;
            if space || own.is_empty() {
                let before = own.last().map(|(place, _)| place.end);
                let left = self.halves(area.x0).max(before.map_or(0, |before| before + 1));
                self.text.extend(std::iter::repeat_n(' ', before.map_or(0, |before| left - before)));
                own.push((left..left + 1, Span::new(self.text.len(), self.text.len())));
            }
            let from = self.text.len();
            self.text.push(self.glyphs[glyph].c);
            self.spans.push((Span::new(from, self.text.len()), glyph));
            let right = self.halves(area.x1);
            if let Some((place, span)) = own.last_mut() {
                place.end = place.end.max(right);
                span.end = self.text.len();
            }
        }
        own
    }
}
