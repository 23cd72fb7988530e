//! Findings as one JSON object.

use super::batch::Batch;
use super::visible::visible_json;
use serde_json::{Value, json};

/// `{"schema_version", "reports": [{"path", "findings"}]}`, the findings as in `findings.json`.
pub fn json(batches: &[Batch]) -> String {
    let reports: Vec<Value> =
        batches.iter().map(|batch| json!({"path": batch.path, "findings": batch.findings})).collect();
    visible_json(&format!("{}\n", json!({"schema_version": "1.0", "reports": reports})))
}
