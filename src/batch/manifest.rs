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

/// Reads a manifest or what a run that was broken off has left of one.
///
/// - **Value**: of several lines on a report the last; and what is wrong with lines that are left out, so that their reports
///   are converted again. A last line that was cut is no fault.
pub(super) fn read(bytes: &[u8]) -> (Lines, Vec<String>) {
    let (mut lines, mut faults) = (Lines::new(), Vec::new());
    let pieces: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    let last = pieces.len();
    for (number, piece) in (1..).zip(pieces).filter(|(_, piece)| !piece.is_empty()) {
        match read_line(piece) {
            Ok(line) => {
                lines.insert(line.path.clone(), line);
            }
            Err(_) if number == last => {}
            Err(fault) => faults.push(format!("{number}: {fault}; the line is left out")),
        }
    }
    (lines, faults)
}

/// A line whose files all stand in the folder of its report.
fn read_line(bytes: &[u8]) -> Result<Line, String> {
    let line: Line =
        serde_json::from_slice(bytes).map_err(|error| format!("expected a line on a report, found none: {error}"))?;
    let folder = folder_of(&line.path);
    let is_own = |path: &str| is_holdable(path) && path.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'));
    match line.outputs.iter().find(|output| !is_own(&output.path)) {
        Some(output) => Err(format!("expected files below '{folder}', found '{}'", output.path)),
        None => Ok(line),
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
pub(super) fn bytes(lines: &Lines) -> Vec<u8> {
    lines.values().flat_map(line_bytes).collect()
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
            version: String::new(),
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
        let (lines, faults) = read(&text);
        assert_eq!(faults, Vec::<String>::new(), "a cut last line is no fault");
        assert_eq!((lines.len(), lines["b.txt"].size), (2, 3), "the last line on a report wins");
        assert!(bytes(&lines).starts_with(b"{\"path\":\"a.txt\""), "sorted");
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
            let (lines, faults) = read(&line_bytes(&line(path, output, 0)));
            assert!(lines.is_empty() && faults.len() == 1, "{path} {output}");
        }
        let (lines, faults) = read(b"\xff\n{}\n");
        assert!(lines.is_empty() && faults.len() == 2, "{faults:?}");
    }
}
