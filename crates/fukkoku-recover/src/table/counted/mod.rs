//! Tables out of text that keeps no columns, where a printed row is a line: columns are found by counting.
//!
//! An extractor writes on one line what stands level on paper. So a row of figures is a line of as many cells as the table has
//! columns, and equal counts on neighbouring lines are columns; no search is needed. `token` parts lines at their blanks and tells
//! figures from words (`overprint` what was printed several times), `row` puts lines together that are one printed row, `cluster` finds rows that follow each other, `pattern`
//! counts their columns and lays rows with fewer cells over them (`sums` where totals tell how), `header` finds the words above, `labels` parts them into as many labels (`over` looks where they stand), `level` tells
//! the rows that sum up others, `build` makes the table and `pages` puts its parts
//! together; `trust` says how far it is to be believed. `words` finds tables without figures. `weights` is what each piece of evidence costs.

mod build;
mod cluster;
mod found;
mod header;
mod labels;
mod level;
mod over;
mod overprint;
mod pages;
mod pattern;
mod row;
mod sums;
mod token;
mod trust;
mod weights;
mod words;

pub(crate) use build::tables;
pub(crate) use found::Counted;
pub(crate) use pages::standing;
pub(crate) use trust::Trust;
