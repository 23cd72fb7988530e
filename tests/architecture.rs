//! Who may know whom, and what no file may hold: read from the sources.
//!
//! A room is a file or folder at the top of a crate. Each imports only rooms above it in its crate's list, and no file
//! imports one that leads back to it. A room that is in no list fails.

use crate::support::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates, each with its rooms from the ground up; rooms in one string stand beside each other.
const ROOMS: [(&str, &[&str]); 4] = [
    (
        "crates/fukkoku-quantity/src",
        &[
            "decimal flag types",
            "calendar",
            "(lib)",
            "width",
            "folded",
            "numeral",
            "unit contact",
            "number date",
            "prose normalize",
        ],
    ),
    (
        "crates/fukkoku-recover/src",
        &[
            "sheet",
            "source",
            "block",
            "page",
            "look",
            "read",
            "costs",
            "opening",
            "prose table",
            "contents sizes",
            "footnotes",
            "compose drawing",
            "walk",
            "(lib)",
        ],
    ),
    (
        "crates/fukkoku-typeset/src",
        &[
            "length class design",
            "limits font breaks",
            "structure",
            "page",
            "line",
            "sheet vertical manuscript",
            "pager pen",
            "table",
            "pages",
            "flow furniture",
            "front",
            "assemble dump pdf",
            "(lib)",
        ],
    ),
    (
        "src",
        &[
            "finding",
            "document",
            "profile guide",
            "normalize",
            "check",
            "draft lint edition",
            "write",
            "(lib)",
            "batch",
            "cli",
        ],
    ),
];

/// Which crates of ours a crate may import.
const CRATES: [(&str, &[&str]); 4] = [
    ("crates/fukkoku-quantity/src", &[]),
    ("crates/fukkoku-recover/src", &["fukkoku_quantity"]),
    ("crates/fukkoku-typeset/src", &["fukkoku_quantity"]),
    ("src", &["fukkoku_quantity", "fukkoku_recover", "fukkoku_typeset"]),
];

/// All sources below a folder, by their module (`table::plane::rows`; `(lib)` for the root).
fn modules(folder: &str) -> BTreeMap<String, String> {
    let top = root().join(folder);
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![top.clone()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            let rust = path.extension().is_some_and(|extension| extension == "rs");
            if path.is_dir() {
                folders.push(path);
            } else if rust && !path.ends_with("tests.rs") && path != top.join("main.rs") {
                found.insert(module(path.strip_prefix(&top).unwrap()), code(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

fn module(path: &Path) -> String {
    let name = path.with_extension("").to_string_lossy().replace(['/', '\\'], "::");
    let name = name.strip_suffix("::mod").unwrap_or(&name).to_owned();
    if name == "lib" { "(lib)".to_owned() } else { name }
}

/// The code of a file without comments and tests.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// The paths that a file imports: each `use`, groups unfolded, and each `crate::…` or `super::…` in its code.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for statement in code.split("use ").skip(1) {
        unfold("", statement.split(';').next().unwrap_or_default(), &mut found);
    }
    for start in ["crate::", "super::"] {
        let inner = code.match_indices(start).filter(|(at, _)| !code[..*at].ends_with("::")).map(|(at, _)| {
            code[at..].chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect::<String>()
        });
        // A group after `super::` is a `use`, which is unfolded above.
        found.extend(inner.filter(|path| !path.ends_with("::")));
    }
    found
}

fn unfold(before: &str, tree: &str, found: &mut Vec<String>) {
    let Some((stem, group)) = tree.split_once('{') else {
        found.push(format!("{before}{}", tree.split(" as ").next().unwrap_or_default().trim()));
        return;
    };
    let (mut depth, mut part) = (0, String::new());
    for c in group[..group.rfind('}').unwrap_or(group.len())].chars().chain([',']) {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            unfold(&format!("{before}{}", stem.trim()), &std::mem::take(&mut part), found);
        } else {
            part.push(c);
        }
    }
}

/// For each module those that it imports.
fn imports(modules: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let of = |name: &String, code: &String| {
        let found = paths(code).into_iter().filter_map(|path| resolved(modules, name, &path));
        found.filter(|other| other != name).collect()
    };
    modules.iter().map(|(name, code)| (name.clone(), of(name, code))).collect()
}

/// The module in which a path ends; `None` for a path into another crate.
fn resolved(modules: &BTreeMap<String, String>, from: &str, path: &str) -> Option<String> {
    let mut base: Vec<&str> = if from == "(lib)" { vec![] } else { from.split("::").collect() };
    let mut steps: Vec<&str> = path.split("::").map(str::trim).filter(|step| !step.is_empty()).collect();
    match *steps.first()? {
        "crate" => {
            base.clear();
            steps.remove(0);
        }
        "self" => drop(steps.remove(0)),
        "super" => {
            while steps.first() == Some(&"super") {
                base.pop();
                steps.remove(0);
            }
        }
        first => {
            let child = base.iter().chain([&first]).copied().collect::<Vec<&str>>().join("::");
            modules.get(&child)?;
        }
    }
    (0..=steps.len()).rev().find_map(|length| {
        let whole = base.iter().chain(&steps[..length]).copied().collect::<Vec<&str>>().join("::");
        let whole = if whole.is_empty() { "(lib)".to_owned() } else { whole };
        modules.contains_key(&whole).then_some(whole)
    })
}

#[test]
fn rooms_import_only_rooms_above_them() {
    for (folder, rooms) in ROOMS {
        let level = |module: &str| {
            let room = module.split("::").next().unwrap_or_default();
            rooms.iter().position(|beside| beside.split(' ').any(|name| name == room))
        };
        for (name, others) in imports(&modules(folder)) {
            if name == "(lib)" {
                continue;
            }
            let own = level(&name).unwrap_or_else(|| panic!("{folder}: {name} is in no list of rooms"));
            let room = name.split("::").next().unwrap_or_default();
            for other in others.iter().filter(|other| other.split("::").next() != Some(room)) {
                let of_other = level(other).unwrap_or_else(|| panic!("{folder}: {other} is in no list of rooms"));
                assert!(of_other < own, "{folder}: {name} imports {other}, which is not above it");
            }
        }
    }
}

#[test]
fn no_file_leads_back_to_itself() {
    for (folder, _) in ROOMS {
        let imports = imports(&modules(folder));
        for name in imports.keys() {
            let mut seen: BTreeSet<&String> = BTreeSet::new();
            let mut open: Vec<&String> = imports[name].iter().collect();
            while let Some(next) = open.pop() {
                if seen.insert(next) {
                    open.extend(imports.get(next).into_iter().flatten());
                }
            }
            assert!(!seen.contains(name), "{folder}: {name} leads back to itself: {:?}", imports[name]);
        }
    }
}

#[test]
fn crates_know_only_crates_below_them() {
    for (folder, may) in CRATES {
        for (name, code) in modules(folder) {
            for other in ["fukkoku_quantity", "fukkoku_recover", "fukkoku_typeset"] {
                assert!(may.contains(&other) || !code.contains(other), "{folder}: {name} imports {other}");
            }
        }
    }
}

/// All sources of all crates.
fn everything() -> Vec<(String, String)> {
    let of = |(folder, _): (&str, &[&str])| {
        modules(folder).into_iter().map(|(name, code)| (format!("{folder}/{name}"), code)).collect::<Vec<_>>()
    };
    ROOMS.into_iter().flat_map(of).collect()
}

#[test]
fn only_batch_and_the_command_line_touch_files() {
    for (name, code) in everything() {
        let may = name.starts_with("src/batch") || name.starts_with("src/cli");
        for word in ["std::fs", "std::env::", "File::open", "SystemTime", "Instant::now", "std::process"] {
            assert!(may || !code.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn only_decode_knows_encodings_and_only_pdf_knows_pdf() {
    for (name, code) in everything() {
        assert!(name.ends_with("read::decode") || !code.contains("encoding_rs::"), "{name}");
        let reader = name.starts_with("crates/fukkoku-recover/src/read::pdf");
        assert!(reader || !(code.contains("hayro") || code.contains("kurbo")), "{name}");
        let pdf = name.starts_with("crates/fukkoku-typeset/src/pdf");
        assert!(pdf || !(code.contains("lopdf::") || code.contains("printpdf::")), "{name}");
    }
}

#[test]
fn no_town_no_plan_no_unwrap_in_the_code() {
    for (name, code) in everything() {
        for word in ["目黒", "栗音", "葦鹿", "若梢", "機械導入経過", "総合事務機械化"] {
            assert!(!code.contains(word), "{name}: {word}");
        }
        for word in [".unwrap()", ".expect(", "panic!(", "todo!", "unimplemented!", "unsafe {"] {
            assert!(!code.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn eras_are_listed_once() {
    // What Unicode says that a character is made of is no list of eras.
    let lists: Vec<String> = everything()
        .into_iter()
        .filter(|(name, _)| !name.ends_with("width::table"))
        .filter(|(_, code)| code.contains("\"明治\"") && code.contains("\"大正\"") && code.contains("\"昭和\""))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(lists, ["crates/fukkoku-quantity/src/calendar"]);
}

#[test]
fn files_are_short_unless_they_are_tables() {
    let tables = ["width::table", "unit", "finding::codes", "costs::seams"];
    for (name, code) in everything() {
        let module = name.rsplit('/').next().unwrap_or_default();
        let lines = code.lines().count();
        assert!(lines <= 500 || tables.contains(&module), "{name}: {lines} lines");
    }
}

#[test]
fn contributing_names_files_that_exist() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let named: Vec<&str> = text.split('`').skip(1).step_by(2).filter(|word| word.contains('/')).collect();
    assert!(named.len() >= 12, "{named:?}");
    for name in named {
        assert!(root().join(name).exists(), "CONTRIBUTING.md names {name}");
    }
}
