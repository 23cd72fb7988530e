//! What a run tells: one line a report, a bar, counts and the exit code.

use super::session::{Session, Talk};
use super::told::{FailOn, counts_of};
use crate::batch::{Counts, Line, OutputRoot};
use fukkoku::Report;
use std::io::IsTerminal;

/// What became of the inputs, counted.
#[derive(Default)]
pub(super) struct Tally {
    /// Findings by severity.
    pub findings: Counts,
    /// Inputs that were read, and converted or checked.
    pub converted: usize,
    /// Inputs whose outputs are up to date.
    pub fresh: usize,
    /// Inputs that would be converted.
    pub due: usize,
    /// Inputs that were refused.
    pub refused: usize,
    /// Inputs on which the program failed.
    pub broken: usize,
    /// Outputs that differ from what would be written.
    pub differences: usize,
}

impl Tally {
    /// One line on the run over so many inputs.
    pub(super) fn told(&self, inputs: usize) -> String {
        let Counts { error, warning, note } = self.findings;
        let parts = [
            (self.converted, "read"),
            (self.fresh, "up to date"),
            (self.due, "to convert"),
            (self.refused + self.broken, "failed"),
        ];
        let parts: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let findings = [plural(error, "error"), plural(warning, "warning"), plural(note, "note")].join(", ");
        let inputs = plural(inputs, "input");
        if parts.is_empty() {
            format!("{inputs}: {findings}")
        } else {
            format!("{inputs}: {}; {findings}", parts.join(", "))
        }
    }

    /// The exit code of the run over so many inputs.
    pub(super) fn exit_code(&self, inputs: usize, fail_on: FailOn) -> u8 {
        if self.broken > 0 {
            70
        } else if self.refused > 0 {
            if inputs == 1 { 3 } else { 4 }
        } else {
            u8::from(self.differences > 0 || fail_on.is_reached(&self.findings))
        }
    }
}

/// Findings by severity.
pub(super) fn count(report: &Report) -> Counts {
    counts_of(&report.checked.findings, &report.checked.more)
}

/// One line on a report that was converted.
pub(super) fn summary(report: &Report, line: &Line, root: &OutputRoot, folder: &str) -> String {
    let tables = report.checked.document.tables().count();
    let profile = report.profile.as_ref().map_or("no profile".to_owned(), |profile| format!("profile {}", profile.id));
    let Counts { error, warning, note } = line.findings;
    format!(
        "{}, {profile}, {}, {}, {}, {} → {}",
        report.source.encoding.name,
        plural(tables, "table"),
        plural(error, "error"),
        plural(warning, "warning"),
        plural(note, "note"),
        root.shown(folder)
    )
}

/// `1 table`, `2 tables`.
pub(super) fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// A progress bar, where somebody looks at it.
pub(super) fn progress(inputs: usize, session: &Session) -> indicatif::ProgressBar {
    let quiet = session.talk == Talk::Quiet;
    let shown = inputs > 1 && !quiet && std::io::stderr().is_terminal() && std::env::var_os("CI").is_none();
    if shown { indicatif::ProgressBar::new(inputs as u64) } else { indicatif::ProgressBar::hidden() }
}
