//! Tables of running text whose rows are lines: columns by counting. All texts are invented.

use crate::support::assert_nothing_lost;
use fukkoku::write::observation::{COLUMNS, observations};
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

#[test]
fn words_parted_alike_under_as_many_labels_are_a_table() {
    let text =
        "館の一覧\n\n館名 所在地 担当\n\n東館 本町 総務課\n\n西館 浜町 教育課\n\n南館 山手 教育課\n\n以上である。\n";
    assert_eq!(rows(text), ["館名|所在地|担当", "東館|本町|総務課", "西館|浜町|教育課", "南館|山手|教育課"]);
    let names = "役職 氏名 任期\n\n会長 北山 一郎 令和６年３月\n\n委員 東野 次郎 令和７年３月\n";
    assert_eq!(rows(names), ["役職|氏名|任期", "会長|北山 一郎|令和6年3月", "委員|東野 次郎|令和7年3月"]);
    assert_eq!(rows("給与\n\n職員数 平均年齢 平均月額\n\n412人 41.2歳 318,200円\n")[1..], ["412人|41.2歳|318,200円"]);
    // Two lines of as many words say nothing.
    assert_eq!(rows("春の 花が 咲く\n\n秋の 月を 見る\n\n海は 広い\n"), [""; 0]);
}

#[test]
fn names_in_brackets_head_the_rows_below_them() {
    let text = "区分 予算額 決算額\n\n【一般会計】\n\n本年度 300 290\n\n前年度 310 300\n\n【水道会計】\n\n本年度 40 38\n\n前年度 42 41\n";
    assert_eq!(
        rows(text),
        [
            "区分|予算額|決算額",
            "【一般会計】||",
            "本年度|300|290",
            "前年度|310|300",
            "【水道会計】||",
            "本年度|40|38",
            "前年度|42|41"
        ]
    );
    let report = read_report("lines.txt", text.as_bytes(), &Options::default()).unwrap();
    let table = report.checked.document.tables().next().unwrap();
    let groups: Vec<&str> = table.rows.iter().map(|row| row.group.as_deref().unwrap_or("")).collect();
    assert_eq!(groups, ["", "【一般会計】", "【一般会計】", "", "【水道会計】", "【水道会計】"]);
}

#[test]
fn months_head_columns_and_remarks_stand_on_some_rows_only() {
    let months = "施設 4 月 5 月 6 月 計\n\n北館 12 15 11 38\n\n南館 22 25 21 68\n";
    assert_eq!(rows(months)[0], "施設|4 月|5 月|6 月|計");
    let remarks = "項目 金額 備考\n\n工事費 4,210\n\n委託料 1,870\n\n備品費 305 机ほか\n\n計 6,385\n";
    assert_eq!(rows(remarks)[1..], ["工事費|4,210|", "委託料|1,870|", "備品費|305|机ほか", "計|6,385|"]);
}

#[test]
fn thousands_parted_by_blanks_leave_doubt() {
    let text = "区分 事業所 従業者\n\n農業 83 581\n\n商業 212 848\n\n工業 4 032 15 120\n\n漁業 10 22\n";
    let report = read_report("lines.txt", text.as_bytes(), &Options::default()).unwrap();
    let cells = report.checked.document.tables().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    assert!(cells.map(|cell| cell.confidence.0).all(|confidence| confidence < 95));
}

#[test]
fn a_second_figure_in_brackets_is_a_statement_of_its_own() {
    let text =
        "区分 令和４年度 令和５年度 \n相談 120（45） 131（52） \n訪問 88（30） 97（41） \n見学 40（12） 38（9） \n";
    let report = read_report("lines.txt", text.as_bytes(), &Options::default()).unwrap();
    let table = report.checked.document.tables().next().unwrap();
    let cell = table.rows[0].cells.iter().find(|cell| cell.column == 1).unwrap();
    let printed: Vec<&str> = cell.entries.iter().map(|entry| entry.printed.as_str()).collect();
    assert_eq!((cell.printed.as_str(), printed), ("120（45）", vec!["120", "45"]));
}

#[test]
fn a_list_that_is_folded_keeps_the_labels_of_its_parts() {
    let text = "地区 人口 地区 人口\n\n北浜 2,310 東原 1,204\n\n中町 1,875 西原 988\n\n南沢 960 上野 1,450\n";
    let report = read_report("lines.txt", text.as_bytes(), &Options::default()).unwrap();
    let table = report.checked.document.tables().next().unwrap();
    let label = COLUMNS.iter().find(|column| column.name == "row_label").unwrap();
    let value = COLUMNS.iter().find(|column| column.name == "value").unwrap();
    let told = observations(table, "lines").map(|at| format!("{} {}", (label.get)(&at), (value.get)(&at)));
    let told: Vec<String> = told.filter(|told| !told.ends_with(' ')).collect();
    assert_eq!(told, ["北浜 2310", "東原 1204", "中町 1875", "西原 988", "南沢 960", "上野 1450"]);
}

#[test]
fn the_first_year_of_an_era_counts_among_years() {
    let text =
        "区分 30 元 2 3\n\n受診者 4,210 4,305 3,120 3,988\n\n受診率 41.2 42.0 31.5 40.1\n\n要精検 512 498 377 460\n";
    assert_eq!(rows(text)[0], "区分|30|元|2|3");
}

#[test]
fn figures_and_labels_that_narrow_cells_cut_are_whole() {
    let text = "基金の残高（単位：円） \n\n区分 令和４\n年度 \n\n令和５\n年度 \n\n水道 12,345,\n678 \n\n12,901,\n334 \n\n下水道 8,210,4\n00 \n\n7,998,1\n20 \n";
    assert_eq!(rows(text), ["区分|令和4年度|令和5年度", "水道|12,345,678|12,901,334", "下水道|8,210,400|7,998,120"]);
}

#[test]
fn labels_whose_characters_are_paragraphs_run_down_beside_their_rows() {
    let text = "職員の内訳 \n区分 職種 人数 \n常 \n勤 \n\n事務 204 \n技術 61 \n\n臨 \n時 \n\n事務 45 \n保育 30 \n\n";
    assert_eq!(rows(text), ["区分|職種|人数", "常勤|事務|204", "|技術|61", "臨時|事務|45", "|保育|30"]);
}

#[test]
fn differences_end_spread_labels_but_not_those_of_their_amounts() {
    let text = "部 門 前 年 度 本 年 度 増 減\n議 会 6 6 0\n総 務 企 画 82 85 3\n税 務 24 23 △1\n民 生 101 104 3\n";
    assert_eq!(rows(text)[..2], ["部 門|前 年 度|本 年 度|増 減", "議 会|6|6|0"]);
    let amounts = "区 分 予 算 額 増 減 額\n議 会 費 6 0\n総 務 費 82 3\n税 務 費 24 △1\n民 生 費 101 3\n";
    assert_eq!(rows(amounts)[0], "区 分|予 算 額|増 減 額");
}
