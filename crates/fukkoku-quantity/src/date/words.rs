//! Words around dates: parts of a year, weekdays, remarks.

use super::super::Flag;
use super::lexer::{Parsed, mismatch, spaced, words};
use super::point::{Part, Unit};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::combinator::{map_opt, not, opt, value, verify};
use nom::sequence::{delimited, preceded, terminated};

const PARTS: &[(&str, Part)] = &[
    ("上半期", Part::FirstHalf),
    ("前半期", Part::FirstHalf),
    ("上期", Part::FirstHalf),
    ("前期", Part::FirstHalf),
    ("前半", Part::FirstHalf),
    ("下半期", Part::SecondHalf),
    ("後半期", Part::SecondHalf),
    ("下期", Part::SecondHalf),
    ("後期", Part::SecondHalf),
    ("後半", Part::SecondHalf),
    ("当初", Part::Beginning),
    ("年初", Part::Beginning),
    ("初頭", Part::Beginning),
    ("初日", Part::Beginning),
    ("初め", Part::Beginning),
    ("はじめ", Part::Beginning),
    ("始め", Part::Beginning),
    ("初旬", Part::Third(0)),
    ("上旬", Part::Third(0)),
    ("中旬", Part::Third(1)),
    ("下旬", Part::Third(2)),
    ("半ば", Part::Middle),
    ("なかば", Part::Middle),
    ("中頃", Part::Middle),
    ("末日", Part::LastDay),
    ("晦日", Part::LastDay),
    ("みそか", Part::LastDay),
    ("末", Part::End),
    ("春", Part::Season(0)),
    ("夏", Part::Season(1)),
    ("秋", Part::Season(2)),
    ("冬", Part::Season(3)),
    ("中", Part::Whole),
    ("初", Part::Beginning),
];

/// 上期, 第2四半期, 末, 中旬.
pub(super) fn part(input: &str) -> Parsed<'_, Part> {
    alt((quarter, words(PARTS))).parse(input)
}

/// ```text
/// lone part = half | quarter | "年度" part
/// ```
/// `上期`, `第2四半期`, `年度末`: the year stands in the heading.
pub(super) fn lone_part(input: &str) -> Parsed<'_, (Unit, Part)> {
    let divides = verify(part, |part| matches!(part, Part::FirstHalf | Part::SecondHalf | Part::Quarter(_)));
    alt((preceded(tag("年度"), part).map(|part| (Unit::Fiscal, part)), divides.map(|part| (Unit::None, part))))
        .parse(input)
}

/// ```text
/// quarter = [ "第" ] digit "四半期" [ "目" ] | digit "Q" | "Q" digit
/// ```
fn quarter(input: &str) -> Parsed<'_, Part> {
    if !input.starts_with(|c| matches!(c, '第' | '1'..='4' | '一' | '二' | '三' | '四' | 'Q' | 'q')) {
        return Err(mismatch(input));
    }
    let digit = |input| {
        map_opt(one_of("1234一二三四"), |c| "1234一二三四".chars().position(|d| d == c).map(|at| at as u32 % 4 + 1))
            .parse(input)
    };
    let japanese = delimited(opt(tag("第")), spaced(digit), (spaced(tag("四半期")), opt(tag("期"))));
    alt((japanese, terminated(digit, one_of("Qq")), preceded(one_of("Qq"), digit))).map(Part::Quarter).parse(input)
}

/// What a day may be besides its weekday.
const FREE_DAYS: &[(&str, ())] = &[
    ("振替休日", ()),
    ("振休", ()),
    ("国民の祝日", ()),
    ("祝日", ()),
    ("祝", ()),
    ("休館日", ()),
    ("休日", ()),
    ("休", ()),
];

/// `木`, `木曜日`, `月・祝`, `祝・月`, `月曜日・休日`.
pub(super) fn weekday(input: &str) -> Parsed<'_, u8> {
    let name = |input| {
        map_opt(one_of("日月火水木金土"), |c| "日月火水木金土".chars().position(|d| d == c).map(|at| at as u8))
            .parse(input)
    };
    let mark = || spaced(one_of("・/,、"));
    let day = terminated(name, opt(alt((tag("曜日"), tag("曜")))));
    let before = terminated(words(FREE_DAYS), mark());
    delimited(opt(before), day, opt((opt(mark()), spaced(words(FREE_DAYS))))).parse(input)
}

const ANNOTATIONS: &[(&str, Option<Flag>)] = &[
    ("推定", Some(Flag::Uncertain)),
    ("推測", Some(Flag::Uncertain)),
    ("不確実", Some(Flag::Uncertain)),
    ("?", Some(Flag::Uncertain)),
    ("頃", Some(Flag::Approx)),
    ("ごろ", Some(Flag::Approx)),
    ("予定", None),
    ("見込み", None),
    ("見込", None),
    ("参考", None),
    ("予算", None),
    ("決算", None),
    ("当初予算", None),
    ("実績", None),
    ("計画", None),
    ("目標", None),
    ("速報", None),
    ("確報", None),
    ("現在", None),
    ("案", None),
    ("祝日", None),
    ("祝", None),
    ("休日", None),
    ("振休", None),
    ("振替休日", None),
];

/// A remark in brackets that does not change the date: `（参考）`, or only its certainty: `（推定）`.
pub(super) fn annotation(input: &str) -> Parsed<'_, Option<Flag>> {
    words(ANNOTATIONS).parse(input)
}

const SUFFIXES: &[(&str, Option<Flag>)] = &[
    ("頃", Some(Flag::Approx)),
    ("ごろ", Some(Flag::Approx)),
    ("ころ", Some(Flag::Approx)),
    ("前後", Some(Flag::Approx)),
    ("?", Some(Flag::Uncertain)),
    ("現在", None),
    ("時点", None),
    ("付け", None),
    ("付", None),
    ("期", None),
];

/// 頃, 現在, 付け after a date.
pub(super) fn suffix(input: &str) -> Parsed<'_, Option<Flag>> {
    spaced(words(SUFFIXES)).parse(input)
}

/// How much of a sentence belongs to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// A cell or a line: から alone opens a range.
    Cell,
    /// A sentence: から alone is a particle.
    Prose,
}

/// 以降 and its like: the end is open.
pub(super) fn open_end(input: &str) -> Parsed<'_, ()> {
    value((), spaced(words(&[("以降", ()), ("以後", ()), ("以来", ())]))).parse(input)
}

/// 以前 and its like: the start is open.
pub(super) fn open_start(input: &str) -> Parsed<'_, ()> {
    value((), spaced(words(&[("以前", ()), ("まで", ())]))).parse(input)
}

/// まで after the second end of a range.
pub(super) fn until(input: &str) -> Parsed<'_, ()> {
    value((), opt(spaced(words(&[("までの間", ()), ("まで", ()), ("の間", ())])))).parse(input)
}

/// から, より; not からなる.
pub(super) fn from(input: &str) -> Parsed<'_, ()> {
    value((), (spaced(words(&[("から", ()), ("より", ()), ("ないし", ()), ("乃至", ())])), not(tag("なる"))))
        .parse(input)
}
