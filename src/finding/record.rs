//! A finding: what a person should know about a report.

use super::codes::Code;
use super::severity::{Grade, Language, Severity};
use fukkoku_recover::sheet::Place;
use fukkoku_recover::source::{Source, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// What is said, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// English.
    pub english: String,
    /// Japanese.
    pub japanese: String,
}

/// That a finding was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Accepted {
    /// Why it may stand.
    pub reason: String,
    /// Who decided.
    pub who: String,
    /// On which day, as `2024-04-01`.
    pub when: String,
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
    pub code: Code,
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
    /// Where it stands on paper, an area a page; of a PDF only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Place>,
    /// The characters in question, as printed.
    pub printed: String,
    /// What was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// Names the finding over edits of the report: made of code, table and cell, or the printed text, not of lines.
    pub fingerprint: String,
    /// Who accepted it and why, if somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

impl Finding {
    /// A finding about a place of the text, of the severity of its code.
    pub fn at(source: &Source, code: Code, span: Span, wording: Wording) -> Finding {
        let end = span.end.saturating_sub(1).max(span.start);
        Finding {
            span: Some(span),
            line_last: source.line_of(end),
            areas: source.areas(&[span]),
            printed: source.slice(span).to_owned(),
            ..Finding::on_line(source.line_of(span.start), code, wording)
        }
    }

    /// A finding about a line of which no part can be shown.
    pub fn on_line(line: usize, code: Code, wording: Wording) -> Finding {
        Finding {
            code,
            severity: code.severity(),
            message: wording.english,
            message_ja: wording.japanese,
            table: None,
            row: None,
            column: None,
            line_first: line,
            line_last: line,
            span: None,
            areas: vec![],
            printed: String::new(),
            proposal: None,
            fingerprint: String::new(),
            accepted: None,
        }
    }

    /// The message in a language.
    pub fn message_in(&self, language: Language) -> &str {
        match language {
            Language::English => &self.message,
            Language::Japanese => &self.message_ja,
        }
    }
}
