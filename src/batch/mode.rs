//! Permissions of the files that a run writes: those of any new file, for all less the umask.

#[cfg(unix)]
use rustix::fs::Mode;
use std::path::Path;

/// Which permissions are those of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modes {
    /// Those of a file that is written now.
    new: Option<u32>,
    /// Those of the manifest: the last run may have had another umask, or the file system only one mode.
    manifest: Option<u32>,
}

impl Modes {
    /// Those of the files beside this manifest.
    pub(super) fn beside(manifest: &Path) -> Self {
        Self { new: new(), manifest: mode_of(manifest) }
    }

    /// What permissions a file has that no run gives it, and which it would.
    pub(super) fn odd(&self, path: &Path) -> Option<String> {
        self.unlike(path, self.manifest)
    }

    /// The same of the manifest, beside a file of a report.
    pub(super) fn odd_manifest(&self, manifest: &Path, other: &Path) -> Option<String> {
        self.unlike(manifest, mode_of(other))
    }

    fn unlike(&self, path: &Path, other: Option<u32>) -> Option<String> {
        let (found, expected) = (mode_of(path)?, self.new?);
        let usual = |mode: u32| mode & 0o7111 == 0 && mode & 0o600 == 0o600;
        let is_usual = found == expected || (other == Some(found) && usual(found));
        (!is_usual).then(|| format!("has the mode {found:o}, expected {expected:o}"))
    }
}

/// What a new file is given: the umask can only be read by setting it.
#[cfg(unix)]
#[allow(clippy::useless_conversion, reason = "modes have 16 bits on some systems")]
fn new() -> Option<u32> {
    let umask = rustix::process::umask(Mode::from_raw_mode(0o077));
    rustix::process::umask(umask);
    Some(u32::from(0o666 & !umask.bits()))
}

#[cfg(unix)]
fn mode_of(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let facts = path.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some(facts.mode() & 0o7777)
}

#[cfg(not(unix))]
fn new() -> Option<u32> {
    None
}

#[cfg(not(unix))]
fn mode_of(_: &Path) -> Option<u32> {
    None
}
