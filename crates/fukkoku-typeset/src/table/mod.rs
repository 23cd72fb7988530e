//! Tables: a grid of cells, widths out of contents, rows that keep together, headers on every page.

mod balance;
mod cell;
mod cells;
mod draw;
mod grid;
mod heights;
mod look;
mod place;
mod plan;
mod points;
mod set;
mod widths;

pub(crate) use grid::Grid;
