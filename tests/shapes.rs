//! Reports of other shapes than the program was first made for: their cells against their truth, without a profile.

use crate::support::cells::{Score, confidences, found_tables, true_tables};
use crate::support::{plain, samples};
use fukkoku::write::table_csv;
use fukkoku::{Options, read_report};
use fukkoku_recover::{Stretch, explain};

/// A report, whether its paragraphs end with a space, and the F1 in thousandths that it must reach.
const REPORTS: [(&str, bool, usize); 18] = [
    ("201", true, 970),
    ("202", true, 960),
    ("203", true, 980),
    ("204", true, 980),
    ("205", true, 970),
    ("206", false, 770),
    ("207", false, 970),
    ("208", false, 930),
    ("209", true, 840),
    ("210", false, 880),
    ("211", false, 930),
    ("212", true, 960),
    ("213", true, 990),
    ("214", true, 840),
    ("215", true, 760),
    ("216", false, 700),
    ("217", true, 1000),
    ("218", true, 940),
];

fn truth(name: &str) -> String {
    format!("fixtures/shapes/{name}/truth")
}

#[test]
fn cells_of_other_shapes() {
    let mut low = String::new();
    let mut means = [(0, 0); 2];
    for (name, end_spaces, least) in REPORTS {
        let report = plain(&format!("fixtures/shapes/{name}/report.txt"));
        let reached = Score::of(&found_tables(&report.checked.document), &true_tables(&truth(name))).f1();
        eprintln!("{name}: {reached}/1000");
        if reached < least {
            low += &format!("{name}: F1 {reached}/1000, expected {least}\n");
        }
        let (sum, reports) = &mut means[usize::from(end_spaces)];
        (*sum, *reports) = (*sum + reached, *reports + 1);
    }
    assert!(low.is_empty(), "{low}");
    let mean = |index: usize| means[index].0 / means[index].1;
    assert!(mean(1) >= 900, "with end spaces: mean F1 {}/1000", mean(1));
    assert!(mean(0) >= 750, "without end spaces: mean F1 {}/1000", mean(0));
}

#[test]
fn how_a_table_was_read_is_explained() {
    let report = plain("fixtures/shapes/213/report.txt");
    let pages = fukkoku_recover::read::scan::scan(&report.source);
    let told = explain(&report.source, &pages, Stretch::Table(1)).expect("it has a table");
    for part in ["shapes, before anything is learned", "9 columns", "level 2", "ROW"] {
        assert!(told.contains(part), "{part} is missing in:\n{told}");
    }
    assert_eq!(explain(&report.source, &pages, Stretch::Table(99)), None, "there is no such table");
}

/// What a confidence promises: of cells at 0.95 or more 995 in 1000 are right, and 7 in 10 of the wrong ones are below.
#[test]
fn confidence_is_calibrated() {
    let reports = REPORTS.map(|(name, ..)| (format!("fixtures/shapes/{name}/report.txt"), truth(name)));
    let genre = samples().into_iter();
    let genre =
        genre.map(|name| (format!("fixtures/reports/{name}/report.txt"), format!("fixtures/reports/{name}/truth")));
    let cells: Vec<(u32, bool)> = reports
        .into_iter()
        .chain(genre)
        .flat_map(|(report, truth)| confidences(&plain(&report).checked.document, &true_tables(&truth)))
        .collect();
    let within = |from: u32, to: u32| {
        let (mut right, mut wrong) = (0, 0);
        for (_, is_right) in cells.iter().filter(|(confidence, _)| (from..to).contains(confidence)) {
            *(if *is_right { &mut right } else { &mut wrong }) += 1;
        }
        (right, wrong)
    };
    eprintln!("confidence   right  wrong");
    for (from, to) in [(0, 50), (50, 70), (70, 80), (80, 90), (90, 95), (95, 99), (99, 101)] {
        let (right, wrong) = within(from, to);
        eprintln!("{from:>3} to {:>3}  {right:>6} {wrong:>6}", to - 1);
    }
    let ((sure, sure_wrong), (_, doubted_wrong)) = (within(95, 101), within(0, 95));
    assert!(sure > 4_000, "{sure} cells are sure");
    assert!(sure_wrong * 200 <= sure + sure_wrong, "{sure_wrong} of {} sure cells are wrong", sure + sure_wrong);
    assert!(doubted_wrong * 10 >= (sure_wrong + doubted_wrong) * 7, "{sure_wrong} of the wrong cells are sure");
}

fn rows(text: &str) -> Vec<String> {
    let report = read_report("totals.txt", text.as_bytes(), &Options::default()).unwrap();
    let tables = report.checked.document.tables().flat_map(table_csv::records);
    tables.map(|record| record.join("|")).collect()
}

/// Where empty cells leave no trace, totals tell which cells are empty; but only totals that then all hold.
#[test]
fn totals_tell_where_figures_stand() {
    let text = |total: &str| {
        format!(
            "第１表 世帯数\n区分 平成30年 令和元年 令和2年\n東町 123 245 381\n西町 412 633\n南町 700 811 905\n\
             北町 88 1,204\n計 1,235 {total} 3,123\n"
        )
    };
    let placed = rows(&text("1,144"));
    assert_eq!(placed[2..5], ["西町|412||633", "南町|700|811|905", "北町||88|1,204"]);
    assert_eq!(placed.last().unwrap(), "計|1,235|1,144|3,123");
    let unproved = rows(&text("1,145"));
    assert_eq!(unproved[2], "西町||412|633", "no way makes all totals hold");
}
