//! The pieces of a flow made so far, and what they depend on.

use crate::design::Punctuation;
use crate::line::Align;
use crate::manuscript::Figure;
use crate::pages::Piece;
use crate::sheet::Sheet;
use crate::structure::Structure;

/// The report as pieces, with their structure.
pub(crate) struct Flow {
    /// The sheet they are made for.
    pub(crate) sheet: Sheet,
    /// How running text fills its lines.
    pub(crate) justified: Align,
    /// The parts of the report.
    pub structure: Structure,
    /// The pieces made so far.
    pub pieces: Vec<Piece>,
    /// Level of the last heading, as tagged.
    pub(crate) level: u8,
    /// What headings and notes said lately, without spaces: a table's title need not say it again.
    pub(crate) said: Vec<String>,
    /// Whether a heading came last.
    pub(crate) below_heading: bool,
    /// A chart that waits until the remarks on its table are set.
    pub(crate) chart: Option<Figure>,
}

impl Flow {
    /// Nothing yet.
    pub(crate) fn new(sheet: Sheet, punctuation: Punctuation) -> Self {
        let justified = match punctuation {
            Punctuation::Inside => Align::Justify,
            Punctuation::Hanging => Align::Hang,
        };
        Self {
            sheet,
            justified,
            structure: Structure::new(),
            pieces: Vec::new(),
            level: 0,
            said: Vec::new(),
            below_heading: false,
            chart: None,
        }
    }
}

/// A text without its spaces.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
