//! Profiles: facts about one kind of report, as TOML.
//!
//! A profile adds names and meaning: ids of tables, the era of a first row, a unit that is printed nowhere. It holds facts, no
//! conditions and no scripts, and it does not rescue the recovery: without one the tables come out the same.

use serde::Deserialize;
use thiserror::Error;

/// The profiles that come with the program: id and TOML.
const BUILTIN: [(&str, &str); 1] = [("johoka", include_str!("builtin/johoka.toml"))];

/// Facts about one kind of report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name on the command line and in outputs: lower-case letters, digits, `-`.
    pub id: String,
    /// What kind of report it is, for people.
    pub title: String,
    /// Strings that all occur in such a report; none: only used when asked for.
    #[serde(default)]
    pub recognise: Vec<String>,
    /// Its tables, in the order in which they occur.
    #[serde(default)]
    pub table: Vec<TableFacts>,
    /// The TOML it was read from.
    #[serde(skip)]
    pub text: String,
}

/// Facts about one table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableFacts {
    /// Name of its files; a further table that fits gets `-2`, `-3`.
    pub id: String,
    /// Labels that its header holds, all of them.
    pub header: Vec<String>,
    /// Era of its first row where none is printed: `昭和`.
    pub era: Option<String>,
    /// Unit of its numbers where none is printed: `千円`.
    pub unit: Option<String>,
}

/// What is wrong with a profile.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{name}:{line}:{column}: {message}")]
pub struct ProfileError {
    /// File or id.
    pub name: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// What was expected and what was found.
    pub message: String,
}

/// Reads a profile.
///
/// - **Errors**: bad TOML, unknown or missing keys, ids and eras that are none; with line and column.
pub fn parse(name: &str, text: &str) -> Result<Profile, ProfileError> {
    let profile: Profile = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        fault(name, text, at, error.message().to_owned())
    })?;
    check(name, text, &profile)?;
    Ok(Profile { text: text.to_owned(), ..profile })
}

fn check(name: &str, text: &str, profile: &Profile) -> Result<(), ProfileError> {
    let find = |value: &str| text.find(&format!("\"{value}\"")).unwrap_or(0);
    let mut ids = std::iter::once(&profile.id).chain(profile.table.iter().map(|table| &table.id));
    if let Some(id) = ids.find(|id| !is_id(id)) {
        let message = format!("expected an id of lower-case letters, digits and '-', found \"{id}\"");
        return Err(fault(name, text, find(id), message));
    }
    for table in &profile.table {
        let era = table.era.as_deref().filter(|era| crate::quantity::Era::from_name(era).is_none());
        if let Some(era) = era {
            return Err(fault(name, text, find(era), format!("expected an era such as \"昭和\", found \"{era}\"")));
        }
        if table.header.is_empty() {
            return Err(fault(
                name,
                text,
                find(&table.id),
                format!("table \"{}\" names no label of its header", table.id),
            ));
        }
    }
    Ok(())
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn fault(name: &str, text: &str, at: usize, message: String) -> ProfileError {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ProfileError { name: name.to_owned(), line, column, message }
}

/// The built-in profiles.
pub fn builtin() -> Vec<Profile> {
    // A test parses each of them; a broken one would be missing here, not a panic.
    BUILTIN.iter().filter_map(|(id, text)| parse(id, text).ok()).collect()
}

/// The first profile all of whose strings occur in `text`.
pub fn detect<'a>(profiles: &'a [Profile], text: &str) -> Option<&'a Profile> {
    profiles.iter().find(|profile| {
        !profile.recognise.is_empty() && profile.recognise.iter().all(|word| text.contains(word.as_str()))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_builtin_profile_is_sound() {
        assert_eq!(builtin().len(), BUILTIN.len());
        for (id, text) in BUILTIN {
            assert_eq!(parse(id, text).unwrap().id, id);
        }
    }

    #[test]
    fn faults_are_named_with_line_and_column() {
        for (text, line, column, says, why) in [
            ("id = \"a\"\ntitle = \"t\"\ncolour = 1\n", 3, 1, "unknown field `colour`", "an unknown key"),
            ("id = \"a\"\n", 1, 1, "missing field `title`", "a missing key"),
            ("id = \"A b\"\ntitle = \"t\"\n", 1, 6, "expected an id", "an id that is no file name"),
            (
                "id = \"a\"\ntitle = \"t\"\n[[table]]\nid = \"x\"\nheader = [\"年度\"]\nera = \"昭\u{3000}\"\n",
                6,
                7,
                "expected an era",
                "no era",
            ),
            (
                "id = \"a\"\ntitle = \"t\"\n[[table]]\nid = \"x\"\nheader = []\n",
                4,
                6,
                "names no label",
                "a table nothing recognises",
            ),
            ("id = ", 1, 6, "", "no TOML"),
        ] {
            let error = parse("p.toml", text).unwrap_err();
            assert_eq!((error.line, error.column), (line, column), "{why}: {error}");
            assert!(error.message.contains(says), "{why}: {error}");
        }
    }
}
