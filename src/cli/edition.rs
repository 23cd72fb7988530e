//! Options of the edition: paper, binding, charts, punctuation.

use super::asked::Asked;
use super::words::{BindingName, PaperName};
use clap::Args;
use fukkoku_typeset::design::{Charts, Punctuation};

/// Options that change `report.pdf` alone.
#[derive(Debug, Args)]
pub(super) struct Edition {
    /// Paper of the edition. Default: a4.
    #[arg(long, value_enum, ignore_case = true)]
    paper: Option<PaperName>,
    /// How its pages lie: one after the other, or facing each other as in a bound book. Default: single.
    #[arg(long, value_enum, ignore_case = true)]
    binding: Option<BindingName>,
    /// Draws no charts of its tables.
    #[arg(long)]
    no_charts: bool,
    /// Lets commas and full stops hang in the margin where a line has no room for them (ぶら下げ).
    #[arg(long)]
    hanging: bool,
}

impl Edition {
    /// What these flags ask for.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            paper: self.paper,
            binding: self.binding,
            charts: self.no_charts.then_some(Charts::Omitted),
            punctuation: self.hanging.then_some(Punctuation::Hanging),
            ..Asked::default()
        }
    }
}
