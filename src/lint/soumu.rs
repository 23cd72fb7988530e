//! The ministry's rules of 2020 (総務省), items that a program can check; one row of [`RULES`] each.

use super::sheet::{Cell, Sheet, figure, is_plain};
use crate::check::{Found, is_machine_dependent};
use crate::finding::{Code, Grade, Proposal, Wording};
use fukkoku_quantity::{Era, unit, width};
use fukkoku_recover::source::Span;
use std::collections::BTreeMap;

/// A rule: looks at a file, tells what breaks it.
pub(super) type Rule = fn(&Sheet, &mut Found);

/// All rules, by the number of their item.
pub(super) const RULES: [(&str, Rule); 15] = [
    ("1-1", encoding),
    ("1-2", one_datum),
    ("1-3", bare_figures),
    ("1-4", no_merged_cells),
    ("1-5", no_layout),
    ("1-6", names),
    ("1-7", no_formulas),
    ("1-9", units),
    ("1-10", characters),
    ("1-11", years),
    ("1-12", areas),
    ("1-13", symbols),
    ("2-1", no_blanks),
    ("2-2", one_table),
    ("4-12", quotes),
];

/// Symbols that the rules declare for a column of figures.
const DECLARED: [&str; 2] = ["***", "X"];

/// Prefectures as people shorten them.
const SHORT_PREFECTURES: &str = "青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨 長野 \
    岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 \
    宮崎 鹿児島 沖縄";

fn encoding(sheet: &Sheet, found: &mut Found) {
    if let Some(byte) = sheet.undecodable {
        let english = format!("expected UTF-8, found something else from byte {byte} on: save the file as CSV UTF-8");
        let japanese = format!("UTF-8でない（{byte}バイト目から）。「CSV UTF-8」で保存し直す");
        let at = sheet.source.text.find('\u{FFFD}').unwrap_or(0);
        let end = at + sheet.source.text[at..].chars().next().map_or(0, char::len_utf8);
        found.push(sheet.finding(Code::FK801, (0, 0), Span::new(at, end), Wording { english, japanese }));
    }
}

fn one_datum(sheet: &Sheet, found: &mut Found) {
    for (row, column, cell) in sheet.cells().filter(|(_, _, cell)| holds_several(&cell.text)) {
        let english = format!("cell 「{}」 holds several figures: give each a column", cell.text);
        let japanese = format!("「{}」に複数の数値がある。列を分ける", cell.text);
        found.push(sheet.finding(Code::FK802, (row, column), cell.span, Wording { english, japanese }));
    }
}

/// `12(3)`, `12、15`, `5 6`.
fn holds_several(text: &str) -> bool {
    let folded = width::value(text.trim()).into_owned();
    let number = |part: &str| is_plain(&part.trim().replace(',', ""));
    let bracketed = folded.strip_suffix([')', '）']).and_then(|rest| rest.split_once(['(', '（']));
    let parts: Vec<&str> = folded.split(['、', ' ', '\u{3000}', '\n', '・']).filter(|part| !part.is_empty()).collect();
    bracketed.is_some_and(|(a, b)| number(a) && number(b)) || (parts.len() > 1 && parts.iter().all(|part| number(part)))
}

/// Data cells of columns of figures, with their places.
fn among_figures(sheet: &Sheet) -> impl Iterator<Item = (usize, usize, &Cell)> {
    sheet.cells().filter(|(_, column, _)| sheet.numeric.get(column - 1) == Some(&true))
}

fn bare_figures(sheet: &Sheet, found: &mut Found) {
    for (row, column, cell) in among_figures(sheet) {
        let text = cell.text.trim();
        let several = holds_several(text);
        let (Some(value), false) = (figure(text), is_plain(text) || several) else { continue };
        let english = format!("figure 「{text}」 carries other characters: expected {value}");
        let japanese = format!("「{text}」に数値以外の文字がある。{value}とする");
        let mut finding = sheet.finding(Code::FK803, (row, column), cell.span, Wording { english, japanese });
        let proof = format!("{text} = {value}");
        finding.proposal = Some(Proposal { value: value.to_string(), grade: Grade::Consistent, proof });
        found.push(finding);
    }
}

fn no_merged_cells(sheet: &Sheet, found: &mut Found) {
    let width = sheet.header.cells.len();
    for (index, record) in sheet.records.iter().enumerate() {
        let (row, length) = (index + 1, record.cells.len());
        if length != width && length > 0 {
            let english = format!("row {row} has {length} fields, the header has {width}");
            let japanese = format!("{row}行目は{length}項目、見出しは{width}項目");
            found.push(sheet.finding(Code::FK804, (row, 0), record.span, Wording { english, japanese }));
        }
    }
    for (row, column, cell) in
        sheet.cells().filter(|(_, _, cell)| ["〃", "同上", "同左", "\""].contains(&cell.text.trim()))
    {
        let english = format!("「{}」 stands for the value above: write it again", cell.text.trim());
        let japanese = format!("「{}」の代わりに値を書く", cell.text.trim());
        found.push(sheet.finding(Code::FK804, (row, column), cell.span, Wording { english, japanese }));
    }
    for column in (0..width).filter(|column| sheet.numeric.get(*column) == Some(&false)) {
        let texts: Vec<(usize, &Cell)> = sheet.column(column).collect();
        let below =
            texts.windows(2).position(|pair| !pair[0].1.text.trim().is_empty() && pair[1].1.text.trim().is_empty());
        let (Some(below), true) = (below, column == 0) else { continue };
        let (row, cell) = texts[below + 1];
        let name = sheet.name(column);
        let english = format!(
            "column 「{name}」 is blank below a value, as where cells were merged: write the value in every row"
        );
        let japanese = format!("「{name}」の列に、値の下の空欄がある（セルの結合）。すべての行に値を書く");
        found.push(sheet.finding(Code::FK804, (row, column + 1), cell.span, Wording { english, japanese }));
    }
}

fn no_layout(sheet: &Sheet, found: &mut Found) {
    let header = sheet.header.cells.iter().enumerate().map(|(column, cell)| (0, column + 1, cell));
    for (row, column, cell) in header.chain(sheet.cells()).filter(|(_, _, cell)| is_padded(&cell.text)) {
        let bare: String = cell.text.chars().filter(|c| !c.is_whitespace()).collect();
        let shown = cell.text.replace('\n', "⏎");
        let english = format!("cell 「{shown}」 has blanks or line breaks for looks: expected 「{bare}」");
        let japanese = format!("「{shown}」に体裁のための空白又は改行がある。「{bare}」とする");
        found.push(sheet.finding(Code::FK805, (row, column), cell.span, Wording { english, japanese }));
    }
}

/// Blanks at an end, ideographic ones, line breaks, a blank between two letters that need none.
fn is_padded(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let between = chars.windows(3).any(|three| three[1] == ' ' && !three[0].is_ascii() && !three[2].is_ascii());
    text.trim().len() != text.len() || text.contains(['\u{3000}', '\n', '\r', '\t']) || between
}

fn names(sheet: &Sheet, found: &mut Found) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (column, cell) in sheet.header.cells.iter().enumerate() {
        let name = cell.text.trim();
        let (english, japanese) = if name.is_empty() {
            (format!("column {} has no name", column + 1), format!("{}列目の項目名がない", column + 1))
        } else if let Some(other) = first.get(name) {
            let other = other + 1;
            (
                format!("column {} is named 「{name}」 like column {other}", column + 1),
                format!("{}列目の項目名「{name}」が{other}列目と同じ", column + 1),
            )
        } else {
            first.insert(name, column);
            continue;
        };
        found.push(sheet.finding(Code::FK806, (0, column + 1), cell.span, Wording { english, japanese }));
    }
}

fn no_formulas(sheet: &Sheet, found: &mut Found) {
    let is_formula = |text: &str| text.starts_with(['=', '@']) || (text.starts_with('+') && !is_plain(&text[1..]));
    for (row, column, cell) in sheet.cells().filter(|(_, _, cell)| is_formula(&cell.text)) {
        let english = format!("cell 「{}」 begins like a formula: save its value", cell.text);
        let japanese = format!("「{}」は数式とみなされる。値を書く", cell.text);
        found.push(sheet.finding(Code::FK807, (row, column), cell.span, Wording { english, japanese }));
    }
}

fn units(sheet: &Sheet, found: &mut Found) {
    let has_column = sheet.header.cells.iter().any(|cell| ["単位", "unit"].contains(&cell.text.trim()));
    for (column, cell) in sheet.header.cells.iter().enumerate() {
        let name = cell.text.trim();
        let named = !unit::stated(name).is_empty() || name.contains(['(', '（', '%', '％']);
        if has_column || named || sheet.numeric.get(column) != Some(&true) {
            continue;
        }
        let english =
            format!("column 「{name}」 holds figures and names no unit: write it as 「{name}（千円）」 or the like");
        let japanese = format!("数値の列「{name}」に単位がない。「{name}（千円）」のように書く");
        found.push(sheet.finding(Code::FK808, (0, column + 1), cell.span, Wording { english, japanese }));
    }
}

fn characters(sheet: &Sheet, found: &mut Found) {
    let header = sheet.header.cells.iter().enumerate().map(|(column, cell)| (0, column + 1, cell));
    for (row, column, cell) in header.chain(sheet.cells()) {
        let Some(c) = cell.text.chars().find(|c| is_machine_dependent(*c)) else { continue };
        let english = format!("machine-dependent character 「{c}」 in 「{}」: write it otherwise", cell.text);
        let japanese = format!("「{}」に機種依存文字「{c}」がある。書き換える", cell.text);
        found.push(sheet.finding(Code::FK809, (row, column), cell.span, Wording { english, japanese }));
    }
}

/// Columns and headers with years of an era, without a Western year beside them.
fn years(sheet: &Sheet, found: &mut Found) {
    let of_era = |text: &str| {
        let folded = width::value(text).into_owned();
        let counted = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || c == '元');
        Era::NAMES.iter().any(|era| folded.split_once(era).is_some_and(|(_, rest)| counted(rest.trim_start())))
    };
    let western = |text: &str| {
        let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
        digits.iter().any(|digits| {
            digits.len() >= 4 && (digits.starts_with("18") || digits.starts_with("19") || digits.starts_with("20"))
        })
    };
    let beside = (0..sheet.header.cells.len()).any(|column| {
        sheet.column(column).next().is_some() && sheet.column(column).all(|(_, cell)| western(&cell.text))
    });
    for (column, head) in sheet.header.cells.iter().enumerate() {
        let alone = |text: &str| of_era(text) && !western(text);
        let told = |row: usize, cell: &Cell| {
            let text = cell.text.trim();
            let english = format!("「{text}」 gives the year by its era alone: add the Western year");
            let japanese = format!("「{text}」が元号だけで書かれている。西暦を加える");
            sheet.finding(Code::FK810, (row, column + 1), cell.span, Wording { english, japanese })
        };
        if alone(&head.text) {
            found.push(told(0, head));
        }
        // Once a column: the remedy is one for the whole column.
        let years = sheet.column(column).filter(|(_, cell)| alone(cell.text.trim()) && cell.text.chars().count() <= 12);
        found.extend(years.take(1).filter(|_| !beside).map(|(row, cell)| told(row, cell)));
    }
}

fn areas(sheet: &Sheet, found: &mut Found) {
    let short = |text: &str| SHORT_PREFECTURES.split_whitespace().any(|name| name == text);
    for column in 0..sheet.header.cells.len() {
        let shortened: Vec<(usize, &Cell)> = sheet.column(column).filter(|(_, cell)| short(cell.text.trim())).collect();
        let Some((row, cell)) = shortened.first().filter(|_| shortened.len() >= 2) else { continue };
        let (text, count) = (cell.text.trim(), shortened.len());
        let english = format!(
            "{count} areas of this column are named short, the first 「{text}」: write the full name or its code"
        );
        let japanese = format!("地域名が省略されている（{count}か所、最初は「{text}」）。正式な名称かコードを書く");
        found.push(sheet.finding(Code::FK811, (*row, column + 1), cell.span, Wording { english, japanese }));
    }
}

fn symbols(sheet: &Sheet, found: &mut Found) {
    for column in (0..sheet.header.cells.len()).filter(|column| sheet.numeric.get(*column) == Some(&true)) {
        let blanks: Vec<(usize, &Cell)> =
            sheet.column(column).filter(|(_, cell)| cell.text.trim().is_empty()).collect();
        let name = sheet.name(column);
        if let Some((row, cell)) = blanks.first() {
            let count = blanks.len();
            let english = format!(
                "{count} cells of column 「{name}」 are blank: write 0 for none, *** for not available, X for withheld"
            );
            let japanese = format!("数値の列「{name}」に空欄が{count}か所ある。皆無は0、不明は***、秘匿はXと書く");
            found.push(sheet.finding(Code::FK812, (*row, column + 1), cell.span, Wording { english, japanese }));
        }
        for (row, cell) in sheet.column(column) {
            let text = cell.text.trim();
            if text.is_empty() || text.chars().any(char::is_numeric) || DECLARED.contains(&text) {
                continue;
            }
            let english = format!("symbol 「{text}」 among figures is not declared: write 0, *** or X");
            let japanese = format!("数値の列の記号「{text}」は使わない。0、***、Xのいずれかとする");
            found.push(sheet.finding(Code::FK812, (row, column + 1), cell.span, Wording { english, japanese }));
        }
    }
}

fn no_blanks(sheet: &Sheet, found: &mut Found) {
    let blank = |cells: &[Cell]| cells.iter().all(|cell| cell.text.trim().is_empty());
    for (row, record) in sheet.records.iter().enumerate().filter(|(_, record)| blank(&record.cells)) {
        let english = format!("row {} is blank", row + 1);
        let japanese = format!("{}行目が空白", row + 1);
        found.push(sheet.finding(Code::FK813, (row + 1, 0), record.span, Wording { english, japanese }));
    }
    for (column, cell) in sheet.header.cells.iter().enumerate() {
        if cell.text.trim().is_empty() && sheet.column(column).all(|(_, cell)| cell.text.trim().is_empty()) {
            let english = format!("column {} is blank", column + 1);
            found.push(sheet.finding(
                Code::FK813,
                (0, column + 1),
                cell.span,
                Wording { english, japanese: format!("{}列目が空白", column + 1) },
            ));
        }
    }
}

fn one_table(sheet: &Sheet, found: &mut Found) {
    for record in &sheet.above {
        let text: String = record.cells.iter().map(|cell| cell.text.trim()).collect();
        let english = format!("「{text}」 stands above the header: a title, a unit or a note belongs elsewhere");
        let japanese = format!("項目名の上に「{text}」がある。表題・単位・注は別に置く");
        found.push(sheet.finding(Code::FK814, (0, 0), record.span, Wording { english, japanese }));
    }
    let header: Vec<&str> = sheet.header.cells.iter().map(|cell| cell.text.trim()).collect();
    for (row, record) in sheet.records.iter().enumerate() {
        let again = record.cells.iter().map(|cell| cell.text.trim()).eq(header.iter().copied());
        if again && !header.is_empty() {
            let english = format!("row {} is the header again: one file holds one table", row + 1);
            let japanese = format!("{}行目に項目名が再びある。一つのファイルに一つの表とする", row + 1);
            found.push(sheet.finding(Code::FK814, (row + 1, 0), record.span, Wording { english, japanese }));
        }
    }
}

fn quotes(sheet: &Sheet, found: &mut Found) {
    let quoted = |line: &str| line.is_empty() || (line.starts_with('"') && line.ends_with('"'));
    let bare = sheet.source.slice(sheet.header.span);
    if !sheet.header.cells.is_empty() && !quoted(bare) {
        let english = "fields are not enclosed in double quotes".to_owned();
        found.push(sheet.finding(
            Code::FK815,
            (0, 0),
            sheet.header.span,
            Wording { english, japanese: "項目が二重引用符で囲まれていない".to_owned() },
        ));
    }
}
