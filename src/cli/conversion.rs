//! One report of `convert`: read, converted, written and dropped; a line of the manifest and what is to be told stay.

use super::guard::{Trip, trip};
use super::plan::{Plan, Show};
use super::reading::unreadable;
use super::stale::{self, Difference};
use super::tally::{count, summary};
use super::told::{Reporting, Told};
use crate::batch::{self, Counts, Input, Journal, Line, Output, OutputRoot, ProfileUsed, Status, StoreError};
use fukkoku::profile::{self, Profile};
use fukkoku::write::{self, Artifact, FORMATS, Pending};
use fukkoku::{Options, ProfileChoice, Report, read_report};
use fukkoku_recover::sheet::Rules;
use fukkoku_recover::source::ReportId;
use fukkoku_typeset::design::{Binding, Charts, Design, Paper, Punctuation};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is done with what was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// Written, unless it is up to date.
    Update,
    /// Written.
    Rewrite,
    /// Compared with the disk; nothing is written.
    Compare,
    /// Told; nothing is converted.
    Rehearse,
}

/// What became of one input.
pub(super) enum Outcome {
    /// Converted.
    Converted {
        /// Its line.
        line: Line,
        /// Its findings.
        told: Told,
        /// One line about it.
        said: String,
        /// What differs on the disk.
        differences: Vec<Difference>,
    },
    /// Its files are up to date.
    Fresh(Line),
    /// It would be converted.
    Due(Option<Line>),
    /// Refused, and why.
    Refused(String),
}

/// What the conversion of any report of a run needs.
pub(super) struct Conversion<'a> {
    /// What is asked for.
    pub plan: &'a Plan,
    /// What is done with what was made.
    pub doing: Doing,
    /// Options for the library.
    pub options: &'a Options,
    /// Where outputs go.
    pub root: &'a OutputRoot,
    /// How findings are told.
    pub reporting: Reporting,
    /// Lines of earlier runs and of this one.
    pub journal: Mutex<Journal<'a>>,
}

impl<'a> Conversion<'a> {
    /// Reads one input and makes its files; writes them, or compares them.
    pub(super) fn of(&self, input: &Input) -> Outcome {
        self.read(input).unwrap_or_else(Outcome::Refused)
    }

    fn read(&self, input: &Input) -> Result<Outcome, String> {
        let bytes = batch::read(input, self.plan.max_bytes).map_err(|error| error.to_string())?;
        let old = self.journal().before(&input.name).cloned();
        if let Some(line) = old.as_ref().filter(|line| self.is_fresh(line, &bytes)) {
            return Ok(Outcome::Fresh(line.clone()));
        }
        if self.doing == Doing::Rehearse {
            return Ok(Outcome::Due(old));
        }
        trip(Trip::Report);
        let report = read_report(&input.name, &bytes, self.options).map_err(|error| unreadable(input, &error))?;
        let size = bytes.len() as u64;
        drop(bytes);
        let pending = write::pending(&report.checked, &self.plan.formats, self.plan.design);
        let mut line = self.line(input, size, &report);
        let differences = match self.doing {
            Doing::Update | Doing::Rewrite => {
                self.store(&mut line, &pending, old.as_ref()).map_err(|error| error.to_string())?;
                vec![]
            }
            Doing::Compare | Doing::Rehearse => {
                let artifacts: Vec<Artifact> = pending.iter().map(Pending::made).collect();
                line.outputs = artifacts.iter().map(|artifact| output(&input.folder(), artifact)).collect();
                stale::of_report(self.root, &line, &artifacts, old.as_ref())
            }
        };
        drop(pending);
        let path = input.path.display().to_string();
        let said = format!("{path}: {}", summary(&report, &line, self.root, &input.folder()));
        let told = self.reporting.render(path, &report.source, report.checked.findings);
        Ok(Outcome::Converted { line, told, said, differences })
    }

    /// The journal; what a report that fell has left of it is whole.
    pub(super) fn journal(&self) -> MutexGuard<'_, Journal<'a>> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_fresh(&self, line: &Line, bytes: &[u8]) -> bool {
        let is_told_alike = match self.doing {
            Doing::Update => self.plan.show == Show::Read,
            Doing::Rehearse => true,
            Doing::Rewrite | Doing::Compare => false,
        };
        is_told_alike
            && line.status == Status::Ok
            && line.version == env!("CARGO_PKG_VERSION")
            && line.options == self.option_text(&ReportId::of(&line.path).to_string())
            && line.blake3 == blake3::hash(bytes).to_hex().as_str()
            && line.profile == self.profile_of(bytes)
            && line.outputs.iter().all(|output| batch::is_intact(self.root, output))
    }

    fn profile_of(&self, bytes: &[u8]) -> Option<ProfileUsed> {
        match &self.options.profile {
            ProfileChoice::None => None,
            ProfileChoice::Detect(known) if known.is_empty() => None,
            ProfileChoice::Detect(known) => {
                let (source, _) = fukkoku_recover::read("", bytes, self.options.reading()).ok()?;
                profile::detect(known, &source.text).map(used)
            }
            ProfileChoice::Given(profile) => Some(used(profile)),
        }
    }

    /// Options that change outputs.
    fn option_text(&self, report: &str) -> String {
        let formats: Vec<&str> =
            FORMATS.iter().filter(|row| self.plan.formats.contains(&row.format)).map(|row| row.name).collect();
        let encoding = self.options.encoding.as_deref().unwrap_or("detect");
        let accepted = self.accepted_text(report);
        let pages = &self.options.pages;
        let pages = if pages.are_all() { String::new() } else { format!(" pages={pages}") };
        let rules = if self.options.rules == Rules::Ignored { " rules=ignored" } else { "" };
        let design = design_text(self.plan.design);
        format!("formats={} encoding={encoding}{pages}{rules}{accepted}{design}", formats.join(","))
    }

    /// Only what is accepted in this report changes its outputs.
    fn accepted_text(&self, report: &str) -> String {
        let own = self.options.accepted.iter().filter(|accepted| accepted.report == report);
        let keys: Vec<[&str; 5]> =
            own.map(|entry| [&*entry.code, &entry.fingerprint, &entry.reason, &entry.who, &entry.when]).collect();
        if keys.is_empty() {
            return String::new();
        }
        format!(" accepted={}", &blake3::hash(serde_json::json!(keys).to_string().as_bytes()).to_hex()[..16])
    }

    /// The line of an input, without its outputs.
    fn line(&self, input: &Input, size: u64, report: &Report) -> Line {
        Line {
            path: input.name.clone(),
            size,
            blake3: report.source.blake3.clone(),
            profile: report.profile.as_ref().map(used),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options: self.option_text(&ReportId::of(&input.name).to_string()),
            status: Status::Ok,
            error: None,
            outputs: vec![],
            findings: count(report),
        }
    }

    /// The line of an input that was not converted; it holds no path of this machine.
    ///
    /// What an earlier run has written of it stays, and stays listed.
    pub(super) fn failed(&self, input: &Input, message: &str) -> Line {
        let told = message.replace(&input.path.display().to_string(), &input.name).replace(&self.root.shown(""), "");
        let is_there = |output: &&Output| self.root.place(&output.path).is_ok_and(|path| path.exists());
        let old = self.journal().before(&input.name).map(|line| line.outputs.clone()).unwrap_or_default();
        Line {
            path: input.name.clone(),
            size: 0,
            blake3: String::new(),
            profile: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options: String::new(),
            status: Status::Failed,
            error: Some(told),
            outputs: old.iter().filter(is_there).cloned().collect(),
            findings: Counts::default(),
        }
    }

    /// Writes all files of a report, one after the other, or, where one may not be written, none; its line names them then.
    fn store(&self, line: &mut Line, pending: &[Pending], old: Option<&Line>) -> Result<(), StoreError> {
        let folder = batch::folder_of(&line.path);
        let paths: Vec<String> = pending.iter().map(|pending| format!("{folder}/{}", pending.path)).collect();
        paths.iter().try_for_each(|path| self.root.place(path).map(drop))?;
        for (pending, path) in pending.iter().zip(&paths) {
            line.outputs.push(batch::write_filled(self.root, path, |out| pending.write(out))?);
        }
        batch::flush_folders(self.root, line.outputs.iter().map(|output| output.path.as_str()))?;
        for before in old.into_iter().flat_map(|old| &old.outputs) {
            if !line.outputs.iter().any(|now| now.path == before.path) {
                // What somebody changed since stays; --check names it.
                batch::remove_stale(self.root, before);
            }
        }
        self.journal().append(line)
    }
}

/// A file in the folder of its report.
fn output(folder: &str, artifact: &Artifact) -> Output {
    Output {
        path: format!("{folder}/{}", artifact.path),
        size: artifact.bytes.len() as u64,
        blake3: blake3::hash(&artifact.bytes).to_hex().to_string(),
    }
}

/// What differs from the edition without options, in the words of the flags.
fn design_text(design: Design) -> String {
    let paper = match design.paper {
        Paper::A4 => "",
        Paper::A5 => " paper=a5",
        Paper::B5 => " paper=b5",
    };
    let pages = match design.binding {
        Binding::Single => "",
        Binding::Facing => " pages=facing",
    };
    let charts = match design.charts {
        Charts::Drawn => "",
        Charts::Omitted => " charts=no",
    };
    let punctuation = match design.punctuation {
        Punctuation::Inside => "",
        Punctuation::Hanging => " hanging=yes",
    };
    [paper, pages, charts, punctuation].concat()
}

fn used(profile: &Profile) -> ProfileUsed {
    ProfileUsed { id: profile.id.clone(), blake3: blake3::hash(profile.text.as_bytes()).to_hex().to_string() }
}
