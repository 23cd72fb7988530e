//! Profiles: facts about one kind of report, as TOML.
//!
//! A profile adds names and meaning: ids of tables, the era of a first row, types and units of columns, what adds up to what. It
//! holds facts, no conditions and no scripts, and it does not rescue the recovery: without one the cells come out the same.

mod facts;
mod faults;
mod read;

pub use facts::{COLUMN_TYPES, ColumnType, Key, Profile, SumFacts, TableFacts};
pub use faults::{ProfileError, ProfileErrors};
pub use read::parse;

/// The profiles that come with the program: id and TOML.
const BUILTIN: [(&str, &str); 1] = [("johoka", include_str!("builtin/johoka.toml"))];

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
}
