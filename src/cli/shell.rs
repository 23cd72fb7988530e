//! Completions and the manual page.

use super::session::{Failure, print};
use clap::{Args, Command};
use clap_complete::Shell;

/// `fukkoku completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub(super) fn run(&self, mut command: Command) -> Result<u8, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "fukkoku", &mut script);
        print(&script)
    }
}

/// Prints the manual page.
pub(super) fn man(command: Command) -> Result<u8, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Failure::Output(format!("manual page: {error}")))?;
    print(&page)
}
