//! `--files-from`: inputs that a file or another program lists.

use super::session::Failure;
use crate::batch::{self, Limit};
use clap::Args;
use std::io;
use std::path::PathBuf;

/// Options that name inputs, or choose among them; `convert` and `check` share them.
#[derive(Debug, Args)]
pub(super) struct Naming {
    /// Files, folders (all *.pdf and *.txt below), or '-' for standard input. Default: input/.
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Reads more of them from a file, one a line; '-' for standard input. An empty list is no input at all.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// They end with a NUL byte each, as 'find -print0' and 'git ls-files -z' write them.
    #[arg(short = '0', long, requires = "files_from")]
    null: bool,
    /// Only inputs with such a name, as in .gitignore: '*.pdf', 'towns/', '!draft*'. May be given several times; the last that fits decides.
    #[arg(long, value_name = "GLOB", allow_hyphen_values = true)]
    only: Vec<String>,
}

/// A list of inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FilesFrom {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// What ends each.
    pub end: u8,
}

impl Naming {
    /// What is named.
    pub(super) fn inputs(&self) -> Option<Vec<PathBuf>> {
        (!self.inputs.is_empty()).then(|| self.inputs.clone())
    }

    /// The list that is named.
    pub(super) fn files_from(&self) -> Option<FilesFrom> {
        let end = if self.null { 0 } else { b'\n' };
        self.files_from.clone().map(|path| FilesFrom { path, end })
    }

    /// Which are meant.
    pub(super) fn only(&self) -> Option<Vec<String>> {
        (!self.only.is_empty()).then(|| self.only.clone())
    }
}

impl FilesFrom {
    /// What is named, and what the list names.
    pub(super) fn after(&self, named: Option<Vec<PathBuf>>) -> Result<Vec<PathBuf>, Failure> {
        let usage = |error: batch::ReadError| Failure::Usage(format!("--files-from: {error}"));
        let mut all = named.unwrap_or_default();
        let bytes = if self.path.as_os_str() != "-" {
            batch::plain_file(&self.path, Limit::LIST).map_err(usage)?
        } else if all.iter().any(|path| path.as_os_str() == "-") {
            let found = "expected standard input to be a report or the list of --files-from, found both";
            return Err(Failure::Usage(found.to_owned()));
        } else {
            batch::whole(io::stdin().lock(), "standard input", Limit::LIST).map_err(usage)?
        };
        // A list that lists standard input would wait for it.
        all.extend(batch::paths_of_list(&bytes, self.end).into_iter().filter(|path| path.as_os_str() != "-"));
        Ok(all)
    }
}
