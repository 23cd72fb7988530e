//! `fukkoku lint`: existing CSV files against published rules.

use super::asked::Asked;
use super::plan::Plan;
use super::reading::{Judging, accepted};
use super::session::{Failure, say};
use super::tally::Tally;
use super::told::{Teller, counts_of};
use crate::batch::{self, Limit};
use clap::{Args, ValueEnum};
use fukkoku::lint::{self, Rules};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// `fukkoku lint`.
#[derive(Debug, Args)]
pub(super) struct Lint {
    /// CSV files, or folders (all *.csv below). Default: output/.
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Which rules.
    #[arg(long, value_enum, default_value_t = RuleSet::Soumu)]
    rules: RuleSet,
    #[command(flatten)]
    judging: Judging,
}

/// Names of rule sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RuleSet {
    /// 総務省「統計表における機械判読可能なデータ作成に関する表記方法」 (2020)
    Soumu,
}

impl Lint {
    /// What its flags ask for.
    pub(super) fn asked(&self) -> Asked {
        Asked { inputs: (!self.inputs.is_empty()).then(|| self.inputs.clone()), ..self.judging.asked() }
    }

    /// Checks.
    pub(super) fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        let rules = match self.rules {
            RuleSet::Soumu => Rules::Soumu,
        };
        let accepted = accepted(plan)?;
        let reporting = plan.reporting();
        let files = files(&plan.inputs_or(&plan.output));
        reporting.refuse(files.iter().flatten().map(|file| file.path.as_path()))?;
        let (mut teller, mut tally) = (Teller::new(reporting.clone()), Tally::default());
        for file in &files {
            match file.as_ref().map_err(Clone::clone).and_then(|file| read(file, plan.max_bytes)) {
                Ok((file, bytes)) => {
                    let linted = lint::lint(&file.name, &bytes, rules, &accepted);
                    tally.findings.add(&counts_of(&linted.findings, &linted.more));
                    tally.converted += 1;
                    let path = file.path.display().to_string();
                    teller.tell(reporting.render(path, &linted.source, linted.findings));
                }
                Err(message) => {
                    say(&format!("error: {message}"));
                    tally.refused += 1;
                }
            }
        }
        teller.finish()?;
        plan.session.tell(&tally.told(files.len()));
        Ok(tally.exit_code(files.len(), plan.fail_on))
    }
}

/// A CSV file.
struct CsvFile {
    /// Below the folder given, with `/`.
    name: String,
    path: PathBuf,
}

fn read(file: &CsvFile, most: u64) -> Result<(&CsvFile, Vec<u8>), String> {
    let bytes = batch::plain_file(&file.path, Limit::input(most)).map_err(|error| error.to_string())?;
    Ok((file, bytes))
}

/// Files, sorted, and what is wrong with names that are none.
fn files(inputs: &[PathBuf]) -> Vec<Result<CsvFile, String>> {
    let mut found = Vec::new();
    for input in inputs {
        let before = found.len();
        for entry in WalkDir::new(input).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.depth() == 0 || is_csv(entry.path()) => {
                    found.push(Ok(CsvFile { name: name(input, entry.path()), path: entry.into_path() }))
                }
                Ok(_) => {}
                Err(error) => found.push(Err(unwalked(input, &error))),
            }
        }
        if found.len() == before {
            found.push(Err(format!("{}: expected *.csv files, found none", input.display())));
        }
    }
    found
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

fn unwalked(input: &Path, error: &walkdir::Error) -> String {
    let path = error.path().unwrap_or(input).display();
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    format!("{path}: cannot be read: {why}")
}

/// The path below the folder given, with `/`; of a single file its last part.
fn name(input: &Path, path: &Path) -> String {
    let below = path.strip_prefix(input).ok().filter(|below| !below.as_os_str().is_empty());
    let below = below.map(Path::to_path_buf).or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default();
    below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<String>>().join("/")
}
