//! Half-width kana and voicing marks.

/// U+FF61 to U+FF9F in order.
const FULL: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ',
    'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ',
    'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル',
    'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Kana whose voiced form is not the next code point.
const APART: [(char, char); 12] = [
    ('ウ', 'ヴ'),
    ('う', 'ゔ'),
    ('ワ', 'ヷ'),
    ('ヰ', 'ヸ'),
    ('ヱ', 'ヹ'),
    ('ヲ', 'ヺ'),
    ('ゝ', 'ゞ'),
    ('ヽ', 'ヾ'),
    ('ツ', 'ヅ'),
    ('つ', 'づ'),
    ('テ', 'デ'),
    ('て', 'で'),
];

/// Full-width form of half-width kana, marks and punctuation; combining marks become spacing ones.
pub(super) fn full(c: char) -> char {
    match c {
        '\u{3099}' => '゛',
        '\u{309A}' => '゜',
        _ => (c as usize).checked_sub(0xFF61).and_then(|at| FULL.get(at)).copied().unwrap_or(c),
    }
}

/// A voicing mark of any width.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, 'ﾞ' | 'ﾟ' | '゛' | '゜' | '\u{3099}' | '\u{309A}')
}

/// `カ` and `ﾞ` make `ガ`; `None` where Unicode has no such character.
pub(super) fn compose(base: char, mark: char) -> Option<char> {
    let next = |steps: u32| char::from_u32(base as u32 + steps);
    match full(mark) {
        '゛' => match base {
            'か'..='ぢ' | 'カ'..='ヂ' if base as u32 % 2 == kind(base) => next(1),
            'と' | 'ト' => next(1),
            'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => next(1),
            _ => APART.iter().find(|row| row.0 == base).map(|row| row.1),
        },
        '゜' if matches!(base, 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ') => {
            next(2)
        }
        _ => None,
    }
}

/// Parity of the unvoiced kana from か to ち, and from カ to チ.
fn kind(base: char) -> u32 {
    if base < 'ァ' { 'か' as u32 % 2 } else { 'カ' as u32 % 2 }
}

/// Half-width kana and their marks, without punctuation.
pub(super) fn is_half_width(c: char) -> bool {
    matches!(c, 'ｦ'..='ﾟ')
}

/// Hiragana, katakana or the long mark.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

/// Katakana without the long mark.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ')
}

/// Whether a dash between these can be a long mark: after katakana, or inside hiragana.
pub(super) fn may_lengthen(previous: Option<char>, next: Option<char>) -> bool {
    match previous {
        Some('ァ'..='ヺ' | 'ー') => true,
        Some('ぁ'..='ゖ') => matches!(next, Some('ぁ'..='ゖ')),
        _ => false,
    }
}
