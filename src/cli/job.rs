//! One run of `fukkoku convert` over all inputs.

use super::check::{Reporting, exceeds};
use super::reading::Reading;
use super::tally::{Tally, count, plural, progress, summary};
use super::{Failure, Session, say, stale};
use fukkoku::batch::{self, Counts, Input, Line, Output};
use fukkoku::profile;
use fukkoku::write::{self, Artifact, FORMATS, Format};
use fukkoku::{Options, ProfileChoice, Report, read_report};
use fukkoku_typeset::Design;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What became of one input.
enum Outcome {
    /// Converted: all files, in memory.
    Converted { report: Box<Report>, line: Line, artifacts: Vec<Artifact> },
    /// Its files are up to date.
    Fresh(Line),
    /// Refused.
    Refused { message: String },
    /// A bug.
    Broken { message: String },
}

/// One run over all inputs.
pub(super) struct Job<'a> {
    /// How reports are read.
    pub reading: &'a Reading,
    /// Whether files are only compared.
    pub check: bool,
    /// Whether all inputs are converted, also those whose files are up to date.
    pub force: bool,
    /// The session.
    pub session: &'a Session,
    /// Options for the library.
    pub options: &'a Options,
    /// What is written.
    pub formats: &'a [Format],
    /// How the edition looks.
    pub design: Design,
    /// Where it is written.
    pub folder: &'a Path,
}

impl Job<'_> {
    /// Converts all inputs; returns the exit code.
    pub(super) fn run(&self, inputs: &[Input]) -> Result<u8, Failure> {
        let before = batch::read_manifest(self.folder);
        let bar = progress(inputs.len(), self.session);
        let work = || {
            let one = |input: &Input| {
                let outcome = self.one(input, &before);
                bar.inc(1);
                outcome
            };
            inputs.par_iter().map(one).collect::<Vec<Outcome>>()
        };
        let outcomes = self.reading.on_threads(self.session, work)?;
        bar.finish_and_clear();
        self.finish(inputs, outcomes, &before)
    }

    /// Reads one input and makes its files; writes them unless `--check`.
    fn one(&self, input: &Input, before: &[Line]) -> Outcome {
        let bytes = match batch::read(input, self.reading.limit(self.session)) {
            Ok(bytes) => bytes,
            Err(error) => return Outcome::Refused { message: error.to_string() },
        };
        let old = before.iter().find(|line| line.path == input.name);
        if let Some(line) = old.filter(|line| self.is_fresh(line, &bytes)) {
            return Outcome::Fresh(line.clone());
        }
        let made = catch_unwind(AssertUnwindSafe(|| {
            let report = read_report(&input.name, &bytes, self.options)?;
            let artifacts = write::write_designed(&report.checked, self.formats, self.design);
            Ok((report, artifacts))
        }));
        match made {
            Ok(Ok((report, artifacts))) => self.store(input, bytes.len(), report, artifacts, old),
            Ok(Err(error)) => {
                let error: fukkoku_recover::read::decode::DecodeError = error;
                Outcome::Refused { message: format!("{}: {error}", input.path.display()) }
            }
            Err(_) => Outcome::Broken {
                message: format!("{}: this is a bug of fukkoku; please report it with the input", input.path.display()),
            },
        }
    }

    fn is_fresh(&self, line: &Line, bytes: &[u8]) -> bool {
        let asked = self.force || self.check || self.reading.report.is_some();
        !asked
            && line.status == "ok"
            && line.version == env!("CARGO_PKG_VERSION")
            && line.options == self.option_text(&fukkoku_recover::source::ReportId::of(&line.path).as_str())
            && line.blake3 == blake3::hash(bytes).to_hex().as_str()
            && line.profile == self.profile_of(bytes)
            && batch::is_intact(self.folder, line)
    }

    fn profile_of(&self, bytes: &[u8]) -> Option<batch::ProfileUsed> {
        let text = fukkoku_recover::read::decode::decode("", bytes, self.options.encoding.as_deref()).ok()?.text;
        match &self.options.profile {
            ProfileChoice::None => None,
            ProfileChoice::Detect(known) => profile::detect(known, &text).map(used),
            ProfileChoice::Given(profile) => Some(used(profile)),
        }
    }

    /// Options that change outputs.
    fn option_text(&self, report: &str) -> String {
        let formats: Vec<&str> =
            FORMATS.iter().filter(|row| self.formats.contains(&row.format)).map(|row| row.name).collect();
        let encoding = self.options.encoding.as_deref().unwrap_or("detect");
        let mut text = format!("formats={} encoding={encoding}", formats.join(","));
        // Only what is accepted in this report changes its outputs.
        let own: Vec<_> = self.options.accepted.iter().filter(|accepted| accepted.report == report).collect();
        if !own.is_empty() {
            text.push_str(&format!(" accepted={}", &blake3::hash(format!("{own:?}").as_bytes()).to_hex()[..16]));
        }
        if self.design != Design::default() {
            text.push_str(&format!(" {:?}", self.design));
        }
        text
    }

    fn store(
        &self,
        input: &Input,
        size: usize,
        report: Report,
        artifacts: Vec<Artifact>,
        old: Option<&Line>,
    ) -> Outcome {
        let folder = fukkoku_recover::source::ReportId::of(&input.name).to_string();
        let output = |artifact: &Artifact| Output {
            path: format!("{folder}/{}", artifact.path),
            size: artifact.bytes.len() as u64,
            blake3: blake3::hash(&artifact.bytes).to_hex().to_string(),
        };
        let line = Line {
            path: input.name.clone(),
            size: size as u64,
            blake3: report.source.blake3.clone(),
            profile: report.profile.as_ref().map(used),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options: self.option_text(&fukkoku_recover::source::ReportId::of(&input.name).as_str()),
            status: "ok".to_owned(),
            error: None,
            outputs: artifacts.iter().map(output).collect(),
            findings: count(&report),
        };
        if !self.check {
            for (artifact, output) in artifacts.iter().zip(&line.outputs) {
                let path = self.folder.join(&output.path);
                if let Err(error) = batch::write_whole(&path, &artifact.bytes) {
                    return Outcome::Refused { message: format!("{}: cannot be written: {error}", path.display()) };
                }
            }
            batch::remove_stale(self.folder, old.map_or(&[][..], |old| &old.outputs), &line.outputs);
        }
        Outcome::Converted { report: Box::new(report), line, artifacts }
    }

    fn finish(&self, inputs: &[Input], outcomes: Vec<Outcome>, before: &[Line]) -> Result<u8, Failure> {
        let mut tally = Tally::default();
        let mut lines = Vec::new();
        let mut reporting = Reporting::new(self.reading.report, self.session);
        for (input, outcome) in inputs.iter().zip(&outcomes) {
            match outcome {
                Outcome::Converted { report, line, .. } => {
                    reporting.add(&input.path.display().to_string(), &report.source, &report.checked.findings);
                    self.tell(&format!("{}: {}", input.path.display(), summary(report, line, self.folder)));
                    tally.add(&line.findings);
                    lines.push(line.clone());
                }
                Outcome::Fresh(line) => {
                    self.tell(&format!("{}: up to date", input.path.display()));
                    tally.add(&line.findings);
                    lines.push(line.clone());
                }
                Outcome::Refused { message } => {
                    say(&format!("error: {message}"));
                    tally.refused += 1;
                    lines.push(failed(input, message));
                }
                Outcome::Broken { message } => {
                    say(&format!("error: {message}"));
                    tally.broken += 1;
                    lines.push(failed(input, "a bug of fukkoku"));
                }
            }
        }
        reporting.finish();
        let differences = if self.check { self.differences(&outcomes, &lines, before) } else { 0 };
        if !self.check && lines.iter().any(|line| line.status == "ok") {
            self.write_manifest(lines, before)?;
        }
        Ok(tally.exit_code(inputs.len(), differences, exceeds(self.reading.fail_on, self.session, &tally.findings)))
    }

    fn tell(&self, line: &str) {
        if !self.session.quiet {
            say(line);
        }
    }

    /// Lines of inputs that are gone are dropped with their files, if whole folders are converted; else they stay.
    fn write_manifest(&self, mut lines: Vec<Line>, before: &[Line]) -> Result<(), Failure> {
        for old in
            before.iter().filter(|old| !lines.iter().any(|line| line.path == old.path)).cloned().collect::<Vec<_>>()
        {
            if self.whole_folders() {
                batch::remove_stale(self.folder, &old.outputs, &[]);
            } else {
                lines.push(old);
            }
        }
        let path = self.folder.join(batch::MANIFEST);
        batch::write_whole(&path, &batch::manifest_bytes(&lines))
            .map_err(|error| Failure::Output(format!("{}: cannot be written: {error}", path.display())))
    }

    fn whole_folders(&self) -> bool {
        self.reading.inputs.iter().all(|path| path.is_dir())
    }

    /// Tells what differs between the disk and what would be written; how many files.
    fn differences(&self, outcomes: &[Outcome], lines: &[Line], before: &[Line]) -> usize {
        let mut found = Vec::new();
        for outcome in outcomes {
            let Outcome::Converted { line, artifacts, .. } = outcome else { continue };
            let old = before.iter().find(|old| old.path == line.path);
            found.extend(stale::of_report(self.folder, line, artifacts, old));
        }
        if self.whole_folders() {
            let gone = before.iter().filter(|old| !lines.iter().any(|line| line.path == old.path));
            found.extend(gone.map(|old| {
                format!(
                    "{}: its input is gone",
                    self.folder.join(fukkoku_recover::source::ReportId::of(&old.path).as_str()).display()
                )
            }));
        }
        found.iter().for_each(|line| say(line));
        if found.is_empty() {
            self.tell("outputs are up to date");
        } else {
            say(&format!(
                "{} differ; run 'fukkoku convert' with the same arguments to regenerate them",
                plural(found.len(), "output")
            ));
        }
        found.len()
    }
}

fn used(profile: &profile::Profile) -> batch::ProfileUsed {
    batch::ProfileUsed { id: profile.id.clone(), blake3: blake3::hash(profile.text.as_bytes()).to_hex().to_string() }
}

fn failed(input: &Input, message: &str) -> Line {
    // Only the last path component: a manifest holds no path of this machine.
    let told = message.replace(&input.path.display().to_string(), &input.name);
    Line {
        path: input.name.clone(),
        size: 0,
        blake3: String::new(),
        profile: None,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        options: String::new(),
        status: "failed".to_owned(),
        error: Some(told),
        outputs: vec![],
        findings: Counts::default(),
    }
}
