//! Characters as a reader counts them: kana with their marks composed, variants with what selects them.

/// A character and the selector of its variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// The character.
    pub base: char,
    /// Which of its forms is meant, for name kanji.
    pub selector: Option<char>,
}

/// The characters of a text, without those that have no shape.
pub(crate) fn clusters(text: &str) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for c in text.chars() {
        match clusters.last_mut() {
            Some(last) if is_selector(c) => last.selector = Some(c),
            Some(last) if composed(last.base, c).is_some() => last.base = composed(last.base, c).unwrap_or(last.base),
            _ if is_invisible(c) => {}
            _ => clusters.push(Cluster { base: c, selector: None }),
        }
    }
    clusters
}

const VOICED: &str = "かきくけこさしすせそたちつてとはひふへほゝカキクケコサシスセソタチツテトハヒフヘホヽ";
const HALF_VOICED: &str = "はひふへほハヒフヘホ";

/// `か` and U+3099 are `が`: some systems write file names and texts so.
fn composed(base: char, mark: char) -> Option<char> {
    let next = |step: u32| char::from_u32(u32::from(base) + step);
    match mark {
        '\u{3099}' if VOICED.contains(base) => next(1),
        '\u{3099}' if base == 'う' => Some('ゔ'),
        '\u{3099}' if base == 'ウ' => Some('ヴ'),
        '\u{309a}' if HALF_VOICED.contains(base) => next(2),
        _ => None,
    }
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Marks without a shape of their own: joiners, directions, soft hyphens.
fn is_invisible(c: char) -> bool {
    is_selector(c) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_as_a_reader_does() {
        for (text, wanted, why) in [
            ("か\u{3099}は\u{309a}", "がぱ", "kana in two parts"),
            ("ウ\u{3099}", "ヴ", "the one that is not next in the table"),
            ("あ\u{3099}", "あ\u{3099}", "no such kana: both are kept"),
            ("葛\u{e0100}飾", "葛飾", "the selector belongs to its character"),
            ("\u{feff}国\u{200b}", "国", "no shape, no place"),
        ] {
            let found: String = clusters(text).iter().map(|cluster| cluster.base).collect();
            assert_eq!(found, wanted, "{why}");
        }
        assert_eq!(clusters("葛\u{e0100}")[0].selector, Some('\u{e0100}'));
    }
}
