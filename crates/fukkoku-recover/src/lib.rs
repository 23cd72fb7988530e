//! Structure out of lines: headings, paragraphs, lists, notes, contacts, tables.
//!
//! `walk` goes once over the lines: `opening` tells what block a line opens, `prose` how far it goes, `table` knows the stretches that
//! are laid out in columns. Nothing fails: what no grammar knows is `Unrecognized`.

#![warn(missing_docs)]

pub mod block;
mod compose;
mod contents;
mod costs;
pub mod drawing;
mod footnotes;
pub mod look;
pub mod opening;
pub mod page;
mod prose;
pub mod read;
pub mod sheet;
mod sizes;
pub mod source;
mod table;
mod walk;

use crate::page::Page;
use crate::read::decode::{DecodeError, decode};
use crate::read::pdf::{self, PdfError};
use crate::read::ranges::PageRanges;
use crate::read::scan::scan;
use crate::sheet::{Paper, Rules, Sheet};
use crate::source::Source;
use block::Block;
use drawing::Word;
use thiserror::Error;
pub use walk::Stretch;

/// Why an input is no report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No text.
    #[error(transparent)]
    Text(#[from] DecodeError),
    /// No PDF that can be read.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// Places on paper are asked of what has none.
    #[error("expected a PDF, whose words have places, found a text")]
    NoPaper,
    /// Pages are chosen of what has none.
    #[error("expected a PDF, of which pages can be chosen, found a text; leave --pages out")]
    PagesOfText,
}

/// How an input is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Encoding label of a text; `None` detects.
    pub encoding: Option<&'a str>,
    /// What opens a PDF; empty if nothing is needed.
    pub password: &'a str,
    /// Pages of a PDF.
    pub pages: &'a PageRanges,
    /// Whether the drawn lines of a PDF count.
    pub rules: Rules,
}

/// Reads an input, text or PDF, as lines on pages.
///
/// - **Input**: `name`, its path as it shall appear in outputs, and all its bytes; these tell which of the two it is.
/// - **Errors**: what is neither.
pub fn read(name: &str, bytes: &[u8], reading: Reading) -> Result<(Source, Vec<Page>), ReadError> {
    if pdf::is_pdf(bytes) {
        let paper = paper_of(bytes, reading)?;
        return Ok(compose::compose(name, blake3::hash(bytes).to_hex().to_string(), paper));
    }
    if !reading.pages.are_all() {
        return Err(ReadError::PagesOfText);
    }
    let source = decode(name, bytes, reading.encoding)?;
    let pages = scan(&source);
    Ok((source, pages))
}

fn paper_of(bytes: &[u8], reading: Reading) -> Result<Paper, ReadError> {
    let mut paper = pdf::paper(bytes, reading.password, reading.pages)?;
    if reading.rules == Rules::Ignored {
        paper.sheets.iter_mut().for_each(|sheet| sheet.rules.clear());
    }
    Ok(paper)
}

/// The words of a PDF with their places, page by page.
///
/// - **Errors**: a PDF that cannot be read, and what is none.
pub fn words(bytes: &[u8], reading: Reading) -> Result<Vec<Word>, ReadError> {
    Ok(sheets(bytes, reading)?.iter().flat_map(drawing::words).collect())
}

/// The pages of a PDF with what was found on them, each as its number and an SVG file.
///
/// - **Errors**: a PDF that cannot be read, and what is none.
pub fn drawings(bytes: &[u8], reading: Reading) -> Result<Vec<(usize, String)>, ReadError> {
    let sheets = sheets(bytes, reading)?;
    Ok(drawing::drawings(&sheets, &compose::found(&sheets)))
}

fn sheets(bytes: &[u8], reading: Reading) -> Result<Vec<Sheet>, ReadError> {
    if pdf::is_pdf(bytes) { Ok(paper_of(bytes, reading)?.sheets) } else { Err(ReadError::NoPaper) }
}

/// Recovers the blocks of a report, in reading order. Every non-blank character of the pages is in exactly one of them.
///
/// ```
/// use fukkoku_recover::block::BlockKind;
/// use fukkoku_recover::read::{decode::decode, scan::scan};
/// let source = decode("a.txt", "１ 概要 \n\n本文である。 \n".as_bytes(), None)?;
/// let blocks = fukkoku_recover::recover(&source, &scan(&source));
/// assert!(blocks.iter().any(|block| matches!(block.kind, BlockKind::Paragraph { .. })));
/// # Ok::<(), fukkoku_recover::read::decode::DecodeError>(())
/// ```
pub fn recover(source: &Source, pages: &[Page]) -> Vec<Block> {
    recover_taking(source, &mut pages.to_vec())
}

/// The same, but the tables of the pages are taken, not copied: of a long report they are most of what is held.
pub fn recover_taking(source: &Source, pages: &mut [Page]) -> Vec<Block> {
    walk::blocks(source, pages)
}

/// How a stretch is read; `None` if there is none. Of lined-up text, tables beside each other are one stretch, and none is hopeless.
pub fn explain(source: &Source, pages: &[Page], stretch: Stretch) -> Option<String> {
    walk::explain(source, pages, stretch)
}
