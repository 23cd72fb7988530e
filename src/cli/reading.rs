//! How reports are read: the flags that say so, and the reading of one report by a plan.

use super::asked::Asked;
use super::listed::Naming;
use super::opening::{Opening, password};
use super::plan::{AcceptFile, INPUT, Plan};
use super::profiles::choose;
use super::session::Failure;
use super::told::{FailOn, Report};
use super::words::{EncodingName, JOBS_RANGE, MAX_BYTES_RANGE, Named, ProfileName};
use crate::batch::{self, Input, Limit, Listing, Only};
use clap::Args;
use fukkoku::finding::accept::{self, Acceptance};
use fukkoku::{Options, read_report};
use fukkoku_recover::ReadError;
use fukkoku_recover::page::Page;
use fukkoku_recover::read::decode::DecodeError;
use fukkoku_recover::source::Source;
use std::path::{Path, PathBuf};

/// Options that say how reports are read; `convert` and `check` share them.
#[derive(Debug, Args)]
pub(super) struct Reading {
    #[command(flatten)]
    naming: Naming,
    /// A profile: its id, a TOML file, or 'none' to work from the text alone. Default: detect.
    #[arg(long, value_name = "ID|FILE|none")]
    profile: Option<String>,
    #[command(flatten)]
    opening: Opening,
    /// Number of threads. Default: all cores.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(JOBS_RANGE))]
    jobs: Option<u64>,
    #[command(flatten)]
    judging: Judging,
}

/// Options that say what becomes of findings; `convert`, `check` and `lint` share them.
#[derive(Debug, Args)]
pub(super) struct Judging {
    /// Largest input, in bytes. Default: 64 MiB.
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(MAX_BYTES_RANGE))]
    max_bytes: Option<u64>,
    /// Findings of which severity make the exit code 1.
    #[arg(long, value_enum, ignore_case = true)]
    fail_on: Option<FailOn>,
    /// How findings are told: human, json, github, sarif or junit, on stderr; with =PATH in a file, with =- on stdout. Default: human. May be given several times.
    #[arg(long, value_name = "FORMAT[=PATH]", value_parser = Report::flag)]
    report: Vec<Report>,
    /// Findings that are accepted. Default: fukkoku.accept.toml in this folder, if there is one.
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
}

impl Reading {
    /// What these flags ask for.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            inputs: self.naming.inputs(),
            files_from: self.naming.files_from(),
            only: self.naming.only(),
            profile: profile_flag(self.profile.as_deref()),
            jobs: self.jobs,
            ..Asked::default()
        }
        .or(self.opening.asked())
        .or(self.judging.asked())
    }
}

impl Judging {
    /// What these flags ask for.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            max_bytes: self.max_bytes,
            fail_on: self.fail_on,
            report: (!self.report.is_empty()).then(|| self.report.clone()),
            accept: self.accept.as_deref().map(|path| Named::by_flag(path, "--accept")),
            ..Asked::default()
        }
    }
}

/// What `--profile` names.
pub(super) fn profile_flag(text: Option<&str>) -> Option<ProfileName> {
    text.map(|text| ProfileName::read(text, "--profile"))
}

/// The inputs that are named, or `input/`; of these only those that are meant, and what is no report of its own.
///
/// - **Errors**: a pattern that is none, or that fits nothing.
pub(super) fn list(plan: &Plan) -> Result<Listing, Failure> {
    let only = Only::new(&plan.only).map_err(Failure::Usage)?;
    let mut listing = batch::inputs(&plan.inputs_or(Path::new(INPUT)));
    let found = listing.inputs.len();
    listing.inputs.retain(|input| input.name.is_empty() || only.means(&input.name));
    if listing.inputs.is_empty() && found > 0 {
        let patterns = plan.only.join(" ");
        return Err(Failure::Input(format!("expected inputs that fit --only {patterns}, found none among {found}")));
    }
    Ok(listing)
}

/// Options for the library.
pub(super) fn options(plan: &Plan) -> Result<Options, Failure> {
    Ok(Options { accepted: accepted(plan)?, ..unaccepted(plan)? })
}

/// The same, nothing accepted.
fn unaccepted(plan: &Plan) -> Result<Options, Failure> {
    Ok(Options {
        encoding: encoding(plan).map(str::to_owned),
        password: password(plan.password.as_deref(), plan.password_file.as_deref())?,
        pages: plan.pages.clone(),
        rules: plan.rules,
        profile: choose(&plan.profile, &plan.inputs_or(Path::new(INPUT)))?,
        accepted: vec![],
    })
}

fn encoding(plan: &Plan) -> Option<&str> {
    match &plan.encoding {
        EncodingName::Detect => None,
        EncodingName::Named(label) => Some(label),
    }
}

/// The list of accepted findings.
pub(super) fn accepted(plan: &Plan) -> Result<Vec<Acceptance>, Failure> {
    let usage = |error: batch::ReadError| Failure::Usage(error.to_string());
    let (path, text) = match &plan.accept {
        // A link that leads nowhere is there, and cannot be read.
        AcceptFile::IfThere(path) if path.symlink_metadata().is_err() => return Ok(vec![]),
        AcceptFile::IfThere(path) => (path, batch::plain_text(path, Limit::LIST).map_err(usage)?),
        AcceptFile::Given(Named { path, said_by }) => {
            let text = batch::plain_text(path, Limit::LIST).map_err(|error| usage(error).said_by(said_by))?;
            (path, text)
        }
    };
    accept::read(&text).map_err(|message| Failure::Usage(format!("{}:{message}", path.display())))
}

/// Reads one report.
///
/// - **Errors**: what a person is to be told.
pub(super) fn report(plan: &Plan, input: &Input, options: &Options) -> Result<fukkoku::Report, String> {
    let bytes = batch::read(input, plan.max_bytes).map_err(|error| error.to_string())?;
    read_report(&input.name, &bytes, options).map_err(|error| unreadable(input, &error))
}

/// Why an input cannot be decoded, and which flag helps.
pub(super) fn unreadable(input: &Input, error: &ReadError) -> String {
    let flag = match error {
        ReadError::Text(DecodeError::Undecodable { .. } | DecodeError::NotJapanese { .. }) => " with --encoding",
        ReadError::Text(DecodeError::Empty(_) | DecodeError::Binary(_) | DecodeError::UnknownEncoding(_))
        | ReadError::Pdf(_)
        | ReadError::PagesOfText
        | ReadError::NoPaper => "",
    };
    format!("{}: {error}{flag}", input.shown())
}

/// The only report that is named.
pub(super) fn the_one(plan: &Plan) -> Result<Input, Failure> {
    match <[Input; 1]>::try_from(list(plan)?.inputs) {
        Ok([input]) => Ok(input),
        Err(inputs) => Err(Failure::Usage(format!("expected one report, found a folder with {}", inputs.len()))),
    }
}

/// Reads the only report that is named, in whole.
pub(super) fn one_report(plan: &Plan) -> Result<fukkoku::Report, Failure> {
    report(plan, &the_one(plan)?, &unaccepted(plan)?).map_err(Failure::Input)
}

/// Asks something of the bytes of the only report that is named.
pub(super) fn one_paper<T>(
    plan: &Plan,
    ask: impl Fn(&[u8], fukkoku_recover::Reading) -> Result<T, ReadError>,
) -> Result<T, Failure> {
    let input = the_one(plan)?;
    let bytes = batch::read(&input, plan.max_bytes).map_err(|error| Failure::Input(error.to_string()))?;
    ask(&bytes, unaccepted(plan)?.reading()).map_err(|error| Failure::Input(unreadable(&input, &error)))
}

/// Reads the only report that is named as lines on pages, and no more.
pub(super) fn one_reading(plan: &Plan) -> Result<(Source, Vec<Page>), Failure> {
    let name = the_one(plan)?.name;
    one_paper(plan, |bytes, reading| fukkoku_recover::read(&name, bytes, reading))
}
