//! `fukkoku check`: reads and checks, writes nothing but findings.

use super::reading::Reading;
use super::{Failure, Session, say};
use clap::{Args, ValueEnum};
use fukkoku::batch::{self, Counts, Input};
use fukkoku::finding::render::{self, Batch, Paint};
use fukkoku::finding::{Code, Finding, Language, Severity};
use fukkoku::{Report, read_report};
use fukkoku_recover::source::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// `fukkoku check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    reading: Reading,
}

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

impl Check {
    /// Checks.
    pub(super) fn run(&self, session: &Session) -> Result<u8, Failure> {
        let inputs = self.reading.list()?;
        let options = self.reading.options(session)?;
        let limit = self.reading.limit(session);
        let one = |input: &Input| -> Result<Report, String> {
            let bytes = batch::read(input, limit).map_err(|error| error.to_string())?;
            read_report(&input.name, &bytes, &options).map_err(|error| format!("{}: {error}", input.path.display()))
        };
        let work = || inputs.par_iter().map(one).collect::<Vec<_>>();
        let results = self.reading.on_threads(session, work)?;
        let mut reporting = Reporting::new(self.reading.report, session);
        let (mut counts, mut refused) = (Counts::default(), 0);
        for (input, result) in inputs.iter().zip(&results) {
            match result {
                Ok(report) => {
                    let found = counts_of(&report.checked.findings, &report.checked.more);
                    counts.error += found.error;
                    counts.warning += found.warning;
                    counts.note += found.note;
                    reporting.add(&input.path.display().to_string(), &report.source, &report.checked.findings);
                }
                Err(message) => {
                    say(&format!("error: {message}"));
                    refused += 1;
                }
            }
        }
        reporting.finish();
        if !session.quiet {
            say(&format!("{} errors, {} warnings, {} notes", counts.error, counts.warning, counts.note));
        }
        Ok(match refused {
            0 => u8::from(exceeds(self.reading.fail_on, session, &counts)),
            1 if inputs.len() == 1 => 3,
            _ => 4,
        })
    }
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

/// Whether findings reach the severity at which a run fails.
pub(super) fn exceeds(asked: Option<FailOn>, session: &Session, counts: &Counts) -> bool {
    let set = session.settings.fail_on.as_deref().and_then(|word| FailOn::from_str(word, true).ok());
    match asked.or(set).unwrap_or(FailOn::Never) {
        FailOn::Error => counts.error > 0,
        FailOn::Warning => counts.error + counts.warning > 0,
        FailOn::Never => false,
    }
}

/// Shows findings on stderr, in the order of the inputs.
pub(super) struct Reporting<'a> {
    style: Style,
    language: Language,
    session: &'a Session,
    kept: Vec<(String, Source, Vec<Finding>)>,
}

impl<'a> Reporting<'a> {
    /// Nothing yet.
    pub(super) fn new(style: Option<Style>, session: &'a Session) -> Self {
        Self { style: style.unwrap_or(Style::Human), language: session.language, session, kept: vec![] }
    }

    /// Shows the findings of a report, at once or at the end.
    pub(super) fn add(&mut self, path: &str, source: &Source, findings: &[Finding]) {
        if self.style != Style::Human {
            self.kept.push((path.to_owned(), source.clone(), findings.to_vec()));
            return;
        }
        if self.session.quiet {
            return;
        }
        let shown = |finding: &&Finding| finding.severity > Severity::Note || self.session.verbose;
        let findings: Vec<Finding> = findings.iter().filter(shown).cloned().collect();
        let paint = if self.session.colour { Paint::Colour } else { Paint::Plain };
        let batch = Batch { path, source, findings: &findings };
        write(&render::human(&batch, paint, self.language));
    }

    /// Shows what was kept.
    pub(super) fn finish(self) {
        let batches: Vec<Batch> =
            self.kept.iter().map(|(path, source, findings)| Batch { path, source, findings }).collect();
        match self.style {
            Style::Human => {}
            Style::Json => write(&render::json(&batches)),
            Style::Github => write(&render::github(&batches, self.language)),
            Style::Sarif => write(&render::sarif(&batches, self.language)),
            Style::Junit => write(&render::junit(&batches, self.language)),
        }
    }
}

/// Nobody can be told if stderr is closed.
fn write(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
