//! What was found, told in words.

use crate::block::PrintedTable;
use std::fmt::Write as _;

/// Size, pages and columns of a table.
pub(crate) fn summary(table: &PrintedTable) -> String {
    let mut on: Vec<String> = table.rows.iter().map(|row| row.page.to_string()).collect();
    on.dedup();
    let levels = table.header.iter().map(|label| label.level + label.row_span).max().unwrap_or_default();
    let mut out = format!(
        "{} rows and {} columns on pages {}; {levels} rows of labels\n",
        table.rows.len(),
        table.columns,
        on.join(", ")
    );
    for column in 0..table.columns {
        let path: Vec<String> = table.path(column).iter().map(|cell| cell.joined("")).collect();
        let cells = table.rows.iter().filter_map(|row| row.cells[column].as_ref());
        let filled = cells.filter(|cell| !cell.joined("").is_empty()).count();
        let _ = writeln!(out, "  column {}: {filled} cells under 「{}」", column + 1, path.join("／"));
    }
    out
}
