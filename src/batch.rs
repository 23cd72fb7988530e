//! Many reports: finding inputs, naming outputs, threads, the manifest, writing. The only place with files.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use thiserror::Error;

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Its name in outputs: relative, with `/`.
    pub name: String,
}

/// Why inputs cannot be listed or an input cannot be read.
#[derive(Debug, Error)]
pub enum InputError {
    /// No such file or folder.
    #[error("{path}: expected a file or folder, found nothing there; check the path")]
    Missing {
        /// As given.
        path: String,
    },
    /// A folder without reports.
    #[error("{path}: expected *.txt files in this folder or below, found none")]
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
    /// A device, a pipe, a socket.
    #[error("{path}: expected a regular file, found {kind}; write it to a file first, or use '-' for standard input")]
    NotRegular {
        /// As given.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// Larger than allowed.
    #[error("{path}: expected at most {limit} bytes, found {size}; raise the limit with --max-bytes")]
    TooLarge {
        /// As given.
        path: String,
        /// Its size.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// The system refused.
    #[error("{path}: cannot be read: {source}")]
    Io {
        /// As given.
        path: String,
        /// Why.
        source: io::Error,
    },
}

/// Lists the inputs that arguments name: files as they are, folders with all `*.txt` below, `-` for standard input.
///
/// A file is named after its path below `input/`, or else below the deepest folder that holds all files given.
pub fn inputs(arguments: &[PathBuf]) -> Result<Vec<Input>, InputError> {
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
        let entry = entry.map_err(|error| InputError::Io {
            path: folder.display().to_string(),
            source: error.into_io_error().unwrap_or_else(|| io::Error::other("a link that leads back to itself")),
        })?;
        let text = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        if text && entry.file_type().is_file() {
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

/// A path as text with `/`: names only, odd bytes as `%XX`.
fn portable(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(portable_name(name.as_encoded_bytes())),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn portable_name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name)
            if !name.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')) =>
        {
            name.to_owned()
        }
        _ => bytes
            .iter()
            .map(|&b| {
                if b.is_ascii_alphanumeric() || b"._-".contains(&b) {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect(),
    }
}

fn refuse_clashes(inputs: &[Input]) -> Result<(), InputError> {
    let mut seen: BTreeMap<String, &Input> = BTreeMap::new();
    for input in inputs {
        let folder = fukkoku_recover::source::ReportId::of(&input.name).to_string();
        if let Some(first) = seen.insert(folder.to_lowercase(), input) {
            return Err(InputError::Clash {
                first: first.path.display().to_string(),
                second: input.path.display().to_string(),
                folder,
            });
        }
    }
    Ok(())
}

/// Reads an input whole.
pub fn read(input: &Input, limit: u64) -> Result<Vec<u8>, InputError> {
    let path = input.path.display().to_string();
    let fail = |source| InputError::Io { path: path.clone(), source };
    let mut bytes = Vec::new();
    if input.path.as_os_str() == "-" {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    } else {
        let facts = fs::metadata(&input.path).map_err(fail)?;
        if !facts.is_file() {
            let kind = if facts.is_dir() { "a folder" } else { "a device, pipe or socket" };
            return Err(InputError::NotRegular { path, kind });
        }
        if facts.len() > limit {
            return Err(InputError::TooLarge { path, size: facts.len(), limit });
        }
        fs::File::open(&input.path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(fail)?;
    }
    if bytes.len() as u64 > limit {
        return Err(InputError::TooLarge { path, size: bytes.len() as u64, limit });
    }
    Ok(bytes)
}

/// A line of `manifest.jsonl`: one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Line {
    /// The report's path.
    pub path: String,
    /// Bytes of the input.
    pub size: u64,
    /// BLAKE3 of the input; empty if it could not be read.
    pub blake3: String,
    /// Profile used.
    pub profile: Option<ProfileUsed>,
    /// Version of the program.
    pub version: String,
    /// Options that change outputs: formats, encoding.
    pub options: String,
    /// `ok` or `failed`.
    pub status: String,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Files written.
    pub outputs: Vec<Output>,
    /// How many findings of each severity.
    pub findings: Counts,
}

/// The profile of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProfileUsed {
    /// Its id.
    pub id: String,
    /// BLAKE3 of its TOML.
    pub blake3: String,
}

/// A file written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Output {
    /// Path below the output folder.
    pub path: String,
    /// Its size.
    pub size: u64,
    /// BLAKE3 of its bytes.
    pub blake3: String,
}

/// Findings of a report, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Counts {
    /// Severity `error`.
    pub error: usize,
    /// Severity `warning`.
    pub warning: usize,
    /// Severity `note`.
    pub note: usize,
}

/// Name of the manifest.
pub const MANIFEST: &str = "manifest.jsonl";

/// Reads the manifest of an output folder; a line that is none is left out, so that its report is converted again.
pub fn read_manifest(folder: &Path) -> Vec<Line> {
    let text = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The manifest as it is written: lines sorted by path.
pub fn manifest_bytes(lines: &[Line]) -> Vec<u8> {
    let mut sorted: Vec<&Line> = lines.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    sorted
        .iter()
        .filter_map(|line| serde_json::to_string(line).ok())
        .flat_map(|line| [line, "\n".to_owned()])
        .collect::<String>()
        .into_bytes()
}

/// Whether all files of a line stand in the folder as they were written.
pub fn is_intact(folder: &Path, line: &Line) -> bool {
    line.outputs.iter().all(|output| {
        fs::read(folder.join(&output.path)).is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == output.blake3)
    })
}

/// Writes a file whole or not at all: a temporary file beside it, flushed to the disk, then renamed.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fukkoku-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(readable());
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// As any new file: for all, less the umask.
#[cfg(unix)]
fn readable() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}

/// Removes files that an earlier run wrote and this one does not, if nobody changed them since.
pub fn remove_stale(folder: &Path, before: &[Output], now: &[Output]) {
    for output in before.iter().filter(|old| !now.iter().any(|new| new.path == old.path)) {
        let path = folder.join(&output.path);
        let ours = fs::read(&path).is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == output.blake3);
        if ours && fs::remove_file(&path).is_ok() {
            // Only succeeds on an empty folder.
            let _ = path.parent().map(fs::remove_dir);
        }
    }
}
