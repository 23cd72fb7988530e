//! From the bytes of a PDF to sheets: the only place that knows the format.
//!
//! The content of each page is interpreted, not drawn: `keeper` notes glyphs and lines as they come. Work is bounded by counts,
//! never by a clock: so many drawing operations a page, so many pages.

mod cover;
mod double;
mod imprint;
mod keeper;
mod layers;
mod limits;
mod meaning;
mod refusal;
mod sealed;
mod trailer;
mod unpack;
mod work;

use super::ranges::PageRanges;
use crate::sheet::{Flaw, Imprint, Paper, Sheet};
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::xref::XRef;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent, WarningSinkFn,
};
use hayro_interpret::{interpret, interpret_page};
use keeper::Keeper;
use layers::Layers;
use limits::Sizes;
use meaning::Meanings;
use refusal::MOST_PAGES;
pub use refusal::PdfError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use work::{Task, Work, Worker};

/// Where a PDF must begin: some programs write a mail header or the like in front.
const LATEST_MARK: usize = 1024;
/// Bytes of stack to read a file on. Only what is used of it takes memory.
const STACK: usize = 256 << 20;

/// Whether the bytes are those of a PDF, whatever the file is called.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(LATEST_MARK)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads all pages.
///
/// - **Input**: all bytes of the file, the password that opens it (empty if none), and which pages are wanted.
/// - **Errors**: where no page can be read, or reading would cost more than any report needs; a page that cannot be read whole
///   says so.
pub fn paper(bytes: &[u8], password: &str, chosen: &PageRanges) -> Result<Paper, PdfError> {
    // What is nested is read by functions that call themselves: deeper than the stack of a thread goes by default.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let reading = thread.spawn_scoped(scope, || guarded(bytes, password, chosen));
        reading.map_or(Err(PdfError::Broken), |thread| thread.join().unwrap_or(Err(PdfError::Broken)))
    })
}

/// A file that makes a parser fall is broken: what it says of itself is nobody's business.
fn guarded(bytes: &[u8], password: &str, chosen: &PageRanges) -> Result<Paper, PdfError> {
    catch_unwind(|| read(bytes, password, chosen)).unwrap_or(Err(PdfError::Broken))
}

fn read(bytes: &[u8], password: &str, chosen: &PageRanges) -> Result<Paper, PdfError> {
    limits::before_opening(bytes, password)?;
    let pdf = Pdf::new_with_password(bytes.to_vec(), password).map_err(|error| match error {
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
    let sheets = interpreted(&pdf, &limits::measured(&pdf)?, chosen);
    let cut = sheets.iter().filter(|sheet| sheet.cut).count();
    match sheets.len() {
        0 => Err(PdfError::NoSuchPage { pages: pages.len(), chosen: chosen.to_string() }),
        _ if sheets.iter().any(|sheet| !sheet.glyphs.is_empty()) => {
            let imprint = imprint::imprint(bytes, &pdf);
            Ok(Paper { sheets, flaws: flaws(bytes, &pdf, &imprint), imprint })
        }
        pages if sheets.iter().any(|sheet| sheet.picture > 0) => Err(PdfError::NoText(pages)),
        pages => Err(PdfError::Empty { pages, cut }),
    }
}

/// What is wrong with the file as a whole, as far as it can be known: the library that reads it mends in silence.
fn flaws(bytes: &[u8], pdf: &Pdf, imprint: &Imprint) -> Vec<Flaw> {
    let found = pdf.pages().len();
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let told = root.and_then(|root| root.get::<Dict<'_>>("Pages")).and_then(|pages| pages.get::<u32>("Count"));
    let told = told.map_or(found, |told| usize::try_from(told).unwrap_or(usize::MAX));
    let lost = (found < told).then_some(Flaw::Lost { found, told });
    let repaired = trailer::list_of_objects(bytes).is_none().then_some(Flaw::Repaired);
    let restricted = imprint.restricted.then_some(Flaw::Restricted);
    repaired.into_iter().chain(lost).chain(restricted).collect()
}

/// The chosen pages, each as far as it can be read.
fn interpreted(pdf: &Pdf, sizes: &Sizes, chosen: &PageRanges) -> Vec<Sheet> {
    let mut layers = Layers::of(pdf);
    let mut meanings = Meanings::default();
    let mut worker = Worker::new(sizes);
    let mut interpreter = Interpreter::new();
    let mut sheets = Vec::new();
    for (at, page) in pdf.pages().iter().enumerate().filter(|(at, _)| chosen.hold(at + 1)) {
        let nothing = Task { work: Work::TooMuch, content: vec![], pictures: false };
        let task = catch_unwind(AssertUnwindSafe(|| worker.task(page))).unwrap_or(nothing);
        let mut keeper = Keeper::new(pdf, bounds(page), &mut meanings);
        let whole = task.work == Work::TooMuch || interpreter.interpret(page, page.xref(), &task.content, &mut keeper);
        // A picture that does not come to be drawn is broken.
        let lost = task.pictures && keeper.pictures == 0;
        let mut sheet = keeper.sheet(at + 1);
        sheet.cut |= task.work != Work::Bearable || !whole || lost && sheet.glyphs.is_empty();
        if let Some(layers) = layers.as_mut().filter(|_| !sheet.cut) {
            sheet.off = layers.left_out(&sheet, |xref| looked_at(pdf, page, xref, &task.content, &mut meanings));
        }
        sheets.push(sheet);
    }
    sheets
}

/// A page once more, with the layers that another file has on. What is kept of fonts depends on them: nothing is shared.
fn looked_at(pdf: &Pdf, page: &Page<'_>, layers: &XRef, content: &[u8], meanings: &mut Meanings) -> Sheet {
    let mut keeper = Keeper::new(pdf, bounds(page), meanings);
    Interpreter::new().interpret(page, layers, content, &mut keeper);
    keeper.sheet(0)
}

fn bounds(page: &Page<'_>) -> Rect {
    let (width, height) = page.render_dimensions();
    Rect::new(0.0, 0.0, f64::from(width), f64::from(height))
}

/// Interprets pages one after the other; what they share is kept from one to the next.
struct Interpreter<'a> {
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    /// Whether a font could not be read.
    lost_font: Arc<AtomicBool>,
}

impl<'a> Interpreter<'a> {
    fn new() -> Self {
        let lost_font = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&lost_font);
        let warning_sink: WarningSinkFn = Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                told.store(true, Ordering::Relaxed);
            }
        });
        // The content of a page is given: what the page itself unpacks it would keep.
        let render_content = RenderContent::ANNOTATIONS;
        let settings = InterpreterSettings { warning_sink, render_content, ..InterpreterSettings::default() };
        Self { cache: InterpreterCache::new(), settings, lost_font }
    }

    /// Draws a page, with the layers that a file has on; whether all of it could be read.
    fn interpret(&mut self, page: &Page<'a>, layers: &'a XRef, content: &[u8], keeper: &mut Keeper<'_, '_>) -> bool {
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        self.lost_font.store(false, Ordering::Relaxed);
        let done = catch_unwind(AssertUnwindSafe(|| {
            let mut context = Context::new(transform, bounds(page), &self.cache, layers, self.settings.clone());
            interpret(TypedIter::new(content), page.resources(), &mut context, keeper);
            interpret_page(page, &mut context, keeper);
        }));
        if done.is_err() {
            // What was interrupted may be half in the cache.
            self.cache = InterpreterCache::new();
        }
        done.is_ok() && !self.lost_font.load(Ordering::Relaxed)
    }
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
            assert_eq!(paper(bytes, "", &PageRanges::default()), Err(PdfError::Broken));
        }
    }
}
