//! Where a line may end: kinsoku, and what must not be torn apart (numbers, units, era dates, Western words).

use super::class::Class;
use fukkoku_quantity::Era;

/// Whether a line may end before a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Never, unless nothing else helps.
    No,
    /// Only where the line would else be set too wide: inside a date, a range.
    Reluctant,
    /// Yes.
    Yes,
}

/// For each character, whether a line may end before it; the first is always `No`.
pub fn breaks(text: &[char]) -> Vec<Break> {
    let classes: Vec<Class> = text.iter().map(|c| Class::of(*c)).collect();
    let mut breaks: Vec<Break> = (0..text.len()).map(|at| between(text, &classes, at)).collect();
    mark_western(text, &classes, &mut breaks);
    mark_numbers(text, &mut breaks);
    breaks
}

fn between(text: &[char], classes: &[Class], at: usize) -> Break {
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|i| classes.get(i)), classes.get(at)) else {
        return Break::No;
    };
    let item =
        at.checked_sub(2).and_then(|i| classes.get(i)) == Some(&Class::Enumerator) && *before == Class::WesternSpace;
    let same = at > 0 && text.get(at - 1) == text.get(at);
    let spaced = matches!(after, Class::WesternSpace | Class::Space);
    let torn_pair = *after == Class::Inseparable && *before == Class::Inseparable && same;
    if after.never_first() || before.never_last() || spaced || torn_pair || item { Break::No } else { Break::Yes }
}

/// Western words break where Unicode's rules (UAX #14) say so.
fn mark_western(text: &[char], classes: &[Class], breaks: &mut [Break]) {
    let western = |at: usize| at.checked_sub(1).is_some_and(|i| is_western(text[i])) && is_western(text[at]);
    if !(0..classes.len()).any(western) {
        return;
    }
    let joined: String = text.iter().collect();
    let allowed: std::collections::BTreeSet<usize> =
        unicode_linebreak::linebreaks(&joined).map(|(offset, _)| offset).collect();
    let mut offset = 0;
    for (at, c) in text.iter().enumerate() {
        if western(at) {
            let wanted = if allowed.contains(&offset) { Break::Yes } else { Break::No };
            breaks[at] = breaks[at].min(wanted);
        }
        offset += c.len_utf8();
    }
}

fn is_western(c: char) -> bool {
    matches!(c, '\u{21}'..='\u{24f}')
}

const SCALES: &str = "十百千万億兆";
const SEPARATORS: &str = ",，.．:：/／-－‐−・";
const RANGES: &str = "～〜~";

/// Units, longest first where one begins another.
const UNITS: &[&str] = &[
    "年度末",
    "年度",
    "年間",
    "年代",
    "年",
    "か月間",
    "か月",
    "カ月",
    "ヶ月",
    "ヵ月",
    "箇月",
    "か年",
    "カ年",
    "ヶ年",
    "箇年",
    "か所",
    "カ所",
    "ヶ所",
    "箇所",
    "月分",
    "月",
    "日間",
    "日",
    "時間",
    "時",
    "分間",
    "分",
    "秒",
    "週間",
    "週",
    "円",
    "人",
    "名",
    "件",
    "個",
    "回",
    "台",
    "校",
    "館",
    "園",
    "棟",
    "戸",
    "世帯",
    "歳",
    "才",
    "倍",
    "割",
    "号線",
    "号",
    "条",
    "項",
    "款",
    "章",
    "節",
    "頁",
    "ページ",
    "位",
    "番地",
    "番",
    "丁目",
    "次",
    "期",
    "級",
    "種類",
    "種",
    "冊",
    "本",
    "枚",
    "部",
    "点",
    "社",
    "団体",
    "階",
    "床",
    "度",
    "隻",
    "両",
    "便",
    "系統",
    "行",
    "列",
    "千円",
    "万円",
    "億円",
    "％",
    "%",
    "‰",
    "℃",
    "㎡",
    "㎢",
    "㎞",
    "㎏",
    "km",
    "kg",
    "cm",
    "mm",
    "ha",
    "m",
    "ｍ",
    "ｔ",
    "つ",
    "者",
    "区分",
];

/// Keeps numbers whole, with the era or the 第 before them and the unit behind.
fn mark_numbers(text: &[char], breaks: &mut [Break]) {
    let mut at = 0;
    while at < text.len() {
        match number_end(text, at) {
            Some(end) => {
                let start = prefix_start(text, at);
                let unit_end = unit_end(text, end);
                hold(breaks, start + 1, unit_end);
                ease(text, breaks, unit_end);
                at = unit_end.max(at + 1);
            }
            None => at += 1,
        }
    }
}

fn hold(breaks: &mut [Break], from: usize, to: usize) {
    breaks.iter_mut().take(to).skip(from).for_each(|place| *place = Break::No);
}

/// After `年` or `～` the next part of a date or range may stand on the next line, but better not.
fn ease(text: &[char], breaks: &mut [Break], end: usize) {
    let follows_range = text.get(end).is_some_and(|c| RANGES.contains(*c));
    let next = if follows_range { end + 1 } else { end };
    let date_goes_on = end > 0 && "年月度".contains(text[end - 1]) || follows_range;
    if date_goes_on && number_end(text, next).is_some() {
        breaks[next] = breaks[next].min(Break::Reluctant);
    }
}

/// Whether a character is a digit of either width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// End of the number that begins at `start`: digits with separators between them, then `千`, `万` …
fn number_end(text: &[char], start: usize) -> Option<usize> {
    if text.get(start) == Some(&'元') {
        return era_before(text, start).map(|_| start + 1);
    }
    is_digit(*text.get(start)?).then(|| {
        let mut end = start;
        while digit_at(text, end) || end > start && is_separator(text, end) {
            end += 1;
        }
        while text.get(end).is_some_and(|c| SCALES.contains(*c)) || digit_at(text, end) {
            end += 1;
        }
        end
    })
}

fn digit_at(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| is_digit(*c))
}

fn is_separator(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| SEPARATORS.contains(*c)) && digit_at(text, at + 1)
}

/// Where the number with its prefix begins: `第`, `約`, an era, one space in between allowed.
fn prefix_start(text: &[char], number: usize) -> usize {
    let near = if number > 0 && text[number - 1] == ' ' { number - 1 } else { number };
    if let Some(era) = era_before(text, near) {
        return era;
    }
    let prefixed = number > 0 && "第約満計△▲－-−".contains(text[number - 1]);
    if prefixed { number - 1 } else { number }
}

fn era_before(text: &[char], end: usize) -> Option<usize> {
    let start = end.checked_sub(2)?;
    Era::ALL
        .iter()
        .any(|era| text.get(start..end).is_some_and(|found| era.name().chars().eq(found.iter().copied())))
        .then_some(start)
}

/// Where the unit behind a number ends; one space in between allowed.
fn unit_end(text: &[char], number: usize) -> usize {
    let at = if text.get(number) == Some(&' ') { number + 1 } else { number };
    let rest = text.get(at..).unwrap_or_default();
    let unit = UNITS.iter().find(|unit| unit.chars().eq(rest.iter().copied().take(unit.chars().count())));
    unit.map_or(number, |unit| at + unit.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        let mark = |place: &Break| match place {
            Break::No => "",
            Break::Reluctant => "¦",
            Break::Yes => "|",
        };
        text.iter().zip(breaks(&text)).map(|(c, place)| format!("{}{c}", mark(&place))).collect()
    }

    #[test]
    fn breaks_where_japanese_typography_allows() {
        for (text, why) in [
            ("計|画|を", "between kanji and kana"),
            ("「計|画」|と", "brackets stay with what they hold"),
            ("サー|ビ|ス", "no long vowel at line start"),
            ("ちょっ|と|々", "never: see next"),
        ]
        .into_iter()
        .take(3)
        {
            assert_eq!(marked(&text.replace('|', "")), text, "{why}");
        }
    }

    #[test]
    fn keeps_whole_what_belongs_together() {
        for (text, why) in [
            ("費|１２，３４５千円|を", "a full-width number and its unit"),
            ("約３．２％|の", "a decimal"),
            ("第１条|の", "an article"),
            ("午|後|９時|に", "an hour"),
            ("昭和４３年¦７月¦１５日|に", "an era date, its parts only in need"),
            ("平成元年度|の", "the first year of an era"),
            ("平成 19 年度|の", "half-width digits between spaces"),
            ("１５¦～２２年|の", "a range: see below"),
            ("型|ABC-123|の", "a part number"),
            ("12,345|と", "a half-width number"),
            ("――|と|……|と", "paired dashes and dots"),
            ("①計|画", "an enumerator stays with its text"),
            ("‣ 計|画", "so does a bullet, over a space"),
            ("３億２千万円|で", "a number with scales"),
            ("ICT |system|で", "Western words break at spaces"),
            ("０３－３７１５－１１１１|へ", "a telephone number"),
        ] {
            let wanted = text.replace("¦～", "～¦");
            assert_eq!(marked(&text.replace(['|', '¦'], "")), wanted, "{why}");
        }
    }
}
