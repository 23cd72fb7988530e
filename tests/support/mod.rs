//! What the test files share: fixtures, goldens, a scratch folder.

pub(crate) mod cells;
pub(crate) mod cipher;
pub(crate) mod paper;

use fukkoku::{Options, ProfileChoice, Report, profile, read_report};
use std::fs;
use std::path::{Path, PathBuf};

/// The package's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the package, whole.
pub(crate) fn bytes(path: &str) -> Vec<u8> {
    fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The reports with their truth.
pub(crate) fn samples() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("fixtures/reports"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 10, "ten reports with truth");
    names
}

/// Reads a report without a profile.
pub(crate) fn plain(path: &str) -> Report {
    read_report(path, &bytes(path), &Options::default()).unwrap()
}

/// Reads a report with the built-in profiles.
pub(crate) fn detected(path: &str) -> Report {
    let options = Options { profile: ProfileChoice::Detect(profile::builtin()), ..Options::default() };
    read_report(path, &bytes(path), &options).unwrap()
}

/// Every non-blank character of a text belongs to exactly one element.
pub(crate) fn assert_nothing_lost(report: &Report) {
    let mut owners = vec![0_u8; report.source.text.len()];
    for span in report.checked.document.elements.iter().flat_map(|element| &element.spans) {
        owners[span.start..span.end].iter_mut().for_each(|count| *count += 1);
    }
    for (offset, c) in report.source.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        assert_eq!(owners[offset], 1, "{c:?} at {:?}", report.source.place(offset));
    }
}

/// The original booklet, where it is at hand.
pub(crate) fn original() -> Option<Vec<u8>> {
    let path = root().join("../shared/reports/meguro-r06.txt");
    let found = fs::read(path).ok();
    if found.is_none() {
        eprintln!("skipped: the original booklet is not here");
    }
    found
}

/// Compares with a golden file; `BLESS=1` writes it instead, except in CI.
pub(crate) fn golden(path: &Path, made: &[u8]) {
    if std::env::var_os("BLESS").is_some() && std::env::var_os("CI").is_none() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, made).unwrap();
        return;
    }
    let kept = fs::read(path)
        .unwrap_or_else(|_| panic!("{}: no golden; read the output, then run with BLESS=1", path.display()));
    if kept != made {
        let (kept, made) = (String::from_utf8_lossy(&kept), String::from_utf8_lossy(made));
        let diff = similar::TextDiff::from_lines(kept.as_ref(), made.as_ref());
        panic!("{} differs:\n{}", path.display(), diff.unified_diff().context_radius(1));
    }
}

/// A folder for a test, empty; removed by the operating system.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
