//! Findings that somebody has looked at and accepted: a file kept with the reports, with reason, who and when.

use super::codes::{self, Code};
use super::record::{Accepted, Finding, Wording};
use serde::Deserialize;

/// One `[[accept]]` of the file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Id of the report: its path in the input folder without extension.
    pub report: String,
    /// Code of the finding.
    pub code: String,
    /// Its fingerprint, as `--report json` and `findings.json` give it.
    pub fingerprint: String,
    /// Why it may stand.
    pub reason: String,
    /// Who decided.
    pub who: String,
    /// On which day, as `2024-04-01`.
    pub when: String,
}

/// The file: a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<toml::Spanned<Acceptance>>,
}

/// Reads the text of a `fukkoku.accept.toml`.
///
/// - **Errors**: what is wrong, with line and column: unknown or missing keys, an unknown code, an empty reason, a date that
///   is none.
pub fn read(text: &str) -> Result<Vec<Acceptance>, String> {
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{column}", before.matches('\n').count() + 1)
    };
    let file: toml::Spanned<File> = toml::from_str(text)
        .map_err(|error| format!("{}: {}", place(error.span().map_or(0, |span| span.start)), error.message()))?;
    let list = file.into_inner().accept;
    for acceptance in &list {
        let at = acceptance.span().start;
        refuse(acceptance.get_ref()).map_err(|message| format!("{}: {message}", place(at)))?;
    }
    Ok(list.into_iter().map(toml::Spanned::into_inner).collect())
}

fn refuse(acceptance: &Acceptance) -> Result<(), String> {
    let when = &acceptance.when;
    let parts: Vec<u32> = when.split('-').filter_map(|part| part.parse().ok()).collect();
    let day = matches!(parts[..], [year, month, date] if when.len() == 10
        && i32::try_from(year).is_ok_and(|year| fukkoku_quantity::Day::new(year, month, date).is_some()));
    match () {
        () if codes::find(&acceptance.code).is_none() => {
            Err(format!("expected a code such as FK301, found '{}'", acceptance.code))
        }
        () if acceptance.reason.trim().is_empty() => Err("expected a reason, found none".to_owned()),
        () if acceptance.who.trim().is_empty() => Err("expected a name in 'who', found none".to_owned()),
        () if !day => Err(format!("expected a day such as 2024-04-01 in 'when', found '{when}'")),
        () => Ok(()),
    }
}

/// Marks findings that are accepted; an acceptance that fits none any more becomes a finding (FK901).
pub fn apply(findings: &mut Vec<Finding>, acceptances: &[Acceptance], report: &str) {
    for acceptance in acceptances.iter().filter(|acceptance| acceptance.report == report) {
        let fits = |finding: &&mut Finding| {
            finding.fingerprint == acceptance.fingerprint && finding.code.id().eq_ignore_ascii_case(&acceptance.code)
        };
        match findings.iter_mut().find(fits) {
            Some(finding) => {
                let Acceptance { reason, who, when, .. } = acceptance.clone();
                finding.accepted = Some(Accepted { reason, who, when });
            }
            None => findings.push(gone(acceptance)),
        }
    }
}

fn gone(acceptance: &Acceptance) -> Finding {
    let Acceptance { code, fingerprint, who, when, .. } = acceptance;
    let wording = Wording {
        english: format!(
            "{code} with fingerprint {fingerprint}, accepted by {who} on {when}, no longer occurs: take it out of the list"
        ),
        japanese: format!("{who}が{when}に受け入れた{code}（{fingerprint}）はもう検出されない。一覧から削除する"),
    };
    Finding { fingerprint: fingerprint.clone(), ..Finding::on_line(1, Code::FK901, wording) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_acceptance_is_refused() {
        let entry = |when: &str, code: &str, more: &str| {
            format!(
                "[[accept]]\nreport = \"r\"\ncode = \"{code}\"\nfingerprint = \"0\"\nreason = \"x\"\nwho = \"y\"\nwhen = \"{when}\"\n{more}"
            )
        };
        for (text, expected) in [
            (entry("2024-04-01", "FK301", ""), None),
            (String::new(), None),
            (entry("2024-02-30", "FK301", ""), Some("1:1: expected a day such as")),
            (entry("2024-04-01", "FK300", ""), Some("1:1: expected a code such as FK301, found 'FK300'")),
            (entry("2024-04-01", "FK301", "note = 1\n"), Some("8:1: unknown field")),
        ] {
            let found = read(&text);
            match expected {
                None => assert!(found.is_ok(), "{text}: {found:?}"),
                Some(says) => assert!(found.as_ref().is_err_and(|message| message.contains(says)), "{text}: {found:?}"),
            }
        }
    }
}
