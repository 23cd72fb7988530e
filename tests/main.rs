//! The tests of the whole program, in one: each file one question, linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
#[cfg(unix)]
mod batch;
mod cli;
mod counted;
mod delimited;
mod edition;
mod findings;
mod golden;
mod growth;
mod hostile_pdf;
mod injections;
mod invariants;
mod layout;
mod limits;
mod meaning;
mod original;
mod paper_input;
mod paper_prose;
mod pdf;
mod pdf_text;
mod profile;
mod quantity;
mod readme;
mod reports;
mod reports_for_machines;
mod schema;
mod shapes;
mod support;
mod truth;
mod typeset;
mod values;
mod vectors;
