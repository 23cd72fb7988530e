//! Text that holds a number and is none: enumerations, ordinals, words written with numerals.

use super::super::folded::fold_text;
use super::super::unit::Unit;
use super::super::{Flag, numeral, width};
use super::reading::Reading;
use super::value::Number;

/// Words that begin with a numeral and count nothing, though the rest is spelt like a unit.
const WORDS: &[&str] = &[
    "一部",
    "十分",
    "一時",
    "一度",
    "一種",
    "一面",
    "一番",
    "一本",
    "一点",
    "一行",
    "一字",
    "一組",
    "一位",
    "一所",
    "一円",
    "一件",
    "一室",
    "一家",
    "一歩",
    "一区",
    "二度",
    "千歳",
    "千人",
    "百人",
    "万人",
    "一人",
    "三校",
    "四国",
    "九州",
    "一月",
    "二月",
    "三月",
    "四月",
    "五月",
    "六月",
    "七月",
    "八月",
    "九月",
    "十月",
    "一日",
    "三日月",
    "八日市",
    "十日町",
    "百点",
    "千本",
    "一週",
    "十字",
    "七五三",
    "一戸",
    "二戸",
];

/// Whether a folded text is such a word.
pub(crate) fn is_word(text: &str) -> bool {
    WORDS.contains(&text)
}

/// What a number in an ordinal counts.
const COUNTERS: &[&str] = &[
    "次",
    "条",
    "回",
    "号",
    "章",
    "節",
    "項",
    "期",
    "位",
    "版",
    "巻",
    "部",
    "編",
    "類",
    "種",
    "款",
    "目",
    "四半期",
    "段階",
    "学年",
    "年度",
    "表",
    "図",
    "区",
    "庁舎",
    "保育園",
    "小学校",
    "中学校",
    "子",
    "代",
    "週",
    "日",
    "世代",
    "列",
    "線",
    "弾",
    "輯",
    "集",
];

/// Reads an enumeration mark or an ordinal; `None` if the text is neither.
pub(super) fn read(text: &str) -> Option<Number> {
    mark(text).or_else(|| in_brackets(text)).or_else(|| ordinal(text)).or_else(|| numbered(text))
}

/// `⑳`, `ⅳ`, `⑴`, `㊀`, `❶`: one character that stands for a number.
fn mark(text: &str) -> Option<Number> {
    let mut chars = text.chars();
    let c = chars.next().filter(|_| chars.next().is_none())?;
    if matches!(c, '\u{2160}'..='\u{217F}') {
        return labelled(&roman(c)?.to_string(), Some(Flag::MachineDependent));
    }
    let enclosed = matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{325F}' | '\u{3280}'..='\u{3289}' | '\u{32B1}'..='\u{32BF}');
    if !enclosed {
        return None;
    }
    let folded = width::value(text);
    let inner = folded.trim_matches(['(', ')', '.']);
    let (rest, read) = numeral::numeral(inner).ok()?;
    let value = read.value.ok().filter(|_| rest.is_empty())?;
    labelled(&value.to_string(), Some(Flag::MachineDependent))
}

fn roman(c: char) -> Option<u32> {
    let index = c as u32 - if c < '\u{2170}' { 0x2160 } else { 0x2170 };
    (index < 12).then_some(index + 1)
}

fn labelled(value: &str, flag: Option<Flag>) -> Option<Number> {
    Some(Number::text(Reading::Label, value).flagged(flag))
}

/// `(1)`, `（一）`, `1)`, `1．`: an item of a list.
fn in_brackets(text: &str) -> Option<Number> {
    if !text.ends_with([')', '）', '.', '．']) {
        return None;
    }
    let folded = fold_text(text);
    let inner = folded.strip_suffix([')', '.'])?;
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let (rest, read) = numeral::numeral(inner).ok()?;
    let value = read.value.ok().filter(|value| value.scale == 0 && value.coefficient < 1000)?;
    (rest.is_empty() && inner.len() <= 9).then(|| labelled(&value.to_string(), None)).flatten()
}

/// `第１次稼動`, `第二十三条の四`: the number is kept beside the text.
fn ordinal(text: &str) -> Option<Number> {
    if !text.starts_with('第') {
        return None;
    }
    let folded = fold_text(text);
    let rest = folded.strip_prefix('第')?.trim_start();
    let (after, read) = numeral::numeral(rest).ok()?;
    let value = read.value.ok().filter(|value| value.scale == 0)?;
    let after = after.trim_start();
    let counted = after.is_empty() || COUNTERS.iter().any(|counter| after.starts_with(counter));
    counted.then(|| Number { unit: Some(Unit::plain("ordinal")), ..Number::text(Reading::Label, value.to_string()) })
}

/// `No.5`, `№ 20`, `＃3`.
fn numbered(text: &str) -> Option<Number> {
    let flag = text.starts_with('№').then_some(Flag::MachineDependent);
    if !text.starts_with(['N', 'n', 'Ｎ', 'ｎ', '№', '#', '＃']) {
        return None;
    }
    let folded = width::value(text);
    let rest =
        ["No.", "NO.", "no.", "No", "NO", "#"].iter().find_map(|prefix| folded.strip_prefix(prefix))?.trim_start();
    let digits = !rest.is_empty() && rest.len() <= 9 && rest.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| labelled(rest, flag)).flatten()
}
