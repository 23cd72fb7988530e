//! What every command knows, how a command fails, and how it speaks.

use fukkoku::finding::Language;
use fukkoku::finding::render::{Paint, visible};
use std::io::{self, Write};

/// How the program speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    /// Colours on stderr.
    pub paint: Paint,
    /// How much it says.
    pub talk: Talk,
    /// Language of findings and explanations.
    pub language: Language,
}

/// How much is said on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Talk {
    /// Nothing but errors.
    Quiet,
    /// What was done.
    Usual,
    /// Notes too.
    Verbose,
}

impl Session {
    /// Says what was done, unless only errors are to be said.
    pub(super) fn tell(&self, line: &str) {
        if self.talk != Talk::Quiet {
            say(line);
        }
    }
}

/// How a command failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Wrong usage: 2.
    Usage(String),
    /// An input cannot be read or decoded: 3.
    Input(String),
    /// An output cannot be written: 3.
    Output(String),
    /// A bug of ours: 70.
    Bug(String),
}

impl Failure {
    /// Says what failed; the exit code.
    pub(super) fn tell(&self) -> u8 {
        let (code, message) = match self {
            Failure::Usage(message) => (2, message),
            Failure::Input(message) | Failure::Output(message) => (3, message),
            Failure::Bug(message) => (70, message),
        };
        say(&format!("error: {message}"));
        code
    }
}

/// Lines on stderr; nothing in them steers a terminal. Nobody can be told if that fails.
pub(super) fn say(text: &str) {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
}

/// Data on stdout. A reader that has gone away is no error.
pub(super) fn print(bytes: &[u8]) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(0),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        Err(error) => Err(Failure::Output(format!("standard output: cannot be written: {error}"))),
    }
}
