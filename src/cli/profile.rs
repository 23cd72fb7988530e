//! `fukkoku profile`: the known kinds of reports.

use super::asked::Asked;
use super::opening::Opening;
use super::plan::Plan;
use super::profiles::{by_id, from_file, known};
use super::reading::one_report;
use super::session::{Failure, print, show};
use super::words::ProfileName;
use clap::Subcommand;
use fukkoku::finding::render::visible;
use std::path::{Path, PathBuf};

/// `fukkoku profile`.
#[derive(Debug, Subcommand)]
pub(super) enum Profile {
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
    /// Drafts a profile from a report, with comments: correct it, check it, convert with it.
    Init {
        /// A file, or '-'.
        input: PathBuf,
        #[command(flatten)]
        opening: Opening,
    },
}

impl Profile {
    /// What its flags ask for.
    pub(super) fn asked(&self) -> Asked {
        match self {
            Profile::Init { input, opening } => Asked {
                inputs: Some(vec![input.clone()]),
                // A draft tells what is found without one.
                profile: Some(ProfileName::None),
                ..opening.asked()
            },
            Profile::List | Profile::Show { .. } | Profile::Check { .. } => Asked::default(),
        }
    }

    /// Runs.
    pub(super) fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        match self {
            Profile::List => {
                let rows: Vec<String> =
                    known(&[])?.iter().map(|p| format!("{}  {}\n", visible(&p.id), visible(&p.title))).collect();
                show(&rows.concat())
            }
            Profile::Show { id } => print(by_id(known(&[])?, id, "profile show")?.text.as_bytes()),
            Profile::Check { file } => {
                let profile = from_file(file)?;
                show(&format!("{}: sound, {} tables\n", visible(&profile.id), profile.table.len()))
            }
            Profile::Init { input, .. } => init(input, plan),
        }
    }
}

/// Prints the draft of a profile; says so where the report has no table.
fn init(input: &Path, plan: &Plan) -> Result<u8, Failure> {
    let report = one_report(plan)?;
    let draft = fukkoku::draft::draft(&report.source, &report.checked.document);
    if !draft.contains("\n[[table]]\n") {
        let found = "no table with a header was found, so the draft tells of none";
        let see = "see 'fukkoku dump --stage blocks' for what was found";
        plan.session.tell(&format!("note: {}: {found}; {see}", input.display()));
    }
    print(draft.as_bytes())
}
