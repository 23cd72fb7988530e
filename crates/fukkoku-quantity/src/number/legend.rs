//! Symbols that a report explains itself.

use super::reading::Reading;

/// Symbols that a report explains itself; they go before the usual meanings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend(Vec<(String, Reading)>);

/// Words by which legends explain their symbols.
const MEANINGS: &[(&str, Reading)] = &[
    ("単位未満", Reading::BelowUnit),
    ("満たない", Reading::BelowUnit),
    ("秘匿", Reading::Suppressed),
    ("非公表", Reading::Suppressed),
    ("公表を控え", Reading::Suppressed),
    ("不詳", Reading::Unknown),
    ("不明", Reading::Unknown),
    ("未調査", Reading::Unknown),
    ("調査していない", Reading::Unknown),
    ("得られない", Reading::Unknown),
    ("皆無", Reading::Nil),
    ("該当", Reading::Nil),
    ("ないもの", Reading::Nil),
    ("なし", Reading::Nil),
];

impl Legend {
    /// Reads explanations such as `「－」は該当なし、「…」は不詳を示す。` or `x：秘匿`.
    ///
    /// - **Shape**: a symbol in quotes followed by は, or a symbol followed by a colon or blank; a meaning after it.
    /// - **Left out**: symbols whose meaning no word tells.
    pub fn read(text: &str) -> Self {
        let mut entries = Vec::new();
        for clause in text.split(['、', '。', '\n', ';', '；', ',', '，']) {
            let clause = clause.trim().trim_start_matches("注").trim_start_matches(['：', ':', ' ', '　', '）', ')']);
            let quoted = clause.strip_prefix(['「', '"', '“']).and_then(|rest| rest.split_once(['」', '"', '”']));
            let plain = || {
                clause
                    .split_once(['：', ':', '…', ' ', '　', '＝', '='])
                    .filter(|(symbol, _)| symbol.chars().count() <= 3)
            };
            let Some((symbol, meaning)) = quoted.or_else(plain) else { continue };
            let found = MEANINGS.iter().find(|(word, _)| meaning.contains(word));
            entries.extend(found.map(|(_, reading)| (symbol.trim().to_owned(), *reading)));
        }
        Self(entries)
    }

    /// Whether it explains nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a cell means by this legend.
    pub fn meaning(&self, cell: &str) -> Option<Reading> {
        self.0.iter().find(|(symbol, _)| symbol == cell).map(|(_, reading)| *reading)
    }
}
