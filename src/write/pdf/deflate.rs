//! Compressing streams. Most of the time that a PDF takes goes into this, most of it into the fonts.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Object, Stream};
use std::io::Write;

/// The highest levels take twice the time for a hundredth of the size.
const LEVEL: u32 = 6;

/// Compresses all streams that may be and are not yet.
pub fn streams(pdf: &mut lopdf::Document) {
    for object in pdf.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            compress(stream);
        }
    }
}

/// Leaves alone what would not become smaller.
fn compress(stream: &mut Stream) {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(stream.content.len() / 2), Compression::new(LEVEL));
    // Writing into memory cannot fail; if it did, the stream would stay as it is.
    let Ok(bytes) = encoder.write_all(&stream.content).and_then(|()| encoder.finish()) else { return };
    if bytes.len() + SMALLEST_GAIN < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(bytes);
    }
}

/// Bytes that the entry for the filter takes.
const SMALLEST_GAIN: usize = 20;
