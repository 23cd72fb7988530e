//! Cells that carry a mark, and the remarks under the table that explain them.

use crate::document::Table;
use crate::finding::{Code, Finding, Severity};
use fukkoku_typeset::manuscript::{Flag, Remark};

/// The finding that tells of cells whose place is in doubt: there may be many, and all say the same.
const DOUBT: Code = Code::FK202;

/// The remarks on the cells of a table: one for each warning and error, one for all cells whose place is in doubt.
pub(super) fn remarks(table: &Table, findings: &[Finding]) -> Vec<Remark> {
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
