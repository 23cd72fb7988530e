//! `fukkoku convert`: the main job.

use super::check::{FailOn, Reporting, Style, counts_of, exceeds};
use super::stale;
use super::{Failure, Session, print, say};
use clap::Args;
use fukkoku::batch::{self, Counts, Input, Line, Output};
use fukkoku::profile;
use fukkoku::typeset::Design;
use fukkoku::write::{self, Artifact, FORMATS, Format};
use fukkoku::{Options, ProfileChoice, Report, read_report, report_id};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Options that say how reports are read; `convert` and `check` share them.
#[derive(Debug, Args)]
pub struct Reading {
    /// Files, folders (all *.txt below), or '-' for standard input.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// A profile: its id, a TOML file, or 'none' to work from the text alone. Default: detect.
    #[arg(long, value_name = "ID|FILE|none")]
    pub profile: Option<String>,
    /// Encoding of the inputs, e.g. CP932. Default: detect.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Number of threads. Default: all cores.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Largest input, in bytes. Default: 64 MiB.
    #[arg(long, value_name = "BYTES")]
    pub max_bytes: Option<u64>,
    /// Findings of which severity make the exit code 1.
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// How findings are shown on stderr. Default: human.
    #[arg(long, value_enum)]
    pub report: Option<Style>,
    /// Findings that are accepted. Default: fukkoku.accept.toml in this folder, if there is one.
    #[arg(long, value_name = "FILE")]
    pub accept: Option<PathBuf>,
}

/// `fukkoku convert`.
#[derive(Debug, Args)]
pub struct Convert {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    edition: super::edition::Edition,
    /// Output folder. Default: output/.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Formats to write, separated by commas. Default: all.
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = format_names())]
    formats: Option<Vec<String>>,
    /// Writes nothing; exit code 1 and a short diff where the files on disk differ from what would be written.
    #[arg(long)]
    check: bool,
    /// Converts all inputs, also those that the manifest tells to be up to date.
    #[arg(long)]
    force: bool,
}

fn format_names() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(
        FORMATS.iter().map(|row| clap::builder::PossibleValue::new(row.name).help(row.about)),
    )
}

impl Reading {
    /// The inputs that are named, or `input/`.
    pub fn list(&self) -> Result<Vec<Input>, Failure> {
        let arguments = if self.inputs.is_empty() { vec![PathBuf::from("input")] } else { self.inputs.clone() };
        batch::inputs(&arguments).map_err(|error| match error {
            batch::InputError::Clash { .. } => Failure::Usage(error.to_string()),
            _ => Failure::Input(error.to_string()),
        })
    }

    /// Options for the library.
    pub fn options(&self, session: &Session) -> Result<Options, Failure> {
        let encoding = self.encoding.clone().or_else(|| session.settings.encoding.clone());
        let named = self.profile.as_deref().or(session.settings.profile.as_deref());
        let accepted = super::accept::load(self.accept.as_deref().or(session.settings.accept.as_deref()))?;
        Ok(Options { encoding, profile: super::profile::choose(named, &self.inputs)?, accepted })
    }

    /// Largest input.
    pub fn limit(&self, session: &Session) -> u64 {
        self.max_bytes.or(session.settings.max_bytes).unwrap_or(64 << 20)
    }

    /// Runs `work` on a pool of the threads asked for.
    pub fn on_threads<T: Send>(&self, session: &Session, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        let jobs = self.jobs.map(usize::from).or(session.settings.jobs).unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
        let pool = pool.map_err(|error| Failure::Output(format!("cannot start threads: {error}")))?;
        Ok(pool.install(work))
    }
}

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

impl Convert {
    /// Converts.
    pub fn run(&self, session: &Session) -> Result<u8, Failure> {
        let inputs = self.reading.list()?;
        let formats = self.formats(session)?;
        let options = self.reading.options(session)?;
        if let Some(done) = self.to_stdout(session, &inputs, &formats, &options)? {
            return Ok(done);
        }
        let folder = self.output.clone().or_else(|| session.settings.output.clone()).unwrap_or_else(|| "output".into());
        refuse_output_in_input(&self.reading.inputs, &folder)?;
        let design = self.edition.design(session)?;
        let job = Job { convert: self, session, options: &options, formats: &formats, design, folder: &folder };
        job.run(&inputs)
    }

    fn formats(&self, session: &Session) -> Result<Vec<Format>, Failure> {
        let Some(names) = self.formats.as_ref().or(session.settings.formats.as_ref()) else {
            return Ok(FORMATS.iter().map(|row| row.format).collect());
        };
        let known = |name: &String| {
            let row = FORMATS.iter().find(|row| row.name == name);
            row.map(|row| row.format).ok_or_else(|| {
                let all: Vec<&str> = FORMATS.iter().map(|row| row.name).collect();
                Failure::Usage(format!("expected formats among {}, found '{name}'", all.join(", ")))
            })
        };
        let chosen: BTreeSet<Format> = names.iter().map(known).collect::<Result<_, _>>()?;
        Ok(chosen.into_iter().collect())
    }

    /// `convert - --formats json` prints.
    fn to_stdout(
        &self,
        session: &Session,
        inputs: &[Input],
        formats: &[Format],
        options: &Options,
    ) -> Result<Option<u8>, Failure> {
        let single = matches!(formats, [Format::Json] | [Format::Findings]);
        let stdin = matches!(inputs, [input] if input.path.as_os_str() == "-");
        if !single || !stdin || self.check || self.output.is_some() {
            return Ok(None);
        }
        let bytes =
            batch::read(&inputs[0], self.reading.limit(session)).map_err(|error| Failure::Input(error.to_string()))?;
        let report = read_report(&inputs[0].name, &bytes, options)
            .map_err(|error| Failure::Input(format!("standard input: {error}")))?;
        for artifact in write::write(&report.checked, formats) {
            print(&artifact.bytes)?;
        }
        Ok(Some(u8::from(exceeds(self.reading.fail_on, session, &count(&report)))))
    }
}

/// One run over all inputs.
struct Job<'a> {
    convert: &'a Convert,
    session: &'a Session,
    options: &'a Options,
    formats: &'a [Format],
    design: Design,
    folder: &'a Path,
}

impl Job<'_> {
    fn run(&self, inputs: &[Input]) -> Result<u8, Failure> {
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
        let outcomes = self.convert.reading.on_threads(self.session, work)?;
        bar.finish_and_clear();
        self.finish(inputs, outcomes, &before)
    }

    /// Reads one input and makes its files; writes them unless `--check`.
    fn one(&self, input: &Input, before: &[Line]) -> Outcome {
        let bytes = match batch::read(input, self.convert.reading.limit(self.session)) {
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
                let error: fukkoku::read::decode::DecodeError = error;
                Outcome::Refused { message: format!("{}: {error}", input.path.display()) }
            }
            Err(_) => Outcome::Broken {
                message: format!("{}: this is a bug of fukkoku; please report it with the input", input.path.display()),
            },
        }
    }

    fn is_fresh(&self, line: &Line, bytes: &[u8]) -> bool {
        let asked = self.convert.force || self.convert.check || self.convert.reading.report.is_some();
        !asked
            && line.status == "ok"
            && line.version == env!("CARGO_PKG_VERSION")
            && line.options == self.option_text(&report_id(&line.path))
            && line.blake3 == blake3::hash(bytes).to_hex().as_str()
            && line.profile == self.profile_of(bytes)
            && batch::is_intact(self.folder, line)
    }

    fn profile_of(&self, bytes: &[u8]) -> Option<batch::ProfileUsed> {
        let text = fukkoku::read::decode::decode("", bytes, self.options.encoding.as_deref()).ok()?.text;
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
        let folder = report_id(&input.name);
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
            options: self.option_text(&report_id(&input.name)),
            status: "ok".to_owned(),
            error: None,
            outputs: artifacts.iter().map(output).collect(),
            findings: count(&report),
        };
        if !self.convert.check {
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
        let mut reporting = Reporting::new(self.convert.reading.report, self.session);
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
        let differences = if self.convert.check { self.differences(&outcomes, &lines, before) } else { 0 };
        if !self.convert.check && lines.iter().any(|line| line.status == "ok") {
            self.write_manifest(lines, before)?;
        }
        Ok(tally.exit_code(
            inputs.len(),
            differences,
            exceeds(self.convert.reading.fail_on, self.session, &tally.findings),
        ))
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
        self.convert.reading.inputs.iter().all(|path| path.is_dir())
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
            found.extend(
                gone.map(|old| format!("{}: its input is gone", self.folder.join(report_id(&old.path)).display())),
            );
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

#[derive(Default)]
struct Tally {
    findings: Counts,
    refused: usize,
    broken: usize,
}

impl Tally {
    fn add(&mut self, counts: &Counts) {
        self.findings.error += counts.error;
        self.findings.warning += counts.warning;
        self.findings.note += counts.note;
    }

    fn exit_code(&self, inputs: usize, differences: usize, exceeded: bool) -> u8 {
        match () {
            () if self.broken > 0 => 70,
            () if self.refused > 0 && inputs == 1 => 3,
            () if self.refused > 0 => 4,
            () if differences > 0 || exceeded => 1,
            () => 0,
        }
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

/// Findings by severity.
fn count(report: &Report) -> Counts {
    counts_of(&report.checked.findings, &report.checked.more)
}

fn summary(report: &Report, line: &Line, folder: &Path) -> String {
    let tables = write::table_csv::tables(&report.checked.document).count();
    let profile = report.profile.as_ref().map_or("no profile".to_owned(), |profile| format!("profile {}", profile.id));
    let Counts { error, warning, note } = line.findings;
    let to = folder.join(report_id(&line.path));
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

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn progress(inputs: usize, session: &Session) -> indicatif::ProgressBar {
    let shown = inputs > 1 && !session.quiet && std::io::stderr().is_terminal() && std::env::var_os("CI").is_none();
    if shown { indicatif::ProgressBar::new(inputs as u64) } else { indicatif::ProgressBar::hidden() }
}

/// Outputs among the inputs would be read as reports one day.
fn refuse_output_in_input(inputs: &[PathBuf], folder: &Path) -> Result<(), Failure> {
    let output = resolved(folder);
    match inputs.iter().find(|input| input.is_dir() && output.starts_with(resolved(input))) {
        Some(input) => Err(Failure::Usage(format!(
            "expected an output folder outside the input folder, found {} in {}; choose another with -o",
            folder.display(),
            input.display()
        ))),
        None => Ok(()),
    }
}

/// A path without links and `..`, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let found = whole.ancestors().find_map(|part| Some((fs::canonicalize(part).ok()?, whole.strip_prefix(part).ok()?)));
    found.map_or(whole.clone(), |(real, rest)| real.join(rest))
}
