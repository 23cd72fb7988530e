//! Text that steers neither a terminal nor what reads the log of a build.

use std::fmt::Write;

/// What the runner of a build takes for a command wherever it stands in a line.
const COMMANDS: [&str; 2] = ["##[", "##vso["];

/// Characters that cannot be seen, or that turn the direction of others, written as `\u{1B}`; so is what begins a command.
///
/// It stays on one line, whatever it was.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            escape(&mut out, c);
        } else {
            out.push(c);
        }
    }
    defused(out, "#\\u{23}")
}

/// One line as it is shown: [`visible`], and no command at its beginning (`::error`), which blanks do not hide.
pub fn visible_line(text: &str) -> String {
    let line = visible(text);
    let words = line.trim_start();
    let Some(rest) = words.strip_prefix("::") else { return line };
    let blanks = &line[..line.len() - words.len()];
    format!("{blanks}\\u{{3A}}:{rest}")
}

/// JSON whose strings hold nothing hidden and no command: as `\u001b`, which every reader of JSON turns back.
pub fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) && c != '\n' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    defused(out, "#\\u0023")
}

fn escape(out: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
}

/// Text whose commands begin otherwise: `hashes` says the same as `##`.
pub fn defused(text: String, hashes: &str) -> String {
    COMMANDS.iter().fold(text, |text, command| {
        if text.contains(command) { text.replace(command, &command.replacen("##", hashes, 1)) } else { text }
    })
}

/// Whether a character cannot be seen, or turns the direction of what follows.
pub fn is_hidden(c: char) -> bool {
    let steers = matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
    );
    c.is_control() || steers || matches!(c, '\u{E0000}'..='\u{E0FFF}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_line_and_no_command() {
        for (text, expected, why) in [
            ("a\n::error::b", "a\\u{A}::error::b", "a name with a line break"),
            ("::error::a", "\\u{3A}:error::a", "a name that is a command"),
            (" \u{3000}::error::a", " \u{3000}\\u{3A}:error::a", "blanks before it count for nothing"),
            ("a::b", "a::b", "no command there"),
            ("\u{1b}[31m", "\\u{1B}[31m", "colour"),
            ("a\u{202e}b\u{85}\u{2028}", "a\\u{202E}b\\u{85}\\u{2028}", "directions and other line breaks"),
            ("a ##[error]b", "a #\\u{23}[error]b", "the older form, anywhere"),
            ("###[error]", "##\\u{23}[error]", "one more before it"),
            ("##vso[task.x]", "#\\u{23}vso[task.x]", "that of another runner"),
            ("表３ 人口", "表３ 人口", "text as it is"),
        ] {
            assert_eq!(visible_line(text), expected, "{why}");
        }
    }

    #[test]
    fn json_stays_the_same_to_its_readers() {
        let value = serde_json::json!({"a\u{85}": "\u{202e}##[x] \u{e0041} ##vso[ \\ \u{7f}\n"});
        let shown = visible_json(&value.to_string());
        assert!(shown.is_ascii() && !shown.contains("##"), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).ok(), Some(value));
    }
}
