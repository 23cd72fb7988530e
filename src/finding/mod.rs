//! Findings: what a person should know about a report.

pub mod accept;
pub mod codes;
pub mod fingerprint;
pub mod render;

use fukkoku_recover::source::Span;
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

/// What the source probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Proposal {
    /// The proposed reading, plain (`712819`).
    pub value: String,
    /// How sure it is.
    pub grade: Grade,
    /// The arithmetic or the comparison, written out.
    pub proof: String,
}

/// Something about the report that a person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// Identifier of the kind of finding, e.g. `FK501`; `fukkoku explain CODE` tells more.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was expected and what was found, in English.
    pub message: String,
    /// The same in Japanese.
    pub message_ja: String,
    /// Id of the table.
    pub table: Option<String>,
    /// 1-based row of the table, as in `tidy`.
    pub row: Option<usize>,
    /// 1-based column of the table, as in `tidy`.
    pub column: Option<usize>,
    /// First line in the input file, from 1.
    pub line_first: usize,
    /// Last line in the input file.
    pub line_last: usize,
    /// Where in the decoded text; what an excerpt underlines.
    pub span: Option<Span>,
    /// The characters in question, as printed.
    pub printed: String,
    /// What was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// Names the finding over edits of the report: made of code, table and cell, or the printed text, not of lines.
    pub fingerprint: String,
    /// Who accepted it and why, if somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<accept::Accepted>,
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

impl Finding {
    /// The message in a language.
    pub fn message_in(&self, language: Language) -> &str {
        match language {
            Language::English => &self.message,
            Language::Japanese => &self.message_ja,
        }
    }
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
