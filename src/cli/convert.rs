//! `fukkoku convert`: the main job.

use super::asked::Asked;
use super::conversion::Doing;
use super::course::Gone;
use super::edition::Edition;
use super::job::{Among, Job};
use super::plan::{INPUT, Plan};
use super::reading::{self, Reading};
use super::session::{Failure, print};
use super::tally::count;
use super::words::format_parser;
use crate::batch::{Input, resolved};
use clap::Args;
use fukkoku::Options;
use fukkoku::write::{self, Format};
use std::path::{Path, PathBuf};

/// `fukkoku convert`.
#[derive(Debug, Args)]
pub(super) struct Convert {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    edition: Edition,
    /// Output folder. Default: output/.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Formats to write, separated by commas. Default: all.
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = format_parser())]
    formats: Option<Vec<Format>>,
    /// Writes nothing; exit code 1 and a short diff where the files on disk differ from what would be written.
    #[arg(long)]
    check: bool,
    /// Converts all inputs, also those that the manifest tells to be up to date.
    #[arg(long, conflicts_with = "check")]
    force: bool,
    /// Tells what would be converted, is up to date, or would be removed; writes nothing.
    #[arg(short = 'n', long, conflicts_with_all = ["check", "force"])]
    dry_run: bool,
    /// Only inputs that failed in an earlier run, as the manifest tells.
    #[arg(long, conflicts_with_all = ["check", "prune"])]
    retry_failed: bool,
    /// Removes what earlier runs have written of inputs that are gone, if it was not changed since. Needs inputs named by folders.
    #[arg(long, conflicts_with = "check")]
    prune: bool,
}

impl Convert {
    /// What its flags ask for.
    pub(super) fn asked(&self) -> Asked {
        let own = Asked { output: self.output.clone(), formats: self.formats.clone(), ..Asked::default() };
        own.or(self.edition.asked()).or(self.reading.asked())
    }

    /// Converts.
    pub(super) fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        let named = plan.inputs_or(Path::new(INPUT));
        if self.prune {
            refuse_to_prune(&named)?;
        }
        let listing = reading::list(plan)?;
        let options = reading::options(plan)?;
        if let Some(done) = self.to_stdout(plan, &listing.inputs, &options)? {
            return Ok(done);
        }
        refuse_output_among_inputs(&named, &listing.inputs, &plan.output)?;
        let among = if self.retry_failed { Among::Failed } else { Among::All };
        let gone = if self.prune { Gone::Removed } else { Gone::Named };
        Job { plan, doing: self.doing(), among, gone, options: &options }.run(listing)
    }

    fn doing(&self) -> Doing {
        if self.check {
            Doing::Compare
        } else if self.dry_run {
            Doing::Rehearse
        } else if self.force {
            Doing::Rewrite
        } else {
            Doing::Update
        }
    }

    /// `convert - --formats json` prints.
    fn to_stdout(&self, plan: &Plan, inputs: &[Input], options: &Options) -> Result<Option<u8>, Failure> {
        let single = matches!(plan.formats[..], [Format::Json] | [Format::Findings]);
        let [input] = inputs else { return Ok(None) };
        if !single || !input.is_stdin() || self.check || self.output.is_some() {
            return Ok(None);
        }
        let report = reading::report(plan, input, options).map_err(Failure::Input)?;
        for artifact in write::write(&report.checked, &plan.formats) {
            print(&artifact.bytes)?;
        }
        Ok(Some(u8::from(plan.fail_on.is_reached(&count(&report)))))
    }
}

/// Only of whole folders is known what is no longer there.
fn refuse_to_prune(named: &[PathBuf]) -> Result<(), Failure> {
    match named.iter().find(|path| !path.is_dir()) {
        None if named.is_empty() => Err(Failure::Usage("expected folders with --prune, found no input".to_owned())),
        None => Ok(()),
        Some(file) => Err(Failure::Usage(format!(
            "expected folders with --prune, as only of whole folders is known what is gone, found {}",
            file.display()
        ))),
    }
}

/// The same where files are named: the folder that they are in is one of reports, unless it is where the user works.
fn refuse_folder_of_input(found: &[Input], output: &Path, folder: &Path) -> Result<(), Failure> {
    let is_here = std::env::current_dir().is_ok_and(|here| resolved(&here) == output);
    let is_beside =
        |input: &&Input| !input.is_stdin() && input.barred.is_none() && resolved(&input.path).parent() == Some(output);
    let is_default = output.starts_with(resolved(Path::new(INPUT)));
    match found.iter().find(|input| is_beside(input) && (is_default || !is_here)) {
        Some(input) => Err(Failure::Usage(format!(
            "expected an output folder outside the input folder, found {}, which holds {}; choose another with -o",
            folder.display(),
            input.path.display()
        ))),
        None if is_default && Path::new(INPUT).is_dir() => Err(Failure::Usage(format!(
            "expected an output folder outside the input folder, found {} in {INPUT}; choose another with -o",
            folder.display()
        ))),
        None => Ok(()),
    }
}

/// Outputs among the inputs would be read as reports one day, and inputs among the outputs be overwritten.
fn refuse_output_among_inputs(named: &[PathBuf], found: &[Input], folder: &Path) -> Result<(), Failure> {
    let output = resolved(folder);
    let folders: Vec<(&PathBuf, PathBuf)> =
        named.iter().filter(|path| path.is_dir()).map(|path| (path, resolved(path))).collect();
    let written = found.iter().filter(|input| input.barred.is_none()).map(|input| output.join(input.folder()));
    for place in std::iter::once(output.clone()).chain(written) {
        if let Some((input, _)) = folders.iter().find(|(_, real)| place.starts_with(real)) {
            return Err(Failure::Usage(format!(
                "expected an output folder outside the input folder, found {} in {}; choose another with -o",
                folder.display(),
                input.display()
            )));
        }
    }
    refuse_folder_of_input(found, &output, folder)?;
    // A folder of reports may hold a link to the output folder.
    let is_apart = folders.iter().all(|(_, real)| !real.starts_with(&output));
    let within =
        |input: &&Input| !input.is_stdin() && input.barred.is_none() && resolved(&input.path).starts_with(&output);
    let led = found.iter().find(|input| !named.contains(&input.path) && is_apart && within(input));
    led.map_or(Ok(()), |input| {
        let path = input.path.display();
        Err(Failure::Usage(format!("expected inputs outside the output folder, found {path}; choose another with -o")))
    })
}
