//! Telephone numbers, postal codes, addresses, codes: text that looks like numbers and is none.

use super::flag::shown;
use super::folded::fold_text;
use super::{Refusal, numeral};

/// A telephone number in the form of GIF 445: `(03)1234-5678`, `090-1234-5678`, `0120-123-456`.
///
/// - **Input**: any width and separators, `TEL`, `（代表）` or 内線 after it.
/// - **Errors**: without area code; digits whose area code cannot be told.
pub fn phone(text: &str) -> Result<String, Refusal> {
    let folded = fold(text);
    let number = folded.trim_start_matches(|c: char| !(c.is_ascii_digit() || c == '(' || c == '+'));
    let number = number.replacen("+81", "0", 1).replacen("0(0)", "0", 1);
    let end = number.find(|c: char| !(c.is_ascii_digit() || "()- .".contains(c))).unwrap_or(number.len());
    let number = number[..end].trim_end_matches([' ', '-', '(']);
    let groups: Vec<_> = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let groups = join_trunk(groups);
    let digits = groups.concat();
    if !digits.starts_with('0') {
        return Err(Refusal::plain(format!("expected a telephone number with its area code, found {}", shown(number))));
    }
    if groups.len() > 3 || !matches!(digits.len(), 10 | 11) {
        return Err(Refusal::plain(format!("expected 10 or 11 digits, found {}", digits.len())));
    }
    arrange(&digits, &groups).ok_or_else(|| Refusal::plain(format!("cannot tell the area code of {digits}")))
}

/// `+81 3 …` has become `0`, `3`, …: the trunk prefix belongs to the area code.
fn join_trunk(groups: Vec<&str>) -> Vec<String> {
    let mut groups: Vec<String> = groups.into_iter().map(str::to_owned).collect();
    if groups.len() > 1 && groups[0] == "0" {
        let area = groups.remove(1);
        groups[0].push_str(&area);
    }
    groups
}

fn arrange(digits: &str, groups: &[String]) -> Option<String> {
    let mobile = !digits.starts_with("0800")
        && ["050", "060", "070", "080", "090", "020"].iter().any(|prefix| digits.starts_with(prefix));
    if digits.len() == 11 {
        let known = mobile || digits.starts_with("0800");
        let first = if mobile { 3 } else { 4 };
        return known.then(|| format!("{}-{}-{}", &digits[..first], &digits[first..7], &digits[7..]));
    }
    if ["0120", "0570", "0990", "0180"].iter().any(|prefix| digits.starts_with(prefix)) {
        let exchange = if matches!(groups, [_, exchange, _] if exchange.len() == 2) { 6 } else { 7 };
        return Some(format!("{}-{}-{}", &digits[..4], &digits[4..exchange], &digits[exchange..]));
    }
    let area = match groups {
        [area, exchange, line] if line.len() == 4 && (1..=4).contains(&exchange.len()) => area.len(),
        [area, rest] if rest.len() + area.len() == 10 && (2..=5).contains(&area.len()) => area.len(),
        [_] if digits.starts_with("03") || digits.starts_with("06") => 2,
        _ => return None,
    };
    (2..=5).contains(&area).then(|| format!("({}){}-{}", &digits[..area], &digits[area..6], &digits[6..]))
}

/// A postal code as GIF 443 wants it: seven digits, no hyphen.
pub fn postal(text: &str) -> Result<String, Refusal> {
    let folded = fold(text);
    let inner = folded.trim_start_matches(['〒', '〠', '〶', ' ', '\n']).trim_end();
    let shape = |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ');
    let digits: String = inner.chars().filter(char::is_ascii_digit).collect();
    let hyphen = inner.find('-').is_none_or(|at| at == 3);
    if !inner.chars().all(shape) || digits.len() != 7 || inner.matches('-').count() > 1 || !hyphen {
        return Err(Refusal::plain(format!("expected a postal code of seven digits, found {}", shown(inner))));
    }
    Ok(digits)
}

/// A code: its digits as printed, leading zeros kept.
///
/// - **Check digit**: six digits that begin with a prefecture are a local-government code; its check digit must fit.
pub fn code(text: &str) -> Result<String, Refusal> {
    let folded = fold(text);
    let code = folded.trim_matches([' ', '\n']);
    let plain = !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !plain || !code.contains(|c: char| c.is_ascii_digit()) {
        return Err(Refusal::plain(format!("expected a code of digits, found {}", shown(code))));
    }
    if code.len() == 6 && is_local_government(code) == Some(false) {
        return Err(Refusal::plain(format!("the check digit of {code} does not fit")));
    }
    Ok(code.to_owned())
}

/// Modulus 11 with the weights 6 to 2; `None` if it is no such code at all.
fn is_local_government(code: &str) -> Option<bool> {
    let digits: Vec<u32> = code.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let [first, second, .., check] = digits[..] else { return None };
    let prefecture = first * 10 + second;
    let sum: u32 = digits.iter().take(5).zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    (1..=47).contains(&prefecture).then_some((11 - sum % 11) % 10 == check)
}

/// An address as GIF 442 wants it: `上水上二丁目１９番１５号` → `上水上2-19-15`.
///
/// - **Kept**: kanji numerals of names (三番町, 八丁堀) and 北1条.
pub fn address(text: &str) -> Result<String, Refusal> {
    let folded = fold(text);
    let source = folded.trim_matches([' ', '\n']);
    if source.is_empty() {
        return Err(Refusal::plain("expected an address, found nothing"));
    }
    let mut out = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        match block(rest) {
            Some((number, after)) => {
                out.push_str(&number);
                rest = continuation(after).unwrap_or(after);
                if rest.len() < after.len() || rest.starts_with(|c: char| c.is_ascii_digit()) || block(rest).is_some() {
                    out.push('-');
                }
            }
            None if c.is_ascii_digit() || numeral::begins_numeral(c) => {
                let end =
                    rest.find(|c: char| !(c.is_ascii_digit() || numeral::begins_numeral(c))).unwrap_or(rest.len());
                let end = number_at_end(&rest[..end]);
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Ok(out)
}

/// How much of a run of numerals is passed over: 三番 in `八十三番` is not looked at twice, but a digit after kanji is.
fn number_at_end(run: &str) -> usize {
    let first_is_digit = run.starts_with(|c: char| c.is_ascii_digit());
    run.find(|c: char| c.is_ascii_digit() != first_is_digit).unwrap_or(run.len())
}

/// What is left of an address after a joint between two numbers: a blank, の or a hyphen.
fn continuation(after: &str) -> Option<&str> {
    let next = after.trim_start_matches(' ');
    if next.len() < after.len() && block(next).is_some() {
        return Some(next);
    }
    after.strip_prefix(['の', '-']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// No number of an address is longer; keeps the search linear.
const MAX_NUMERAL: usize = 12;

/// Words that end a number of an address, longest first.
const BLOCKS: &[&str] = &["番地の", "丁目", "番地", "番", "号"];

/// `2丁目`, `十九番`, `15号`: its number in digits, and what follows.
fn block(text: &str) -> Option<(String, &str)> {
    let run = text.char_indices().take(MAX_NUMERAL + 1).take_while(|(_, c)| numeral::begins_numeral(*c));
    let end = run.last().map(|(at, c)| at + c.len_utf8()).filter(|end| text[..*end].chars().count() <= MAX_NUMERAL)?;
    let (_, read) = numeral::numeral(&text[..end]).ok().filter(|(rest, _)| rest.is_empty())?;
    let rest = &text[end..];
    let number = read.value.ok().filter(|value| value.scale == 0)?;
    let rest = rest.trim_start_matches(' ');
    let (word, after) = BLOCKS.iter().find_map(|word| Some((*word, rest.strip_prefix(word)?)))?;
    let name = word == "番" && after.starts_with(['町', '丁', '館'])
        || (word == "号" && after.starts_with(['室', '棟', '館', '線']));
    (!name).then(|| (number.to_string(), after))
}

fn fold(text: &str) -> String {
    fold_text(text).replace('ー', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones() {
        for (printed, expected, why) in [
            ("03-1234-5678（代表）", Some("(03)1234-5678"), "with a remark"),
            ("０４２２（４５）１１５１", Some("(0422)45-1151"), "an area code of four digits"),
            ("09012345678", Some("090-1234-5678"), "mobile without separators"),
            ("0120-123-456", Some("0120-123-456"), "toll free has no area code"),
            ("0800-123-4567", Some("0800-123-4567"), "toll free too, though it begins like a mobile number"),
            ("080-1234-5678", Some("080-1234-5678"), "mobile"),
            ("+81-3-1234-5678", Some("(03)1234-5678"), "as dialled from abroad"),
            ("0312345678", Some("(03)1234-5678"), "03 and 06 need no table"),
            ("0422451151", None, "where the area code ends cannot be told"),
            ("TEL：03（1234）5678 内線 123", Some("(03)1234-5678"), "label and extension"),
            ("1234-5678", None, "no area code"),
            ("03-1234-567", None, "a digit is missing"),
        ] {
            assert_eq!(phone(printed).ok().as_deref(), expected, "{printed}: {why}");
        }
    }

    #[test]
    fn addresses() {
        for (printed, expected) in [
            ("緑川県水上市上水上二丁目１９番１５号", "緑川県水上市上水上2-19-15"),
            ("霞が関二丁目1番6号", "霞が関2-1-6"),
            ("北1条1丁目3番地", "北1条1-3"),
            ("三番町5番地", "三番町5"),
            ("八丁堀2丁目", "八丁堀2"),
            ("上水上2－19－15", "上水上2-19-15"),
            ("本町1丁目2番地の3", "本町1-2-3"),
            ("本町1丁目2番3号 101号室", "本町1-2-3 101号室"),
        ] {
            assert_eq!(address(printed).as_deref(), Ok(expected), "{printed}");
        }
    }
}
