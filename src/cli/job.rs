//! One run of `fukkoku convert` over all inputs.

use super::conversion::{Conversion, Doing, Outcome};
use super::course::{Course, Gone};
use super::plan::Plan;
use super::session::{Failure, Session};
use super::stale::Difference;
use super::tally::progress;
use super::told::Reporting;
use crate::batch::{self, Access, Hold, Input, Journal, Listing, OutputRoot, Status, Waiting};
use fukkoku::Options;
use std::collections::BTreeSet;
use std::sync::Mutex;

/// Which inputs are converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    /// All.
    All,
    /// Those that failed before.
    Failed,
}

/// One run over all inputs.
pub(super) struct Job<'a> {
    /// What is asked for.
    pub plan: &'a Plan,
    /// What is done with what is made.
    pub doing: Doing,
    /// Which inputs are converted.
    pub among: Among,
    /// What becomes of outputs of inputs that are gone.
    pub gone: Gone,
    /// Options for the library.
    pub options: &'a Options,
}

impl Job<'_> {
    /// Converts all inputs; returns the exit code.
    pub(super) fn run(&self, mut listing: Listing) -> Result<u8, Failure> {
        let root = OutputRoot::new(&self.plan.output, &listing.inputs);
        let reporting = self.plan.reporting();
        reporting.refuse(listing.inputs.iter().map(|input| input.path.as_path()))?;
        refuse_among_outputs(&reporting, &root)?;
        let _hold = self.hold(&root)?;
        let (journal, found) = self.journal(&root)?;
        if self.among == Among::Failed {
            listing.inputs.retain(|input| has_failed(&journal, input));
        }
        if matches!(self.doing, Doing::Update | Doing::Rewrite) {
            tidy_up(&root, &listing, &journal);
        }
        let (plan, doing, options) = (self.plan, self.doing, self.options);
        let conversion = Conversion { plan, doing, options, root: &root, reporting, journal: Mutex::new(journal) };
        let mut course = Course::new(self.gone, &conversion, &listing);
        course.differ(found);
        course.tell_manifest();
        let bar = progress(listing.inputs.len(), &plan.session);
        let told = |at: usize, outcome| {
            bar.inc(1);
            bar.suspend(|| course.take(&listing.inputs[at], outcome));
        };
        let one = |input: &Input| -> Outcome { conversion.of(input) };
        batch::in_order(&listing.inputs, plan.threads, one, told)
            .map_err(|error| Failure::Output(format!("cannot start threads: {error}")))?;
        bar.finish_and_clear();
        course.finish()
    }

    /// Waits until the output folder is free.
    fn hold(&self, root: &OutputRoot) -> Result<Hold, Failure> {
        let access = match self.doing {
            Doing::Update | Doing::Rewrite => Access::Write,
            Doing::Compare | Doing::Rehearse => Access::Read,
        };
        let held = Hold::on(root.named(), access, |waiting| tell_waiting(root, waiting, self.plan.session));
        match held {
            // What stands in the way of outputs is a difference, told with the others.
            Err(_) if self.doing == Doing::Compare => Ok(Hold::nothing()),
            held => held.map_err(|error| Failure::Output(error.to_string())),
        }
    }

    /// The manifest; if it is none, `--check` tells that like any other difference.
    fn journal<'a>(&self, root: &'a OutputRoot) -> Result<(Journal<'a>, Vec<Difference>), Failure> {
        match Journal::open(root) {
            Ok(journal) => Ok((journal, vec![])),
            Err(error) if self.doing == Doing::Compare => Ok((Journal::empty(root), vec![error.to_string().into()])),
            Err(error) => Err(Failure::Output(error.to_string())),
        }
    }
}

/// What is told would be taken for a file of no report.
fn refuse_among_outputs(reporting: &Reporting, root: &OutputRoot) -> Result<(), Failure> {
    let output = batch::resolved(root.named());
    match reporting.files().find(|(_, path)| batch::resolved(path).starts_with(&output) && !root.is_shared()) {
        Some((_, path)) => Err(Failure::Usage(format!(
            "--report: {}: expected a file outside the output folder, found one in {}",
            path.display(),
            root.named().display()
        ))),
        None => Ok(()),
    }
}

fn tell_waiting(root: &OutputRoot, waiting: Waiting, session: Session) {
    let folder = root.named().display();
    match waiting {
        Waiting::ForAnother => session.tell(&format!("waiting for another run that writes to {folder}")),
        Waiting::WithoutLocks => session.tell(&format!(
            "warning: {folder} is on a file system without locks; let no other run write there meanwhile"
        )),
    }
}

/// Whether an input failed in an earlier run; what is no report of its own fails in each.
fn has_failed(journal: &Journal, input: &Input) -> bool {
    input.name.is_empty() || journal.before(&input.name).is_some_and(|line| line.status == Status::Failed)
}

/// Removes what runs that were killed have left.
fn tidy_up(root: &OutputRoot, listing: &Listing, journal: &Journal) {
    let inputs = listing.inputs.iter().filter(|input| !input.name.is_empty()).map(Input::folder);
    let folders: BTreeSet<String> = inputs.chain(journal.lines().map(|line| batch::folder_of(&line.path))).collect();
    batch::remove_leftovers(root, &folders);
}
