//! Work grows with the input, whatever it holds: counted in instructions, as valgrind sees them; without valgrind, said and skipped.

use crate::support::paper::{Paper, text};
use std::process::Command;

/// What lines of a report may look like to whatever reads tables, by their number.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: [Shape; 8] = [
    ("two words", |_| "あ い".to_owned()),
    ("two words and three", |at| if at % 2 == 0 { "あ い" } else { "あ い う" }.to_owned()),
    ("a head and a row by turns", |at| if at % 3 == 0 { "区分 備考" } else { "東町 12 あ" }.to_owned()),
    ("heads of groups", |at| if at % 2 == 0 { "東 1 2" } else { "（学校）" }.to_owned()),
    ("boxes with fewer cells", |at| if at % 2 == 0 { "│町│村│市│" } else { "│町   │市│" }.to_owned()),
    ("boxes under one cell", |at| if at % 2 == 0 { "│あ│い│" } else { "│　├─┤" }.to_owned()),
    ("bars", |_| "あ|".repeat(100)),
    ("tabs", |at| if at % 5 == 0 { "終わり".to_owned() } else { format!("駅\t{at}\t人") }),
];

/// What whole reports may hold, by the number of their lines: checked as well.
const REPORTS: [Shape; 3] = [
    ("tables without headings", |at| match at % 6 {
        0 => "\n　町の人口は次のとおりである。\n\n区分 令和４年度 令和５年度".to_owned(),
        5 => "合計 600 900\n".to_owned(),
        own => format!("第{own}町 {} {}", own * 50, own * 70),
    }),
    ("a long table with gaps", |at| match at {
        0 => format!("{:<12}{:>8}{:>8}{:>8}", "区分", "甲", "乙", "丙"),
        _ if at % 3 == 0 => format!("{:<12}{:>9}{:>9}{:>9}", format!("町{at}"), at * 7, "", at * 3),
        _ => format!("{:<12}{:>9}{:>9}{:>9}", format!("町{at}"), at * 7, at * 5, at * 3),
    }),
    ("a total that is wrong", |at| match at {
        0 => format!("{:<12}{:>8}{:>8}", "区分", "甲", "乙"),
        _ if at % 100 == 99 => format!("{:<12}{:>9}{:>9}", "合計", at * 7, at * 11),
        _ => format!("{:<12}{:>9}{:>9}", format!("町{at}"), at * 7, at * 5),
    }),
];

/// Instructions of a run over a file.
fn instructions_of(name: &str, bytes: &[u8], options: &[&str]) -> Option<f64> {
    let folder = std::env::temp_dir().join(format!("fukkoku-growth-{}-{}", std::process::id(), options[0]));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_fukkoku")])
        .args(options)
        .arg(&path)
        .output();
    std::fs::remove_dir_all(&folder).unwrap();
    let ran = ran.ok()?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    let counted = told.lines().find_map(|line| line.split_once("Collected :")).expect("a count is reported");
    Some(counted.1.trim().parse().unwrap())
}

/// Checks a report as a user does, and fails at no finding.
const CHECK: [&str; 8] = ["check", "--profile", "none", "--jobs", "1", "--fail-on", "never", "-q"];

/// Fails if four times the input costs more than five times the work.
fn assert_grows(name: &str, options: &[&str], file: &str, sizes: [usize; 3], made: impl Fn(usize) -> Vec<u8>) {
    let count = |size: usize| instructions_of(file, &made(size), options);
    let [start, small, large] = sizes;
    let Some(start) = count(start) else {
        eprintln!("skipped: no valgrind here");
        return;
    };
    let of = |size: usize| count(size).expect("valgrind ran before") - start;
    let (small_work, large_work) = (of(small), of(large));
    assert!(large_work < small_work * 5.0, "{name}: {small_work:.0} for {small}, {large_work:.0} for {large}");
}

fn lines_of(shape: fn(usize) -> String, lines: usize) -> Vec<u8> {
    (0..lines).map(|at| shape(at) + "\n").collect::<String>().into_bytes()
}

#[test]
fn four_times_the_lines_cost_four_times_the_work() {
    for (name, shape) in SHAPES {
        let made = |lines| lines_of(shape, lines);
        assert_grows(name, &["dump", "--stage", "blocks"], "report.txt", [1, 500, 2_000], made);
    }
}

#[test]
fn four_times_the_report_costs_four_times_the_checks() {
    for (name, shape) in REPORTS {
        assert_grows(name, &CHECK, "report.txt", [1, 1_000, 4_000], |lines| lines_of(shape, lines));
    }
}

/// A page full of one ruled table: a head and forty rows of a label and two figures.
fn ruled_page(page: usize) -> String {
    let mut drawn = String::new();
    for row in 0..=41 {
        let y = 780 - row * 18;
        drawn.push_str(&format!("60 {y} m 500 {y} l S\n"));
    }
    for x in [60, 200, 350, 500] {
        drawn.push_str(&format!("{x} 780 m {x} {} l S\n", 780 - 41 * 18));
    }
    for row in 0..41 {
        let y = 767 - row * 18;
        let cells = match row {
            0 => ["区分".to_owned(), "人口".to_owned(), "世帯".to_owned()],
            _ => [format!("第{page}の{row}町"), format!("{}", 1000 + row), format!("{}", 400 + row)],
        };
        for (x, cell) in [70, 210, 360].into_iter().zip(cells) {
            drawn.push_str(&text(x, y, &cell));
        }
    }
    drawn
}

#[test]
fn four_times_the_pages_of_a_table_cost_four_times_the_work() {
    let made = |pages: usize| {
        let mut paper = Paper::new();
        (0..pages).for_each(|page| {
            paper.page(ruled_page(page));
        });
        paper.file()
    };
    assert_grows("pages of one table", &CHECK, "report.pdf", [1, 15, 60], made);
}
