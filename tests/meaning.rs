//! What the figures of a table mean: the unit of each column and row, the year of each head, what 〃 stands for.

use fukkoku::document::{Column, Document, Table};
use fukkoku::{Options, read_report};

fn document(text: &str) -> Document {
    read_report("meaning.txt", text.as_bytes(), &Options::default()).unwrap().checked.document
}

/// The first table of a text whose paragraphs and cells end with a blank.
fn table(text: &str) -> Table {
    document(text).tables().next().unwrap_or_else(|| panic!("no table in:\n{text}")).clone()
}

fn units(table: &Table) -> Vec<&str> {
    table.columns.iter().skip(1).map(|column: &Column| column.unit.as_deref().unwrap_or("-")).collect()
}

/// `value unit` of the cells of a row behind its label.
fn row(table: &Table, label: &str) -> Vec<String> {
    let row = table.rows.iter().find(|row| row.label == label).unwrap_or_else(|| panic!("no row {label}"));
    let amounts = row.cells.iter().flat_map(|cell| &cell.entries).filter_map(|entry| entry.amount.as_ref());
    amounts.map(|amount| format!("{} {}", amount.value, amount.unit().unwrap_or("-"))).collect()
}

const BODY: &str = "\n港町 1,204 41.2 \n山町 988 33.8 \n川町 731 25.0 \n\n";

#[test]
fn notes_of_units_are_shared_out() {
    for (note, heads, expected, why) in [
        ("（単位：千円、％）", "決算額 構成比", ["千円", "%"], "a share is told by its head"),
        ("単位：人・％", "人口 割合", ["人", "%"], "without brackets"),
        ("【単位　百万円】", "予算額 伸び率", ["百万円", "-"], "no unit of the note is that of a rate"),
        ("（千円）", "決算額 対前年度比", ["千円", "-"], "nor is the only one"),
        ("（単位：世帯、人）", "人口 世帯数", ["人", "世帯"], "whatever their order"),
        ("（単位：金額＝千円、割合＝％）", "金額 割合", ["千円", "%"], "the note says which"),
        ("（単位：千円、％）", "本年 内訳", ["千円", "%"], "decimals beside whole numbers"),
        ("（単位：千円）", "件数 指数", ["-", "-"], "what is counted is no money, an index nothing"),
        ("（単位：人）", "本年（件） 前年", ["件", "人"], "a head of its own unit"),
    ] {
        let table = table(&format!("１ 決算 \n\n{note} \n地区 {heads} \n{BODY}"));
        assert_eq!(units(&table), expected, "{note} over {heads}: {why}");
    }
}

#[test]
fn rows_have_units_of_their_own() {
    let by_label = table(
        "１ 人口 \n\n（単位：世帯、人） \n区分 令和４年 令和５年 \n\n世帯数 4,120 4,200 \n人口 9,870 9,760 \n面積（ha） 120 120 \n\n",
    );
    assert_eq!(row(&by_label, "世帯数"), ["4120 世帯", "4200 世帯"]);
    assert_eq!(row(&by_label, "人口"), ["9870 人", "9760 人"]);
    assert_eq!(row(&by_label, "面積（ha）"), ["120 ha", "120 ha"]);
    let of_shares = table(
        "１ 決算 \n\n（単位：千円） \n区分 令和４年度 令和５年度 \n\n歳入 9,870 9,760 \n歳出 9,120 9,200 \n執行率 92.4 94.3 \n\n",
    );
    assert_eq!(row(&of_shares, "歳入"), ["9870 千円", "9760 千円"]);
    assert_eq!(row(&of_shares, "執行率"), ["92.4 -", "94.3 -"], "a rate is no money");
}

#[test]
fn heads_name_years() {
    for (caption, heads, expected, why) in [
        ("図書の貸出", "平成30年度 令和元年度 ２年度", [2018, 2019, 2020], "over the change of an era"),
        ("図書の貸出", "H30決算 R元決算 R2決算", [2018, 2019, 2020], "letters"),
        ("図書の貸出", "2018 2019 2020", [2018, 2019, 2020], "numbers alone"),
        ("図書の貸出（令和３年度～令和５年度）", "３年度 ４年度 ５年度", [2021, 2022, 2023], "the caption has the era"),
    ] {
        let text = format!(
            "１ 図書館 \n\n{caption} \n\n区分 {heads} \n\n本 1,204 988 731 \n雑誌 412 338 250 \n計 1,616 1,326 981 \n\n"
        );
        let table = table(&text);
        let start = |column: &Column| column.period.and_then(|period| period.start).map(|day| day.year);
        let years: Vec<Option<i32>> = table.columns.iter().skip(1).map(start).collect();
        assert_eq!(years, expected.map(Some), "{heads} below {caption}: {why}");
    }
}

#[test]
fn ditto_marks_stand_for_the_cell_above() {
    let table = table(
        "１ 備品 \n\n品名 規格 購入日 数量 \n\n机 大 令和５年４月10日 12 \n〃 小 〃 8 \n書架 大 令和５年６月１日 3 \n\n",
    );
    let labels: Vec<&str> = table.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["机", "机", "書架"]);
    assert_eq!(table.rows[1].cells[0].text, "〃", "the cell keeps what is printed");
    let date = table.rows[1].cells[2].entries[0].date.as_ref().map(|date| date.edtf.as_str());
    assert_eq!(date, Some("2023-04-10"));
}
