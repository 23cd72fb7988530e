//! `fukkoku schema`: the published JSON Schemas, made from the same types as the outputs.

use super::session::{Failure, print};
use crate::batch;
use clap::{Args, ValueEnum};
use fukkoku::{document, finding, write};
use schemars::schema_for;

/// `fukkoku schema`.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Of which output.
    #[arg(value_enum)]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// document.json
    Document,
    /// findings.json
    Findings,
    /// One line of tidy/*.csv
    Tidy,
    /// One line of manifest.jsonl
    Manifest,
}

impl Schema {
    /// Prints.
    pub(super) fn run(&self) -> Result<u8, Failure> {
        let schema = match self.of {
            Of::Document => schema_for!(document::Document),
            Of::Findings => schema_for!(Vec<finding::Finding>),
            Of::Tidy => write::schema::tidy().try_into().unwrap_or_default(),
            Of::Manifest => schema_for!(batch::Line),
        };
        print(&write::pretty::json(&schema))
    }
}
