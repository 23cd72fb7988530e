//! Who may know whom, and what no file may hold.

use crate::support::root;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The code of a file without its tests.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// For each module: the modules of ours that it must not import.
const FORBIDDEN: [(&str, &[&str]); 8] = [
    (
        "quantity/",
        &[
            "fukkoku_recover::source",
            "crate::document",
            "crate::finding",
            "fukkoku_recover::read",
            "fukkoku_recover",
            "crate::profile",
        ],
    ),
    (
        "read/",
        &["fukkoku_recover", "crate::normalize", "crate::check", "crate::write", "crate::typeset", "crate::profile"],
    ),
    (
        "recover/",
        &[
            "crate::normalize",
            "crate::check",
            "crate::write",
            "crate::typeset",
            "crate::profile",
            "fukkoku_quantity::date",
        ],
    ),
    ("normalize/", &["crate::check", "crate::write", "crate::typeset", "crate::batch"]),
    (
        "check/",
        &["crate::write", "crate::typeset::typeset", "crate::batch", "fukkoku_recover", "fukkoku_recover::read"],
    ),
    ("typeset/", &["crate::write", "crate::check", "printpdf", "lopdf", "subsetter", "fukkoku_recover"]),
    ("write/", &["fukkoku_recover::read", "fukkoku_recover", "crate::batch"]),
    ("document.rs", &["fukkoku_recover", "crate::normalize", "crate::write", "crate::check"]),
];

#[test]
fn stages_know_only_what_comes_before_them() {
    for (name, text) in sources(&root().join("src")) {
        for (module, forbidden) in FORBIDDEN.iter().filter(|(module, _)| name.starts_with(module)) {
            for import in *forbidden {
                assert!(!code(&text).contains(import), "{name}: {module} must not know {import}");
            }
        }
    }
}

#[test]
fn only_batch_and_the_command_line_touch_files() {
    for (name, text) in sources(&root().join("src")) {
        let may = name.starts_with("batch/") || name.starts_with("cli/") || name == "main.rs";
        for word in ["std::fs", "std::env::", "File::open", "SystemTime", "Instant::now", "std::process"] {
            assert!(may || !code(&text).contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn only_decode_knows_encodings_and_only_pdf_knows_pdf() {
    for (name, text) in sources(&root().join("src")) {
        assert!(name == "read/decode.rs" || !code(&text).contains("encoding_rs::"), "{name}");
        assert!(
            name.starts_with("write/pdf/") || !(code(&text).contains("lopdf::") || code(&text).contains("printpdf::")),
            "{name}"
        );
    }
}

#[test]
fn no_town_no_plan_no_unwrap_in_the_code() {
    for (name, text) in sources(&root().join("src")) {
        for word in ["目黒", "栗音", "葦鹿", "若梢", "機械導入経過", "総合事務機械化"] {
            assert!(!code(&text).contains(word), "{name}: {word}");
        }
        for word in [".unwrap()", ".expect(", "panic!(", "todo!", "unimplemented!", "unsafe {"] {
            assert!(!code(&text).contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn files_are_short_unless_they_are_tables() {
    let tables = ["quantity/width/table.rs", "quantity/unit.rs", "finding/codes.rs", "recover/table/costs.rs"];
    for (name, text) in sources(&root().join("src")) {
        let lines = code(&text).lines().count();
        assert!(lines <= 500 || tables.contains(&name.as_str()), "{name}: {lines} lines");
    }
}
