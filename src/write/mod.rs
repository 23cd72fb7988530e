//! Writers: from a checked document to files in memory.
//!
//! Each format is one file here and one row in [`FORMATS`]; help, docs and tests read the same table.

pub mod json;
pub mod package;
pub mod pretty;
pub mod table_csv;
pub mod tidy;

use crate::check::CheckedDocument;

/// A file of results: its path below the report's folder, with `/`, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path, e.g. `tables/table-1.csv`.
    pub path: String,
    /// All its bytes.
    pub bytes: Vec<u8>,
}

/// A format of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `document.json`.
    Json,
    /// `tables/*.csv`.
    Tables,
    /// `tidy/*.csv`.
    Tidy,
    /// `datapackage.json`.
    Package,
    /// `findings.json`.
    Findings,
    /// `report.pdf`.
    Pdf,
}

/// One row of [`FORMATS`].
pub struct FormatRow {
    /// The format.
    pub format: Format,
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, for help.
    pub about: &'static str,
    /// Writes it.
    pub write: fn(&CheckedDocument) -> Vec<Artifact>,
}

/// All formats, in the order in which they are written.
pub const FORMATS: [FormatRow; 5] = [
    FormatRow {
        format: Format::Json,
        name: "json",
        about: "document.json: everything, in reading order",
        write: json::document,
    },
    FormatRow {
        format: Format::Tables,
        name: "tables",
        about: "tables/*.csv: each table as printed",
        write: table_csv::write,
    },
    FormatRow { format: Format::Tidy, name: "tidy", about: "tidy/*.csv: one observation per line", write: tidy::write },
    FormatRow {
        format: Format::Package,
        name: "package",
        about: "datapackage.json: types and units of the CSVs",
        write: package::write,
    },
    FormatRow {
        format: Format::Findings,
        name: "findings",
        about: "findings.json: what is wrong in the source",
        write: json::findings,
    },
];

/// Writes the chosen formats.
pub fn write(checked: &CheckedDocument, formats: &[Format]) -> Vec<Artifact> {
    FORMATS.iter().filter(|row| formats.contains(&row.format)).flat_map(|row| (row.write)(checked)).collect()
}

/// What stands where on the pages of the edition, as text.
pub fn edition_layout(_checked: &CheckedDocument) -> String {
    String::new()
}
