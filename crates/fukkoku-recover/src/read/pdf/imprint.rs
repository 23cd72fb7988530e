//! What a file says of itself, beside its pages: the program that wrote it, whether it is encrypted and tagged.

use super::trailer;
use crate::sheet::Imprint;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Stream};

/// Bit of the permissions of an encrypted file that lets its text be taken out.
const EXTRACTION: i64 = 1 << 4;

/// What the file says of itself.
pub(super) fn imprint(bytes: &[u8], pdf: &Pdf) -> Imprint {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let mark = catalog.as_ref().and_then(|catalog| catalog.get::<Dict<'_>>("MarkInfo"));
    let metadata = || catalog.as_ref()?.get::<Stream<'_>>("Metadata")?.decoded_data().ok();
    let encryption = trailer::encryption(bytes);
    let permissions = encryption.as_ref().and_then(|encryption| encryption.permissions(pdf.xref()));
    Imprint {
        producer: pdf.metadata().producer.as_deref().and_then(text).or_else(|| of_metadata(&metadata()?)),
        encrypted: encryption.is_some(),
        restricted: permissions.is_some_and(|bits| bits & EXTRACTION == 0),
        tagged: mark.and_then(|mark| mark.get::<bool>("Marked")).unwrap_or_default(),
    }
}

/// The producer in metadata of XMP, where newer files have it: `<pdf:Producer>…</pdf:Producer>` or `pdf:Producer="…"`.
fn of_metadata(xml: &[u8]) -> Option<String> {
    let xml = String::from_utf8_lossy(xml);
    let (_, value) = xml.split_once("pdf:Producer")?;
    let (value, end) = match value.trim_start().strip_prefix('=') {
        Some(quoted) => (quoted.trim_start().get(1..)?, ['"', '\'']),
        None => (value.trim_start().strip_prefix('>')?, ['<', '<']),
    };
    let (value, _) = value.split_once(end)?;
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    text(plain.iter().fold(value.to_owned(), |text, (name, c)| text.replace(name, c)).as_bytes())
}

/// A text string of a PDF: UTF-16 or UTF-8 with a mark, else PDFDocEncoding; `None` if nothing is left of it.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let units = |pair: &[u8]| u16::from_be_bytes([pair[0], pair[1]]);
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            String::from_utf16_lossy(&rest.as_chunks::<2>().0.iter().map(|pair| units(pair)).collect::<Vec<_>>())
        }
        [0xFF, 0xFE, rest @ ..] => String::from_utf16_lossy(
            &rest.as_chunks::<2>().0.iter().map(|pair| units(pair).swap_bytes()).collect::<Vec<_>>(),
        ),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Not allowed, and common.
        other => match std::str::from_utf8(other) {
            Ok(text) => text.to_owned(),
            Err(_) => other.iter().map(|byte| of_byte(*byte)).collect(),
        },
    };
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Characters of PDFDocEncoding from 0x80 on, where it is not Latin-1.
const UPPER: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
];

fn of_byte(byte: u8) -> char {
    match byte {
        0x80..=0xA0 => UPPER[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_metadata, text};

    #[test]
    fn text_strings_are_decoded() {
        for (bytes, expected, why) in [
            (&b"Acrobat Distiller 8.3.1 (Windows)"[..], Some("Acrobat Distiller 8.3.1 (Windows)"), "ASCII"),
            (b"\xFE\xFF\x4E\x00\x59\x2A\x90\xCE", Some("一太郎"), "UTF-16"),
            (b"\xFF\xFE\x00\x4E\x2A\x59\xCE\x90", Some("一太郎"), "UTF-16, low byte first"),
            (b"\xFE\xFF\x4E\x00\x59", Some("一"), "half a character is none"),
            (b"\xEF\xBB\xBF\xE4\xB8\x80", Some("一"), "UTF-8 with a mark"),
            ("一".as_bytes(), Some("一"), "UTF-8 without"),
            (b"Writer\x92 \xAE", Some("Writer™ ®"), "PDFDocEncoding"),
            (b"  Word\0\0\r\n", Some("Word"), "filled up"),
            (b"\0", None, "nothing left"),
            (b"", None, "nothing"),
        ] {
            assert_eq!(text(bytes).as_deref(), expected, "{why}");
        }
    }
    #[test]
    fn metadata_name_the_producer() {
        for (xml, expected) in [
            ("<pdf:Producer>Writer &amp; Co</pdf:Producer>", Some("Writer & Co")),
            ("<rdf:Description pdf:Producer = '一太郎' pdf:Trapped='False'/>", Some("一太郎")),
            ("<pdf:Producer/>", None),
            ("<pdf:Producer>cut", None),
            ("<xmp:CreatorTool>Writer</xmp:CreatorTool>", None),
        ] {
            assert_eq!(of_metadata(xml.as_bytes()).as_deref(), expected, "{xml}");
        }
    }
}
