//! Totals, ratios, misplaced separators, empty cells.

use super::at;
use super::sums::{Basis, Figure, Sum, figure, sums, tables, with_commas};
use super::suspects::{Suspect, suspects};
use crate::document::{Cell, ColumnKind, Document, RowRole, Table};
use crate::finding::{Finding, Grade, Proposal, Severity};
use crate::quantity::{Decimal, Status, width};
use crate::source::{Source, Span};

/// Most figures that a proof writes out.
const WRITTEN_OUT: usize = 12;

/// Sums that do not add up (FK301), and periods for commas (FK303), proved by the sums where they can be.
pub fn totals(source: &Source, document: &Document) -> Vec<Finding> {
    tables(document).flat_map(|table| of_table(source, table)).collect()
}

fn of_table(source: &Source, table: &Table) -> Vec<Finding> {
    let sums = sums(table);
    let mut findings = separators(source, table, &sums);
    for row in &sums {
        // A label may look like that of a total and be none: then no column adds up. A profile knows.
        let trusted = row.iter().any(|sum| sum.holds() || sum.basis == Basis::Profile) || row.len() == 1;
        for sum in row.iter().filter(|sum| !sum.holds()) {
            findings.extend(mismatch(source, table, sum, trusted));
        }
    }
    findings
}

fn mismatch(source: &Source, table: &Table, sum: &Sum, trusted: bool) -> Option<Finding> {
    let (printed, parts, difference) = (sum.total.best()?, sum.of_parts()?, sum.difference()?);
    let column = &table.columns[sum.column].label;
    let direction = if difference.coefficient < 0 { ("lower", "少ない") } else { ("higher", "多い") };
    let by = with_commas(Decimal::new(difference.coefficient.abs(), difference.scale));
    let message = format!(
        "total 「{}」 of 「{column}」 is {}, but its parts add up to {}: the total is {by} {}",
        sum.total.label,
        with_commas(printed),
        with_commas(parts),
        direction.0
    );
    let message_ja = format!(
        "「{column}」の「{}」は{}だが、内訳の和は{}で、合計が{by}{}",
        sum.total.label,
        with_commas(printed),
        with_commas(parts),
        direction.1
    );
    let mut finding = cell_finding(source, table, "FK301", &sum.total, sum.column, message, message_ja);
    if !trusted {
        finding.severity = Severity::Warning;
    }
    let confirmed = ratio_confirms(table, sum);
    let found = suspects(table, sum, confirmed);
    if let Some(best) = found.first() {
        finding.message.push_str(&format!("; {}", best.why.0));
        finding.message_ja.push_str(&format!("。{}", best.why.1));
        finding.proposal = Some(proposal(sum, best, &found, confirmed));
    }
    Some(finding)
}

fn proposal(sum: &Sum, best: &Suspect, all: &[Suspect], confirmed: bool) -> Proposal {
    let only = all.iter().filter(|other| other.rank == best.rank).count() == 1;
    let grade = if only && (confirmed || best.rank <= 1) { Grade::Consistent } else { Grade::Suspected };
    let place = if best.row == sum.total.row { "total".to_owned() } else { format!("row {}", best.row + 1) };
    let mut proof = format!("{place}: {}; {}", best.why.0, equation(sum, Some(best)));
    if confirmed {
        proof.push_str("; the printed ratio confirms the printed total");
    }
    Proposal { value: best.value.to_string(), grade, proof }
}

/// `101 + 3,128 = 3,229`, with one part or the total replaced.
fn equation(sum: &Sum, changed: Option<&Suspect>) -> String {
    let shown = |figure: &Figure| {
        let value = changed.filter(|suspect| suspect.row == figure.row).map(|suspect| suspect.value).or(figure.best());
        value.map(with_commas)
    };
    let parts: Vec<String> = sum.parts.iter().filter_map(shown).filter(|text| text != "0").collect();
    let left = match parts.len() {
        0..=WRITTEN_OUT => parts.join(" + "),
        count => format!("{} + … ({} figures)", parts[..WRITTEN_OUT].join(" + "), count),
    };
    format!("{left} = {}", shown(&sum.total).unwrap_or_default())
}

/// Cells with three digits behind a period in a column of whole numbers.
fn separators(source: &Source, table: &Table, sums: &[Vec<Sum>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (row, column) in ambiguous_cells(table) {
        let found = figure(table, row, column);
        let Some(reading) = found.as_grouped else { continue };
        let holding: Vec<&Sum> = sums.iter().flatten().filter(|sum| holds_cell(sum, row, column)).collect();
        let proved = !holding.is_empty() && holding.iter().all(|sum| sum.holds());
        let shown = with_commas(reading);
        let message = format!(
            "「{}」 in 「{}」 is printed {}, a period for a comma: it probably means {shown}",
            found.label,
            table.columns[column].label,
            found.printed()
        );
        let message_ja = format!(
            "「{}」の「{}」は{}と印刷されているが、桁区切りの誤りで{shown}とみられる",
            table.columns[column].label,
            found.label,
            found.printed()
        );
        let mut finding = cell_finding(source, table, "FK303", &found, column, message, message_ja);
        let (grade, proof) = match (proved, holding.first()) {
            (true, Some(sum)) => (Grade::Proved, equation(sum, None)),
            _ => (Grade::Consistent, "the other figures of the column are whole numbers grouped by commas".to_owned()),
        };
        finding.proposal = Some(Proposal { value: reading.to_string(), grade, proof });
        findings.push(finding);
    }
    findings
}

fn ambiguous_cells(table: &Table) -> Vec<(usize, usize)> {
    let cells = table.rows.iter().enumerate().flat_map(|(row, at)| at.cells.iter().map(move |cell| (row, cell)));
    cells
        .filter(|(_, cell)| cell.entries.first().is_some_and(|entry| entry.status == Status::Ambiguous))
        .map(|(row, cell)| (row, cell.column))
        .collect()
}

fn holds_cell(sum: &Sum, row: usize, column: usize) -> bool {
    sum.column == column && (sum.total.row == row || sum.parts.iter().any(|part| part.row == row))
}

/// Ratios that differ from the quotient they name (FK302).
pub fn ratios(source: &Source, document: &Document) -> Vec<Finding> {
    tables(document)
        .flat_map(|table| ratio_rows(table).into_iter().flat_map(move |ratio| wrong_ratios(source, table, &ratio)))
        .collect()
}

/// A ratio row with the rows that it divides.
struct Ratio {
    row: usize,
    over: usize,
    under: usize,
}

fn ratio_rows(table: &Table) -> Vec<Ratio> {
    let rows = table.rows.iter().enumerate().filter(|(_, row)| row.role == RowRole::Ratio);
    let named = |letter: char| {
        table.rows.iter().position(|row| {
            let label = width::value(&row.label).into_owned();
            row.role != RowRole::Ratio
                && (label.contains(&format!("({letter})")) || label.contains(&format!("（{letter}）")))
        })
    };
    rows.filter_map(|(row, at)| {
        let mut letters =
            width::value(&at.label).chars().filter(char::is_ascii_uppercase).collect::<Vec<_>>().into_iter();
        let (over, under) = (named(letters.next()?)?, named(letters.next()?)?);
        Some(Ratio { row, over, under })
    })
    .collect()
}

fn wrong_ratios(source: &Source, table: &Table, ratio: &Ratio) -> Vec<Finding> {
    let columns = (0..table.columns.len()).filter(|&column| table.columns[column].kind == ColumnKind::Number);
    columns.filter_map(|column| wrong_ratio(source, table, ratio, column)).collect()
}

fn wrong_ratio(source: &Source, table: &Table, ratio: &Ratio, column: usize) -> Option<Finding> {
    let printed = figure(table, ratio.row, column);
    let computed = quotient(table, ratio, column)?;
    let value = printed.value?;
    if value.checked_sub(computed)?.is_zero() {
        return None;
    }
    let (over, under) = (figure(table, ratio.over, column), figure(table, ratio.under, column));
    let shown = |figure: &Figure| figure.best().map(with_commas).unwrap_or_default();
    let proof = format!("{} / {} = {computed}%", shown(&over), shown(&under));
    let message = format!(
        "ratio 「{}」 of 「{}」 is {}, but {proof}",
        printed.label,
        table.columns[column].label,
        printed.printed()
    );
    let message_ja =
        format!("「{}」の「{}」は{}だが、{proof}", table.columns[column].label, printed.label, printed.printed());
    let mut finding = cell_finding(source, table, "FK302", &printed, column, message, message_ja);
    finding.proposal = Some(Proposal { value: computed.to_string(), grade: Grade::Suspected, proof });
    Some(finding)
}

/// The quotient in percent, to the places of the printed ratio.
fn quotient(table: &Table, ratio: &Ratio, column: usize) -> Option<Decimal> {
    let places = figure(table, ratio.row, column).value?.scale;
    let over = figure(table, ratio.over, column).best()?.checked_mul(Decimal::new(100, 0))?;
    over.ratio(figure(table, ratio.under, column).best()?, places)
}

/// Whether a printed ratio fits the printed total of a sum, so that the total stands.
fn ratio_confirms(table: &Table, sum: &Sum) -> bool {
    ratio_rows(table).iter().any(|ratio| {
        let fits = || {
            let printed = figure(table, ratio.row, sum.column).value?;
            let with_parts = {
                let over = sum.of_parts()?.checked_mul(Decimal::new(100, 0))?;
                over.ratio(figure(table, ratio.under, sum.column).best()?, printed.scale)?
            };
            let as_printed = quotient(table, ratio, sum.column)?;
            // It only tells if the two readings of the total differ in the ratio.
            Some(printed.checked_sub(as_printed)?.is_zero() && !with_parts.checked_sub(as_printed)?.is_zero())
        };
        ratio.over == sum.total.row && fits() == Some(true)
    })
}

/// Empty cells in numeric columns (FK304).
pub fn empty_cells(source: &Source, document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in tables(document) {
        for (row, at_row) in table.rows.iter().enumerate().filter(|(_, row)| has_figures(row.cells.as_slice())) {
            for cell in
                at_row.cells.iter().filter(|cell| cell.entries.first().is_some_and(|e| e.status == Status::Missing))
            {
                let found = figure(table, row, cell.column);
                let column = &table.columns[cell.column].label;
                let message = format!("nothing is printed for 「{}」 in 「{column}」, among numbers", found.label);
                let message_ja = format!("「{column}」の「{}」が空欄", found.label);
                findings.push(cell_finding(source, table, "FK304", &found, cell.column, message, message_ja));
            }
        }
    }
    findings
}

/// A row without any figure is a heading among the rows; its cells are empty on purpose.
fn has_figures(cells: &[Cell]) -> bool {
    cells.iter().flat_map(|cell| &cell.entries).any(|entry| entry.amount.is_some() || entry.status == Status::Ambiguous)
}

/// A finding about a cell; about its row where the cell printed nothing.
pub(super) fn cell_finding(
    source: &Source,
    table: &Table,
    code: &'static str,
    figure: &Figure,
    column: usize,
    message: String,
    message_ja: String,
) -> Finding {
    let row = &table.rows[figure.row];
    let spans = figure.cell.map_or(&[][..], |cell| &cell.spans);
    let span = spans.first().copied().unwrap_or_else(|| end_of_row(source, row.line_last));
    Finding {
        table: Some(table.id.clone()),
        row: Some(figure.row + 1),
        column: Some(column + 1),
        printed: figure.printed().to_owned(),
        ..at(source, code, span, message, message_ja)
    }
}

/// Where something is missing: behind the last character of the row's last line.
fn end_of_row(source: &Source, line: usize) -> Span {
    let whole = source.line_span(line.max(1));
    let end = whole.start + source.slice(whole).trim_end().len();
    Span::new(end, end)
}
