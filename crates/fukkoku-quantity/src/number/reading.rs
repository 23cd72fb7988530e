//! What a text turned out to be.

use super::super::Status;

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number.
    Number,
    /// None, or none by definition.
    Nil,
    /// Unknown, not surveyed.
    Unknown,
    /// Kept confidential.
    Suppressed,
    /// Nothing is printed.
    Missing,
    /// Less than half the unit.
    BelowUnit,
    /// Same as above.
    Ditto,
    /// More than one reading is possible.
    Ambiguous,
    /// 数十: no number, only a magnitude.
    Approx,
    /// `1～3`
    Interval,
    /// `1/3`
    Fraction,
    /// Text, or the number of an item.
    Label,
    /// A code.
    Code,
    /// A telephone number.
    Phone,
    /// A postal code.
    Postal,
    /// An address.
    Address,
}

impl Reading {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Nil => "nil",
            Self::Unknown => "unknown",
            Self::Suppressed => "suppressed",
            Self::Missing => "missing",
            Self::BelowUnit => "below_unit",
            Self::Ditto => "ditto",
            Self::Ambiguous => "ambiguous",
            Self::Approx => "approx",
            Self::Interval => "interval",
            Self::Fraction => "fraction",
            Self::Label => "label",
            Self::Code => "code",
            Self::Phone => "phone",
            Self::Postal => "postal",
            Self::Address => "address",
        }
    }

    /// The status of a cell in the output.
    pub fn status(self) -> Status {
        match self {
            Self::Number => Status::Number,
            Self::Nil => Status::Nil,
            Self::Unknown => Status::Unknown,
            Self::Suppressed => Status::Withheld,
            Self::Missing => Status::Missing,
            Self::BelowUnit => Status::BelowUnit,
            Self::Ambiguous => Status::Ambiguous,
            Self::Ditto | Self::Approx | Self::Interval | Self::Fraction | Self::Label => Status::Text,
            Self::Code | Self::Phone | Self::Postal | Self::Address => Status::Text,
        }
    }
}
