//! What characters look like: digits, figures, dates, eras, bullets, totals, brackets, numbers of headings.
//!
//! The one place for each of them: whatever kind of input a label comes from, it is judged alike.

use fukkoku_quantity::Era;

// --- digits and figures ---

/// Half- or full-width digit.
pub(crate) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a half- or full-width digit.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// A full-width digit, as headings are numbered with.
pub(crate) fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}

/// A sign before a figure, or a mark among its digits.
pub(crate) fn is_figure_mark(c: char) -> bool {
    is_sign(c) || is_inner_mark(c)
}

fn is_sign(c: char) -> bool {
    "▲△▼▽±+＋-－−".contains(c)
}

fn is_inner_mark(c: char) -> bool {
    ",.，．%％".contains(c)
}

/// `1,234`, `▲12.5`, `３８％`, `r40,990`: digits and the marks of figures. Digits with a hyphen among them are a code.
pub(crate) fn is_figure(text: &str) -> bool {
    let digits = unmarked(text).trim_start_matches(is_sign);
    digits.contains(is_digit) && digits.chars().all(|c| is_digit(c) || is_inner_mark(c))
}

/// `412人`, `318,200円`: digits and what they count; a year, month or day is none.
pub(crate) fn is_amount(text: &str) -> bool {
    let unit = text.trim_start_matches(|c| is_digit(c) || is_figure_mark(c));
    let begins = text.starts_with(|c| is_digit(c) || "△▲".contains(c)) && unit.len() < text.len() && !unit.is_empty();
    let dated = unit.starts_with(['年', '月', '日', '号', '級', '款', '項', '目']);
    begins && unit.chars().count() <= 3 && unit.chars().all(char::is_alphabetic) && !dated
}

/// A figure without the small letter that calls it revised or provisional; `p12` is a page.
fn unmarked(text: &str) -> &str {
    let figure = |rest: &&str| rest.starts_with(is_digit) && rest.contains([',', '，', '.', '．']);
    let before = text.strip_prefix(['p', 'r', 'ｐ', 'ｒ']).filter(figure);
    before.or_else(|| text.strip_suffix(['p', 'r', 'ｐ', 'ｒ']).filter(figure)).unwrap_or(text)
}

/// Whether numbers count up, as heads of years, months and days do: `2 3 4`, `11 12 1`, `30 元 2`; the first year of an era is 元.
pub(crate) fn counts_up<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let number = |text: &str| match text.trim() {
        "元" => Some(1),
        digits if (1..=4).contains(&digits.chars().count()) => {
            digits.chars().map(digit).try_fold(0, |number, digit| Some(number * 10 + digit?))
        }
        _ => None,
    };
    let follows = |two: &[(u32, bool)]| {
        let ((before, _), (after, first)) = (two[0], two[1]);
        after == before + 1 || first || after == 1 && [12, 31].contains(&before)
    };
    let numbers: Option<Vec<(u32, bool)>> = texts.map(|text| Some((number(text)?, text.trim() == "元"))).collect();
    numbers.is_some_and(|numbers| numbers.len() >= 2 && numbers.windows(2).all(follows))
}

/// Digits parted by hyphens: telephone numbers.
pub(crate) fn is_code(text: &str) -> bool {
    let mut parts = text.split(['-', '－', '‐']);
    let all = parts.clone().all(|part| !part.is_empty() && part.chars().all(is_digit));
    all && parts.nth(1).is_some()
}

// --- eras and dates ---

/// An era's name and nothing else.
pub(crate) fn is_era(text: &str) -> bool {
    Era::NAMES.contains(&text)
}

/// What follows the era that `text` begins with.
pub(crate) fn strip_era(text: &str) -> Option<&str> {
    Era::NAMES.iter().find_map(|era| text.strip_prefix(era))
}

/// Era years, months and days, with 同 for what stays the same: nothing but a date.
pub(crate) fn is_date(text: &str) -> bool {
    let mut rest = strip_era(text).unwrap_or(text);
    let mut units = 0;
    while !rest.is_empty() {
        let number = rest.trim_start_matches(|c| is_digit(c) || c == '元' || c == '同' || c == '翌');
        let Some(after) = ["年度", "年", "月", "日"].iter().find_map(|unit| number.strip_prefix(unit)) else {
            return false;
        };
        if number.len() == rest.len() {
            return false;
        }
        units += 1;
        rest = after.trim_start_matches(['頃', '末']);
    }
    units > 0
}

/// Whether `text` begins like a date: an era and a year, 同年, a year or month of digits.
pub(crate) fn begins_with_date(text: &str) -> bool {
    let text = text.trim();
    let counted = |text: &str| {
        let rest = text.trim_start_matches(is_digit).trim_start();
        rest.len() < text.len() && rest.starts_with(['年', '月'])
    };
    let of_era = |rest: &str| rest.trim_start().starts_with(|c| is_digit(c) || c == '元');
    strip_era(text).is_some_and(of_era) || text.starts_with("同年") || text.starts_with("同月") || counted(text)
}

/// `S37.9.1`, `R元.11.6`, `Ｈ２１．４`: a date with a letter for its era.
pub(crate) fn is_letter_date(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(|c| "MTSHRＭＴＳＨＲ".contains(c)) else { return false };
    let mut parts = rest.split(['.', '．']);
    let number = |part: &str| !part.is_empty() && part.chars().count() <= 2 && part.chars().all(is_digit);
    parts.next().is_some_and(|year| year == "元" || number(year)) && rest.contains(['.', '．']) && parts.all(number)
}

// --- bullets ---

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

// --- totals ---

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

// --- brackets ---

const OPENING: &str = "(（<＜「『［";
const CLOSING: &str = ")）>＞」』］";

/// Nothing but a remark in brackets: `（㎡）`.
pub(crate) fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '<', '＜']) && text.ends_with(['）', ')', '>', '＞'])
}

/// Whether the last bracket of `text` opens; `None` if it has none.
pub(crate) fn last_bracket(text: &str) -> Option<bool> {
    text.chars().rev().find_map(|c| match c {
        c if OPENING.contains(c) => Some(true),
        c if CLOSING.contains(c) => Some(false),
        _ => None,
    })
}

/// How many brackets are open after `text`, from `depth`.
pub(crate) fn depth(text: &str, depth: i32) -> i32 {
    text.chars().fold(depth, |depth, c| match c {
        c if OPENING.contains(c) => depth + 1,
        c if CLOSING.contains(c) => depth - 1,
        _ => depth,
    })
}

// --- labels of tables ---

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
fn bare(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace()).collect()
}

// --- furniture ---

/// A number between dashes, and no other: `― 12 ―  一般会計`.
pub(crate) fn is_page_number(text: &str) -> bool {
    let bare = bare(text);
    let is_dash = |c: char| "-－―‐−–—".contains(c);
    let mut parts = bare.split(is_dash);
    let (Some(before), Some(number), Some(after), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let numbered = (1..=4).contains(&number.chars().count()) && number.chars().all(is_digit);
    numbered && !before.contains(is_digit) && !after.contains(is_digit)
}

// --- ends of lines ---

/// Whether a cell cannot begin with `text`: a mark or small letter that stands behind another.
pub(crate) fn cannot_begin(text: &str) -> bool {
    text.starts_with(|c| "、。，,）」』】〕〉》・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々ゝ；：？！".contains(c))
        && !(text.starts_with('・') && text.chars().count() > 4)
}

// --- numbers of headings ---

/// `１ 題`: a full-width number, a space, one title.
pub(crate) fn is_numbered_heading(text: &str) -> bool {
    let text = text.trim();
    let rest = text.trim_start_matches(is_wide_digit);
    let mut words = rest.split(' ').filter(|word| !word.is_empty());
    rest.len() < text.len()
        && rest.starts_with([' ', '　', '．'])
        && words.next().is_some_and(|word| !word.starts_with(is_digit) && word.chars().count() > 1)
        && words.next().is_none()
}

/// `（１）題`: a full-width number in brackets, with a title.
pub(crate) fn is_bracketed_heading(text: &str) -> bool {
    let text = text.trim();
    let Some(rest) = text.strip_prefix('（') else { return false };
    let inner = rest.trim_start_matches(is_wide_digit);
    inner.len() < rest.len()
        && inner.strip_prefix('）').is_some_and(|title| title.chars().any(|c| !c.is_whitespace() && !is_digit(c)))
}

/// Whether `text` begins with a number of its own: `3 題`, `（２）題`.
pub(crate) fn is_numbered(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(is_digit);
    rest.len() < text.len() && rest.starts_with([' ', '　', '．', '）', ')']) && !rest.trim().is_empty()
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
    fn figures_are_told_from_codes() {
        for (text, expected, why) in [
            ("1,234", true, "a comma"),
            ("▲１２．５", true, "a sign, full width"),
            ("－5%", true, "a minus and a percent sign"),
            ("03-1234", false, "a telephone number"),
            ("10－20", false, "a range"),
            ("△", false, "no digit"),
            ("12人", false, "what is counted"),
            ("", false, "nothing"),
        ] {
            assert_eq!(is_figure(text), expected, "{text}: {why}");
        }
    }

    #[test]
    fn dates_are_told_by_their_units() {
        for (text, whole, begins, why) in [
            ("昭和37年", true, true, "an era's year"),
            ("令和元年度", true, true, "a fiscal year"),
            ("同年７月", true, true, "the same year"),
            ("10月末", true, true, "the end of a month"),
            ("昭和37", false, true, "its unit may stand below"),
            ("37年開設", false, true, "goes on"),
            ("昭和", false, false, "an era alone"),
            ("年", false, false, "a unit alone"),
        ] {
            assert_eq!((is_date(text), begins_with_date(text)), (whole, begins), "{text}: {why}");
        }
    }

    #[test]
    fn page_numbers_stand_between_dashes() {
        for (text, expected, why) in [
            ("― 12 ―", true, "with blanks"),
            ("－１２－　一般会計", true, "with the name of the account"),
            ("12", false, "no dashes"),
            ("- 12 - 34", false, "figures"),
            ("03-12-34", false, "a code"),
            ("－ － 12", false, "empty cells"),
        ] {
            assert_eq!(is_page_number(text), expected, "{text}: {why}");
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

    #[test]
    fn brackets_and_numbers_of_headings() {
        for (text, numbered, bracketed, why) in [
            ("１ 情報化", true, false, "a section"),
            ("１．情報化", true, false, "with a full stop"),
            ("１ 2", false, false, "a row of numbers"),
            ("（１）計画", false, true, "a subsection"),
            ("（１）", false, false, "no title"),
            ("1 情報化", false, false, "half width: a row"),
        ] {
            assert_eq!((is_numbered_heading(text), is_bracketed_heading(text)), (numbered, bracketed), "{text}: {why}");
        }
        assert_eq!((last_bracket("a（b"), last_bracket("a（b）"), last_bracket("a")), (Some(true), Some(false), None));
        assert_eq!((depth("（「", 0), depth("」）", 2), is_bracketed("（㎡）")), (2, 0, true));
    }
}
