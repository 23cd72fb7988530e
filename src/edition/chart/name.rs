//! What charts call their table.

use crate::document::Table;

/// What a table is called in the title of its chart.
pub(super) fn name(table: &Table) -> &str {
    table.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).unwrap_or("上の表")
}
