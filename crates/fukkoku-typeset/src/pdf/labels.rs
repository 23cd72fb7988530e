//! Page labels: viewers call the pages what is printed on them.

use super::text::string;
use crate::page::Layout;
use lopdf::{Dictionary, Object, dictionary};

/// The title page by its name, the contents in Roman numerals, the report in Arabic ones, the colophon by its name.
pub(crate) fn tree(layout: &Layout) -> Dictionary {
    let (first, end) = (layout.body.start, layout.body.end);
    let word = |text: &str| dictionary! { "P" => string(text) };
    let numbers = |style: &str| dictionary! { "S" => Object::Name(style.as_bytes().to_vec()), "St" => 1 };
    let ranges = [
        (0, 1, word("表紙")),
        (1, first, numbers("r")),
        (first, end, numbers("D")),
        (end, layout.pages.len(), word("奥付")),
    ];
    let filled = ranges.into_iter().filter(|(first, end, _)| first < end);
    let pairs = filled.flat_map(|(first, _, label)| [Object::Integer(first as i64), Object::Dictionary(label)]);
    dictionary! { "Nums" => pairs.collect::<Vec<Object>>() }
}
