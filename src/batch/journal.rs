//! The manifest while a run goes on: appended line by line, so that a run that is broken off leaves what it has done.

use super::manifest::{self, Line, Manifest};
use super::name::MANIFEST;
use super::open::{Limit, own_file};
use super::place::OutputRoot;
use super::store::{self, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// The manifest of a run.
#[derive(Debug)]
pub(crate) struct Journal<'a> {
    root: &'a OutputRoot,
    /// What earlier runs have written.
    before: Manifest,
    /// Whether there was one.
    is_there: bool,
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
    /// - **Errors**: a manifest that is a link or no file, or too large.
    pub(crate) fn open(root: &'a OutputRoot) -> Result<Self, StoreError> {
        let found = on_disk(root)?;
        let is_there = found.is_some();
        Ok(Self { root, before: manifest::read(&found.unwrap_or_default()), is_there, end: End::Unknown })
    }

    /// One that nobody has written to, whatever stands there.
    pub(crate) fn empty(root: &'a OutputRoot) -> Self {
        Self { root, before: Manifest::default(), is_there: false, end: End::Unknown }
    }

    /// Whether there was one.
    pub(crate) fn is_there(&self) -> bool {
        self.is_there
    }

    /// What an earlier run has written of a report.
    pub(crate) fn before(&self, path: &str) -> Option<&Line> {
        self.before.lines.get(path)
    }

    /// All lines of earlier runs.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.before.lines.values()
    }

    /// Lines of reports that a run over all inputs no longer has.
    pub(crate) fn gone<'b>(&'b self, inputs: &'b BTreeSet<String>) -> impl Iterator<Item = &'b Line> {
        self.lines().filter(|line| !inputs.contains(&line.path))
    }

    /// What is wrong with lines that cannot be read, each with its place.
    pub(crate) fn faults(&self) -> impl Iterator<Item = String> {
        self.before.faults.iter().map(|fault| format!("{}:{fault}", self.root.shown(MANIFEST)))
    }

    /// How many reports that are none of these inputs were converted by another version, by version.
    pub(crate) fn of_other_versions(&self, inputs: &BTreeSet<String>) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for (_, foreign) in self.before.foreign.iter().filter(|(path, _)| !inputs.contains(*path)) {
            *counts.entry(foreign.version.as_str()).or_default() += 1;
        }
        counts
    }

    /// Appends the line of a report whose files are written.
    pub(crate) fn append(&mut self, line: &Line) -> Result<(), StoreError> {
        let path = self.root.place(MANIFEST)?;
        let fail = |source| StoreError::Write { path: path.display().to_string(), source };
        let bytes = manifest::line_bytes(line);
        match &mut self.end {
            End::Whole(file) => file.write_all(&bytes).map_err(fail),
            End::Unknown => {
                let disk = on_disk(self.root)?.unwrap_or_default();
                if is_elsewhere_too(&path) {
                    // What is appended must not reach a file that is known by another name as well.
                    store::write_whole(self.root, MANIFEST, &disk)?;
                }
                let mut file = store::append(self.root, MANIFEST)?;
                // A run that was broken off may have left a line without its end.
                let lead: &[u8] = if disk.is_empty() || disk.ends_with(b"\n") { b"" } else { b"\n" };
                file.write_all(&[lead, &bytes].concat()).map_err(fail)?;
                self.end = End::Whole(file);
                Ok(())
            }
        }
    }

    /// Writes the manifest sorted: lines of this run, and those of others that are not `gone`.
    ///
    /// The file is read again: where the file system knows no locks, another run may have appended to it.
    pub(crate) fn finish(&self, lines: Vec<Line>, gone: &BTreeSet<String>) -> Result<(), StoreError> {
        let disk = on_disk(self.root)?;
        let output = lines.iter().flat_map(|line| &line.outputs).next().map(|output| output.path.clone());
        let bytes = made(disk.as_deref().unwrap_or_default(), lines, gone);
        let is_odd = output.is_some_and(|output| self.root.odd_mode_of_manifest(&output).is_some());
        if disk.as_ref() == Some(&bytes) && !is_odd {
            return Ok(());
        }
        store::write_whole(self.root, MANIFEST, &bytes)?;
        store::flush_folders(self.root, std::iter::once(MANIFEST))
    }

    /// Whether the manifest is as a run with these lines would leave it.
    pub(crate) fn is_as_made(&self, lines: Vec<Line>) -> bool {
        // Without a manifest, the files that are missing are told.
        let Ok(Some(disk)) = on_disk(self.root) else { return true };
        disk == made(&disk, lines, &BTreeSet::new())
    }
}

/// A manifest with the lines of a run.
fn made(disk: &[u8], lines: Vec<Line>, gone: &BTreeSet<String>) -> Vec<u8> {
    let mut all = manifest::read(disk);
    all.lines.retain(|path, _| !gone.contains(path));
    all.foreign.retain(|path, _| !gone.contains(path));
    lines.into_iter().for_each(|line| all.replace(line));
    manifest::bytes(&all)
}

/// The manifest as it is, if there is one.
fn on_disk(root: &OutputRoot) -> Result<Option<Vec<u8>>, StoreError> {
    let path = root.place(MANIFEST)?;
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    Ok(Some(own_file(&path, Limit::MANIFEST)?))
}

/// Whether a file has more names than one.
#[cfg(unix)]
fn is_elsewhere_too(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    path.symlink_metadata().is_ok_and(|facts| facts.nlink() > 1)
}

#[cfg(not(unix))]
fn is_elsewhere_too(_: &Path) -> bool {
    false
}
