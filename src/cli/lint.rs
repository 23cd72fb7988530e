//! `fukkoku lint`: existing CSV files against published rules.

use super::asked::Asked;
use super::plan::Plan;
use super::reading::{Judging, accepted};
use super::session::Failure;
use super::tally::plural;
use super::told::{Teller, counts_of};
use crate::batch::{self, Counts};
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
        Asked { inputs: self.inputs.clone(), ..self.judging.asked() }
    }

    /// Checks.
    pub(super) fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        let rules = match self.rules {
            RuleSet::Soumu => Rules::Soumu,
        };
        let accepted = accepted(plan)?;
        let reporting = plan.reporting();
        let mut teller = Teller::new(reporting);
        let mut counts = Counts::default();
        let files = files(&plan.inputs_or(&plan.output))?;
        for (name, path) in &files {
            let bytes = batch::plain_file(path, plan.max_bytes).map_err(|error| Failure::Input(error.to_string()))?;
            let linted = lint::lint(name, &bytes, rules, &accepted);
            counts.add(&counts_of(&linted.findings, &linted.more));
            teller.tell(reporting.render(path.display().to_string(), &linted.source, linted.findings));
        }
        teller.finish();
        let told = [("file", files.len()), ("error", counts.error), ("warning", counts.warning), ("note", counts.note)];
        let [files, errors, warnings, notes] = told.map(|(word, count)| plural(count, word));
        plan.session.tell(&format!("{files}: {errors}, {warnings}, {notes}"));
        Ok(u8::from(plan.fail_on.is_reached(&counts)))
    }
}

/// Files with their names relative to the folder given, sorted.
fn files(inputs: &[PathBuf]) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut found = Vec::new();
    for input in inputs {
        let before = found.len();
        for entry in WalkDir::new(input).sort_by_file_name() {
            let entry =
                entry.map_err(|error| Failure::Input(format!("{}: cannot be read: {error}", input.display())))?;
            let csv = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            if entry.file_type().is_file() && (csv || entry.depth() == 0) {
                found.push((name(input, entry.path()), entry.path().to_owned()));
            }
        }
        if found.len() == before {
            return Err(Failure::Input(format!("{}: expected *.csv files, found none", input.display())));
        }
    }
    Ok(found)
}

/// The path below the folder given, with `/`; of a single file its last part.
fn name(input: &Path, path: &Path) -> String {
    let below = path.strip_prefix(input).ok().filter(|below| !below.as_os_str().is_empty());
    let below = below.map(Path::to_path_buf).or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default();
    below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<String>>().join("/")
}
