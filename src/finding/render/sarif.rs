//! Findings as SARIF 2.1.0.

use super::batch::{Batch, ranked};
use super::visible::visible_json;
use crate::finding::{Finding, Language, codes};
use serde_json::{Value, json};

/// Most results that GitHub code scanning takes from one run and shows.
const TAKEN: usize = 5_000;

/// One run: the gravest findings first. Fingerprints name rule, table and cell, not lines, so they outlive edits.
pub fn sarif(batches: &[Batch], language: Language) -> String {
    let all = ranked(batches);
    let results: Vec<Value> = all.iter().take(TAKEN).map(|(path, finding)| result(path, finding, language)).collect();
    let mut run = json!({
        "tool": {"driver": {
            "name": "fukkoku",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules(language),
        }},
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    if let Some(left_out) = all.len().checked_sub(TAKEN).filter(|count| *count > 0) {
        let text = format!("{left_out} more findings are not listed: consumers take {TAKEN} results of a run");
        run["invocations"] = json!([{
            "executionSuccessful": true,
            "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
        }]);
    }
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    visible_json(&format!("{}\n", json!({"version": "2.1.0", "$schema": schema, "runs": [run]})))
}

fn rules(language: Language) -> Vec<Value> {
    let choose = |(english, japanese): (&'static str, &'static str)| match language {
        Language::English => english,
        Language::Japanese => japanese,
    };
    let rule = |code: &codes::CodeRow| {
        json!({
            "id": code.id,
            "shortDescription": {"text": choose(code.title)},
            "fullDescription": {"text": choose(code.explanation)},
            "help": {"text": format!("{}\n\n{}", choose(code.explanation), code.example)},
            "defaultConfiguration": {"level": code.severity.word()},
        })
    };
    codes::CODES.iter().map(rule).collect()
}

fn result(path: &str, finding: &Finding, language: Language) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": finding.code as usize,
        "level": finding.severity.word(),
        "message": {"text": finding.message_in(language)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(path)},
            "region": {"startLine": finding.line_first.max(1), "endLine": finding.line_last.max(finding.line_first).max(1)},
        }}],
        "partialFingerprints": {"fukkoku/v1": finding.fingerprint},
    });
    if let Some(accepted) = &finding.accepted {
        let justification = format!("{} ({}, {})", accepted.reason, accepted.who, accepted.when);
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": justification}]);
    }
    result
}

/// A path as a relative or absolute URI reference: what may not stand in one is written as %XX.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escaped: String = path
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    if path.starts_with('/') { format!("file://{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        for (path, expected) in [
            ("input/a.txt", "input/a.txt"),
            ("/tmp/a b.txt", "file:///tmp/a%20b.txt"),
            ("入力/a.txt", "%E5%85%A5%E5%8A%9B/a.txt"),
            ("a:b?.txt", "a%3Ab%3F.txt"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
