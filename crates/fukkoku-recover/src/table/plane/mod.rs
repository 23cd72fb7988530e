//! Tables out of text that is lined up by spaces: offsets are evidence.
//!
//! `strip` cuts lines into words with offsets, `region` finds stretches that may be tables, `columns` finds the gutters,
//! `section` makes the parts of a table on several pages agree, `assign` lays words over columns, `header` reads the
//! labels, `heads` the lines that head rows, `blocks` finds the blocks of a page that are displaced, `rows` divides the lines into rows and `stub` the rows among
//! labels that cover several; `cell` says what it costs to take pieces for one cell; `explain` shows a reading.

pub(crate) mod explain;

mod assign;
mod beside;
mod blocks;
mod body;
mod build;
mod cell;
mod columns;
mod find;
mod fit;
mod header;
mod heads;
mod kind;
mod lay;
mod region;
mod rows;
mod section;
mod stack;
mod strip;
mod stub;

pub(crate) use find::{placed, tables};
