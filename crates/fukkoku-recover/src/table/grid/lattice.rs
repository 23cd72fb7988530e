//! Tables with rules both ways: every place between neighbouring lines, walls where a line is drawn.

use super::matrix::{Matrix, Placed};
use super::rulings::{Group, TOUCH, positions};
use crate::sheet::{Length, Rule, Sheet};

/// Share of a side, in hundredths, that a line must cover to part two places.
const WALL: Length = 60;
/// What lines must stick out beyond the outermost crossing line for a side that is not drawn.
const STICK_OUT: Length = 600;
/// Most places of one table.
const MOST_PLACES: usize = 400_000;
/// Width under which a column or row without text is a gap between double lines.
const SLIVER: Length = 500;

/// The table that a group of rulings draws; glyphs that it takes are marked in `used`.
pub(super) fn table(sheet: &Sheet, at: usize, group: &Group, used: &mut [bool]) -> Option<Matrix> {
    if group.across.is_empty() || group.down.is_empty() || group.across.len() + group.down.len() < 4 {
        return None;
    }
    let xs = with_open_sides(positions(group.down.iter().map(|rule| rule.at).collect()), &group.across);
    let ys = with_open_sides(positions(group.across.iter().map(|rule| rule.at).collect()), &group.down);
    let (cols, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if rows == 0 || cols == 0 || rows * cols > MOST_PLACES || rows * cols < 2 {
        return None;
    }
    let owner = owners(&xs, &ys, group);
    let count = owner.iter().flatten().max()? + 1;
    let mut matrix = Matrix {
        xs,
        ys,
        owner,
        sheets: vec![at; rows],
        cells: vec![vec![]; count],
        glyphs: vec![],
        head: 0,
        spaced: false,
        settled: false,
    };
    let area = matrix.area();
    for (index, glyph) in sheet.glyphs.iter().enumerate() {
        if !used[index] && area.holds(&glyph.area) {
            let (row, col) = (matrix.row_at(glyph.area.y()), matrix.col_at(glyph.area.x()));
            let cell = matrix.owner[row][col];
            matrix.cells[cell].push(matrix.glyphs.len());
            matrix.glyphs.push(Placed { glyph: *glyph, sheet: at, index });
        }
    }
    if !is_table(&matrix) {
        return None;
    }
    matrix.glyphs.iter().for_each(|placed| used[placed.index] = true);
    remove_slivers(&mut matrix);
    Some(matrix)
}

/// Positions of crossing lines, with the ends of the lines that stick out beyond the outermost.
fn with_open_sides(mut places: Vec<Length>, crossing: &[Rule]) -> Vec<Length> {
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return places };
    let mut before: Vec<Length> =
        crossing.iter().map(|rule| rule.from).filter(|from| *from < first - STICK_OUT).collect();
    let mut after: Vec<Length> = crossing.iter().map(|rule| rule.to).filter(|to| *to > last + STICK_OUT).collect();
    before.sort_unstable();
    after.sort_unstable();
    if before.len() >= 2 {
        places.insert(0, before[0]);
    }
    if after.len() >= 2 {
        places.push(after[after.len() - 1]);
    }
    places
}

/// How much of each stretch between `borders` the rulings near each position cover.
fn cover(positions: &[Length], borders: &[Length], rulings: &[Rule]) -> Vec<Vec<Length>> {
    let mut cover = vec![vec![0; borders.len() - 1]; positions.len()];
    for rule in rulings {
        let first = positions.partition_point(|&place| place < rule.at - TOUCH);
        let nearest = (first..positions.len())
            .take_while(|&at| positions[at] <= rule.at + TOUCH)
            .min_by_key(|&at| (positions[at] - rule.at).abs());
        // A chain of near lines has its middle farther off.
        let nearest = nearest.or_else(|| (0..positions.len()).min_by_key(|&at| (positions[at] - rule.at).abs()));
        let Some(line) = nearest else { continue };
        let from = borders.partition_point(|&border| border <= rule.from).saturating_sub(1);
        for part in from..borders.len() - 1 {
            if borders[part] >= rule.to {
                break;
            }
            cover[line][part] += (rule.to.min(borders[part + 1]) - rule.from.max(borders[part])).max(0);
        }
    }
    cover
}

/// Which cell owns each place: places without a wall between them are one cell, cut into rectangles.
fn owners(xs: &[Length], ys: &[Length], group: &Group) -> Vec<Vec<usize>> {
    let (cols, rows) = (xs.len() - 1, ys.len() - 1);
    let walls_down = cover(xs, ys, &group.down);
    let walls_across = cover(ys, xs, &group.across);
    let open_right = |row: usize, col: usize| walls_down[col + 1][row] * 100 < WALL * (ys[row + 1] - ys[row]);
    let open_below = |row: usize, col: usize| walls_across[row + 1][col] * 100 < WALL * (xs[col + 1] - xs[col]);
    let mut region = vec![vec![usize::MAX; cols]; rows];
    let mut regions: Vec<Vec<(usize, usize)>> = Vec::new();
    for row in 0..rows {
        for col in 0..cols {
            if region[row][col] != usize::MAX {
                continue;
            }
            let number = regions.len();
            let (mut open, mut places) = (vec![(row, col)], Vec::new());
            region[row][col] = number;
            while let Some((r, c)) = open.pop() {
                places.push((r, c));
                let mut visit = |free: bool, r: usize, c: usize| {
                    if free && region[r][c] == usize::MAX {
                        region[r][c] = number;
                        open.push((r, c));
                    }
                };
                visit(c + 1 < cols && open_right(r, c), r, (c + 1).min(cols - 1));
                visit(c > 0 && open_right(r, c.max(1) - 1), r, c.max(1) - 1);
                visit(r + 1 < rows && open_below(r, c), (r + 1).min(rows - 1), c);
                visit(r > 0 && open_below(r.max(1) - 1, c), r.max(1) - 1, c);
            }
            regions.push(places);
        }
    }
    let mut owner = vec![vec![0; cols]; rows];
    let mut next = 0;
    for mut places in regions {
        places.sort_unstable();
        for rectangle in rectangles(&places) {
            let rows = &mut owner[rectangle.0..=rectangle.2];
            rows.iter_mut().for_each(|row| row[rectangle.1..=rectangle.3].fill(next));
            next += 1;
        }
    }
    owner
}

/// Cuts a region, its places sorted, into rectangles: runs of rows, those of one width under each other put together.
fn rectangles(places: &[(usize, usize)]) -> Vec<(usize, usize, usize, usize)> {
    let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < places.len() {
        let (row, first) = places[at];
        let mut last = first;
        while places.get(at + 1) == Some(&(row, last + 1)) {
            at += 1;
            last += 1;
        }
        at += 1;
        let above =
            found.iter_mut().find(|(_, left, bottom, right)| *bottom + 1 == row && *left == first && *right == last);
        match above {
            Some(above) => above.2 = row,
            None => found.push((row, first, row, last)),
        }
    }
    found
}

/// Gap up to which two lattices of the same rows are one: a double rule stands between.
const DOUBLE_RULE: Length = 800;

/// Puts lattices that stand side by side together where their rows are the same and nothing is between them.
pub(super) fn beside(mut tables: Vec<Matrix>) -> Vec<Matrix> {
    tables.sort_by_key(|matrix| (matrix.area().x0, matrix.area().top));
    let mut found: Vec<Matrix> = Vec::new();
    for table in tables {
        let same = |left: &&mut Matrix| {
            let gap = table.area().x0 - left.area().x1;
            (-TOUCH..=DOUBLE_RULE).contains(&gap) && same_rows(&left.ys, &table.ys)
        };
        match found.iter_mut().find(same) {
            Some(left) => append(left, table),
            None => found.push(table),
        }
    }
    found
}

/// Whether the borders of one are among those of the other, the outermost and most of them shared: headers differ in depth.
fn same_rows(one: &[Length], other: &[Length]) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let near = |y: Option<&Length>, z: Option<&Length>| y.zip(z).is_some_and(|(y, z)| (y - z).abs() <= TOUCH);
    few.len() * 4 >= many.len() * 3
        && near(few.first(), many.first())
        && near(few.last(), many.last())
        && few.iter().all(|y| many.iter().any(|z| (y - z).abs() <= TOUCH))
}

/// Puts a table to the right of another.
fn append(left: &mut Matrix, mut right: Matrix) {
    let missing = |of: &[Length], from: &[Length]| -> Vec<Length> {
        from.iter().copied().filter(|y| !of.iter().any(|own| (own - y).abs() <= TOUCH)).collect()
    };
    for y in missing(&left.ys, &right.ys) {
        left.add_y(y);
    }
    for y in missing(&right.ys, &left.ys) {
        right.add_y(y);
    }
    let (cells, glyphs) = (left.cells.len(), left.glyphs.len());
    left.glyphs.extend(right.glyphs);
    left.cells.extend(right.cells.into_iter().map(|cell| cell.into_iter().map(|at| at + glyphs).collect()));
    for (row, other) in left.owner.iter_mut().zip(right.owner) {
        row.extend(other.into_iter().map(|cell| cell + cells));
    }
    left.xs.extend(right.xs.into_iter().skip(1));
}

/// Share of neighbouring glyphs, in hundredths, that lines may part in a table: in a chart they cut through words.
const MOST_CUT: usize = 8;

/// Whether a lattice is a table: several cells are filled, and no lines run through words.
fn is_table(matrix: &Matrix) -> bool {
    let filled = matrix.cells.iter().filter(|cell| !cell.is_empty()).count();
    let total = matrix.cells.len();
    if filled < 2 || total >= 12 && filled * 12 < total {
        return false;
    }
    let mut place = vec![0; matrix.glyphs.len()];
    matrix.cells.iter().enumerate().for_each(|(cell, glyphs)| glyphs.iter().for_each(|&at| place[at] = cell));
    let (mut near, mut cut) = (0, 0);
    let mut order: Vec<usize> = (0..matrix.glyphs.len()).collect();
    order.sort_by_key(|&at| {
        let area = matrix.glyphs[at].glyph.area;
        (area.y() / 100, area.x0)
    });
    for pair in order.windows(2) {
        let (left, right) = (&matrix.glyphs[pair[0]].glyph, &matrix.glyphs[pair[1]].glyph);
        let gap = right.area.x0 - left.area.x1;
        let size = left.size.min(right.size);
        if (left.area.y() - right.area.y()).abs() * 4 < size && gap.abs() * 10 < size * 3 {
            near += 1;
            cut += usize::from(place[pair[0]] != place[pair[1]]);
        }
    }
    cut * 100 <= near * MOST_CUT || cut < 2
}

/// Takes narrow columns and rows without text away: the gaps of double lines.
fn remove_slivers(matrix: &mut Matrix) {
    let mut col = 0;
    while col < matrix.cols() && matrix.cols() > 1 {
        let narrow = matrix.xs[col + 1] - matrix.xs[col] < SLIVER;
        let own = |matrix: &Matrix| {
            let extents = matrix.extents();
            (0..matrix.rows()).all(|row| {
                let cell = matrix.owner[row][col];
                extents[cell].cols > 1 || matrix.is_empty(cell)
            })
        };
        if narrow && own(matrix) {
            let into = if col + 1 < matrix.cols() { col + 1 } else { col - 1 };
            matrix.remove_col(col, into);
        } else {
            col += 1;
        }
    }
    let mut row = 0;
    while row < matrix.rows() && matrix.rows() > 1 {
        let narrow = matrix.ys[row + 1] - matrix.ys[row] < SLIVER;
        let extents = matrix.extents();
        let free = matrix.owner[row].iter().all(|&cell| extents[cell].rows > 1 || matrix.is_empty(cell));
        if narrow && free {
            matrix.remove_row(row);
        } else {
            row += 1;
        }
    }
}
