//! `fukkoku normalize`: a filter, one value a line.

use super::session::{Failure, Screen};
use clap::{Args, ValueEnum};
use fukkoku_quantity::normalize::{self, As, Form};
use std::io::{self, BufWriter};

/// `fukkoku normalize`.
#[derive(Debug, Args)]
pub(super) struct Normalize {
    /// What each line of standard input is.
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Kind,
    /// One JSON object per line in and out: in {"input", "context"}, out value, status and flags.
    #[arg(long)]
    ndjson: bool,
    /// Refuses what is only answered with a flag.
    #[arg(long)]
    strict: bool,
    /// What the text around has fixed, for all lines: era=平成, year=2024, fy=2024, int_table, header_unit=千円 …
    #[arg(long, value_name = "LIST", default_value = "")]
    context: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Dates and periods, answered as EDTF.
    Date,
    /// Numbers, answered as plain decimals.
    Number,
    /// Prose and labels, their widths folded.
    Text,
    /// Data cells, their widths folded.
    Value,
}

impl Normalize {
    /// Filters standard input.
    pub(super) fn run(&self) -> Result<u8, Failure> {
        let options = normalize::Options {
            kind: match self.kind {
                Kind::Date => As::Date,
                Kind::Number => As::Number,
                Kind::Text => As::Text,
                Kind::Value => As::Value,
            },
            form: if self.ndjson { Form::Ndjson } else { Form::Plain },
            strict: self.strict,
            context: self.context.clone(),
        };
        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        match normalize::run(io::stdin().lock(), out, Screen::new(io::stderr().lock()), &options) {
            Ok(outcome) => Ok(outcome.exit_code()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
            Err(error) => Err(Failure::Input(format!("standard input: {error}"))),
        }
    }
}
