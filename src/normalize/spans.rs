//! Which places of a table each of its cells covers.

use fukkoku_recover::block::{PrintedCell, PrintedTable};

/// Who has a place of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A cell that was written here, and how many rows and columns it covers.
    Written(usize, usize),
    /// A cell that was written above or to the left.
    Covered,
    /// No cell: an empty one.
    Empty,
}

/// For each row and column of the body who has the place. No place is covered twice.
///
/// A cell of a merging column covers the places below it until something is written in its column again or, labels being nested,
/// in one to the left that merges too. The label of a total covers the second column as well, unless something is written there
/// in the rows below that it covers.
pub(super) fn places(raw: &PrintedTable) -> Vec<Vec<Place>> {
    let written = |row: usize, column: usize| raw.rows[row].cells[column].is_some();
    let says = |row: usize, column: usize| raw.rows[row].cells[column].as_ref().is_some_and(says_something);
    let mut places: Vec<Vec<Place>> = Vec::with_capacity(raw.rows.len());
    // The row in which the cell began that still runs on, for each column.
    let mut open: Vec<Option<usize>> = vec![None; raw.columns];
    for row in 0..raw.rows.len() {
        places.push(vec![Place::Empty; raw.columns]);
        for column in 0..raw.columns {
            let merges = raw.merging.contains(&column);
            if written(row, column) {
                places[row][column] = Place::Written(1, 1);
                open[column] = (merges && says(row, column)).then_some(row);
                if open[column].is_some() {
                    open[column + 1..].fill(None);
                }
            } else if let Some(first) = open[column] {
                places[row][column] = Place::Covered;
                if let Place::Written(rows, _) = &mut places[first][column] {
                    *rows += 1;
                }
            } else if column == 1 && raw.columns > 2 {
                let owner = if written(row, 0) { Some(row).filter(|row| says(*row, 0)) } else { open[0] };
                let Some(first) = owner else { continue };
                if first == row && is_free_below(raw, row) {
                    places[row][0] = Place::Written(1, 2);
                }
                if matches!(places[first][0], Place::Written(_, 2)) {
                    places[row][1] = Place::Covered;
                }
            }
        }
    }
    places
}

/// Whether nothing is written in the second column of the rows that the label in `row` covers.
fn is_free_below(raw: &PrintedTable, row: usize) -> bool {
    let merges = raw.merging.contains(&0);
    let covered = raw.rows.iter().skip(row + 1).take_while(|below| merges && below.cells[0].is_none());
    covered.map(|below| &below.cells[1]).all(Option::is_none)
}

fn says_something(cell: &PrintedCell) -> bool {
    cell.paragraphs.iter().any(|text| !text.printed.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use fukkoku_recover::block::PrintedRow;
    use fukkoku_recover::source::Text;

    /// `.` stands for a place in which nothing was written, `_` for an empty cell.
    fn table(merging: &[usize], rows: &[&str]) -> PrintedTable {
        let cell = |c: char| match c {
            '.' => None,
            '_' => Some(PrintedCell::default()),
            _ => {
                let text = Text { printed: c.to_string(), ..Text::default() };
                Some(PrintedCell { paragraphs: vec![text], ..PrintedCell::default() })
            }
        };
        PrintedTable {
            columns: rows[0].chars().count(),
            header: vec![],
            rows: rows.iter().map(|row| PrintedRow { cells: row.chars().map(cell).collect(), page: 1 }).collect(),
            repeated: vec![],
            readings: vec![],
            copies: vec![],
            rules: vec![],
            merging: merging.to_vec(),
            upright: vec![],
        }
    }

    /// A letter for each cell in all places that it covers; fails where two cells cover one place.
    fn drawn(raw: &PrintedTable) -> Vec<String> {
        let places = places(raw);
        let mut drawn = vec![vec!['?'; raw.columns]; raw.rows.len()];
        for (row, line) in places.iter().enumerate() {
            for (column, place) in line.iter().enumerate() {
                let (rows, columns) = match place {
                    Place::Written(rows, columns) => (*rows, *columns),
                    Place::Covered => continue,
                    Place::Empty => (1, 1),
                };
                let cell = raw.rows[row].cells[column].as_ref();
                let text: String = cell.iter().flat_map(|cell| &cell.paragraphs).map(|t| t.printed.as_str()).collect();
                for line in &mut drawn[row..row + rows] {
                    for place in &mut line[column..column + columns] {
                        assert_eq!(*place, '?', "covered twice in {places:?}");
                        *place = text.chars().next().unwrap_or('_');
                    }
                }
            }
        }
        drawn.into_iter().map(|line| line.into_iter().collect()).collect()
    }

    #[test]
    fn every_place_has_one_cell() {
        for (why, merging, rows, wanted) in [
            ("a group runs on", &[0][..], &["Aa1", ".b2", "Bc3"][..], &["Aa1", "Ab2", "Bc3"][..]),
            ("a total covers two columns", &[0], &["Aa1", "T.2"], &["Aa1", "TT2"]),
            ("so it does without groups", &[], &["Aa1", "T.2"], &["Aa1", "TT2"]),
            ("a total with parts below it covers one", &[0], &["T.9", ".a1", ".b2"], &["T_9", "Ta1", "Tb2"]),
            ("a label of two columns and two rows", &[0], &["T.9", "..1", "Aa2"], &["TT9", "TT1", "Aa2"]),
            ("labels are nested", &[0, 1], &["Aax1", "..y2", "B.z3"], &["Aax1", "Aay2", "BBz3"]),
            ("beside keys they are not", &[1], &["1ax", "2.y", "3bz"], &["1ax", "2ay", "3bz"]),
            ("an empty cell ends a group", &[0], &["Aa1", "_b2", ".c3"], &["Aa1", "_b2", "_c3"]),
            ("nothing above", &[0], &[".a1", "Bb2"], &["_a1", "Bb2"]),
        ] {
            assert_eq!(drawn(&table(merging, rows)), wanted, "{why}");
        }
    }
}
