//! What stands in the output folder that no run has written.

use super::open::kind;
use super::place::OutputRoot;
use super::spot::is_leftover;
use std::collections::BTreeSet;
use std::fs;

/// What belongs in the output folder.
#[derive(Debug, Default)]
pub(crate) struct Belongs {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Belongs {
    /// Notes a file that belongs there, and the folders that lead to it.
    pub(crate) fn file(&mut self, path: &str) {
        self.folders.extend(path.match_indices('/').map(|(at, _)| path[..at].to_owned()));
        self.files.insert(path.to_owned());
    }

    /// Whether something below a folder belongs there.
    pub(crate) fn has(&self, folder: &str) -> bool {
        self.folders.contains(folder)
    }

    /// What is in a folder, all below it too, that does not belong there; the empty path is the output folder.
    ///
    /// Links are not followed, and of a folder that does not belong there not what is in it is told, but itself.
    pub(crate) fn strays(&self, root: &OutputRoot, folder: &str) -> Vec<String> {
        let Ok(Some(path)) = root.folder(folder) else { return vec![] };
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => return vec![format!("{}: cannot be looked at: {error}", path.display())],
        };
        let mut entries: Vec<fs::DirEntry> = entries.flatten().collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut found = Vec::new();
        for entry in entries {
            let (name, shown) = (entry.file_name(), entry.path().display().to_string());
            let lead = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let below = name.to_str().map(|name| format!("{lead}{name}"));
            let Ok(is) = entry.file_type() else { continue };
            match below.as_deref() {
                // A link in the place of a file or folder is told where that is looked for.
                Some(path) if self.files.contains(path) => {}
                Some(path) if is.is_dir() && self.folders.contains(path) => found.extend(self.strays(root, path)),
                Some(path) if self.folders.contains(path) => {}
                _ if is.is_file() && is_leftover(&name) => found
                    .push(format!("{shown}: is left of a run that was killed; a run of 'fukkoku convert' removes it")),
                _ => found.push(format!("{shown}: is {} of no report; remove it, or move it away", kind(is))),
            }
        }
        found
    }
}
