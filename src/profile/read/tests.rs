#![allow(clippy::unwrap_used)]
use super::parse;
use crate::profile::{ColumnType, Key};

const HEAD: &str = "id = \"a\"\ntitle = \"t\"\n";
const TABLE: &str = "[[table]]\nid = \"x\"\nheader = [\"年度\"]\n";

#[test]
fn faults_are_named_with_line_and_column() {
    let table = |lines: &str| format!("{HEAD}{TABLE}{lines}");
    for (text, line, column, says, why) in [
        (format!("{HEAD}colour = 1\n"), 3, 1, "unknown field `colour`, expected one of id, title", "an unknown key"),
        ("id = \"a\"\n".to_owned(), 1, 1, "missing field `title`", "a missing key"),
        ("id = \"A b\"\ntitle = \"t\"\n".to_owned(), 1, 6, "expected an id", "an id that is no file name"),
        ("id = ".to_owned(), 1, 6, "", "no TOML"),
        (format!("{HEAD}recognise = \"人口\"\n"), 3, 13, "expected a list of strings, found \"人口\"", "no list"),
        (format!("{HEAD}[[table]]\nid = \"x\"\n"), 3, 1, "missing field `header`", "nothing tells the table"),
        (format!("{HEAD}[[table]]\nid = \"x\"\nheader = []\n"), 5, 10, "expected labels", "nothing tells the table"),
        (table("era = \"昭\u{3000}\"\n"), 6, 7, "expected an era", "no era"),
        (table("unit = \"千縁\"\n"), 6, 8, "expected a unit such as \"千円\"", "no unit"),
        (table("colums = []\n"), 6, 1, "unknown field `colums`", "a slip in a key of a table"),
        (table("columns = [\"label\", \"figure\"]\n"), 6, 21, "expected a type of column (label, group", "no type"),
        (table("columns = [\"label\", 2]\n"), 6, 21, "expected a string, found 2", "no string"),
        (table("units = [\"\", \"ひと\"]\n"), 6, 14, "or \"\" to state none", "no unit"),
        (
            table("columns = [\"label\"]\nunits = [\"\", \"人\"]\n"),
            7,
            9,
            "expected 1 units, as there are columns, found 2",
            "a list too long",
        ),
        (table("keys = [0]\n"), 6, 9, "the number of a column, from 1 up, found 0", "columns count from 1"),
        (table("columns = [\"label\"]\nkeys = [2]\n"), 7, 9, "from 1 to 1, found 2", "out of range"),
        (table("columns = [\"number\"]\nkeys = [1]\n"), 7, 9, "expected a column of labels", "numbers name no row"),
        (table("keys = [1.5]\n"), 6, 9, "the name of a column or its number, found 1.5", "neither"),
        (table("[[table.sum]]\ntotal = \"計\"\nparts = []\n"), 8, 9, "expected labels of what adds up", "no parts"),
        (table("[[table.sum]]\ntotal = \"計\"\n"), 6, 1, "missing field `parts`", "no parts"),
        (table("[[table.sum]]\nparts = [\"男\"]\n"), 6, 1, "missing field `total`", "no total"),
        (
            table("[[table.sum]]\ntotal = \"計\"\nparts = [\"男\", \"男\"]\n"),
            8,
            15,
            "\"男\" stands twice in this sum",
            "counted twice",
        ),
        (
            table("[[table.sum]]\ntotal = \"計\"\npart = [\"男\"]\nparts = [\"女\"]\n"),
            8,
            1,
            "unknown field `part`, expected one of total, parts",
            "a slip in a key of a sum",
        ),
    ] {
        let errors = parse("p.toml", &text).unwrap_err().0;
        assert_eq!(errors.len(), 1, "{why}: {errors:?}");
        assert_eq!((errors[0].line, errors[0].column), (line, column), "{why}: {}", errors[0]);
        assert!(errors[0].message.contains(says), "{why}: {}", errors[0]);
    }
}

#[test]
fn all_faults_are_told_from_the_top() {
    let text =
        "colour = 1\nid = \"A\"\n[[table]]\nid = \"x\"\nera = \"昭\u{3000}\"\ncolumns = [\"no\", \"label\", \"na\"]\n";
    let errors = parse("p.toml", text).unwrap_err();
    let places: Vec<(usize, usize)> = errors.0.iter().map(|fault| (fault.line, fault.column)).collect();
    assert_eq!(places, [(1, 1), (1, 1), (2, 6), (3, 1), (5, 7), (6, 12), (6, 27)], "{errors}");
    assert_eq!(errors.to_string().lines().count(), 7);
}

#[test]
fn facts_are_read() {
    let facts = "columns = [\"fiscal-year\", \"\"]\nunits = [\"\", \"人\"]\nkeys = [1, \"区分\"]\n[[table.sum]]\ntotal = \"計\"\nparts = [\"男\", \"女\"]\n";
    let profile = parse("p.toml", &format!("{HEAD}{TABLE}{facts}")).unwrap();
    let table = &profile.table[0];
    assert_eq!(table.columns, [Some(ColumnType::FiscalYear), None]);
    assert_eq!(table.units, [None, Some("人".to_owned())]);
    assert_eq!(table.keys, [Key::Number(1), Key::Name("区分".to_owned())]);
    assert_eq!((table.sums[0].total.as_str(), table.sums[0].parts.len()), ("計", 2));
}
