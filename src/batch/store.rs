//! Writing files whole, telling whether they are as written, and removing what is no longer written.

use super::manifest::Output;
use super::open::{ReadError, hash_of};
use super::place::{OutputRoot, PlaceError};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use thiserror::Error;

/// Why an output cannot be written.
#[derive(Debug, Error)]
pub(crate) enum StoreError {
    /// Not there.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// What stands there cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The system refused.
    #[error("{path}: cannot be written: {source}")]
    Write {
        /// Where.
        path: String,
        /// Why.
        source: io::Error,
    },
}

/// Writes a file whole or not at all: a temporary file beside it, flushed to the disk, then renamed.
///
/// `path` comes from [`OutputRoot::place`].
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    written(path, bytes).map_err(|source| StoreError::Write { path: path.display().to_string(), source })
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
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

/// Whether a file stands in the output folder as it was written.
pub(crate) fn is_intact(root: &OutputRoot, output: &Output) -> bool {
    let Ok(path) = root.place(&output.path) else { return false };
    let is_same = |hash: blake3::Hash| hash.to_hex().as_str() == output.blake3;
    hash_of(&path, output.size).is_ok_and(is_same)
}

/// Removes a file that an earlier run wrote, if nobody changed it since, and the folders that it leaves empty.
pub(crate) fn remove_stale(root: &OutputRoot, output: &Output) {
    let Ok(path) = root.place(&output.path) else { return };
    if !is_intact(root, output) || fs::remove_file(&path).is_err() {
        return;
    }
    let folders = path.ancestors().skip(1).take_while(|folder| root.holds(folder));
    for folder in folders {
        // Only succeeds on an empty folder.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}
