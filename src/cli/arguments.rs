//! All commands and the flags that they share.

use super::asked::Asked;
use super::check::Check;
use super::convert::Convert;
use super::dump::Dump;
use super::explain::Explain;
use super::guard::{Trip, trip};
use super::lint::Lint;
use super::normalize::Normalize;
use super::plan::Plan;
use super::profile::Profile;
use super::schema::Schema;
use super::session::{Failure, Talk};
use super::settings;
use super::shell::{self, Completions};
use super::words::Lang;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use fukkoku::finding::render::Paint;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// Exit codes, one table for help, README and tests.
pub(super) const EXIT_CODES: [(u8, &str); 6] = [
    (0, "clean"),
    (1, "findings at or above --fail-on, a --check difference, or a value that normalize could not read"),
    (2, "wrong usage"),
    (3, "the input cannot be read or decoded"),
    (4, "some inputs of a batch failed, the others are written"),
    (70, "a bug of fukkoku"),
];

/// Reads Japanese public reports that exist only as flattened text: tables to CSV, everything to JSON, errors found, a new PDF.
#[derive(Debug, Parser)]
#[command(name = "fukkoku", version, max_term_width = 110, after_help = after_help())]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Colours on the terminal.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// Says nothing but errors.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Says more: notes too, and what was detected.
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Language of findings and explanations. Data holds both.
    #[arg(long, global = true, value_enum, ignore_case = true)]
    lang: Option<Lang>,
    /// Settings file; default: fukkoku.toml in this folder, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn after_help() -> String {
    let rows: Vec<String> = EXIT_CODES.iter().map(|(code, meaning)| format!("  {code:<3} {meaning}")).collect();
    format!("Exit codes:\n{}", rows.join("\n"))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Converts reports into data, findings and a new edition.
    Convert(Box<Convert>),
    /// Reads and checks reports; writes nothing but findings.
    Check(Check),
    /// Reads dates, numbers or widths line by line: a filter.
    Normalize(Normalize),
    /// Shows what a stage made of a report.
    Dump(Dump),
    /// Checks CSV files against published rules for machine-readable data.
    Lint(Lint),
    /// Tells what a finding means and what to do.
    Explain(Explain),
    /// Profiles: known kinds of reports.
    #[command(subcommand)]
    Profile(Profile),
    /// Prints a published JSON Schema.
    Schema(Schema),
    /// Prints a completion script for a shell.
    Completions(Completions),
    /// Prints the manual page.
    Man,
}

impl Arguments {
    /// Runs the command that they name.
    pub(super) fn run(&self) -> Result<u8, Failure> {
        let settings = settings::load(self.config.as_deref())?;
        let mut flags = Asked { lang: self.lang, ..self.command.asked() };
        if let Some(list) = &flags.files_from {
            flags.inputs = Some(list.after(flags.inputs.take())?);
        }
        let plan = Plan::new(self.paint(), self.talk(), flags, settings);
        self.command.run(&plan)
    }

    fn paint(&self) -> Paint {
        let wanted = || std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        match self.color {
            Colour::Always => Paint::Colour,
            Colour::Auto if io::stderr().is_terminal() && wanted() => Paint::Colour,
            Colour::Auto | Colour::Never => Paint::Plain,
        }
    }

    fn talk(&self) -> Talk {
        match (self.quiet, self.verbose) {
            (true, _) => Talk::Quiet,
            (false, true) => Talk::Verbose,
            (false, false) => Talk::Usual,
        }
    }
}

impl Command {
    fn asked(&self) -> Asked {
        match self {
            Command::Convert(convert) => convert.asked(),
            Command::Check(check) => check.asked(),
            Command::Dump(dump) => dump.asked(),
            Command::Lint(lint) => lint.asked(),
            Command::Profile(profile) => profile.asked(),
            Command::Normalize(_)
            | Command::Explain(_)
            | Command::Schema(_)
            | Command::Completions(_)
            | Command::Man => Asked::default(),
        }
    }

    fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        trip(Trip::Command);
        match self {
            Command::Convert(convert) => convert.run(plan),
            Command::Check(check) => check.run(plan),
            Command::Normalize(normalize) => normalize.run(),
            Command::Dump(dump) => dump.run(plan),
            Command::Lint(lint) => lint.run(plan),
            Command::Explain(explain) => explain.run(plan),
            Command::Profile(profile) => profile.run(plan),
            Command::Schema(schema) => schema.run(),
            Command::Completions(completions) => completions.run(Arguments::command()),
            Command::Man => shell::man(Arguments::command()),
        }
    }
}
