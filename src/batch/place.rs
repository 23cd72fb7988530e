//! Where files of a run stand: every path below the output folder is made here, and nowhere else.

use super::input::Input;
use super::mode::Modes;
use super::name::{MANIFEST, is_holdable};
use super::open::kind;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The output folder of a run.
#[derive(Debug)]
pub(crate) struct OutputRoot {
    /// As given.
    folder: PathBuf,
    /// Without links and `..`.
    real: PathBuf,
    /// The inputs, without links and `..`: no output is written over one.
    inputs: BTreeSet<PathBuf>,
    /// Which permissions files of a run have.
    modes: Modes,
}

/// Why nothing is written, read or removed at a place.
#[derive(Debug, Error)]
pub(crate) enum PlaceError {
    /// Nothing that a run has written.
    #[error("expected a path below the output folder in names that every system can hold, found '{path}'")]
    NotBelow {
        /// As it stands in the manifest.
        path: String,
    },
    /// A link at the place, or on the way to it.
    #[error(
        "{path}: expected a file or folder of its own below the output folder, found a link; nothing is written or removed through it"
    )]
    Link {
        /// The link.
        path: String,
    },
    /// A file where a folder must be, or the other way round.
    #[error("{path}: expected {expected}, found {found}; move it away or choose another output folder")]
    InTheWay {
        /// What stands there.
        path: String,
        /// What would have to.
        expected: &'static str,
        /// What does.
        found: &'static str,
    },
    /// An input.
    #[error("{path}: an output would be written over this input; choose another output folder")]
    Input {
        /// The input.
        path: String,
    },
    /// The system refused.
    #[error("{path}: cannot be looked at: {source}")]
    Io {
        /// Where.
        path: String,
        /// Why.
        source: io::Error,
    },
}

impl OutputRoot {
    /// The output folder of a run over these inputs; it need not exist.
    pub(crate) fn new(folder: &Path, inputs: &[Input]) -> Self {
        let inputs = inputs.iter().filter_map(|input| fs::canonicalize(&input.path).ok()).collect();
        let modes = Modes::beside(&folder.join(MANIFEST));
        Self { folder: folder.to_owned(), real: resolved(folder), inputs, modes }
    }

    /// The place of a file below the output folder: nothing stands there yet, or a plain file.
    ///
    /// - **Input**: a relative path with `/`, as outputs have it in the manifest.
    /// - **Errors**: a path that leads elsewhere or that no run writes; a link on the way, whatever it leads to; a file where
    ///   a folder must be; an input.
    pub(crate) fn place(&self, relative: &str) -> Result<PathBuf, PlaceError> {
        if !is_holdable(relative) {
            return Err(PlaceError::NotBelow { path: relative.to_owned() });
        }
        if self.inputs.contains(&self.real.join(relative)) {
            return Err(PlaceError::Input { path: self.folder.join(relative).display().to_string() });
        }
        self.way(relative, Expected::File)
    }

    /// A path below the output folder on which nothing stands in the way.
    fn way(&self, relative: &str, expected: Expected) -> Result<PathBuf, PlaceError> {
        // The output folder itself may be a link: the user has named it.
        refuse(&self.folder, fs::metadata(&self.folder), Expected::Folder)?;
        let mut path = self.folder.clone();
        let last = relative.matches('/').count();
        for (at, part) in relative.split('/').enumerate() {
            path.push(part);
            let expected = if at == last { expected } else { Expected::Folder };
            refuse(&path, fs::symlink_metadata(&path), expected)?;
        }
        Ok(path)
    }

    /// The place of a folder below the output folder, if there is one; the empty path is the output folder itself.
    ///
    /// - **Errors**: as for a file.
    pub(crate) fn folder(&self, relative: &str) -> Result<Option<PathBuf>, PlaceError> {
        if relative.is_empty() {
            refuse(&self.folder, fs::metadata(&self.folder), Expected::Folder)?;
            return Ok(self.folder.is_dir().then(|| self.folder.clone()));
        }
        if !is_holdable(relative) {
            return Err(PlaceError::NotBelow { path: relative.to_owned() });
        }
        let path = self.way(relative, Expected::Folder)?;
        Ok(path.is_dir().then_some(path))
    }

    /// What permissions a file has that no run gives it.
    pub(crate) fn odd_mode(&self, path: &Path) -> Option<String> {
        self.modes.odd(path)
    }

    /// The same of the manifest, beside a file of a report.
    pub(crate) fn odd_mode_of_manifest(&self, output: &str) -> Option<String> {
        self.modes.odd_manifest(&self.folder.join(MANIFEST), &self.folder.join(output))
    }

    /// Whether it holds inputs or the working folder, so that not all in it is ours.
    pub(crate) fn is_shared(&self) -> bool {
        let here = std::env::current_dir().and_then(fs::canonicalize);
        here.is_ok_and(|here| here.starts_with(&self.real))
            || self.inputs.iter().any(|input| input.starts_with(&self.real))
    }

    /// As the user has named it.
    pub(crate) fn named(&self) -> &Path {
        &self.folder
    }

    /// Whether a folder lies below the output folder, and is not the output folder itself.
    pub(crate) fn holds(&self, folder: &Path) -> bool {
        folder != self.folder && folder.starts_with(&self.folder)
    }

    /// The path of a report's folder or of a file, for messages.
    pub(crate) fn shown(&self, relative: &str) -> String {
        self.folder.join(relative).display().to_string()
    }
}

/// What must stand on a path, if anything does.
#[derive(Clone, Copy)]
enum Expected {
    Folder,
    File,
}

fn refuse(path: &Path, facts: io::Result<fs::Metadata>, expected: Expected) -> Result<(), PlaceError> {
    let name = || path.display().to_string();
    let found = match facts {
        Ok(facts) => facts.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(PlaceError::Io { path: name(), source }),
    };
    let (fits, expected) = match expected {
        Expected::Folder => (found.is_dir(), "a folder"),
        Expected::File => (found.is_file(), "a file"),
    };
    if fits {
        Ok(())
    } else if found.is_symlink() {
        Err(PlaceError::Link { path: name() })
    } else {
        Err(PlaceError::InTheWay { path: name(), expected, found: kind(found) })
    }
}

/// A path without links and `..`, as far as it exists.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let found = whole.ancestors().find_map(|part| Some((fs::canonicalize(part).ok()?, whole.strip_prefix(part).ok()?)));
    found.map_or(whole.clone(), |(real, rest)| real.join(rest))
}
