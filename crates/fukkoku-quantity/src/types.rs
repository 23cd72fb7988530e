//! Plain types of values.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String")]
pub struct Day {
    /// Year.
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A fiscal year (年度): April to March, named by the Gregorian year of its April.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// 1 April to 31 March.
    pub fn period(self) -> Period {
        Period {
            start: Some(Day { year: self.0, month: 4, day: 1 }),
            end: Some(Day { year: self.0 + 1, month: 3, day: 31 }),
        }
    }
}

/// Days from `start` to `end`, both included; an open end is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct Period {
    /// First day.
    pub start: Option<Day>,
    /// Last day.
    pub end: Option<Day>,
}

/// What kind of value a cell or entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A number.
    Number,
    /// Text without a date.
    Text,
    /// Text with a date.
    Date,
    /// `－`: none, or none by definition.
    Nil,
    /// `…`: unknown or not surveyed.
    Unknown,
    /// `x`: kept confidential.
    Withheld,
    /// An empty cell among numbers.
    Missing,
    /// `0` or `0.0`: less than half the unit.
    BelowUnit,
    /// A reading that the sums prove, differing from the print.
    Corrected,
    /// More than one reading is possible.
    Ambiguous,
}

impl Status {
    /// The word of the outputs.
    pub fn word(self) -> &'static str {
        match self {
            Status::Number => "number",
            Status::Text => "text",
            Status::Date => "date",
            Status::Nil => "nil",
            Status::Unknown => "unknown",
            Status::Withheld => "withheld",
            Status::Missing => "missing",
            Status::BelowUnit => "below_unit",
            Status::Corrected => "corrected",
            Status::Ambiguous => "ambiguous",
        }
    }
}
