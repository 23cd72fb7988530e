//! Options that say how reports are read.

use super::check::{FailOn, Style};
use super::{Failure, Session};
use clap::Args;
use fukkoku::Options;
use fukkoku::batch::{self, Input};
use std::path::PathBuf;

/// Options that say how reports are read; `convert` and `check` share them.
#[derive(Debug, Args)]
pub(super) struct Reading {
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

impl Reading {
    /// The inputs that are named, or `input/`.
    pub(super) fn list(&self) -> Result<Vec<Input>, Failure> {
        let arguments = if self.inputs.is_empty() { vec![PathBuf::from("input")] } else { self.inputs.clone() };
        batch::inputs(&arguments).map_err(|error| match error {
            batch::InputError::Clash { .. } => Failure::Usage(error.to_string()),
            _ => Failure::Input(error.to_string()),
        })
    }

    /// Options for the library.
    pub(super) fn options(&self, session: &Session) -> Result<Options, Failure> {
        let encoding = self.encoding.clone().or_else(|| session.settings.encoding.clone());
        let named = self.profile.as_deref().or(session.settings.profile.as_deref());
        let accepted = super::accept::load(self.accept.as_deref().or(session.settings.accept.as_deref()))?;
        Ok(Options { encoding, profile: super::profile::choose(named, &self.inputs)?, accepted })
    }

    /// Largest input.
    pub(super) fn limit(&self, session: &Session) -> u64 {
        self.max_bytes.or(session.settings.max_bytes).unwrap_or(64 << 20)
    }

    /// Runs `work` on a pool of the threads asked for.
    pub(super) fn on_threads<T: Send>(&self, session: &Session, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        let jobs = self.jobs.map(usize::from).or(session.settings.jobs).unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
        let pool = pool.map_err(|error| Failure::Output(format!("cannot start threads: {error}")))?;
        Ok(pool.install(work))
    }
}
