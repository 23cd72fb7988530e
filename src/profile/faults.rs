//! Mistakes in a profile, all of them, each with its line and column.

use thiserror::Error;

/// A mistake in a profile.
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

/// All mistakes in a profile, in the order of its lines; one at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileErrors(pub Vec<ProfileError>);

impl std::error::Error for ProfileErrors {}

impl std::fmt::Display for ProfileErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ProfileError::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// Mistakes as they are found.
pub(super) struct Faults<'a> {
    name: &'a str,
    text: &'a str,
    found: Vec<ProfileError>,
}

impl<'a> Faults<'a> {
    /// None so far.
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, found: vec![] }
    }

    /// Notes a mistake at a byte of the profile.
    pub(super) fn note(&mut self, at: usize, message: impl Into<String>) {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.found.push(ProfileError { name: self.name.to_owned(), line, column, message: message.into() });
    }

    /// Notes that something else stands at a place than was expected there.
    pub(super) fn expected(&mut self, at: usize, expected: &str, found: &str) {
        self.note(at, format!("expected {expected}, found {found}"));
    }

    /// `value`, if nothing is wrong.
    pub(super) fn finish<T>(mut self, value: T) -> Result<T, ProfileErrors> {
        self.found.sort_by_key(|fault| (fault.line, fault.column));
        if self.found.is_empty() { Ok(value) } else { Err(ProfileErrors(self.found)) }
    }
}
