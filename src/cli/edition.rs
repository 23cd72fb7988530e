//! Options of the edition: paper, binding, charts, punctuation.

use super::{Failure, Session};
use clap::{Args, ValueEnum};
use fukkoku_typeset::design::{Binding, Charts, Design, Paper, Punctuation};

/// Options that change `report.pdf` alone.
#[derive(Debug, Args)]
pub(super) struct Edition {
    /// Paper of the edition. Default: a4.
    #[arg(long, value_enum)]
    paper: Option<PaperName>,
    /// How its pages lie: one after the other, or facing each other as in a bound book. Default: single.
    #[arg(long, value_enum)]
    pages: Option<PagesName>,
    /// Draws no charts of its tables.
    #[arg(long)]
    no_charts: bool,
    /// Lets commas and full stops hang in the margin where a line has no room for them (ぶら下げ).
    #[arg(long)]
    hanging: bool,
}

/// A paper by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum PaperName {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
    /// 182 × 257 mm (JIS).
    B5,
}

/// A binding by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum PagesName {
    /// All alike.
    Single,
    /// Odd pages on the right.
    Facing,
}

impl Edition {
    /// The design asked for; flags win over settings.
    pub(super) fn design(&self, session: &Session) -> Result<Design, Failure> {
        let settings = &session.settings;
        let paper = match self.paper.or(named("paper", settings.paper.as_deref())?) {
            None | Some(PaperName::A4) => Paper::A4,
            Some(PaperName::A5) => Paper::A5,
            Some(PaperName::B5) => Paper::B5,
        };
        let binding = match self.pages.or(named("pages", settings.pages.as_deref())?) {
            None | Some(PagesName::Single) => Binding::Single,
            Some(PagesName::Facing) => Binding::Facing,
        };
        let drawn = !self.no_charts && settings.charts.unwrap_or(true);
        let charts = if drawn { Charts::Drawn } else { Charts::Omitted };
        let hanging = self.hanging || settings.hanging.unwrap_or(false);
        let punctuation = if hanging { Punctuation::Hanging } else { Punctuation::Inside };
        Ok(Design { paper, binding, charts, punctuation })
    }
}

/// A value of the settings file.
fn named<T: ValueEnum>(key: &str, text: Option<&str>) -> Result<Option<T>, Failure> {
    let known = || {
        let names = T::value_variants().iter().filter_map(|value| value.to_possible_value());
        names.map(|name| name.get_name().to_owned()).collect::<Vec<String>>().join(", ")
    };
    let read = |text: &str| {
        T::from_str(text, true).map_err(|_| Failure::Usage(format!("expected {key} among {}, found '{text}'", known())))
    };
    text.map(read).transpose()
}
