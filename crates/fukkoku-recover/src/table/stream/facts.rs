//! What a piece tells whatever its place.

use super::class::Class;
use super::counts::features;
use super::glue::{Seam, is_amount};
use super::piece::{Glue, Piece};
use crate::costs::*;
use crate::look::{self, is_bracketed, is_bullet, is_code, is_digit, is_letter_date, is_sure_bullet, last_bracket};
use crate::page::Gap;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// What a piece tells whatever its place.
pub(super) struct Facts {
    /// Nothing is printed.
    pub(super) empty: bool,
    /// Cost of opening a cell with it.
    pub(super) opening: Cost,
    /// Further cost of opening a cell of a row with it.
    pub(super) opening_row: Cost,
    /// It is nothing but a remark in brackets.
    pub(super) bracketed: bool,
    /// Whether a bracket is open after it; `None` if it holds no bracket.
    pub(super) open: Option<bool>,
    /// It begins with a bullet.
    pub(super) listed: bool,
    /// It begins with a bullet that begins no wrapped line.
    pub(super) bullet: bool,
    /// Cost of its being the next line of the piece before it, in a row.
    pub(super) wrap: Cost,
    /// Cost of the table's end before it.
    pub(super) outside: Cost,
    /// What it and the piece before it are, if a space parts them.
    pub(super) seam: Seam,
    pub(super) class: Class,
    /// Its characters and pairs of characters, as numbers.
    pub(super) features: Vec<u32>,
    /// How wide it is, in em.
    pub(super) width: f64,
    /// It is a label that often covers the next column too.
    pub(super) total: bool,
}

impl Facts {
    /// What each of `pieces` tells.
    pub(super) fn of(pieces: &[Piece]) -> Vec<Facts> {
        let mut ids = BTreeMap::new();
        let facts = |(at, piece): (usize, &Piece)| {
            let glued = match piece.glue {
                Glue::None | Glue::Thousands => 0,
                Glue::Script => BORDER_AT_WRITTEN_SPACE,
                Glue::Date => BORDER_IN_DATE,
                Glue::Figure => BORDER_IN_FIGURE,
            };
            let bracket = piece.line_start && piece.text.starts_with(['（', '(']);
            let continues = if starts_like_continuation(&piece.text) { BORDER_AT_CLOSING } else { 0 };
            Facts {
                empty: piece.is_empty(),
                opening: glued + continues,
                opening_row: if bracket { BORDER_AT_BRACKET } else { 0 },
                bracketed: is_bracketed(&piece.text),
                open: last_bracket(&piece.text),
                listed: piece.text.starts_with(is_bullet),
                bullet: piece.text.starts_with(is_sure_bullet),
                wrap: wrap(pieces, at),
                outside: outside(pieces, at),
                seam: at.checked_sub(1).map_or(Seam::Japanese, |before| Seam::of(&pieces[before].text, &piece.text)),
                class: Class::of(piece),
                features: features(piece, &mut ids),
                width: UnicodeWidthStr::width_cjk(piece.text.as_str()) as f64 / 2.0,
                total: is_total_label(&piece.text),
            }
        };
        pieces.iter().enumerate().map(facts).collect()
    }
}

/// Values stand on one line: an amount, a date or a code neither begins a wrapped line nor goes on with words.
fn wrap(pieces: &[Piece], at: usize) -> Cost {
    let Some(before) = at.checked_sub(1).map(|at| &pieces[at]) else { return 0 };
    let whole = |text: &str| is_amount(text) || is_code(text) || is_letter_date(text);
    let begins = whole(&pieces[at].text);
    let goes_on = whole(&before.text) && !pieces[at].text.starts_with(is_digit);
    if begins || goes_on { WRAPPED_VALUE } else { 0 }
}

/// What the end of the table costs before piece `at`, by what stands there.
pub(super) fn outside(pieces: &[Piece], at: usize) -> Cost {
    let piece = &pieces[at];
    let alone = piece.gap != Gap::Same || pieces.get(at + 1).is_none_or(|next| next.line != piece.line);
    let before = at.checked_sub(1).map(|at| &pieces[at]);
    let blank = |piece: &Piece| piece.is_empty() && piece.line_start && piece.gap != Gap::Same;
    let parted = blank(piece) || before.is_some_and(|before| before.gap == Gap::Page || blank(before));
    match () {
        () if alone && parted && piece.text.ends_with('。') => 0,
        () if alone && piece.text.ends_with('。') && piece.text.chars().count() >= SENTENCE => OUTSIDE_SENTENCE,
        () if parted => OUTSIDE_PARTED,
        () => OUTSIDE_BEGINS,
    }
}

fn starts_like_continuation(text: &str) -> bool {
    text.starts_with(|c| "、。，．,.）)」』］】>＞々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ～".contains(c))
        || ["及び", "並びに", "又は", "若しくは", "ならびに"].iter().any(|word| text.starts_with(word))
}

/// Labels that add up or divide, which often cover the next column too.
fn is_total_label(text: &str) -> bool {
    look::total(text).is_some() || text.contains(['率', '／']) || text.contains("（Ｂ）") || text.contains("(B)")
}
