//! Profiles: what each fact changes, that none changes the cells, and drafts made from reports.

use crate::support::{bytes, plain, root, scratch};
use fukkoku::document::{Column, Row, Table};
use fukkoku::write::{self, Format, table_csv};
use fukkoku::{Options, ProfileChoice, Report, profile, read_report};
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

/// A small report: population by area, whose parts do not add up in one row and one column.
const REPORT: &str = "１ 人口 \n\n（単位：世帯、人） \n\n区分 年 世帯数 人口 男 女 電話 \n\n東 62 10 30 10 20 5551234 \n\n西 63 20 50 25 25 5551235 \n\n\
                      北 1 15 40 20 21 5551236 \n\n合わせて 2 45 121 55 66 5551237 \n\n南 3 11 31 15 16 5551238 \n\n南 4 11 31 15 16 5551239 \n\n";

const HEAD: &str = "id = \"t\"\ntitle = \"t\"\n[[table]]\nid = \"areas\"\nheader = [\"区分\", \"人口\"]\n";

fn with(name: &str, bytes: &[u8], toml: &str) -> Report {
    let profile = profile::parse("t.toml", toml).unwrap_or_else(|errors| panic!("{errors}\n{toml}"));
    let options = Options { profile: ProfileChoice::Given(Box::new(profile)), ..Options::default() };
    read_report(name, bytes, &options).unwrap()
}

fn stated(facts: &str) -> Report {
    with("small.txt", REPORT.as_bytes(), &format!("{HEAD}{facts}"))
}

fn table(report: &Report) -> &Table {
    report.checked.document.tables().next().expect("a table")
}

fn codes(report: &Report, code: &str) -> Vec<String> {
    let findings = report.checked.findings.iter().filter(|finding| finding.code.id() == code);
    findings.map(|finding| finding.message.clone()).collect()
}

/// The tables without their ids, which a profile gives.
fn cells(report: &Report) -> Vec<Vec<Vec<String>>> {
    report.checked.document.tables().map(|table| table_csv::records(table).collect()).collect()
}

fn values(table: &Table, column: usize) -> Vec<Option<String>> {
    let amount = |row: &Row| {
        let cell = row.cells.iter().find(|cell| cell.column == column)?;
        cell.entries
            .first()?
            .amount
            .as_ref()
            .map(|amount| format!("{} {}", amount.value, amount.unit().unwrap_or_default()))
    };
    table.rows.iter().map(amount).collect()
}

#[test]
fn types_say_how_cells_are_read_and_change_no_cell() {
    let report = stated("columns = [\"label\", \"\", \"number\", \"number\", \"number\", \"number\", \"text\"]\n");
    let plain = stated("");
    assert_eq!(values(table(&plain), 6)[0].as_deref(), Some("5551234 "), "a guess: digits are numbers");
    assert_eq!(values(table(&report), 6), vec![None; 6], "telephone numbers are text");
    assert_eq!(cells(&report), cells(&plain));
    assert!(codes(&report, "FK504").is_empty());
}

#[test]
fn years_may_stand_in_any_column_of_labels() {
    let report = stated("era = \"昭和\"\ncolumns = [\"text\", \"year\", \"\", \"\", \"\", \"\", \"\"]\n");
    let rows = &table(&report).rows;
    let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["昭和62", "昭和63", "平成1", "平成2", "平成3", "平成4"]);
    assert_eq!(rows[2].period.and_then(|period| period.start).map(|day| day.year), Some(1989));
    assert_eq!(cells(&report), cells(&stated("")));
}

#[test]
fn each_column_has_its_unit() {
    let report = stated("units = [\"\", \"\", \"世帯\", \"人\", \"人\", \"人\", \"\"]\n");
    let units = |report: &Report| -> Vec<Option<String>> {
        table(report).columns.iter().map(|column: &Column| column.unit.clone()).collect()
    };
    assert_eq!(units(&stated(""))[3].as_deref(), Some("人"), "of a note with two units the one that the head counts");
    assert_eq!(units(&report)[2].as_deref(), Some("世帯"));
    assert_eq!(units(&report)[3].as_deref(), Some("人"));
    assert_eq!(values(table(&report), 4)[0].as_deref(), Some("10 人"));
    let package = write::write(&report.checked, &[Format::Package]).remove(0).bytes;
    assert!(String::from_utf8(package).unwrap().contains("\"unit\": \"人\""), "the Table Schema says so too");
}

#[test]
fn a_printed_unit_of_another_size_goes_before_the_stated_one() {
    let text = "１ 決算 \n\n（単位：百万円） \n\n区分 歳入 歳出 \n\n一般 10 20 \n\n特別 30 40 \n\n水道 50 60 \n\n";
    let toml =
        "id = \"t\"\ntitle = \"t\"\n[[table]]\nid = \"a\"\nheader = [\"区分\"]\nunits = [\"\", \"千円\", \"\"]\n";
    let report = with("a.txt", text.as_bytes(), toml);
    assert_eq!(values(table(&report), 1)[0].as_deref(), Some("10 百万円"), "this year's report counts in millions");
}

#[test]
fn keys_name_rows_and_must_tell_them_apart() {
    let report = stated("keys = [\"区分\"]\n");
    assert_eq!(codes(&report, "FK503"), ["row 「南」 is named like the row of line 15"]);
    let report = stated("keys = [\"区分\", 2]\n");
    assert!(codes(&report, "FK503").is_empty());
    assert_eq!(table(&report).rows[5].label, "南／4");
    assert_eq!(cells(&report), cells(&stated("")));
    let package: serde_json::Value =
        serde_json::from_slice(&write::write(&report.checked, &[Format::Package]).remove(0).bytes).unwrap();
    assert_eq!(package["resources"][0]["schema"]["primaryKey"], serde_json::json!(["区分", "年"]));
}

#[test]
fn a_stated_sum_is_checked() {
    assert!(codes(&stated(""), "FK301").is_empty(), "no label says that it is a total");
    let rows = stated("[[table.sum]]\ntotal = \"合わせて\"\nparts = [\"東\", \"西\", \"北\"]\n");
    let told = codes(&rows, "FK301");
    assert!(
        told.iter().any(|message| message.contains("「合わせて」 of 「人口」 is 121, but its parts add up to 120")),
        "{told:?}"
    );
    let columns = stated("[[table.sum]]\ntotal = \"人口\"\nparts = [\"男\", \"女\"]\n");
    let told = codes(&columns, "FK301");
    assert!(
        told[0].starts_with("total 「人口」 of 「北」 is 40, but its parts add up to 41: the total is 1 lower"),
        "{told:?}"
    );
    let place = columns.checked.findings.iter().find(|finding| finding.code.id() == "FK301").unwrap();
    assert_eq!((place.row, place.column, place.line_first), (Some(3), Some(4), 11));
}

#[test]
fn what_does_not_fit_is_told_and_left_aside() {
    for (facts, says) in [
        ("columns = [\"label\", \"text\"]\n", "`columns` states 2 columns, but the table has 7"),
        ("units = [\"\", \"人\"]\n", "`units` states 2 columns, but the table has 7"),
        ("keys = [\"町名\"]\n", "the table has no 「町名」"),
        ("keys = [9]\n", "the table has no column 9"),
        ("[[table.sum]]\ntotal = \"人口\"\nparts = [\"男\", \"子\"]\n", "the table has no 「子」"),
        ("[[table.sum]]\ntotal = \"合わせて\"\nparts = [\"南\", \"東\"]\n", "「南」 stands 2 times in the table"),
    ] {
        let report = stated(facts);
        let told = codes(&report, "FK504");
        assert!(told.len() == 1 && told[0].contains(says), "{facts}: {told:?}");
        assert_eq!(cells(&report), cells(&stated("")), "{facts}");
    }
}

#[test]
fn of_two_tables_that_fit_the_one_with_more_labels_is_meant() {
    let facts = "[[table]]\nid = \"more\"\nheader = [\"区分\", \"人口\", \"女\"]\n";
    assert_eq!(table(&stated(facts)).id, "more");
}

/// Inputs for drafts, of several kinds, without end spaces and without tables too.
const INPUTS: [&str; 6] = [
    "fixtures/shapes/203/report.txt",
    "fixtures/shapes/205/report.txt",
    "fixtures/shapes/208/report.txt",
    "fixtures/shapes/212/report.txt",
    "fixtures/shapes/217/report.txt",
    "input/johoka-r06.txt",
];

/// Everything that is written about tables, by name.
fn written(report: &Report) -> BTreeMap<String, Vec<u8>> {
    let artifacts = write::write(&report.checked, &[Format::Tables, Format::Tidy, Format::Findings]);
    artifacts.into_iter().map(|artifact| (artifact.path, artifact.bytes)).collect()
}

#[test]
fn with_its_draft_a_report_comes_out_as_without() {
    for input in INPUTS {
        let report = plain(input);
        let draft = fukkoku::draft::draft(&report.source, &report.checked.document);
        let again = with(input, &bytes(input), &draft);
        assert_eq!(cells(&again), cells(&report), "{input}");
        // A second table with the same header is named after the first.
        if !draft.contains("the facts stated there are used for it too") {
            assert!(written(&again) == written(&report), "{input}: values or findings differ");
        }
        let proposals = with(input, &bytes(input), &all_stated(&draft));
        assert_eq!(cells(&proposals), cells(&report), "{input}");
        let misfits = proposals.checked.findings.iter().filter(|finding| finding.code.id() == "FK504");
        let misfits: Vec<&str> =
            misfits.filter(|finding| !is_second(finding)).map(|finding| finding.message.as_str()).collect();
        assert!(misfits.is_empty(), "{input}: {misfits:?}");
    }
}

/// A draft with all its proposals stated: the lines that begin with `#` and no blank.
fn all_stated(draft: &str) -> String {
    let fact = |line: &str| line.strip_prefix('#').filter(|fact| !fact.starts_with(' ')).unwrap_or(line).to_owned();
    draft.lines().map(|line| fact(line) + "\n").collect()
}

/// Whether a finding is about a further table with the header of another: it has rows of its own.
fn is_second(finding: &fukkoku::finding::Finding) -> bool {
    finding.table.as_deref().is_some_and(|id| id.matches('-').count() > 1)
}

#[test]
fn the_kept_profile_fits_its_kind_of_report() {
    let toml = fs::read_to_string(root().join("input/profiles/facilities.toml")).unwrap();
    let report = with("203.txt", &bytes("fixtures/shapes/203/report.txt"), &toml);
    let profile = profile::parse("facilities.toml", &toml).unwrap();
    assert!(profile::detect(std::slice::from_ref(&profile), &report.source.text).is_some(), "it is recognised");
    let table = table(&report);
    assert_eq!(table.id, "facilities");
    assert!(codes(&report, "FK504").is_empty(), "{:?}", codes(&report, "FK504"));
    assert_eq!(values(table, 2), vec![None; table.rows.len()], "telephone numbers are no amounts");
    assert_eq!(values(table, 4)[0].as_deref(), Some("2395.99 ㎡"));
    assert_eq!(cells(&report), cells(&plain("fixtures/shapes/203/report.txt")));
}

fn run(folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fukkoku")).args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn init_prints_a_draft_and_says_what_it_cannot_read() {
    let folder = scratch("profile-init");
    let shape = root().join("fixtures/shapes/212/report.txt").display().to_string();
    let output = run(&folder, &["profile", "init", &shape]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let draft = String::from_utf8(output.stdout).unwrap();
    assert!(draft.contains("#total = \"計\"\n#parts = [\"男\", \"女\"]"), "{draft}");
    fs::write(folder.join("draft.toml"), &draft).unwrap();
    let output = run(&folder, &["profile", "check", "draft.toml"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "report: sound, 3 tables\n");
    let hard = |name: &str| root().join(format!("fixtures/hard/{name}.txt")).display().to_string();
    let output = run(&folder, &["profile", "init", &hard("no-table")]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("no table with a header was found"), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("# No table was found in this report."));
    for (input, code) in
        [(hard("binary"), 3), ("missing.txt".to_owned(), 3), (root().join("fixtures/hard").display().to_string(), 2)]
    {
        let output = run(&folder, &["profile", "init", &input]);
        assert_eq!(output.status.code(), Some(code), "{input}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{input}");
    }
}

#[test]
fn check_tells_every_mistake() {
    let folder = scratch("profile-check");
    fs::write(folder.join("bad.toml"), "id = \"x\"\ncolour = 1\n[[table]]\nid = \"A\"\nheader = [\"a\"]\nkeys = [0]\n")
        .unwrap();
    let output = run(&folder, &["profile", "check", "bad.toml"]);
    assert_eq!(output.status.code(), Some(2));
    for place in ["bad.toml:1:1: missing field `title`", "bad.toml:2:1: unknown field", "bad.toml:4:6", "bad.toml:6:9"]
    {
        assert!(said(&output).contains(place), "{place}: {}", said(&output));
    }
}

#[test]
fn profiles_beside_the_reports_are_found_for_folders_and_for_files() {
    let folder = scratch("profile-beside");
    fs::create_dir_all(folder.join("in/profiles")).unwrap();
    fs::create_dir_all(folder.join("in/town")).unwrap();
    fs::copy(root().join("input/profiles/facilities.toml"), folder.join("in/profiles/facilities.toml")).unwrap();
    fs::copy(root().join("fixtures/shapes/203/report.txt"), folder.join("in/town/list.txt")).unwrap();
    for arguments in [
        ["convert", "in", "-o", "one", "--formats", "tables"],
        ["convert", "in/town/list.txt", "-o", "two", "--formats", "tables"],
    ] {
        let output = run(&folder, &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    assert!(folder.join("one/town/list/tables/facilities.csv").exists());
    assert!(folder.join("two/list/tables/facilities.csv").exists());
    assert_eq!(run(&folder, &["convert", "in", "-o", "one", "--formats", "tables", "--check"]).status.code(), Some(0));
    let toml = folder.join("in/profiles/facilities.toml");
    fs::write(
        &toml,
        fs::read_to_string(&toml).unwrap().replace("id = \"facilities\"\n\n# Labels", "id = \"places\"\n\n# Labels"),
    )
    .unwrap();
    let output = run(&folder, &["convert", "in", "-o", "one", "--formats", "tables", "--check"]);
    assert_eq!(output.status.code(), Some(1), "a changed profile makes the outputs stale: {}", said(&output));
}
