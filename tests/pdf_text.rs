//! The edition as other programs see it: every paragraph and cell comes back, the file is sound.
//! Needs `pdftotext` and `qpdf`; says so where they are missing.

use crate::support::{plain, samples, scratch};
use fukkoku::Report;
use fukkoku::document::Content;
use fukkoku::write::{self, Format};
use std::fs;
use std::process::Command;

fn have(program: &str) -> bool {
    let found =
        Command::new(program).arg("--version").output().is_ok() || Command::new(program).arg("-v").output().is_ok();
    if !found {
        eprintln!("skipped: no {program} here");
    }
    found
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{c}').collect()
}

/// A sample, and what a program says of its PDF.
fn said_by(name: &str, program: &str, before: &[&str], behind: &[&str]) -> (Report, String) {
    let report = plain(&format!("fixtures/reports/{name}/report.txt"));
    let path = scratch(&format!("{program}-{name}")).join("report.pdf");
    fs::write(&path, &write::write(&report.checked, &[Format::Pdf]).remove(0).bytes).unwrap();
    let output = Command::new(program).args(before).arg(&path).args(behind).output().unwrap();
    (report, String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_paragraph_and_cell_comes_back_as_text() {
    if !have("pdftotext") {
        return;
    }
    for name in samples() {
        let (report, text) = said_by(&name, "pdftotext", &["-raw", "-enc", "UTF-8"], &["-"]);
        // Running heads and page numbers stand between the parts of what goes over a page.
        let pages: Vec<String> = text.split('\u{c}').map(bare).collect();
        let whole = bare(&text);
        for element in &report.checked.document.elements {
            match &element.content {
                Content::Paragraph(paragraph) => {
                    let wanted = bare(&paragraph.text);
                    assert!(holds(&whole, &pages, &wanted), "{name}: {wanted}");
                }
                Content::Heading(heading) => {
                    assert!(whole.contains(&bare(&heading.title)), "{name}: {}", heading.title)
                }
                Content::Table(table) => {
                    for cell in table.header.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                        let wanted = bare(&cell.text).replace('‣', "");
                        let found = whole.replace(['‣', '•'], "");
                        assert!(found.contains(&wanted), "{name}: {} {wanted}", table.id);
                    }
                }
                Content::List(_)
                | Content::Contents(_)
                | Content::Note(_)
                | Content::Contact(_)
                | Content::Furniture(_)
                | Content::Unrecognized(_) => {}
            }
        }
    }
}

/// A screen reader walks the structure: every paragraph stands in it whole, in the order of the report.
#[test]
fn every_paragraph_is_whole_in_the_structure() {
    if !have("pdfinfo") {
        return;
    }
    for name in samples() {
        let (report, text) = said_by(&name, "pdfinfo", &["-struct-text"], &[]);
        let quoted = text.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
        let said = bare(&quoted.collect::<String>());
        let mut rest = said.as_str();
        for element in &report.checked.document.elements {
            let Content::Paragraph(paragraph) = &element.content else { continue };
            let wanted = bare(&paragraph.text);
            let Some(at) = rest.find(&wanted) else { panic!("{name}: not whole or not in order: {wanted}") };
            rest = &rest[at + wanted.len()..];
        }
    }
}

/// In one piece, or its beginning near the end of a page and its end near the beginning of the next.
fn holds(whole: &str, pages: &[String], wanted: &str) -> bool {
    let cut = |at: usize| {
        wanted.is_char_boundary(at) && {
            let (head, tail) = wanted.split_at(at);
            pages.windows(2).any(|pair| pair[0].contains(head) && pair[1].contains(tail))
        }
    };
    whole.contains(wanted) || (1..wanted.len()).any(cut)
}

#[test]
fn files_are_sound() {
    if !have("qpdf") {
        return;
    }
    let folder = scratch("pdf-sound");
    for name in ["101", "105"] {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        let path = folder.join(format!("{name}.pdf"));
        fs::write(&path, &write::write(&report.checked, &[Format::Pdf]).remove(0).bytes).unwrap();
        let output = Command::new("qpdf").arg("--check").arg(&path).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}
