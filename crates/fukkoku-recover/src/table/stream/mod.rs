//! Tables out of a stream of pieces.
//!
//! `pieces` cuts the lines, `glue` marks what belongs together, `keys` finds what numbers the rows. `study` tries shapes
//! (`shapes`) under headers (`extent`, `header`): first `probes`, then learning. `align` lays the pieces over columns and rows:
//! `moves` tells where a piece may go, with `layout` computing the line ends that a layout must leave; `price` tells what a step
//! costs, `position` what of that depends on the piece alone, `facts` what each piece of a `stretch` tells; `front` and `lattice`
//! keep the places. `learn` finds what columns hold (`content`) and `totals` what adds up. `costs` is the one table of weights.
//! `anchors` tells where a search is worth its cost. `docs/tables.md` explains the method with one row worked out.

pub(crate) mod explain;
pub(crate) mod region;

mod align;
mod anchors;
mod build;
mod class;
mod content;
mod counts;
mod ends;
mod extent;
mod facts;
mod front;
mod glue;
mod header;
mod keys;
mod lattice;
mod layout;
mod learn;
mod moves;
mod piece;
mod pieces;
mod place;
mod position;
mod price;
mod probes;
mod reading;
mod recovered;
mod repeated;
mod shapes;
mod stretch;
mod study;
mod totals;

pub(crate) use anchors::Anchors;
pub(crate) use recovered::{Recovered, recover};
