//! Text that cannot steer a terminal.

use std::fmt::Write;

/// Control and direction characters made visible, so that a report cannot steer a terminal.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            let _ = write!(out, "\\u{{{:X}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character cannot be seen, or turns the direction of what follows.
pub fn is_hidden(c: char) -> bool {
    let steers = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    c.is_control() || steers || matches!(c, '\u{E0000}'..='\u{E0FFF}' | '\u{FE00}'..='\u{FE0F}')
}
