//! A file of results, in memory.

/// A file of results: its path below the report's folder, with `/`, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path, e.g. `tables/table-1.csv`.
    pub path: String,
    /// All its bytes.
    pub bytes: Vec<u8>,
}
