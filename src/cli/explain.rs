//! `fukkoku explain CODE`.

use super::{Failure, print};
use clap::Args;
use fukkoku::finding::codes::{self, CODES};

/// `fukkoku explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Code of a finding, e.g. FK301; without one, all codes are listed.
    code: Option<String>,
}

impl Explain {
    /// Prints.
    pub fn run(&self) -> Result<u8, Failure> {
        let Some(id) = &self.code else {
            let rows: Vec<String> = CODES
                .iter()
                .map(|code| format!("{}  {:<7}  {} / {}\n", code.id, code.severity.word(), code.title.0, code.title.1))
                .collect();
            return print(rows.concat().as_bytes());
        };
        let code = codes::find(id).ok_or_else(|| {
            Failure::Usage(format!("expected a code such as FK301, found '{id}'; 'fukkoku explain' lists all"))
        })?;
        let text = format!(
            "{} {}: {} / {}\n\n{}\n\nExample:\n{}\n",
            code.id,
            code.severity.word(),
            code.title.0,
            code.title.1,
            wrapped(code.explanation),
            code.example.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
        );
        print(text.as_bytes())
    }
}

/// Lines of at most 90 characters.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        if width > 0 && width + 1 + word.len() > 90 {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += word.len();
    }
    out
}
