//! Years and running numbers in a label column or a header: order, gaps, repeats.

use super::cell::about_row;
use super::found::Found;
use crate::document::{Document, Table};
use crate::finding::{Code, Finding, Grade, Proposal, Wording};
use fukkoku_quantity::FiscalYear;
use fukkoku_recover::source::{Source, Span};

/// Fewest members of a sequence.
const LEAST: usize = 4;

/// A member of a sequence: what it counts and where it stands.
struct Member {
    value: i32,
    label: String,
    place: Place,
}

#[derive(Clone, Copy)]
enum Place {
    Row(usize),
    Column(usize),
}

/// Where a sequence goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// One member between two that fit is wrong; the value that fits.
    Misprint(usize, i32),
    /// A step over some values.
    Gap(usize, i32),
    /// The same value again.
    Repeat(usize, i32),
    /// A step back.
    Back(usize, i32),
}

/// Years out of order in rows or header (FK404).
pub(super) fn years(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for table in document.tables() {
        let rows = table.rows.iter().enumerate().filter_map(|(row, at)| {
            Some(Member { value: at.fiscal_year?.0, label: at.label.clone(), place: Place::Row(row) })
        });
        let columns = table.columns.iter().enumerate().filter_map(|(column, at)| {
            Some(Member { value: at.fiscal_year?.0, label: at.label.clone(), place: Place::Column(column) })
        });
        for members in [rows.collect::<Vec<Member>>(), columns.collect()] {
            let broken = breaks(&members.iter().map(|member| member.value).collect::<Vec<i32>>());
            findings.extend(broken.iter().map(|broken| told(source, table, Code::FK404, &members, *broken)));
        }
    }
    findings
}

/// Running numbers of rows out of order (FK512).
pub(super) fn numbers(source: &Source, document: &Document) -> Found {
    let mut findings = Found::default();
    for table in document.tables() {
        let number = |label: &str| label.trim().parse::<i32>().ok().filter(|value| *value >= 0);
        let members: Vec<Member> = table
            .rows
            .iter()
            .enumerate()
            .filter(|(_, at)| at.fiscal_year.is_none() && at.period.is_none())
            .filter_map(|(row, at)| {
                Some(Member { value: number(&at.label)?, label: at.label.clone(), place: Place::Row(row) })
            })
            .collect();
        let counts_from_one = members.first().is_some_and(|first| first.value == 1);
        if counts_from_one && members.len() * 10 >= table.rows.len() * 9 {
            let broken = breaks(&members.iter().map(|member| member.value).collect::<Vec<i32>>());
            findings.extend(broken.iter().map(|broken| told(source, table, Code::FK512, &members, *broken)));
        }
    }
    findings
}

/// Breaks of a sequence that otherwise steps by one; none if it does so only now and then.
fn breaks(values: &[i32]) -> Vec<Break> {
    let steps: Vec<i32> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let step = if steps.iter().filter(|step| **step < 0).count() * 2 > steps.len() { -1 } else { 1 };
    let regular = steps.iter().filter(|other| **other == step).count();
    let mut found = Vec::new();
    let mut index = 1;
    while index < values.len() {
        let expected = values[index - 1] + step;
        let misprint = values.get(index + 1) == Some(&(expected + step));
        match (values[index] - values[index - 1]) * step {
            1 => {}
            _ if misprint => {
                found.push(Break::Misprint(index, expected));
                index += 1;
            }
            0 => found.push(Break::Repeat(index, expected)),
            2.. => found.push(Break::Gap(index, expected)),
            _ => found.push(Break::Back(index, expected)),
        }
        index += 1;
    }
    // Every fifth year, or a year in several rows, is no misprint. A misprint spoils two steps.
    let accidental = values.len() >= LEAST
        && regular >= 2
        && regular + 2 * found.len() >= steps.len()
        && found.len() * 4 <= steps.len();
    if accidental { found } else { vec![] }
}

fn told(source: &Source, table: &Table, code: Code, members: &[Member], broken: Break) -> Finding {
    let (Break::Misprint(index, value)
    | Break::Gap(index, value)
    | Break::Repeat(index, value)
    | Break::Back(index, value)) = broken;
    let member = &members[index];
    let (label, before) = (&member.label, &members[index - 1].label);
    let named = if code == Code::FK404 { FiscalYear(value).with_era() } else { value.to_string() };
    let (english, japanese) = match broken {
        Break::Misprint(..) => ("between its neighbours it should be", "前後からは次のはず："),
        Break::Gap(..) => ("something is left out: the next should be", "間が抜けている。次のはず："),
        Break::Repeat(..) => ("the same comes twice; the next should be", "同じものが二度ある。次のはず："),
        Break::Back(..) => ("the order goes back; the next should be", "順序が戻っている。次のはず："),
    };
    let wording = Wording {
        english: format!("「{label}」 follows 「{before}」: {english} {named}"),
        japanese: format!("「{before}」の次が「{label}」。{japanese}{named}"),
    };
    let mut finding = match member.place {
        Place::Row(row) => about_row(source, table, code, row, wording),
        Place::Column(column) => about_column(source, table, code, column, wording),
    };
    if let Break::Misprint(..) = broken {
        let proof = format!("{before}, {named}, {} follow each other", members[index + 1].label);
        finding.proposal = Some(Proposal { value: named, grade: Grade::Consistent, proof });
    }
    finding
}

/// A finding about a column: about the lowest cell of its header.
fn about_column(source: &Source, table: &Table, code: Code, column: usize, wording: Wording) -> Finding {
    let covers =
        |cell: &&crate::document::Cell| (cell.column..cell.column + cell.column_span.max(1) as usize).contains(&column);
    let cells = table.header.iter().rev().flat_map(|row| row.cells.iter().filter(covers));
    let span = cells.flat_map(|cell| &cell.spans).next().copied();
    let line = table.header.first().or(table.rows.first()).map_or(1, |row| row.line_first.max(1));
    let span: Span = span.unwrap_or_else(|| source.line_span(line));
    Finding { table: Some(table.id.clone()), column: Some(column + 1), ..Finding::at(source, code, span, wording) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_are_accidents_not_habits() {
        for (values, expected, why) in [
            (vec![1, 2, 3, 4, 5], vec![], "in order"),
            (vec![5, 4, 3, 2, 1], vec![], "the latest first"),
            (vec![1, 2, 30, 4, 5, 6], vec![Break::Misprint(2, 3)], "one wrong between two that fit"),
            (vec![1, 2, 3, 5, 6, 7], vec![Break::Gap(3, 4)], "one left out"),
            (vec![1, 2, 3, 3, 4, 5], vec![Break::Repeat(3, 4)], "one twice"),
            (vec![1960, 1965, 1970, 1975, 1980], vec![], "every fifth year"),
            (vec![1, 1, 2, 2, 3, 3], vec![], "two rows a year"),
            (vec![1, 2], vec![], "too few"),
        ] {
            assert_eq!(breaks(&values), expected, "{why}");
        }
    }
}
