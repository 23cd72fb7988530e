//! Folders of reports, walked: links are followed, but not back to where they stand, nor without end.

use super::input::{Input, Listing};
use super::name::portable;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// What reports are called in a folder.
const EXTENSIONS: [&str; 2] = ["pdf", "txt"];
/// Most linked folders that are entered: a few links to each other make more paths than anybody can walk.
const LINKED: usize = 4_096;

/// All reports below a folder, and what keeps some of them from being seen.
pub(super) fn reports_below(folder: &Path) -> Listing {
    let mut found = Listing { is_whole: true, ..Listing::default() };
    let mut linked = 0;
    let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                not_walked(&mut found, folder, &error);
                continue;
            }
        };
        if entry.path_is_symlink() && entry.file_type().is_dir() && entry.depth() > 0 {
            linked += 1;
            if let Some(why) = not_entered(&entry, linked) {
                entries.skip_current_dir();
                found.is_whole &= linked <= LINKED;
                // Of a thousand links too many, one is told.
                if linked <= LINKED + 1 {
                    found.inputs.push(barred(entry.path(), String::new(), why));
                }
                continue;
            }
        }
        // What is no plain file is refused when its turn comes.
        if is_report(entry.path()) && !entry.file_type().is_dir() {
            let name = portable(below(folder, entry.path()));
            found.inputs.push(Input { path: entry.path().to_owned(), name, barred: None });
        }
    }
    if found.inputs.is_empty() {
        let why = format!("{}: expected *.pdf or *.txt files in this folder or below, found none", folder.display());
        found.inputs.push(barred(folder, String::new(), why));
        // An empty folder may be one that is not mounted today.
        found.is_whole = false;
    }
    found
}

fn is_report(path: &Path) -> bool {
    let known = |extension: &OsStr| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
    path.extension().is_some_and(known)
}

fn below<'a>(folder: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(folder).unwrap_or(path)
}

fn barred(path: &Path, name: String, why: String) -> Input {
    Input { path: path.to_owned(), name, barred: Some(why) }
}

/// Why a linked folder is not entered.
fn not_entered(entry: &DirEntry, linked: usize) -> Option<String> {
    let path = entry.path();
    if linked > LINKED {
        return Some(format!("{}: expected at most {LINKED} links to folders, found more", path.display()));
    }
    let here = path.parent().and_then(|parent| fs::canonicalize(parent).ok())?;
    let there = fs::canonicalize(path).ok()?;
    here.starts_with(there).then(|| leads_back(path))
}

fn leads_back(path: &Path) -> String {
    format!("{}: expected a folder, found a link that leads back to where it stands; remove it", path.display())
}

/// Notes what could not be walked.
fn not_walked(found: &mut Listing, folder: &Path, error: &walkdir::Error) {
    let path = error.path().unwrap_or(folder);
    let is_nothing = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
    let name = if is_report(path) { portable(below(folder, path)) } else { String::new() };
    let why = match error.io_error() {
        _ if error.loop_ancestor().is_some() => leads_back(path),
        _ if is_nothing => format!("{}: expected a file, found a link that leads nowhere; remove it", path.display()),
        Some(error) => format!("{}: cannot be looked at: {error}", path.display()),
        None => format!("{}: cannot be looked at", path.display()),
    };
    // What is behind a link that leads back is seen all the same.
    found.is_whole &= error.loop_ancestor().is_some() || (is_nothing && is_report(path));
    // A link without target is a report only if it is called so.
    if !is_nothing || is_report(path) {
        found.inputs.push(barred(path, name, why));
    }
}
