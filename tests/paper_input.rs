//! A PDF as input: the kept one gives what its text gives, nothing that is printed is lost, and each place is told.

use crate::support::paper::{Paper, of_lines, text};
use crate::support::{assert_nothing_lost, bytes, detected, plain, root, scratch};
use fukkoku::write::table_csv;
use fukkoku::{Options, read_report};
use fukkoku_recover::read::ranges::PageRanges;
use fukkoku_recover::sheet::Rules;
use fukkoku_recover::{Reading, read, words};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The kept report as paper, and as text.
const PAPER: &str = "input/johoka-r06.pdf";
const TEXT: &str = "input/johoka-r06.txt";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let paper = root().join(PAPER).display().to_string();
    let arguments: Vec<&str> =
        arguments.iter().map(|word| if *word == PAPER { paper.as_str() } else { word }).collect();
    Command::new(env!("CARGO_BIN_EXE_fukkoku")).args(arguments).current_dir(folder).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The cells of all tables of a report, row by row, without white space: where words end is a question of the extractor.
fn tables(path: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let report = detected(path);
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let records =
        |table| fukkoku::write::table_csv::records(table).map(|row| row.iter().map(|cell| bare(cell)).collect());
    report.checked.document.tables().map(|table| (table.id.clone(), records(table).collect())).collect()
}

#[test]
fn paper_and_text_give_the_same_tables() {
    let (paper, text) = (tables(PAPER), tables(TEXT));
    assert_eq!(paper.keys().collect::<Vec<_>>(), text.keys().collect::<Vec<_>>());
    for (id, expected) in &text {
        let found = &paper[id];
        assert_eq!((found.len(), found[0].len()), (expected.len(), expected[0].len()), "{id}");
        for (row, (found, wanted)) in found.iter().zip(expected).enumerate() {
            for (column, (cell, wanted)) in found.iter().zip(wanted).enumerate() {
                // The end of a page cuts a merged cell, whose label is then printed twice: on paper it is known to be one.
                let runs_on = cell.is_empty() && expected[row - 1][column] == *wanted;
                assert!(cell == wanted || runs_on, "{id}, row {row}, column {column}: {cell}, not {wanted}");
            }
        }
    }
}

#[test]
fn paper_and_text_give_the_same_proofs() {
    let proofs = |path: &str| -> Vec<(String, String)> {
        let findings = detected(path).checked.findings;
        let proofs =
            findings.into_iter().filter_map(|finding| Some((finding.code.to_string(), finding.proposal?.proof)));
        proofs.collect()
    };
    assert_eq!(proofs(PAPER), proofs(TEXT));
    assert!(!proofs(TEXT).is_empty());
}

fn characters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).for_each(|c| *counts.entry(upright(c)).or_default() += 1);
    counts
}

/// Forms for vertical lines are written as what they mean.
fn upright(c: char) -> char {
    match c {
        '︵' => '（',
        '︶' => '）',
        '︹' => '〔',
        '︺' => '〕',
        '﹁' => '「',
        '﹂' => '」',
        '︱' | '｜' => 'ー',
        '︙' => '…',
        '︑' => '、',
        '︒' => '。',
        _ => c,
    }
}

/// All papers at hand: the kept one, and the real ones where they are.
fn papers() -> Vec<PathBuf> {
    let mut found = vec![root().join(PAPER)];
    match fs::read_dir(root().join("../shared/real/docs")) {
        Ok(entries) => found.extend(entries.map(|entry| entry.unwrap().path())),
        Err(_) => eprintln!("skipped: the real documents are not here"),
    }
    found.sort();
    found
}

#[test]
fn every_glyph_is_in_the_text_and_every_character_in_one_element() {
    let pages = PageRanges::default();
    for path in papers() {
        for rules in [Rules::Read, Rules::Ignored] {
            let reading = Reading { encoding: None, password: "", pages: &pages, rules };
            let file = fs::read(&path).unwrap();
            let Ok((source, pages)) = read("a.pdf", &file, reading) else { continue };
            let drawn = words(&file, reading).unwrap();
            let name = path.display();
            assert_eq!(
                characters(drawn.iter().map(|word| word.text.as_str())),
                characters([source.text.as_str()].into_iter()),
                "{name}"
            );
            let mut owners = vec![0u8; source.text.len()];
            for block in fukkoku_recover::recover(&source, &pages) {
                block
                    .spans
                    .iter()
                    .for_each(|span| owners[span.start..span.end].iter_mut().for_each(|count| *count += 1));
            }
            for (at, c) in source.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                assert_eq!(owners[at], 1, "{name}: {c:?} on line {}", source.line_of(at));
            }
        }
    }
}

#[test]
fn each_cell_tells_where_it_stands() {
    let report = detected(PAPER);
    let table = report.checked.document.tables().find(|table| table.id == "budget").unwrap();
    let cells: Vec<_> = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.printed.is_empty()).collect();
    assert!(cells.len() > 30);
    for cell in cells {
        let [place] = &*cell.areas else { panic!("{}: {:?}", cell.printed, cell.areas) };
        assert!(place.area.x0 < place.area.x1 && place.area.top < place.area.bottom, "{}", cell.printed);
        assert!((1..=20).contains(&place.page));
    }
    let finding = report.checked.findings.iter().find(|finding| finding.printed == "712.819").unwrap();
    assert_eq!(finding.areas.len(), 1);
    let text = detected(TEXT);
    assert!(text.checked.findings.iter().all(|finding| finding.areas.is_empty()), "a text has no places");
}

#[test]
fn the_source_of_a_pdf_tells_what_it_is() {
    let source = |report: fukkoku::Report| serde_json::to_value(&report.checked.document.source).unwrap();
    let of = |file: &[u8]| source(read_report("a.pdf", file, &Options::default()).unwrap());
    let mut told = Paper::new();
    told.page(text(72, 700, "本文である。"));
    told.page_of("/MediaBox [10 10 610.5 410] /CropBox [20 20 520.25 400] /Rotate 90");
    told.catalog = "/MarkInfo << /Marked true >>".to_owned();
    told.trailer = "/Info << /Producer <FEFF4E00592A90CE> >>".to_owned();
    let told = of(&told.file());
    assert_eq!(told["producer"], "一太郎");
    assert_eq!((&told["encrypted"], &told["tagged"]), (&false.into(), &true.into()));
    let sizes = serde_json::json!([
        {"page": 1, "width": 595.0, "height": 842.0},
        {"page": 2, "width": 380.0, "height": 500.25},
    ]);
    assert_eq!(told["page_sizes"], sizes);
    let bare = of(&of_lines(&["本文である。"]));
    assert_eq!((&bare["producer"], &bare["tagged"]), (&serde_json::Value::Null, &false.into()));
    let kept = source(plain(PAPER));
    assert_eq!(kept["page_sizes"].as_array().unwrap().len() as u64, kept["pages"].as_u64().unwrap());
    assert!(!kept["producer"].as_str().unwrap().is_empty());
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(keys(&kept).contains(&"encrypted".to_owned()));
    assert_eq!(keys(&source(plain(TEXT))), ["name", "blake3", "encoding", "flavour", "lines", "pages"]);
}

#[test]
fn a_pdf_is_converted_with_its_text_beside() {
    let folder = scratch("paper");
    let output = run(&folder, &["convert", PAPER, "-o", "out", "--formats", "tables,findings,source", "--jobs", "1"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = fs::read_to_string(folder.join("out/johoka-r06.pdf/source.txt")).unwrap();
    let findings = fs::read_to_string(folder.join("out/johoka-r06.pdf/findings.json")).unwrap();
    let findings: serde_json::Value = serde_json::from_str(&findings).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    for finding in findings.as_array().unwrap() {
        let (line, printed) = (finding["line_first"].as_u64().unwrap(), finding["printed"].as_str().unwrap());
        let first = printed.lines().next().unwrap_or_default();
        assert!(lines[line as usize - 1].contains(first), "line {line} holds {first:?}");
    }
    assert!(!folder.join("out/johoka-r06.pdf/document.json").exists());
}

#[test]
fn a_pdf_is_told_by_its_bytes_and_stands_beside_its_text() {
    let folder = scratch("beside");
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.txt"), bytes(TEXT)).unwrap();
    fs::write(folder.join("in/a.pdf"), bytes(PAPER)).unwrap();
    fs::write(folder.join("in/b.txt"), bytes(PAPER)).unwrap();
    let output = run(&folder, &["convert", "in", "-o", "out", "--formats", "tables", "-q"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let table = |report: &str| fs::read(folder.join("out").join(report).join("tables/budget.csv")).unwrap();
    assert_eq!(table("a.pdf"), table("b"));
    assert!(!table("a").is_empty());
}

#[test]
fn pages_can_be_chosen() {
    let folder = scratch("pages");
    let output = run(&folder, &["dump", "--stage", "words", "--ndjson", "--pages", "4-5,7", PAPER]);
    assert!(output.status.success(), "{}", stderr(&output));
    let mut pages: Vec<u64> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["page"].as_u64().unwrap())
        .collect();
    pages.dedup();
    assert_eq!(pages, [4, 5, 7]);
    for (arguments, code, says) in [
        (["check", PAPER, "--pages", "99"], 3, "expected pages between 1 and "),
        (["check", PAPER, "--pages", "5-3"], 2, "expected page numbers such as 3-8,12"),
        (["check", PAPER, "--pages", "0"], 2, "expected page numbers such as 3-8,12"),
        (["check", "a.txt", "--pages", "1"], 3, "a.txt: expected a PDF, of which pages can be chosen, found a text"),
    ] {
        fs::write(folder.join("a.txt"), bytes(TEXT)).unwrap();
        let output = run(&folder, &arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(says), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn pages_are_drawn_with_what_was_found() {
    let folder = scratch("drawn");
    let output = run(&folder, &["dump", "--stage", "pages", "--format", "svg", PAPER, "-o", "pages"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let files = String::from_utf8(output.stdout).unwrap();
    let budget = files
        .lines()
        .map(|path| fs::read_to_string(folder.join(path)).unwrap())
        .find(|svg| svg.contains(">712.819<"))
        .unwrap();
    assert!(budget.starts_with("<svg ") && budget.ends_with("</svg>\n"));
    for part in ["class=\"rule\"", "class=\"head\"", "class=\"cell\"", "class=\"free\"", "<title>table "] {
        assert!(budget.contains(part), "{part}");
    }
    for (arguments, says) in [
        (&["dump", "--stage", "pages", "--format", "svg", PAPER][..], "--output"),
        (
            &["dump", "--stage", "blocks", "--format", "svg", PAPER, "-o", "x"],
            "expected --stage pages with --format svg",
        ),
    ] {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(says), "{}", stderr(&output));
    }
}

#[test]
fn the_same_bytes_give_the_same_report() {
    let read = || format!("{:?}", fukkoku::read_report("a.pdf", &bytes(PAPER), &Options::default()).unwrap().checked);
    assert!(read() == read());
}

/// Shows cells level with each other: labels from their left side on, figures to their right side.
fn row(y: i32, cells: &[&str]) -> String {
    let place = |(at, cell): (usize, &&str)| {
        let right = 160 + 90 * at as i32;
        let wide = cell.chars().map(|c| if c.is_ascii() { 5 } else { 10 }).sum::<i32>();
        text(if at == 0 { 72 } else { right - wide }, y, cell)
    };
    cells.iter().enumerate().map(place).collect()
}

/// Names in brackets head rows, and a title right above the heads is none of them.
#[test]
fn pages_without_rules_are_read_as_lined_up_text_is() {
    let lines: [&[&str]; 10] = [
        &["歳入歳出予算（単位：千円）"],
        &["科目", "本年度", "前年度"],
        &["【収入】"],
        &["会費", "1,200", "1,150"],
        &["寄附金", "300", "420"],
        &["計", "1,500", "1,570"],
        &["【支出】"],
        &["事業費", "900", "1,010"],
        &["管理費", "600", "560"],
        &["計", "1,500", "1,570"],
    ];
    let mut paper = Paper::new();
    paper.page(lines.iter().zip(0..).map(|(cells, at)| row(780 - 20 * at, cells)).collect::<String>());
    let report = read_report("a.pdf", &paper.file(), &Options::default()).unwrap();
    let [table] = &report.checked.document.tables().collect::<Vec<_>>()[..] else { panic!("one table") };
    let rows: Vec<String> = table_csv::records(table).map(|row| row.join("|")).collect();
    assert_eq!(rows[..3], ["科目|本年度|前年度", "【収入】||", "会費|1,200|1,150"]);
    assert_eq!(rows[5..7], ["【支出】||", "事業費|900|1,010"]);
    assert_nothing_lost(&report);
}
