//! The original booklet, where it is at hand: what must be found in it.

use fukkoku::document::{ColumnKind, Table};
use fukkoku::finding::{Grade, Severity};
use fukkoku::write::table_csv;
use fukkoku::{Options, ProfileChoice, Report, profile, read_report};

fn report() -> Option<Report> {
    let options = Options { profile: ProfileChoice::Detect(profile::builtin()), ..Options::default() };
    Some(read_report("original.txt", &crate::support::original()?, &options).unwrap())
}

fn table<'a>(report: &'a Report, id: &str) -> &'a Table {
    report.checked.document.tables().find(|table| table.id == id).unwrap()
}

#[test]
fn tables_have_their_rows_columns_and_entries() {
    let Some(report) = report() else { return };
    for (id, rows, columns) in [("history", 54, 6), ("history-2", 9, 6), ("budget", 12, 7), ("systems", 23, 4)] {
        let table = table(&report, id);
        assert_eq!((table.rows.len(), table.columns.len()), (rows, columns), "{id}");
    }
    // A word of letters with a space behind it, in two cells of the first row.
    let first = table_csv::records(table(&report, "systems")).nth(1).unwrap();
    assert_eq!((first[0].as_str(), first[1].as_str()), ("1", "DV 支援措置管理"));
    assert!(first[3].starts_with("DV 支援措置情報"), "{first:?}");
    let entries = |id| {
        let table = table(&report, id);
        let text = |column: usize| table.columns[column].kind == ColumnKind::Text;
        let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| text(cell.column));
        cells.map(|cell| cell.entries.len()).sum::<usize>()
    };
    assert_eq!(entries("history") + entries("history-2"), 148);
}

#[test]
fn years_run_on_over_eras_pages_and_tables() {
    let Some(report) = report() else { return };
    let years = |id| -> Vec<i32> { table(&report, id).rows.iter().map(|row| row.fiscal_year.unwrap().0).collect() };
    assert_eq!(years("history"), (1962..=2015).collect::<Vec<i32>>());
    assert_eq!(years("history-2"), (2015..=2023).collect::<Vec<i32>>());
    let without_plan = [1987, 1988, 1989, 1990, 1991, 2000, 2001];
    for row in &table(&report, "history").rows {
        let year = row.fiscal_year.unwrap().0;
        assert_eq!(row.group.is_none(), without_plan.contains(&year), "{year}: {:?}", row.group);
    }
}

#[test]
fn findings_at_their_lines() {
    let Some(report) = report() else { return };
    let found = |code: &str| -> Vec<usize> {
        report
            .checked
            .findings
            .iter()
            .filter(|finding| finding.code.id() == code)
            .map(|finding| finding.line_first)
            .collect()
    };
    for (code, lines) in [
        ("FK301", vec![1007, 1007]),
        ("FK302", vec![]),
        ("FK303", vec![990, 998, 1005]),
        ("FK304", vec![976]),
        ("FK305", vec![1005]),
        ("FK306", vec![]),
        ("FK307", vec![]),
        ("FK401", vec![496, 661]),
        ("FK402", vec![]),
        ("FK404", vec![]),
        ("FK501", vec![55]),
        ("FK502", vec![]),
        ("FK505", vec![201]),
        ("FK506", vec![788]),
        ("FK507", vec![522]),
        ("FK508", vec![211]),
        ("FK509", vec![968]),
        ("FK510", vec![]),
        ("FK511", vec![]),
        ("FK512", vec![]),
        ("FK601", vec![693, 695, 720, 729]),
        ("FK602", vec![]),
        ("FK603", vec![310, 312, 336, 452, 999]),
        ("FK604", vec![140, 771, 771]),
        ("FK607", vec![177, 179, 792, 1065, 1184, 1266]),
    ] {
        assert_eq!(found(code), lines, "{code}");
    }
    let errors = report.checked.findings.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.map(|finding| finding.line_first).collect::<Vec<_>>(), [1007, 1007], "no false error");
    let grades: Vec<(String, Grade)> = report
        .checked
        .findings
        .iter()
        .filter(|finding| ["FK301", "FK303"].contains(&finding.code.id()))
        .map(|finding| finding.proposal.as_ref().map(|proposal| (proposal.value.clone(), proposal.grade)).unwrap())
        .collect();
    let expected = [
        ("712819", Grade::Proved),
        ("1284", Grade::Proved),
        ("25699", Grade::Proved),
        ("18066", Grade::Consistent),
        ("2400", Grade::Consistent),
    ];
    assert_eq!(grades, expected.map(|(value, grade)| (value.to_owned(), grade)));
}
