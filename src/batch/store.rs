//! Writing files whole, telling whether they are as written, and removing what is no longer written.

use super::manifest::Output;
use super::open::{Limit, ReadError, hash_of, kind};
use super::place::{OutputRoot, PlaceError};
use super::spot::{Missing, Spot, is_leftover};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
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

/// Writes a file below the output folder whole or not at all.
///
/// - **Input**: a relative path with `/`.
pub(crate) fn write_whole(root: &OutputRoot, relative: &str, bytes: &[u8]) -> Result<(), StoreError> {
    on_spot(root, relative, Missing::Made, |spot| spot.write(&|out| out.write_all(bytes)))
}

/// The same of a file that `fill` writes piece by piece; what was written.
pub(crate) fn write_filled(
    root: &OutputRoot,
    relative: &str,
    fill: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> Result<Output, StoreError> {
    let seal = Cell::new(None);
    let write = |out: &mut dyn Write| {
        let mut sealed = Sealed { out, size: 0, hasher: blake3::Hasher::new() };
        fill(&mut sealed)?;
        seal.set(Some((sealed.size, sealed.hasher.finalize())));
        Ok(())
    };
    on_spot(root, relative, Missing::Made, |spot| spot.write(&write))?;
    let (size, hash) = seal.into_inner().unwrap_or((0, blake3::hash(b"")));
    Ok(Output { path: relative.to_owned(), size, blake3: hash.to_hex().to_string() })
}

/// Passes on what is written, and counts and hashes it.
struct Sealed<'a> {
    out: &'a mut dyn Write,
    size: u64,
    hasher: blake3::Hasher,
}

impl Write for Sealed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.size += written as u64;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Refuses to write a file that the user names, if something else stands there or its folder is missing.
pub(crate) fn refuse_named(path: &Path) -> Result<(), StoreError> {
    let name = || path.display().to_string();
    match fs::metadata(path) {
        Ok(facts) if facts.is_file() => Ok(()),
        Ok(facts) => Err(ReadError::NotRegular { path: name(), kind: kind(facts.file_type()) }.into()),
        Err(_) if path.symlink_metadata().is_ok() => {
            Err(ReadError::NotRegular { path: name(), kind: "a link that leads nowhere" }.into())
        }
        Err(_) => Spot::of(folder_of_named(path), "x", Missing::Refused)
            .map(drop)
            .map_err(|source| StoreError::Write { path: name(), source }),
    }
}

/// Writes a file that the user names, whole or not at all.
pub(crate) fn write_named(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    refuse_named(path)?;
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let written = Spot::of(folder_of_named(path), name, Missing::Refused)
        .and_then(|spot| spot.write(&|out| out.write_all(bytes)));
    written.map_err(|source| StoreError::Write { path: path.display().to_string(), source })
}

fn folder_of_named(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Makes the names of files last that were written: flushes the folders that they are in.
pub(crate) fn flush_folders<'a>(root: &OutputRoot, files: impl Iterator<Item = &'a str>) -> Result<(), StoreError> {
    let one_of_each: BTreeMap<&str, &str> =
        files.map(|file| (file.rsplit_once('/').map_or("", |(at, _)| at), file)).collect();
    one_of_each.into_values().try_for_each(|file| on_spot(root, file, Missing::Refused, Spot::flush))
}

/// Opens a file below the output folder to write behind what is in it.
pub(super) fn append(root: &OutputRoot, relative: &str) -> Result<fs::File, StoreError> {
    on_spot(root, relative, Missing::Made, Spot::append)
}

/// Does something at the place of a file.
fn on_spot<T>(
    root: &OutputRoot,
    relative: &str,
    missing: Missing,
    what: impl FnOnce(&Spot) -> io::Result<T>,
) -> Result<T, StoreError> {
    let path = root.place(relative)?;
    let done = Spot::of(root.named(), relative, missing).and_then(|spot| what(&spot));
    done.map_err(|source| StoreError::Write { path: path.display().to_string(), source })
}

/// Removes what runs that were killed have left in the output folder and in folders of reports, and all below these.
///
/// Only for who holds the output folder. What cannot be removed stays: the report beside it can hardly be written, which is told.
pub(crate) fn remove_leftovers(root: &OutputRoot, folders: &BTreeSet<String>) {
    let beside_manifest = leftovers(root.named());
    let in_folders = folders.iter().filter_map(|folder| root.folder(folder).ok().flatten()).flat_map(|folder| {
        // No link is followed.
        let below = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_dir());
        below.flat_map(|entry| leftovers(entry.path()))
    });
    for path in beside_manifest.into_iter().chain(in_folders) {
        let _ = fs::remove_file(path);
    }
}

fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one =
        |entry: &fs::DirEntry| is_leftover(&entry.file_name()) && entry.file_type().is_ok_and(|found| found.is_file());
    entries.filter(is_one).map(|entry| entry.path()).collect()
}

/// Whether a file stands in the output folder as it was written.
pub(crate) fn is_intact(root: &OutputRoot, output: &Output) -> bool {
    root.place(&output.path).is_ok_and(|path| root.odd_mode(&path).is_none()) && has_bytes(root, output)
}

fn has_bytes(root: &OutputRoot, output: &Output) -> bool {
    let Ok(path) = root.place(&output.path) else { return false };
    let is_same = |hash: blake3::Hash| hash.to_hex().as_str() == output.blake3;
    hash_of(&path, Limit::OUTPUT.at_most(output.size)).is_ok_and(is_same)
}

/// What became of a file that is no longer written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Removal {
    /// It is not there any more.
    Gone,
    /// It is not what a run has written, or could not be removed.
    Kept,
}

/// Removes a file that an earlier run wrote, if nobody changed it since, and the folders that it leaves empty.
pub(crate) fn remove_stale(root: &OutputRoot, output: &Output) -> Removal {
    let Ok(path) = root.place(&output.path) else { return Removal::Kept };
    if path.symlink_metadata().is_ok()
        && (!has_bytes(root, output) || on_spot(root, &output.path, Missing::Refused, Spot::remove).is_err())
    {
        return Removal::Kept;
    }
    let folders = path.ancestors().skip(1).take_while(|folder| root.holds(folder));
    for folder in folders {
        // Only succeeds on an empty folder.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Removal::Gone
}
