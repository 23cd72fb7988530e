//! The lines of a cell or a page: which glyphs stand on one line, and where words end.

use crate::sheet::{Area, Glyph, Length, Setting};

/// Size under which type is small beside its neighbours (raised figures, marks of notes), in hundredths of theirs.
const SMALL: Length = 62;
/// Size under which a line of kana is the reading of the line below, in hundredths of its size.
const RUBY: Length = 66;

/// Divides glyphs into lines, top to bottom, each left to right (set vertically: right to left, each top to bottom).
///
/// Returns indices into `glyphs`; each is in exactly one line.
pub(crate) fn lines(glyphs: &[Glyph]) -> Vec<Vec<usize>> {
    if is_vertical(glyphs) { vertical_lines(glyphs) } else { level_lines(glyphs) }
}

/// Whether glyphs are set vertically: their font says so, they lie on their side, or they stand one under the other.
pub(crate) fn is_vertical(glyphs: &[Glyph]) -> bool {
    if glyphs.is_empty() {
        return false;
    }
    let other = glyphs.iter().filter(|glyph| glyph.setting != Setting::Level).count();
    other * 2 > glyphs.len() || is_stack(glyphs)
}

/// At least four glyphs, each over the next, none with a neighbour beside it.
fn is_stack(glyphs: &[Glyph]) -> bool {
    if glyphs.len() < 3 || glyphs.iter().all(|glyph| crate::look::digit(glyph.c).is_some()) {
        return false;
    }
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by_key(|glyph| (glyph.area.top, glyph.area.x0));
    let columns = column_groups(glyphs);
    if columns.len() == 1 {
        return order.windows(2).all(|pair| {
            let reach = pair[0].size.min(pair[1].size);
            (pair[0].area.x() - pair[1].area.x()).abs() * 2 <= reach && pair[1].area.y() - pair[0].area.y() > reach / 2
        });
    }
    // Several columns: each a stack of four at least, and closer down than across.
    columns.len() <= 4
        && columns.iter().filter(|column| column.len() >= 4).count() * 2 > columns.len()
        && columns.iter().all(|column| {
            column.windows(2).all(|pair| {
                let (above, below) = (&glyphs[pair[0]], &glyphs[pair[1]]);
                let pitch = below.area.y() - above.area.y();
                pitch > above.size.min(below.size) / 2 && pitch < above.size.max(below.size) * 3 / 2
            })
        })
        && columns.windows(2).all(|pair| {
            let right = Area::around(pair[0].iter().map(|&at| &glyphs[at].area));
            let left = Area::around(pair[1].iter().map(|&at| &glyphs[at].area));
            let size = glyphs[pair[0][0]].size;
            right.zip(left).is_some_and(|(right, left)| right.x0 - left.x1 > size / 3)
        })
}

/// Glyphs by columns, right to left, each top to bottom.
fn column_groups(glyphs: &[Glyph]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    order.sort_by_key(|&at| (-glyphs[at].area.x(), glyphs[at].area.top, at));
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let joined = columns.last().is_some_and(|column| {
            let first: &Glyph = &glyphs[column[0]];
            (first.area.x() - glyphs[at].area.x()).abs() * 2 <= first.size.max(glyphs[at].size)
        });
        match columns.last_mut() {
            Some(column) if joined => column.push(at),
            _ => columns.push(vec![at]),
        }
    }
    for column in &mut columns {
        column.sort_by_key(|&at| (glyphs[at].area.top, glyphs[at].area.x0, at));
    }
    columns
}

fn vertical_lines(glyphs: &[Glyph]) -> Vec<Vec<usize>> {
    // Small letters beside a column (a turned figure, say) stay in it.
    column_groups(glyphs)
}

fn level_lines(glyphs: &[Glyph]) -> Vec<Vec<usize>> {
    let mut sizes: Vec<Length> = glyphs.iter().map(|glyph| glyph.area.height()).collect();
    sizes.sort_unstable();
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let (small, large): (Vec<usize>, Vec<usize>) =
        (0..glyphs.len()).partition(|&at| glyphs[at].area.height() * 100 < median * SMALL);
    let mut lines = overlapping(glyphs, large);
    set_between(glyphs, &mut lines);
    if lines.is_empty() {
        lines = overlapping(glyphs, small);
    } else {
        let areas: Vec<Option<Area>> = lines.iter().map(|line| area_of(glyphs, line)).collect();
        let mut apart = Vec::new();
        for at in small {
            let y = glyphs[at].area.y();
            let near = (0..areas.len())
                .filter_map(|line| areas[line].map(|area| (line, area)))
                .filter(|(_, area)| y > area.top - median / 3 && y < area.bottom + median / 3)
                .min_by_key(|(line, area)| ((area.y() - y).abs(), *line));
            match near {
                Some((line, _)) => lines[line].push(at),
                None => apart.push(at),
            }
        }
        lines.extend(overlapping(glyphs, apart));
    }
    for line in &mut lines {
        line.sort_by_key(|&at| (glyphs[at].area.x0, glyphs[at].area.top, at));
    }
    lines.sort_by_key(|line| {
        line.iter().map(|&at| i64::from(glyphs[at].area.y())).sum::<i64>() / line.len().max(1) as i64
    });
    lines
}

/// What stands between two lines, beyond the ends of both, belongs to both: behind them, or before them where it is on the left.
fn set_between(glyphs: &[Glyph], lines: &mut Vec<Vec<usize>>) {
    let middle = |line: &[usize]| {
        let mut ys: Vec<Length> = line.iter().map(|&at| glyphs[at].area.y()).collect();
        ys.sort_unstable();
        ys.get(ys.len() / 2).copied().unwrap_or_default()
    };
    let mut at = 0;
    while at + 1 < lines.len() {
        let (above, below) = (middle(&lines[at]), middle(&lines[at + 1]));
        let pitch = below - above;
        let between = |glyph: &usize| {
            let y = glyphs[*glyph].area.y();
            (y - above) * 10 > pitch * 3 && (below - y) * 10 > pitch * 3
        };
        let both = lines[at].iter().chain(&lines[at + 1]);
        let (apart, rest): (Vec<usize>, Vec<usize>) = both.copied().partition(between);
        let end = rest.iter().map(|&glyph| glyphs[glyph].area.x1).max().unwrap_or_default();
        let start = rest.iter().map(|&glyph| glyphs[glyph].area.x0).min().unwrap_or_default();
        let behind = apart.iter().all(|&glyph| glyphs[glyph].area.x0 >= end);
        let before = apart.iter().all(|&glyph| glyphs[glyph].area.x1 <= start);
        if !apart.is_empty() && !rest.is_empty() && (behind || before) {
            lines[at].retain(|glyph| !apart.contains(glyph));
            lines[at + 1].retain(|glyph| !apart.contains(glyph));
            lines.insert(if behind { at + 2 } else { at }, apart);
            at += 2;
        }
        at += 1;
    }
    lines.retain(|line| !line.is_empty());
}

/// Glyphs that overlap by half of the smaller height stand on one line.
fn overlapping(glyphs: &[Glyph], mut order: Vec<usize>) -> Vec<Vec<usize>> {
    order.sort_by_key(|&at| (glyphs[at].area.y(), glyphs[at].area.x0, at));
    let mut lines: Vec<(Length, Length, Vec<usize>)> = Vec::new();
    for at in order {
        let area = glyphs[at].area;
        let joined = lines.last().is_some_and(|(top, bottom, _)| {
            let overlap = area.bottom.min(*bottom) - area.top.max(*top);
            overlap * 2 >= area.height().min(bottom - top)
        });
        match lines.last_mut() {
            // The line stays where its first glyph stands: it does not creep down the page.
            Some((_, _, line)) if joined => line.push(at),
            _ => lines.push((area.top, area.bottom, vec![at])),
        }
    }
    lines.into_iter().map(|(_, _, line)| line).collect()
}

/// The area of a line.
pub(crate) fn area_of(glyphs: &[Glyph], line: &[usize]) -> Option<Area> {
    Area::around(line.iter().map(|&at| &glyphs[at].area))
}

/// Whether a line is the reading, in small kana, of the line under it.
pub(crate) fn is_ruby(glyphs: &[Glyph], line: &[usize], below: &[usize]) -> bool {
    let kana = |at: &usize| matches!(glyphs[*at].c, '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}');
    let size = |line: &[usize]| line.iter().map(|&at| glyphs[at].size).max().unwrap_or_default();
    let (Some(over), Some(under)) = (area_of(glyphs, line), area_of(glyphs, below)) else { return false };
    let inside = over.x0 >= under.x0 - size(below) && over.x1 <= under.x1 + size(below);
    line.iter().all(kana)
        && size(line) * 100 < size(below) * RUBY
        && inside
        && under.top - over.bottom < size(below) / 2
}

/// Gap from which a space stands between any two glyphs, in hundredths of their size.
const WIDE_GAP: Length = 160;
/// Gap from which a space stands between two letters or figures of half width.
const WORD_GAP: Length = 20;

/// Gap from which a space stands on a line that is otherwise set close, in hundredths of the size.
const LONE_GAP: Length = 40;
/// Gap from which a blank that was drawn is one, in hundredths of the size.
const DRAWN_GAP: Length = 15;
/// Gap up to which a line is set close.
const CLOSE: Length = 12;

/// Before which glyphs of a line, by their place on it, a space stands.
pub(crate) fn spaces(glyphs: &[Glyph], line: &[usize]) -> Vec<bool> {
    let gap = |at: usize| {
        let (left, right) = (&glyphs[line[at - 1]], &glyphs[line[at]]);
        let level = left.setting == Setting::Level && right.setting == Setting::Level;
        if level { (right.area.x0 - left.area.x1) * 100 / left.size.max(right.size).max(1) } else { 0 }
    };
    let mut gaps: Vec<Length> = (1..line.len()).map(gap).collect();
    let places: Vec<Length> = std::iter::once(0).chain(gaps.iter().copied()).collect();
    gaps.sort_unstable();
    // 均等割付 sets all glyphs apart: there a gap is no space.
    let close = gaps.len() >= 3 && gaps.get(gaps.len() / 2).is_some_and(|median| *median <= CLOSE);
    let stands = |at: usize| {
        let (left, right) = (&glyphs[line[at - 1]], &glyphs[line[at]]);
        // A figure and its mark are set with what room there is.
        let mark = |c: char| matches!(c, '.' | ',' | '%' | ':' | '(' | ')' | '/');
        let ascii = left.c.is_ascii() && right.c.is_ascii() && !mark(left.c) && !mark(right.c);
        let drawn = right.spaced && places[at] > DRAWN_GAP;
        drawn || places[at] > WIDE_GAP || ascii && places[at] > WORD_GAP || close && places[at] > LONE_GAP
    };
    (0..line.len()).map(|at| at > 0 && stands(at)).collect()
}

/// What a glyph of a vertical line reads as: brackets and dashes have forms of their own there.
pub(crate) fn upright(c: char) -> char {
    match c {
        '︵' => '（',
        '︶' => '）',
        '︹' => '〔',
        '︺' => '〕',
        '﹁' => '「',
        '﹂' => '」',
        '︱' | '｜' => 'ー',
        '︙' => '…',
        '︑' => '、',
        '︒' => '。',
        _ => c,
    }
}

/// The text of lines, one after the other, without spaces between lines.
pub(crate) fn text(glyphs: &[Glyph], lines: &[Vec<usize>]) -> String {
    let mut out = String::new();
    for line in lines {
        for (&glyph, space) in line.iter().zip(spaces(glyphs, line)) {
            if space {
                out.push(' ');
            }
            out.push(glyphs[glyph].c);
        }
    }
    out
}
