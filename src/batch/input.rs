//! One input: where it is, what it is called in outputs, and its bytes.

use super::name::folder_of;
use super::open::{self, Limit, ReadError};
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Its name in outputs: relative, with `/`. Empty for what is no report of its own: the manifest has no line for it.
    pub name: String,
    /// Why it is refused before it is read.
    pub barred: Option<String>,
}

impl Input {
    /// Whether it is standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// The folder below the output folder that it is written to.
    pub(crate) fn folder(&self) -> String {
        folder_of(&self.name)
    }

    /// What it is called in messages.
    pub(crate) fn shown(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { self.path.display().to_string() }
    }
}

/// The inputs of a run.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// In the order in which they are told.
    pub inputs: Vec<Input>,
    /// Names of all that were found, meant or not.
    pub names: BTreeSet<String>,
    /// Whether they are all reports of whole folders, seen to their ends: what is not among them is gone.
    pub is_whole: bool,
}

/// Why an input cannot be read.
#[derive(Debug, Error)]
pub(crate) enum InputError {
    /// Refused before it is read.
    #[error("{0}")]
    Barred(String),
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Reads an input whole, if it has no more than so many bytes.
pub(crate) fn read(input: &Input, most: u64) -> Result<Vec<u8>, InputError> {
    let limit = Limit::input(most);
    match &input.barred {
        Some(why) => Err(InputError::Barred(why.clone())),
        None if input.is_stdin() => Ok(open::whole(io::stdin().lock(), "standard input", limit)?),
        None => Ok(open::plain_file(&input.path, limit)?),
    }
}
