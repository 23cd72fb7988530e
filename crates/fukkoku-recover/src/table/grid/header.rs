//! How many rows of a table are its header.

use super::content::is_value;
use super::matrix::Matrix;
use super::refine::texts;
use crate::look;

/// Most rows of a header.
const MOST: usize = 6;

/// Number of header rows: the first, and the next as long as a cell over several columns stands over labels of its parts.
pub(super) fn depth(matrix: &Matrix) -> usize {
    if matrix.head > 0 {
        return matrix.head.min(matrix.rows());
    }
    let texts = texts(matrix);
    let extents = matrix.extents();
    if is_data(&texts[0]) {
        return 0;
    }
    let mut depth = 1;
    while depth < matrix.rows().min(MOST) {
        let row = &texts[depth];
        let filled: Vec<&String> = row.iter().filter(|text| !text.is_empty()).collect();
        let values = filled.iter().filter(|text| is_value(text)).count();
        let wide_over_labels = matrix.owner[depth - 1].iter().any(|&cell| {
            let extent = &extents[cell];
            let below = extent.col..extent.col + extent.cols;
            extent.cols > 1
                && extent.row + extent.rows == depth
                && !matrix.is_empty(cell)
                && below.filter(|&col| !row[col].is_empty()).count() >= 2
        });
        if !wide_over_labels || values * 3 > filled.len() {
            break;
        }
        depth += 1;
    }
    depth.min(matrix.rows())
}

/// Whether a first row names the columns below it: no figure stands in it, or years and other numbers that go up by one.
pub(crate) fn names_columns(row: &[String]) -> bool {
    let filled: Vec<&String> = row.iter().filter(|text| !text.is_empty()).collect();
    let year = |text: &&&String| text.chars().count() == 4 && text.chars().all(look::is_digit);
    !filled.is_empty() && (filled.iter().all(|text| !is_value(text) || year(&text)) || is_count(&filled))
}

/// A first row that is mostly figures names nothing.
fn is_data(row: &[String]) -> bool {
    let filled: Vec<&String> = row.iter().filter(|text| !text.is_empty()).collect();
    let values = filled.iter().filter(|text| is_value(text)).count();
    filled.len() >= 2 && values * 2 > filled.len() && !is_count(&filled)
}

/// Years or other numbers that count up name columns, though they are figures.
fn is_count(filled: &[&String]) -> bool {
    look::counts_up(filled.iter().map(|text| text.as_str()).filter(|text| is_value(text) || *text == "元"))
}
