//! How wide a text can be at most, told without a font: to inflate one takes longer than to read a page.

use super::atom::SPACE;
use super::cluster::clusters;
use crate::breaks::{Break, breaks};
use crate::class::Class;
use crate::length::Length;

/// Width that no character has more of, in 1/1000 em; symbols and signs are the widest.
const WIDEST: Length = 2_000;
/// The same of kana, kanji and what else fills an em, and of letters and figures.
const FULL: Length = 1_000;

/// An upper bound, in 1/1000 em, of [`super::Extent::word`] in any family.
pub fn word_at_most(text: &str) -> Length {
    let space = |c: char| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
    let characters: Vec<char> = clusters(text).into_iter().map(|cluster| space(cluster.base)).collect();
    let (mut piece, mut most, mut before) = (0, 0, None);
    for (&c, allowed) in characters.iter().zip(breaks(&characters)) {
        if allowed == Break::Yes {
            piece = 0;
        }
        let joint = before.map_or(0, |before| between(before, c));
        piece += widest(c) + if piece == 0 { 0 } else { joint };
        most = most.max(piece);
        before = Some(c);
    }
    most
}

fn widest(c: char) -> Length {
    match c {
        ' '..='~' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}' => FULL,
        _ => WIDEST,
    }
}

/// The blank between Western and Japanese; where brackets meet, one falls away.
fn between(before: char, after: char) -> Length {
    let letter = |c: char| Class::of(c) == Class::Western && c.is_alphanumeric();
    let mixed = Class::of(before).spaced_from_western() && letter(after)
        || letter(before) && Class::of(after).spaced_from_western();
    if mixed { SPACE } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Family, draw};
    use crate::line::extent;

    #[test]
    fn no_character_is_wider() {
        for family in [Family::Mincho, Family::Gothic] {
            let wider = (' '..='\u{2ffff}').find(|c| draw(family, *c).width > widest(*c));
            assert_eq!(wider, None, "{family:?}");
        }
    }

    #[test]
    fn no_text_is_wider() {
        for text in [
            "",
            "昭和30年度決算（単位：千円）",
            "ABC漢字「（かな）」、。…―ー1,234,567",
            "http://www.example.jp/a/b?c=d",
            "か\u{3099}き\t葛\u{e0100}飾①‣№㎡",
            "WWWWWWWWWWWWWWWWWWWW",
            "（「『【〔［〈《",
        ] {
            for family in [Family::Mincho, Family::Gothic] {
                assert!(extent(text, family).word <= word_at_most(text), "{text}");
            }
        }
        let ordinary = "平成三十年度から令和五年度までの間に実施する事業（継続分を含む。）1,234千円";
        assert!(word_at_most(ordinary) <= 16_000, "a bound that decides nothing is of no use");
    }
}
