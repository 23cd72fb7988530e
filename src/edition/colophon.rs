//! The colophon (奥付): what the edition was made from, by what, and how.

use crate::document::{Content, Document};
use fukkoku_typeset::manuscript::Colophon;

/// The program that makes editions.
pub(super) const CREATOR: &str = concat!("fukkoku ", env!("CARGO_PKG_VERSION"));
/// Heading of the colophon.
const HEADING: &str = "奥付";

/// The colophon of a report; no date and no place, for the same input makes the same edition.
pub(super) fn colophon(title: &str, document: &Document) -> Colophon {
    let source = &document.source;
    let tables = document.elements.iter().filter(|element| matches!(element.content, Content::Table(_))).count();
    let profile = document.profile.as_deref().unwrap_or("なし");
    let facts = [
        ("題名", title.to_owned()),
        ("原本", source.name.clone()),
        ("原本の照合値", format!("BLAKE3 {}", in_groups(&source.blake3))),
        ("原本の体裁", format!("{}行　{}ページ　{}", source.lines, source.pages, source.encoding.name)),
        ("プロファイル", profile.to_owned()),
        ("付属データ", format!("表{tables}件のCSV、全文のJSON（このファイルに添付）")),
        ("組版", CREATOR.to_owned()),
        ("規格", "PDF/A-3a、PDF/UA-1".to_owned()),
    ];
    let facts = facts.into_iter().map(|(label, value)| (label.to_owned(), value)).collect();
    Colophon { heading: HEADING.to_owned(), facts }
}

/// Hexadecimal digits by eight, which lines may part.
fn in_groups(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<String>>().join(" ")
}
