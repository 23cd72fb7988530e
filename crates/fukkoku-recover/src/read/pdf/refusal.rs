//! Why a PDF is refused, and the limits that the words name.

use thiserror::Error;

/// Most pages of one report.
pub(super) const MOST_PAGES: usize = 5_000;
/// Most bytes that all streams of a file, pictures aside, may unpack to.
pub(super) const MOST_UNPACKED: usize = 256 << 20;
/// Most filters of a stream.
pub(super) const MOST_FILTERS: usize = 8;
/// Most functions made of functions, and colour spaces made of colour spaces: looking up one in another costs as much as it is deep.
pub(super) const MOST_NESTED: usize = 1_000;

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
    /// A stream that becomes too long.
    #[error(
        "expected a PDF whose parts unpack to at most {} MB, found more in object {object}: it is broken, or made to fill the memory; fetch it again, or print it to a new PDF",
        MOST_UNPACKED >> 20
    )]
    Unpacks {
        /// Number of the stream with which it is too much; 0 if that is not known.
        object: u32,
    },
    /// A stream packed more often than anybody does.
    #[error(
        "expected a PDF whose parts are packed at most {MOST_FILTERS} times, found object {object} packed {found} times: it is broken, or made to fill the memory; print it to a new PDF"
    )]
    Filters {
        /// How many filters it has.
        found: usize,
        /// Number of the stream.
        object: u32,
    },
    /// Parts within parts within parts.
    #[error(
        "expected a PDF whose functions and colours are made of others at most {MOST_NESTED} times, found more: it is broken, or made to take forever; print it to a new PDF"
    )]
    Nested,
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
    /// No text, no picture.
    #[error(
        "expected a PDF with text, found {pages} pages without any, of which {cut} are broken or hold more than is read; fetch it again, or print it to a new PDF"
    )]
    Empty {
        /// Pages looked at.
        pages: usize,
        /// Of these, pages that could not be read whole.
        cut: usize,
    },
}
