//! Prose of a PDF: what type and place tell that words do not. Headings by size, contents pages, footnotes.

use crate::support::paper::{Paper, sized, text};
use fukkoku::document::{Content, Document};
use fukkoku::{Options, read_report};

fn document(paper: Paper) -> Document {
    read_report("a.pdf", &paper.file(), &Options::default()).unwrap().checked.document
}

/// The kinds of elements, each with what tells it.
fn told(document: &Document) -> Vec<String> {
    let tell = |content: &Content| match content {
        Content::Heading(heading) => format!("heading {}: {}", heading.level, heading.text),
        Content::Paragraph(paragraph) => format!("paragraph: {}", paragraph.text),
        Content::Contents(contents) => format!("contents: {}", contents.entries.len()),
        Content::Note(note) => format!("note {}: {}", note.marker, note.text),
        Content::Furniture(furniture) => format!("furniture: {}", furniture.text),
        Content::List(_) | Content::Table(_) | Content::Contact(_) | Content::Unrecognized(_) => "other".to_owned(),
    };
    document.elements.iter().map(|element| tell(&element.content)).collect()
}

/// Lines of running text from a height downwards, 45 characters each, the last one short.
fn running(from: i32, lines: i32) -> String {
    let full = "水道事業は昭和三十八年に始まり市の大部分に給水している人口は年々増え水源の確保が課題であるとされてき";
    let line = |at: i32| text(72, from - at * 14, if at + 1 < lines { full } else { "た。" });
    (0..lines).map(line).collect()
}

fn sentence(lines: usize) -> String {
    "水道事業は昭和三十八年に始まり市の大部分に給水している人口は年々増え水源の確保が課題であるとされてき"
        .repeat(lines - 1)
        + "た。"
}

#[test]
fn large_type_is_a_heading() {
    let mut paper = Paper::new();
    paper.page([sized(72, 600, 24, "水道事業年報"), sized(72, 300, 14, "なにわ市水道局")].concat());
    let second = [
        sized(72, 760, 16, "事業の概要"),
        running(720, 4),
        sized(72, 640, 12, "料金の推移"),
        sized(72, 624, 12, "（一般用）について"),
        running(600, 3),
        sized(72, 540, 16, "大きな字の文である。"),
        sized(72, 500, 16, "平成24年3月"),
        sized(72, 460, 12, "平成24年3月31日現在"),
        text(72, 420, "小さな題"),
    ];
    paper.page(second.concat());
    let expected = [
        "heading 1: 水道事業年報".to_owned(),
        "paragraph: なにわ市水道局".to_owned(),
        "heading 2: 事業の概要".to_owned(),
        format!("paragraph: {}", sentence(4)),
        "heading 3: 料金の推移 （一般用）について".to_owned(),
        format!("paragraph: {}", sentence(3)),
        "paragraph: 大きな字の文である。".to_owned(),
        "paragraph: 平成24年3月".to_owned(),
        "paragraph: 平成24年3月31日現在".to_owned(),
        "paragraph: 小さな題".to_owned(),
    ];
    assert_eq!(told(&document(paper)), expected);
}

#[test]
fn contents_are_no_text() {
    let leaders = "…".repeat(12);
    let mut paper = Paper::new();
    let lines = [
        ("目　次", ""),
        ("はじめに", "i"),
        ("第１部 総論", ""),
        ("１ 計画の目的", "1"),
        ("（１）経緯", "2"),
        ("第２部 各論", ""),
        ("資料編", "- 10 -"),
    ];
    let line = |(at, (title, page)): (usize, &(&str, &str))| {
        let leaders = if page.is_empty() { "" } else { leaders.as_str() };
        text(72, 760 - at as i32 * 20, &format!("{title}{leaders}{page}"))
    };
    paper.page(lines.iter().enumerate().map(line).collect::<String>() + &running(500, 3));
    let document = document(paper);
    assert_eq!(told(&document), ["contents: 6".to_owned(), format!("paragraph: {}", sentence(3))]);
    let Content::Contents(contents) = &document.elements[0].content else { panic!() };
    assert_eq!(contents.title.as_deref(), Some("目 次"));
    let entries: Vec<(&str, Option<&str>)> =
        contents.entries.iter().map(|entry| (entry.text.as_str(), entry.printed_page.as_deref())).collect();
    let expected: Vec<(&str, Option<&str>)> =
        lines[1..].iter().map(|(title, page)| (*title, Some(*page).filter(|page| !page.is_empty()))).collect();
    assert_eq!(entries, expected);
}

#[test]
fn figures_that_count_up_are_no_contents() {
    let mut paper = Paper::new();
    let lines = ["平成15年 120", "平成16年 130", "平成17年 140"];
    paper.page(lines.iter().enumerate().map(|(at, line)| text(72, 760 - at as i32 * 40, line)).collect::<String>());
    assert!(!told(&document(paper)).iter().any(|told| told.starts_with("contents")));
}

#[test]
fn footnotes_part_no_paragraph() {
    let mut paper = Paper::new();
    let full = "水道事業は昭和三十八年に始まり市の大部分に給水している人口は年々増え水源の確保が課題であるとされてき";
    let body: String = (0..5).map(|at| text(72, 760 - at * 14, full)).collect();
    let notes = [sized(72, 120, 7, "1) 総務省の調査による。"), sized(72, 110, 7, "※2 推計値")].concat();
    paper.page(body + &notes);
    paper.page(text(72, 760, "た。"));
    let expected = [
        format!("paragraph: {}", sentence(6)),
        "note 1): 1) 総務省の調査による。".to_owned(),
        "note ※2: ※2 推計値".to_owned(),
    ];
    assert_eq!(told(&document(paper)), expected);
}
