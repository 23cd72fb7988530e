//! The manifest while a run goes on: appended line by line, so that a run that is broken off leaves what it has done.

use super::manifest::{self, Line, Lines};
use super::name::MANIFEST;
use super::open::plain_file;
use super::place::OutputRoot;
use super::store::{self, StoreError};
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// The manifest of a run.
#[derive(Debug)]
pub(crate) struct Journal<'a> {
    root: &'a OutputRoot,
    /// What earlier runs have written.
    before: Lines,
    /// Lines that are none: number and reason.
    faults: Vec<String>,
    /// Whether the file ends within a line.
    end: End,
}

/// How the file ends.
#[derive(Debug)]
enum End {
    /// Nothing was appended yet; the last line may be cut.
    Unknown,
    /// With a whole line.
    Whole(File),
}

impl<'a> Journal<'a> {
    /// Reads what earlier runs have left.
    ///
    /// - **Errors**: a manifest that is a link or no file.
    pub(crate) fn open(root: &'a OutputRoot) -> Result<Self, StoreError> {
        let (before, faults) = manifest::read(&on_disk(root)?);
        Ok(Self { root, before, faults, end: End::Unknown })
    }

    /// What an earlier run has written of a report.
    pub(crate) fn before(&self, path: &str) -> Option<&Line> {
        self.before.get(path)
    }

    /// Lines of reports that a run over all inputs no longer has.
    pub(crate) fn gone<'b>(&'b self, inputs: &'b BTreeSet<String>) -> impl Iterator<Item = &'b Line> {
        self.before.values().filter(|line| !inputs.contains(&line.path))
    }

    /// What is wrong with lines that were left out, each with its place.
    pub(crate) fn faults(&self) -> impl Iterator<Item = String> {
        self.faults.iter().map(|fault| format!("{}:{fault}", self.root.shown(MANIFEST)))
    }

    /// Appends the line of a report whose files are written.
    pub(crate) fn append(&mut self, line: &Line) -> Result<(), StoreError> {
        let path = self.root.place(MANIFEST)?;
        let fail = |source| StoreError::Write { path: path.display().to_string(), source };
        let bytes = manifest::line_bytes(line);
        match &mut self.end {
            End::Whole(file) => file.write_all(&bytes).map_err(fail),
            End::Unknown => {
                let mut file = appended_to(&path).map_err(fail)?;
                // A run that was broken off may have left a line without its end.
                let cut = !on_disk(self.root)?.ends_with(b"\n");
                let lead: &[u8] = if cut { b"\n" } else { b"" };
                file.write_all(&[lead, &bytes].concat()).map_err(fail)?;
                self.end = End::Whole(file);
                Ok(())
            }
        }
    }

    /// Writes the manifest sorted: lines of this run, and those of others that are not `gone`.
    ///
    /// The file is read again: another run may have appended to it.
    pub(crate) fn finish(self, lines: Vec<Line>, gone: &BTreeSet<String>) -> Result<(), StoreError> {
        let path = self.root.place(MANIFEST)?;
        let disk = on_disk(self.root)?;
        let (mut all, _) = manifest::read(&disk);
        all.retain(|path, _| !gone.contains(path));
        all.extend(lines.into_iter().map(|line| (line.path.clone(), line)));
        let bytes = manifest::bytes(&all);
        if bytes == disk { Ok(()) } else { store::write_whole(&path, &bytes) }
    }
}

/// The manifest as it is, empty if there is none.
fn on_disk(root: &OutputRoot) -> Result<Vec<u8>, StoreError> {
    let path = root.place(MANIFEST)?;
    if !path.exists() {
        return Ok(vec![]);
    }
    // As long as there are reports: no limit.
    Ok(plain_file(&path, u64::MAX)?)
}

fn appended_to(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    OpenOptions::new().append(true).create(true).open(path)
}
