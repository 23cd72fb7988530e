//! Character classes after JLREQ (cl-01 … cl-27) and JIS X 4051, as far as line composition needs them.

/// A class of characters that behave alike at line ends and in spacing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// cl-01: `（「`.
    Opening,
    /// cl-02: `）」`.
    Closing,
    /// cl-03: `‐～`.
    Hyphen,
    /// cl-04: `！？`.
    Dividing,
    /// cl-05: `・：`.
    MiddleDot,
    /// cl-06: `。`.
    FullStop,
    /// cl-07: `、`.
    Comma,
    /// cl-08: `—…‥`, kept together in pairs.
    Inseparable,
    /// cl-09: `々ゝ`.
    Iteration,
    /// cl-10: `ー`.
    Prolonged,
    /// cl-11: `ぁッ`.
    SmallKana,
    /// cl-12: `￥№`.
    Prefix,
    /// cl-13: `％℃`.
    Postfix,
    /// cl-14: the ideographic space.
    Space,
    /// Full-width digits.
    Digit,
    /// `①`, `•`: belongs to what follows it.
    Enumerator,
    /// cl-15, 16, 19: kana, kanji and all other full-width signs.
    Japanese,
    /// cl-26: the half-width space.
    WesternSpace,
    /// cl-24, 27: half-width letters, digits and signs.
    Western,
}

impl Class {
    /// The class of a character.
    pub fn of(c: char) -> Class {
        match c {
            '（' | '〔' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '〘' | '〖' | '“' | '‘' | '｟' | '«'
            | '〝' | '(' | '[' | '{' | '｢' => Class::Opening,
            '）' | '〕' | '］' | '｝' | '〉' | '》' | '」' | '』' | '】' | '〙' | '〗' | '”' | '’' | '｠' | '»'
            | '〟' | ')' | ']' | '}' | '｣' => Class::Closing,
            '‐' | '–' | '゠' | '〜' | '～' | '‑' => Class::Hyphen,
            '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '!' | '?' => Class::Dividing,
            '・' | '：' | '；' | '･' | ':' | ';' => Class::MiddleDot,
            '。' | '．' | '.' | '｡' => Class::FullStop,
            '、' | '，' | ',' | '､' => Class::Comma,
            '—' | '―' | '…' | '‥' | '〳' | '〴' | '〵' => Class::Inseparable,
            '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | '〃' => Class::Iteration,
            'ー' | 'ｰ' | 'ﾞ' | 'ﾟ' | '゛' | '゜' | '\u{3099}' | '\u{309a}' => Class::Prolonged,
            'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ' | 'ゥ'
            | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ㇰ' | 'ㇱ' | 'ㇲ' | 'ㇳ' | 'ㇴ'
            | 'ㇵ' | 'ㇶ' | 'ㇷ' | 'ㇸ' | 'ㇹ' | 'ㇺ' | 'ㇻ' | 'ㇼ' | 'ㇽ' | 'ㇾ' | 'ㇿ' | 'ｧ' | 'ｨ' | 'ｩ' | 'ｪ'
            | 'ｫ' | 'ｯ' | 'ｬ' | 'ｭ' | 'ｮ' => Class::SmallKana,
            '￥' | '＄' | '￡' | '＃' | '€' | '№' | '¥' | '$' | '£' | '#' => Class::Prefix,
            '°' | '′' | '″' | '℃' | '￠' | '％' | '‰' | 'ℓ' | '㎏' | '㎞' | '㎝' | '㎜' | '㎡' | '㎥' | '㏄' | '%'
            | '¢' => Class::Postfix,
            '０'..='９' => Class::Digit,
            '\u{3000}' => Class::Space,
            ' ' | '\u{a0}' => Class::WesternSpace,
            '‣' | '•' | '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | '❶'..='❿' => Class::Enumerator,
            '\u{20}'..='\u{24f}' | '\u{ff66}'..='\u{ff9f}' => Class::Western,
            _ => Class::Japanese,
        }
    }

    /// May not begin a line (行頭禁則).
    pub fn never_first(self) -> bool {
        use Class::*;
        match self {
            Closing | Hyphen | Dividing | MiddleDot | FullStop | Comma | Iteration | Prolonged | SmallKana
            | Postfix => true,
            Opening | Inseparable | Prefix | Space | Digit | Enumerator | Japanese | WesternSpace | Western => false,
        }
    }

    /// May not end a line (行末禁則).
    pub fn never_last(self) -> bool {
        matches!(self, Class::Opening | Class::Prefix | Class::Enumerator)
    }

    /// Has blank space behind it in its em box.
    pub fn blank_behind(self) -> bool {
        matches!(self, Class::Closing | Class::FullStop | Class::Comma)
    }

    /// Takes a quarter-em space when it stands beside Western letters.
    pub fn spaced_from_western(self) -> bool {
        use Class::*;
        matches!(self, Japanese | Iteration | Prolonged | SmallKana | Digit | Enumerator | Inseparable)
    }
}
