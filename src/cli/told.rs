//! Findings as a run tells them: what a report's become where the report is, and what is shown in the order of the inputs.

use super::session::{Failure, Session, Talk, print};
use crate::batch::{self, Counts};
use clap::ValueEnum;
use fukkoku::finding::render::{self, Batch, Paint};
use fukkoku::finding::{Code, Finding, Severity};
use fukkoku_recover::source::{Encoding, Flavour, Source};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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

/// How findings are written.
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

impl Style {
    /// The style of this name.
    fn named(name: &str) -> Option<Self> {
        Style::from_str(name, true).ok()
    }
}

/// One `--report`: how findings are written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// How.
    pub style: Style,
    /// Where; standard error if nothing is said, standard output for `-`.
    pub path: Option<PathBuf>,
}

impl Report {
    /// Reads `sarif` or `sarif=findings.sarif`.
    pub(super) fn flag(text: &str) -> Result<Self, String> {
        let (name, path) = text.split_once('=').map_or((text, None), |(name, path)| (name, Some(path)));
        let style = Style::named(name).filter(|_| path != Some(""));
        let report = style.map(|style| Report { style, path: path.map(PathBuf::from) });
        report.ok_or_else(|| {
            let names: Vec<String> = Style::value_variants()
                .iter()
                .filter_map(Style::to_possible_value)
                .map(|word| word.get_name().to_owned())
                .collect();
            format!("expected one of {}, and =PATH if it shall be a file", names.join(", "))
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

/// How a run tells findings.
#[derive(Clone, Debug)]
pub(super) struct Reporting {
    reports: Vec<Report>,
    session: Session,
}

/// The findings of one report, ready to be told without it.
pub(super) struct Told {
    /// For people on the screen, shown when its turn comes.
    shown: String,
    /// For people in files, all of it.
    written: String,
    /// For machines, which get all at the end: the path as the user gave it, and what was found.
    kept: Option<(String, Vec<Finding>)>,
}

impl Reporting {
    /// These reports; where none of them goes to the screen, people get theirs there.
    pub(super) fn new(mut reports: Vec<Report>, session: Session) -> Self {
        if reports.iter().all(|report| report.path.is_some()) {
            reports.push(Report { style: Style::Human, path: None });
        }
        Self { reports, session }
    }

    /// Refuses files that cannot be written, or that a run over these inputs reads.
    pub(super) fn refuse<'a>(&self, inputs: impl Iterator<Item = &'a Path> + Clone) -> Result<(), Failure> {
        let files: Vec<&Path> = self.files().map(|(_, path)| path).collect();
        for (at, path) in files.iter().enumerate() {
            batch::refuse_named(path).map_err(|error| Failure::Usage(format!("--report: {error}")))?;
            let real = batch::resolved(path);
            if inputs.clone().any(|input| batch::resolved(input) == real) {
                let name = path.display();
                return Err(Failure::Usage(format!("--report: {name}: expected a file that is no input, found one")));
            }
            if files[..at].contains(path) {
                return Err(Failure::Usage(format!(
                    "--report: {}: expected one report in a file, found two",
                    path.display()
                )));
            }
        }
        Ok(())
    }

    /// Reports that go to files.
    pub(super) fn files(&self) -> impl Iterator<Item = (Style, &Path)> {
        let to_file = |report: &'_ Report| report.path.as_deref().is_some_and(|path| path.as_os_str() != "-");
        let of_files = self.reports.iter().filter(move |report| to_file(report));
        of_files.filter_map(|report| Some((report.style, report.path.as_deref()?)))
    }

    fn has(&self, fits: impl Fn(&Report) -> bool) -> bool {
        self.reports.iter().any(fits)
    }

    /// What the findings of a report become.
    pub(super) fn render(&self, path: String, source: &Source, findings: Vec<Finding>) -> Told {
        let language = self.session.language;
        let is_human = |report: &Report| report.style == Style::Human;
        let written = if self.has(|report| is_human(report) && report.path.is_some()) {
            render::human(&Batch { path: &path, source, findings: &findings }, Paint::Plain, language)
        } else {
            String::new()
        };
        let shown = if self.has(|report| is_human(report) && report.path.is_none()) {
            self.human(&path, source, &findings)
        } else {
            String::new()
        };
        let kept = self.has(|report| !is_human(report)).then_some((path, findings));
        Told { shown, written, kept }
    }

    fn human(&self, path: &str, source: &Source, findings: &[Finding]) -> String {
        let Session { talk, paint, language } = self.session;
        let least = match talk {
            Talk::Quiet => return String::new(),
            Talk::Usual => Severity::Warning,
            Talk::Verbose => Severity::Note,
        };
        let findings: Vec<Finding> = findings.iter().filter(|finding| finding.severity >= least).cloned().collect();
        render::human(&Batch { path, source, findings: &findings }, paint, language)
    }

    fn for_machines(&self, style: Style, batches: &[Batch]) -> String {
        let language = self.session.language;
        match style {
            Style::Human => String::new(),
            Style::Json => render::json(batches),
            Style::Github => render::github(batches, language),
            Style::Sarif => render::sarif(batches, language),
            Style::Junit => render::junit(batches, language),
        }
    }
}

/// What machines get has no excerpts, so their text need not be kept.
fn no_text() -> Source {
    let encoding = Encoding { name: String::new(), evidence: String::new(), replaced: 0 };
    Source::new(String::new(), String::new(), encoding, Flavour::Stream, String::new())
}

/// Tells findings as their turn comes.
pub(super) struct Teller {
    reporting: Reporting,
    written: String,
    kept: Vec<(String, Vec<Finding>)>,
}

impl Teller {
    /// Nothing yet.
    pub(super) fn new(reporting: Reporting) -> Self {
        Self { reporting, written: String::new(), kept: vec![] }
    }

    /// Tells the findings of the next report, at once or at the end.
    pub(super) fn tell(&mut self, told: Told) {
        write(&told.shown);
        self.written.push_str(&told.written);
        self.kept.extend(told.kept);
    }

    /// Tells what was kept.
    ///
    /// - **Errors**: a file that cannot be written.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let source = no_text();
        let batches: Vec<Batch> =
            self.kept.iter().map(|(path, findings)| Batch { path, source: &source, findings }).collect();
        for Report { style, path } in &self.reporting.reports {
            let text = match (style, path) {
                (Style::Human, Some(_)) => self.written.clone(),
                (style, _) => self.reporting.for_machines(*style, &batches),
            };
            match path {
                None => write(&text),
                Some(path) if path.as_os_str() == "-" => drop(print(text.as_bytes())?),
                Some(path) => batch::write_named(path, text.as_bytes())
                    .map_err(|error| Failure::Output(format!("--report: {error}")))?,
            }
        }
        Ok(())
    }
}

/// Nobody can be told if stderr is closed.
fn write(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
