//! What a run tells: one line a report, a bar, counts and the exit code.

use super::Session;
use super::check::counts_of;
use fukkoku::Report;
use fukkoku::batch::{Counts, Line};
use std::io::IsTerminal;
use std::path::Path;

/// What became of the inputs, counted.
#[derive(Default)]
pub(super) struct Tally {
    /// Findings by severity.
    pub findings: Counts,
    /// Inputs that were refused.
    pub refused: usize,
    /// Inputs on which the program failed.
    pub broken: usize,
}

impl Tally {
    /// Adds the findings of a report.
    pub(super) fn add(&mut self, counts: &Counts) {
        self.findings.error += counts.error;
        self.findings.warning += counts.warning;
        self.findings.note += counts.note;
    }

    /// The exit code of the run.
    pub(super) fn exit_code(&self, inputs: usize, differences: usize, exceeded: bool) -> u8 {
        match () {
            () if self.broken > 0 => 70,
            () if self.refused > 0 && inputs == 1 => 3,
            () if self.refused > 0 => 4,
            () if differences > 0 || exceeded => 1,
            () => 0,
        }
    }
}

/// Findings by severity.
pub(super) fn count(report: &Report) -> Counts {
    counts_of(&report.checked.findings, &report.checked.more)
}

/// One line on a report that was converted.
pub(super) fn summary(report: &Report, line: &Line, folder: &Path) -> String {
    let tables = report.checked.document.tables().count();
    let profile = report.profile.as_ref().map_or("no profile".to_owned(), |profile| format!("profile {}", profile.id));
    let Counts { error, warning, note } = line.findings;
    let to = folder.join(fukkoku_recover::source::ReportId::of(&line.path).as_str());
    format!(
        "{}, {profile}, {}, {}, {}, {} → {}",
        report.source.encoding.name,
        plural(tables, "table"),
        plural(error, "error"),
        plural(warning, "warning"),
        plural(note, "note"),
        to.display()
    )
}

/// `1 table`, `2 tables`.
pub(super) fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// A progress bar, where somebody looks at it.
pub(super) fn progress(inputs: usize, session: &Session) -> indicatif::ProgressBar {
    let shown = inputs > 1 && !session.quiet && std::io::stderr().is_terminal() && std::env::var_os("CI").is_none();
    if shown { indicatif::ProgressBar::new(inputs as u64) } else { indicatif::ProgressBar::hidden() }
}
