//! `fukkoku.toml`: settings of a project. Flags win over them.

use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Settings; each has the name of the flag that it stands for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Settings {
    /// Output folder.
    pub output: Option<PathBuf>,
    /// Formats to write.
    pub formats: Option<Vec<String>>,
    /// Profile: an id, a file, or `none`.
    pub profile: Option<String>,
    /// Encoding label.
    pub encoding: Option<String>,
    /// Number of threads.
    pub jobs: Option<usize>,
    /// `error`, `warning` or `never`.
    pub fail_on: Option<String>,
    /// Paper of the edition.
    pub paper: Option<String>,
    /// `single` or `facing`.
    pub pages: Option<String>,
    /// Whether charts are drawn.
    pub charts: Option<bool>,
    /// Whether commas and full stops may hang in the margin.
    pub hanging: Option<bool>,
    /// Largest input, in bytes.
    pub max_bytes: Option<u64>,
    /// `en` or `ja`.
    pub lang: Option<String>,
    /// Findings that are accepted. Default: `fukkoku.accept.toml` in this folder, if there is one.
    pub accept: Option<PathBuf>,
}

/// Reads a settings file; without a name, `fukkoku.toml` if there is one.
pub(super) fn load(given: Option<&Path>) -> Result<Settings, String> {
    let path = given.unwrap_or(Path::new("fukkoku.toml"));
    if given.is_none() && !path.exists() {
        return Ok(Settings::default());
    }
    let text = fs::read_to_string(path).map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{}:{column}: {}", path.display(), before.matches('\n').count() + 1, error.message())
    })
}
