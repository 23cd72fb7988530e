//! JSON that a person can read and `diff` can compare: short values on one line, long ones broken.

use serde::Serialize;
use serde_json::Value;

/// Longest line that is not broken, in bytes.
const LINE: usize = 120;

/// The JSON of a value, with a line end.
///
/// A value that serde_json cannot represent becomes `null`; our own types have none.
pub fn json(value: &impl Serialize) -> Vec<u8> {
    let value = serde_json::to_value(value).unwrap_or(Value::Null);
    let mut out = Vec::new();
    render(&value, 0, &mut out);
    out.push(b'\n');
    out
}

fn render(value: &Value, indent: usize, out: &mut Vec<u8>) {
    match value {
        Value::Array(items) if !fits(value, indent) => {
            let items = items.iter().map(|item| (None, item));
            broken(*b"[]", items, indent, out);
        }
        Value::Object(fields) if !fits(value, indent) => {
            let fields = fields.iter().map(|(key, field)| (Some(key), field));
            broken(*b"{}", fields, indent, out);
        }
        _ => compact(value, out),
    }
}

fn broken<'a>(
    brackets: [u8; 2],
    fields: impl Iterator<Item = (Option<&'a String>, &'a Value)>,
    indent: usize,
    out: &mut Vec<u8>,
) {
    out.push(brackets[0]);
    for (index, (key, value)) in fields.enumerate() {
        out.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        out.extend(std::iter::repeat_n(b' ', indent + 1));
        key.into_iter().for_each(|key| name(key, out));
        render(value, indent + 1, out);
    }
    out.push(b'\n');
    out.extend(std::iter::repeat_n(b' ', indent));
    out.push(brackets[1]);
}

fn name(key: &str, out: &mut Vec<u8>) {
    scalar(key, out);
    out.extend_from_slice(b": ");
}

/// Writing into memory cannot fail.
fn scalar(value: &(impl Serialize + ?Sized), out: &mut Vec<u8>) {
    let _ = serde_json::to_writer(out, value);
}

/// Whether the compact form fits on a line; stops counting when it does not.
fn fits(value: &Value, indent: usize) -> bool {
    fn measure(value: &Value, room: &mut usize) -> bool {
        let size = match value {
            Value::Array(items) => {
                return take(room, 2) && items.iter().all(|item| take(room, 2) && measure(item, room));
            }
            Value::Object(fields) => {
                return take(room, 2)
                    && fields.iter().all(|(key, field)| take(room, key.len() + 6) && measure(field, room));
            }
            Value::String(text) => text.len() + 2,
            Value::Null | Value::Bool(_) => 5,
            Value::Number(_) => 6,
        };
        take(room, size)
    }
    fn take(room: &mut usize, size: usize) -> bool {
        *room = room.saturating_sub(size);
        *room > 0
    }
    measure(value, &mut LINE.saturating_sub(indent).max(40))
}

fn compact(value: &Value, out: &mut Vec<u8>) {
    let comma = |index: usize, out: &mut Vec<u8>| out.extend_from_slice(if index == 0 { b"" } else { b", " });
    match value {
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                comma(index, out);
                compact(item, out);
            }
            out.push(b']');
        }
        Value::Object(fields) => {
            out.push(b'{');
            for (index, (key, field)) in fields.iter().enumerate() {
                comma(index, out);
                name(key, out);
                compact(field, out);
            }
            out.push(b'}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => scalar(value, out),
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
    fn it_reads_back_as_it_was() {
        let original = value!({"quote\"": "a\nb\u{1}", "n": [[[[]]], -1.5, true, "\u{2028}"], "deep": {"x": {"y": [{"z": "あ".repeat(200)}]}}});
        let back: Value = serde_json::from_slice(&json(&original)).unwrap();
        assert_eq!(back, original);
    }
}
