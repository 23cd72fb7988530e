//! Streams that hold the objects of an encrypted file, measured before it is opened.
//!
//! What they unpack to shows once they are decrypted, which the library does only as it opens a file, and then it unpacks them too.
//! So it is given the same bytes with a list of objects of our own: one that names these streams as nothing but streams.

use super::refusal::PdfError;
use super::trailer;
use super::unpack::{TooMuch, unpacked};
use hayro_interpret::hayro_syntax::object::{ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

/// Where a stream stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its number.
    pub(super) object: u32,
    /// The byte at which its object begins.
    pub(super) at: usize,
}

/// Looks at some streams of an encrypted file.
///
/// - **Errors**: they unpack to more than `left`, or cannot be found where they stand.
pub(super) fn measured(bytes: &[u8], password: &str, places: &[Place], mut left: usize) -> Result<(), PdfError> {
    let Some(first) = places.first() else { return Ok(()) };
    let pdf = match Pdf::new_with_password(listed(bytes, places), password) {
        Ok(pdf) => pdf,
        // What cannot be decrypted is not unpacked either, and is refused for that.
        Err(LoadPdfError::Decryption(_)) => return Ok(()),
        Err(LoadPdfError::Invalid) => return Err(PdfError::Unpacks { object: first.object }),
    };
    for place in places {
        let too_much = PdfError::Unpacks { object: place.object };
        let Some(stream) = stream(&pdf, *place) else { return Err(too_much) };
        match unpacked(&stream.raw_data(), &stream.filters(), left) {
            Ok(unpacked) => left -= unpacked.length,
            Err(TooMuch) => return Err(too_much),
        }
    }
    Ok(())
}

fn stream(pdf: &Pdf, place: Place) -> Option<Stream<'_>> {
    pdf.xref().get(ObjectIdentifier::new(place.object, 0))
}

/// The file with a list of some of its objects, and with no page.
fn listed(bytes: &[u8], places: &[Place]) -> Vec<u8> {
    let catalog = places.iter().map(|place| place.object).max().unwrap_or_default().saturating_add(1);
    let mut file = bytes.to_vec();
    let mut list = String::from("xref\n");
    let mut add = |object: u32, at: usize| list.push_str(&format!("{object} 1\n{at:010} 00000 n \n"));
    places.iter().for_each(|place| add(place.object, place.at));
    for (object, text) in [
        (catalog, format!("<< /Type /Catalog /Pages {} 0 R >>", catalog.saturating_add(1))),
        (catalog.saturating_add(1), "<< /Type /Pages /Kids [] /Count 0 >>".to_owned()),
    ] {
        file.push(b'\n');
        add(object, file.len());
        file.extend_from_slice(format!("{object} 0 obj\n{text}\nendobj\n").as_bytes());
    }
    let start = file.len();
    file.extend_from_slice(list.as_bytes());
    file.extend_from_slice(format!("trailer\n<< /Root {catalog} 0 R ").as_bytes());
    for (key, value) in trailer::of_encryption(bytes) {
        file.extend_from_slice(&[key, b" ", value, b" "].concat());
    }
    file.extend_from_slice(format!(">>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    file
}
