//! Sharing a width among columns of text so that the rows become as low as can be.

use super::cells::Cells;
use super::look::{Look, Wish, add_shares};
use crate::length::Length;

/// More rows than these tell nothing new about a table.
const ENOUGH_ROWS: usize = 1_000;

/// Starts from the least widths and widens, step by step, the column that makes the rows lowest.
pub(crate) fn balance(cells: &Cells, look: Look, wishes: &[Wish], width: Length) -> Vec<Length> {
    let mut widths: Vec<Length> = wishes.iter().map(|wish| wish.least).collect();
    let rows = Rows::of(cells, look);
    let step = look.size / 2;
    let mut rest = width - widths.iter().sum::<Length>();
    while rest >= step {
        let wanting = (0..widths.len()).filter(|column| widths[*column] < wishes[*column].most);
        let gains = wanting.map(|column| (rows.gain(&widths, column, step), column));
        let Some((gain, column)) = gains.max_by_key(|(gain, column)| (*gain, std::cmp::Reverse(*column))) else {
            break;
        };
        if gain <= 0 {
            break;
        }
        widths[column] += step;
        rest -= step;
    }
    let parts: Vec<Length> = wishes.iter().zip(&widths).map(|(wish, width)| (wish.most - width).max(0) + 1).collect();
    add_shares(widths.iter().copied(), &parts, rest)
}

/// For each row its texts: column, and the widths of its entries on one line.
struct Rows {
    rows: Vec<Vec<(usize, Vec<Length>)>>,
    pads: Length,
}

impl Rows {
    fn of(cells: &Cells, look: Look) -> Rows {
        let mut rows = vec![Vec::new(); cells.kinds.len().min(ENOUGH_ROWS)];
        for cell in cells.cells.iter().filter(|cell| cell.row_span == 1 && cell.column_span == 1 && !cell.vertical) {
            if let Some(row) = rows.get_mut(cell.row).filter(|_| !cell.entries.is_empty()) {
                row.push((cell.column, cell.extents.iter().map(|text| text.whole * look.size / 1000).collect()));
            }
        }
        Rows { rows, pads: 2 * look.pad_x + 20 }
    }

    /// By how much the rows become lower, in 1/1000 line, if a column becomes wider.
    fn gain(&self, widths: &[Length], column: usize, step: Length) -> Length {
        let mut gain = 0;
        for row in self.rows.iter().filter(|row| row.iter().any(|text| text.0 == column)) {
            let lines = |wider: Length| {
                let width = |at: usize| widths[at] - self.pads + if at == column { wider } else { 0 };
                row.iter()
                    .map(|(at, texts)| texts.iter().map(|text| lines_of(*text, width(*at))).sum())
                    .max()
                    .unwrap_or(0)
            };
            gain += lines(0) - lines(step);
        }
        gain
    }
}

/// Lines of a text, in thousandths, as if lines could be divided: a smooth measure leads further than a true one.
fn lines_of(text: Length, width: Length) -> Length {
    (text * 1000 / width.max(1)).max(1000)
}
