//! Which reports a run is about: files as they are named, folders walked. What is wrong with one name bars that one alone.

use super::input::{Input, Listing};
use super::name::{folded, portable};
use super::walk;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Lists the inputs that arguments name: files as they are, folders with all `*.pdf` and `*.txt` below, `-` for standard input.
///
/// A file is named after its path below `input/`, or else below the deepest folder that holds all files given. What cannot be
/// an input (nothing there, a link that leads nowhere, a name that another has) is listed with the reason, to be refused when
/// its turn comes.
pub(crate) fn inputs(arguments: &[PathBuf]) -> Listing {
    let files = arguments.iter().filter(|path| !path.is_dir() && path.as_os_str() != "-").map(|path| from_here(path));
    let files: Vec<&Path> = files.collect();
    let base = common_folder(&files);
    let mut listing = Listing { is_whole: !arguments.is_empty(), ..Listing::default() };
    for path in arguments {
        let name = name_below(from_here(path), base.as_deref());
        if path.as_os_str() == "-" {
            listing.inputs.push(Input { path: path.clone(), name: "stdin.txt".to_owned(), barred: None });
            listing.is_whole = false;
        } else if path.is_dir() {
            let below = walk::reports_below(path);
            listing.is_whole &= below.is_whole;
            listing.inputs.extend(below.inputs);
        } else {
            listing.inputs.push(Input { path: path.clone(), name, barred: nothing_there(path) });
            listing.is_whole = false;
        }
    }
    bar_clashes(&mut listing.inputs);
    listing.names = listing.inputs.iter().map(|input| input.name.clone()).collect();
    listing
}

/// Why what is named is not there.
fn nothing_there(path: &Path) -> Option<String> {
    let name = path.display();
    let error = fs::metadata(path).err()?;
    let is_link = fs::symlink_metadata(path).is_ok_and(|facts| facts.file_type().is_symlink());
    Some(match error.kind() {
        io::ErrorKind::NotFound if is_link => {
            format!("{name}: expected a file or folder, found a link that leads nowhere; check the path")
        }
        io::ErrorKind::NotFound => format!("{name}: expected a file or folder, found nothing there; check the path"),
        _ => format!("{name}: cannot be looked at: {error}"),
    })
}

/// A path without `./` before it, which changes no name.
fn from_here(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// The deepest folder that holds all of several files outside `input/`.
fn common_folder(files: &[&Path]) -> Option<PathBuf> {
    let mut folders =
        files.iter().filter(|path| !path.starts_with("input")).map(|path| path.parent().unwrap_or(Path::new("")));
    let mut common = folders.next()?.to_owned();
    for folder in folders {
        while !folder.starts_with(&common) && common.pop() {}
    }
    Some(common)
}

fn name_below(path: &Path, base: Option<&Path>) -> String {
    let below = path.strip_prefix("input").ok().or_else(|| base.and_then(|base| path.strip_prefix(base).ok()));
    portable(below.unwrap_or(path))
}

/// Bars all but one of several inputs that would be written to one folder, and those that would stand where another has a file.
///
/// The same input named twice is one.
fn bar_clashes(inputs: &mut Vec<Input>) {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    let mut twice = Vec::new();
    for at in 0..inputs.len() {
        if inputs[at].barred.is_some() {
            continue;
        }
        let key = folded(&inputs[at].folder());
        let Some(&first) = owners.get(&key) else {
            owners.insert(key, at);
            continue;
        };
        if is_same(&inputs[first], &inputs[at]) {
            twice.push(at);
            continue;
        }
        let is_better = spelling(&inputs[at]) > spelling(&inputs[first]);
        let (kept, barred) = if is_better { (at, first) } else { (first, at) };
        owners.insert(key, kept);
        bar(inputs, barred, kept);
    }
    for (folder, &at) in &owners {
        let mut above = folder.match_indices('/').map(|(at, _)| (&folder[..at], &folder[at + 1..]));
        if let Some(first) = above.find_map(|(above, rest)| owners.get(above).filter(|_| is_file_of_a_report(rest))) {
            bar(inputs, at, *first);
        }
    }
    twice.into_iter().rev().for_each(|at| drop(inputs.remove(at)));
}

/// Whether two of one name are one file.
fn is_same(one: &Input, other: &Input) -> bool {
    let real = |input: &Input| fs::canonicalize(&input.path).ok();
    one.name == other.name && (one.path == other.path || real(one).is_some_and(|path| Some(path) == real(other)))
}

/// How near a name is to the one that its twins have on some systems: the nearest stays, whichever comes first.
fn spelling(input: &Input) -> (bool, bool) {
    (input.path.ends_with(&input.name), folded(&input.folder()) == input.folder())
}

/// Bars an input in favour of another.
fn bar(inputs: &mut [Input], barred: usize, kept: usize) {
    let is_namesake = inputs[barred].name == inputs[kept].name;
    // The manifest knows inputs by their names.
    let other = if is_namesake { inputs[kept].path.display().to_string() } else { inputs[kept].name.clone() };
    let path = inputs[barred].path.display();
    let why = format!(
        "{path}: expected a name that is nobody else's on any system, found '{other}' beside it, which is written to \
         '{}'; rename one, or convert it into another folder with -o",
        inputs[kept].folder()
    );
    inputs[barred].barred = Some(why);
    if is_namesake {
        inputs[barred].name.clear();
    }
}

/// Whether a path below the folder of a report may be that of one of its files, or lead through one.
fn is_file_of_a_report(path: &str) -> bool {
    let written = ["csv", "html", "json", "parquet", "pdf", "svg", "txt", "xlsx"];
    path.split('/').any(|part| part.rsplit_once('.').is_some_and(|(_, extension)| written.contains(&extension)))
}

/// Paths of a list, one a line or one before each NUL byte.
pub(crate) fn paths_of_list(bytes: &[u8], end: u8) -> Vec<PathBuf> {
    let lines = bytes.split(|&byte| byte == end);
    let plain = |line| if end == b'\n' { strip_return(line) } else { line };
    lines.map(plain).filter(|line| !line.is_empty()).map(path_of).collect()
}

fn strip_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
