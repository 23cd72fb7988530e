//! The colophon (奥付): what the edition was made from, by what, and how.

use super::font::Face;
use crate::document::{Content, Document, Item, List};
use std::collections::BTreeSet;

/// Heading of the colophon.
pub(super) const HEADING: &str = "奥付";

/// Its facts, label and value; no date and no place, for the same input makes the same edition.
pub(super) fn facts(title: &str, document: &Document, faces: &BTreeSet<Face>, missing: &[char]) -> List {
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
    let items = facts.into_iter().chain(codes(missing).map(|codes| ("〓で示した字", codes)));
    List { items: items.map(|(label, value)| item(label, value)).collect() }
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

/// More codes than these are only counted.
const MOST_CODES: usize = 40;

/// The characters that no font has: they cannot be shown, so their codes are.
fn codes(missing: &[char]) -> Option<String> {
    let codes: Vec<String> = missing.iter().take(MOST_CODES).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let more = match missing.len().saturating_sub(MOST_CODES) {
        0 => String::new(),
        more => format!("　ほか{more}字"),
    };
    (!codes.is_empty()).then(|| codes.join(" ") + &more)
}

/// Hexadecimal digits by eight, which lines may part.
fn in_groups(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<String>>().join(" ")
}
