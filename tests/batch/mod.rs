//! Runs over many inputs: any fault is told, nobody else's files are touched, and one bad input never takes others with it.

mod check;
mod files;
mod manifest;
mod names;
mod options;
mod runs;
mod screen;
mod settings;
mod told;

use crate::support::scratch;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A report with a table.
pub(crate) const REPORT: &str = "１ 人口の推移 \n\n市の人口は次のとおりである。昭和37年9月1日に調査した。 \n\n\
     年度 男 女 計 \n昭和37 101 202 303 \n昭和38 111 222 333 \n昭和39 121 242 363 \n";
/// The same without one.
pub(crate) const PROSE: &str = "１ 人口の推移 \n\n市の人口は次のとおりである。昭和37年9月1日に調査した。 \n";

/// A working folder with inputs in `in/`.
pub(crate) struct Place(PathBuf);

/// What a run has come to.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stderr: String,
    pub(crate) stdout: String,
}

impl Place {
    /// One with these reports below `in/`.
    pub(crate) fn new(name: &str, reports: &[&str]) -> Self {
        let place = Self(scratch(&format!("batch-{name}")));
        place.make("in");
        reports.iter().for_each(|report| place.write(&format!("in/{report}"), REPORT));
        place
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.0.join(relative)
    }

    pub(crate) fn make(&self, folder: &str) {
        fs::create_dir_all(self.path(folder)).unwrap();
    }

    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Runs the program here; what waits for ever is ended after a minute, and fails.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments))
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("timeout");
        command.arg("60").arg(env!("CARGO_BIN_EXE_fukkoku")).args(arguments).current_dir(&self.0).stdin(Stdio::null());
        command
    }

    /// Converts `in/` to `out/`, only JSON.
    pub(crate) fn convert(&self, more: &[&str]) -> Ran {
        self.run(&[&["convert", "in", "-o", "out", "--jobs", "1", "--formats", "json"], more].concat())
    }

    /// All files and folders below a folder, sorted.
    pub(crate) fn tree(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        gather(&self.path(folder), &self.path(folder), &mut found);
        found.sort();
        found
    }
}

fn gather(top: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path().strip_prefix(top).unwrap().to_string_lossy().into_owned());
        if entry.file_type().unwrap().is_dir() {
            gather(top, &entry.path(), found);
        }
    }
}

/// Runs a command to its end.
pub(crate) fn ran(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().expect("no signal"),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
    }
}

impl Ran {
    /// It ended with this code and said this.
    pub(crate) fn is(&self, code: i32, says: &str, what: &str) {
        assert_eq!(self.code, code, "{what}: {}", self.stderr);
        assert!(self.stderr.contains(says), "{what}: {says:?} in {}", self.stderr);
    }
}
