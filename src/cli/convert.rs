//! `fukkoku convert`: the main job.

use super::check::exceeds;
use super::job::Job;
use super::reading::Reading;
use super::tally::count;
use super::{Failure, Session, print};
use clap::Args;
use fukkoku::batch::{self, Input};
use fukkoku::write::{self, FORMATS, Format};
use fukkoku::{Options, read_report};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// `fukkoku convert`.
#[derive(Debug, Args)]
pub(super) struct Convert {
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

impl Convert {
    /// Converts.
    pub(super) fn run(&self, session: &Session) -> Result<u8, Failure> {
        let inputs = self.reading.list()?;
        let formats = self.formats(session)?;
        let options = self.reading.options(session)?;
        if let Some(done) = self.to_stdout(session, &inputs, &formats, &options)? {
            return Ok(done);
        }
        let folder = self.output.clone().or_else(|| session.settings.output.clone()).unwrap_or_else(|| "output".into());
        refuse_output_in_input(&self.reading.inputs, &folder)?;
        let design = self.edition.design(session)?;
        let (reading, options, formats, folder) = (&self.reading, &options, &formats, &folder);
        let job = Job { reading, check: self.check, force: self.force, session, options, formats, design, folder };
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
