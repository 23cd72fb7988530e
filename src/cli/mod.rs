//! The command line: flags in, exit code out. Knows the public API only.

mod accept;
mod check;
mod convert;
mod dump;
mod edition;
mod explain;
mod job;
mod lint;
mod normalize;
mod profile;
mod reading;
mod schema;
mod settings;
mod shell;
mod stale;
mod tally;

use clap::{Parser, Subcommand, ValueEnum};
use fukkoku::finding::Language;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Exit codes, one table for help, README and tests.
pub(crate) const EXIT_CODES: [(u8, &str); 6] = [
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
struct Arguments {
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
    #[arg(long, global = true, value_enum)]
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

/// Language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// English.
    En,
    /// 日本語
    Ja,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Converts reports into data, findings and a new edition.
    Convert(convert::Convert),
    /// Reads and checks reports; writes nothing but findings.
    Check(check::Check),
    /// Reads dates, numbers or widths line by line: a filter.
    Normalize(normalize::Normalize),
    /// Shows what a stage made of a report.
    Dump(dump::Dump),
    /// Checks CSV files against published rules for machine-readable data.
    Lint(lint::Lint),
    /// Tells what a finding means and what to do.
    Explain(explain::Explain),
    /// Profiles: known kinds of reports.
    #[command(subcommand)]
    Profile(profile::Profile),
    /// Prints a published JSON Schema.
    Schema(schema::Schema),
    /// Prints a completion script for a shell.
    Completions(shell::Completions),
    /// Prints the manual page.
    Man,
}

/// What every command knows.
struct Session {
    colour: bool,
    quiet: bool,
    verbose: bool,
    language: Language,
    settings: settings::Settings,
}

/// How a command failed.
#[derive(Debug)]
enum Failure {
    /// Wrong usage: 2.
    Usage(String),
    /// An input cannot be read or decoded: 3.
    Input(String),
    /// An output cannot be written: 3.
    Output(String),
}

/// Runs the program with the process's arguments; returns the exit code.
pub(crate) fn run() -> u8 {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe leaves nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    let colour = match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let settings = match settings::load(arguments.config.as_deref()) {
        Ok(settings) => settings,
        Err(message) => return fail(&Failure::Usage(message)),
    };
    let set = settings.lang.as_deref().map(|word| Lang::from_str(word, true));
    let language = match arguments.lang.map(Ok).or(set) {
        Some(Ok(Lang::Ja)) => Language::Japanese,
        Some(Ok(Lang::En)) | None => Language::English,
        Some(Err(_)) => return fail(&Failure::Usage("expected lang = \"en\" or \"ja\" in the settings".to_owned())),
    };
    let session = Session { language, colour, quiet: arguments.quiet, verbose: arguments.verbose, settings };
    let done = match arguments.command {
        Command::Convert(convert) => convert.run(&session),
        Command::Check(check) => check.run(&session),
        Command::Normalize(normalize) => normalize.run(&session),
        Command::Dump(dump) => dump.run(&session),
        Command::Lint(lint) => lint.run(&session),
        Command::Explain(explain) => explain.run(&session),
        Command::Profile(profile) => profile.run(&session),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man => shell::man(),
    };
    done.unwrap_or_else(|failure| fail(&failure))
}

fn fail(failure: &Failure) -> u8 {
    let (code, message) = match failure {
        Failure::Usage(message) => (2, message),
        Failure::Input(message) | Failure::Output(message) => (3, message),
    };
    say(&format!("error: {message}"));
    code
}

/// A line on stderr. Nobody can be told if that fails.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Data on stdout. A reader that has gone away is no error.
fn print(bytes: &[u8]) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(0),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        Err(error) => Err(Failure::Output(format!("standard output: cannot be written: {error}"))),
    }
}
