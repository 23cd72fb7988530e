//! `fukkoku lint`: existing CSV files against published rules.

use super::check::{FailOn, Reporting, Style, counts_of, exceeds};
use super::{Failure, Session, say};
use clap::{Args, ValueEnum};
use fukkoku::batch::Counts;
use fukkoku::lint::{self, Rules};
use std::fs;
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
    /// Findings of which severity make the exit code 1.
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
    /// How findings are shown on stderr. Default: human.
    #[arg(long, value_enum)]
    report: Option<Style>,
    /// Findings that are accepted. Default: fukkoku.accept.toml in this folder, if there is one.
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
    /// Largest input, in bytes. Default: 64 MiB.
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<u64>,
}

/// Names of rule sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RuleSet {
    /// 総務省「統計表における機械判読可能なデータ作成に関する表記方法」 (2020)
    Soumu,
}

impl Lint {
    /// Checks.
    pub(super) fn run(&self, session: &Session) -> Result<u8, Failure> {
        let rules = match self.rules {
            RuleSet::Soumu => Rules::Soumu,
        };
        let accepted = super::accept::load(self.accept.as_deref().or(session.settings.accept.as_deref()))?;
        let mut reporting = Reporting::new(self.report, session);
        let mut counts = Counts::default();
        let files = self.files()?;
        for (name, path) in &files {
            let bytes = self.read(path, session)?;
            let linted = lint::lint(name, &bytes, rules, &accepted);
            let found = counts_of(&linted.findings, &linted.more);
            counts.error += found.error;
            counts.warning += found.warning;
            counts.note += found.note;
            reporting.add(&path.display().to_string(), &linted.source, &linted.findings);
        }
        reporting.finish();
        if !session.quiet {
            let Counts { error, warning, note } = counts;
            let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            say(&format!(
                "{}: {}, {}, {}",
                count(files.len(), "file"),
                count(error, "error"),
                count(warning, "warning"),
                count(note, "note")
            ));
        }
        Ok(u8::from(exceeds(self.fail_on, session, &counts)))
    }

    /// Files with their names relative to the folder given, sorted.
    fn files(&self) -> Result<Vec<(String, PathBuf)>, Failure> {
        let inputs = if self.inputs.is_empty() { vec![PathBuf::from("output")] } else { self.inputs.clone() };
        let mut found = Vec::new();
        for input in &inputs {
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

    fn read(&self, path: &Path, session: &Session) -> Result<Vec<u8>, Failure> {
        let limit = self.max_bytes.or(session.settings.max_bytes).unwrap_or(64 << 20);
        let told = |error: std::io::Error| Failure::Input(format!("{}: cannot be read: {error}", path.display()));
        let size = fs::metadata(path).map_err(told)?.len();
        if size > limit {
            let message = format!("{}: expected at most {limit} bytes, found {size}; see --max-bytes", path.display());
            return Err(Failure::Input(message));
        }
        fs::read(path).map_err(told)
    }
}

/// The path below the folder given, with `/`; of a single file its last part.
fn name(input: &Path, path: &Path) -> String {
    let below = path.strip_prefix(input).ok().filter(|below| !below.as_os_str().is_empty());
    let below = below.map(Path::to_path_buf).or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default();
    below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<String>>().join("/")
}
