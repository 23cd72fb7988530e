//! Breaking the flow into pages.

use crate::length::Length;
use crate::pager::{Filled, Keep, Pager, Slab};
use crate::sheet::Sheet;
use crate::table::Grid;

/// A piece of the flow.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// A line.
    Slab(Slab),
    /// A table, which breaks between its rows.
    Table(Box<Grid>),
}

/// Places all pieces.
pub(crate) fn fill(pieces: Vec<Piece>, sheet: Sheet) -> Filled {
    let mut pager = Pager::new(sheet);
    let mut pieces = pieces.into_iter().peekable();
    let mut chain: Vec<Slab> = Vec::new();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Slab(slab) => {
                let goes_on = slab.keep == Keep::WithNext && pieces.peek().is_some();
                chain.push(slab);
                if !goes_on {
                    pager.place_chain(std::mem::take(&mut chain), 0);
                }
            }
            Piece::Table(grid) => place_with_lead(&mut pager, std::mem::take(&mut chain), &grid),
        }
    }
    pager.place_chain(chain, 0);
    pager.finish()
}

/// A table, and the heading or caption that must stand above it.
fn place_with_lead(pager: &mut Pager, lead: Vec<Slab>, grid: &Grid) {
    if grid.frame != pager.frame() {
        pager.turn(grid.frame);
    }
    let whole = lead.iter().map(|slab| slab.before + slab.height).sum::<Length>() + grid.whole_height();
    // A table that fits on the next page is not torn, if half of this page is filled.
    let fits_next =
        whole > pager.room() && whole <= pager.frame().height() && pager.room() * 2 <= pager.frame().height();
    if fits_next && !pager.at_top() {
        pager.turn(pager.frame());
    }
    pager.place_chain(lead, grid.least_height());
    grid.place(pager);
    pager.turn_upright();
}
