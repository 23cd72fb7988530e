//! What flags or settings ask for, before they meet.

use super::listed::FilesFrom;
use super::told::{FailOn, Report};
use super::words::{BindingName, EncodingName, Lang, Named, PaperName, ProfileName};
use fukkoku::write::Format;
use fukkoku_recover::read::ranges::PageRanges;
use fukkoku_recover::sheet::Rules;
use fukkoku_typeset::design::{Charts, Punctuation};
use std::path::PathBuf;

/// What flags or settings ask for; `None` where they say nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// What the command works on; no setting.
    pub inputs: Option<Vec<PathBuf>>,
    /// A list of more; no setting.
    pub files_from: Option<FilesFrom>,
    /// Patterns of those that are meant; no setting.
    pub only: Option<Vec<String>>,
    /// Output folder.
    pub output: Option<PathBuf>,
    /// Formats to write.
    pub formats: Option<Vec<Format>>,
    /// Which profile.
    pub profile: Option<ProfileName>,
    /// Encoding of the inputs.
    pub encoding: Option<EncodingName>,
    /// Pages of a PDF that are read; no setting.
    pub ranges: Option<PageRanges>,
    /// What opens a PDF; no setting.
    pub password: Option<String>,
    /// The file that says it; no setting.
    pub password_file: Option<PathBuf>,
    /// Whether drawn lines count; no setting.
    pub rules: Option<Rules>,
    /// Number of threads.
    pub jobs: Option<u64>,
    /// Largest input, in bytes.
    pub max_bytes: Option<u64>,
    /// Findings of which severity make the exit code 1.
    pub fail_on: Option<FailOn>,
    /// How findings are shown; no setting.
    pub report: Option<Vec<Report>>,
    /// File of accepted findings.
    pub accept: Option<Named>,
    /// Paper of the edition.
    pub paper: Option<PaperName>,
    /// How its pages lie.
    pub binding: Option<BindingName>,
    /// Whether charts are drawn.
    pub charts: Option<Charts>,
    /// What becomes of commas and full stops without room.
    pub punctuation: Option<Punctuation>,
    /// Language of messages.
    pub lang: Option<Lang>,
}

impl Asked {
    /// These wishes; where they say nothing, those.
    pub(super) fn or(self, other: Asked) -> Asked {
        Asked {
            inputs: self.inputs.or(other.inputs),
            files_from: self.files_from.or(other.files_from),
            only: self.only.or(other.only),
            output: self.output.or(other.output),
            formats: self.formats.or(other.formats),
            profile: self.profile.or(other.profile),
            encoding: self.encoding.or(other.encoding),
            ranges: self.ranges.or(other.ranges),
            password: self.password.or(other.password),
            password_file: self.password_file.or(other.password_file),
            rules: self.rules.or(other.rules),
            jobs: self.jobs.or(other.jobs),
            max_bytes: self.max_bytes.or(other.max_bytes),
            fail_on: self.fail_on.or(other.fail_on),
            report: self.report.or(other.report),
            accept: self.accept.or(other.accept),
            paper: self.paper.or(other.paper),
            binding: self.binding.or(other.binding),
            charts: self.charts.or(other.charts),
            punctuation: self.punctuation.or(other.punctuation),
            lang: self.lang.or(other.lang),
        }
    }
}
