//! Names of findings that outlive edits: consumers and `fukkoku.accept.toml` know a finding again by them.

use super::record::Finding;
use std::collections::BTreeMap;

/// Hexadecimal digits of a fingerprint.
const LENGTH: usize = 16;

/// Gives each finding its fingerprint.
///
/// It is made of the code with table, row and column; outside tables of the code with the printed text, blanks aside, or
/// with the page if it is about a page as a whole. Where
/// several findings agree in that, their order counts. Lines take no part.
pub fn mark(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let key = key(finding);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        let hash = blake3::hash(format!("{key}#{count}").as_bytes()).to_hex();
        finding.fingerprint = hash[..LENGTH].to_owned();
    }
}

fn key(finding: &Finding) -> String {
    match (&finding.table, finding.row, finding.column) {
        (Some(table), row, column) if row.is_some() || column.is_some() => {
            format!("{}/{table}/{}/{}", finding.code, row.unwrap_or_default(), column.unwrap_or_default())
        }
        // Of a page as a whole: it has no text of its own that could tell it from others.
        _ if finding.printed.is_empty() && !finding.areas.is_empty() => {
            let pages: Vec<String> = finding.areas.iter().map(|place| place.page.to_string()).collect();
            format!("{}/page {}/", finding.code, pages.join(","))
        }
        _ => {
            let printed: String = finding.printed.chars().filter(|c| !c.is_whitespace()).collect();
            format!("{}//{printed}", finding.code)
        }
    }
}
