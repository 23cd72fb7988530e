//! Exact decimals: no floating point anywhere.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// An exact decimal: `coefficient` · 10^-`scale`. Keeps the places printed (`1.50` is not `1.5`).
///
/// Packed to 24 bytes: a budget book holds them by the hundred thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(with = "String")]
#[repr(Rust, packed(8))]
pub struct Decimal {
    /// All digits, with the sign.
    pub coefficient: i128,
    /// Digits after the point.
    pub scale: u32,
}

/// Most digits after the point: 10^38 is the last power of ten an `i128` holds.
pub const MAX_SCALE: u32 = 38;

/// So many digits fit in a `u64`, whatever they are.
const SAFE_DIGITS: usize = 19;

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal { coefficient: 0, scale: 0 };

    /// A decimal from its digits and places.
    pub fn new(coefficient: i128, scale: u32) -> Self {
        Self { coefficient, scale }
    }

    /// Reads plain ASCII: `-1234.50`; no groups, no exponent, no blanks.
    ///
    /// - **Errors**: `None` if anything else stands there, or more digits than an `i128` holds.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) || (fraction.is_empty() && digits.ends_with('.')) {
            return None;
        }
        let magnitude = Self::of_digits(digits)?;
        Some(Self { coefficient: sign * magnitude.coefficient, ..magnitude })
    }

    /// Adds up ASCII digits with at most one point; commas between them are stepped over.
    ///
    /// - **Errors**: `None` if there are more digits than an `i128` holds.
    pub(super) fn of_digits(text: &str) -> Option<Self> {
        let fraction = text.bytes().rev().position(|b| b == b'.').unwrap_or(0);
        let scale = u32::try_from(fraction).ok().filter(|scale| *scale <= MAX_SCALE)?;
        let digits = text.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0');
        let coefficient = if text.len() <= SAFE_DIGITS {
            i128::from(digits.fold(0u64, |sum, digit| sum * 10 + u64::from(digit)))
        } else {
            digits.into_iter().try_fold(0i128, |sum, digit| sum.checked_mul(10)?.checked_add(i128::from(digit)))?
        };
        Some(Self { coefficient, scale })
    }

    /// Whether it is 0, however many places are printed.
    pub fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// With the other sign.
    pub fn negated(self) -> Option<Self> {
        Some(Self { coefficient: self.coefficient.checked_neg()?, ..self })
    }

    /// The same value with more places; `None` if it would not fit or would lose digits.
    pub fn with_scale(self, scale: u32) -> Option<Self> {
        let more = scale.checked_sub(self.scale)?;
        Some(Self { coefficient: self.coefficient.checked_mul(power(more)?)?, scale })
    }

    /// Sum; `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.with_scale(scale)?, other.with_scale(scale)?);
        Some(Self { coefficient: a.coefficient.checked_add(b.coefficient)?, scale })
    }

    /// Difference; `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated()?)
    }

    /// Product; `None` on overflow.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let scale = self.scale.checked_add(other.scale).filter(|scale| *scale <= MAX_SCALE)?;
        Some(Self { coefficient: self.coefficient.checked_mul(other.coefficient)?, scale })
    }

    /// `self` / `other`, rounded to `places` digits, a half away from zero.
    ///
    /// - **Errors**: `None` on division by zero or overflow.
    pub fn ratio(self, other: Self, places: u32) -> Option<Self> {
        let up = (places + other.scale).checked_sub(self.scale.min(places + other.scale))?;
        let down = self.scale.saturating_sub(places + other.scale);
        let numerator = self.coefficient.checked_mul(power(up)?)?;
        let denominator = other.coefficient.checked_mul(power(down)?)?;
        Some(Self { coefficient: divide_half_up(numerator, denominator)?, scale: places })
    }

    /// The same rounded to at most `places` digits, a half away from zero.
    pub fn rounded(self, places: u32) -> Option<Self> {
        if self.scale <= places {
            return Some(self);
        }
        let coefficient = divide_half_up(self.coefficient, power(self.scale - places)?)?;
        Some(Self { coefficient, scale: places })
    }

    /// Without zeros at the end of its places: 8.50 is 8.5.
    pub fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.coefficient % 10 == 0 {
            self.coefficient /= 10;
            self.scale -= 1;
        }
        self
    }

    /// Order by value: 1.50 equals 1.5.
    pub fn compare(self, other: Self) -> Ordering {
        if self.scale == other.scale {
            return { self.coefficient }.cmp(&{ other.coefficient });
        }
        let (whole, fraction) = self.split();
        let (other_whole, other_fraction) = other.split();
        let scale = self.scale.max(other.scale);
        let aligned = |part: i128, own: u32| power(scale - own).and_then(|factor| part.checked_mul(factor));
        whole.cmp(&other_whole).then_with(|| aligned(fraction, self.scale).cmp(&aligned(other_fraction, other.scale)))
    }

    /// The integer below, and the digits after the point.
    fn split(self) -> (i128, i128) {
        match power(self.scale) {
            Some(unit) => (self.coefficient.div_euclid(unit), self.coefficient.rem_euclid(unit)),
            None => (0, self.coefficient),
        }
    }
}

fn power(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}

fn divide_half_up(numerator: i128, denominator: i128) -> Option<i128> {
    let quotient = numerator.checked_div(denominator)?;
    let remainder = numerator.checked_rem(denominator)?;
    let half = remainder.unsigned_abs() >= denominator.unsigned_abs() - remainder.unsigned_abs();
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    if half && remainder != 0 { quotient.checked_add(away) } else { Some(quotient) }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self { coefficient: i128::from(value), scale: 0 }
    }
}

/// 39 digits where all places are zeros, the point and the sign.
const SHORT: usize = 48;

impl Decimal {
    /// As [`fmt::Display`] writes it, without the detour over a formatter: the last step of every line.
    pub fn text(self) -> String {
        match self.short(&mut [0; SHORT]) {
            Some(text) => text.to_owned(),
            None => self.to_string(),
        }
    }

    /// With commas between thousands: `2,433,365`.
    pub fn with_commas(self) -> String {
        let plain = self.text();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, places) = digits.split_once('.').map_or((digits, String::new()), |(w, p)| (w, format!(".{p}")));
        let digits: Vec<char> = whole.chars().collect();
        let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
        format!("{sign}{}{places}", groups.join(","))
    }

    /// Writes a value of at most 64 bits; `None` if it is longer. Formatting 128 bits is slow, and hardly a figure
    /// needs them.
    fn short(self, text: &mut [u8; SHORT]) -> Option<&str> {
        let mut rest = u64::try_from(self.coefficient.unsigned_abs()).ok().filter(|_| self.scale <= MAX_SCALE)?;
        let mut at = text.len();
        let mut places = 0;
        while rest > 0 || places <= self.scale {
            if places == self.scale && self.scale > 0 {
                at -= 1;
                text[at] = b'.';
            }
            at -= 1;
            text[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            places += 1;
        }
        if self.coefficient < 0 {
            at -= 1;
            text[at] = b'-';
        }
        std::str::from_utf8(&text[at..]).ok()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.short(&mut [0; SHORT]) {
            return f.write_str(text);
        }
        let scale = self.scale as usize;
        let sign = if self.coefficient < 0 { "-" } else { "" };
        let magnitude = self.coefficient.unsigned_abs();
        if scale > 0 {
            let digits = format!("{magnitude:0>width$}", width = scale + 1);
            let (whole, fraction) = digits.split_at(digits.len() - scale);
            return write!(f, "{sign}{whole}.{fraction}");
        }
        write!(f, "{sign}{magnitude}")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn ratios_round_half_away_from_zero() {
        for (a, b, places, expected, why) in [
            ("1547370", "107120262", 4, "0.0144", "the original's budget share"),
            ("1", "8", 2, "0.13", "a half goes up"),
            ("-1", "8", 2, "-0.13", "and away from zero"),
            ("1.25", "1", 1, "1.3", "places of the numerator are dropped"),
            ("1", "0.4", 1, "2.5", "places of the denominator count"),
        ] {
            assert_eq!(decimal(a).ratio(decimal(b), places).unwrap().to_string(), expected, "{why}");
        }
        assert_eq!(decimal("1").ratio(Decimal::ZERO, 2), None, "division by zero");
    }

    #[test]
    fn compares_by_value() {
        for (a, b, expected) in [
            ("1.50", "1.5", Ordering::Equal),
            ("-0.5", "0.4", Ordering::Less),
            ("-1.5", "-1.25", Ordering::Less),
            ("10", "9.99", Ordering::Greater),
        ] {
            assert_eq!(decimal(a).compare(decimal(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn overflow_is_refused() {
        let most = Decimal::new(i128::MAX, 0);
        assert_eq!(most.checked_add(Decimal::from(1)), None);
        assert_eq!(most.checked_mul(Decimal::from(2)), None);
        assert_eq!(Decimal::parse(&"9".repeat(10_000)), None);
    }

    #[test]
    fn thousands_are_parted_by_commas() {
        for (plain, expected) in [("2433365", "2,433,365"), ("-1234.50", "-1,234.50"), ("999", "999"), ("0", "0")] {
            assert_eq!(decimal(plain).with_commas(), expected);
        }
    }
}
