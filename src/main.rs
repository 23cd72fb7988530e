//! Flags to exit code: nothing else.

mod batch;
mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::run())
}
