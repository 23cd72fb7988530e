//! `--check`: outputs on the disk against what would be written.

use fukkoku::batch::{self, Line};
use fukkoku::write::Artifact;
use std::fs;
use std::path::Path;

/// What differs for one report: missing, changed and superfluous files, a stale line of the manifest.
pub(super) fn of_report(folder: &Path, line: &Line, artifacts: &[Artifact], old: Option<&Line>) -> Vec<String> {
    let mut found = Vec::new();
    for (artifact, output) in artifacts.iter().zip(&line.outputs) {
        let path = folder.join(&output.path);
        match fs::read(&path) {
            Ok(bytes) if bytes == artifact.bytes => {}
            Ok(bytes) => found.push(difference(&path, &bytes, &artifact.bytes)),
            Err(_) => found.push(format!("{}: is missing", path.display())),
        }
    }
    for before in old.into_iter().flat_map(|old| &old.outputs) {
        let path = folder.join(&before.path);
        if !line.outputs.iter().any(|now| now.path == before.path) && path.exists() {
            found.push(format!("{}: is no longer written", path.display()));
        }
    }
    if old != Some(line) && found.is_empty() {
        found.push(format!("{}: its line for {} is stale", folder.join(batch::MANIFEST).display(), line.path));
    }
    found
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
