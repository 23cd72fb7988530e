//! What a label says that its figures count: shares, money, people, households, areas. The one place for such words.

use super::super::folded::fold_text;
use super::spelled::Unit;

/// What the figures under or beside a label count, as far as its words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Parts of a whole, rates of growth: 構成比, 率, 割合.
    Share,
    /// Money: 決算額, 使用料.
    Money,
    /// Things or sizes of these base units: 世帯数, 人口, 面積.
    Of(Vec<String>),
    /// What has no unit: 指数, 番号.
    Bare,
}

/// Ends of labels of shares.
const SHARES: [&str; 8] = ["率", "割合", "構成比", "比率", "比", "シェア", "歩合", "百分比"];

/// Ends of labels whose figures have no unit.
const BARE: [&str; 13] =
    ["指数", "番号", "コード", "順位", "ページ", "頁", "No", "No.", "NO", "倍率", "係数", "年次", "期別"];

/// Labels of levels and grades, whose numbers are names.
const RANKS: [&str; 7] = ["款", "項", "目", "節", "級", "号給", "等級"];

/// Ends of labels of money.
const MONEY: [&str; 20] = [
    "額", "費", "料", "金", "税", "価格", "単価", "残高", "収入", "支出", "歳入", "歳出", "債", "公債", "予算", "決算",
    "収益", "費用", "財源", "手当",
];

/// Ends of labels, and the base units that their figures may have.
const SIZES: [(&[&str], &[&str]); 9] = [
    (
        &[
            "人口", "人員", "者数", "員数", "児数", "徒数", "童数", "人数", "客数", "生数", "民数", "定員", "男", "女",
            "男性", "女性",
        ],
        &["人"],
    ),
    (&["世帯"], &["世帯"]),
    (&["面積"], &["m2", "ha", "km2", "a", "坪"]),
    (&["延長", "距離", "長さ", "延長距離", "幅員"], &["m", "km"]),
    (&["重量", "排出量", "収穫量", "漁獲量", "処理量", "生産量", "収集量", "搬入量"], &["t", "kg"]),
    (&["水量", "給水量", "配水量", "容量", "体積"], &["m3", "L", "kL"]),
    (&["密度"], &["人/km2", "人/ha"]),
    (&["年齢"], &["歳"]),
    (&["日数"], &["日"]),
];

/// No unit has more letters.
const LONGEST_UNIT: usize = 8;

impl Measure {
    /// What a label says: that of a column, its parts joined by `／`, or of a row. Remarks in brackets behind it are left out.
    ///
    /// - **Value**: `None` where its words tell nothing, as 令和5年度 and 計.
    pub fn of(label: &str) -> Option<Self> {
        let bare = |text: &str| fold_text(text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
        if is_quotient(&bare(label)) {
            return Some(Self::Share);
        }
        label.rsplit('／').find_map(|part| Self::of_word(&bare(part)))
    }

    fn of_word(word: &str) -> Option<Self> {
        let word = word.split(['(', '[', '<']).find(|part| !part.is_empty())?;
        let word = word.trim_end_matches(|c: char| ")]>%".contains(c));
        let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
        match () {
            () if ends(&BARE) || RANKS.contains(&word) => Some(Self::Bare),
            () if ends(&SHARES) => Some(Self::Share),
            () if word == "増減数" => None,
            () => Self::size(word).or_else(|| ends(&MONEY).then_some(Self::Money)),
        }
    }

    /// 世帯数, 事業所数: a unit with 数 behind it; 人口, 面積: words of the table.
    fn size(word: &str) -> Option<Self> {
        let row = SIZES.iter().find(|(words, _)| words.iter().any(|end| word.ends_with(end)));
        if let Some((_, bases)) = row {
            return Some(Self::Of(bases.iter().map(|base| (*base).to_owned()).collect()));
        }
        let counted = word.strip_suffix('数').filter(|counted| !counted.is_empty())?;
        // The longest unit at the end: 事業所 before 所.
        let starts = counted.char_indices().rev().take(LONGEST_UNIT).collect::<Vec<_>>();
        let unit = starts.into_iter().rev().find_map(|(at, _)| Unit::read(&counted[at..]))?;
        Some(Self::Of(vec![unit.base.into_owned()]))
    }

    /// Whether figures of this kind can have a unit.
    pub fn fits(&self, unit: &Unit) -> bool {
        match self {
            Self::Share => unit.is_share(),
            Self::Money => unit.is_money(),
            // 所 for 事業所数; but km2 is none of 人/km2.
            Self::Of(bases) => {
                bases.iter().any(|base| *base == unit.base || !base.contains('/') && base.ends_with(unit.base.as_ref()))
            }
            Self::Bare => false,
        }
    }

    /// Whether a unit stated for all of a table cannot be meant for figures of this kind.
    ///
    /// A share has no other unit, and what is counted is no money; but 使用料 may stand over a number of cases.
    pub fn excludes(&self, unit: &Unit) -> bool {
        match self {
            Self::Share => !unit.is_share(),
            Self::Money => false,
            Self::Of(_) => unit.is_money(),
            Self::Bare => true,
        }
    }
}

/// `A/B`, `B/A×100`, `(A)/(B)`.
fn is_quotient(bare: &str) -> bool {
    let letters: String = bare.chars().filter(|c| !"()×100%".contains(*c)).collect();
    let mut parts = letters.split(['/', '÷']);
    let single = |part: Option<&str>| part.is_some_and(|p| p.len() == 1 && p.bytes().all(|b| b.is_ascii_uppercase()));
    single(parts.next()) && single(parts.next()) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_what_they_count() {
        let of = |bases: &[&str]| Some(Measure::Of(bases.iter().map(|base| (*base).to_owned()).collect()));
        for (label, expected, why) in [
            ("構成比", Some(Measure::Share), "a share"),
            ("増減率（Ｃ／Ｂ）", Some(Measure::Share), "with its letters"),
            ("令和5年度／構成比(%)", Some(Measure::Share), "below a year"),
            ("(Ａ)／(Ｂ)×100", Some(Measure::Share), "a quotient"),
            ("対前年度比", Some(Measure::Share), "against the year before"),
            ("前年度比較", None, "a difference"),
            ("構成比／令和5年度", Some(Measure::Share), "above a year"),
            ("決 算 額", Some(Measure::Money), "letters set apart"),
            ("世帯数", of(&["世帯"]), "a unit and 数"),
            ("事業所数", of(&["事業所"]), "the longest unit"),
            ("利用者数", of(&["人"]), "people"),
            ("人口", of(&["人"]), "people"),
            ("人口密度", of(&["人/km2", "人/ha"]), "people to an area"),
            ("消費者物価指数", Some(Measure::Bare), "no unit"),
            ("令和5年度", None, "a year"),
            ("増減数", None, "of whatever the table counts"),
            ("計", None, "a total"),
            ("東町", None, "a place"),
        ] {
            assert_eq!(Measure::of(label), expected, "{label}: {why}");
        }
    }
}
