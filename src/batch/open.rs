//! Files that are read whole: plain ones, no larger than allowed. What would block or never end is refused before it is opened.

use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::Path;
use thiserror::Error;

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

/// Reads a plain file, or what a link to one leads to.
pub(crate) fn plain_file(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    whole(opened(path, limit)?, &path.display().to_string(), limit)
}

/// The hash of a plain file, which is not kept.
pub(super) fn hash_of(path: &Path, limit: u64) -> Result<blake3::Hash, ReadError> {
    let mut hasher = blake3::Hasher::new();
    let hashed = hasher.update_reader(opened(path, limit)?.take(limit));
    hashed.map(|hasher| hasher.finalize()).map_err(|source| ReadError::Io { path: path.display().to_string(), source })
}

fn opened(path: &Path, limit: u64) -> Result<fs::File, ReadError> {
    let name = path.display().to_string();
    let fail = |source| ReadError::Io { path: name.clone(), source };
    let facts = fs::metadata(path).map_err(fail)?;
    if !facts.is_file() {
        return Err(ReadError::NotRegular { path: name, kind: kind(facts.file_type()) });
    }
    if facts.len() > limit {
        return Err(ReadError::TooLarge { path: name, size: facts.len(), limit });
    }
    fs::File::open(path).map_err(fail)
}

/// Reads a stream to its end.
pub(super) fn whole(stream: impl Read, name: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let path = name.to_owned();
    // One byte more than allowed tells that there is more.
    match stream.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        Err(source) => Err(ReadError::Io { path, source }),
        Ok(_) if bytes.len() as u64 > limit => Err(ReadError::TooLarge { path, size: bytes.len() as u64, limit }),
        Ok(_) => Ok(bytes),
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
