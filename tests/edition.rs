//! What the edition adds to a report: contents, remarks, charts, paper and binding, links to the data.

use fukkoku::Report;
use fukkoku::write::{self, Format};
use fukkoku_typeset::design::{Binding, Charts, Design, Paper, Punctuation};
use fukkoku_typeset::page::{Direction, Layout, Link, Owner, Shape, Target};
use fukkoku_typeset::structure::Role;
use lopdf::{Dictionary, Document, Object};

fn kept() -> Report {
    crate::support::detected("input/johoka-r06.txt")
}

fn layout(report: &Report, design: Design) -> Layout {
    fukkoku::edition::layout(&report.checked.document, &report.checked.findings, design)
}

fn links(layout: &Layout) -> Vec<&Link> {
    let marks = layout.pages.iter().flat_map(|page| &page.marks);
    let link = marks.filter_map(|mark| match &mark.shape {
        Shape::Link(link) => Some(link),
        Shape::Run(_) | Shape::Fill(_) => None,
    });
    link.collect()
}

/// All that a part of the structure of a role says, one text a part and page.
fn said(layout: &Layout, role: Role) -> Vec<String> {
    let mut found = Vec::new();
    for page in &layout.pages {
        for group in page.marks.chunk_by(|one, next| one.owner == next.owner) {
            let Owner::Node(node) = group[0].owner else { continue };
            let glyphs = group.iter().filter_map(|mark| match &mark.shape {
                Shape::Run(run) => Some(&run.glyphs),
                Shape::Fill(_) | Shape::Link(_) => None,
            });
            if layout.structure.nodes[node.0].role == role {
                found.push(glyphs.flatten().map(|glyph| glyph.means).collect());
            }
        }
    }
    found
}

#[test]
fn the_contents_name_the_pages_of_the_headings() {
    let layout = layout(&kept(), Design::default());
    let mut seen = 0;
    for link in links(&layout) {
        let Target::Heading(at) = link.target else { continue };
        let entry = &layout.outline[at];
        let number = format!("{}ページ", entry.page + 1 - layout.body.start);
        assert!(link.text.starts_with(&entry.title) && link.text.ends_with(&number), "{link:?}, {entry:?}");
        seen += 1;
    }
    assert!(seen > 15, "{seen} entries");
}

#[test]
fn paper_and_binding_are_those_asked_for() {
    let report = kept();
    for (paper, width, height) in [(Paper::A4, 210, 297), (Paper::A5, 148, 210), (Paper::B5, 182, 257)] {
        let layout = layout(&report, Design { paper, binding: Binding::Facing, ..Design::default() });
        let millimetres = |length: i64| (length * 254 + 360_000) / 720_000;
        let page = &layout.pages[0];
        assert_eq!((millimetres(page.width), millimetres(page.height)), (width, height), "{paper:?}");
        assert_eq!(layout.body.start % 2, 0, "{paper:?}: the report begins on the right");
        let left = |page: usize| {
            layout.pages[page].marks.iter().find_map(|mark| match &mark.shape {
                Shape::Fill(fill) if mark.owner == Owner::Pagination => Some(fill.area.x),
                _ => None,
            })
        };
        let first = layout.body.start;
        assert!(left(first + 2).unwrap() > left(first + 1).unwrap(), "{paper:?}: the inner margin is wider");
    }
}

#[test]
fn remarks_say_what_is_wrong_with_a_cell() {
    let layout = layout(&kept(), Design::default());
    let notes = said(&layout, Role::Note);
    assert!(notes.iter().any(|note| note.starts_with("■") && note.contains("712.819")), "{notes:?}");
    assert!(notes.iter().any(|note| note.starts_with("□")), "{notes:?}");
    assert!(said(&layout, Role::Data).iter().any(|cell| cell == "712.819"), "the cell stays as printed");
}

#[test]
fn charts_show_events_and_budgets_unless_they_are_not_wanted() {
    let report = kept();
    let figures = |charts| {
        let layout = layout(&report, Design { charts, ..Design::default() });
        let nodes = layout.structure.nodes.into_iter().filter(|node| node.role == Role::Figure);
        nodes.filter_map(|node| node.text).collect::<Vec<String>>()
    };
    assert_eq!(figures(Charts::Omitted), Vec::<String>::new());
    let [history, _, budget] = figures(Charts::Drawn).try_into().unwrap();
    assert!(history.contains("昭和37年度から平成27年度まで"), "{history}");
    // The sum of the readings taken, not of what is misprinted.
    assert!(budget.contains("4年度は2,433,365千円") && budget.contains("委託料"), "{budget}");
}

#[test]
fn punctuation_hangs_in_the_margin_if_it_may() {
    let report = kept();
    let hanging = Design { punctuation: Punctuation::Hanging, ..Design::default() };
    let in_margin = |design| {
        let layout = layout(&report, design);
        let edge = layout.pages[0].width / 2 + 21 * 10_500;
        let runs = layout.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match &mark.shape {
            Shape::Run(run) if run.direction == Direction::Horizontal => Some(run),
            _ => None,
        });
        let last = runs.filter_map(|run| Some((run.x + run.glyphs.last()?.at, run.glyphs.last()?.means)));
        last.filter(|(x, _)| (edge - 100..edge + 100).contains(x)).map(|(_, means)| means).collect::<String>()
    };
    let found = in_margin(hanging);
    assert!(!found.is_empty() && found.chars().all(|c| "、。".contains(c)), "{found}");
    assert_eq!(in_margin(Design::default()), "");
}

#[test]
fn each_table_leads_to_its_data() {
    let report = kept();
    let bytes = write::write(&report.checked, &[Format::Pdf]).remove(0).bytes;
    let pdf = Document::load_mem(&bytes).unwrap();
    let dictionaries: Vec<&Dictionary> = pdf.objects.values().filter_map(|object| object.as_dict().ok()).collect();
    let name = |file: &Object| {
        let file = pdf.get_dictionary(file.as_reference().unwrap()).unwrap();
        assert_eq!(file.get(b"AFRelationship").and_then(Object::as_name).unwrap(), b"Data");
        String::from_utf8(file.get(b"F").and_then(Object::as_str).unwrap().to_vec()).unwrap()
    };
    let of = |key: &[u8], wanted: &[u8]| {
        let is = |entries: &&&Dictionary| entries.get(key).and_then(Object::as_name).is_ok_and(|name| name == wanted);
        let named = dictionaries.iter().filter(is);
        named.copied().collect::<Vec<&Dictionary>>()
    };
    let clicked = of(b"Subtype", b"FileAttachment").into_iter().map(|entries| name(entries.get(b"FS").unwrap()));
    let tagged =
        of(b"S", b"Table").into_iter().filter_map(|entries| entries.get(b"AF").and_then(Object::as_array).ok());
    let mut clicked: Vec<String> = clicked.collect();
    let mut tagged: Vec<String> = tagged.map(|files| name(&files[0])).collect();
    clicked.sort();
    tagged.sort();
    assert_eq!(clicked, ["budget.csv", "history-2.csv", "history.csv", "systems.csv"]);
    assert_eq!(tagged, clicked);
}
