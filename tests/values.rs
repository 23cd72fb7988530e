//! What fukkoku reads that others do not: every row of `docs/values.md`, run through the library.
//!
//! `BLESS=1 cargo test --release --test values` writes the page anew; read it before you commit.

use crate::support::{golden, root};
use fukkoku_quantity::normalize::{As, Form, Options, run};
use std::path::Path;
use std::process::Command;

/// A line, how it is read, what fukkoku answers (a refusal begins with `refused`), what others were seen to answer.
struct Row {
    line: &'static str,
    kind: As,
    context: &'static str,
    answer: &'static str,
    others: &'static str,
}

const fn row(line: &'static str, kind: As, context: &'static str, answer: &'static str, others: &'static str) -> Row {
    Row { line, kind, context, answer, others }
}

const DATES: &[Row] = &[
    row(
        "平成21～24年度",
        As::Date,
        "",
        "2009-04/2013-03",
        "ja-timex: a duration, `P24Y`; neologdn first makes it 平成2124年度",
    ),
    row("昭和52年度～56年度", As::Date, "", "1977-04/1982-03", "ja-timex: `1977` and `P56Y`"),
    row("令和元～3年度", As::Date, "", "2019-04/2022-03", "ja-timex: `P3Y`"),
    row("令6.4.1", As::Date, "", "2024-04-01", "ja-timex: the year 0006"),
    row("㍻元年", As::Date, "", "1989", "ja-timex: nothing"),
    row("同年９月", As::Date, "date=1962-07", "1962-09", "ja-timex: `XXXX-09`"),
    row("(21.7～22.1)", As::Date, "era=平成", "2009-07/2010-01", "ja-timex: nothing"),
    row("令和2年2月30日", As::Date, "", "refused: the calendar has no day 2020-02-30", "ja-timex: `2020-02-30`"),
    row(
        "昭和0年",
        As::Date,
        "",
        "refused: no calendar counts a year 0; the first year of an era is 元年 or 1年",
        "icu_calendar: 1925 (大正14)",
    ),
    row(
        "明治5年12月2日",
        As::Date,
        "",
        "refused: before 明治6年 (1873) the calendar was lunisolar, outside JIS X 0301",
        "ICU4C, icu_calendar: read as Gregorian",
    ),
];

const NUMBERS: &[Row] = &[
    row(
        "1億2,345万6千",
        As::Number,
        "",
        "123456000",
        "@geolonia/japanese-numeral: 100006000; japanese-numbers-python: 100000002 and 3456000 (with 円)",
    ),
    row("一九六二", As::Number, "", "1962", "kanji-number-parser: 18; kansuji: 2"),
    row("2.5億", As::Number, "", "250000000", "@geolonia/japanese-numeral: 0"),
    row(
        "▲1,234千円",
        As::Number,
        "",
        "-1234",
        "pynormalizenumexp: +1,234,000, the sign lost (fukkoku keeps 千 apart: `--ndjson` adds `base_value` -1234000)",
    ),
    row(
        "二十三十",
        As::Number,
        "",
        "refused: expected numerals in an order that makes a number, found \"二十三十\"",
        "ya_kansuji: 50",
    ),
    row(
        "12,34",
        As::Number,
        "",
        "refused: expected commas at thousands, found \"12,34\"",
        "NFKC and `Decimal` without commas: 1234",
    ),
    row(
        "712.819",
        As::Number,
        "int_table",
        "refused: \"712.819\" has more than one reading",
        "none of the peers: three digits after a period among comma-grouped integers may be a comma gone wrong",
    ),
];

const WIDTHS: &[Row] = &[
    row("①②", As::Value, "", "(1)(2)", "NFKC: 12"),
    row("10²", As::Value, "", "10^2", "NFKC: 102"),
    row("サーバ－", As::Text, "", "サーバー", "only neologdn repairs it too; NFKC and the rest leave the dash"),
    row("－5", As::Text, "", "-5", "neologdn: ー5"),
    row("ﾜﾞ", As::Text, "", "ヷ", "mojimoji: not composed"),
];

/// The command as one would type it.
fn command(row: &Row) -> String {
    let kind = match row.kind {
        As::Date => "date",
        As::Number => "number",
        As::Text => "text",
        As::Value => "value",
    };
    let context = if row.context.is_empty() { String::new() } else { format!(" --context '{}'", row.context) };
    format!("printf '{}\\n' \\| fukkoku normalize --as {kind}{context}", row.line)
}

/// What the command answers.
fn answer(row: &Row) -> String {
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let options = Options { kind: row.kind, form: Form::Plain, strict: false, context: row.context.to_owned() };
    run(format!("{}\n", row.line).as_bytes(), &mut output, &mut messages, &options).unwrap();
    let messages = String::from_utf8(messages).unwrap();
    match messages.strip_prefix("line 1: ") {
        Some(message) => format!("refused: {}", message.trim_end()),
        None => String::from_utf8(output).unwrap().trim_end().to_owned(),
    }
}

fn table(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let quoted = row
            .answer
            .strip_prefix("refused: ")
            .map_or_else(|| format!("`{}`", row.answer), |why| format!("refused: {why}"));
        format!("| `{}` | {quoted} | {} |\n", command(row), row.others)
    };
    format!("| Command | fukkoku | Others |\n|---|---|---|\n{}", rows.iter().map(line).collect::<String>())
}

#[test]
fn every_row_is_answered_as_the_page_says() {
    for row in DATES.iter().chain(NUMBERS).chain(WIDTHS) {
        assert_eq!(answer(row), row.answer, "{}", row.line);
    }
}

#[test]
fn the_page_holds_these_rows() {
    let page = format!(
        "# Values: what fukkoku reads that others do not\n\n\
         Each row is a command; a refused line gives an empty line, the reason on standard error and exit code 1. The\n\
         right column is what other programs were seen to answer to the same text, in the versions listed below.\n\n\
         ## Dates\n\n{}\n## Numbers\n\n{}\n## Widths\n\n{}\n\
         Versions: ja-timex 0.2.8, pynormalizenumexp 0.3.4, japanese-numbers-python 0.2.1, @geolonia/japanese-numeral\n\
         1.0.2, ya_kansuji 1.3.0, kanji-number-parser 0.1.0, kansuji 0.1.1, icu_calendar 2.4.0, ICU4C 72.\n",
        table(DATES),
        table(NUMBERS),
        table(WIDTHS),
    );
    golden(&root().join("docs/values.md"), page.as_bytes());
}

/// The README shows some rows of the page; as a reader types them, they answer what stands beside them.
#[test]
fn the_rows_of_the_readme_run() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let page = std::fs::read_to_string(root().join("docs/values.md")).unwrap();
    let binaries = Path::new(env!("CARGO_BIN_EXE_fukkoku")).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap());
    let rows: Vec<_> = readme.lines().filter(|line| line.starts_with("| `printf ")).collect();
    assert!(rows.len() >= 10, "only {} rows", rows.len());
    for row in rows {
        assert!(page.lines().any(|line| line == row), "{row}\nis no row of docs/values.md");
        let typed = row.replace("\\|", "\u{0}");
        let cells: Vec<_> = typed.split(" | ").collect();
        let command = cells[0].trim_start_matches("| ").trim_matches('`').replace('\u{0}', "|");
        let output = Command::new("sh").args(["-c", &command]).env("PATH", &path).output().unwrap();
        let (said, why) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        match cells[1].strip_prefix("refused: ") {
            Some(reason) => {
                assert!(why.contains(reason) && !output.status.success(), "{command}: {why}");
            }
            None => assert_eq!(said.trim_end(), cells[1].trim_matches('`'), "{command}: {why}"),
        }
    }
}
