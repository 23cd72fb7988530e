//! `fukkoku profile`: the known kinds of reports.

use super::dump::one_report;
use super::{Failure, Session, print, say};
use clap::Subcommand;
use fukkoku::ProfileChoice;
use fukkoku::profile::{self, Profile as Facts};
use std::fs;
use std::path::{Path, PathBuf};

/// `fukkoku profile`.
#[derive(Debug, Subcommand)]
pub(super) enum Profile {
    /// Lists the known profiles.
    List,
    /// Prints a profile.
    Show {
        /// Its id.
        id: String,
    },
    /// Checks a profile file; mistakes are named with line and column.
    Check {
        /// A TOML file.
        file: PathBuf,
    },
    /// Drafts a profile from a report, with comments: correct it, check it, convert with it.
    Init {
        /// A file, or '-'.
        input: PathBuf,
        /// Encoding of the input. Default: detect.
        #[arg(long, value_name = "NAME")]
        encoding: Option<String>,
    },
}

impl Profile {
    /// Runs.
    pub(super) fn run(&self, session: &Session) -> Result<u8, Failure> {
        match self {
            Profile::List => {
                let rows: Vec<String> = known(&[])?.iter().map(|p| format!("{}  {}\n", p.id, p.title)).collect();
                print(rows.concat().as_bytes())
            }
            Profile::Show { id } => {
                let profiles = known(&[])?;
                print(by_id(&profiles, id)?.text.as_bytes())
            }
            Profile::Check { file } => {
                let profile = from_file(file)?;
                print(format!("{}: sound, {} tables\n", profile.id, profile.table.len()).as_bytes())
            }
            Profile::Init { input, encoding } => init(input, encoding.as_deref(), session),
        }
    }
}

/// The profiles that a value of `--profile` stands for.
pub(super) fn choose(named: Option<&str>, inputs: &[PathBuf]) -> Result<ProfileChoice, Failure> {
    match named {
        Some("none") => Ok(ProfileChoice::None),
        Some(name) if name.ends_with(".toml") || name.contains('/') => {
            Ok(ProfileChoice::Given(Box::new(from_file(Path::new(name))?)))
        }
        Some(id) => Ok(ProfileChoice::Given(Box::new(by_id(&known(inputs)?, id)?.clone()))),
        None => Ok(ProfileChoice::Detect(known(inputs)?)),
    }
}

/// Prints the draft of a profile; says so where the report has no table.
fn init(input: &Path, encoding: Option<&str>, session: &Session) -> Result<u8, Failure> {
    let report = one_report(input, encoding, ProfileChoice::None, session)?;
    let draft = fukkoku::draft::draft(&report.source, &report.checked.document);
    if !session.quiet && !draft.contains("\n[[table]]\n") {
        let found = "no table with a header was found, so the draft tells of none";
        say(&format!("note: {}: {found}; see 'fukkoku dump --stage blocks' for what was found", input.display()));
    }
    print(draft.as_bytes())
}

/// Profiles of the user first, then the built-in ones.
fn known(inputs: &[PathBuf]) -> Result<Vec<Facts>, Failure> {
    let mut profiles = Vec::new();
    for folder in folders(inputs) {
        let Ok(entries) = fs::read_dir(folder.join("profiles")) else { continue };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        files.sort();
        for file in files {
            profiles.push(from_file(&file)?);
        }
    }
    profiles.extend(profile::builtin());
    Ok(profiles)
}

/// Folders whose `profiles/` holds profiles of the user: those given, those that files given are in, so that a report comes
/// out the same alone and with its folder; `input` if nothing is given.
fn folders(inputs: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut add = |folder: &Path| {
        if !folder.as_os_str().is_empty() && !found.iter().any(|other| other == folder) {
            found.push(folder.to_owned());
        }
    };
    for path in inputs.iter().filter(|path| path.as_os_str() != "-") {
        match path {
            folder if folder.is_dir() => add(folder),
            file if file.is_absolute() => file.parent().into_iter().for_each(&mut add),
            file => file.ancestors().skip(1).for_each(&mut add),
        }
    }
    if found.is_empty() {
        found.push(PathBuf::from("input"));
    }
    found
}

fn by_id<'a>(profiles: &'a [Facts], id: &str) -> Result<&'a Facts, Failure> {
    profiles.iter().find(|profile| profile.id == id).ok_or_else(|| {
        let ids: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
        Failure::Usage(format!("expected a profile among {}, a TOML file or 'none', found '{id}'", ids.join(", ")))
    })
}

fn from_file(file: &Path) -> Result<Facts, Failure> {
    let name = file.display().to_string();
    let text = fs::read_to_string(file).map_err(|error| Failure::Usage(format!("{name}: cannot be read: {error}")))?;
    profile::parse(&name, &text).map_err(|error| Failure::Usage(error.to_string()))
}
