//! Writers: from a checked document to files in memory.
//!
//! Each format is one file here and one row in [`FORMATS`]; help, docs and tests read the same table.

mod artifact;
pub mod json;
pub mod observation;
pub mod package;
pub mod pretty;
pub mod schema;
pub mod source;
pub mod table_csv;
pub mod tidy;

pub use artifact::{Artifact, Pending};

use crate::check::CheckedDocument;
use crate::edition::{self, Attachment, Relationship};
use fukkoku_typeset::{Design, dump};

/// A format of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `document.json`.
    Json,
    /// `tables/*.csv`.
    Tables,
    /// `tidy/*.csv`.
    Tidy,
    /// `datapackage.json`.
    Package,
    /// `findings.json`.
    Findings,
    /// `report.pdf`.
    Pdf,
    /// `source.txt`.
    Source,
}

/// One row of [`FORMATS`].
pub struct FormatRow {
    /// The format.
    pub format: Format,
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, for help.
    pub about: &'static str,
    /// How it is made.
    make: Make,
}

/// How a format is made.
enum Make {
    /// Out of the document alone.
    Data(for<'a> fn(&'a CheckedDocument) -> Vec<Pending<'a>>),
    /// The edition: the data is attached to it.
    Edition,
}

/// All formats, in the order in which they are written.
pub const FORMATS: [FormatRow; 7] = [
    FormatRow {
        format: Format::Json,
        name: "json",
        about: "document.json: everything, in reading order",
        make: Make::Data(json::document),
    },
    FormatRow {
        format: Format::Tables,
        name: "tables",
        about: "tables/*.csv: each table as printed",
        make: Make::Data(table_csv::write),
    },
    FormatRow {
        format: Format::Tidy,
        name: "tidy",
        about: "tidy/*.csv: one observation per line",
        make: Make::Data(tidy::write),
    },
    FormatRow {
        format: Format::Package,
        name: "package",
        about: "datapackage.json: types and units of the CSVs",
        make: Make::Data(package::write),
    },
    FormatRow {
        format: Format::Findings,
        name: "findings",
        about: "findings.json: what is wrong in the source",
        make: Make::Data(json::findings),
    },
    FormatRow {
        format: Format::Pdf,
        name: "pdf",
        about: "report.pdf: the new edition, with the data attached",
        make: Make::Edition,
    },
    FormatRow {
        format: Format::Source,
        name: "source",
        about: "source.txt: the text of a PDF, whose lines are counted",
        make: Make::Data(source::write),
    },
];

/// Writes the chosen formats.
pub fn write(checked: &CheckedDocument, formats: &[Format]) -> Vec<Artifact> {
    write_designed(checked, formats, Design::default())
}

/// Writes the chosen formats, the edition in a design of one's own.
pub fn write_designed(checked: &CheckedDocument, formats: &[Format], design: Design) -> Vec<Artifact> {
    pending(checked, formats, design).iter().map(Pending::made).collect()
}

/// The files of the chosen formats: data is made when it is written, the edition, which comes last, at once.
pub fn pending<'a>(checked: &'a CheckedDocument, formats: &[Format], design: Design) -> Vec<Pending<'a>> {
    let data = FORMATS.iter().filter(|row| formats.contains(&row.format)).filter_map(|row| row.make(checked));
    let mut found: Vec<Pending> = data.flatten().collect();
    if formats.contains(&Format::Pdf) {
        let bytes = edition(checked, design);
        found.push(Pending::new("report.pdf", move |out| out.write_all(&bytes)));
    }
    found
}

impl FormatRow {
    /// Its files; `None` of the edition.
    fn make<'a>(&self, checked: &'a CheckedDocument) -> Option<Vec<Pending<'a>>> {
        match self.make {
            Make::Data(make) => Some(make(checked)),
            Make::Edition => None,
        }
    }
}

/// The edition with all data attached.
fn edition(checked: &CheckedDocument, design: Design) -> Vec<u8> {
    let data = FORMATS.iter().filter_map(|row| row.make(checked));
    let attached = data.flatten().map(|pending| attachment(pending.made())).collect();
    edition::write(&edition::layout(&checked.document, &checked.findings, design), attached).bytes
}

/// `tables/x.csv` is attached as `x.csv`, `tidy/x.csv` as `x.tidy.csv`: attachments have no folders.
fn attachment(artifact: Artifact) -> Attachment {
    let path = artifact.path.as_str();
    let csv = path.ends_with(".csv");
    let (name, description) = match path.split_once('/') {
        Some(("tidy", file)) => (file.replace(".csv", ".tidy.csv"), "一行一観測値 / one observation per line"),
        Some((_, file)) => (file.to_owned(), "印刷どおりの表 / the table as printed"),
        None if path.starts_with("datapackage") => (path.to_owned(), "CSVの型と単位 / types and units of the CSVs"),
        None if path.starts_with("source") => (path.to_owned(), "原文 / the text of the source"),
        None if path.starts_with("findings") => (path.to_owned(), "検出事項 / what is wrong in the source"),
        None => (path.to_owned(), "文書の全データ / the whole document as data"),
    };
    Attachment {
        name,
        mime: mime(path).to_owned(),
        bytes: artifact.bytes,
        relationship: if csv { Relationship::Data } else { Relationship::Supplement },
        description: description.to_owned(),
    }
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.') {
        Some((_, "csv")) => "text/csv",
        Some((_, "txt")) => "text/plain",
        _ => "application/json",
    }
}

/// What stands where on the pages of the edition, as text.
pub fn edition_layout(checked: &CheckedDocument) -> String {
    dump(&edition::layout(&checked.document, &checked.findings, Design::default()))
}
