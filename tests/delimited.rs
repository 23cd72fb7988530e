//! Tables whose columns are parted by characters. All texts are invented.

use crate::support::assert_nothing_lost;
use fukkoku::write::table_csv;
use fukkoku::{Options, read_report};

/// All rows of all tables, headers included.
fn rows(text: &str) -> Vec<String> {
    let report = read_report("marks.txt", text.as_bytes(), &Options::default()).unwrap();
    assert_nothing_lost(&report);
    let tables = report.checked.document.tables().flat_map(table_csv::records);
    tables.map(|record| record.join("|")).collect()
}

#[test]
fn markdown_with_and_without_outer_bars() {
    for text in [
        "概況\n\n| 区分 | 前年 | 本年 |\n|:---|---:|---:|\n| 乗客 | 1,204 | 1,187 |\n| 貨物 | - |  |\n\n以上。\n",
        "概況\n\n区分 | 前年 | 本年\n--- | --- | ---\n乗客 | 1,204 | 1,187\n貨物 | - | \n\n以上。\n",
        "概況\n\n｜区分｜前年｜本年｜\n｜乗客｜1,204｜1,187｜\n｜貨物｜-｜　　｜\n\n以上。\n",
    ] {
        assert_eq!(rows(text), ["区分|前年|本年", "乗客|1,204|1,187", "貨物|-|"], "{text}");
    }
}

#[test]
fn boxes_are_drawn_in_several_ways() {
    for text in [
        "港の船\n┏━━┳━━┓\n┃港名┃隻数┃\n┣━━╋━━┫\n┃南港┃　12┃\n┃北港┃　 9┃\n┗━━┻━━┛\n",
        "港の船\n+------+------+\n| 港名 | 隻数 |\n+======+======+\n| 南港 |   12 |\n+------+------+\n| 北港 |    9 |\n+------+------+\n",
        "港の船\n│港名│隻数│\n├──┼──┤\n│南港│　12│\n│北港│　 9│\n",
    ] {
        assert_eq!(rows(text), ["港名|隻数", "南港|12", "北港|9"], "{text}");
    }
}

#[test]
fn cells_of_a_box_have_several_lines_and_cover_others() {
    let wrapped = "┌───┬───┐\n│施設　│内容　│\n├───┼───┤\n│北図書│児童の│\n│館　　│本　　│\n├───┼───┤\n│南館　│雑誌　│\n└───┴───┘\n";
    assert_eq!(rows(wrapped), ["施設|内容", "北図書館|児童の本", "南館|雑誌"]);
    let spanning = "┌───┬───────┐\n│　　　│人　口　　　　│\n│区分　├───┬───┤\n│　　　│男　　│女　　│\n\
                    ├───┼───┼───┤\n│東町　│　１２│　１５│\n├───┼───┼───┤\n│西町　│　２０│　１８│\n└───┴───┴───┘\n";
    assert_eq!(rows(spanning), ["区分|人\u{3000}口／男|人\u{3000}口／女", "東町|12|15", "西町|20|18"]);
    let covered = "┌──┬──┬──┐\n│区分│種別│件数│\n├──┼──┼──┤\n│本館│成人│　12│\n│　　├──┼──┤\n│　　│児童│　 7│\n\
                   ├──┼──┼──┤\n│分館│成人│　 3│\n└──┴──┴──┘\n";
    assert_eq!(rows(covered), ["区分|種別|件数", "本館|成人|12", "|児童|7", "分館|成人|3"]);
}

#[test]
fn tabs_part_columns_and_keep_empty_cells() {
    let text = "路線\t起点\t終点\t延長\n一号\t東町\t西町\t1.2\n二号\t\t南町\t0.8\n三号\t北町\n";
    assert_eq!(rows(text), ["路線|起点|終点|延長", "一号|東町|西町|1.2", "二号||南町|0.8", "三号|北町||"]);
    let years = "区分\t2019\t2021\n申請\t12\t15\n交付\t9\t11\n";
    assert_eq!(rows(years), ["区分|2019|2021", "申請|12|15", "交付|9|11"]);
}

#[test]
fn marks_in_prose_are_no_table() {
    for text in [
        "1.\t道路を直した。\n2.\t橋を架けた。\n3.\t公園を開いた。\n",
        "\t令和五年の取組\n\t令和六年の取組\n\t令和七年の取組\n",
        "問い合わせ先 | 総務課\n",
        "────────────\n道路を直した。\n────────────\n",
    ] {
        assert_eq!(rows(text), [""; 0], "{text}");
    }
}
