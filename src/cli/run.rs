//! From the process's arguments to its exit code.

use super::arguments::Arguments;
use super::guard::{guarded, silence};
use super::session::{Failure, say};
use clap::Parser;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue};
use fukkoku::finding::render::visible;
use std::ffi::OsString;

/// Runs the program with the process's arguments; returns the exit code.
pub(crate) fn run() -> u8 {
    silence();
    run_with(std::env::args_os()).unwrap_or_else(|failure| failure.tell())
}

/// The whole program behind one guard: reading arguments and settings too.
fn run_with(arguments: impl Iterator<Item = OsString>) -> Result<u8, Failure> {
    guarded(|| match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.run(),
        Err(error) if error.use_stderr() => {
            refused(error).render().to_string().lines().for_each(say);
            Ok(2)
        }
        Err(help) => {
            // A closed pipe leaves nobody to tell.
            let _ = help.print();
            Ok(0)
        }
    })
}

/// A refusal that quotes what was given as one line, visibly.
fn refused(mut error: clap::Error) -> clap::Error {
    let styled = |text: &StyledStr| StyledStr::from(visible(&text.to_string()));
    let quoted: Vec<(ContextKind, ContextValue)> = error
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => Some((kind, ContextValue::String(visible(text)))),
            ContextValue::Strings(texts) => {
                Some((kind, ContextValue::Strings(texts.iter().map(|text| visible(text)).collect())))
            }
            ContextValue::StyledStrs(texts) => {
                Some((kind, ContextValue::StyledStrs(texts.iter().map(styled).collect())))
            }
            _ => None,
        })
        .collect();
    for (kind, value) in quoted {
        error.insert(kind, value);
    }
    error
}

#[cfg(test)]
mod tests {
    use super::super::guard::{BUG, Trip, tests::tripping};
    use super::*;
    use clap::{Command, CommandFactory};

    /// The words of each command that does something, with the least that it must be given.
    fn commands(command: &Command, before: &[String], found: &mut Vec<Vec<String>>) {
        let mut words = before.to_vec();
        let mut below = command.get_subcommands().filter(|command| command.get_name() != "help").peekable();
        if below.peek().is_some() {
            for command in below {
                let words = [before, &[command.get_name().to_owned()]].concat();
                commands(command, &words, found);
            }
            return;
        }
        for argument in command.get_arguments().filter(|argument| argument.is_required_set()) {
            let value =
                argument.get_possible_values().first().map_or("x".to_owned(), |word| word.get_name().to_owned());
            words.extend(argument.get_long().map(|long| format!("--{long}")));
            words.push(value);
        }
        found.push(words);
    }

    fn all() -> Vec<Vec<String>> {
        let mut found = Vec::new();
        commands(&Arguments::command(), &["fukkoku".to_owned()], &mut found);
        found
    }

    fn run(words: &[String]) -> Result<u8, Failure> {
        run_with(words.iter().map(OsString::from))
    }

    #[test]
    fn a_panic_of_any_command_is_exit_code_70() {
        let all = all();
        assert!(all.len() >= 13, "{all:?}");
        for words in all {
            let done = tripping(Trip::Command, || run(&words));
            assert_eq!(done, Err(Failure::Bug(BUG.to_owned())), "{words:?}");
            assert_eq!(done.unwrap_or_else(|failure| failure.tell()), 70);
        }
    }

    #[test]
    fn a_panic_on_one_report_is_70_and_no_more_than_that_report() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("a.txt"), "１ 情報化のあゆみ \n\n同年９月に係を設置した。 \n").unwrap();
        for words in [vec!["check", "IN"], vec!["convert", "IN", "-o", "OUT", "--formats", "json"]] {
            let words: Vec<String> = std::iter::once("fukkoku".to_owned())
                .chain(words.iter().map(|word| word.replace("IN", &at("a.txt")).replace("OUT", &at("out"))))
                .collect();
            assert_eq!(tripping(Trip::Report, || run(&words)), Ok(70), "{words:?}");
            assert_eq!(tripping(Trip::Command, || run(&words)), Err(Failure::Bug(BUG.to_owned())));
            assert!(!folder.path().join("out").exists());
        }
    }
}
