//! Where tables state their units: a note above the table, the brackets of a head.

use super::super::folded::fold_text;
use super::spelled::Unit;

/// A unit that a note states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The unit.
    pub unit: Unit,
    /// What has it, where the note says so: 金額 in `金額：千円`.
    pub of: Option<String>,
}

/// The word of unit notes.
const WORD: &str = "単位";

/// Longest unit of a note that the table of spellings does not have, in letters.
const LONGEST_UNKNOWN: usize = 5;

/// Parts of words that follow 単位 in brackets or lines that state no unit of figures.
const NO_UNITS: [&str; 5] = ["未満", "以下", "四捨五入", "省略", "記載"];

/// The units that a note states, in its order: `（単位：千円、％）`, `単位　件`, `【単位 百万円】`, `[金額：千円 構成比：％]`, `（千円）`.
///
/// - **Which column has which** is the caller's question.
/// - **Unknown words** right behind 単位 are units as they are printed: `（単位：頭羽）`.
/// - **None**: 単位 of another sense (単位制, 単位未満四捨五入) states nothing, nor does a text without 単位 that is more than a
///   bracket of units.
pub fn noted(text: &str) -> Vec<Noted> {
    let folded = fold_text(text);
    let mut found = Vec::new();
    for (at, word) in folded.match_indices(WORD) {
        found.extend(listed(&folded[at + word.len()..], Trust::Word));
    }
    if found.is_empty() && !folded.contains(WORD) {
        let inner = in_brackets(folded.trim()).filter(|inner| !inner.contains([')', ']']));
        found = inner.and_then(whole).unwrap_or_default();
    }
    found
}

/// Whether a text is a unit note and nothing more.
pub fn is_note(text: &str) -> bool {
    let folded = fold_text(text);
    let text = folded.trim();
    let inner = in_brackets(text).unwrap_or(text).trim();
    let rest = inner.strip_prefix(WORD).filter(|rest| is_parted(rest) || whole(rest).is_some());
    match rest {
        Some(rest) => !listed(rest, Trust::Word).is_empty() && !rest.contains('。'),
        None => inner.len() < text.len() && whole(inner).is_some(),
    }
}

/// The unit that a note or header states: `（単位：千円）`, `人口（人）`, `面積(㎢)`, `構成比 ％`.
///
/// - **Several**: `（単位：百万円、％）` gives both, in order; which column has which is the caller's question.
/// - **None**: a header without brackets or 単位 states no unit, even if it ends in one (`職員`).
pub fn stated(text: &str) -> Vec<Unit> {
    let folded = fold_text(text);
    if folded.contains(WORD) {
        return noted(text).into_iter().map(|noted| noted.unit).collect();
    }
    let brackets = folded.match_indices(['(', '[', '<']).filter_map(|(at, _)| {
        let group = first(&folded[at + 1..]).split([')', ']', '>']).next()?;
        let units: Vec<Unit> = whole(group)?.into_iter().map(|noted| noted.unit).collect();
        (!is_name(group.trim(), folded[..at].trim_end())).then_some(units)
    });
    let found = { brackets }.next();
    found.or_else(|| at_end(&folded)).unwrap_or_default()
}

/// A level of a head that is a unit and nothing else: `千円` below 決算額. Names of places and days are none.
pub fn alone(text: &str) -> Option<Unit> {
    let folded = fold_text(text);
    let text = folded.trim();
    let inner = in_brackets(text).unwrap_or(text).trim();
    Unit::read(inner).filter(|_| !is_name(inner, ""))
}

/// `（市）` behind a word tells whose it is, `（月）` behind a day which; only behind 数 are they counted.
fn is_name(group: &str, before: &str) -> bool {
    let doubtful =
        ["市", "区", "町", "村", "部", "課", "係", "局", "号", "字", "度", "位", "月", "日", "本", "着", "門"];
    // `計（Ａ）`, `(b)`: letters that name columns.
    let letter = matches!(group.as_bytes(), [b'A'..=b'Z' | b'a'..=b'c']);
    letter || doubtful.contains(&group) && !before.ends_with(['数', '間', '量'])
}

/// No list of units is longer, in letters; what follows is not looked at.
const LONGEST_LIST: usize = 80;

/// The beginning of a text that a list of units can fill.
fn first(text: &str) -> &str {
    text.char_indices().nth(LONGEST_LIST).map_or(text, |(end, _)| &text[..end])
}

/// What is inside brackets around the whole.
fn in_brackets(text: &str) -> Option<&str> {
    text.strip_prefix(['(', '[', '<', '〈'])?.strip_suffix([')', ']', '>', '〉'])
}

/// Whether 単位 is a word of its own before `rest`.
fn is_parted(rest: &str) -> bool {
    rest.starts_with([' ', ':', '=', '・', '/', ';', 'は', '(', '[', '\n', '-', '…'])
}

/// Whether every part must be a unit of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// 単位 stands before it: a word that is not known is a unit too.
    Word,
    /// Nothing says that these are units.
    Nothing,
}

/// A text that is units and nothing else.
fn whole(text: &str) -> Option<Vec<Noted>> {
    let parts = text.split(is_separator).filter(|part| !part.trim().is_empty()).count();
    let found = listed(text, Trust::Nothing);
    (parts > 0 && found.len() >= parts).then_some(found)
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | ',' | ' ' | '・' | ';' | '，' | '\n')
}

/// The units at the start of a list; it ends with its bracket or the first words that are none.
fn listed(text: &str, trust: Trust) -> Vec<Noted> {
    if trust == Trust::Word && !is_parted(text) && Unit::at_start(text).is_none() {
        return Vec::new();
    }
    let text = first(text).replace("及び", "、").replace(['と', '〈'], "、");
    let text = text.trim_start_matches([' ', ':', '=', '・', '/', ';', 'は', '-', '…', '\n', '、']);
    let mut found: Vec<Noted> = Vec::new();
    // `単位（千円）` has its units in brackets of their own, `（単位：人（％））` a second unit.
    let mut depth = 0;
    let mut of = None;
    let mut at = 0;
    for part in text.split_inclusive(|c| is_separator(c) || is_bracket(c)) {
        at += part.len();
        let end = part.chars().next_back().filter(|c| is_separator(*c) || is_bracket(*c));
        let word = part.trim_end_matches(|c| is_separator(c) || is_bracket(c)).trim();
        let next = goes_on(&text[at..]);
        match units_of(word) {
            _ if word.is_empty() => {}
            Some(units) => {
                let label = of.take();
                found.extend(units.into_iter().map(|noted| Noted { of: noted.of.or_else(|| label.clone()), ..noted }));
            }
            None if trust == Trust::Nothing || depth > 0 => break,
            None if next && end == Some(' ') => of = Some(word.to_owned()),
            None if is_unknown_unit(word) => found.push(Noted { unit: Unit::plain(word), of: None }),
            None => break,
        }
        depth += i32::from(matches!(end, Some('(' | '[' | '<')));
        depth -= i32::from(matches!(end, Some(')' | ']' | '>' | '〉')));
        // Behind a blank or a closed bracket something else may begin.
        let parted = matches!(end, Some(' ' | '\n' | ')' | ']'));
        if depth < 0 || (parted && !found.is_empty() && !next) {
            break;
        }
    }
    found
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | '〉')
}

/// Whether a list goes on with a unit, or a label with its unit.
fn goes_on(rest: &str) -> bool {
    let mut next = rest.split(|c| is_separator(c) || is_bracket(c)).filter(|word| !word.is_empty());
    next.next().is_some_and(|word| units_of(word).is_some()) || next.next().is_some_and(|word| units_of(word).is_some())
}

/// `千円`, `金額：千円`, `千円/％`; `人/km2` is one unit.
fn units_of(word: &str) -> Option<Vec<Noted>> {
    let (of, word) = match word.rsplit_once([':', '=', '…']) {
        Some((of, unit)) if !of.trim().is_empty() => (Some(of.trim().to_owned()), unit),
        _ => (None, word),
    };
    let noted = |unit: Unit| Noted { unit, of: of.clone() };
    let apart: Option<Vec<Unit>> = word.split('/').map(Unit::read).collect();
    let rates =
        |units: &Vec<Unit>| units.len() > 1 && units[1..].iter().any(|unit| unit.is_share() || unit.multiplier > 1);
    match apart.filter(rates) {
        Some(units) => Some(units.into_iter().map(noted).collect()),
        None => Unit::read(word).map(|unit| vec![noted(unit)]),
    }
}

/// A short word without digits that is no remark on rounding.
fn is_unknown_unit(word: &str) -> bool {
    let short = (1..=LONGEST_UNKNOWN).contains(&word.chars().count());
    let letters = word.chars().all(|c| c.is_alphabetic() || c == '/' || c == '％');
    short && letters && !NO_UNITS.iter().any(|part| word.contains(part))
}

/// `構成比％`, `面積㎡`, `決算額千円`: symbols and scales that are no part of a word.
fn at_end(text: &str) -> Option<Vec<Unit>> {
    const SCALED: [&str; 4] = ["千円", "百万円", "万円", "億円"];
    let text = text.trim_end();
    if let Some(scaled) = SCALED.iter().filter(|unit| text.ends_with(*unit)).max_by_key(|unit| unit.len()) {
        let whole = if text.ends_with("百万円") { "百万円" } else { scaled };
        return Unit::read(whole).map(|unit| vec![unit]);
    }
    let last = text.chars().next_back().filter(|c| "%‰℃㎡㎢㎥㎞㎏㌫".contains(*c))?;
    Unit::read(&last.to_string()).map(|unit| vec![unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stated() {
        for (text, expected, why) in [
            ("（職員人件費を除く） （単位 千円）", vec![("円", 1000)], "the note above the original's budget table"),
            ("（単位：百万円、％）", vec![("円", 1_000_000), ("%", 1)], "two units in one note"),
            ("人口（人）", vec![("人", 1)], "header with its unit in brackets"),
            ("面積(㎢)", vec![("km2", 1)], ""),
            ("人口密度（人／㎢）", vec![("人/km2", 1)], "a compound"),
            ("構成比％", vec![("%", 1)], "a symbol at the end"),
            ("決算額千円", vec![("円", 1000)], "a scale at the end"),
            ("６年度（参考）", vec![], "a remark is no unit"),
            ("計（Ａ）", vec![], "a letter is no unit"),
            ("一般会計（Ｂ）", vec![], "nor are bytes meant"),
            ("職員", vec![], "no brackets, no unit"),
            ("補助金（市）", vec![], "who pays it"),
            ("団体数（市）", vec![("市", 1)], "but a number of cities"),
            ("１日（月）", vec![], "a day of the week"),
        ] {
            let units = stated(text);
            let found: Vec<_> = units.iter().map(|unit| (unit.base.as_ref(), unit.multiplier)).collect();
            assert_eq!(found, expected, "{text}: {why}");
        }
    }

    #[test]
    fn units_of_notes() {
        for (text, expected, note, why) in [
            ("単位：千円", "千円", true, "without brackets"),
            ("単位　件", "件", true, "a blank"),
            ("（千円）", "千円", true, "without the word"),
            ("【単位 百万円】", "百万円", true, "lenticular brackets"),
            ("[単位：㎡]", "㎡", true, "square brackets"),
            ("単位（千円）", "千円", true, "brackets around the unit"),
            ("＜単位：千円＞", "千円", true, "pointed ones"),
            ("単位：件及び％", "件 %", true, "two, joined by a word"),
            ("（単位は千円）", "千円", true, "as a sentence"),
            ("（単位千円）", "千円", true, "nothing between"),
            ("単位：人・％", "人 %", true, "two"),
            ("単位：千円／％", "千円 %", true, "two, parted by a slash"),
            ("（単位：人／㎢）", "人/㎢", true, "one, with a slash"),
            ("（単位：人（％））", "人 %", true, "the second for what stands in brackets"),
            ("（単位：金額 千円、構成比 ％）", "千円 %", true, "labels before their units"),
            ("（単位：頭羽）", "頭羽", true, "a unit that no table has"),
            ("歳入の内訳（単位：千円）", "千円", false, "behind a title"),
            ("（単位：人）（再掲）", "人", true, "a remark behind it"),
            ("単位：人　各年10月１日現在", "人", true, "a day behind it"),
            ("（単位未満は四捨五入）", "", false, "about rounding"),
            ("単位制高等学校", "", false, "a school"),
            ("取得単位数（人）", "", false, "a word that holds it"),
            ("（参考）", "", false, "a remark"),
            ("千円", "", false, "a word alone"),
        ] {
            let units: Vec<_> = noted(text).into_iter().map(|noted| noted.unit.printed).collect();
            assert_eq!((units.join(" ").as_str(), is_note(text)), (expected, note), "{text}: {why}");
        }
        for text in
            ["（単位：金額＝千円、構成比＝％）", "（単位：金額 千円、構成比 ％）", "単位　金額：千円　構成比：％"]
        {
            let labelled: Vec<_> = noted(text).into_iter().map(|noted| noted.of.unwrap_or_default()).collect();
            assert_eq!(labelled, ["金額", "構成比"], "{text}: which has which");
        }
    }
}
