//! From the bytes of a PDF to sheets: the only place that knows the format.
//!
//! The content of each page is interpreted, not drawn: `keeper` notes glyphs and lines as they come. Work is bounded by counts,
//! never by a clock: so many drawing operations a page, so many pages.

mod keeper;
mod meaning;

use super::ranges::PageRanges;
use crate::sheet::Sheet;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use keeper::{Keeper, Stop};
use meaning::Meanings;
use std::panic::{AssertUnwindSafe, catch_unwind};
use thiserror::Error;

/// Where a PDF must begin: some programs write a mail header or the like in front.
const LATEST_MARK: usize = 1024;
/// Most pages of one report.
const MOST_PAGES: usize = 5_000;

/// Why a PDF cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PdfError {
    /// No page can be found in it.
    #[error(
        "expected a PDF, found one whose pages cannot be found; it is cut short or broken: fetch it again, or print it to a new PDF"
    )]
    Broken,
    /// It opens with a password only.
    #[error("expected a PDF that opens without a password, found one that needs one; give it with --password")]
    Locked,
    /// Another way of encryption.
    #[error("expected a PDF encrypted with RC4 or AES, found another encryption; print it to a new PDF")]
    UnknownEncryption,
    /// More pages than are read.
    #[error("expected a PDF of at most {MOST_PAGES} pages, found {0}; cut it into parts")]
    TooLong(usize),
    /// None of the pages that were asked for.
    #[error("expected pages between 1 and {pages}, found --pages {chosen}")]
    NoSuchPage {
        /// How many it has.
        pages: usize,
        /// What was asked for.
        chosen: String,
    },
    /// Pictures of text only.
    #[error(
        "expected a PDF with text, found {0} pages that are pictures only; recognise their text first (for example with OCRmyPDF) and convert that"
    )]
    NoText(usize),
}

/// Whether the bytes are those of a PDF, whatever the file is called.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(LATEST_MARK)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads all pages.
///
/// - **Input**: all bytes of the file, the password that opens it (empty if none), and which pages are wanted.
/// - **Errors**: where no page can be read; a page that cannot is an empty sheet that says so.
pub fn sheets(bytes: &[u8], password: &str, chosen: &PageRanges) -> Result<Vec<Sheet>, PdfError> {
    // A file that makes the parser fall is broken: what it says of itself is nobody's business.
    let pdf = catch_unwind(|| Pdf::new_with_password(bytes.to_vec(), password)).unwrap_or(Err(LoadPdfError::Invalid));
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Locked,
        LoadPdfError::Decryption(_) => PdfError::UnknownEncryption,
        LoadPdfError::Invalid => PdfError::Broken,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(PdfError::Broken);
    }
    if pages.len() > MOST_PAGES {
        return Err(PdfError::TooLong(pages.len()));
    }
    let settings = InterpreterSettings::default();
    let mut meanings = Meanings::default();
    let mut cache = InterpreterCache::new();
    let mut sheets = Vec::new();
    for (at, page) in pages.iter().enumerate().filter(|(at, _)| chosen.hold(at + 1)) {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let mut keeper = Keeper::new(&pdf, bounds, &mut meanings);
        let whole = catch_unwind(AssertUnwindSafe(|| {
            let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
            interpret_page(page, &mut context, &mut keeper);
        }));
        let mut sheet = keeper.sheet(at + 1);
        if let Err(cause) = whole {
            sheet.cut = true;
            // What was interrupted may be half in the cache.
            cache = InterpreterCache::new();
            drop(cause.downcast::<Stop>());
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() {
        return Err(PdfError::NoSuchPage { pages: pages.len(), chosen: chosen.to_string() });
    }
    if sheets.iter().all(|sheet| sheet.glyphs.is_empty()) && sheets.iter().any(|sheet| sheet.picture > 0) {
        return Err(PdfError::NoText(sheets.len()));
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_told_by_its_first_bytes() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], true),
            (b"\r\n\r\nHTTP header\r\n%PDF-1.4", true),
            (b"", false),
            (b"PDF", false),
            ("表 %PDF".as_bytes(), false),
        ] {
            assert_eq!(is_pdf(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_has_no_page_is_refused() {
        for bytes in [&b"%PDF-1.7"[..], b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF", b""] {
            assert_eq!(sheets(bytes, "", &PageRanges::default()), Err(PdfError::Broken));
        }
    }
}
