//! Units as they are spelt: which stands at the start of a text, and what it counts.

use super::super::Decimal;
use super::super::folded::fold_text;
use super::spellings::UNITS;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A unit as data: `千円` is 円 times 1000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As printed, folded: `千円`.
    pub printed: String,
    /// What is counted: `円`, `人/km2`.
    pub base: Cow<'static, str>,
    /// How many of it one stands for.
    pub multiplier: i64,
    /// Printed with a character that not every machine has, such as ㌫.
    pub machine_dependent: bool,
}

/// The spellings by their first character, longest first.
static BY_FIRST: LazyLock<Vec<(char, &str, &str)>> = LazyLock::new(|| {
    let first = |spelling: &str| spelling.chars().next().unwrap_or_default();
    let mut index: Vec<_> = UNITS.iter().map(|(spelling, base)| (first(spelling), *spelling, *base)).collect();
    index.sort_by_key(|(first, spelling, _)| (*first, std::cmp::Reverse(spelling.len())));
    index
});

/// Scales that statistics print before a unit.
const SCALES: &[(&str, i64)] = &[
    ("百億", 10_000_000_000),
    ("十億", 1_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("兆", 1_000_000_000_000),
    ("億", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("十", 10),
];

impl Unit {
    /// The unit of a count: `人`.
    pub fn plain(base: &str) -> Self {
        Self { printed: base.to_owned(), base: Cow::Owned(base.to_owned()), multiplier: 1, machine_dependent: false }
    }

    /// Reads a whole text as a unit: `千円`, `百万円`, `㎡`, `人/㎢`, `％`.
    ///
    /// - **Errors**: `None` if any character is left over.
    pub fn read(text: &str) -> Option<Self> {
        let folded = fold_text(text);
        let text = folded.trim_matches([' ', '\n', ':', '、', '・']);
        let (unit, rest) = Self::at_start(text)?;
        rest.is_empty().then_some(unit)
    }

    /// The longest unit at the start of a folded text, and what follows it.
    pub fn at_start(text: &str) -> Option<(Self, &str)> {
        let (found, rest) = Self::spelling(text)?;
        let printed = text[..text.len() - rest.len()].to_owned();
        let base = found.per.map_or(Cow::Borrowed(found.base), |per| Cow::Owned(format!("{}/{per}", found.base)));
        Some((Self { printed, base, multiplier: found.multiplier, machine_dependent: found.machine_dependent }, rest))
    }

    /// The same, for those who only ask how far it goes.
    pub(crate) fn spelling(text: &str) -> Option<(Spelling, &str)> {
        let lead = text.chars().next()?;
        let scaled = matches!(lead, '百' | '十' | '千' | '兆' | '億' | '万')
            .then(|| SCALES.iter().find_map(|(scale, factor)| Some((text.strip_prefix(scale)?, *factor))))
            .flatten();
        let found = scaled
            .and_then(|(rest, multiplier)| compound(rest).map(|(found, rest)| (Spelling { multiplier, ..found }, rest)))
            .filter(|(found, _)| found.per.is_some() || !matches!(found.base, "月" | "日"));
        found.or_else(|| compound(text))
    }

    /// Whether it counts parts of a whole: ％, ‰, ポイント.
    pub fn is_share(&self) -> bool {
        matches!(self.base.as_ref(), "%" | "‰" | "ポイント")
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        matches!(self.base.as_ref(), "円" | "銭" | "ドル" | "ユーロ" | "セント")
    }

    /// A value in this unit, in the base unit; `None` on overflow.
    pub fn to_base(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(Decimal::from(self.multiplier))
    }
}

/// What a spelling says.
pub(crate) struct Spelling {
    base: &'static str,
    /// What stands after the slash.
    per: Option<&'static str>,
    multiplier: i64,
    machine_dependent: bool,
}

/// `人`, `人/㎢`, `円／人`.
fn compound(text: &str) -> Option<(Spelling, &str)> {
    let (base, machine, rest) = simple(text)?;
    let other = rest.strip_prefix(['/', '／']).and_then(simple);
    let per = other.map(|(base, _, _)| base);
    let machine_dependent = machine || other.is_some_and(|(_, machine, _)| machine);
    Some((Spelling { base, per, multiplier: 1, machine_dependent }, other.map_or(rest, |(_, _, rest)| rest)))
}

fn simple(text: &str) -> Option<(&'static str, bool, &str)> {
    let first = text.chars().next()?;
    let rows = &BY_FIRST[BY_FIRST.partition_point(|row| row.0 < first)..];
    let mut rows = rows.iter().take_while(|row| row.0 == first);
    let digit = |c: char| c.is_ascii_digit();
    // `5m30cm` has no cubic metres.
    let fits = |spelling: &str| {
        text.strip_prefix(spelling).filter(|rest| !(spelling.ends_with(digit) && rest.starts_with(digit)))
    };
    let (spelling, base, rest) = rows.find_map(|(_, spelling, base)| Some((*spelling, *base, fits(spelling)?)))?;
    let latin = |c: char| c.is_ascii_alphabetic();
    if spelling.ends_with(latin) && rest.starts_with(latin) {
        return None;
    }
    Some((base, spelling.contains(|c| ('\u{3300}'..='\u{33FF}').contains(&c)), rest))
}
