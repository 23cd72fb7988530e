//! What every command knows, how a command fails, and how it speaks.

use fukkoku::finding::Language;
use fukkoku::finding::render::{Paint, visible_json, visible_line};
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
    /// Mistakes in a file, each with its place: 2.
    Mistakes(Vec<String>),
    /// An input cannot be read or decoded: 3.
    Input(String),
    /// An output cannot be written: 3.
    Output(String),
    /// A bug of ours: 70.
    Bug(String),
}

impl Failure {
    /// The same of a file that cannot be used, and who named it.
    pub(super) fn said_by(self, said_by: &str) -> Self {
        match self {
            Failure::Usage(message) => Failure::Usage(format!("{said_by}: {message}")),
            Failure::Mistakes(_) | Failure::Input(_) | Failure::Output(_) | Failure::Bug(_) => self,
        }
    }

    /// Says what failed; the exit code.
    pub(super) fn tell(&self) -> u8 {
        let (code, messages) = match self {
            Failure::Usage(message) => (2, std::slice::from_ref(message)),
            Failure::Mistakes(messages) => (2, messages.as_slice()),
            Failure::Input(message) | Failure::Output(message) => (3, std::slice::from_ref(message)),
            Failure::Bug(message) => (70, std::slice::from_ref(message)),
        };
        messages.iter().for_each(|message| say(&format!("error: {message}")));
        code
    }
}

/// One line on stderr, whatever stands in it: nothing steers a terminal or forges a command of who reads the log.
///
/// Nobody can be told if that fails.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible_line(line));
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

/// Lines for people on stdout; like [`say`], nothing in them steers.
pub(super) fn show(text: &str) -> Result<u8, Failure> {
    let lines: String = text.split_terminator('\n').map(|line| visible_line(line) + "\n").collect();
    print(lines.as_bytes())
}

/// JSON for people and programs on stdout: nothing in it steers, and readers of JSON see no difference.
pub(super) fn show_json(json: &[u8]) -> Result<u8, Failure> {
    print(visible_json(&String::from_utf8_lossy(json)).as_bytes())
}

/// A screen for those who write lines themselves: each is shown as [`say`] shows it.
pub(super) struct Screen<W: Write> {
    to: W,
    line: Vec<u8>,
}

impl<W: Write> Screen<W> {
    /// Nothing written yet.
    pub(super) fn new(to: W) -> Self {
        Self { to, line: vec![] }
    }
}

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.line.extend_from_slice(piece);
            if self.line.pop_if(|last| *last == b'\n').is_some() {
                writeln!(self.to, "{}", visible_line(&String::from_utf8_lossy(&self.line)))?;
                self.line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
