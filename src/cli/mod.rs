//! The command line: flags in, exit code out. Knows the public API and the batch only.
//!
//! Flags and settings become [`asked`] wishes; [`plan`] is the one place where they meet and defaults are set; every command
//! is given a plan. A room imports only rooms above it in this list.

mod guard;
mod session;
mod told;
mod words;

mod listed;

mod asked;
mod settings;

mod opening;
mod plan;

mod edition;
mod profiles;
mod reading;
mod stale;
mod tally;

mod conversion;

mod course;
mod job;

mod check;
mod convert;
mod dump;
mod explain;
mod lint;
mod normalize;
mod profile;
mod schema;
mod shell;

mod arguments;

mod run;

pub(crate) use run::run;
