//! Cells that carry a mark, and the remarks under the table that explain them.

use crate::document::Table;
use crate::finding::{Finding, Severity};
use std::collections::BTreeMap;

/// What a mark in the corner of a cell tells. It is drawn, not written: the text of a cell stays what the source printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Flag {
    /// The place of the cell is in doubt.
    Doubt,
    /// Something is wrong with what it says.
    Wrong,
}

impl Flag {
    /// The same mark, written before a remark.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Flag::Doubt => "□",
            Flag::Wrong => "■",
        }
    }
}

/// A remark on one cell or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The mark of the cells.
    pub flag: Flag,
    /// What it says.
    pub text: String,
    /// Rows of the body and columns, both from 0.
    pub cells: Vec<(usize, usize)>,
}

/// The finding that tells of cells whose place is in doubt: there may be many, and all say the same.
const DOUBT: &str = "FK202";

/// The remarks on the cells of a table: one for each warning and error, one for all cells whose place is in doubt.
pub(crate) fn remarks(table: &Table, findings: &[Finding]) -> Vec<Remark> {
    let on_cells = findings.iter().filter(|finding| finding.table.as_deref() == Some(table.id.as_str()));
    let placed: Vec<(&Finding, (usize, usize))> =
        on_cells.filter_map(|finding| Some((finding, place(finding)?))).collect();
    let grave = placed.iter().filter(|(finding, _)| finding.severity >= Severity::Warning);
    let wrong = grave.map(|(finding, cell)| Remark { flag: Flag::Wrong, text: text(finding), cells: vec![*cell] });
    let (doubts, cells): (Vec<&Finding>, Vec<_>) =
        placed.iter().filter(|(finding, _)| finding.code == DOUBT).copied().unzip();
    let doubt = (!doubts.is_empty()).then(|| Remark { flag: Flag::Doubt, text: doubt(&doubts), cells });
    wrong.chain(doubt).collect()
}

/// The marks of the cells of the body.
pub(super) fn flags(remarks: &[Remark]) -> BTreeMap<(usize, usize), Flag> {
    let mut flags = BTreeMap::new();
    for remark in remarks {
        for cell in &remark.cells {
            let flag = flags.entry(*cell).or_insert(remark.flag);
            *flag = remark.flag.max(*flag);
        }
    }
    flags
}

fn place(finding: &Finding) -> Option<(usize, usize)> {
    Some((finding.row?.checked_sub(1)?, finding.column?.checked_sub(1)?))
}

fn text(finding: &Finding) -> String {
    let lines = match (finding.line_first, finding.line_last) {
        (first, last) if first >= last => format!("原文{first}行"),
        (first, last) => format!("原文{first}～{last}行"),
    };
    format!("{}（{lines}）。", finding.message_ja.trim_end_matches('。'))
}

fn doubt(findings: &[&Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(|finding| finding.line_first.to_string()).collect();
    format!("この欄の位置は原文の文字だけからは確かめられない（原文{}行）。", lines.join("、"))
}
