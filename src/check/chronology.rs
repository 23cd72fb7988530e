//! Dates of entries against the years of their rows.

use super::found::Found;
use crate::document::{Document, Entry, NamedPeriod, Row, Table};
use crate::finding::{Code, Finding, Wording};
use fukkoku_quantity::date::find_entry_dates;
use fukkoku_quantity::{FiscalYear, Period};
use fukkoku_recover::source::Source;

/// Entries dated outside their row (FK401), impossible dates (FK402), rows whose era is not certain (FK403).
pub(super) fn entries(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for table in document.tables() {
        findings.extend(eraless(source, table));
        for (index, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                for entry in &cell.entries {
                    let place = Place { source, table, row: index, column: cell.column };
                    findings.extend(place.outside(row, entry));
                    findings.extend(place.impossible(row, entry));
                }
            }
        }
    }
    findings
}

struct Place<'a> {
    source: &'a Source,
    table: &'a Table,
    row: usize,
    column: usize,
}

impl Place<'_> {
    fn finding(&self, code: Code, entry: &Entry, wording: Wording) -> Option<Finding> {
        let span = *entry.spans.last()?;
        Some(Finding {
            table: Some(self.table.id.clone()),
            row: Some(self.row + 1),
            column: Some(self.column + 1),
            line_first: entry.line_first,
            line_last: entry.line_last,
            printed: entry.printed.to_string(),
            ..Finding::at(self.source, code, span, wording)
        })
    }

    fn outside(&self, row: &Row, entry: &Entry) -> Option<Finding> {
        let (date, period) = (entry.date.as_ref()?, row.period?);
        if overlaps(date, &period) {
            return None;
        }
        let fits = date.start.or(date.end).map(|day| day.fiscal_year());
        let of =
            fits.map(|year| format!(", which is in fiscal year {} ({})", year.0, year.with_era())).unwrap_or_default();
        let of_ja = fits.map(|year| format!("（{}年度）", year.with_era())).unwrap_or_default();
        let here = self.fitting_row(fits);
        let english = format!(
            "entry 「{}」 of row 「{}」 is dated {} = {}{of}, not in the row's year{}",
            entry.text,
            row.label,
            date.printed,
            date.edtf,
            here.map(|label| format!("; it would fit row 「{label}」")).unwrap_or_default()
        );
        let japanese = format!(
            "「{}」の行の「{}」の日付{}は{}{of_ja}で、行の年度の外",
            row.label, entry.text, date.printed, date.edtf
        );
        self.finding(Code::FK401, entry, Wording { english, japanese })
    }

    fn fitting_row(&self, year: Option<FiscalYear>) -> Option<&str> {
        let year = year?;
        self.table.rows.iter().find(|row| row.fiscal_year == Some(year)).map(|row| row.label.as_str())
    }

    fn impossible(&self, row: &Row, entry: &Entry) -> Option<Finding> {
        let year = row.fiscal_year?;
        let found = find_entry_dates(&entry.printed, year);
        let (printed, refusal) = found.iter().find_map(|date| Some((&date.printed, date.reading.as_ref().err()?)))?;
        let english = format!("entry 「{}」 of row 「{}」: {printed} is no date: {refusal}", entry.text, row.label);
        let japanese = format!("「{}」の行の「{}」の{printed}は日付としてあり得ない", row.label, entry.text);
        self.finding(Code::FK402, entry, Wording { english, japanese })
    }
}

fn overlaps(date: &NamedPeriod, period: &Period) -> bool {
    let starts_after = matches!((date.start, period.end), (Some(start), Some(end)) if start > end);
    let ends_before = matches!((date.end, period.start), (Some(end), Some(start)) if end < start);
    !starts_after && !ends_before
}

/// A stub that counts years from an era that nothing names.
fn eraless(source: &Source, table: &Table) -> Option<Finding> {
    let counts = table.columns.first().is_some_and(|column| column.label.contains("年度"));
    let numbered = |row: &&Row| row.fiscal_year.is_none() && row.label.chars().next().is_some_and(char::is_numeric);
    let rows: Vec<(usize, &Row)> = table.rows.iter().enumerate().filter(|(_, row)| numbered(row)).collect();
    let (index, first) = rows.first().filter(|_| counts && rows.len() * 2 > table.rows.len())?;
    let span = *first.cells.first()?.spans.first()?;
    let english = format!("the era of row 「{}」 is printed nowhere; its years are left blank", first.label);
    let japanese = format!("「{}」の行の元号がどこにも印刷されていないため、年度を空欄とした", first.label);
    Some(Finding {
        table: Some(table.id.clone()),
        row: Some(index + 1),
        column: Some(1),
        ..Finding::at(source, Code::FK403, span, Wording { english, japanese })
    })
}
