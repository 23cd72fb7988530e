//! What a run does: flags before settings before defaults, nothing left open.

use super::asked::Asked;
use super::session::Session;
use super::told::{FailOn, Report, Reporting};
use super::words::{BindingName, EncodingName, Lang, MAX_BYTES, Named, PaperName, ProfileName};
use fukkoku::finding::render::Paint;
use fukkoku::write::{FORMATS, Format};
use fukkoku_recover::read::ranges::PageRanges;
use fukkoku_recover::sheet::Rules;
use fukkoku_typeset::Design;
use std::path::{Path, PathBuf};

use super::session::Talk;

/// Where reports are looked for if none are named.
pub(super) const INPUT: &str = "input";
/// Where results are written if no other folder is named.
const OUTPUT: &str = "output";
/// The list of accepted findings that is read if no other is named and it is there.
const ACCEPT: &str = "fukkoku.accept.toml";

/// What a run does.
#[derive(Debug)]
pub(super) struct Plan {
    /// How the program speaks.
    pub session: Session,
    /// What is named on the command line.
    inputs: Option<Vec<PathBuf>>,
    /// Patterns of those that are meant.
    pub only: Vec<String>,
    /// Output folder.
    pub output: PathBuf,
    /// Formats to write, in their order.
    pub formats: Vec<Format>,
    /// Which profile.
    pub profile: ProfileName,
    /// Encoding of the inputs.
    pub encoding: EncodingName,
    /// Pages of a PDF that are read.
    pub pages: PageRanges,
    /// What opens a PDF, as far as flags say.
    pub password: Option<String>,
    /// The file that says it.
    pub password_file: Option<PathBuf>,
    /// Whether the drawn lines of a PDF count.
    pub rules: Rules,
    /// Number of threads.
    pub threads: usize,
    /// Largest input, in bytes.
    pub max_bytes: u64,
    /// Findings of which severity make the exit code 1.
    pub fail_on: FailOn,
    /// How findings are shown.
    pub show: Show,
    /// Accepted findings.
    pub accept: AcceptFile,
    /// How the edition looks.
    pub design: Design,
}

/// How findings are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// To people, of reports that are read anyway.
    Read,
    /// As asked for, of all reports: also of those whose outputs are up to date.
    All(Vec<Report>),
}

/// Which list of accepted findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AcceptFile {
    /// The one of this name, if it is there.
    IfThere(PathBuf),
    /// This one.
    Given(Named),
}

impl Plan {
    /// Flags before settings before defaults.
    pub(super) fn new(paint: Paint, talk: Talk, flags: Asked, settings: Asked) -> Self {
        let asked = flags.or(settings);
        let accept = AcceptFile::IfThere(PathBuf::from(ACCEPT));
        Self {
            session: Session { paint, talk, language: asked.lang.unwrap_or(Lang::En).into() },
            output: asked.output.clone().unwrap_or_else(|| PathBuf::from(OUTPUT)),
            formats: asked.formats.clone().unwrap_or_else(|| FORMATS.map(|row| row.format).to_vec()),
            profile: asked.profile.clone().unwrap_or(ProfileName::Detect),
            encoding: asked.encoding.clone().unwrap_or(EncodingName::Detect),
            pages: asked.ranges.clone().unwrap_or_default(),
            password: asked.password.clone(),
            password_file: asked.password_file.clone(),
            rules: asked.rules.unwrap_or_default(),
            threads: asked.jobs.and_then(|jobs| usize::try_from(jobs).ok()).unwrap_or_else(cores),
            max_bytes: asked.max_bytes.unwrap_or(MAX_BYTES),
            fail_on: asked.fail_on.unwrap_or(FailOn::Never),
            show: asked.report.clone().map_or(Show::Read, Show::All),
            accept: asked.accept.clone().map_or(accept, AcceptFile::Given),
            design: design(&asked),
            only: asked.only.unwrap_or_default(),
            inputs: asked.inputs,
        }
    }

    /// What the command works on: what is named, or else `default`.
    pub(super) fn inputs_or(&self, default: &Path) -> Vec<PathBuf> {
        self.inputs.clone().unwrap_or_else(|| vec![default.to_owned()])
    }

    /// How findings are shown.
    pub(super) fn reporting(&self) -> Reporting {
        let reports = match &self.show {
            Show::Read => vec![],
            Show::All(reports) => reports.clone(),
        };
        Reporting::new(reports, self.session)
    }
}

fn design(asked: &Asked) -> Design {
    Design {
        paper: asked.paper.unwrap_or(PaperName::A4).into(),
        binding: asked.binding.unwrap_or(BindingName::Single).into(),
        charts: asked.charts.unwrap_or_default(),
        punctuation: asked.punctuation.unwrap_or_default(),
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
