//! What must hold of every typeset report, whatever it says.

use fukkoku::edition::layout;
use fukkoku::read_report;
use fukkoku_typeset::class::Class;
use fukkoku_typeset::font::Family;
use fukkoku_typeset::line::{Align, Measure, Style, compose};
use fukkoku_typeset::page::{Area, Layout, Mark, Owner, Run, Shape};
use fukkoku_typeset::structure::{NodeId, Role};
use fukkoku_typeset::{Design, dump};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A report with all that belongs to its edition.
fn whole(document: &fukkoku::document::Document) -> Layout {
    layout(document, &[], Design::default())
}

/// The pages of the report and the record of findings alone.
fn body(mut layout: Layout) -> Layout {
    let pages = layout.body.clone();
    layout.outline.retain(|entry| pages.contains(&entry.page));
    layout.outline.iter_mut().for_each(|entry| entry.page -= pages.start);
    layout.pages = layout.pages[pages].to_vec();
    layout.body = 0..layout.pages.len();
    layout
}

const STYLE: Style = Style { family: Family::Mincho, size: 10_000, leading: 17_000 };

fn lines(text: &str, measure: i64, align: Align) -> Vec<String> {
    let lines = compose(text, STYLE, Measure::all(measure), align);
    for line in &lines {
        let hang = if align == Align::Hang { STYLE.size } else { STYLE.size / 2 };
        assert!(line.width <= measure + hang, "{} is wider than {measure}", line.width);
    }
    lines.iter().map(|line| line.places.iter().map(|place| place.glyph.means).collect()).collect()
}

fn phrase() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "計画",
        "の",
        "（平成",
        "策定）、",
        "した。",
        "「情報",
        "化」",
        "センター",
        "ちょっと",
        "１２，３４５円",
        "約３．２％の",
        "12,345",
        " ABC-123 の",
        "昭和４３年７月",
        "第３条",
        "……と",
        "――と",
        "人々",
        "・東京",
        "①事務",
        "３か年",
        "を",
        "～２２年度",
        "ｶﾞｽ",
        "𠮟る",
        "。」と、",
        "『（略）』",
    ])
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(62), ..ProptestConfig::default() })]

    #[test]
    fn lines_obey_kinsoku(phrases in prop::collection::vec(phrase(), 1..60), width in 30..44_i64) {
        let text = phrases.concat();
        for align in [Align::Justify, Align::Hang, Align::Left] {
            let lines = lines(&text, width * STYLE.size, align);
            for (at, line) in lines.iter().enumerate() {
                let (first, last) = (line.chars().next().unwrap(), line.trim_end().chars().last().unwrap_or(' '));
                prop_assert!(at == 0 || !Class::of(first).never_first(), "{first} begins {line:?}");
                prop_assert!(at + 1 == lines.len() || !Class::of(last).never_last(), "{last} ends {line:?}");
                let next = lines.get(at + 1).and_then(|next| next.chars().next()).unwrap_or(' ');
                prop_assert!(!(is_digit(last) && is_digit(next)), "a number is split after {line:?}");
                prop_assert!(!("—―…‥".contains(last) && last == next), "a pair is split after {line:?}");
            }
            let (kept, given) = (squeezed(&lines.concat()), squeezed(&text));
            prop_assert_eq!(kept, given);
        }
    }

    #[test]
    fn nothing_but_a_comma_or_full_stop_hangs(phrases in prop::collection::vec(phrase(), 1..60), width in 30..44_i64) {
        let measure = width * STYLE.size;
        for line in compose(&phrases.concat(), STYLE, Measure::all(measure), Align::Hang) {
            // What is rounded off at each place may add up.
            let rounded = line.places.len() as i64;
            // The right half of a bracket is blank.
            let blank = |c: char| if Class::of(c) == Class::Closing { STYLE.size / 2 } else { 0 };
            let outside = line.places.iter().filter(|place| place.end - blank(place.glyph.means) > measure + rounded);
            let outside: String = outside.map(|place| place.glyph.means).collect();
            prop_assert!(["", "、", "。"].contains(&outside.as_str()), "{outside:?} stand in the margin");
        }
    }

    #[test]
    fn no_text_breaks_the_lines(text in "\\PC{0,200}", width in 1..44_i64) {
        let shown = compose(&text, STYLE, Measure::all(width * STYLE.size), Align::Justify);
        prop_assert!(shown.iter().all(|line| !line.places.is_empty()));
    }
}

/// The lines of each paragraph of a layout, as they stand on the pages.
fn set_lines(layout: &Layout) -> Vec<Vec<String>> {
    let mut found: Vec<(NodeId, usize, i64, Vec<String>)> = Vec::new();
    for (page, mark, run) in runs(layout).filter(|(page, _, _)| layout.body.contains(page)) {
        let Owner::Node(node) = mark.owner else { continue };
        if !matches!(layout.structure.nodes[node.0].role, Role::Paragraph | Role::Body | Role::Note) {
            continue;
        }
        let text: String = run.glyphs.iter().map(|glyph| glyph.means).collect();
        match found.last_mut().filter(|last| last.0 == node) {
            Some((_, at, y, lines)) if (*at, *y) == (page, run.y) => lines.last_mut().unwrap().push_str(&text),
            Some(last) => {
                (last.1, last.2) = (page, run.y);
                last.3.push(text);
            }
            None => found.push((node, page, run.y, vec![text])),
        }
    }
    found.into_iter().map(|(_, _, _, lines)| lines).collect()
}

/// Every line of running text of whole reports: none begins or ends with what it may not, no number is split.
#[test]
fn reports_obey_kinsoku() {
    let mut seen = 0;
    let fixtures = crate::support::samples()
        .into_iter()
        .map(|name| crate::support::bytes(&format!("fixtures/reports/{name}/report.txt")));
    for (at, bytes) in fixtures.chain(crate::support::original()).enumerate() {
        let report = read_report("r.txt", &bytes, &Default::default()).unwrap();
        let layout = whole(&report.checked.document);
        for lines in set_lines(&layout) {
            for pair in lines.windows(2) {
                seen += 1;
                let (last, first) = (pair[0].trim_end().chars().last().unwrap(), pair[1].chars().next().unwrap());
                assert!(!Class::of(first).never_first(), "report {at}: {first} begins {:?}", pair[1]);
                assert!(!Class::of(last).never_last(), "report {at}: {last} ends {:?}", pair[0]);
                assert!(!(is_digit(last) && is_digit(first)), "report {at}: a number is split: {pair:?}");
            }
        }
    }
    assert!(seen > 500, "{seen} lines");
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Nineteen characters and a full stop on a line of nineteen: it hangs, and the next line begins with what follows.
#[test]
fn a_full_stop_hangs_if_it_may() {
    let text = "事務の効率化を図るため係を設けた組織。翌年にはその一部を改めて新しい課とした。";
    let first = |align| -> (String, i64) {
        let lines = compose(text, STYLE, Measure::all(18 * STYLE.size), align);
        let text = lines[0].places.iter().map(|place| place.glyph.means).collect();
        (text, lines[0].places.last().unwrap().glyph.at)
    };
    assert_eq!(first(Align::Hang), ("事務の効率化を図るため係を設けた組織。".to_owned(), 18 * STYLE.size));
    assert_ne!(first(Align::Justify).0.chars().last(), Some('。'), "without hanging there is no room for it");
}

#[test]
fn numbers_with_their_units_stay_whole() {
    let text = "令和元年度の一般会計当初予算額は前年度に比べて１２，３４５千円（３．２％）増の約９億８，７６５万円となり、職員数は１，２３４人となった。";
    for width in 14..44 {
        for line in lines(text, width * STYLE.size, Align::Justify) {
            for whole in ["令和元年度", "１２，３４５千円", "３．２％", "約９億８，７６５万円", "１，２３４人"]
            {
                let inside = (1..whole.chars().count()).map(|at| whole.chars().take(at).collect::<String>());
                let torn = inside
                    .filter(|part| line.ends_with(part.as_str()))
                    .find(|part| is_digit(part.chars().last().unwrap_or(' ')));
                assert_eq!(torn, None, "{line}: {whole} is torn at width {width}");
            }
        }
    }
}

fn runs(layout: &Layout) -> impl Iterator<Item = (usize, &Mark, &Run)> {
    layout.pages.iter().enumerate().flat_map(|(page, marks)| {
        marks.marks.iter().filter_map(move |mark| match &mark.shape {
            Shape::Run(run) => Some((page, mark, run)),
            Shape::Fill(_) | Shape::Link(_) => None,
        })
    })
}

fn overlap(a: &Area, b: &Area) -> bool {
    let apart = |a: i64, width: i64, b: i64| a + width <= b + 2;
    !(apart(a.x, a.width, b.x) || apart(b.x, b.width, a.x) || apart(a.y, a.height, b.y) || apart(b.y, b.height, a.y))
}

#[test]
fn no_text_overlaps_another_or_leaves_the_page() {
    for (name, document) in crate::reports::hard() {
        check_places(name, &whole(&document));
    }
}

fn check_places(name: &str, layout: &Layout) {
    let mut by_page: BTreeMap<usize, Vec<(Area, String)>> = BTreeMap::new();
    for (page, _, run) in runs(layout) {
        let (area, text) = (run.area(), run.glyphs.iter().map(|glyph| glyph.means).collect());
        let sheet = &layout.pages[page];
        let inside =
            area.x >= 0 && area.y >= 0 && area.x + area.width <= sheet.width && area.y + area.height <= sheet.height;
        assert!(inside, "{name}: page {}: {text} at {area:?} is off the page", page + 1);
        by_page.entry(page).or_default().push((area, text));
    }
    for (page, mut boxes) in by_page {
        boxes.sort_by_key(|(area, _)| (area.y, area.x));
        for (at, (area, text)) in boxes.iter().enumerate() {
            let below = boxes[at + 1..].iter().take_while(|(other, _)| other.y < area.y + area.height);
            for (other, hidden) in below {
                assert!(!overlap(area, other), "{name}: page {}: {text:?} {area:?} and {hidden:?} {other:?}", page + 1);
            }
        }
    }
}

#[test]
fn no_character_is_lost_or_said_twice() {
    for (name, document) in crate::reports::hard() {
        check_characters(name, &document, &whole(&document));
    }
}

fn check_characters(name: &str, document: &fukkoku::document::Document, layout: &Layout) {
    let mut shown: BTreeMap<char, i64> = BTreeMap::new();
    let said = |mark: &Mark| matches!(mark.owner, Owner::Node(node) if is_said(layout, node));
    for (_, _, run) in runs(layout).filter(|(page, mark, _)| layout.body.contains(page) && said(mark)) {
        let visible = run.glyphs.iter().filter(|glyph| !glyph.means.is_whitespace());
        visible.for_each(|glyph| *shown.entry(glyph.means).or_default() += 1);
    }
    let invisible = |c: &char| matches!(c, '\u{feff}' | '\u{e0100}') || c.is_whitespace();
    for c in crate::reports::said(document).replace("か\u{3099}", "が").chars().filter(|c| !invisible(c)) {
        *shown.entry(c).or_default() -= 1;
    }
    shown.retain(|_, count| *count != 0);
    assert!(shown.is_empty(), "{name}: {shown:?}");
}

/// Whether a part says what the report says: the names of attached files and the charts are the edition's own.
fn is_said(layout: &Layout, node: NodeId) -> bool {
    let mut above = std::iter::successors(Some(node), |node| layout.structure.nodes[node.0].parent);
    above.all(|node| !matches!(layout.structure.nodes[node.0].role, Role::Attachment | Role::Figure))
}

/// A cell: column, rows and columns covered, vertical or not, phrases.
type RandomCell = (usize, usize, usize, bool, Vec<&'static str>);

fn random_cell() -> impl Strategy<Value = RandomCell> {
    (0..6_usize, 1..12_usize, 1..4_usize, prop::bool::weighted(0.3), prop::collection::vec(phrase(), 0..25))
}

fn random_table() -> impl Strategy<Value = (usize, Vec<Vec<RandomCell>>)> {
    (0..3_usize, prop::collection::vec(prop::collection::vec(random_cell(), 0..6), 0..40))
}

fn table_of(head: usize, rows: &[Vec<RandomCell>]) -> fukkoku::document::Document {
    use fukkoku::document::{Cell, ColumnKind, RowRole};
    let cell = |(column, row_span, column_span, vertical, phrases): &RandomCell| Cell {
        row_span: *row_span as u32,
        column_span: *column_span as u32,
        vertical: *vertical,
        ..crate::reports::cell(*column, &phrases.concat())
    };
    let row = |(at, cells): (usize, &Vec<RandomCell>)| {
        let role = if at < head { RowRole::Header } else { [RowRole::Body, RowRole::Body, RowRole::Total][at % 3] };
        crate::reports::row(role, cells.iter().map(cell).collect())
    };
    let mut rows: Vec<_> = rows.iter().enumerate().map(row).collect();
    let body = rows.split_off(head.min(rows.len()));
    let kinds = [ColumnKind::Group, ColumnKind::Label, ColumnKind::Number, ColumnKind::Text];
    crate::reports::document(vec![
        crate::reports::heading(1, "１ 表"),
        crate::reports::table(&kinds, rows, body),
        crate::reports::paragraph("後の文。"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 2_000, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(62), ..ProptestConfig::default() })]

    #[test]
    fn any_table_is_placed_without_loss_or_overlap((head, rows) in random_table()) {
        let document = table_of(head, &rows);
        let layout = whole(&document);
        check_places("random", &layout);
        check_characters("random", &document, &layout);
    }
}

fn random_text() -> impl Strategy<Value = String> {
    prop::collection::vec(phrase(), 0..40).prop_map(|phrases| phrases.concat())
}

fn random_content() -> impl Strategy<Value = fukkoku::document::Content> {
    use fukkoku::document::*;
    let heading = (1..5_u8, random_text()).prop_map(|(level, text)| crate::reports::heading(level, &text));
    let paragraph = random_text().prop_map(|text| crate::reports::paragraph(&text));
    let quotation =
        (random_text(), random_text()).prop_map(|(caption, text)| crate::reports::quotation(&caption, &text));
    let note = (random_text(), random_text()).prop_map(|(marker, text)| {
        let text = format!("{marker}{text}");
        Content::Note(Note { marker, text, quantities: vec![] })
    });
    let item = (random_text(), random_text(), random_text()).prop_map(|(marker, label, value)| {
        let (text, label, value) = (format!("{label}：{value}"), Some(label), Some(value));
        Item { marker, text, label, value, quantities: vec![], line_first: 1, line_last: 1 }
    });
    let list = prop::collection::vec(item, 0..8).prop_map(|items| Content::List(List { items }));
    let table = (0..30_usize).prop_map(crate::reports::merged);
    prop_oneof![heading, paragraph, quotation, note, list, table]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 2_000, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(62), ..ProptestConfig::default() })]

    #[test]
    fn any_report_is_placed_without_loss_or_overlap(contents in prop::collection::vec(random_content(), 0..12)) {
        let document = crate::reports::document(contents);
        let layout = whole(&document);
        check_places("random", &layout);
        check_characters("random", &document, &layout);
    }
}

#[test]
fn missing_characters_are_reported() {
    let hard = crate::reports::hard();
    let (_, document) = hard.iter().find(|(name, _)| *name == "odd characters").unwrap();
    let missing = whole(document).missing;
    assert_eq!(
        missing,
        ['\u{1}', '\u{7}', '\u{e000}', '\u{1f46a}', '\u{20bb7}', '\u{f0000}']
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
}

#[test]
fn headers_stand_on_every_page_of_a_table() {
    let layout = body(whole(&crate::reports::document(vec![crate::reports::merged(120)])));
    assert!(layout.pages.len() > 2);
    let texts = dump(&layout);
    for (number, page) in texts.split("\npage ").skip(1).enumerate() {
        for wanted in ["歳出予算額", "当初", "補正後"] {
            assert_eq!(page.matches(wanted).count(), 1, "{wanted} on page {}", number + 1);
        }
        assert!(page.contains("↓"), "a merged cell says its text on page {}", number + 1);
    }
}

#[test]
fn a_total_does_not_stand_alone() {
    for rows in 20..90 {
        let layout = body(whole(&crate::reports::document(vec![crate::reports::merged(rows)])));
        let last = dump(&layout).rsplit("\npage ").next().unwrap().to_owned();
        let numbers = last.lines().filter(|line| line.contains("△ 45") || line.contains("△")).count();
        assert!(numbers != 1, "{rows} rows: the total is alone on its page");
    }
}

#[test]
fn headings_stay_with_what_follows() {
    for filler in 0..40 {
        let mut contents = vec![crate::reports::paragraph("前の文。"); filler];
        contents.extend([
            crate::reports::heading(1, "１ 見出し"),
            crate::reports::heading(2, "（１）小見出し"),
            crate::reports::merged(30),
        ]);
        let layout = body(whole(&crate::reports::document(contents)));
        let pages: Vec<usize> = layout.outline.iter().map(|entry| entry.page).collect();
        let header =
            runs(&layout).find(|(_, _, run)| run.glyphs.iter().map(|glyph| glyph.means).collect::<String>() == "区分");
        assert!(pages.iter().all(|page| Some(*page) == header.map(|(page, _, _)| page)), "{filler} lines above");
    }
}

#[test]
fn findings_stand_in_an_appendix() {
    let document = crate::reports::document(vec![crate::reports::heading(1, "１ 甲")]);
    let layout = body(layout(&document, &[crate::reports::finding()], Design::default()));
    assert_eq!(layout.outline.iter().map(|entry| entry.level).collect::<Vec<_>>(), [1, 1]);
    let text: String = runs(&layout).flat_map(|(_, _, run)| &run.glyphs).map(|glyph| glyph.means).collect();
    for wanted in ["FK501 誤り", "内訳の和は3,229である。", "3229（確定）", "原文41～42行"] {
        assert!(squeezed(&text).contains(&squeezed(wanted)), "{wanted} in {text}");
    }
}

/// The middle form of a small report, to see at a glance what a change moves.
#[test]
fn a_small_report_is_placed_as_before() {
    use crate::reports::*;
    let document = document(vec![
        heading(1, "１ 図書館のあゆみ"),
        paragraph("昭和３７年当時、「電子計算機」（モデル ABC-123）を１２，３４５千円で導入した。"),
        list(&[("平日", "８時３０分から"), ("夜間や休日", "管理者が決定")]),
        merged(3),
        note("※ 令和６年現在"),
    ]);
    crate::support::golden(&crate::support::root().join("tests/golden/layout.txt"), dump(&whole(&document)).as_bytes());
}
