//! Sets a report as a town would print it: no remarks, no colophon, nothing attached. The kept `input/*.pdf` is made with it.
//!
//! `cargo run --release --example paper -- input/johoka-r06.txt input/johoka-r06.pdf`

use fukkoku::edition::manuscript;
use fukkoku_typeset::{Design, pdf, typeset};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("expected a report and the PDF to write".into());
    };
    let report = fukkoku::read_report(&from, &std::fs::read(&from)?, &fukkoku::Options::default())?;
    let mut manuscript = manuscript(&report.checked.document, &[], Design::default());
    manuscript.kind.clear();
    manuscript.origin.clear();
    manuscript.colophon.facts.clear();
    let layout = typeset(&manuscript, Design::default());
    let options = pdf::Options { creator: "fukkoku".to_owned(), attachments: vec![] };
    std::fs::write(to, pdf::write(&layout, &options).bytes)?;
    Ok(())
}
