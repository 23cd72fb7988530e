//! Eras and dates.

use super::figures::is_digit;
use fukkoku_quantity::Era;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
