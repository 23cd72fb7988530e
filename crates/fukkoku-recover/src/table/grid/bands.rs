//! Tables with rules across only: what stands between two is a row, strips that stay free are borders of columns.

use super::content::{self, Line, is_value};
use super::matrix::{Matrix, Placed};
use super::rulings::Group;
use crate::sheet::{Area, Length, Rule, Sheet};

/// Share, in hundredths, that rules of one table have in common.
const COMMON: i64 = 85;
/// Strip, in hundredths of the type's size, that parts columns.
const STRIP: Length = 55;
/// What a rule may be longer than the text.
const LEAST_RULES: usize = 3;

/// The tables that lone rules across make; glyphs that they take are marked in `used`.
pub(super) fn tables(sheet: &Sheet, at: usize, groups: &[Group], used: &mut [bool]) -> Vec<Matrix> {
    let mut rules: Vec<Rule> =
        groups.iter().filter(|group| group.down.is_empty()).flat_map(|group| group.across.iter().copied()).collect();
    rules.sort_by_key(|rule| (rule.at, rule.from));
    stacks(&rules).iter().filter_map(|stack| table(sheet, at, stack, used)).collect()
}

/// Rules of nearly one width under each other.
fn stacks(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut stacks: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        let fits = |stack: &&mut Vec<Rule>| {
            stack.first().is_some_and(|first| {
                let common = i64::from(first.to.min(rule.to) - first.from.max(rule.from));
                let longest = i64::from((first.to - first.from).max(rule.to - rule.from));
                common * 100 >= longest * COMMON
            })
        };
        match stacks.iter_mut().find(fits) {
            Some(stack) => stack.push(*rule),
            None => stacks.push(vec![*rule]),
        }
    }
    stacks.retain(|stack| stack.len() >= LEAST_RULES);
    stacks
}

fn table(sheet: &Sheet, at: usize, stack: &[Rule], used: &mut [bool]) -> Option<Matrix> {
    let from = stack.iter().map(|rule| rule.from).min()?;
    let to = stack.iter().map(|rule| rule.to).max()?;
    let mut ys: Vec<Length> = Vec::new();
    for rule in stack {
        if ys.last().is_none_or(|last| rule.at - last > super::rulings::TOUCH) {
            ys.push(rule.at);
        }
    }
    if ys.len() < LEAST_RULES {
        return None;
    }
    let area = Area { x0: from, top: ys[0], x1: to, bottom: *ys.last()? };
    let inside: Vec<usize> =
        (0..sheet.glyphs.len()).filter(|&index| !used[index] && area.holds(&sheet.glyphs[index].area)).collect();
    let placed: Vec<Placed> =
        inside.iter().map(|&index| Placed { glyph: sheet.glyphs[index], sheet: at, index }).collect();
    let rows = ys.len() - 1;
    let mut matrix = Matrix {
        xs: vec![from, to],
        ys,
        owner: (0..rows).map(|row| vec![row]).collect(),
        sheets: vec![at; rows],
        cells: vec![vec![]; rows],
        glyphs: placed,
        head: 0,
        spaced: false,
        settled: false,
    };
    for glyph in 0..matrix.glyphs.len() {
        let row = matrix.row_at(matrix.glyphs[glyph].glyph.area.y());
        matrix.cells[row].push(glyph);
    }
    let lines: Vec<Vec<Line>> = (0..rows).map(|row| content::lines_of(&matrix, row)).collect();
    let borders = strips(&lines)?;
    let body: Vec<&Line> = lines.iter().skip(1).flatten().collect();
    let crossed = body.iter().filter(|line| line.words.len() < 2).count();
    if crossed * 2 > body.len() {
        return None;
    }
    for x in &borders {
        matrix.add_x(*x);
    }
    for (row, lines) in lines.iter().enumerate() {
        let extent = super::Extent { row, col: 0, rows: 1, cols: borders.len() + 1 };
        // A word that lies over a border holds its columns together.
        let bound = |border: usize| {
            lines
                .iter()
                .flat_map(|line| &line.words)
                .any(|word| word.area.x0 < borders[border] && word.area.x1 > borders[border])
        };
        let marks: Vec<usize> = (0..=borders.len())
            .scan(0, |mark, col| {
                *mark += usize::from(col > 0 && !bound(col - 1));
                Some(*mark)
            })
            .collect();
        matrix.split(row, &extent, |_, col| marks[col]);
    }
    inside.iter().for_each(|&index| used[index] = true);
    Some(matrix)
}

/// The middles of strips that stay free in all lines of several words below the first band.
fn strips(lines: &[Vec<Line>]) -> Option<Vec<Length>> {
    let body: Vec<&Line> = lines.iter().skip(1).flatten().filter(|line| line.words.len() >= 2).collect();
    if body.is_empty() || body.iter().flat_map(|line| &line.words).all(|word| !is_value(&word.text)) && body.len() < 3 {
        return None;
    }
    let size = body.iter().map(|line| line.size).max()?;
    let mut taken: Vec<(Length, Length)> =
        body.iter().flat_map(|line| &line.words).map(|word| (word.area.x0, word.area.x1)).collect();
    taken.sort_unstable();
    let mut borders = Vec::new();
    let mut end = taken.first()?.1;
    for (from, to) in taken {
        if (from - end) * 100 >= size * STRIP {
            borders.push(end + (from - end) / 2);
        }
        end = end.max(to);
    }
    (!borders.is_empty()).then_some(borders)
}
