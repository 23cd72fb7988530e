//! `fukkoku profile`: the known kinds of reports.

use super::{Failure, Session, print};
use clap::Subcommand;
use fukkoku::ProfileChoice;
use fukkoku::profile::{self, Profile as Facts};
use std::fs;
use std::path::{Path, PathBuf};

/// `fukkoku profile`.
#[derive(Debug, Subcommand)]
pub enum Profile {
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
}

impl Profile {
    /// Runs.
    pub fn run(&self, _session: &Session) -> Result<u8, Failure> {
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
        }
    }
}

/// The profiles that a value of `--profile` stands for.
pub fn choose(named: Option<&str>, inputs: &[PathBuf]) -> Result<ProfileChoice, Failure> {
    match named {
        Some("none") => Ok(ProfileChoice::None),
        Some(name) if name.ends_with(".toml") || name.contains('/') => {
            Ok(ProfileChoice::Given(Box::new(from_file(Path::new(name))?)))
        }
        Some(id) => Ok(ProfileChoice::Given(Box::new(by_id(&known(inputs)?, id)?.clone()))),
        None => Ok(ProfileChoice::Detect(known(inputs)?)),
    }
}

/// Profiles of the user first, then the built-in ones. User profiles stand in `profiles/` of an input folder.
fn known(inputs: &[PathBuf]) -> Result<Vec<Facts>, Failure> {
    let default = PathBuf::from("input");
    let folders = inputs.iter().filter(|path| path.is_dir()).chain(inputs.is_empty().then_some(&default));
    let mut profiles = Vec::new();
    for folder in folders {
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
