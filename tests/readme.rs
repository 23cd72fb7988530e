//! Every command of the README runs and succeeds; every file that it names exists.

use crate::support::{root, scratch};
use std::fs;
use std::path::Path;
use std::process::Command;

fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let opening = format!("```{language}\n");
    let parts = readme.split(opening.as_str()).skip(1);
    let found: Vec<String> = parts.map(|part| part.split("```").next().unwrap().to_owned()).collect();
    assert!(!found.is_empty(), "no {language} block");
    found
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

#[test]
fn its_commands_succeed() {
    let folder = scratch("readme");
    copy(&root().join("input"), &folder.join("input"));
    copy(&root().join("fixtures/shapes/203"), &folder.join("fixtures/shapes/203"));
    let binaries = Path::new(env!("CARGO_BIN_EXE_fukkoku")).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
    let mut run = 0;
    for line in blocks("sh").iter().flat_map(|block| block.lines()).filter(|line| !line.is_empty()) {
        if line.starts_with("cargo test") {
            continue; // This is that command.
        }
        let command = line.replace("cargo run --release --locked --", "fukkoku");
        let output =
            Command::new("sh").args(["-c", &command]).env("PATH", &path).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        run += 1;
    }
    assert!(run >= 12, "only {run} commands");
    for name in
        ["document.json", "datapackage.json", "findings.json", "report.pdf", "tables/budget.csv", "tidy/history.csv"]
    {
        assert!(folder.join("output/johoka-r06").join(name).exists(), "{name}");
    }
    assert!(folder.join("facilities/report/tables/facilities.csv").exists());
}

#[test]
fn its_pandas_lines_run_where_pandas_is() {
    let has =
        Command::new("python3").args(["-c", "import pandas"]).output().is_ok_and(|output| output.status.success());
    if !has {
        eprintln!("skipped: no pandas here");
        return;
    }
    for block in blocks("python") {
        let output = Command::new("python3").args(["-c", &block]).current_dir(root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn its_profile_and_its_exit_codes_are_those_of_the_program() {
    let profile = blocks("toml").into_iter().find(|block| block.contains("recognise")).unwrap();
    let shown = fukkoku::profile::parse("README.md", &profile).unwrap();
    let kept = fs::read_to_string(root().join("input/profiles/facilities.toml")).unwrap();
    let kept = fukkoku::profile::parse("facilities.toml", &kept).unwrap();
    assert_eq!((shown.recognise, shown.table), (kept.recognise, kept.table), "the README shows the kept profile");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let help = Command::new(env!("CARGO_BIN_EXE_fukkoku")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for code in ["0", "1", "2", "3", "4", "70"] {
        assert!(readme.contains(&format!("\n| {code} | ")), "{code} in the README");
        assert!(help.contains(&format!("\n  {code:<3} ")), "{code} in --help");
    }
}

#[test]
fn its_finding_is_what_the_program_says() {
    let output = Command::new(env!("CARGO_BIN_EXE_fukkoku"))
        .args(["check", "input", "--color", "never"])
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let shown = fs::read_to_string(root().join("README.md")).unwrap();
    let example = shown.split("```\n").find(|block| block.starts_with("input/")).unwrap();
    for line in example.lines() {
        assert!(said.lines().any(|other| other.trim_end() == line.trim_end()), "{line}\n{said}");
    }
}

/// What a line of an explanation says, without its costs.
fn decided(line: &str) -> Vec<&str> {
    let words = line.split_whitespace().enumerate();
    words.filter(|(place, _)| !matches!(place, 1 | 2)).map(|(_, word)| word).collect()
}

#[test]
fn the_row_that_docs_tables_works_out_is_read_so() {
    let output = Command::new(env!("CARGO_BIN_EXE_fukkoku"))
        .args(["dump", "--stage", "blocks", "--explain", "1", "fixtures/shapes/203/report.txt"])
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let page = fs::read_to_string(root().join("docs/tables.md")).unwrap();
    let blocks: Vec<&str> = page.split("```text\n").skip(1).map(|part| part.split("```").next().unwrap()).collect();
    let text = fs::read_to_string(root().join("fixtures/shapes/203/report.txt")).unwrap();
    assert!(text.contains(&blocks[0].trim_end().replace('␣', " ")), "the text is that of the report");
    let row = blocks.iter().find(|block| block.starts_with("  line")).unwrap();
    assert!(row.lines().count() > 10);
    for line in row.lines() {
        assert!(said.lines().any(|other| decided(other) == decided(line)), "{line}\n{said}");
    }
    let shapes = said.split("after learning what columns hold:\n").nth(1).unwrap();
    assert!(shapes.lines().next().unwrap().contains("6 columns, top"), "six columns win");
}
