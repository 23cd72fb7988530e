//! How inputs are opened: encoding of texts, pages and password of PDFs.

use super::asked::Asked;
use super::session::Failure;
use super::words::EncodingName;
use crate::batch::{self, Limit};
use clap::Args;
use fukkoku_recover::read::ranges::PageRanges;
use fukkoku_recover::sheet::Rules;
use std::path::{Path, PathBuf};

/// The variable that a password is read from if no flag names one: unlike a flag, it stands in no list of processes.
const PASSWORD: &str = "FUKKOKU_PASSWORD";

/// Options that say how an input is opened; all commands that read reports share them.
#[derive(Debug, Default, Args)]
pub(super) struct Opening {
    /// Encoding of the inputs, e.g. CP932. Default: detect.
    #[arg(long, value_name = "NAME", value_parser = EncodingName::flag)]
    encoding: Option<EncodingName>,
    /// Pages of a PDF that are read, e.g. 3-8,12. Default: all.
    #[arg(long = "pages", value_name = "LIST", value_parser = pages)]
    ranges: Option<PageRanges>,
    /// What opens an encrypted PDF. Default: the variable FUKKOKU_PASSWORD.
    #[arg(long, value_name = "WORD", conflicts_with = "password_file")]
    password: Option<String>,
    /// The same, as the first line of a file.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Reads a PDF as if it had no rules: tables by white space alone. For comparison, and where drawn lines mislead.
    #[arg(long)]
    ignore_rules: bool,
}

fn pages(text: &str) -> Result<PageRanges, String> {
    PageRanges::parse(text).ok_or_else(|| "expected page numbers such as 3-8,12".to_owned())
}

impl Opening {
    /// What these flags ask for.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            encoding: self.encoding.clone(),
            ranges: self.ranges.clone(),
            password: self.password.clone(),
            password_file: self.password_file.clone(),
            rules: self.ignore_rules.then_some(Rules::Ignored),
            ..Asked::default()
        }
    }
}

/// What opens an encrypted PDF: what is said, or the first line of a file, or the variable.
pub(super) fn password(said: Option<&str>, file: Option<&Path>) -> Result<String, Failure> {
    if let Some(said) = said {
        return Ok(said.to_owned());
    }
    let Some(path) = file else { return Ok(std::env::var(PASSWORD).unwrap_or_default()) };
    let text = batch::plain_text(path, Limit::NOTE).map_err(|error| Failure::Usage(error.to_string()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
