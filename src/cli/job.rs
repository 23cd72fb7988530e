//! One run of `fukkoku convert` over all inputs.

use super::conversion::{Conversion, Doing, Outcome, failed};
use super::guard::BUG;
use super::plan::{INPUT, Plan};
use super::session::{Failure, say};
use super::tally::{Tally, plural, progress};
use super::told::Teller;
use crate::batch::{self, Fell, Input, Journal, Line, OutputRoot, Status};
use fukkoku::Options;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

/// One run over all inputs.
pub(super) struct Job<'a> {
    /// What is asked for.
    pub plan: &'a Plan,
    /// What is done with what is made.
    pub doing: Doing,
    /// Options for the library.
    pub options: &'a Options,
}

/// What a run has come to, in the order of the inputs.
struct Course<'a> {
    job: &'a Job<'a>,
    root: &'a OutputRoot,
    teller: Teller,
    tally: Tally,
    lines: Vec<Line>,
    differences: Vec<String>,
}

impl Job<'_> {
    /// Converts all inputs; returns the exit code.
    pub(super) fn run(&self, inputs: &[Input]) -> Result<u8, Failure> {
        let root = OutputRoot::new(&self.plan.output, inputs);
        let journal = Journal::open(&root).map_err(|error| Failure::Output(error.to_string()))?;
        let faults: Vec<String> = journal.faults().collect();
        let reporting = self.plan.reporting();
        let (teller, tally) = (Teller::new(reporting), Tally::default());
        let mut course = Course { job: self, root: &root, teller, tally, lines: vec![], differences: vec![] };
        course.take_faults(faults);
        let (plan, doing, options) = (self.plan, self.doing, self.options);
        let conversion = Conversion { plan, doing, options, root: &root, reporting, journal: Mutex::new(journal) };
        let bar = progress(inputs.len(), &plan.session);
        let told = |at: usize, outcome| {
            bar.inc(1);
            bar.suspend(|| course.take(&inputs[at], outcome));
        };
        batch::in_order(inputs, plan.threads, |input| conversion.of(input), told)
            .map_err(|error| Failure::Output(format!("cannot start threads: {error}")))?;
        bar.finish_and_clear();
        let journal = conversion.journal.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        course.finish(inputs, journal)
    }

    /// Whether inputs are named by folders, so that what is not found there any more is gone.
    fn has_whole_folders(&self) -> bool {
        self.plan.inputs_or(Path::new(INPUT)).iter().all(|path| path.is_dir())
    }
}

impl Course<'_> {
    /// Lines of the manifest that are none.
    fn take_faults(&mut self, faults: Vec<String>) {
        match self.job.doing {
            Doing::Compare => self.differences = faults,
            Doing::Update | Doing::Rewrite => {
                faults.iter().for_each(|fault| self.job.plan.session.tell(&format!("warning: {fault}")));
            }
        }
    }

    /// Tells what became of the next input.
    fn take(&mut self, input: &Input, outcome: Result<Outcome, Fell>) {
        let session = self.job.plan.session;
        let line = match outcome {
            Ok(Outcome::Converted { line, told, said, differences }) => {
                self.teller.tell(told);
                session.tell(&said);
                self.differences.extend(differences);
                line
            }
            Ok(Outcome::Fresh(line)) => {
                session.tell(&format!("{}: up to date", input.path.display()));
                line
            }
            Ok(Outcome::Refused(message)) => {
                say(&format!("error: {message}"));
                self.tally.refused += 1;
                failed(input, &message, self.root)
            }
            Err(Fell) => {
                say(&format!("error: {}: {BUG}", input.path.display()));
                self.tally.broken += 1;
                failed(input, "a bug of fukkoku", self.root)
            }
        };
        self.tally.findings.add(&line.findings);
        self.lines.push(line);
    }

    fn finish(mut self, inputs: &[Input], journal: Journal) -> Result<u8, Failure> {
        let teller = std::mem::replace(&mut self.teller, Teller::new(self.job.plan.reporting()));
        teller.finish();
        let fail_on = self.job.plan.fail_on;
        match self.job.doing {
            Doing::Compare => self.tell_differences(&journal),
            Doing::Update | Doing::Rewrite => {
                if self.lines.iter().any(|line| line.status == Status::Ok) {
                    self.write_manifest(journal)?;
                }
            }
        }
        Ok(self.tally.exit_code(inputs.len(), fail_on))
    }

    /// Names of the reports of this run.
    fn names(&self) -> BTreeSet<String> {
        self.lines.iter().map(|line| line.path.clone()).collect()
    }

    /// Lines of inputs that are gone are dropped with their files, if whole folders are converted; else they stay.
    fn write_manifest(&mut self, journal: Journal) -> Result<(), Failure> {
        let mut gone = BTreeSet::new();
        if self.job.has_whole_folders() {
            let live: BTreeSet<&str> =
                self.lines.iter().flat_map(|line| &line.outputs).map(|output| output.path.as_str()).collect();
            for old in journal.gone(&self.names()) {
                let stale = old.outputs.iter().filter(|output| !live.contains(output.path.as_str()));
                stale.for_each(|output| batch::remove_stale(self.root, output));
                gone.insert(old.path.clone());
            }
        }
        let lines = std::mem::take(&mut self.lines);
        journal.finish(lines, &gone).map_err(|error| Failure::Output(error.to_string()))
    }

    /// Tells what differs between the disk and what would be written.
    fn tell_differences(&mut self, journal: &Journal) {
        if self.job.has_whole_folders() {
            let names = self.names();
            let told = |old: &Line| format!("{}: its input is gone", self.root.shown(&batch::folder_of(&old.path)));
            let gone: Vec<String> = journal.gone(&names).map(told).collect();
            self.differences.extend(gone);
        }
        self.differences.iter().for_each(|line| say(line));
        self.tally.differences = self.differences.len();
        if self.differences.is_empty() {
            self.job.plan.session.tell("outputs are up to date");
        } else {
            say(&format!(
                "{} differ; run 'fukkoku convert' with the same arguments to regenerate them",
                plural(self.differences.len(), "output")
            ));
        }
    }
}
