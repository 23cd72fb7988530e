//! Widths of columns out of their contents, and the size and page that make them fit.

use super::cell::{Cell, Kind};
use super::cells::Cells;
use super::look::{Grows, Look, Wish, add_shares};
use crate::length::Length;
use crate::limits::LONGEST_WORD;
use crate::sheet::{Frame, Sheet};
use crate::vertical;

/// Sizes to try upright, then across.
const SIZES: [Length; 6] = [9_000, 8_500, 8_000, 7_500, 7_000, 6_500];
/// Size of the text on a fold-out: a page so wide that nothing is torn.
const FOLD_OUT: Length = 7_000;
/// The text of a fold-out is not wider than this: four sheets of A4 upright, side by side.
const WIDEST_FOLD_OUT: Length = 4 * 595_276;
/// Sizes for the very widest tables, words torn apart.
const SMALL_SIZES: [Length; 4] = [6_000, 5_000, 4_000, 3_000];

/// The first size and page on which all columns find room: upright, across, on a fold-out, and only then with words torn apart.
pub(crate) fn choose(cells: &Cells, sheet: Sheet) -> (Look, Frame, Vec<Length>) {
    let across = sheet.across(0);
    let upright = SIZES.iter().take(4).map(|size| (*size, sheet.upright(), Tear::Never));
    let turned = SIZES.iter().map(|size| (*size, across, Tear::Never));
    let unfolded: Length = wishes(cells, Look::of(FOLD_OUT), Tear::Never).iter().map(|wish| wish.most).sum();
    let fold_out = (FOLD_OUT, sheet.across(unfolded.min(WIDEST_FOLD_OUT)), Tear::Never);
    let torn = SMALL_SIZES.iter().map(|size| (*size, across, Tear::Anywhere));
    for (size, frame, tear) in upright.chain(turned).chain([fold_out]).chain(torn) {
        let look = Look::of(size);
        let wishes = wishes(cells, look, tear);
        if wishes.iter().map(|wish| wish.least).sum::<Length>() <= frame.width {
            return (look, frame, share(cells, look, &wishes, frame.width));
        }
    }
    let look = Look::of(SMALL_SIZES[3]);
    let widths: Vec<Length> = wishes(cells, look, Tear::Anywhere).iter().map(|wish| wish.least).collect();
    (look, sheet.across(widths.iter().sum()), widths)
}

/// Whether words may be torn apart to make a column narrower.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tear {
    Never,
    Anywhere,
}

fn wishes(cells: &Cells, look: Look, tear: Tear) -> Vec<Wish> {
    let floor = look.size + 2 * look.pad_x;
    let mut wishes = vec![Wish { least: floor, most: floor, grows: Grows::Never }; cells.columns];
    for cell in cells.cells.iter().filter(|cell| cell.column_span == 1) {
        let wish = wish(cell, look, tear);
        let of_column = &mut wishes[cell.column];
        of_column.least = of_column.least.max(wish.least);
        of_column.most = of_column.most.max(wish.most);
        of_column.grows = of_column.grows.max(if cell.kind == Kind::Header { Grows::Never } else { wish.grows });
    }
    for cell in cells.cells.iter().filter(|cell| cell.column_span > 1) {
        widen(&mut wishes[cell.column..cell.column + cell.column_span], wish(cell, look, tear));
    }
    wishes
}

/// What a merged cell needs beyond the sum of its columns is shared out evenly.
fn widen(columns: &mut [Wish], wish: Wish) {
    let count = columns.len() as Length;
    let least = wish.least - columns.iter().map(|column| column.least).sum::<Length>();
    let most = wish.most - columns.iter().map(|column| column.most).sum::<Length>();
    for column in columns {
        column.least += least.max(0).div_euclid(count) + least.signum().max(0);
        column.most = (column.most + most.max(0) / count).max(column.least);
    }
}

fn wish(cell: &Cell, look: Look, tear: Tear) -> Wish {
    let pads = 2 * look.pad_x;
    if cell.vertical {
        let width = vertical::width(vertical_columns(cell, look), look.size) + pads + look.size / 2;
        return Wish { least: width, most: width, grows: Grows::Never };
    }
    let most = cell.extents.iter().map(|text| text.whole * look.size / 1000).max().unwrap_or(0);
    let word = || cell.extents.iter().map(|text| text.word * look.size / 1000).max().unwrap_or(0);
    let number = cell.align == super::cell::Align::Right;
    let longest = look.size * LONGEST_WORD / 1_000 * if number { 3 } else { 1 };
    let least = match tear {
        Tear::Never => word().min(longest).max(comfortable(cell, look, most)),
        Tear::Anywhere => look.size.min(most),
    };
    // A hair more, so that rounding breaks no line.
    let grows = if !number && cell.kind == Kind::Body { Grows::First } else { Grows::Last };
    Wish { least: least + pads + 20, most: most.max(least) + pads + 20, grows }
}

/// Running text is not set in columns of one or two characters, a number or a label not in two lines.
fn comfortable(cell: &Cell, look: Look, most: Length) -> Length {
    match cell.kind {
        Kind::Header => most.min(2 * look.size),
        Kind::Label | Kind::TotalLabel => most.min(7 * look.size),
        Kind::Body | Kind::Total => most.min(6 * look.size),
    }
}

/// Vertical text higher than this stands in two columns.
const HIGHEST_COLUMN: Length = 250_000;

/// One column of vertical text, to which the rows it covers are fitted: programs that read tables mix two up.
fn vertical_columns(cell: &Cell, look: Look) -> usize {
    let boxes = vertical::boxes(&cell.text(), look.style(cell.kind).family);
    if boxes as Length * look.size > HIGHEST_COLUMN { 2 } else { 1 }
}

/// Shares a width: what is wished for, if there is enough; else so that the table becomes as low as can be.
fn share(cells: &Cells, look: Look, wishes: &[Wish], width: Length) -> Vec<Length> {
    let most: Length = wishes.iter().map(|wish| wish.most).sum();
    if most > width {
        return super::balance::balance(cells, look, wishes, width);
    }
    let first = wishes.iter().map(|wish| wish.grows).max().unwrap_or_default();
    let parts: Vec<Length> = wishes.iter().map(|wish| if wish.grows < first { 0 } else { wish.most }).collect();
    add_shares(wishes.iter().map(|wish| wish.most), &parts, width - most)
}
