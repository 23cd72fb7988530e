//! Tables of running text whose rows are lines: columns by counting. All texts are invented.

use crate::support::assert_nothing_lost;
use fukkoku::write::table_csv;
use fukkoku::{Options, read_report};

/// All rows of all tables, headers included.
fn rows(text: &str) -> Vec<String> {
    let report = read_report("lines.txt", text.as_bytes(), &Options::default()).unwrap();
    assert_nothing_lost(&report);
    let tables = report.checked.document.tables().flat_map(table_csv::records);
    tables.map(|record| record.join("|")).collect()
}

#[test]
fn rows_are_lines_and_spread_labels_are_one() {
    let text = "水 道 使 用 量\n\n区 分 予 算 額 構 成 比 増 減 額\n\n上 水 道 費 1,204 40.1 △ 12\n\n\
                下 水 道 費 1,700 56.6 31\n\n予 備 費 100 3.3 0\n\n合 計 3,004 100.0 19\n";
    assert_eq!(
        rows(text),
        [
            "区 分|予 算 額|構 成 比|増 減 額",
            "上 水 道 費|1,204|40.1|△ 12",
            "下 水 道 費|1,700|56.6|31",
            "予 備 費|100|3.3|0",
            "合 計|3,004|100.0|19"
        ]
    );
}

#[test]
fn amounts_stand_above_or_below_their_labels_and_sums_tell_the_levels() {
    let text = "（歳入） （単位：千円）\n\n款 項 金 額\n\n５，３００\n1.町 税\n\n町民税1.\n３，１００\n\n固定資産税2.\n２，２００\n\n\
                １，０００\n2.繰越金\n\n繰越金1.\n１，０００\n\n歳 入 合 計\n６，３００\n";
    assert_eq!(
        rows(text),
        [
            "款|項|金 額",
            "1.町 税||5,300",
            "|1.町民税|3,100",
            "|2.固定資産税|2,200",
            "2.繰越金||1,000",
            "|1.繰越金|1,000",
            "歳 入 合 計||6,300"
        ]
        .map(|row| row.to_owned())
    );
}

#[test]
fn labels_written_behind_their_figures_are_put_first() {
    let text = "会計名 歳入 歳出 差引\n\n一般会計 5,100 5,000 100\n\n水道会計 310 300 10\n\n5,410 5,300 110 合計\n";
    assert_eq!(rows(text)[3], "合計|5,410|5,300|110");
    let glued = "目 本年度 前年度 比較\n\n1 13 13 0総務費\n\n2 186 160 26民生費\n\n3 109 99 10衛生費\n";
    assert_eq!(rows(glued)[1..], ["1総務費|13|13|0", "2民生費|186|160|26", "3衛生費|109|99|10"]);
}

#[test]
fn labels_of_columns_may_stand_behind_the_body() {
    let text = "東町 120 130 10\n\n西町 340 330 9\n\n南町 560 580 20\n\n北町 700 710 11\n\n東浜町 80 90 12\n\n\
                地区名 令和四年 令和五年 世帯数\n";
    let rows = rows(text);
    assert_eq!((rows[0].as_str(), rows.len()), ("地区名|令和四年|令和五年|世帯数", 6));
}

#[test]
fn years_that_count_up_head_columns() {
    let text = "種別 18 19 20 21\n\n騒音 176 186 193 136\n\n振動 15 8 38 123\n\n悪臭 105 93 84 67\n";
    assert_eq!(rows(text)[0], "種別|18|19|20|21");
}

#[test]
fn what_was_printed_over_itself_counts_once() {
    let text = "区分 調定額 収入額 収入率\n\n計計計計 1,6531,6531,6531,653 1,2131,2131,2131,213 73.473.473.473.4\n\n\
                現年 1,500 1,200 80.0\n\n滞納 153 13 8.5\n";
    assert_eq!(rows(text)[1], "計|1,653|1,213|73.4");
}

#[test]
fn a_table_goes_on_over_the_page_under_the_same_labels() {
    let text = "会計名 歳入 歳出\n\n一般会計 5,100 5,000\n\n水道会計 310 300\n\n― 2 ―\n\n\n\n会計名 歳入 歳出\n\n\
                病院会計 210 220\n\n下水道会計 90 80\n";
    assert_eq!(
        rows(text),
        ["会計名|歳入|歳出", "一般会計|5,100|5,000", "水道会計|310|300", "病院会計|210|220", "下水道会計|90|80"]
    );
}

#[test]
fn prose_and_charts_are_no_tables() {
    for text in [
        "附 則\n\nこの条例は、公布の日から施行する。\n\n町長 山田 太郎\n",
        "図１ 人口の推移\n\n477\n\n422\n\n441 431\n\n316\n\n0\n\n100\n",
        "― 1 ―\n\n村の広報\n\n― 2 ―\n",
    ] {
        assert_eq!(rows(text), Vec::<String>::new(), "{text}");
    }
}
