//! What holds for every input: nothing lost, nothing invented, the same bytes whenever and on however many threads.

use crate::support::{bytes, plain, samples};
use fukkoku::document::{Content, Document};
use fukkoku::write::{self, FORMATS, Format};
use fukkoku::{Options, Report, read_report};
use fukkoku_recover::source::{Source, Span};
use proptest::prelude::*;

fn formats() -> Vec<Format> {
    FORMATS.iter().map(|row| row.format).collect()
}

/// Every non-blank character belongs to exactly one element.
fn assert_nothing_lost(report: &Report) {
    let mut owners = vec![0_u8; report.source.text.len()];
    for element in &report.checked.document.elements {
        for span in &element.spans {
            owners[span.start..span.end].iter_mut().for_each(|count| *count += 1);
        }
    }
    for (offset, c) in report.source.text.char_indices() {
        let expected = if c.is_whitespace() { 0..=1 } else { 1..=1 };
        assert!(
            expected.contains(&owners[offset]),
            "{c:?} at {:?} has {} owners",
            report.source.place(offset),
            owners[offset]
        );
    }
}

/// What an element prints is what stands at its places.
fn assert_nothing_invented(source: &Source, document: &Document) {
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let at = |spans: &[Span]| bare(&spans.iter().map(|&span| source.slice(span)).collect::<String>());
    for element in &document.elements {
        match &element.content {
            Content::Heading(heading) => {
                assert_eq!(
                    bare(&format!("{}{}", heading.text, heading.subtitle.as_deref().unwrap_or_default())),
                    at(&element.spans)
                );
            }
            Content::Paragraph(paragraph) => {
                assert_eq!(
                    bare(&format!("{}{}", paragraph.caption.as_deref().unwrap_or_default(), paragraph.text)),
                    at(&element.spans)
                );
            }
            Content::Note(note) => assert_eq!(bare(&note.text), at(&element.spans)),
            Content::Table(table) => {
                for cell in table.header.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                    assert_eq!(bare(&cell.printed), at(&cell.spans));
                    for entry in &cell.entries {
                        assert_eq!(bare(&entry.printed), at(&entry.spans));
                        assert!(bare(&cell.printed).contains(&bare(&entry.printed)));
                    }
                }
            }
            Content::Contents(contents) => {
                let printed = at(&element.spans);
                let mut rest = printed.as_str();
                let title = contents.title.iter();
                for wanted in title.chain(
                    contents
                        .entries
                        .iter()
                        .flat_map(|entry| [Some(&entry.text), entry.printed_page.as_ref()].into_iter().flatten()),
                ) {
                    rest = rest.split_once(&bare(wanted)).unwrap_or_else(|| panic!("{wanted:?}, not in {rest:?}")).1;
                }
            }
            Content::List(_) | Content::Contact(_) | Content::Furniture(_) | Content::Unrecognized(_) => {}
        }
    }
}

/// Each place of a table belongs to exactly one cell, merged cells counted with all that they cover.
fn assert_each_place_has_one_cell(document: &Document) {
    let tables = document.elements.iter().filter_map(|element| match &element.content {
        Content::Table(table) => Some(table),
        _ => None,
    });
    for table in tables {
        for (part, rows) in [("header", &table.header), ("body", &table.rows)] {
            let mut owners = vec![vec![0_u8; table.columns.len()]; rows.len()];
            for (at, row) in rows.iter().enumerate() {
                for cell in &row.cells {
                    for line in &mut owners[at..at + cell.row_span as usize] {
                        line[cell.column..cell.column + cell.column_span as usize]
                            .iter_mut()
                            .for_each(|count| *count += 1);
                    }
                }
            }
            let wrong = owners.iter().position(|line| line.iter().any(|count| *count != 1));
            assert_eq!(wrong, None, "row of the {part} of {} in {}", table.id, document.source.name);
        }
    }
}

#[test]
fn no_place_of_a_table_is_covered_twice_or_left_out() {
    for name in samples() {
        assert_each_place_has_one_cell(&plain(&format!("fixtures/reports/{name}/report.txt")).checked.document);
    }
    for name in 201..=218 {
        for kind in ["report", "report.layout"] {
            assert_each_place_has_one_cell(&plain(&format!("fixtures/shapes/{name}/{kind}.txt")).checked.document);
        }
    }
}

#[test]
fn fixtures_lose_and_invent_nothing() {
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        assert_nothing_lost(&report);
        assert_nothing_invented(&report.source, &report.checked.document);
    }
    for name in ["no-table", "gaiji", "hopeless", "controls", "cp932", "euc-jp", "iso-2022-jp", "utf-16"] {
        assert_nothing_lost(&plain(&format!("fixtures/hard/{name}.txt")));
    }
    let kept = crate::support::detected("input/johoka-r06.txt");
    assert_nothing_lost(&kept);
    assert_nothing_invented(&kept.source, &kept.checked.document);
}

#[test]
fn the_same_report_gives_the_same_bytes_on_any_thread() {
    let bytes = bytes("fixtures/reports/102/report.txt");
    let make = || write::write(&read_report("r.txt", &bytes, &Options::default()).unwrap().checked, &formats());
    let first = make();
    let others: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(make)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for other in others {
        assert!(first == other, "bytes differ between threads");
    }
}

#[test]
fn a_profile_changes_no_cell() {
    let cells = |report: &Report| -> Vec<Vec<u8>> {
        write::write(&report.checked, &[Format::Tables]).into_iter().map(|artifact| artifact.bytes).collect()
    };
    assert_eq!(cells(&plain("input/johoka-r06.txt")), cells(&crate::support::detected("input/johoka-r06.txt")));
}

/// The same cases in every run: a fuzzer looks for new ones, CI must not.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(62),
        ..ProptestConfig::default()
    }
}

/// Pieces of reports in random order: titles, rows, sentences, blanks, page ends.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "１ 統計 ",
        "（１）人口 ",
        "区分 男 女 ",
        "年度 設備 計画 ",
        "昭和\n62 ",
        "63 ",
        "元 ",
        "12,345 ",
        "6.789 ",
        "計 ",
        "‣開始(63.4) ",
        "第\n一\n次 ",
        "\n",
        "\n\n",
        "\n\n\n\n",
        " ",
        "  ",
        "・項目 ",
        "※ 注 ",
        "【題】 ",
        "（単位 千円） ",
        "この年に係を設置し、事務の効率化を図った。",
        "長い行が続いて途中で折り返すので次の行へ",
        "(",
        "）",
        "\u{3000}",
        "𠮷",
        "\u{E000}",
        "\u{c}",
        "ｶﾞ",
        "〒100-0001 ",
        "電話 03-0000-0000 ",
        "Ａ／Ｂ ",
        "2.5% ",
        "… ",
        "－ ",
    ]);
    prop::collection::vec(scrap, 1..120).prop_map(|scraps| format!("本文{}", scraps.concat()))
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn any_arrangement_of_scraps_converts_and_loses_nothing(text in scraps()) {
        let report = read_report("scraps.txt", text.as_bytes(), &Options::default()).unwrap();
        assert_nothing_lost(&report);
        assert_nothing_invented(&report.source, &report.checked.document);
        assert_each_place_has_one_cell(&report.checked.document);
        prop_assert!(!write::write(&report.checked, &formats()).is_empty());
    }

    #[test]
    fn any_bytes_are_converted_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(report) = read_report("bytes.txt", &bytes, &Options::default()) {
            assert_nothing_lost(&report);
        }
    }

}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn a_report_cut_anywhere_converts_or_is_refused(cut in 0_usize..14_000) {
        let whole = crate::support::bytes("fixtures/reports/108/report.txt");
        if let Ok(report) = read_report("cut.txt", &whole[..cut.min(whole.len())], &Options::default()) {
            assert_nothing_lost(&report);
        }
    }
}
