//! What characters look like: digits, figures, dates, eras, bullets, totals, brackets, numbers of headings.
//!
//! The one place for each of them: whatever kind of input a label comes from, it is judged alike.

mod dates;
mod figures;
mod labels;
mod marks;

pub(crate) use dates::*;
pub(crate) use figures::*;
pub(crate) use labels::*;
pub use labels::{BULLETS, Total, bullet, is_bullet, is_group_head, total};
pub(crate) use marks::*;
