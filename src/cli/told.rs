//! Findings as a run tells them: what a report's become where the report is, and what is shown in the order of the inputs.

use super::session::{Session, Talk};
use crate::batch::Counts;
use clap::ValueEnum;
use fukkoku::finding::render::{self, Batch};
use fukkoku::finding::{Code, Finding, Severity};
use fukkoku_recover::source::{Encoding, Flavour, Source};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Findings of which severity make the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// None.
    Never,
}

impl FailOn {
    /// Whether findings reach this severity.
    pub(super) fn is_reached(self, counts: &Counts) -> bool {
        match self {
            FailOn::Error => counts.error > 0,
            FailOn::Warning => counts.error + counts.warning > 0,
            FailOn::Never => false,
        }
    }
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Style {
    /// For people: message and excerpt.
    Human,
    /// One JSON object.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
}

/// Findings by severity, those that are counted but not listed too; accepted ones do not count.
pub(super) fn counts_of(findings: &[Finding], more: &BTreeMap<Code, usize>) -> Counts {
    let of = |severity| {
        let open = |finding: &&Finding| finding.severity == severity && finding.accepted.is_none();
        let more = more.iter().filter(|(code, _)| code.severity() == severity);
        findings.iter().filter(open).count() + more.map(|(_, count)| count).sum::<usize>()
    };
    Counts { error: of(Severity::Error), warning: of(Severity::Warning), note: of(Severity::Note) }
}

/// How a run shows findings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reporting {
    style: Style,
    session: Session,
}

/// The findings of one report, ready to be shown without it.
pub(super) enum Told {
    /// Text for people, shown when its turn comes.
    Text(String),
    /// For machines, which get all at the end.
    Kept {
        /// Path as the user gave it.
        path: String,
        /// What was found.
        findings: Vec<Finding>,
    },
}

impl Reporting {
    /// In this style.
    pub(super) fn new(style: Style, session: Session) -> Self {
        Self { style, session }
    }

    /// What the findings of a report become.
    pub(super) fn render(&self, path: String, source: &Source, findings: Vec<Finding>) -> Told {
        match self.style {
            Style::Human => Told::Text(self.human(&path, source, findings)),
            Style::Json | Style::Github | Style::Sarif | Style::Junit => Told::Kept { path, findings },
        }
    }

    fn human(&self, path: &str, source: &Source, mut findings: Vec<Finding>) -> String {
        match self.session.talk {
            Talk::Quiet => return String::new(),
            Talk::Usual => findings.retain(|finding| finding.severity > Severity::Note),
            Talk::Verbose => {}
        }
        render::human(&Batch { path, source, findings: &findings }, self.session.paint, self.session.language)
    }

    /// Shows what was kept for machines; nothing else was said of it.
    pub(super) fn finish(&self, kept: &[(String, Vec<Finding>)]) {
        let source = no_text();
        let of = |(path, findings)| Batch { path, source: &source, findings };
        let batches: Vec<Batch> = kept.iter().map(|(path, findings)| of((path, findings))).collect();
        let language = self.session.language;
        match self.style {
            Style::Human => {}
            Style::Json => write(&render::json(&batches)),
            Style::Github => write(&render::github(&batches, language)),
            Style::Sarif => write(&render::sarif(&batches, language)),
            Style::Junit => write(&render::junit(&batches, language)),
        }
    }
}

/// What machines get has no excerpts, so their text need not be kept.
fn no_text() -> Source {
    let encoding = Encoding { name: String::new(), evidence: String::new(), replaced: 0 };
    Source::new(String::new(), String::new(), encoding, Flavour::Stream, String::new())
}

/// Shows findings as their turn comes.
pub(super) struct Teller {
    reporting: Reporting,
    kept: Vec<(String, Vec<Finding>)>,
}

impl Teller {
    /// Nothing yet.
    pub(super) fn new(reporting: Reporting) -> Self {
        Self { reporting, kept: vec![] }
    }

    /// Shows the findings of the next report, at once or at the end.
    pub(super) fn tell(&mut self, told: Told) {
        match told {
            Told::Text(text) => write(&text),
            Told::Kept { path, findings } => self.kept.push((path, findings)),
        }
    }

    /// Shows what was kept.
    pub(super) fn finish(self) {
        self.reporting.finish(&self.kept);
    }
}

/// Nobody can be told if stderr is closed.
fn write(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
