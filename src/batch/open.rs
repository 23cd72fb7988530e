//! Files that are read whole: plain ones, no larger than allowed. What would block or never end is refused before it is opened.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use thiserror::Error;

/// How much of a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    /// Most bytes that it may have.
    bytes: u64,
    /// What lets larger ones be read.
    remedy: &'static str,
}

impl Limit {
    /// Settings, profiles, passwords: what a person writes.
    pub(crate) const NOTE: Limit = Limit { bytes: 1 << 20, remedy: "is it the right file?" };
    /// Lists that programs write: accepted findings, names of inputs.
    pub(crate) const LIST: Limit = Limit { bytes: 64 << 20, remedy: "is it the right file?" };
    /// A manifest.
    pub(super) const MANIFEST: Limit =
        Limit { bytes: 512 << 20, remedy: "move it away, or convert into several output folders" };
    /// A file that a run has written.
    pub(crate) const OUTPUT: Limit = Limit { bytes: 1 << 30, remedy: "no run writes one as large" };

    /// An input.
    pub(crate) fn input(bytes: u64) -> Self {
        Self { bytes, remedy: "raise the limit with --max-bytes" }
    }

    /// No more than so many bytes, which is what is expected.
    pub(crate) fn at_most(self, bytes: u64) -> Self {
        Self { bytes: self.bytes.min(bytes), ..self }
    }
}

/// Whether a file is read that a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    /// It is: the user named it.
    Followed,
    /// It is not: nothing of ours is a link.
    Refused,
}

/// Why a file cannot be read.
#[derive(Debug, Error)]
pub(crate) enum ReadError {
    /// A folder, a device, a pipe, a socket.
    #[error("{path}: expected a regular file, found {kind}")]
    NotRegular {
        /// As given.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// Larger than allowed.
    #[error("{path}: expected at most {} bytes, found {size}; {}", limit.bytes, limit.remedy)]
    TooLarge {
        /// As given.
        path: String,
        /// Its size.
        size: u64,
        /// The limit.
        limit: Limit,
    },
    /// No text.
    #[error("{path}:{line}:{column}: expected a text in UTF-8, found other bytes")]
    NotText {
        /// As given.
        path: String,
        /// Line of the first byte that is none.
        line: usize,
        /// Its column, in characters.
        column: usize,
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

/// Reads a plain file, or what a link to one leads to.
pub(crate) fn plain_file(path: &Path, limit: Limit) -> Result<Vec<u8>, ReadError> {
    whole(opened(path, limit, Links::Followed)?, &path.display().to_string(), limit)
}

/// The same of a text in UTF-8; a byte order mark is left out.
pub(crate) fn plain_text(path: &Path, limit: Limit) -> Result<String, ReadError> {
    let bytes = plain_file(path, limit)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let before = String::from_utf8_lossy(sound);
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        ReadError::NotText { path: path.display().to_string(), line: before.matches('\n').count() + 1, column }
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// Reads a file of ours, if it is one.
pub(crate) fn own_file(path: &Path, limit: Limit) -> Result<Vec<u8>, ReadError> {
    whole(opened(path, limit, Links::Refused)?, &path.display().to_string(), limit)
}

/// The hash of a file of ours, which is not kept.
pub(super) fn hash_of(path: &Path, limit: Limit) -> Result<blake3::Hash, ReadError> {
    let mut hasher = blake3::Hasher::new();
    let hashed = hasher.update_reader(opened(path, limit, Links::Refused)?.take(limit.bytes));
    hashed.map(|hasher| hasher.finalize()).map_err(|source| ReadError::Io { path: path.display().to_string(), source })
}

fn opened(path: &Path, limit: Limit, links: Links) -> Result<File, ReadError> {
    let fail = |source| ReadError::Io { path: path.display().to_string(), source };
    // Opening alone does something to a device, or waits for the other end of a pipe.
    refuse(path, &facts_of(path, links).map_err(fail)?, limit)?;
    let file = opening(links).open(path).map_err(fail)?;
    // What stands there may have been exchanged since.
    refuse(path, &file.metadata().map_err(fail)?, limit)?;
    Ok(file)
}

fn facts_of(path: &Path, links: Links) -> io::Result<Metadata> {
    match links {
        Links::Followed => fs::metadata(path),
        Links::Refused => fs::symlink_metadata(path),
    }
}

/// Opens without waiting, whatever stands there.
#[cfg(unix)]
fn opening(links: Links) -> OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let follow = match links {
        Links::Followed => OFlags::empty(),
        Links::Refused => OFlags::NOFOLLOW,
    };
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | follow;
    let mut options = OpenOptions::new();
    // Flags of the system are few and small.
    options.read(true).custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    options
}

#[cfg(not(unix))]
fn opening(_: Links) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

fn refuse(path: &Path, facts: &Metadata, limit: Limit) -> Result<(), ReadError> {
    let path = || path.display().to_string();
    if !facts.is_file() {
        Err(ReadError::NotRegular { path: path(), kind: kind(facts.file_type()) })
    } else if facts.len() > limit.bytes {
        Err(ReadError::TooLarge { path: path(), size: facts.len(), limit })
    } else {
        Ok(())
    }
}

/// Reads a stream to its end.
pub(crate) fn whole(stream: impl Read, name: &str, limit: Limit) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let path = name.to_owned();
    // One byte more than allowed tells that there is more.
    match stream.take(limit.bytes.saturating_add(1)).read_to_end(&mut bytes) {
        Err(source) => Err(ReadError::Io { path, source }),
        Ok(_) if bytes.len() as u64 > limit.bytes => Err(ReadError::TooLarge { path, size: bytes.len() as u64, limit }),
        Ok(_) => {
            // A buffer that grew is up to twice as large, and stays as long as its report is read.
            bytes.shrink_to_fit();
            Ok(bytes)
        }
    }
}

/// What something is that is no plain file, for messages.
pub(super) fn kind(found: FileType) -> &'static str {
    if found.is_dir() {
        "a folder"
    } else if found.is_symlink() {
        "a link"
    } else if found.is_file() {
        "a file"
    } else {
        "a device, pipe or socket"
    }
}
