//! Existing CSV files against published rules for machine-readable data.

mod sheet;
mod soumu;

use crate::check::Found;
use crate::finding::{Code, Finding, accept::Acceptance, fingerprint};
use fukkoku_recover::source::{ReportId, Source};
use sheet::Sheet;
use std::collections::BTreeMap;

/// A set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// 総務省「統計表における機械判読可能なデータ作成に関する表記方法」, 18 December 2020.
    Soumu,
}

/// A file that was held against rules.
#[derive(Debug)]
pub struct Linted {
    /// Its text, for excerpts.
    pub source: Source,
    /// What breaks the rules: of each code the first thousand.
    pub findings: Vec<Finding>,
    /// How many more findings there are of a code.
    pub more: BTreeMap<Code, usize>,
}

/// Holds a CSV file against rules.
///
/// - **Input**: `name`, its path as it shall appear in messages, and all its bytes.
/// - **Errors**: none; what cannot be read as CSV is a finding.
pub fn lint(name: &str, bytes: &[u8], rules: Rules, accepted: &[Acceptance]) -> Linted {
    let sheet = Sheet::read(name, bytes);
    let mut found = Found::default();
    let checks = match rules {
        Rules::Soumu => &soumu::RULES,
    };
    for (_, check) in checks {
        check(&sheet, &mut found);
    }
    let (mut findings, more) = found.into_parts();
    findings.sort_by_key(|finding| (finding.line_first, finding.span, finding.code));
    fingerprint::mark(&mut findings);
    crate::finding::accept::apply(&mut findings, accepted, ReportId::of(name).as_str());
    Linted { source: sheet.source, findings, more }
}
