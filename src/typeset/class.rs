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

const OPENING: &str = "（〔［｛〈《「『【〘〖“‘｟«〝([{｢";
const CLOSING: &str = "）〕］｝〉》」』】〙〗”’｠»〟)]}｣";
const HYPHEN: &str = "‐–゠〜～‑";
const DIVIDING: &str = "！？‼⁇⁈⁉!?";
const MIDDLE_DOT: &str = "・：；･:;";
const FULL_STOP: &str = "。．.｡";
const COMMA: &str = "、，,､";
const INSEPARABLE: &str = "—―…‥〳〴〵";
const ITERATION: &str = "々〻ゝゞヽヾ〃";
const PROLONGED: &str = "ーｰﾞﾟ゛゜\u{3099}\u{309a}";
const SMALL_KANA: &str = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｯｬｭｮ";
const PREFIX: &str = "￥＄￡＃€№¥$£#";
const POSTFIX: &str = "°′″℃￠％‰ℓ㎏㎞㎝㎜㎡㎥㏄%¢";

const TABLE: &[(&str, Class)] = &[
    (OPENING, Class::Opening),
    (CLOSING, Class::Closing),
    (HYPHEN, Class::Hyphen),
    (DIVIDING, Class::Dividing),
    (MIDDLE_DOT, Class::MiddleDot),
    (FULL_STOP, Class::FullStop),
    (COMMA, Class::Comma),
    (INSEPARABLE, Class::Inseparable),
    (ITERATION, Class::Iteration),
    (PROLONGED, Class::Prolonged),
    (SMALL_KANA, Class::SmallKana),
    (PREFIX, Class::Prefix),
    (POSTFIX, Class::Postfix),
    ("０１２３４５６７８９", Class::Digit),
    ("\u{3000}", Class::Space),
    (" \u{a0}", Class::WesternSpace),
];

impl Class {
    /// The class of a character.
    pub fn of(c: char) -> Class {
        match c {
            'ぁ'..='ん' | 'ァ'..='ヺ' | '一'..='龥' => Self::of_common(c),
            _ => Self::of_any(c),
        }
    }

    /// Most text is kana and kanji: only the small kana among them are special.
    fn of_common(c: char) -> Class {
        if c < '一' && SMALL_KANA.contains(c) { Class::SmallKana } else { Class::Japanese }
    }

    fn of_any(c: char) -> Class {
        let listed = TABLE.iter().find(|(members, _)| members.contains(c)).map(|(_, class)| *class);
        listed.unwrap_or(match c {
            '‣' | '•' | '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | '❶'..='❿' => Class::Enumerator,
            '\u{20}'..='\u{24f}' | '\u{ff66}'..='\u{ff9f}' => Class::Western,
            _ => Class::Japanese,
        })
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
