//! Compressing streams. Most of the time that a PDF takes goes into this, most of it into the fonts.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Object, Stream};

/// The highest levels take twice the time for a hundredth of the size.
const LEVEL: u32 = 6;

/// Compresses all streams that may be and are not yet, with one encoder: to make one costs as much as a page.
pub(crate) fn streams(pdf: &mut lopdf::Document) {
    let mut encoder = Compress::new(Compression::new(LEVEL), true);
    for object in pdf.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            compress(&mut encoder, stream);
        }
    }
}

/// Leaves alone what would not become smaller.
fn compress(encoder: &mut Compress, stream: &mut Stream) {
    encoder.reset();
    let room = stream.content.len().saturating_sub(SMALLEST_GAIN);
    let mut bytes = Vec::with_capacity(room);
    // It ends only if the room suffices.
    let end = encoder.compress_vec(&stream.content, &mut bytes, FlushCompress::Finish);
    if matches!(end, Ok(Status::StreamEnd)) && bytes.len() < room {
        stream.dict.set("Filter", "FlateDecode");
        bytes.shrink_to_fit();
        stream.set_content(bytes);
    }
}

/// Bytes that the entry for the filter takes.
const SMALLEST_GAIN: usize = 20;
