//! Strings, lists and comments of TOML.

use crate::finding::render::{defused, is_hidden, visible};
use std::fmt::Write;

/// Longest list on one line, in characters.
const LINE: usize = 100;

/// A string in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Writing to a String cannot fail.
            c if is_hidden(c) => drop(write!(out, "\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    defused(out, "#\\u0023")
}

/// A list of strings, on one line or on one line each.
pub(super) fn list(items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    let line = format!("[{}]", quoted.join(", "));
    if line.chars().count() <= LINE {
        return line;
    }
    let lines: String = quoted.iter().map(|item| format!("  {item},\n")).collect();
    format!("[\n{lines}]")
}

/// Text for a comment: one line, nothing that a terminal obeys.
pub(super) fn plain(text: &str) -> String {
    visible(&text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>())
}

/// Lines with `#` right before each, so that it is no remark but a fact not stated.
pub(super) fn commented(lines: &str) -> String {
    lines.lines().map(|line| format!("#{}\n", line.trim_start())).collect()
}

#[cfg(test)]
mod tests {
    use super::{list, quoted};

    #[test]
    fn strings_are_quoted_so_that_toml_reads_them_back() {
        for text in ["人口／総数", "a \"b\" \\c", "\u{1b}[31m\n\t\u{85}", "\u{202e}##[x] \u{e0041}"] {
            let line = format!("a = {}", quoted(text));
            let read: Option<toml::Table> = toml::from_str(&line).ok();
            assert_eq!(read.and_then(|table| table["a"].as_str().map(str::to_owned)).as_deref(), Some(text), "{line}");
        }
        assert_eq!(list(&["a".to_owned(), "b".to_owned()]), "[\"a\", \"b\"]");
    }
}
