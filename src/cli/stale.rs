//! `--check`: outputs on the disk against what would be written.

use crate::batch::{Limit, Line, MANIFEST, OutputRoot, ReadError, own_file};
use fukkoku::write::Artifact;
use std::path::Path;

/// Something on the disk that is not as it would be written, or does not belong there.
pub(super) struct Difference {
    /// Where and what.
    pub told: String,
    /// Lines of a short diff.
    pub diff: Vec<String>,
}

impl From<String> for Difference {
    fn from(told: String) -> Self {
        Self { told, diff: vec![] }
    }
}

/// What differs for one report: missing, changed and superfluous files, links in their places, a stale line of the manifest.
pub(super) fn of_report(root: &OutputRoot, line: &Line, artifacts: &[Artifact], old: Option<&Line>) -> Vec<Difference> {
    let mut found = Vec::new();
    for (artifact, output) in artifacts.iter().zip(&line.outputs) {
        match root.place(&output.path) {
            Ok(path) => {
                found.extend(of_file(&path, &artifact.bytes));
                found.extend(root.odd_mode(&path).map(|odd| Difference::from(format!("{}: {odd}", path.display()))));
            }
            Err(error) => found.push(error.to_string().into()),
        }
    }
    for before in old.into_iter().flat_map(|old| &old.outputs) {
        let is_written = line.outputs.iter().any(|now| now.path == before.path);
        if !is_written && root.place(&before.path).is_ok_and(|path| path.exists()) {
            found.push(format!("{}: is no longer written", root.shown(&before.path)).into());
        }
    }
    if old != Some(line) && found.is_empty() {
        found.push(format!("{}: its line for {} is missing or stale", root.shown(MANIFEST), line.path).into());
    }
    found
}

fn of_file(path: &Path, made: &[u8]) -> Option<Difference> {
    let name = path.display();
    if path.symlink_metadata().is_err() {
        return Some(format!("{name}: is missing").into());
    }
    // What is much larger need not be read to be told.
    let limit = Limit::OUTPUT.at_most(2 * made.len() as u64 + (1 << 20));
    match own_file(path, limit) {
        Ok(bytes) if bytes == made => None,
        Ok(bytes) => Some(difference(path, &bytes, made)),
        Err(ReadError::TooLarge { size, .. }) => Some(sizes(path, size, made)),
        Err(error) => Some(error.to_string().into()),
    }
}

fn sizes(path: &Path, disk: u64, made: &[u8]) -> Difference {
    format!("{}: differs ({disk} bytes on disk, {} regenerated)", path.display(), made.len()).into()
}

/// A short unified diff of texts, or the sizes of anything else.
fn difference(path: &Path, disk: &[u8], made: &[u8]) -> Difference {
    let texts = (std::str::from_utf8(disk), std::str::from_utf8(made));
    let (Ok(disk_text), Ok(made_text)) = texts else { return sizes(path, disk.len() as u64, made) };
    match unlike(disk_text, made_text) {
        (before, after) if before.len() + after.len() <= COMPARED => {
            Difference { told: format!("{}: differs", path.display()), diff: diff(&before.concat(), &after.concat()) }
        }
        _ => sizes(path, disk.len() as u64, made),
    }
}

/// Most lines that are compared: what it costs grows with their square.
const COMPARED: usize = 4_000;

/// The lines of two texts from the first that differs to the last that does.
fn unlike<'a>(one: &'a str, other: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let mut one: Vec<&str> = one.split_inclusive('\n').collect();
    let mut other: Vec<&str> = other.split_inclusive('\n').collect();
    let alike = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    one.drain(..alike);
    other.drain(..alike);
    while one.last().is_some_and(|last| other.last() == Some(last)) {
        one.pop();
        other.pop();
    }
    (one, other)
}

/// The first lines of a diff, each no longer than a screen is wide.
fn diff(disk: &str, made: &str) -> Vec<String> {
    const LINES: usize = 12;
    let diff = similar::TextDiff::from_lines(disk, made);
    let unified = diff.unified_diff().context_radius(0).header("on disk", "regenerated").to_string();
    // Places count from the first line that differs, which is of no use.
    let lines: Vec<&str> = unified.lines().filter(|line| !line.starts_with("@@")).collect();
    let shown = lines.iter().take(LINES).map(|line| line.chars().take(160).collect());
    let more = lines.len().saturating_sub(LINES);
    shown.chain((more > 0).then(|| format!("… {more} more lines"))).collect()
}
