//! What was found when the report was checked, as a table at the end of the edition.

use crate::finding::{Finding, Grade, Severity};
use fukkoku_typeset::manuscript::{Cell, ColumnRole, Element, Heading, Row, RowRole, Table};

/// Heading of the appendix.
const HEADING: &str = "付録　照合の記録";
/// What the appendix is.
const LEAD: &str = "この版を組む際に原文を照合し、次の点に気付いた。本文と表は原文のまま組み、該当する欄の角に印（■）を付けた。行は原文のファイルの行を指す。";

/// The findings that a reader should know, below a heading of their own; nothing if there are none.
pub(super) fn appendix(findings: &[Finding]) -> Vec<Element> {
    let rows: Vec<Row> = findings.iter().filter(|finding| finding.severity >= Severity::Warning).map(row_of).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let titles = ["種別", "箇所", "内容", "考えられる値"];
    let header = vec![row(RowRole::Header, titles.map(str::to_owned))];
    let columns = vec![ColumnRole::Label, ColumnRole::Text, ColumnRole::Text, ColumnRole::Text];
    let table = Table { id: "findings".to_owned(), columns, header, rows, ..Table::default() };
    let heading = Heading { level: 1, text: HEADING.to_owned(), subtitle: None };
    vec![Element::Heading(heading), Element::Lead(LEAD.to_owned()), Element::Table(Box::new(table))]
}

fn row_of(finding: &Finding) -> Row {
    let severity = match finding.severity {
        Severity::Note => "参考",
        Severity::Warning => "注意",
        Severity::Error => "誤り",
    };
    let proposal = finding.proposal.as_ref().map(|proposal| {
        let grade = match proposal.grade {
            Grade::Suspected => "推測",
            Grade::Consistent => "整合",
            Grade::Proved => "確定",
        };
        format!("{}（{grade}） {}", proposal.value, arithmetic(&proposal.proof))
    });
    row(
        RowRole::Body,
        [
            format!("{} {severity}", finding.code),
            place(finding),
            finding.message_ja.clone(),
            proposal.unwrap_or_default(),
        ],
    )
}

/// The equations of a proof, whose other words are English.
fn arithmetic(proof: &str) -> String {
    let parts = proof.split([';', ':']).map(str::trim);
    parts.filter(|part| part.contains('=')).collect::<Vec<&str>>().join("、")
}

/// Where it stands: table, row, column, lines of the source.
fn place(finding: &Finding) -> String {
    let table = finding.table.as_ref().map(|table| format!("表{table}"));
    let row = finding.row.map(|row| format!("第{row}行"));
    let column = finding.column.map(|column| format!("第{column}列"));
    let lines = match (finding.line_first, finding.line_last) {
        (0, _) => None,
        (first, last) if first >= last => Some(format!("原文{first}行")),
        (first, last) => Some(format!("原文{first}～{last}行")),
    };
    [table, row, column, lines].into_iter().flatten().collect::<Vec<String>>().join(" ")
}

fn row(role: RowRole, texts: [String; 4]) -> Row {
    Row { role, cells: texts.into_iter().enumerate().map(|(column, text)| cell(column, &text)).collect() }
}

fn cell(column: usize, text: &str) -> Cell {
    Cell { column, row_span: 1, column_span: 1, vertical: false, entries: super::table::split(text) }
}
