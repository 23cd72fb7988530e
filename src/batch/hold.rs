//! One run at a time in an output folder: a lock on the folder itself, which no file stays of and which dies with the run.

use super::open::kind;
use super::place::PlaceError;
use super::store::StoreError;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Whether a run writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// It does: no other run is there.
    Write,
    /// It only looks: no run writes meanwhile.
    Read,
}

/// What a run has to wait for, or goes without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// Another run holds the folder.
    ForAnother,
    /// The file system knows no locks.
    WithoutLocks,
}

/// That no other run writes to a folder, as long as this lives.
#[derive(Debug)]
pub(crate) struct Hold {
    /// Folders made for it, the innermost first: those that stay empty are removed.
    made: Vec<PathBuf>,
    /// The folder, locked.
    _lock: Option<File>,
}

impl Hold {
    /// None: for who only looks where nothing can be held.
    pub(crate) fn nothing() -> Self {
        Self { made: vec![], _lock: None }
    }

    /// Waits until no other run writes to a folder, which is made for a run that writes.
    ///
    /// - **Input**: `told` is told once what is waited for.
    /// - **Errors**: something else stands there; it cannot be made or opened.
    pub(crate) fn on(folder: &Path, access: Access, mut told: impl FnMut(Waiting)) -> Result<Self, StoreError> {
        loop {
            let made = match access {
                Access::Write => make(folder)?,
                Access::Read if !folder.is_dir() => return Ok(Self { made: vec![], _lock: None }),
                Access::Read => vec![],
            };
            let fail = |source| StoreError::Write { path: folder.display().to_string(), source };
            let Some(lock) = opened(folder).map_err(fail)? else { return Ok(Self { made, _lock: None }) };
            let lock = locked(lock, access, &mut told);
            // Another run may have removed the folder when it was done.
            if lock.as_ref().is_none_or(|lock| is_at(lock, folder)) {
                return Ok(Self { made, _lock: lock });
            }
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // Only succeeds on empty ones; before the lock goes.
        for folder in &self.made {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// Makes a folder and those above it; returns those that were not there, the innermost first.
fn make(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let name = || folder.display().to_string();
    let missing = |part: &&Path| !part.as_os_str().is_empty() && part.symlink_metadata().is_err();
    let made = folder.ancestors().take_while(missing).map(Path::to_owned).collect();
    match fs::create_dir_all(folder) {
        Ok(()) => Ok(made),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let found = fs::metadata(folder).map_or("a link that leads nowhere", |facts| kind(facts.file_type()));
            Err(PlaceError::InTheWay { path: name(), expected: "a folder", found }.into())
        }
        Err(source) => Err(StoreError::Write { path: name(), source }),
    }
}

fn locked(lock: File, access: Access, told: &mut impl FnMut(Waiting)) -> Option<File> {
    let tried = match access {
        Access::Write => lock.try_lock(),
        Access::Read => lock.try_lock_shared(),
    };
    if matches!(tried, Err(TryLockError::WouldBlock)) {
        told(Waiting::ForAnother);
    }
    let done = match tried {
        Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Interrupted => Err(error),
        Ok(()) => Ok(()),
        Err(_) => waited(&lock, access),
    };
    if done.is_err() {
        told(Waiting::WithoutLocks);
    }
    done.is_ok().then_some(lock)
}

/// Waits for a lock, whatever signals come in between.
fn waited(lock: &File, access: Access) -> io::Result<()> {
    loop {
        let done = match access {
            Access::Write => lock.lock(),
            Access::Read => lock.lock_shared(),
        };
        if !done.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
            return done;
        }
    }
}

/// The folder as something that can be locked.
#[cfg(unix)]
fn opened(folder: &Path) -> io::Result<Option<File>> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::DIRECTORY | OFlags::NONBLOCK;
    let mut options = fs::OpenOptions::new();
    options.read(true).custom_flags(i32::try_from(flags.bits()).unwrap_or_default()).open(folder).map(Some)
}

/// Elsewhere a folder cannot be opened as a file: there is no lock.
#[cfg(not(unix))]
fn opened(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

#[cfg(unix)]
fn is_at(lock: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let one = |facts: fs::Metadata| (facts.dev(), facts.ino());
    lock.metadata().map(one).ok() == fs::metadata(folder).map(one).ok()
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
