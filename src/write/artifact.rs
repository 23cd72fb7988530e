//! A file of results: in memory, or still to be made.

use std::io::{self, Write};

/// A file of results: its path below the report's folder, with `/`, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path, e.g. `tables/table-1.csv`.
    pub path: String,
    /// All its bytes.
    pub bytes: Vec<u8>,
}

/// A file of results that is made as it is written: the files of a long report take more than all that is known of it.
pub struct Pending<'a> {
    /// Path, e.g. `tables/table-1.csv`.
    pub path: String,
    fill: Fill<'a>,
}

/// Writes all bytes of a file.
type Fill<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>;

impl<'a> Pending<'a> {
    /// A file that `fill` writes.
    pub(super) fn new(path: impl Into<String>, fill: impl Fn(&mut dyn Write) -> io::Result<()> + 'a) -> Self {
        Self { path: path.into(), fill: Box::new(fill) }
    }

    /// Writes its bytes in many small pieces.
    ///
    /// - **Errors**: those of `out` alone.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        (self.fill)(out)
    }

    /// The file in memory.
    pub fn made(&self) -> Artifact {
        let mut bytes = Vec::new();
        // Writing to memory cannot fail.
        let _ = self.write(&mut bytes);
        Artifact { path: self.path.clone(), bytes }
    }
}
