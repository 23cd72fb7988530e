//! From bytes to text: the only place that knows encodings.
//!
//! Order of evidence: what the user says, a byte order mark, strict UTF-8, escape sequences of ISO-2022-JP, then statistics
//! between CP932 and EUC-JP. encoding_rs obeys a byte order mark over the caller's choice, so marks are handled here.

use super::flavour;
use crate::source::{Encoding, Source};
use chardetng::EncodingDetector;
use encoding_rs::{EUC_JP, Encoding as Codec, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

/// Share of replaced characters above which a text counts as undecodable: one in this many.
const MOST_REPLACED: usize = 20;
/// Share of Japanese characters among all letters below which a text is no Japanese report: one in this many.
const LEAST_JAPANESE: usize = 20;

/// Why an input is no text of a report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// Nothing, or blanks only.
    #[error("expected the text of a report, found {0}; check whether the text extraction failed")]
    Empty(&'static str),
    /// A file of another kind.
    #[error(
        "expected a PDF or a text, found {0}; print it to a PDF, or extract its text (for example with Apache Tika), and convert that"
    )]
    Binary(String),
    /// Bytes that no supported encoding explains.
    #[error(
        "expected UTF-8, UTF-16 with a byte order mark, CP932 (Shift_JIS), EUC-JP or ISO-2022-JP, found bytes that fit none of \
         them: read as {name}, {replaced} places cannot be decoded, the first at byte {first}; name the encoding"
    )]
    Undecodable {
        /// The best guess.
        name: String,
        /// Places that it cannot decode.
        replaced: usize,
        /// First such byte.
        first: usize,
    },
    /// An encoding name that nobody knows.
    #[error("expected the name of an encoding such as UTF-8, CP932, EUC-JP or ISO-2022-JP, found '{0}'")]
    UnknownEncoding(String),
    /// Text, but not Japanese.
    #[error(
        "expected a Japanese report, found text with {japanese} Japanese characters among {all} letters; if it is one, the encoding may be \
         wrong: name it"
    )]
    NotJapanese {
        /// Kana, kanji and full-width characters.
        japanese: usize,
        /// These, and the letters of other scripts.
        all: usize,
    },
}

/// Decodes one input.
///
/// - **Input**: all bytes of a file; `given` is an encoding label (`CP932`, `EUC-JP` …) that overrides the detection.
/// - **Value**: text with line ends `\n` and without a byte order mark; what could not be decoded is U+FFFD, counted.
pub fn decode(name: &str, bytes: &[u8], given: Option<&str>) -> Result<Source, DecodeError> {
    refuse_other_kinds(bytes)?;
    let (codec, evidence, skip) = match given {
        Some(label) => (codec_named(label)?, "given", bom(bytes).map_or(0, |(_, length)| length)),
        None => detect(bytes),
    };
    let (text, replaced, first) = decode_with(codec, &bytes[skip.min(bytes.len())..]);
    if text.chars().all(|c| c.is_whitespace() || c == '\0') {
        return Err(DecodeError::Empty(if bytes.is_empty() { "an empty file" } else { "blanks only" }));
    }
    if text.contains('\0') {
        return Err(DecodeError::Binary("a file with NUL characters".to_owned()));
    }
    let characters = text.chars().count();
    if replaced * MOST_REPLACED > characters {
        return Err(DecodeError::Undecodable { name: codec.name().to_owned(), replaced, first });
    }
    refuse_other_languages(&text)?;
    let encoding = Encoding { name: codec.name().to_owned(), evidence: evidence.to_owned(), replaced };
    let hash = blake3::hash(bytes).to_hex().to_string();
    let text = unix_lines(text);
    let flavour = flavour::detect(&text);
    Ok(Source::new(name.to_owned(), hash, encoding, flavour, text))
}

/// Whether `label` names an encoding that [`decode`] knows.
pub fn is_encoding(label: &str) -> bool {
    codec_named(label).is_ok()
}

fn codec_named(label: &str) -> Result<&'static Codec, DecodeError> {
    let label = label.trim();
    let alias = match label.to_ascii_lowercase().as_str() {
        "cp932" | "ms932" | "windows-932" => "shift_jis",
        "eucjp" | "ujis" => "euc-jp",
        "jis" => "iso-2022-jp",
        "utf8" => "utf-8",
        "utf16" => "utf-16",
        _ => label,
    };
    Codec::for_label(alias.as_bytes()).ok_or_else(|| DecodeError::UnknownEncoding(label.to_owned()))
}

fn bom(bytes: &[u8]) -> Option<(&'static Codec, usize)> {
    Codec::for_bom(bytes)
}

fn detect(bytes: &[u8]) -> (&'static Codec, &'static str, usize) {
    if let Some((codec, length)) = bom(bytes) {
        return (codec, "byte order mark", length);
    }
    if Codec::utf8_valid_up_to(bytes) == bytes.len() && !has_jis_escapes(bytes) {
        return (UTF_8, "valid UTF-8", 0);
    }
    if has_jis_escapes(bytes) && bytes.is_ascii() {
        return (ISO_2022_JP, "escape sequences", 0);
    }
    (by_statistics(bytes), "statistics", 0)
}

fn has_jis_escapes(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|window| matches!(window, b"\x1b$B" | b"\x1b$@" | b"\x1b(I"))
}

/// CP932 or EUC-JP: the one with fewer faults; if equal, the detector's word; UTF-8 if both are worse than damaged UTF-8.
fn by_statistics(bytes: &[u8]) -> &'static Codec {
    let faults = |codec| decode_with(codec, bytes).1;
    let (utf8, sjis, euc) = (faults(UTF_8), faults(SHIFT_JIS), faults(EUC_JP));
    if utf8 < sjis.min(euc) {
        return UTF_8;
    }
    if sjis != euc {
        return if sjis < euc { SHIFT_JIS } else { EUC_JP };
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    if detector.guess(Some(b"jp"), chardetng::Utf8Detection::Deny) == EUC_JP { EUC_JP } else { SHIFT_JIS }
}

/// Text, number of places replaced, first byte replaced.
fn decode_with(codec: &'static Codec, bytes: &[u8]) -> (String, usize, usize) {
    let mut text = String::with_capacity(bytes.len() * 3 / 2 + 16);
    let mut decoder = codec.new_decoder_without_bom_handling();
    let (mut at, mut replaced, mut first) = (0, 0, 0);
    loop {
        text.reserve(
            decoder.max_utf8_buffer_length_without_replacement(bytes.len() - at).unwrap_or(bytes.len() * 3 + 16),
        );
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::InputEmpty => return (text, replaced, first),
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) => {
                if replaced == 0 {
                    first = at.saturating_sub(1);
                }
                replaced += 1;
                text.push('\u{FFFD}');
            }
        }
    }
}

fn unix_lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn refuse_other_kinds(bytes: &[u8]) -> Result<(), DecodeError> {
    let kinds: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or Office file"),
        (b"\xd0\xcf\x11\xe0", "an old Office file"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x7fELF", "a program"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(DecodeError::Binary((*kind).to_owned()));
    }
    let utf16 = matches!(bom(bytes), Some((codec, _)) if codec == UTF_16LE || codec == UTF_16BE);
    match bytes.iter().position(|&byte| byte == 0) {
        Some(at) if !utf16 => Err(DecodeError::Binary(format!("a binary file (a NUL byte at byte {at})"))),
        Some(_) | None => Ok(()),
    }
}

/// Digits and signs belong to no language: a table may be nothing but numbers. Private characters are most often 外字.
fn refuse_other_languages(text: &str) -> Result<(), DecodeError> {
    let (mut japanese, mut private, mut foreign) = (0, 0, 0);
    for c in text.chars() {
        match c {
            _ if is_japanese(c) => japanese += 1,
            '\u{E000}'..='\u{F8FF}' => private += 1,
            _ if c.is_alphabetic() => foreign += 1,
            _ => {}
        }
    }
    let all = japanese + foreign;
    let japanese_enough = japanese * LEAST_JAPANESE >= all && japanese + private > 0;
    if japanese_enough { Ok(()) } else { Err(DecodeError::NotJapanese { japanese, all }) }
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str =
        "１ 情報化のあゆみ \n\n（１）第一次計画（昭和３７年度～昭和４１年度） \n\n同年９月に係を設置した。 \n";

    #[test]
    fn every_supported_encoding_is_detected() {
        let utf16 = |big: bool| {
            let units = std::iter::once(0xFEFF).chain(TEXT.encode_utf16());
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect::<Vec<u8>>()
        };
        for (bytes, name, evidence) in [
            (TEXT.as_bytes().to_vec(), "UTF-8", "valid UTF-8"),
            (["\u{FEFF}", TEXT].concat().into_bytes(), "UTF-8", "byte order mark"),
            (utf16(false), "UTF-16LE", "byte order mark"),
            (utf16(true), "UTF-16BE", "byte order mark"),
            (SHIFT_JIS.encode(TEXT).0.into_owned(), "Shift_JIS", "statistics"),
            (EUC_JP.encode(TEXT).0.into_owned(), "EUC-JP", "statistics"),
            (ISO_2022_JP.encode(TEXT).0.into_owned(), "ISO-2022-JP", "escape sequences"),
        ] {
            let source = decode("r.txt", &bytes, None).unwrap();
            assert_eq!((source.text.as_str(), source.encoding.name.as_str()), (TEXT, name));
            assert_eq!(source.encoding.evidence, evidence, "{name}");
        }
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for (bytes, why) in [
            (&b""[..], "empty"),
            (b"\xef\xbb\xbf", "byte order mark only"),
            (b" \n\n \n", "blanks only"),
            (b"%PDF-1.7 ...", "a PDF"),
            (b"abc\0def", "a NUL"),
            (b"fn main() { println!(\"hello\"); }", "not Japanese"),
            (b"1 2 3\n4,567 8\n", "numbers and no word"),
            (b"\x81\xff\xfe\xfd\x80\x81\xff\xfe\xfd\x80\xff\xff", "no encoding fits"),
        ] {
            assert!(decode("r.txt", bytes, None).is_err(), "{why}");
        }
        assert!(matches!(decode("r.txt", TEXT.as_bytes(), Some("klingon")), Err(DecodeError::UnknownEncoding(_))));
    }

    #[test]
    fn tables_of_numbers_and_private_characters_are_no_foreign_language() {
        let numbers = format!("区分 男 女 \n{}", "総数 1,234,567 8,901,234 \n".repeat(9).replace("総数", ""));
        for text in [numbers, "\u{E000}\u{E001} 12 \n".repeat(9)] {
            assert!(decode("r.txt", text.as_bytes(), None).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_given_encoding_wins_over_a_mark() {
        let source = decode("r.txt", &[b"\xef\xbb\xbf".as_slice(), TEXT.as_bytes()].concat(), Some("UTF-8")).unwrap();
        assert_eq!((source.text.as_str(), source.encoding.evidence.as_str()), (TEXT, "given"));
    }

    #[test]
    fn damage_is_counted_and_kept_visible() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.push(0xFF);
        let source = decode("r.txt", &bytes, None).unwrap();
        assert_eq!((source.encoding.replaced, source.text.ends_with('\u{FFFD}')), (1, true));
    }
}
