//! How grave, how sure, in which language.

use schemars::JsonSchema;
use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; nothing need be done.
    Note,
    /// A person should look.
    Warning,
    /// The source contradicts itself, or something could not be read.
    Error,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// It would explain the contradiction, among others.
    Suspected,
    /// It agrees with all that is known.
    Consistent,
    /// It makes every sum and ratio that holds the cell exact.
    Proved,
}

impl Severity {
    /// The word of the outputs.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl Grade {
    /// The word of the outputs.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Suspected => "suspected",
            Grade::Consistent => "consistent",
            Grade::Proved => "proved",
        }
    }
}

/// Language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Japanese.
    Japanese,
}
