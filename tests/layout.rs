//! Text that is lined up by spaces, against the truth: cells, flavours, nothing lost.

use crate::support::cells::{Score, confidences, found_tables, true_tables};
use crate::support::{assert_nothing_lost, plain, root};
use fukkoku::write::table_csv::records;
use fukkoku::{Options, read_report};
use fukkoku_recover::read::scan::scan;
use fukkoku_recover::source::Flavour;
use fukkoku_recover::{Stretch, explain};
use proptest::prelude::*;
use std::fmt::Write as _;

/// Text, truth, and the least F1 of its cells, in thousandths: what was reached.
const REPORTS: [(&str, &str, usize); 28] = [
    ("fixtures/layout/101/report.txt", "fixtures/reports/101/truth", 985),
    ("fixtures/layout/102/report.txt", "fixtures/reports/102/truth", 980),
    ("fixtures/layout/103/report.txt", "fixtures/reports/103/truth", 1000),
    ("fixtures/layout/104/report.txt", "fixtures/reports/104/truth", 975),
    ("fixtures/layout/105/report.txt", "fixtures/reports/105/truth", 970),
    ("fixtures/layout/106/report.txt", "fixtures/reports/106/truth", 1000),
    ("fixtures/layout/107/report.txt", "fixtures/reports/107/truth", 990),
    ("fixtures/layout/108/report.txt", "fixtures/reports/108/truth", 955),
    ("fixtures/layout/109/report.txt", "fixtures/reports/109/truth", 885),
    ("fixtures/layout/110/report.txt", "fixtures/reports/110/truth", 980),
    ("fixtures/shapes/201/report.layout.txt", "fixtures/shapes/201/truth", 1000),
    ("fixtures/shapes/202/report.layout.txt", "fixtures/shapes/202/truth", 1000),
    ("fixtures/shapes/203/report.layout.txt", "fixtures/shapes/203/truth", 1000),
    ("fixtures/shapes/204/report.layout.txt", "fixtures/shapes/204/truth", 980),
    ("fixtures/shapes/205/report.layout.txt", "fixtures/shapes/205/truth", 930),
    ("fixtures/shapes/206/report.layout.txt", "fixtures/shapes/206/truth", 770),
    ("fixtures/shapes/207/report.layout.txt", "fixtures/shapes/207/truth", 990),
    ("fixtures/shapes/208/report.layout.txt", "fixtures/shapes/208/truth", 980),
    ("fixtures/shapes/209/report.layout.txt", "fixtures/shapes/209/truth", 845),
    ("fixtures/shapes/210/report.layout.txt", "fixtures/shapes/210/truth", 940),
    ("fixtures/shapes/211/report.layout.txt", "fixtures/shapes/211/truth", 850),
    ("fixtures/shapes/212/report.layout.txt", "fixtures/shapes/212/truth", 980),
    ("fixtures/shapes/213/report.layout.txt", "fixtures/shapes/213/truth", 930),
    ("fixtures/shapes/214/report.layout.txt", "fixtures/shapes/214/truth", 885),
    ("fixtures/shapes/215/report.layout.txt", "fixtures/shapes/215/truth", 975),
    ("fixtures/shapes/216/report.layout.txt", "fixtures/shapes/216/truth", 990),
    ("fixtures/shapes/217/report.layout.txt", "fixtures/shapes/217/truth", 1000),
    ("fixtures/shapes/218/report.layout.txt", "fixtures/shapes/218/truth", 890),
];

#[test]
fn cells_of_lined_up_text() {
    let (mut all, mut low) = (Score::default(), String::new());
    for (text, truth, least) in REPORTS {
        let score = Score::of(&found_tables(&plain(text).checked.document), &true_tables(truth));
        eprintln!("{text}: {score:?}, F1 {}/1000", score.f1());
        if score.f1() < least {
            let _ = writeln!(low, "{text}: F1 {}/1000, was {least}", score.f1());
        }
        all = all.plus(score);
    }
    eprintln!("all: {all:?}, F1 {}/1000", all.f1());
    assert!(low.is_empty(), "{low}");
    assert!(all.f1() >= 950, "F1 {}/1000", all.f1());
}

/// Of cells that are said to be certain to 0.95, nearly all must be right.
#[test]
fn certain_cells_are_right() {
    let cells =
        REPORTS.iter().flat_map(|(text, truth, _)| confidences(&plain(text).checked.document, &true_tables(truth)));
    let sure: Vec<bool> = cells.filter(|(confidence, _)| *confidence >= 95).map(|(_, right)| right).collect();
    let wrong = sure.iter().filter(|right| !**right).count();
    eprintln!("certain cells: {}, of these wrong: {wrong}", sure.len());
    assert!(sure.len() > 5000, "{}", sure.len());
    assert!(wrong * 200 <= sure.len(), "{wrong} of {}", sure.len());
}

/// The tables of a lined-up text, as rows of the CSV.
fn tables_of(text: &str) -> Vec<Vec<Vec<String>>> {
    let report = read_report("a.txt", text.as_bytes(), &Options::default()).unwrap();
    let tables = report.checked.document.tables();
    tables.map(|table| records(table).map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect()).collect()
}

/// A row, the blanks of labels that are spread left out.
fn without_blanks(row: &[String]) -> Vec<String> {
    row.iter().map(|text| text.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

#[test]
fn labels_that_run_down_beside_rows_are_cells_over_them() {
    let text = "\
     区        分              予算額        構成比
     村       税              120,400          24.1
自   使   用   料                3,100           0.6
主   財   産   収   入            10,250           2.0
財   繰   入   金               20,000           4.0
源   諸   収   入               10,000           2.0
     小       計              163,750          32.7
     地 方 交 付 税             250,000          50.0
依   国 庫 支 出 金              30,000           6.0
存   県 支 出 金               20,000           4.0
財   村       債               10,000           2.0
源
     小       計              310,000          62.0
";
    let [table] = &tables_of(text)[..] else { panic!("one table") };
    let stub: Vec<&str> = table[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(stub, ["自主財源", "", "", "", "", "", "依存財源", "", "", "", ""], "{table:?}");
    assert_eq!(table[7][1..], ["地方交付税", "250,000", "50.0"]);
}

#[test]
fn amounts_on_the_line_below_their_label_are_in_its_row() {
    let labels = ["村税", "地方譲与税", "利子割交付金", "繰越金", "村債"];
    let rows: String = labels
        .iter()
        .enumerate()
        .map(|(at, label)| {
            format!("  {}. {label}\n                                          {}0,4{at}5\n", at + 1, at + 3)
        })
        .collect();
    let text = format!("          款                                金   額\n{rows}\x0c");
    let [table] = &tables_of(&text)[..] else { panic!("one table") };
    let body: Vec<(String, String)> = table[1..].iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    assert_eq!(body.len(), labels.len(), "{table:?}");
    assert_eq!(body[2], ("3. 利子割交付金".to_owned(), "50,425".to_owned()));
}

#[test]
fn upright_labels_stand_in_the_middle_of_their_rows() {
    let text = "\
児童及び生徒
区分          学校名   男         女         計
     東小学校             120       118       238
 小   西小学校             98        101       199
 学
 校   南小学校             45        52        97
     北小学校             31        29        60
     第一中学校            142       150       292
 中
 学   第二中学校            88        79        167
 校
     第三中学校            70        66        136
";
    let [table] = &tables_of(text)[..] else { panic!("one table") };
    let stub: Vec<[&str; 2]> = table[1..].iter().map(|row| [row[0].as_str(), &row[1]]).collect();
    assert_eq!(stub[..2], [["小学校", "東小学校"], ["", "西小学校"]]);
    assert_eq!(stub[4..], [["中学校", "第一中学校"], ["", "第二中学校"], ["", "第三中学校"]]);
}

#[test]
fn spread_labels_are_parted_where_the_columns_stand_and_are_no_upright_ones() {
    let text = "\
１　水道の使用状況
                                                                  （単位：千円、％）
区                分   予   算         額     収   入   済      額     収   納    率
市        街       地           1,200,000           1,188,400            99.0
固    定   料   金   分           2,300,000           2,281,130            99.2
集    落   排   水   分             81,000                79,980           98.7
合                計           3,581,000           3,549,510            99.1
";
    let [table] = &tables_of(text)[..] else { panic!("one table") };
    assert_eq!(without_blanks(&table[0]), ["区分", "予算額", "収入済額", "収納率"]);
    assert_eq!(without_blanks(&table[2]), ["固定料金分", "2,300,000", "2,281,130", "99.2"]);
}

#[test]
fn a_title_right_above_spread_labels_is_none_of_them() {
    let text = "\
集落の世帯と人口
区                  分 世           帯         数   人       口
上       集          落                   1,200       2,810
下       集          落                     980       2,304
計                                      2,180       5,114
";
    let [table] = &tables_of(text)[..] else { panic!("one table") };
    assert_eq!(without_blanks(&table[0]), ["区分", "世帯数", "人口"]);
    assert_eq!(without_blanks(&table[1]), ["上集落", "1,200", "2,810"]);
}

#[test]
fn figures_cut_in_narrow_cells_are_whole_and_their_ends_tell_that_text_is_lined_up() {
    let text = "\
事業費の推移（単位：円）
   事業名          令和３年度       令和４年度     令和５年度
  水路の改修        123,456,7    98,765,43  101,234,5
                     89           2         67
  遊具の更新         45,678,90    50,120,33   48,002,11
                      1           4          9
  街灯の交換          9,876,54     8,765,40    9,100,20
                       3           2          0
";
    let [table] = &tables_of(text)[..] else { panic!("one table") };
    assert_eq!(table[1], ["水路の改修", "123,456,789", "98,765,432", "101,234,567"]);
    assert_eq!(table[3], ["街灯の交換", "9,876,543", "8,765,402", "9,100,200"]);
}

#[test]
fn how_a_table_was_read_is_explained() {
    let report = plain("fixtures/shapes/205/report.layout.txt");
    let pages = scan(&report.source);
    let told = explain(&report.source, &pages, Stretch::Table(1)).expect("it has a table");
    for part in [
        "6 columns, 2 lines of header",
        "columns at characters 0–4, 8–14",
        "税務 │ 31 │ 29 │ ▲2",
        "level 2, columns 2-2: 科目",
    ] {
        assert!(told.contains(part), "{part} is missing in:\n{told}");
    }
    assert_eq!(explain(&report.source, &pages, Stretch::Table(99)), None, "there is no such table");
    assert_eq!(explain(&report.source, &pages, Stretch::Hopeless(1)), None, "nothing is hopeless here");
}

#[test]
fn flavours_are_told_apart() {
    let flavour = |path: &str| plain(path).source.flavour;
    for (text, ..) in REPORTS {
        assert_eq!(flavour(text), Flavour::Layout, "{text}");
    }
    for name in crate::support::samples() {
        assert_eq!(flavour(&format!("fixtures/reports/{name}/report.txt")), Flavour::Stream, "{name}");
    }
    for number in 201..=218 {
        assert_eq!(flavour(&format!("fixtures/shapes/{number}/report.txt")), Flavour::Stream, "{number}");
    }
    for number in ["201", "203"] {
        for (name, expected) in [
            ("report.pdftotext.txt", Flavour::Blocks),
            ("report.pdftotext-raw.txt", Flavour::Raw),
            ("report.pdfminer.txt", Flavour::Boxes),
            ("report.pymupdf.txt", Flavour::Lines),
            ("report.pypdf.txt", Flavour::Stream),
        ] {
            assert_eq!(flavour(&format!("fixtures/shapes/{number}/{name}")), expected, "{number} {name}");
        }
    }
    assert_eq!(flavour("input/johoka-r06.txt"), Flavour::Stream);
}

#[test]
fn lost_empty_cells_are_told_once() {
    for (name, expected) in [("report.pdftotext-raw.txt", 1), ("report.layout.txt", 0), ("report.txt", 0)] {
        let report = plain(&format!("fixtures/shapes/203/{name}"));
        let count = report.checked.findings.iter().filter(|finding| finding.code.id() == "FK203").count();
        assert_eq!(count, expected, "{name}");
    }
}

#[test]
fn lined_up_text_loses_nothing() {
    for (text, ..) in REPORTS {
        assert_nothing_lost(&plain(text));
    }
    assert!(root().join("fixtures/layout/make/build.py").exists());
}

/// Lines of cells at offsets that mostly agree, headings, blank lines, page ends.
fn lined_up() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec![
        "区分",
        "人口",
        "12,345",
        "▲6",
        "－",
        "昭和 62 年",
        "63",
        "計",
        "‣開始（63.4）",
        "第",
        "次",
        "長いセルの中の文",
        "00-1234-5678",
        "ー",
        "（㎡）",
    ]);
    let line = prop_oneof![
        8 => prop::collection::vec((cell, 0_usize..4), 1..6).prop_map(|cells| {
            let mut line = String::new();
            for (at, (text, shift)) in cells.into_iter().enumerate() {
                let offset = (at * 14 + shift).max(line.chars().count() + usize::from(at > 0));
                while line.chars().count() < offset {
                    line.push(' ');
                }
                line.push_str(text);
            }
            line
        }),
        1 => Just(String::new()),
        1 => Just("１ 統計".to_owned()),
        1 => Just("この年に係を設置し、事務の効率化を図ったうえで、次の年度からは委託を行うこととした。".to_owned()),
        1 => Just("\u{c}".to_owned()),
        1 => Just("（単位：人）".to_owned()),
    ];
    prop::collection::vec(line, 4..60).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(62),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_lined_up_text_converts_and_loses_nothing(text in lined_up()) {
        assert_nothing_lost(&read_report("layout.txt", text.as_bytes(), &Options::default()).unwrap());
    }
}

#[test]
fn ten_thousand_rows_are_one_reading() {
    let rows = |count: usize| {
        let mut text = String::from("統計書\n   区分          人口         増減\n");
        for row in 0..count {
            let _ = writeln!(text, "第{:<6}地区   {:>8}   {:>8}", row, row * 7 % 9973, row % 97);
            if row % 50 == 49 {
                text.push('\x0c');
            }
        }
        text
    };
    let report = read_report("rows.txt", rows(10_000).as_bytes(), &Options::default()).unwrap();
    let found: usize = report.checked.document.tables().map(|table| table.rows.len()).sum();
    assert!(found >= 9_990, "{found} rows");
}
