//! Work of each stage on a kept report, for counting instructions: `.ci/instructions` runs it under callgrind.
//!
//! Without arguments it names the stages; with one it runs that stage once. Only what [`measured`] does is counted.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::panic)]

use fukkoku::write::{FORMATS, Format, write};
use fukkoku::{Options, Report, check, edition, normalize, read_report};
use fukkoku_recover::read::{decode::decode, scan::scan};
use fukkoku_recover::recover;
use std::hint::black_box;

const NAME: &str = "fixtures/shapes/212/report.txt";
const LINED_UP: &str = "fixtures/shapes/212/report.layout.txt";

/// What is counted.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) {
    black_box(work());
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn stages() -> Vec<String> {
    let own = ["decode", "recover", "recover-lined-up", "normalize", "check", "whole"];
    own.map(str::to_owned).into_iter().chain(FORMATS.iter().map(|row| format!("write-{}", row.name))).collect()
}

fn recovery(name: &str) {
    let source = decode(name, &bytes(name), None).unwrap();
    let pages = scan(&source);
    measured(|| recover(&source, &pages));
}

fn report() -> Report {
    read_report(NAME, &bytes(NAME), &Options::default()).unwrap()
}

fn run(stage: &str) {
    let source = decode(NAME, &bytes(NAME), None).unwrap();
    match stage {
        "decode" => {
            let bytes = bytes(NAME);
            measured(|| scan(&decode(NAME, &bytes, None).unwrap()));
        }
        "recover" => recovery(NAME),
        "recover-lined-up" => recovery(LINED_UP),
        "normalize" => {
            let pages = scan(&source);
            let blocks = recover(&source, &pages);
            measured(|| normalize::normalize(&source, &blocks, pages.len(), None));
        }
        "check" => {
            let document = report().checked.document;
            measured(|| check::check(&source, document, &edition::CHECKS));
        }
        "whole" => {
            let bytes = bytes(NAME);
            let all: Vec<Format> = FORMATS.iter().map(|row| row.format).collect();
            measured(|| write(&read_report(NAME, &bytes, &Options::default()).unwrap().checked, &all));
        }
        writer => {
            let row = FORMATS.iter().find(|row| Some(row.name) == writer.strip_prefix("write-"));
            let format = row.unwrap_or_else(|| panic!("expected one of {:?}, found {writer}", stages())).format;
            let checked = report().checked;
            measured(|| write(&checked, &[format]));
        }
    }
}

fn main() {
    // `cargo bench` and `cargo test --benches` add flags of their own.
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if asked.is_empty() {
        stages().iter().for_each(|stage| println!("{stage}"));
    }
    asked.iter().for_each(|stage| run(stage));
}
