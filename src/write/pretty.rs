//! JSON that a person can read and `diff` can compare: short values on one line, long ones broken.

use serde::Serialize;
use std::io::{self, Write};

/// Longest line that is not broken, in bytes.
const LINE: usize = 120;
/// Length up to which a value is not broken, however deep it stands.
const SHORT: usize = 40;

/// Bytes of compact JSON that are waited for before it is laid out.
const CHUNK: usize = 1 << 16;
/// Bytes behind a token that tell how it is laid out: at most as many characters as a line has, each as an escape, and the marks
/// between.
const AHEAD: usize = 1 << 12;

/// The JSON of a value, with a line end.
///
/// A value that serde_json cannot represent becomes `null`; our own types have none.
pub fn json(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    match write(value, &mut out) {
        Ok(()) => out,
        Err(_) => b"null\n".to_vec(),
    }
}

/// Writes the JSON of a value, with a line end.
///
/// It is laid out from its compact form as that is written, without a tree in memory: that of a long report takes ten times its text.
///
/// - **Errors**: those of `out`, and that serde_json cannot represent the value.
pub fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut layout = Layout::to(out);
    serde_json::to_writer(&mut layout, value)?;
    layout.lay(0)?;
    layout.to.write_all(b"\n")
}

/// Length of the token that compact JSON begins with: a string, a number or name, or a mark.
fn token(rest: &[u8]) -> usize {
    let marks = |byte: &u8| b"[]{},:".contains(byte);
    match rest {
        [b'"', inner @ ..] => {
            let mut escaped = false;
            let ends = |byte: &u8| {
                let ends = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                ends
            };
            inner.iter().position(ends).map_or(rest.len(), |end| end + 2)
        }
        _ => rest.iter().position(marks).map_or(rest.len(), |end| end.max(1)),
    }
}

struct Layout<'a> {
    to: &'a mut dyn Write,
    /// What is laid out and not written yet.
    out: Vec<u8>,
    /// Compact JSON that is not laid out yet.
    held: Vec<u8>,
    /// How much of it is waited for.
    enough: usize,
    /// How many broken values are open.
    depth: usize,
    /// How many values are open inside one that stands on a line.
    whole: usize,
}

impl Write for Layout<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= self.enough.max(CHUNK) {
            self.lay(AHEAD)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> Layout<'a> {
    fn to(to: &'a mut dyn Write) -> Self {
        Self { to, out: vec![], held: vec![], enough: 0, depth: 0, whole: 0 }
    }

    /// Lays out and writes what is held, but for what may still depend on as many bytes to come.
    fn lay(&mut self, ahead: usize) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        let mut rest = held.as_slice();
        while !rest.is_empty() && rest.len() >= ahead {
            let length = token(rest);
            if length == rest.len() && ahead > 0 {
                break;
            }
            self.token(rest);
            rest = &rest[length..];
        }
        self.held = rest.to_vec();
        // A string that does not end yet is looked at again once it has doubled.
        self.enough = self.held.len() * 2;
        self.to.write_all(&self.out)?;
        self.out.clear();
        Ok(())
    }

    fn token(&mut self, rest: &[u8]) {
        match rest[0] {
            b'{' | b'[' => {
                self.out.push(rest[0]);
                if self.whole > 0 || fits(rest, self.depth) {
                    self.whole += 1;
                } else {
                    self.depth += 1;
                    self.end_line();
                }
            }
            b'}' | b']' => {
                if self.whole > 0 {
                    self.whole -= 1;
                } else {
                    self.depth -= 1;
                    self.end_line();
                }
                self.out.push(rest[0]);
            }
            b',' if self.whole > 0 => self.out.extend_from_slice(b", "),
            b',' => {
                self.out.push(b',');
                self.end_line();
            }
            b':' => self.out.extend_from_slice(b": "),
            _ => self.out.extend_from_slice(&rest[..token(rest)]),
        }
    }

    fn end_line(&mut self) {
        self.out.push(b'\n');
        self.out.extend(std::iter::repeat_n(b' ', self.depth));
    }
}

/// Bytes of a string with its quotes, escapes as what they mean.
fn characters(string: &[u8]) -> usize {
    let mut bytes = string.iter();
    let mut count = 0;
    while let Some(byte) = bytes.next() {
        count += 1;
        if *byte == b'\\' && bytes.next() == Some(&b'u') {
            bytes.nth(3);
        }
    }
    count
}

/// Whether the value that compact JSON begins with fits on a line at this depth; looks no further than a line reaches.
fn fits(mut rest: &[u8], depth: usize) -> bool {
    let room = LINE.saturating_sub(depth).max(SHORT);
    let (mut used, mut open) = (0, Vec::new());
    loop {
        let length = token(rest);
        let item = if open.last() == Some(&b'[') { 2 } else { 0 };
        used += match rest[0] {
            b'{' | b'[' => item + 2,
            b'"' => {
                // A name has a colon, and what parts it from the next.
                characters(&rest[..length]) + if rest.get(length) == Some(&b':') { 4 } else { item }
            }
            b't' | b'f' | b'n' => item + 5,
            b'-' | b'0'..=b'9' => item + 6,
            _ => 0,
        };
        match rest[0] {
            b'{' | b'[' => open.push(rest[0]),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
        if used >= room {
            return false;
        }
        rest = &rest[length..];
        if open.is_empty() || rest.is_empty() {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::json;
    use serde_json::{Value, json as value};

    #[test]
    fn short_values_stay_on_a_line_and_long_ones_break() {
        let long = "長".repeat(60);
        let printed = String::from_utf8(json(&value!({"a": [1, 2], "b": [long, {"c": null}], "d": {}}))).unwrap();
        let expected =
            format!("{{\n \"a\": [1, 2],\n \"b\": [\n  \"{long}\",\n  {{\"c\": null}}\n ],\n \"d\": {{}}\n}}\n");
        assert_eq!(printed, expected);
    }

    #[test]
    fn what_is_laid_out_in_parts_is_as_if_it_were_whole() {
        let item = |at: usize| value!({"n": at, "text": "\"長\u{1}い".repeat(at % 40), "list": [[], {}, null, at]});
        let all: Vec<Value> = (0..3_000).map(item).chain([value!("長".repeat(200_000))]).collect();
        let mut at_once = Vec::new();
        let mut whole = super::Layout::to(&mut at_once);
        whole.held = serde_json::to_vec(&all).unwrap();
        whole.lay(0).unwrap();
        let parts = json(&all);
        assert!(parts.len() > 10 * super::CHUNK);
        assert!(parts[..parts.len() - 1] == at_once);
    }

    #[test]
    fn it_reads_back_as_it_was() {
        let original = value!({"quote\"": "a\nb\u{1}", "n": [[[[]]], -1.5, true, "\u{2028}"], "deep": {"x": {"y": [{"z": "あ".repeat(200)}]}}});
        let back: Value = serde_json::from_slice(&json(&original)).unwrap();
        assert_eq!(back, original);
    }
}
