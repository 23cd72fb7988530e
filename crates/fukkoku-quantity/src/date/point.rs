//! One point in time as printed, before anything is worked out.

use super::super::{Era, Flag};

/// What a date says, each part as printed. Parts that are not printed are absent; context may fill them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Point {
    /// 昭和, S, ㍼.
    pub era: Option<Era>,
    /// 西暦 or four digits.
    pub western: bool,
    /// The year as counted; 元 is 1.
    pub year: Option<u32>,
    /// 同年 is 0, 翌年 1, 前年 -1.
    pub shifted_year: Option<i32>,
    /// What stands after the year.
    pub unit: Unit,
    /// 1 to 12 if it is valid.
    pub month: Option<u32>,
    /// 同月, 翌月.
    pub shifted_month: Option<i32>,
    /// 1 to 31 if it is valid.
    pub day: Option<u32>,
    /// 同日, 翌日.
    pub shifted_day: Option<i32>,
    /// 上期, 末, 中旬.
    pub part: Option<Part>,
    /// The same in another calendar, in brackets.
    pub asides: Vec<Point>,
    /// 0 for 日 to 6 for 土.
    pub weekday: Option<u8>,
    /// The time of that day.
    pub clock: Option<Clock>,
    /// How it is written.
    pub style: Style,
    /// Oddities of the spelling.
    pub flags: Vec<Flag>,
}

/// A time of day behind a day, in minutes after its midnight; `25時30分` is of the night that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// The moment printed, or the first of two.
    pub start: u32,
    /// The second.
    pub end: Option<u32>,
}

/// What stands after a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Nothing.
    #[default]
    None,
    /// 年
    Year,
    /// 年度
    Fiscal,
    /// 年代
    Decade,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// 年, 月, 日.
    #[default]
    Worded,
    /// `37.9.1`
    Dotted,
    /// `H21`, `21`
    Bare,
    /// `S370901`
    Compact,
}

/// A part of a year, fiscal year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// 上期, 上半期
    FirstHalf,
    /// 下期, 下半期
    SecondHalf,
    /// 第1四半期
    Quarter(u32),
    /// 当初, 初め
    Beginning,
    /// 末
    End,
    /// 末日
    LastDay,
    /// 上旬, 中旬, 下旬: 0, 1, 2
    Third(u32),
    /// 半ば
    Middle,
    /// 中: all of it
    Whole,
    /// 春夏秋冬: 0 to 3
    Season(u32),
}

impl Part {
    /// Whether it names a stretch of its own. 末 and 当初 in a sentence leave the year what it is: 「年度末の時点」.
    pub(crate) fn divides(&self) -> bool {
        !matches!(self, Self::Beginning | Self::End | Self::Middle | Self::Whole)
    }
}

impl Point {
    /// Whether no year is printed, neither counted nor by 同年.
    pub(crate) fn lacks_year(&self) -> bool {
        self.year.is_none() && self.shifted_year.is_none()
    }

    /// Whether it names an era or a Western year.
    pub(crate) fn is_absolute(&self) -> bool {
        self.era.is_some() || self.western
    }

    /// A lone number, whose meaning the other end of a range decides.
    pub(crate) fn is_bare_number(&self) -> bool {
        self.style == Style::Bare && self.era.is_none()
    }
}

/// How two points are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// ～, から … まで
    Span,
    /// 、, ・, 及び
    List,
}

/// A date or period as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expression {
    /// One point.
    One(Point),
    /// Two, joined.
    Two(Point, Link, Point),
    /// `令和４年度～`, 以降
    From(Point),
    /// `～令和3年度`, 以前
    Until(Point),
}

impl Expression {
    /// The points, in order.
    pub(crate) fn points(&self) -> Vec<&Point> {
        match self {
            Self::One(point) | Self::From(point) | Self::Until(point) => vec![point],
            Self::Two(first, _, second) => vec![first, second],
        }
    }
}
