//! Bullets, totals, and what stands over columns and rows.

use super::figures::is_digit;

/// What opens an item of a list.
pub const BULLETS: &str = "・‣•◦●○◎◆◇■□▪▫▶►★☆";

/// Whether an item may begin with `c`.
pub fn is_bullet(c: char) -> bool {
    BULLETS.contains(c)
}

/// A bullet that stands nowhere else: `・` also parts words, and may begin a wrapped line.
pub(crate) fn is_sure_bullet(c: char) -> bool {
    is_bullet(c) && c != '・'
}

/// The bullet that opens `text`; a bullet alone opens nothing.
pub fn bullet(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next().filter(|c| is_bullet(*c))?;
    chars.next().map(|_| first)
}

/// What a label sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// All of its rows or columns: `計`, `歳出合計`, `総数`.
    Whole,
    /// Some of them: `小計`.
    Part,
}

/// Longest label of a total that is told by its last characters.
const LONGEST_TOTAL: usize = 8;

/// Words that end with 計 and sum nothing up, whatever stands before them: accounts, statistics, plans, instruments.
const NO_TOTALS: [&str; 15] = [
    "会計",
    "統計",
    "集計",
    "設計",
    "家計",
    "生計",
    "推計",
    "温度計",
    "湿度計",
    "体温計",
    "血圧計",
    "流量計",
    "雨量計",
    "水位計",
    "電力計",
];

/// Words that do so by themselves; behind a name 計 is a total again: `水主計` is the total of a place called 水主.
const NO_TOTALS_ALONE: [&str; 4] = ["時計", "余計", "主計", "早計"];

/// What the label of a row or column sums up; `None` if it is no total.
///
/// - **Input**: as printed, a remark in brackets behind it or not: `合　計`, `計（Ａ）`, `一般会計計`.
/// - **Value**: by the last characters, so 会計, 統計, 設計 and 計画 are none, and 会計計 is one.
pub fn total(label: &str) -> Option<Total> {
    let bare = bare(label);
    let word = bare.split(['(', '（']).next().unwrap_or_default();
    let ends = |end: &str| word.ends_with(end) && word.chars().count() <= LONGEST_TOTAL;
    let exact = ["総数", "総額", "全体", "合計額", "合計数"].contains(&word);
    let other = NO_TOTALS.iter().any(|other| word.ends_with(other)) || NO_TOTALS_ALONE.contains(&word);
    let summed = ends("計") && !other;
    if ends("小計") {
        Some(Total::Part)
    } else if exact || summed || word.ends_with("合計") || word.ends_with("総計") {
        Some(Total::Whole)
    } else {
        None
    }
}

/// The levels of public accounts, from the uppermost, each a column of its own.
pub(crate) const LEVELS: &str = "款項目節";

/// What stands over a column of labels.
pub(crate) fn is_stub_head(label: &str) -> bool {
    ["区分", "項目", "科目", "年度", "種別"].contains(&bare(label).as_str())
}

/// What stands over a column of persons' names, which have two words.
pub(crate) fn is_name_head(label: &str) -> bool {
    bare(label).ends_with("氏名") || ["名前", "委員名", "議員名"].contains(&bare(label).as_str())
}

/// What stands over a column of remarks.
pub(crate) fn is_remarks_head(label: &str) -> bool {
    ["備考", "摘要", "説明"].contains(&bare(label).as_str())
}

/// `（学校）`, `【一般会計】`: a name in brackets; alone on a line, it heads the rows below.
pub fn is_group_head(text: &str) -> bool {
    let text = text.trim();
    let pairs = ["（）", "()", "【】", "〈〉", "《》", "［］", "〔〕"];
    let inner = pairs.iter().find_map(|pair| {
        let mut marks = pair.chars();
        text.strip_prefix(marks.next()?)?.strip_suffix(marks.next()?)
    });
    inner.is_some_and(|inner| {
        let named = inner.chars().any(char::is_alphabetic) && !inner.contains(is_digit);
        named && inner.chars().count() <= 20 && !inner.contains("単位") && !inner.starts_with('注')
    })
}

/// `（単位：人）`, `単位　千円・％`: what a table's numbers count; it stands above the table.
pub(crate) fn is_unit_note(text: &str) -> bool {
    let inner = text.trim().trim_start_matches(['（', '(', '［', '【', '〔']);
    inner.strip_prefix("単位").is_some_and(|rest| rest.starts_with(['：', ':', ' ', '　', '／', '・', '；']))
        || text.contains("（単位") && !text.contains('。')
}

/// Without blanks: labels are spread over their columns.
pub(super) fn bare(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_accounts_and_plans() {
        for (label, expected, why) in [
            ("計", Some(Total::Whole), "the plain one"),
            ("合　計", Some(Total::Whole), "spread"),
            ("計（Ａ）", Some(Total::Whole), "with its letter"),
            ("歳入合計", Some(Total::Whole), "of accounts"),
            ("一般会計計", Some(Total::Whole), "the total of an account"),
            ("総数", Some(Total::Whole), "of statistics"),
            ("人口総数", None, "a figure of its own, seldom the sum of those beside it"),
            ("総　数", Some(Total::Whole), "spread by a full-width space"),
            ("男女計", Some(Total::Whole), "over both"),
            ("年度計", Some(Total::Whole), "of a year, not an instrument"),
            ("累計", Some(Total::Whole), "so far"),
            ("水主計", Some(Total::Whole), "of a place, no paymaster"),
            ("主計", None, "a paymaster"),
            ("小計", Some(Total::Part), "of some rows"),
            ("一般会計", None, "an account"),
            ("区一般会計（Ｂ）", None, "an account with a letter"),
            ("諸統計", None, "statistics"),
            ("設計", None, "a design"),
            ("計画", None, "a plan"),
            ("計量", None, "measuring"),
            ("家計", None, "a household's means"),
            ("時計", None, "a clock"),
            ("合計特殊出生率", None, "a rate"),
            ("", None, "nothing"),
        ] {
            assert_eq!(total(label), expected, "{label}: {why}");
        }
    }

    #[test]
    fn bullets_open_items() {
        for (text, expected, why) in [
            ("・題", Some('・'), "a middle dot"),
            ("‣ 題", Some('‣'), "a triangle"),
            ("●", None, "alone it opens nothing"),
            ("※ 題", None, "a remark"),
            ("題", None, "a word"),
        ] {
            assert_eq!(bullet(text), expected, "{text}: {why}");
        }
    }
}
