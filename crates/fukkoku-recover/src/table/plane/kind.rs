//! What a piece of a cell looks like.

use crate::look::{Total, is_digit, is_figure, is_figure_mark, is_sure_bullet, total};

/// Looks of a piece that tell where cells begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// `1,234`, `△ 5.6`, `－`, `…`, `x`.
    Number,
    /// Digits and Latin letters: a telephone number, a date of points.
    Code,
    /// Anything else.
    Words,
}

/// The kind of `text`.
pub(super) fn kind(text: &str) -> Kind {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // `7.` before `25` is half a date.
    let whole = !text.trim_end().ends_with(['.', '．']);
    if is_symbol(text) || whole && is_figure(&bare) {
        return Kind::Number;
    }
    let part = |c| is_digit(c) || is_figure_mark(c) || c.is_ascii() || c == '元';
    let code = bare.contains(is_digit) && bare.chars().all(part);
    if code { Kind::Code } else { Kind::Words }
}

/// A mark that stands for a number.
fn is_symbol(text: &str) -> bool {
    matches!(text.trim(), "－" | "-" | "―" | "‐" | "−" | "…" | "..." | "x" | "X" | "ｘ" | "Ｘ" | "･･･" | "***")
}

/// Three digits and nothing else: what follows a space that parts thousands.
pub(super) fn is_group(text: &str) -> bool {
    text.chars().count() == 3 && text.chars().all(is_digit)
}

/// A number whose last group of digits after a comma is too short: it goes on in the next line.
pub(super) fn is_cut_number(text: &str) -> bool {
    let text = text.trim();
    let digits = |part: &str| part.chars().filter(|c| is_digit(*c)).count();
    match text.rsplit_once([',', '，']) {
        Some((_, last)) => !last.contains(['.', '．']) && digits(last) < 3,
        None => text.ends_with([',', '，', '.', '．']),
    }
}

/// Whether a cell cannot end with `text`.
pub(super) fn cannot_end(text: &str) -> bool {
    text.ends_with(|c| "、（「『【〔〈《(～・".contains(c))
}

/// Whether `text` opens a paragraph by a bullet.
pub(super) fn has_bullet(text: &str) -> bool {
    text.starts_with(|c| is_sure_bullet(c) || c == '※') || text.starts_with('・') && text.chars().count() > 4
}

/// How many characters the label of a total must stand off the second label column to be of the first; `None` for a subtotal
/// and all else.
pub(super) fn is_grand_total(text: &str) -> Option<usize> {
    let short = text.trim() == "計";
    (total(text) == Some(Total::Whole)).then_some(if short { 2 } else { 1 })
}

/// The class of a first character, coarse enough to be learned from few rows.
pub(super) fn opening(text: &str) -> char {
    match text.chars().next() {
        None => ' ',
        Some(c) if is_digit(c) => '0',
        Some(c) if c.is_ascii_alphabetic() => 'a',
        Some('（' | '(') => '(',
        Some('ァ'..='ヿ') => 'ア',
        Some('ぁ'..='ん') => 'あ',
        Some(c) => c,
    }
}
