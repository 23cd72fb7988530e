//! Digits and figures, amounts, codes, numbers that count up.

use fukkoku_quantity::unit::Unit;

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
    matches!(c, '▲' | '△' | '▼' | '▽' | '±' | '+' | '＋' | '-' | '－' | '−')
}

fn is_inner_mark(c: char) -> bool {
    matches!(c, ',' | '.' | '，' | '．' | '%' | '％')
}

/// `1,234`, `▲12.5`, `３８％`, `r40,990`: digits and the marks of figures. Digits with a hyphen among them are a code.
pub(crate) fn is_figure(text: &str) -> bool {
    let digits = unmarked(text).trim_start_matches(is_sign);
    digits.contains(is_digit) && digits.chars().all(|c| is_digit(c) || is_inner_mark(c))
}

/// `412人`, `318,200円`: digits and the unit that they count; a year, month or day is none.
pub(crate) fn is_amount(text: &str) -> bool {
    let figure = text.trim_end_matches(|c| !is_digit(c));
    let unit = &text[figure.len()..];
    is_figure(figure) && !unit.starts_with(['年', '月', '日']) && Unit::read(unit).is_some()
}

/// Whether digits complete the group that a cut figure ends with: three digits behind each comma, and fewer behind its last:
/// `12,345,` and `678`.
pub(crate) fn completes(head: &str, next: &str) -> bool {
    let Some((_, group)) = head.rsplit_once([',', '，']) else { return false };
    let mut groups = next.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    let lacking = 3_usize.saturating_sub(group.chars().count());
    let digits = |text: &str, count: usize| text.chars().count() == count && text.chars().all(is_digit);
    is_figure(head.trim_end_matches([',', '，']))
        && lacking > 0
        && group.chars().all(is_digit)
        && digits(first, lacking)
        && groups.all(|group| digits(group, 3))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_figure_is_completed_by_just_the_digits_that_it_lacks() {
        for (head, next, expected, why) in [
            ("12,345,", "678", true, "a whole group"),
            ("△12,3", "45,678", true, "and a further group"),
            ("8,210,4", "00", true, "two digits"),
            ("8,210,4", "000", false, "one digit too many"),
            ("8,210", "400", false, "nothing lacks"),
            ("12,345,", "67.8", false, "another figure"),
            ("令和", "678", false, "no figure"),
        ] {
            assert_eq!(completes(head, next), expected, "{head} {next}: {why}");
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
}
