//! Writes proposals beside the printed values, and codes of findings into the entries they are about.

use crate::document::{Amount, Cell, Content, Document, Table};
use crate::finding::{Code, Finding, Grade, Proposal};
use fukkoku_quantity::{Decimal, Status};

/// The code whose proposals are readings of the printed figure itself.
const READING: Code = Code::FK303;

/// Applies findings about cells.
pub(super) fn proposals(document: &mut Document, findings: &[Finding]) {
    for finding in findings {
        let (Some(id), Some(row), Some(column)) = (&finding.table, finding.row, finding.column) else { continue };
        let Some(cell) = table(document, id).and_then(|table| cell(table, row, column)) else { continue };
        let printed = finding.printed.as_str();
        let about = |text: &str| printed.is_empty() || text.contains(printed) || printed.contains(text);
        for entry in cell.entries.iter_mut().filter(|entry| about(&entry.printed)) {
            if !entry.findings.contains(&finding.code) {
                entry.findings.push(finding.code);
            }
            if let (READING, Some(proposal)) = (finding.code, &finding.proposal) {
                entry.status = if proposal.grade == Grade::Proved { Status::Corrected } else { Status::Ambiguous };
                entry.amount = reading(proposal, entry.amount.as_ref()).or(entry.amount.take());
            }
        }
    }
    fill_units(document);
}

fn table<'a>(document: &'a mut Document, id: &str) -> Option<&'a mut Table> {
    document.elements.iter_mut().find_map(|element| match &mut element.content {
        Content::Table(table) if table.id == id => Some(table.as_mut()),
        _ => None,
    })
}

fn cell(table: &mut Table, row: usize, column: usize) -> Option<&mut Cell> {
    table.rows.get_mut(row - 1)?.cells.iter_mut().find(|cell| cell.column + 1 == column)
}

fn reading(proposal: &Proposal, before: Option<&Amount>) -> Option<Amount> {
    let value = Decimal::parse(&proposal.value)?;
    let without = Amount::new(value, value, None, None);
    Some(before.map_or(without, |before| before.with(value, value)))
}

/// A reading taken from a proposal has the unit of its column.
fn fill_units(document: &mut Document) {
    for element in &mut document.elements {
        let Content::Table(table) = &mut element.content else { continue };
        let units: Vec<_> = table.columns.iter().map(|column| column.unit.clone()).collect();
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let unit =
                units.get(cell.column).cloned().flatten().and_then(|unit| fukkoku_quantity::unit::Unit::read(&unit));
            for entry in &mut cell.entries {
                let (Some(amount), Some(unit)) = (&mut entry.amount, &unit) else { continue };
                if amount.unit().is_none() && matches!(entry.status, Status::Corrected | Status::Ambiguous) {
                    let base_value = unit.to_base(amount.value).unwrap_or(amount.value);
                    let (printed, base) = (unit.printed.as_str().into(), unit.base.to_string().into());
                    *amount = Amount::new(amount.value, base_value, Some(printed), Some(base));
                }
            }
        }
    }
}
