//! Brackets, page numbers, ends of lines, numbers of headings.

use super::figures::{is_digit, is_wide_digit};
use super::labels::bare;

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（' | '<' | '＜' | '「' | '『' | '［')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | '）' | '>' | '＞' | '」' | '』' | '］')
}

/// Nothing but a remark in brackets: `（㎡）`.
pub(crate) fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '<', '＜']) && text.ends_with(['）', ')', '>', '＞'])
}

/// Whether the last bracket of `text` opens; `None` if it has none.
pub(crate) fn last_bracket(text: &str) -> Option<bool> {
    text.chars().rev().find_map(|c| match c {
        c if is_opening(c) => Some(true),
        c if is_closing(c) => Some(false),
        _ => None,
    })
}

/// How many brackets are open after `text`, from `depth`.
pub(crate) fn depth(text: &str, depth: i32) -> i32 {
    text.chars().fold(depth, |depth, c| match c {
        c if is_opening(c) => depth + 1,
        c if is_closing(c) => depth - 1,
        _ => depth,
    })
}

/// A number between dashes, and no other: `― 12 ―  一般会計`.
pub(crate) fn is_page_number(text: &str) -> bool {
    let bare = bare(text);
    let is_dash = |c: char| "-－―‐−–—".contains(c);
    let mut parts = bare.split(is_dash);
    let (Some(before), Some(number), Some(after), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let numbered = (1..=4).contains(&number.chars().count()) && number.chars().all(is_digit);
    numbered && !before.contains(is_digit) && !after.contains(is_digit)
}

/// Whether a cell cannot begin with `text`: a mark or small letter that stands behind another.
pub(crate) fn cannot_begin(text: &str) -> bool {
    text.starts_with(|c| "、。，,）」』】〕〉》・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々ゝ；：？！".contains(c))
        && !(text.starts_with('・') && text.chars().count() > 4)
}

/// `１ 題`: a full-width number, a space, one title.
pub(crate) fn is_numbered_heading(text: &str) -> bool {
    let text = text.trim();
    let rest = text.trim_start_matches(is_wide_digit);
    let mut words = rest.split(' ').filter(|word| !word.is_empty());
    rest.len() < text.len()
        && rest.starts_with([' ', '　', '．'])
        && words.next().is_some_and(|word| !word.starts_with(is_digit) && word.chars().count() > 1)
        && words.next().is_none()
}

/// `（１）題`: a full-width number in brackets, with a title.
pub(crate) fn is_bracketed_heading(text: &str) -> bool {
    let text = text.trim();
    let Some(rest) = text.strip_prefix('（') else { return false };
    let inner = rest.trim_start_matches(is_wide_digit);
    inner.len() < rest.len()
        && inner.strip_prefix('）').is_some_and(|title| title.chars().any(|c| !c.is_whitespace() && !is_digit(c)))
}

/// Whether `text` begins with a number of its own: `3 題`, `（２）題`.
pub(crate) fn is_numbered(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(is_digit);
    rest.len() < text.len() && rest.starts_with([' ', '　', '．', '）', ')']) && !rest.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_stand_between_dashes() {
        for (text, expected, why) in [
            ("― 12 ―", true, "with blanks"),
            ("－１２－　一般会計", true, "with the name of the account"),
            ("12", false, "no dashes"),
            ("- 12 - 34", false, "figures"),
            ("03-12-34", false, "a code"),
            ("－ － 12", false, "empty cells"),
        ] {
            assert_eq!(is_page_number(text), expected, "{text}: {why}");
        }
    }

    #[test]
    fn brackets_and_numbers_of_headings() {
        for (text, numbered, bracketed, why) in [
            ("１ 情報化", true, false, "a section"),
            ("１．情報化", true, false, "with a full stop"),
            ("１ 2", false, false, "a row of numbers"),
            ("（１）計画", false, true, "a subsection"),
            ("（１）", false, false, "no title"),
            ("1 情報化", false, false, "half width: a row"),
        ] {
            assert_eq!((is_numbered_heading(text), is_bracketed_heading(text)), (numbered, bracketed), "{text}: {why}");
        }
        assert_eq!((last_bracket("a（b"), last_bracket("a（b）"), last_bracket("a")), (Some(true), Some(false), None));
        assert_eq!((depth("（「", 0), depth("」）", 2), is_bracketed("（㎡）")), (2, 0, true));
    }
}
