//! The colour space sRGB as an ICC profile (version 4), made here out of the numbers of IEC 61966-2-1.

use lopdf::{Dictionary, Object, Stream, dictionary};

/// Writes the profile and returns the output intent that names it.
pub(crate) fn add(pdf: &mut lopdf::Document) -> Dictionary {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, profile()));
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// Ten-thousandths of a millionth would be finer than the format: numbers are in 1/65,536.
type Fixed = i32;

const WHITE: [Fixed; 3] = [63_190, 65_536, 54_061];
const RED: [Fixed; 3] = [28_579, 14_582, 913];
const GREEN: [Fixed; 3] = [25_236, 46_981, 6_364];
const BLUE: [Fixed; 3] = [9_377, 3_973, 46_804];
/// From D65 to D50 after Bradford.
const ADAPTATION: [Fixed; 9] = [68_669, 1_500, -3_285, 1_936, 64_912, -1_117, -605, 986, 49_292];
/// Exponent, a, b, c, d of the curve.
const CURVE: [Fixed; 5] = [157_286, 62_119, 3_417, 5_072, 2_651];

fn profile() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 7] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", numbers(b"XYZ ", &[], &WHITE)),
        (b"chad", numbers(b"sf32", &[], &ADAPTATION)),
        (b"rXYZ", numbers(b"XYZ ", &[], &RED)),
        (b"gXYZ", numbers(b"XYZ ", &[], &GREEN)),
        (b"bXYZ", numbers(b"XYZ ", &[], &BLUE)),
    ];
    let curve = numbers(b"para", &[0, 3, 0, 0], &CURVE);
    let mut offset = 128 + 4 + 12 * (tags.len() + 3);
    let mut table = ((tags.len() + 3) as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (name, body) in &tags {
        table.extend(entry(name, offset, body.len()));
        offset += body.len();
        data.extend_from_slice(body);
    }
    for name in [b"rTRC", b"gTRC", b"bTRC"] {
        table.extend(entry(name, offset, curve.len()));
    }
    data.extend(curve);
    let length = 128 + table.len() + data.len();
    [header(length), table, data].concat()
}

fn entry(name: &[u8; 4], offset: usize, length: usize) -> Vec<u8> {
    [*name, (offset as u32).to_be_bytes(), (length as u32).to_be_bytes()].concat()
}

fn header(length: usize) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &(length as u32).to_be_bytes());
    put(8, &[4, 0x20, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // The day of the first draft of sRGB, as good as any: a profile has no use for the day it was made.
    put(24, &[0x07, 0xcc, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0]);
    put(36, b"acsp");
    put(68, &fixed(&WHITE));
    header
}

fn fixed(values: &[Fixed]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn numbers(kind: &[u8; 4], lead: &[u8], values: &[Fixed]) -> Vec<u8> {
    [kind.as_slice(), &[0; 4], lead, &fixed(values)].concat()
}

/// One text in English, padded to a multiple of four bytes.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let numbers = [1_u32, 12].map(u32::to_be_bytes).concat();
    let place = [units.len() as u32, 28].map(u32::to_be_bytes).concat();
    let mut tag = [b"mluc".as_slice(), &[0; 4], &numbers, b"enUS", &place, &units].concat();
    tag.resize(tag.len().next_multiple_of(4), 0);
    tag
}
