//! What a kanji is worth in a numeral.

/// A kanji of numerals.
pub(super) enum Sign {
    Digit(i64),
    Tens(i64),
    Small(i64),
    /// The power of ten.
    Large(u32),
}

pub(super) fn sign(c: char) -> Option<Sign> {
    let sign = match c {
        '〇' | '零' => Sign::Digit(0),
        '一' | '壱' | '壹' | '弌' => Sign::Digit(1),
        '二' | '弐' | '貳' | '貮' | '弍' => Sign::Digit(2),
        '三' | '参' | '參' | '弎' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陸' => Sign::Digit(6),
        '七' | '漆' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '廿' | '卄' => Sign::Tens(20),
        '卅' | '丗' => Sign::Tens(30),
        '卌' => Sign::Tens(40),
        '十' | '拾' => Sign::Small(10),
        '百' | '佰' | '陌' => Sign::Small(100),
        '千' | '仟' | '阡' => Sign::Small(1000),
        '万' | '萬' => Sign::Large(4),
        '億' => Sign::Large(8),
        '兆' => Sign::Large(12),
        '京' => Sign::Large(16),
        '垓' => Sign::Large(20),
        _ => return None,
    };
    Some(sign)
}

/// The worth of a digit; none of a unit.
pub(super) fn digit(c: char) -> Option<i64> {
    if let Some(Sign::Digit(value)) = sign(c) { Some(value) } else { None }
}

/// Characters that a numeral can begin with; ASCII digits included.
pub(crate) fn begins_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || (c > 'ー' || c == '〇') && matches!(sign(c), Some(Sign::Digit(_) | Sign::Tens(_) | Sign::Small(_)))
}

/// Forms of legal documents beyond 壱弐参拾.
pub(super) fn is_formal(c: char) -> bool {
    matches!(
        c,
        '肆' | '伍'
            | '陸'
            | '漆'
            | '柒'
            | '捌'
            | '玖'
            | '佰'
            | '陌'
            | '仟'
            | '阡'
            | '壹'
            | '弌'
            | '貳'
            | '貮'
            | '弍'
            | '參'
            | '弎'
    )
}
