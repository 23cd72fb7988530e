//! How much a stream unpacks to, found out without keeping what it unpacks to.
//!
//! The library that interprets pages unpacks whatever it meets, however much it becomes. So each stream is measured before.

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_interpret::hayro_syntax::Filter;
use std::borrow::Cow;
use std::io::{ErrorKind, Read};

/// Most that one packed byte of Deflate becomes.
const DEFLATE: usize = 1032;
/// Most that one packed byte of a run becomes: two bytes make 128.
const RUN: usize = 64;
/// Codes of LZW that stand for themselves, and the two that steer.
const LZW_FIRST: usize = 258;
/// Codes of LZW in all.
const LZW_CODES: usize = 4096;

/// It is more than was allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMuch;

/// What a stream unpacks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// Bytes, or the most that they can be where something is damaged.
    pub(super) length: usize,
    /// Whether it ends where it should.
    pub(super) whole: bool,
}

/// The number of bytes that the data of a stream unpacks to.
///
/// - **Input**: the data as they stand in the file, the filters in their order, and the most that is allowed at any step.
/// - **Value**: what is damaged counts as the most that it could become. A filter of pictures ends the count: pictures are not unpacked.
/// - **Errors**: more than the most.
pub(super) fn unpacked(data: &[u8], filters: &[Filter], most: usize) -> Result<Unpacked, TooMuch> {
    let mut data = Cow::Borrowed(data);
    for (at, filter) in filters.iter().enumerate() {
        let is_last = at + 1 == filters.len() || is_picture(filters[at + 1]);
        match filter {
            Filter::AsciiHexDecode => data = Cow::Owned(of_hex(&data)),
            Filter::Ascii85Decode => data = Cow::Owned(of_base_85(&data)),
            Filter::FlateDecode if is_last => return inflated(&data, most, None),
            Filter::FlateDecode => {
                let mut kept = Vec::new();
                inflated(&data, most, Some(&mut kept))?;
                data = Cow::Owned(kept);
            }
            // Nobody packs these once more: what stands behind them is there to hide how much it is.
            Filter::LzwDecode if is_last => return within(lzw(&data, most), most).map(entire),
            Filter::RunLengthDecode if is_last => return within(data.len().saturating_mul(RUN), most).map(entire),
            Filter::LzwDecode | Filter::RunLengthDecode => return Err(TooMuch),
            Filter::Crypt => {}
            Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => break,
        }
    }
    within(data.len(), most).map(entire)
}

fn entire(length: usize) -> Unpacked {
    Unpacked { length, whole: true }
}

fn within(length: usize, most: usize) -> Result<usize, TooMuch> {
    if length <= most { Ok(length) } else { Err(TooMuch) }
}

fn is_picture(filter: Filter) -> bool {
    matches!(filter, Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode)
}

/// The length of what is deflated, with a header or without; what comes out is kept if asked for.
pub(super) fn inflated(data: &[u8], most: usize, mut kept: Option<&mut Vec<u8>>) -> Result<Unpacked, TooMuch> {
    let (length, end) = drained(ZlibDecoder::new(data), most, kept.as_deref_mut())?;
    // A checksum that is cut off or wrong takes nothing away.
    let ends = |data: &[u8]| Ok(drained(DeflateDecoder::new(data), most, None)? == (length, End::Reached));
    if data.is_empty() || end == End::Reached || ends(data.get(2..).unwrap_or_default())? {
        return Ok(entire(length));
    }
    if end == End::Missing {
        return Ok(Unpacked { length, whole: false });
    }
    let before = kept.as_deref().map_or(0, Vec::len);
    let (bare, end) = drained(DeflateDecoder::new(data), most, kept.as_deref_mut())?;
    if let Some(kept) = kept {
        // The longer of the two attempts.
        if bare > length { drop(kept.drain(..before)) } else { kept.truncate(before) }
    }
    // Damaged within: whoever goes on behind the damage may find anything there.
    let length = if end == End::Damaged { data.len().saturating_mul(DEFLATE) } else { length.max(bare) };
    Ok(Unpacked { length: within(length, most)?, whole: end == End::Reached })
}

/// How packed data end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// As they should.
    Reached,
    /// They are cut off.
    Missing,
    /// With what is none of them.
    Damaged,
}

/// How much a reader gives, and how it ends.
fn drained(mut from: impl Read, most: usize, mut kept: Option<&mut Vec<u8>>) -> Result<(usize, End), TooMuch> {
    let mut buffer = [0; 16_384];
    let mut length = 0;
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok((length, End::Reached)),
            Ok(count) => {
                length = within(length + count, most)?;
                if let Some(kept) = &mut kept {
                    kept.extend_from_slice(&buffer[..count]);
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok((length, End::Missing)),
            Err(_) => return Ok((length, End::Damaged)),
        }
    }
}

/// The length of what is packed with LZW: codes stand for strings whose lengths are all that is kept.
fn lzw(data: &[u8], most: usize) -> usize {
    let mut lengths: Vec<usize> = vec![1; LZW_FIRST];
    let (mut before, mut length, mut bits, mut held, mut width) = (None, 0_usize, 0_u32, 0_u64, 9);
    for byte in data {
        held = (held << 8 | u64::from(*byte)) & 0xFFFF_FFFF;
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        match code {
            256 => {
                lengths.truncate(LZW_FIRST);
                (before, width) = (None, 9);
                continue;
            }
            257 => break,
            _ => {}
        }
        let own = lengths.get(code).copied().or(before.map(|before: usize| before + 1)).unwrap_or(1);
        length = length.saturating_add(own);
        if length > most {
            break;
        }
        if let Some(before) = before.filter(|_| lengths.len() < LZW_CODES) {
            lengths.push(before + 1);
        }
        before = Some(own);
        width = match lengths.len() {
            0..511 => 9,
            511..1023 => 10,
            1023..2047 => 11,
            _ => 12,
        };
    }
    length
}

fn of_hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16).map(|digit| digit as u8))
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect()
}

fn of_base_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let (mut group, mut count) = (0_u32, 0);
    let start = if data.starts_with(b"<~") { 2 } else { 0 };
    for byte in data[start..].iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        let filled = (count..5).fold(group, |group, _| group.wrapping_mul(85).wrapping_add(84));
        out.extend(&filled.to_be_bytes()[..count - 1]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::ZlibEncoder;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        ZlibEncoder::new(data, Compression::best()).read_to_end(&mut packed).unwrap_or_default();
        packed
    }

    #[test]
    fn streams_are_as_long_as_they_unpack() {
        let zeros = deflated(&[0; 100_000]);
        let twice = deflated(&zeros);
        let (flate, hex) = (Filter::FlateDecode, Filter::AsciiHexDecode);
        let in_hex: Vec<u8> = zeros.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
        for (data, filters, most, expected, why) in [
            (&b"abc"[..], &[][..], 10, Ok(3), "not packed"),
            (b"abc", &[][..], 2, Err(TooMuch), "not packed and too long"),
            (&zeros, &[flate][..], 100_000, Ok(100_000), "as much as is allowed"),
            (&zeros, &[flate][..], 99_999, Err(TooMuch), "a byte more"),
            (&zeros[2..], &[flate][..], 100_000, Ok(100_000), "without a header"),
            (&zeros[..zeros.len() - 4], &[flate][..], 100_000, Ok(100_000), "without its checksum"),
            (&twice, &[flate, flate][..], 100_000, Ok(100_000), "packed twice"),
            (&twice, &[flate, flate][..], 50_000, Err(TooMuch), "packed twice and too long"),
            (&in_hex, &[hex, flate][..], 100_000, Ok(100_000), "written in digits"),
            (b"5sdq,77Kd<8P2WL~>", &[Filter::Ascii85Decode][..], 100, Ok(12), "in base 85"),
            (&[0xff; 1000], &[flate][..], 2_000_000, Ok(1_032_000), "no Deflate: whatever it could be"),
            (&[0xff; 1000], &[flate][..], 100_000, Err(TooMuch), "no Deflate, and it could be too much"),
            (b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", &[Filter::LzwDecode][..], 100, Ok(10), "LZW"),
            (b"abc", &[Filter::LzwDecode, flate][..], 100, Err(TooMuch), "LZW within another"),
            (&zeros, &[Filter::DctDecode, flate][..], 1_000, Ok(zeros.len()), "a picture is not unpacked"),
        ] {
            let found = unpacked(data, filters, most).map(|unpacked| unpacked.length);
            assert_eq!(found, expected, "{why}");
        }
        let cut = unpacked(&zeros[..zeros.len() - 20], &[flate], 100_000);
        assert!(cut.is_ok_and(|cut| !cut.whole && (50_000..100_000).contains(&cut.length)), "{cut:?}");
    }
}
