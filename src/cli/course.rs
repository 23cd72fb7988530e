//! What a run of `fukkoku convert` has come to, in the order of its inputs, and how it ends.

use super::conversion::{Conversion, Doing, Outcome};
use super::guard::BUG;
use super::session::{Failure, say};
use super::stale::Difference;
use super::tally::{Tally, plural};
use super::told::Teller;
use crate::batch::{self, Belongs, Fell, Input, Journal, Line, MANIFEST, Output, OutputRoot, Removal, Status};
use std::collections::BTreeSet;
use std::sync::MutexGuard;

/// What becomes of outputs of inputs that are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gone {
    /// They are named.
    Named,
    /// They are removed.
    Removed,
}

/// What a run has come to.
pub(super) struct Course<'a> {
    gone: Gone,
    conversion: &'a Conversion<'a>,
    listing: &'a batch::Listing,
    teller: Teller,
    tally: Tally,
    lines: Vec<Line>,
    differences: Vec<Difference>,
}

impl<'a> Course<'a> {
    /// Nothing yet.
    pub(super) fn new(gone: Gone, conversion: &'a Conversion<'a>, listing: &'a batch::Listing) -> Self {
        let (teller, tally) = (Teller::new(conversion.reporting.clone()), Tally::default());
        Self { gone, conversion, listing, teller, tally, lines: vec![], differences: vec![] }
    }

    fn root(&self) -> &'a OutputRoot {
        self.conversion.root
    }

    fn journal(&self) -> MutexGuard<'a, Journal<'a>> {
        self.conversion.journal()
    }

    fn tell(&self, line: &str) {
        self.conversion.plan.session.tell(line);
    }

    /// Notes what differs.
    pub(super) fn differ(&mut self, found: impl IntoIterator<Item = Difference>) {
        self.differences.extend(found);
    }

    /// Lines of the manifest that are none, or of other versions.
    pub(super) fn tell_manifest(&mut self) {
        let journal = self.journal();
        let faults: Vec<String> = journal.faults().collect();
        match self.conversion.doing {
            Doing::Compare => self.differences.extend(faults.into_iter().map(Difference::from)),
            Doing::Update | Doing::Rewrite | Doing::Rehearse => {
                // Lost lines are no news for who is told of everything alone.
                faults.iter().for_each(|fault| say(&format!("warning: {fault}")));
            }
        }
        for (version, count) in journal.of_other_versions(&self.listing.names) {
            let (name, reports) = (self.root().shown(MANIFEST), plural(count, "report"));
            self.tell(&format!("{name}: {reports} of version {version} that this run is not about stay as they are"));
        }
    }

    /// Tells what became of the next input.
    pub(super) fn take(&mut self, input: &Input, outcome: Result<Outcome, Fell>) {
        let line = match outcome {
            Ok(Outcome::Converted { line, told, said, differences }) => {
                self.teller.tell(told);
                self.tell(&said);
                self.differences.extend(differences);
                self.tally.converted += 1;
                line
            }
            Ok(Outcome::Fresh(line)) => {
                self.tell(&format!("{}: up to date", input.shown()));
                self.tally.fresh += 1;
                line
            }
            Ok(Outcome::Due(line)) => {
                let folder = self.root().shown(&input.folder());
                say(&format!("{}: would be converted → {folder}", input.shown()));
                self.tally.due += 1;
                self.lines.extend(line);
                return;
            }
            Ok(Outcome::Refused(message)) => {
                say(&format!("error: {message}"));
                self.tally.refused += 1;
                self.conversion.failed(input, &message)
            }
            Err(Fell) => {
                say(&format!("error: {}: {BUG}", input.shown()));
                self.tally.broken += 1;
                self.conversion.failed(input, "a bug of fukkoku")
            }
        };
        self.tally.findings.add(&line.findings);
        // What is no report of its own has no line.
        self.lines.extend((!input.name.is_empty()).then_some(line));
    }

    /// Ends the run; returns the exit code.
    pub(super) fn finish(mut self) -> Result<u8, Failure> {
        let teller = std::mem::replace(&mut self.teller, Teller::new(self.conversion.reporting.clone()));
        // The manifest is written all the same.
        let told = teller.finish();
        match self.conversion.doing {
            Doing::Compare => self.tell_differences(),
            Doing::Rehearse => self.tell_gone(),
            Doing::Update | Doing::Rewrite => {
                // Where nothing was ever written, nothing is.
                if self.journal().is_there() || self.lines.iter().any(|line| line.status == Status::Ok) {
                    self.write_manifest()?;
                }
            }
        }
        told?;
        let inputs = self.listing.inputs.len();
        self.tell(&self.tally.told(inputs));
        Ok(self.tally.exit_code(inputs, self.conversion.plan.fail_on))
    }

    /// Lines of inputs that are gone, as far as this run can know.
    fn gone(&self) -> Vec<Line> {
        let journal = self.journal();
        let gone = journal.gone(&self.listing.names).cloned();
        if self.listing.is_whole { gone.collect() } else { vec![] }
    }

    fn tell_gone(&self) {
        for line in self.gone() {
            let (folder, files) =
                (self.root().shown(&batch::folder_of(&line.path)), plural(line.outputs.len(), "file"));
            let does = match (self.gone, self.conversion.doing) {
                (Gone::Removed, Doing::Rehearse) => format!("{files} would be removed, unless they were changed"),
                _ => format!("{files} stay; 'fukkoku convert --prune' removes what was not changed since"),
            };
            self.tell(&format!("warning: {folder}: its input {} is gone; {does}", line.path));
        }
    }

    /// Lines of inputs that are gone stay, or are dropped with their files.
    fn write_manifest(&mut self) -> Result<(), Failure> {
        let mut dropped = BTreeSet::new();
        match self.gone {
            Gone::Named => self.tell_gone(),
            Gone::Removed => {
                for line in self.gone() {
                    let outputs = self.prune(&line);
                    if outputs.is_empty() {
                        dropped.insert(line.path);
                    } else {
                        self.lines.push(Line { outputs, ..line });
                    }
                }
            }
        }
        let lines = std::mem::take(&mut self.lines);
        let told = self.journal().finish(lines, &dropped);
        told.map_err(|error| Failure::Output(error.to_string()))
    }

    /// Removes the files of a report whose input is gone; returns those that were changed since, which stay.
    fn prune(&self, line: &Line) -> Vec<Output> {
        let live: BTreeSet<&str> =
            self.lines.iter().flat_map(|line| &line.outputs).map(|output| output.path.as_str()).collect();
        let (mut rest, mut removed) = (Vec::new(), 0);
        for output in line.outputs.iter().filter(|output| !live.contains(output.path.as_str())) {
            match batch::remove_stale(self.root(), output) {
                Removal::Gone => removed += 1,
                Removal::Kept => {
                    let path = self.root().shown(&output.path);
                    say(&format!(
                        "warning: {path}: its input is gone, but it was changed since it was written; it stays"
                    ));
                    rest.push(output.clone());
                }
            }
        }
        let folder = self.root().shown(&batch::folder_of(&line.path));
        self.tell(&format!("{folder}: its input {} is gone; removed {}", line.path, plural(removed, "file")));
        rest
    }

    /// Tells what differs between the disk and what a run would leave there.
    fn tell_differences(&mut self) {
        self.differ_failed();
        let gone = self.gone();
        let told = |line: &Line| {
            let folder = self.root().shown(&batch::folder_of(&line.path));
            format!("{folder}: its input {} is gone; 'fukkoku convert --prune' removes it", line.path).into()
        };
        self.differences.extend(gone.iter().map(told).collect::<Vec<Difference>>());
        self.differ_strays();
        self.differ_manifest();
        for difference in &self.differences {
            say(&difference.told);
            difference.diff.iter().for_each(|line| say(line));
        }
        self.tally.differences = self.differences.len();
        if !self.differences.is_empty() {
            let count = plural(self.differences.len(), "difference");
            say(&format!("{count}; run 'fukkoku convert' with the same arguments to regenerate outputs"));
        } else if self.tally.refused + self.tally.broken == 0 {
            self.tell("outputs are up to date");
        }
    }

    /// Outputs of inputs that could be converted once and cannot any more.
    fn differ_failed(&mut self) {
        for line in self.lines.iter().filter(|line| line.status == Status::Failed && !line.outputs.is_empty()) {
            let folder = self.root().shown(&batch::folder_of(&line.path));
            let files = plural(line.outputs.len(), "file");
            self.differences.push(
                format!("{folder}: {files} of an earlier state of {}, which cannot be converted now", line.path).into(),
            );
        }
    }

    /// What no report has written: in the whole output folder if it is ours alone, else in folders of reports.
    fn differ_strays(&mut self) {
        let (mut belongs, root) = (Belongs::default(), self.root());
        belongs.file(MANIFEST);
        let journal = self.journal();
        for line in journal.lines().chain(&self.lines) {
            line.outputs.iter().for_each(|output| belongs.file(&output.path));
        }
        let folders = if root.is_shared() {
            let folders = self.lines.iter().map(|line| batch::folder_of(&line.path));
            folders.filter(|folder| belongs.has(folder)).collect()
        } else {
            vec![String::new()]
        };
        let strays = folders.iter().flat_map(|folder| belongs.strays(root, folder));
        self.differences.extend(strays.map(Difference::from));
    }

    /// A manifest that a run would write otherwise, if nothing else tells so.
    fn differ_manifest(&mut self) {
        let journal = self.journal();
        let name = self.root().shown(MANIFEST);
        let output = self.lines.iter().flat_map(|line| &line.outputs).next();
        let odd = output.and_then(|output| self.root().odd_mode_of_manifest(&output.path));
        self.differences.extend(odd.map(|odd| Difference::from(format!("{name}: {odd}"))));
        if self.differences.is_empty() && !journal.is_as_made(self.lines.clone()) {
            self.differences.push(format!("{name}: differs from what a run would write").into());
        }
    }
}
