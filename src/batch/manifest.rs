//! What `manifest.jsonl` tells of each report, and how it is written.

use super::name::{folder_of, is_holdable};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A line of `manifest.jsonl`: one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct Line {
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
    /// Whether it was converted.
    pub status: Status,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Files written.
    pub outputs: Vec<Output>,
    /// How many findings of each severity.
    pub findings: Counts,
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    /// Its files are written.
    Ok,
    /// It was refused, or the program fell over it.
    Failed,
}

/// The profile of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct ProfileUsed {
    /// Its id.
    pub id: String,
    /// BLAKE3 of its TOML.
    pub blake3: String,
}

/// A file written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct Output {
    /// Path below the output folder.
    pub path: String,
    /// Its size.
    pub size: u64,
    /// BLAKE3 of its bytes.
    pub blake3: String,
}

/// Findings of a report, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub(crate) struct Counts {
    /// Severity `error`.
    pub error: usize,
    /// Severity `warning`.
    pub warning: usize,
    /// Severity `note`.
    pub note: usize,
}

impl Counts {
    /// Adds those of another report.
    pub(crate) fn add(&mut self, other: &Counts) {
        self.error += other.error;
        self.warning += other.warning;
        self.note += other.note;
    }
}

/// Lines by the path of their report.
pub(super) type Lines = BTreeMap<String, Line>;

/// A manifest, or what a run that was broken off has left of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    /// Of several lines on a report the last.
    pub lines: Lines,
    /// Lines of other versions by the path of their report, whether they can be read or not: they stay as they are.
    pub foreign: BTreeMap<String, Foreign>,
    /// What is wrong with lines that cannot be read, so that their reports are converted again.
    ///
    /// A last line that was cut is no fault.
    pub faults: Vec<String>,
}

/// A line of another version.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    /// The version.
    pub version: String,
    /// The line.
    pub bytes: Vec<u8>,
}

/// What a line of any version must have.
#[derive(Deserialize)]
struct Any {
    path: String,
    version: String,
}

/// Reads a manifest line by line: what is wrong with one takes no other with it.
pub(super) fn read(bytes: &[u8]) -> Manifest {
    let mut found = Manifest::default();
    let pieces: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    let last = pieces.len();
    for (number, piece) in (1..).zip(pieces).filter(|(_, piece)| !piece.is_empty()) {
        match found.take(piece) {
            Ok(()) => {}
            Err(_) if number == last => {}
            Err(fault) => found.faults.push(format!("{number}: {fault}")),
        }
    }
    found
}

impl Manifest {
    fn take(&mut self, bytes: &[u8]) -> Result<(), String> {
        let any: Any = serde_json::from_slice(bytes)
            .map_err(|error| format!("expected a line on a report, found none: {error}; the line is left out"))?;
        let is_foreign = any.version != env!("CARGO_PKG_VERSION");
        let read = serde_json::from_slice::<Line>(bytes).map_err(|error| error.to_string());
        if let Ok(line) = &read {
            refuse_elsewhere(line)?;
        }
        self.lines.remove(&any.path);
        self.foreign.remove(&any.path);
        if is_foreign {
            let foreign = Foreign { version: any.version.clone(), bytes: bytes.to_vec() };
            self.foreign.insert(any.path.clone(), foreign);
        }
        match read {
            Ok(line) => {
                self.lines.insert(line.path.clone(), line);
                Ok(())
            }
            Err(error) if is_foreign => Err(format!(
                "expected a line of this version on '{}', found one of version {}: {error}; it stays until the report is converted again",
                any.path, any.version
            )),
            Err(error) => Err(format!("expected a line on a report, found none: {error}; the line is left out")),
        }
    }

    /// Takes the line of a report that was converted, in place of all others on it.
    pub(super) fn replace(&mut self, line: Line) {
        self.foreign.remove(&line.path);
        self.lines.insert(line.path.clone(), line);
    }
}

/// A line whose files do not all stand in the folder of its report is none of ours.
fn refuse_elsewhere(line: &Line) -> Result<(), String> {
    let folder = folder_of(&line.path);
    let is_own = |path: &str| is_holdable(path) && path.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'));
    match line.outputs.iter().find(|output| !is_own(&output.path)) {
        Some(output) => Err(format!("expected files below '{folder}', found '{}'; the line is left out", output.path)),
        None => Ok(()),
    }
}

/// One line as it is written.
pub(super) fn line_bytes(line: &Line) -> Vec<u8> {
    // Strings, numbers and lists: always JSON.
    let mut bytes = serde_json::to_vec(line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The manifest as it is written at the end of a run: lines sorted by path.
pub(super) fn bytes(manifest: &Manifest) -> Vec<u8> {
    let own = manifest.lines.iter().map(|(path, line)| (path, line_bytes(line)));
    let foreign = manifest.foreign.iter().map(|(path, line)| (path, [line.bytes.as_slice(), b"\n"].concat()));
    let sorted: BTreeMap<&String, Vec<u8>> = own.chain(foreign).collect();
    sorted.into_values().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(path: &str, output: &str, size: u64) -> Line {
        let outputs = vec![Output { path: output.to_owned(), size: 1, blake3: String::new() }];
        Line {
            path: path.to_owned(),
            size,
            blake3: String::new(),
            profile: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options: String::new(),
            status: Status::Ok,
            error: None,
            outputs,
            findings: Counts::default(),
        }
    }

    #[test]
    fn a_journal_that_was_broken_off_is_read() {
        let mut text = [line("b.txt", "b/x", 1), line("a.txt", "a/x", 2), line("b.txt", "b/x", 3)]
            .iter()
            .flat_map(line_bytes)
            .collect::<Vec<u8>>();
        text.extend_from_slice(b"{\"path\":\"c.txt\",\"si");
        let found = read(&text);
        assert_eq!(found.faults, Vec::<String>::new(), "a cut last line is no fault");
        assert_eq!((found.lines.len(), found.lines["b.txt"].size), (2, 3), "the last line on a report wins");
        assert!(bytes(&found).starts_with(b"{\"path\":\"a.txt\""), "sorted");
    }

    #[test]
    fn lines_that_lead_elsewhere_are_left_out() {
        for (path, output) in [
            ("a.txt", "../in/a.txt"),
            ("a.txt", "/etc/passwd"),
            ("a.txt", "b/x"),
            ("a.txt", "a"),
            ("a.txt", "a/../b/x"),
            ("a.txt", "manifest.jsonl"),
            ("manifest.jsonl", "manifest.jsonl"),
            ("...txt", "../x"),
            ("a.txt", "ab/x"),
        ] {
            let found = read(&line_bytes(&line(path, output, 0)));
            assert!(found.lines.is_empty() && found.faults.len() == 1, "{path} {output}");
        }
        let found = read(b"\xff\n{}\n");
        assert!(found.lines.is_empty() && found.faults.len() == 2, "{:?}", found.faults);
    }

    #[test]
    fn one_bad_byte_takes_one_line() {
        let text = [line_bytes(&line("a.txt", "a/x", 1)), line_bytes(&line("b.txt", "b/x", 2))].concat();
        for at in 0..text.len() {
            let mut broken = text.clone();
            broken[at] = 0xFF;
            let found = read(&broken);
            assert!(!found.lines.is_empty() || text[at] == b'\n', "the other line stays: {at}");
        }
    }

    #[test]
    fn lines_of_another_version_stay() {
        let other = b"{\"path\":\"b.txt\",\"version\":\"9.0.0\",\"more\":1}\n";
        let text = [line_bytes(&line("c.txt", "c/x", 1)).as_slice(), other].concat();
        let mut found = read(&text);
        assert!(found.faults[0].contains("found one of version 9.0.0"), "{:?}", found.faults);
        assert!(bytes(&found).starts_with(other), "as it was, in its place");
        found.replace(line("b.txt", "b/x", 1));
        assert!(!bytes(&found).starts_with(other), "until its report is converted again");
    }
}
