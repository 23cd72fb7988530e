//! Golden files: what the fixtures become, kept so that a person can open and compare them.
//!
//! `BLESS=1 cargo test --release --test main golden` regenerates them; read them before you commit.

use crate::support::{golden, plain, root, samples};
use fukkoku::write::{self, Format};

#[test]
fn tables_and_findings_of_every_report() {
    for name in samples() {
        let report = plain(&format!("fixtures/reports/{name}/report.txt"));
        for artifact in write::write(&report.checked, &[Format::Tables, Format::Findings]) {
            golden(&root().join(format!("fixtures/reports/{name}/expected/{}", artifact.path)), &artifact.bytes);
        }
    }
}

#[test]
fn all_data_of_one_report() {
    let report = plain("fixtures/reports/102/report.txt");
    for artifact in write::write(&report.checked, &[Format::Json, Format::Tidy, Format::Package]) {
        golden(&root().join("fixtures/reports/102/expected").join(artifact.path), &artifact.bytes);
    }
}

#[test]
fn hard_inputs_that_convert() {
    for name in ["no-table", "gaiji", "hopeless", "controls"] {
        let report = plain(&format!("fixtures/hard/{name}.txt"));
        for artifact in write::write(&report.checked, &[Format::Json, Format::Findings]) {
            golden(&root().join(format!("fixtures/hard/expected/{name}/{}", artifact.path)), &artifact.bytes);
        }
    }
}
