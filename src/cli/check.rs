//! `fukkoku check`: reads and checks, writes nothing but findings.

use super::asked::Asked;
use super::guard::{BUG, Trip, trip};
use super::plan::Plan;
use super::reading::{self, Reading};
use super::session::{Failure, say};
use super::tally::{Tally, count};
use super::told::{Teller, Told};
use crate::batch::{self, Counts, Fell, Input};
use clap::Args;

/// `fukkoku check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    reading: Reading,
}

impl Check {
    /// What its flags ask for.
    pub(super) fn asked(&self) -> Asked {
        self.reading.asked()
    }

    /// Checks.
    pub(super) fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        let inputs = reading::list(plan)?.inputs;
        let options = reading::options(plan)?;
        let reporting = plan.reporting();
        reporting.refuse(inputs.iter().map(|input| input.path.as_path()))?;
        let one = |input: &Input| -> Result<(Told, Counts), String> {
            trip(Trip::Report);
            let report = reading::report(plan, input, &options)?;
            let counts = count(&report);
            let path = input.path.display().to_string();
            Ok((reporting.render(path, &report.source, report.checked.findings), counts))
        };
        let (mut teller, mut tally) = (Teller::new(reporting.clone()), Tally::default());
        batch::in_order(&inputs, plan.threads, one, |at, outcome| match outcome {
            Ok(Ok((told, counts))) => {
                teller.tell(told);
                tally.findings.add(&counts);
                tally.converted += 1;
            }
            Ok(Err(message)) => {
                say(&format!("error: {message}"));
                tally.refused += 1;
            }
            Err(Fell) => {
                say(&format!("error: {}: {BUG}", inputs[at].shown()));
                tally.broken += 1;
            }
        })
        .map_err(|error| Failure::Output(format!("cannot start threads: {error}")))?;
        teller.finish()?;
        plan.session.tell(&tally.told(inputs.len()));
        Ok(tally.exit_code(inputs.len(), plan.fail_on))
    }
}
