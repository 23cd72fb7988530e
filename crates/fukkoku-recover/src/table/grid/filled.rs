//! What the columns of a table hold that grows page by page.

use super::content::is_value;
use super::matrix::Matrix;
use super::refine::texts_of_rows;

/// Cells that are filled and cells with figures, of all rows but the first, column by column.
#[derive(Default)]
pub(super) struct Filled {
    columns: Vec<(usize, usize)>,
    /// Rows that are counted.
    rows: usize,
}

impl Filled {
    /// The columns that hold mostly figures; reads only rows that were put under the table since it was asked.
    pub(super) fn columns_of_figures(&mut self, matrix: &Matrix) -> Vec<usize> {
        if self.columns.len() != matrix.cols() {
            // A further border: there are only so many.
            *self = Self { columns: vec![(0, 0); matrix.cols()], rows: 1 };
        }
        for row in texts_of_rows(matrix, self.rows.min(matrix.rows())..matrix.rows()) {
            for ((filled, figures), text) in self.columns.iter_mut().zip(&row) {
                *filled += usize::from(!text.is_empty());
                *figures += usize::from(!text.is_empty() && is_value(text));
            }
        }
        self.rows = matrix.rows();
        let mostly = |(filled, figures): &(usize, usize)| *filled >= 2 && *figures * 2 > *filled;
        self.columns.iter().enumerate().filter(|(_, column)| mostly(column)).map(|(at, _)| at).collect()
    }
}
