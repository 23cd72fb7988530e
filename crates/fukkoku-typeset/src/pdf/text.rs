//! Text strings of PDF.

use lopdf::{Object, StringFormat};

/// UTF-16 with a byte order mark, as text strings outside of page contents are written.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    [0xfe, 0xff].into_iter().chain(units).collect()
}

/// A text string.
pub(crate) fn string(text: &str) -> Object {
    if text.is_ascii() {
        Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
    } else {
        Object::String(utf16(text), StringFormat::Hexadecimal)
    }
}
