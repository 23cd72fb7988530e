//! The colophon (奥付): what the edition was made from, by what, and how.

use super::font::Face;
use crate::document::{Content, Document, Item, List};
use std::collections::BTreeSet;

/// Heading of the colophon.
pub const HEADING: &str = "奥付";

/// Its facts, label and value; no date and no place, for the same input makes the same edition.
pub fn facts(title: &str, document: &Document, faces: &BTreeSet<Face>) -> List {
    let source = &document.source;
    let tables = document.elements.iter().filter(|element| matches!(element.content, Content::Table(_))).count();
    let profile = document.profile.as_deref().unwrap_or("なし");
    let fonts: Vec<&str> = faces.iter().map(|face| face.title()).collect::<BTreeSet<&str>>().into_iter().collect();
    let facts = [
        ("題名", title.to_owned()),
        ("原本", source.name.clone()),
        ("原本の照合値", format!("BLAKE3 {}", in_groups(&source.blake3))),
        ("原本の体裁", format!("{}行　{}ページ　{}", source.lines, source.pages, source.encoding.name)),
        ("プロファイル", profile.to_owned()),
        ("付属データ", format!("表{tables}件のCSV、全文のJSON（このファイルに添付）")),
        ("組版", format!("fukkoku {}", env!("CARGO_PKG_VERSION"))),
        ("規格", "PDF/A-3a、PDF/UA-1".to_owned()),
        ("書体", fonts.join("、")),
    ];
    List { items: facts.into_iter().map(|(label, value)| item(label, value)).collect() }
}

fn item(label: &str, value: String) -> Item {
    Item {
        marker: String::new(),
        text: format!("{label}　{value}"),
        label: Some(label.to_owned()),
        value: Some(value),
        quantities: Vec::new(),
        line_first: 0,
        line_last: 0,
    }
}

/// Hexadecimal digits by eight, which lines may part.
fn in_groups(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<String>>().join(" ")
}
