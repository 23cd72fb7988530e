//! `fukkoku explain CODE`.

use super::plan::Plan;
use super::session::{Failure, print};
use clap::Args;
use fukkoku::finding::Language;
use fukkoku::finding::codes::{self, CODES, Code};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `fukkoku explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Code of a finding, e.g. FK301; without one, all codes are listed.
    code: Option<String>,
}

impl Explain {
    /// Prints.
    pub(super) fn run(&self, plan: &Plan) -> Result<u8, Failure> {
        let Some(id) = &self.code else {
            let rows: Vec<String> = CODES
                .iter()
                .map(|code| format!("{}  {:<7}  {} / {}\n", code.id, code.severity.word(), code.title.0, code.title.1))
                .collect();
            return print(rows.concat().as_bytes());
        };
        let code = codes::find(id).map(Code::row).ok_or_else(|| {
            Failure::Usage(format!("expected a code such as FK301, found '{id}'; 'fukkoku explain' lists all"))
        })?;
        let (explanation, example) = match plan.session.language {
            Language::English => (wrapped(code.explanation.0), "Example:"),
            Language::Japanese => (wrapped(code.explanation.1), "例："),
        };
        let text = format!(
            "{} {}: {} / {}\n\n{}\n\n{example}\n{}\n",
            code.id,
            code.severity.word(),
            code.title.0,
            code.title.1,
            explanation,
            code.example.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
        );
        print(text.as_bytes())
    }
}

/// Lines of at most 90 columns; Japanese breaks anywhere but before 。 and 、.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 90;
    let mut out = String::new();
    let mut width = 0;
    for word in text.split_inclusive(|c: char| c == ' ' || !c.is_ascii()) {
        let wide = word.trim_end().width();
        let hangs = word.chars().all(|c| "。、）」".contains(c) || c.width().is_none());
        if width > 0 && width + wide > WIDTH && !hangs {
            out.truncate(out.trim_end().len());
            out.push('\n');
            width = 0;
        }
        out.push_str(word);
        width += word.width();
    }
    out
}
