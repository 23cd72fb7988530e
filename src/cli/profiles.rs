//! Profiles that are known where the program runs: those of the user, then the built-in ones.

use super::session::Failure;
use super::words::{Named, ProfileName};
use crate::batch::{self, Limit};
use fukkoku::ProfileChoice;
use fukkoku::profile::{self, Profile, ProfileErrors};
use std::fs;
use std::path::{Path, PathBuf};

/// The profiles that a name stands for, for reports among these inputs.
pub(super) fn choose(name: &ProfileName, inputs: &[PathBuf]) -> Result<ProfileChoice, Failure> {
    Ok(match name {
        ProfileName::None => ProfileChoice::None,
        ProfileName::File(Named { path, said_by }) => {
            let profile = from_file(path).map_err(|failure| failure.said_by(said_by))?;
            ProfileChoice::Given(Box::new(profile))
        }
        ProfileName::Id { id, said_by } => ProfileChoice::Given(Box::new(by_id(known(inputs)?, id, said_by)?)),
        ProfileName::Detect => ProfileChoice::Detect(known(inputs)?),
    })
}

/// Profiles of the user first, then the built-in ones.
pub(super) fn known(inputs: &[PathBuf]) -> Result<Vec<Profile>, Failure> {
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

/// The profile of this id.
pub(super) fn by_id(profiles: Vec<Profile>, id: &str, said_by: &str) -> Result<Profile, Failure> {
    let ids: Vec<String> = profiles.iter().map(|profile| profile.id.clone()).collect();
    let found = profiles.into_iter().find(|profile| profile.id == id);
    found.ok_or_else(|| {
        let ids = ids.join(", ");
        Failure::Usage(format!("{said_by}: expected a profile among {ids}, a TOML file or 'none', found '{id}'"))
    })
}

/// The profile of a file.
pub(super) fn from_file(file: &Path) -> Result<Profile, Failure> {
    let name = file.display().to_string();
    let text = batch::plain_text(file, Limit::NOTE).map_err(|error| Failure::Usage(error.to_string()))?;
    let told = |errors: ProfileErrors| Failure::Mistakes(errors.0.iter().map(ToString::to_string).collect());
    profile::parse(&name, &text).map_err(told)
}
