//! The end of a file, which the library reads and does not show: where its list of objects stands, whether it is encrypted.

use hayro_interpret::hayro_syntax::object::{Dict, ObjectIdentifier};
use hayro_interpret::hayro_syntax::xref::XRef;

/// The bytes from the list of objects on whose place the file ends with; `None` where there is none, or another thing stands there.
pub(super) fn list_of_objects(bytes: &[u8]) -> Option<&[u8]> {
    let mark = b"startxref";
    let at = bytes.windows(mark.len()).rposition(|window| window == mark)?;
    let place = number(bytes[at + mark.len()..].trim_ascii_start())?;
    let list = bytes.get(usize::try_from(place).ok()?..)?;
    let start = list[..list.len().min(64)].trim_ascii_start();
    // As a table, or as an object: number, generation, `obj`.
    let mut words = start.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let is_number = |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    let is_object =
        is_number(words.next()) && is_number(words.next()) && words.next().is_some_and(|word| word.starts_with(b"obj"));
    (is_object || start.starts_with(b"xref")).then_some(list)
}

/// What tells how a file is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encryption<'a> {
    /// In an object of its own.
    Object(u32, i32),
    /// On the spot: the bytes from its dictionary on.
    Here(&'a [u8]),
}

/// The bytes that hold the dictionary of the list of objects; all where that is not to be found.
fn own(bytes: &[u8]) -> &[u8] {
    let Some(list) = list_of_objects(bytes) else { return bytes };
    // It ends before the data of a stream, or before the place of the list.
    let end = ["stream", "startxref"].iter().filter_map(|mark| position(list, mark.as_bytes())).min();
    &list[..end.unwrap_or(list.len())]
}

/// How the file is encrypted; `None` if it is not.
pub(super) fn encryption(bytes: &[u8]) -> Option<Encryption<'_>> {
    let value = value_of(own(bytes), b"/Encrypt")?;
    if value.starts_with(b"<<") {
        return Some(Encryption::Here(value));
    }
    let mut words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let object = u32::try_from(number(words.next()?)?).ok()?;
    Some(Encryption::Object(object, i32::try_from(number(words.next()?)?).ok()?))
}

/// What a trailer needs to say so that a file can be decrypted: keys and values.
pub(super) fn of_encryption(bytes: &[u8]) -> Vec<(&'static [u8], &[u8])> {
    let dict = match encryption(bytes) {
        Some(Encryption::Here(value)) => Some(value),
        Some(Encryption::Object(number, generation)) => object(bytes, &format!("{number} {generation} obj")),
        None => None,
    };
    let encryption = dict.and_then(whole).map(|value| (&b"/Encrypt"[..], value));
    let id = value_of(own(bytes), b"/ID").and_then(whole).map(|value| (&b"/ID"[..], value));
    encryption.into_iter().chain(id).collect()
}

/// What stands behind the last head of an object.
fn object<'a>(bytes: &'a [u8], head: &str) -> Option<&'a [u8]> {
    let is_head = |at: &usize| *at == 0 || bytes[at - 1].is_ascii_whitespace();
    let at = bytes.windows(head.len()).enumerate().rev().filter(|(_, window)| *window == head.as_bytes());
    let at = at.map(|(at, _)| at).find(is_head)?;
    Some(bytes[at + head.len()..].trim_ascii_start())
}

/// An array or a dictionary to its end; `None` if it has none.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (mut open, mut at) = (0_usize, 0);
    loop {
        let rest = bytes.get(at..)?;
        at += match rest {
            [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
            [b'(', ..] => literal(rest)?,
            _ => 1,
        };
        match rest.first()? {
            b'[' => open += 1,
            b'<' if rest.starts_with(b"<<") => open += 1,
            b']' => open = open.checked_sub(1)?,
            b'>' if rest.starts_with(b">>") => open = open.checked_sub(1)?,
            _ => {}
        }
        if open == 0 {
            return bytes.get(..at);
        }
    }
}

/// Length of the string in brackets that some bytes begin with.
fn literal(bytes: &[u8]) -> Option<usize> {
    let (mut open, mut escaped) = (0_usize, false);
    let end = bytes.iter().position(|byte| {
        match byte {
            _ if escaped => {}
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        escaped = !escaped && *byte == b'\\';
        open == 0
    });
    end.map(|end| end + 1)
}

impl Encryption<'_> {
    /// What the owner of the file allows, as bits; `None` if that is not said.
    pub(super) fn permissions(&self, xref: &XRef) -> Option<i64> {
        match self {
            Self::Object(number, generation) => {
                xref.get::<Dict<'_>>(ObjectIdentifier::new(*number, *generation))?.get::<i64>("P")
            }
            Self::Here(dict) => number(value_of(dict, b"/P")?),
        }
    }
}

/// What stands behind a key.
fn value_of<'a>(bytes: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let mut from = 0;
    loop {
        let after = from + position(&bytes[from..], key)? + key.len();
        // A longer name begins with the same letters.
        if bytes.get(after).is_some_and(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#') {
            return Some(bytes[after..].trim_ascii_start());
        }
        from = after;
    }
}

fn number(bytes: &[u8]) -> Option<i64> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    std::str::from_utf8(&bytes[..length]).ok()?.parse().ok()
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encryption_is_told_by_the_list_of_objects() {
        let here = b"<< /V 1 /P -44 >> >>\n";
        for (file, expected, why) in [
            (
                &b"xref\n0 1\ntrailer\n<< /Size 1 /Encrypt 7 0 R >>\nstartxref\n0\n%%EOF"[..],
                Some(Encryption::Object(7, 0)),
                "a table",
            ),
            (
                b"9 0 obj << /Type /XRef /Encrypt 7 0 R >> stream\n/Encrypt 8 0 R\nstartxref\n0\n",
                Some(Encryption::Object(7, 0)),
                "an object",
            ),
            (
                b"xref\ntrailer << /Encrypt<< /V 1 /P -44 >> >>\nstartxref\n0\n",
                Some(Encryption::Here(here)),
                "on the spot",
            ),
            (b"xref\ntrailer << /EncryptMetadata true >>\nstartxref\n0\n", None, "another key"),
            (b"/Encrypt 8 0 R xref\ntrailer << /Size 1 >>\nstartxref\n15\n", None, "elsewhere in the file"),
            (b"trailer << /Encrypt 8 0 R >>", Some(Encryption::Object(8, 0)), "no list"),
            (b"trailer << /Encrypt ", None, "cut"),
            (b"", None, "nothing"),
        ] {
            assert_eq!(encryption(file), expected, "{why}");
        }
        assert_eq!(value_of(here, b"/P").and_then(number), Some(-44));
    }

    #[test]
    fn what_decrypts_a_file_is_taken_whole() {
        let file = b"7 0 obj\n<< /O (a\\)>>]b(c)) /U <3E3E> /CF << /A [1 2] >> >>\nendobj\nxref\ntrailer\n<< /ID [(]) <00>] /Encrypt 7 0 R >>";
        let expected: [(&[u8], &[u8]); 2] =
            [(b"/Encrypt", b"<< /O (a\\)>>]b(c)) /U <3E3E> /CF << /A [1 2] >> >>"), (b"/ID", b"[(]) <00>]")];
        assert_eq!(of_encryption(file), expected);
        for cut in [&b"[(a"[..], b"<< /A", b"[1 2", b"", b"]"] {
            assert_eq!(whole(cut), None, "{cut:?}");
        }
    }
}
