//! Which reports a run is about, and what they are called in its outputs.

use super::name::{folded, folder_of, portable};
use super::open::{self, ReadError};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What reports are called in a folder.
const EXTENSIONS: [&str; 2] = ["pdf", "txt"];

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Its name in outputs: relative, with `/`.
    pub name: String,
}

impl Input {
    /// Whether it is standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// The folder below the output folder that it is written to.
    pub(crate) fn folder(&self) -> String {
        folder_of(&self.name)
    }
}

/// Why inputs cannot be listed or an input cannot be read.
#[derive(Debug, Error)]
pub(crate) enum InputError {
    /// No such file or folder.
    #[error("{path}: expected a file or folder, found nothing there; check the path")]
    Missing {
        /// As given.
        path: String,
    },
    /// A folder without reports.
    #[error("{path}: expected *.pdf or *.txt files in this folder or below, found none")]
    NoReports {
        /// As given.
        path: String,
    },
    /// Two inputs would write the same files.
    #[error("{first} and {second} would both be written to '{folder}'; convert them into different folders with -o")]
    Clash {
        /// One.
        first: String,
        /// The other.
        second: String,
        /// The folder.
        folder: String,
    },
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Lists the inputs that arguments name: files as they are, folders with all `*.pdf` and `*.txt` below, `-` for standard input.
///
/// A file is named after its path below `input/`, or else below the deepest folder that holds all files given.
pub(crate) fn inputs(arguments: &[PathBuf]) -> Result<Vec<Input>, InputError> {
    let files: Vec<&PathBuf> = arguments.iter().filter(|path| !path.is_dir() && path.as_os_str() != "-").collect();
    let base = common_folder(&files);
    let mut found = Vec::new();
    for path in arguments {
        if path.as_os_str() == "-" {
            found.push(Input { path: path.clone(), name: "stdin.txt".to_owned() });
        } else if path.is_dir() {
            found.extend(reports_below(path)?);
        } else if path.exists() {
            found.push(Input { path: path.clone(), name: name_below(path, base.as_deref()) });
        } else {
            return Err(InputError::Missing { path: path.display().to_string() });
        }
    }
    found.dedup();
    refuse_clashes(&found)?;
    Ok(found)
}

fn reports_below(folder: &Path) -> Result<Vec<Input>, InputError> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| ReadError::Io {
            path: folder.display().to_string(),
            source: error.into_io_error().unwrap_or_else(|| io::Error::other("a link that leads back to itself")),
        })?;
        let known = |extension: &OsStr| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
        if entry.path().extension().is_some_and(known) && entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            found.push(Input { path: entry.path().to_owned(), name: portable(below) });
        }
    }
    if found.is_empty() { Err(InputError::NoReports { path: folder.display().to_string() }) } else { Ok(found) }
}

/// The deepest folder that holds all of several files outside `input/`.
fn common_folder(files: &[&PathBuf]) -> Option<PathBuf> {
    let mut folders =
        files.iter().filter(|path| !path.starts_with("input")).map(|path| path.parent().unwrap_or(Path::new("")));
    let mut common = folders.next()?.to_owned();
    for folder in folders {
        while !folder.starts_with(&common) && common.pop() {}
    }
    Some(common)
}

fn name_below(path: &Path, base: Option<&Path>) -> String {
    let below = path.strip_prefix("input").ok().or_else(|| base.and_then(|base| path.strip_prefix(base).ok()));
    portable(below.unwrap_or(path))
}

/// Names that are one on some system clash, and a folder that would stand where another report has a file.
fn refuse_clashes(inputs: &[Input]) -> Result<(), InputError> {
    let mut seen: BTreeMap<String, &Input> = BTreeMap::new();
    for input in inputs {
        if let Some(first) = seen.insert(folded(&input.folder()), input) {
            return Err(clash(first, input));
        }
    }
    for (folder, input) in &seen {
        let mut above = folder.match_indices('/').map(|(at, _)| (&folder[..at], &folder[at + 1..]));
        if let Some(first) = above.find_map(|(above, rest)| seen.get(above).filter(|_| is_file_of_a_report(rest))) {
            return Err(clash(first, input));
        }
    }
    Ok(())
}

/// Whether a path below the folder of a report may be that of one of its files, or lead through one.
fn is_file_of_a_report(path: &str) -> bool {
    let written = ["csv", "html", "json", "parquet", "pdf", "svg", "txt", "xlsx"];
    path.split('/').any(|part| part.rsplit_once('.').is_some_and(|(_, extension)| written.contains(&extension)))
}

fn clash(first: &Input, second: &Input) -> InputError {
    InputError::Clash {
        first: first.path.display().to_string(),
        second: second.path.display().to_string(),
        folder: second.folder(),
    }
}

/// Reads an input whole.
pub(crate) fn read(input: &Input, limit: u64) -> Result<Vec<u8>, InputError> {
    Ok(if input.is_stdin() {
        open::whole(io::stdin().lock(), "standard input", limit)?
    } else {
        open::plain_file(&input.path, limit)?
    })
}
