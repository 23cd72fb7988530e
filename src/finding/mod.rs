//! Findings: what a person should know about a report.

pub mod accept;
pub mod codes;
pub mod fingerprint;
mod record;
pub mod render;
mod severity;

pub use codes::Code;
pub use record::{Accepted, Finding, Proposal, Wording};
pub use severity::{Grade, Language, Severity};
