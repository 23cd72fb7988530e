//! `--check`: outputs on the disk against what would be written.

use crate::batch::{Line, MANIFEST, OutputRoot, PlaceError, plain_file};
use fukkoku::write::Artifact;
use std::path::Path;

/// What differs for one report: missing, changed and superfluous files, a stale line of the manifest.
///
/// - **Errors**: a place at which nothing could be written.
pub(super) fn of_report(
    root: &OutputRoot,
    line: &Line,
    artifacts: &[Artifact],
    old: Option<&Line>,
) -> Result<Vec<String>, PlaceError> {
    let mut found = Vec::new();
    for (artifact, output) in artifacts.iter().zip(&line.outputs) {
        let path = root.place(&output.path)?;
        match plain_file(&path, u64::MAX) {
            Ok(bytes) if bytes == artifact.bytes => {}
            Ok(bytes) => found.push(difference(&path, &bytes, &artifact.bytes)),
            Err(_) => found.push(format!("{}: is missing", path.display())),
        }
    }
    for before in old.into_iter().flat_map(|old| &old.outputs) {
        let is_written = line.outputs.iter().any(|now| now.path == before.path);
        if !is_written && root.place(&before.path).is_ok_and(|path| path.exists()) {
            found.push(format!("{}: is no longer written", root.shown(&before.path)));
        }
    }
    if old != Some(line) && found.is_empty() {
        found.push(format!("{}: its line for {} is stale", root.shown(MANIFEST), line.path));
    }
    Ok(found)
}

/// A short unified diff of texts, or the sizes of anything else.
fn difference(path: &Path, disk: &[u8], made: &[u8]) -> String {
    const LINES: usize = 12;
    let name = path.display();
    let texts = (std::str::from_utf8(disk), std::str::from_utf8(made));
    let (Ok(disk_text), Ok(made_text)) = texts else {
        return format!("{name}: differs ({} bytes on disk, {} regenerated)", disk.len(), made.len());
    };
    let diff = similar::TextDiff::from_lines(disk_text, made_text);
    let unified = diff.unified_diff().context_radius(0).header("on disk", "regenerated").to_string();
    let mut lines: Vec<String> = unified.lines().take(LINES).map(|line| line.chars().take(160).collect()).collect();
    let more = unified.lines().count().saturating_sub(LINES);
    if more > 0 {
        lines.push(format!("… {more} more lines"));
    }
    format!("{name}: differs\n{}", lines.join("\n"))
}
