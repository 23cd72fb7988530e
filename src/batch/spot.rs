//! Where a file below the output folder is written, held open by the system: a link that takes the place of a folder
//! between a look and a deed leads nowhere.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// What a file is called until it is whole: this, six letters, and [`ENDING`].
const BEGINNING: &str = ".fukkoku-";
/// How such a name ends.
const ENDING: &str = ".tmp";
/// How many names for a temporary file are tried.
const TRIES: u32 = 64;

/// Writes all bytes of a file.
pub(super) type Fill<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// What becomes of folders on the way that are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// They are made.
    Made,
    /// That is an error.
    Refused,
}

/// A file's folder and name.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Spot {
    folder: std::os::fd::OwnedFd,
    name: String,
}

/// A file's folder and name; the system offers no more than paths.
#[cfg(not(unix))]
#[derive(Debug)]
pub(super) struct Spot {
    folder: std::path::PathBuf,
    name: String,
}

#[cfg(unix)]
impl Spot {
    /// The spot of a relative path with `/` below a folder that may itself be a link; no link is followed on the way.
    pub(super) fn of(root: &Path, relative: &str, missing: Missing) -> io::Result<Self> {
        use rustix::fs::{Mode, OFlags, mkdirat, open, openat};
        let is_dir = OFlags::DIRECTORY | OFlags::CLOEXEC;
        if missing == Missing::Made {
            std::fs::create_dir_all(root)?;
        }
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let mut folder = open(root, is_dir, Mode::empty())?;
        let (folders, name) =
            relative.rsplit_once('/').map_or((None, relative), |(folders, name)| (Some(folders), name));
        for part in folders.into_iter().flat_map(|folders| folders.split('/')) {
            if missing == Missing::Made {
                match mkdirat(&folder, part, Mode::from_raw_mode(0o777)) {
                    Ok(()) | Err(rustix::io::Errno::EXIST) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            folder = openat(&folder, part, is_dir | OFlags::NOFOLLOW, Mode::empty())?;
        }
        Ok(Self { folder, name: name.to_owned() })
    }

    /// Writes the file whole or not at all: a temporary file beside it, flushed to the disk, then renamed.
    pub(super) fn write(&self, fill: Fill) -> io::Result<()> {
        let (mut file, temporary) = self.temporary()?;
        let written = fill(&mut file).and_then(|()| file.sync_all());
        let renamed =
            written.and_then(|()| Ok(rustix::fs::renameat(&self.folder, &temporary, &self.folder, &self.name)?));
        if renamed.is_err() {
            // What cannot be removed either, a later run removes.
            let _ = rustix::fs::unlinkat(&self.folder, &temporary, rustix::fs::AtFlags::empty());
        }
        renamed
    }

    /// A new file under a name that nobody has, with the permissions of any new file.
    fn temporary(&self) -> io::Result<(File, String)> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut tries = 0;
        loop {
            let name = format!("{BEGINNING}{}{ENDING}", letters());
            match openat(&self.folder, &name, flags, Mode::from_raw_mode(0o666)) {
                Ok(file) => return Ok((File::from(file), name)),
                Err(rustix::io::Errno::EXIST) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Opens the file to write behind what is in it.
    pub(super) fn append(&self) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::APPEND | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.folder, &self.name, flags, Mode::from_raw_mode(0o666))?))
    }

    /// Removes the file.
    pub(super) fn remove(&self) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.folder, &self.name, rustix::fs::AtFlags::empty())?)
    }

    /// Makes names of files that were written here last.
    pub(super) fn flush(&self) -> io::Result<()> {
        match rustix::fs::fsync(&self.folder) {
            // Some file systems flush no folders.
            Ok(()) | Err(rustix::io::Errno::INVAL) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(not(unix))]
impl Spot {
    /// The spot of a relative path with `/` below a folder.
    pub(super) fn of(root: &Path, relative: &str, missing: Missing) -> io::Result<Self> {
        let (folders, name) = relative.rsplit_once('/').unwrap_or(("", relative));
        let folder = root.join(folders);
        if missing == Missing::Made {
            std::fs::create_dir_all(&folder)?;
        }
        Ok(Self { folder, name: name.to_owned() })
    }

    /// Writes the file whole or not at all: a temporary file beside it, flushed to the disk, then renamed.
    pub(super) fn write(&self, fill: Fill) -> io::Result<()> {
        let mut tries = 0;
        let (mut file, temporary) = loop {
            let path = self.folder.join(format!("{BEGINNING}{}{ENDING}", letters()));
            match std::fs::OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => break (file, path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < TRIES => tries += 1,
                Err(error) => return Err(error),
            }
        };
        let written = fill(&mut file).and_then(|()| file.sync_all());
        drop(file);
        let renamed = written.and_then(|()| std::fs::rename(&temporary, self.folder.join(&self.name)));
        if renamed.is_err() {
            let _ = std::fs::remove_file(&temporary);
        }
        renamed
    }

    /// Opens the file to write behind what is in it.
    pub(super) fn append(&self) -> io::Result<File> {
        std::fs::OpenOptions::new().append(true).create(true).open(self.folder.join(&self.name))
    }

    /// Removes the file.
    pub(super) fn remove(&self) -> io::Result<()> {
        std::fs::remove_file(self.folder.join(&self.name))
    }

    /// A folder cannot be flushed here.
    pub(super) fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Six letters that hardly another file of this or of another run has.
fn letters() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let (run, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    blake3::hash(format!("{run} {count}").as_bytes()).to_hex()[..6].to_owned()
}

/// Whether a file has a name of one that was not whole yet.
pub(super) fn is_leftover(name: &std::ffi::OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.strip_prefix(BEGINNING)?.strip_suffix(ENDING));
    name.is_some_and(|letters| letters.len() == 6 && letters.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn only_our_own_temporary_files_are_leftovers() {
        for (name, expected) in [
            (".fukkoku-a1B2c3.tmp", true),
            (".fukkoku-a1B2c3.tmp.txt", false),
            (".fukkoku-a1B2c.tmp", false),
            (".fukkoku-notes-x.tmp", false),
            ("fukkoku-a1B2c3.tmp", false),
            (".fukkoku-.tmp", false),
        ] {
            assert_eq!(is_leftover(OsStr::new(name)), expected, "{name}");
        }
        assert!(is_leftover(OsStr::new(&format!("{BEGINNING}{}{ENDING}", letters()))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_comes_between_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("out/a")).unwrap();
        std::fs::create_dir_all(at("elsewhere")).unwrap();
        let spot = Spot::of(&at("out"), "a/x", Missing::Made).unwrap();
        std::fs::rename(at("out/a"), at("out/b")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", at("out/a")).unwrap();
        spot.write(&|out| out.write_all(b"x")).unwrap();
        assert!(at("out/b/x").exists() && !at("elsewhere/x").exists(), "where it was looked at");
        for missing in [Missing::Made, Missing::Refused] {
            assert!(Spot::of(&at("out"), "a/x", missing).is_err(), "and no further spot behind the link");
        }
        std::os::unix::fs::symlink("../elsewhere/y", at("out/y")).unwrap();
        assert!(Spot::of(&at("out"), "y", Missing::Made).unwrap().append().is_err());
        Spot::of(&at("out"), "y", Missing::Made).unwrap().write(&|out| out.write_all(b"y")).unwrap();
        assert!(!at("elsewhere/y").exists() && at("out/y").symlink_metadata().unwrap().is_file());
    }
}
