//! fukkoku (復刻): turns a Japanese public report that exists only as flattened text into data and a new edition.
//!
//! ```text
//! bytes ─decode→ Source ─scan→ Vec<Page> ─recover→ Vec<Block> ─normalize→ Document ─check→ CheckedDocument ─write→ Vec<Artifact>
//! ```
//!
//! Three crates know no report of their own: [`fukkoku_quantity`] reads values, [`fukkoku_recover`] finds blocks and tables,
//! [`fukkoku_typeset`] sets pages. This one knows what a report is: it normalises, checks, edits and writes; the binary adds
//! files and the command line. Each stage is a plain function in a module of its name; [`guide`] explains the hardest of them,
//! tables, to a newcomer. What holds between them:
//!
//! 1. **Nothing is lost.** Every non-blank character belongs to exactly one element; what no grammar knows is `unrecognized`.
//! 2. **Nothing is invented.** Every cell keeps its printed text and its places; the value stands beside it, never instead.
//! 3. **Between decode and the writers nothing fails.** Stages return a value and add findings.
//! 4. **No file, clock, environment or chance** below the command layer: same bytes and profile, same bytes out.
//! 5. **No floating point in values.** The search for a layout weighs evidence in fixed point; amounts are exact decimals.
//! 6. **No stage knows a town.** Names of towns, columns and plans stand in profiles and fixtures.

#![warn(missing_docs)]

pub mod check;
pub mod document;
pub mod draft;
pub mod edition;
pub mod finding;
pub mod guide;
pub mod lint;
pub mod normalize;
pub mod profile;
pub mod write;

use check::CheckedDocument;
use fukkoku_recover::read::ranges::PageRanges;
use fukkoku_recover::sheet::Rules;
use fukkoku_recover::source::ReportId;
use fukkoku_recover::{ReadError, Reading};
use profile::Profile;

/// How to convert one report.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Encoding label; `None` detects.
    pub encoding: Option<String>,
    /// What opens a PDF; empty if nothing is needed.
    pub password: String,
    /// Pages of a PDF.
    pub pages: PageRanges,
    /// Whether the drawn lines of a PDF count.
    pub rules: Rules,
    /// Which profile to use.
    pub profile: ProfileChoice,
    /// Findings that somebody has accepted, of any report.
    pub accepted: Vec<finding::accept::Acceptance>,
}

impl Options {
    /// How an input is to be read.
    pub fn reading(&self) -> Reading<'_> {
        Reading { encoding: self.encoding.as_deref(), password: &self.password, pages: &self.pages, rules: self.rules }
    }
}

/// Which profile to use.
#[derive(Clone, Debug, Default)]
pub enum ProfileChoice {
    /// None: the text alone.
    #[default]
    None,
    /// The first of these that recognises the report.
    Detect(Vec<Profile>),
    /// This one.
    Given(Box<Profile>),
}

/// A report that was read and checked.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its decoded text, for excerpts.
    pub source: fukkoku_recover::source::Source,
    /// Its pages and their lines; tables are in the document.
    pub pages: Vec<fukkoku_recover::page::Page>,
    /// What it says and what is wrong in it.
    pub checked: CheckedDocument,
    /// The profile used.
    pub profile: Option<Profile>,
}

/// Reads, recovers, normalises and checks one report.
///
/// - **Input**: `name`, its path as it shall appear in outputs, and all its bytes.
/// - **Errors**: only what [`fukkoku_recover::read()`] refuses; whatever is text of a report converts.
///
/// ```
/// use fukkoku::write::{Format, write};
/// let text = "１ 概要 \n\n本文である。 \n";
/// let report = fukkoku::read_report("a.txt", text.as_bytes(), &fukkoku::Options::default())?;
/// let artifacts = write(&report.checked, &[Format::Json]);
/// assert_eq!(artifacts[0].path, "document.json");
/// # Ok::<(), fukkoku_recover::ReadError>(())
/// ```
pub fn read_report(name: &str, bytes: &[u8], options: &Options) -> Result<Report, ReadError> {
    let (source, mut pages) = fukkoku_recover::read(name, bytes, options.reading())?;
    let profile = match &options.profile {
        ProfileChoice::None => None,
        ProfileChoice::Detect(known) => profile::detect(known, &source.text).cloned(),
        ProfileChoice::Given(profile) => Some(profile.as_ref().clone()),
    };
    let blocks = fukkoku_recover::recover_taking(&source, &mut pages);
    // What tells where they stood is of no more use.
    pages.iter_mut().for_each(|page| page.tables = vec![]);
    let document = normalize::normalize(&source, blocks, pages.len(), profile.as_ref());
    let mut checked = check::check(&source, document, &edition::CHECKS);
    finding::accept::apply(&mut checked.findings, &options.accepted, ReportId::of(name).as_str());
    Ok(Report { source, pages, checked, profile })
}
