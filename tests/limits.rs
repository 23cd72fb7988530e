//! Reports that no page was made for: they are set all the same, legibly, soon, and what suffers is told.

use fukkoku::document::{ColumnKind, Document, RowRole};
use fukkoku::edition::{layout, write};
use fukkoku::{Options as Reading, read_report};
use fukkoku_typeset::Design;
use fukkoku_typeset::page::{Layout, Run, Shape};

/// Nobody reads what is smaller, in 1/1000 point.
const LEGIBLE: i64 = 3_000;

fn set(document: &Document) -> Layout {
    let layout = layout(document, &[], Design::default());
    let edition = write(&layout, Vec::new());
    assert!(edition.bytes.starts_with(b"%PDF-1.7"));
    layout
}

fn runs(layout: &Layout) -> impl Iterator<Item = &Run> {
    layout.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match &mark.shape {
        Shape::Run(run) => Some(run),
        Shape::Fill(_) | Shape::Link(_) => None,
    })
}

fn check_legible(layout: &Layout) {
    for (page, run) in layout.pages.iter().flat_map(|page| {
        page.marks.iter().filter_map(move |mark| match &mark.shape {
            Shape::Run(run) => Some((page, run)),
            Shape::Fill(_) | Shape::Link(_) => None,
        })
    }) {
        assert!(run.size >= LEGIBLE, "text of {} / 1000 pt", run.size);
        assert!(run.x >= 0 && run.x + run.extent <= page.width + run.size, "off the page at {}", run.x);
    }
}

fn shown(layout: &Layout) -> String {
    runs(layout).flat_map(|run| &run.glyphs).map(|glyph| glyph.means).collect()
}

#[test]
fn a_paragraph_of_ten_megabytes() {
    let sentence = "昭和３７年当時増大しつつあった事務処理の効率化を図るため、「パンチ・カード」を導入した。";
    let text = sentence.repeat(10_000_000 / sentence.len());
    let layout = set(&crate::reports::document(vec![crate::reports::paragraph(&text)]));
    check_legible(&layout);
    assert!(layout.pages.len() > 2_000);
}

#[test]
fn a_table_of_two_thousand_columns() {
    let texts: Vec<String> = (0..2_000).map(|at| at.to_string()).collect();
    let layout = set(&crate::reports::document(vec![crate::reports::plain(&[texts.clone(), texts.clone(), texts])]));
    check_legible(&layout);
    assert!(shown(&layout).contains("1999"));
}

#[test]
fn a_cell_that_no_line_may_end_in() {
    let word = "ABCDEFGHIJ".repeat(4);
    let row = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let table = crate::reports::plain(&[row(&["区分", "記号"]), row(&["甲", &word]), row(&["乙", &"９".repeat(40)])]);
    let layout = set(&crate::reports::document(vec![table]));
    check_legible(&layout);
    assert!(shown(&layout).contains(&word) || shown(&layout).contains(&word[..20]));
}

#[test]
fn a_heading_of_a_thousand_characters() {
    let long = "長い見出し".repeat(200);
    let headings = [1, 2, 2].map(|level| crate::reports::heading(level, &format!("（１）{long}")));
    let layout = set(&crate::reports::document(headings.to_vec()));
    check_legible(&layout);
    assert!(shown(&layout).matches(&long[..60]).count() >= 3);
}

#[test]
fn text_of_nothing_but_private_characters() {
    let private: String = (0xe000..0xf000).filter_map(char::from_u32).collect();
    let layout = set(&crate::reports::document(vec![
        crate::reports::heading(1, &private[..300]),
        crate::reports::paragraph(&private),
    ]));
    check_legible(&layout);
    assert_eq!(layout.missing.len(), private.chars().count());
}

/// The same through the whole program: each is told by a finding that says what was done.
#[test]
fn what_a_page_cannot_show_is_told() {
    let facilities = std::fs::read_to_string("fixtures/shapes/203/report.txt").unwrap();
    let torn = facilities.replace("エレベーター", &"ABCDEFGHIJ".repeat(4));
    let private: String = (0xe000..0xe010).filter_map(char::from_u32).collect();
    let text = format!("１ 外字の例 \n\n外字{private}を含む文である。 \n");
    for (text, code) in [(torn, "FK702"), (text, "FK701")] {
        let report = read_report("r.txt", text.as_bytes(), &Reading::default()).unwrap();
        let codes: Vec<&str> = report.checked.findings.iter().map(|finding| finding.code.id()).collect();
        assert!(codes.contains(&code), "{code} among {codes:?}");
        check_legible(&set(&report.checked.document));
    }
}

#[test]
fn columns_narrower_than_a_character() {
    let cell = |at: usize| crate::reports::cell(at, "長い語をもつ欄");
    let row = |role| crate::reports::row(role, (0..300).map(cell).collect());
    let table = crate::reports::table(
        &[ColumnKind::Text],
        vec![row(RowRole::Header)],
        vec![row(RowRole::Body), row(RowRole::Body)],
    );
    check_legible(&set(&crate::reports::document(vec![table])));
}
