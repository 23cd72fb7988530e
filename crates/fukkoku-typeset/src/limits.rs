//! How much of something a page can show as it is; what is beyond is set otherwise, and told by a finding.

use super::length::Length;

/// Columns of a table. What lies beyond goes into the last: a page wider than a few metres is of no use.
pub const MOST_COLUMNS: usize = 1_000;
/// Characters of a title in the contents and on the title page; the heading itself is set whole.
pub const LONGEST_TITLE: usize = 120;
/// Characters of a paragraph: some three pages. A longer one is set like any other.
pub const LONGEST_PARAGRAPH: usize = 5_000;
/// Width, in 1/1000 em, of what no line may tear: what is wider is torn rather than that its column is made so wide.
pub const LONGEST_WORD: Length = 16_000;
