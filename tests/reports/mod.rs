//! Documents to typeset, put together by hand.

use fukkoku::document::*;
use fukkoku_recover::source::Encoding;

pub(crate) fn document(contents: Vec<Content>) -> Document {
    let encoding = Encoding { name: "UTF-8".into(), evidence: "given".into(), replaced: 0 };
    let source = SourceInfo {
        name: "a/report.txt".into(),
        blake3: String::new(),
        encoding,
        flavour: Default::default(),
        lines: 1,
        pages: 1,
        paper: None,
    };
    let elements = contents.into_iter().map(|content| Element {
        content,
        page: 1,
        line_first: 1,
        line_last: 1,
        spans: vec![],
        areas: vec![],
    });
    Document { schema_version: SCHEMA_VERSION, source, profile: None, elements: elements.collect() }
}

pub(crate) fn heading(level: u8, text: &str) -> Content {
    let title = text.trim_start_matches(|c: char| !c.is_alphabetic()).to_owned();
    let text = text.to_owned();
    Content::Heading(Heading { level, number: None, title, text, subtitle: None, period: None, quantities: vec![] })
}

pub(crate) fn paragraph(text: &str) -> Content {
    Content::Paragraph(Paragraph { role: ParagraphRole::Body, caption: None, text: text.into(), quantities: vec![] })
}

pub(crate) fn quotation(caption: &str, text: &str) -> Content {
    let caption = Some(caption.to_owned());
    Content::Paragraph(Paragraph { role: ParagraphRole::Quotation, caption, text: text.into(), quantities: vec![] })
}

pub(crate) fn note(text: &str) -> Content {
    Content::Note(Note { marker: "※".into(), text: text.into(), quantities: vec![] })
}

pub(crate) fn contact(lines: &[&str]) -> Content {
    Content::Contact(Contact { lines: lines.iter().map(|line| line.to_string()).collect(), fields: vec![] })
}

pub(crate) fn list(items: &[(&str, &str)]) -> Content {
    let item = |(label, value): &(&str, &str)| Item {
        marker: "・".into(),
        text: format!("{label}：{value}"),
        label: Some(label.to_string()),
        value: Some(value.to_string()),
        quantities: vec![],
        line_first: 1,
        line_last: 1,
    };
    Content::List(List { items: items.iter().map(item).collect() })
}

pub(crate) fn cell(column: usize, text: &str) -> Cell {
    let (printed, text) = (text.to_owned(), text.to_owned());
    let confidence = Confidence::CERTAIN;
    Cell {
        column,
        row_span: 1,
        column_span: 1,
        vertical: false,
        printed: printed.into(),
        text: text.into(),
        entries: Box::default(),
        confidence,
        spans: Few::default(),
        areas: Few::default(),
        line_first: 1,
        line_last: 1,
    }
}

pub(crate) fn row(role: RowRole, cells: Vec<Cell>) -> Row {
    let label = String::new();
    Row { role, label, group: None, fiscal_year: None, period: None, cells, page: 1, line_first: 1, line_last: 1 }
}

pub(crate) fn column(kind: ColumnKind) -> Column {
    let (unit, base_unit, label) = (None, None, String::new());
    Column { path: vec![], kind, unit, base_unit, fiscal_year: None, period: None, label, vertical: false }
}

pub(crate) fn table(kinds: &[ColumnKind], header: Vec<Row>, rows: Vec<Row>) -> Content {
    let columns = kinds.iter().map(|kind| column(*kind)).collect();
    let (id, confidence) = ("table-1".to_owned(), Confidence::CERTAIN);
    Content::Table(Box::new(Table {
        id,
        title: None,
        unit_note: None,
        columns,
        header,
        rows,
        confidence,
        stated: None,
    }))
}

/// A table of plain texts; the first row is the header.
pub(crate) fn plain(rows: &[Vec<String>]) -> Content {
    let made =
        |role, texts: &Vec<String>| row(role, texts.iter().enumerate().map(|(at, text)| cell(at, text)).collect());
    let kinds = vec![ColumnKind::Text; rows.first().map_or(0, Vec::len)];
    let header = rows.iter().take(1).map(|texts| made(RowRole::Header, texts)).collect();
    table(&kinds, header, rows.iter().skip(1).map(|texts| made(RowRole::Body, texts)).collect())
}

/// A table with a two-level header, vertical groups over many rows, numbers and totals.
pub(crate) fn merged(rows: usize) -> Content {
    use ColumnKind::*;
    let over = |column, row_span, column_span, text| Cell { row_span, column_span, ..cell(column, text) };
    let header = vec![
        row(RowRole::Header, vec![over(0, 2, 1, "区分"), over(1, 2, 1, "年度"), over(2, 1, 2, "歳出予算額")]),
        row(RowRole::Header, vec![cell(2, "当初"), cell(3, "補正後")]),
    ];
    let body = (0..rows).map(|at| {
        let mut cells = vec![cell(1, &format!("平成{at}")), cell(2, &format!("{},{:03}", at + 1, at)), cell(3, "△ 45")];
        if at % 40 == 0 {
            let group = Cell { vertical: true, ..over(0, 40, 1, "第一次総合計画（30～33）ー、ABC") };
            cells.insert(0, group);
        }
        row(if at + 1 == rows { RowRole::Total } else { RowRole::Body }, cells)
    });
    table(&[Group, Label, Number, Number], header, body.collect())
}

/// A running head that becomes the title, a table with title and unit, one that is set across.
pub(crate) fn captions() -> Document {
    let head = Content::Furniture(Furniture {
        role: FurnitureRole::RunningHead,
        text: "令和６年度　情報化の概要".into(),
    });
    let mut named = merged(8);
    if let Content::Table(table) = &mut named {
        table.title = Some("表１　歳出予算額の推移".into());
        table.unit_note = Some("（単位　千円）".into());
    }
    let wide: Vec<Vec<String>> = (0..30)
        .map(|row| {
            (0..16)
                .map(|column| {
                    if row == 0 {
                        format!("第{column}列の見出し")
                    } else {
                        format!("{row}行{column}列の内容")
                    }
                })
                .collect()
        })
        .collect();
    document(vec![
        head,
        heading(1, "１ 予算"),
        paragraph("予算は次のとおりである。"),
        named,
        heading(1, "２ 一覧"),
        plain(&wide),
        paragraph("以上。"),
    ])
}

/// One of everything, with what is hard to set.
pub(crate) fn hard() -> Vec<(&'static str, Document)> {
    let wide: Vec<Vec<String>> =
        (0..4).map(|row| (0..60).map(|column| format!("列{column}の{row}")).collect()).collect();
    let vast: Vec<Vec<String>> = (0..2).map(|row| (0..400).map(|column| format!("{row}{column}")).collect()).collect();
    let long: Vec<Vec<String>> =
        (0..500).map(|row| vec![format!("{row}"), "内容".repeat(row % 30), "12,345".into()]).collect();
    let unbroken = vec![
        vec!["項目".into(), "内容".into()],
        vec!["甲".into(), "X".repeat(3_000)],
        vec!["乙".into(), "漢".repeat(3_000)],
    ];
    let tall = Cell { row_span: 3, ..cell(0, &"長い合併欄".repeat(600)) };
    let tall = table(
        &[ColumnKind::Group, ColumnKind::Text],
        vec![],
        vec![
            row(RowRole::Body, vec![tall, cell(1, "一")]),
            row(RowRole::Body, vec![cell(1, "二")]),
            row(RowRole::Body, vec![cell(1, "三")]),
        ],
    );
    let clashing = table(
        &[ColumnKind::Text, ColumnKind::Text],
        vec![],
        vec![
            row(
                RowRole::Body,
                vec![
                    Cell { row_span: 9, column_span: 9, ..cell(0, "甲") },
                    cell(0, "乙"),
                    cell(7, "丙"),
                    cell(7, "丁"),
                ],
            ),
            row(RowRole::Body, vec![cell(1, "戊")]),
        ],
    );
    let mut each = vec![
        ("empty", document(vec![])),
        (
            "empty parts",
            document(vec![
                heading(1, ""),
                paragraph(""),
                list(&[]),
                note(""),
                contact(&[]),
                plain(&[]),
                plain(&[vec![]]),
            ]),
        ),
        ("long heading", document(vec![heading(2, &"（１）長い見出し".repeat(80)), paragraph("本文。")])),
        ("unbroken cell", document(vec![plain(&unbroken)])),
        ("60 columns", document(vec![heading(1, "１ 広い表"), plain(&wide), paragraph("後の文。")])),
        ("400 columns", document(vec![plain(&vast)])),
        ("500 rows", document(vec![heading(1, "１ 長い表"), plain(&long)])),
        ("merged", document(vec![heading(1, "１ 合併"), merged(120), note("※ 注記。")])),
        ("tall merged cell", document(vec![tall])),
        ("clashing cells", document(vec![clashing])),
        (
            "odd characters",
            document(vec![paragraph(
                "外字\u{e000}と\u{f0000}、制御\u{1}\u{7}、半角ｶﾅｶﾞﾎﾟ､｡､𠮟る𠮷野家👪、か\u{3099}、異体字葛\u{e0100}、\tタブ、\u{feff}終。",
            )]),
        ),
        ("odd cells", document(vec![plain(&[vec!["\u{e000}".into(), "ｶﾞ".into()], vec!["👪".into(), "\u{1}".into()]])])),
        ("captions", captions()),
        (
            "parts",
            document(vec![
                heading(1, "１ あゆみ"),
                paragraph(
                    &"昭和３７年度当時、ＩＢＭ社の「電子計算機」（モデル ABC-123）を１２，３４５千円で導入した。"
                        .repeat(30),
                ),
                heading(3, "【時間】"),
                list(&[
                    ("平日", "８時３０分から１７時まで"),
                    ("夜間や休日", &"必要に応じて管理者が決定する。".repeat(5)),
                ]),
                quotation("（参考）条例", &"この条例は、公布の日から施行する。".repeat(40)),
                note("※ 令和６年４月１日現在"),
                contact(&["総務課", "〒153-8573", "電話 03-3715-1111（代表）"]),
                Content::Unrecognized(Unrecognized { lines: vec!["＊＊＊ 不明 ＊＊＊".into()] }),
            ]),
        ),
    ];
    let contents = each.iter().flat_map(|(_, document)| &document.elements).map(|element| element.content.clone());
    let everything = document(contents.collect());
    each.push(("everything", everything));
    each
}

pub(crate) fn finding() -> fukkoku::finding::Finding {
    use fukkoku::finding::{Code, Finding, Grade, Proposal, Severity};
    let proof = "101 + 3,128 = 3,229".to_owned();
    Finding {
        code: Code::FK501,
        severity: Severity::Error,
        message: "the parts add up to 3,229".into(),
        message_ja: "計は3,292であるが、内訳の和は3,229である。".into(),
        table: Some("table-1".into()),
        row: Some(3),
        column: Some(2),
        line_first: 41,
        line_last: 42,
        span: None,
        areas: vec![],
        printed: "3,292".into(),
        proposal: Some(Proposal { value: "3229".into(), grade: Grade::Proved, proof }),
        fingerprint: String::new(),
        accepted: None,
    }
}

/// All that a document says and an edition must show, without spaces.
pub(crate) fn said(document: &Document) -> String {
    let mut text = String::new();
    for element in &document.elements {
        match &element.content {
            Content::Heading(heading) => text.push_str(&heading.text),
            Content::Paragraph(paragraph) => {
                text.extend(paragraph.caption.iter().map(String::as_str));
                text.push_str(&paragraph.text);
            }
            Content::List(list) => {
                list.items.iter().for_each(|item| text.extend([item.marker.as_str(), item.text.as_str()]))
            }
            Content::Table(table) => {
                text.extend(table.title.iter().chain(&table.unit_note).map(String::as_str));
                let cells = table.header.iter().chain(&table.rows).flat_map(|row| &row.cells);
                cells.for_each(|cell| text.push_str(&cell.text));
            }
            Content::Note(note) => text.push_str(&note.text),
            Content::Contact(contact) => contact.lines.iter().for_each(|line| text.push_str(line)),
            Content::Unrecognized(unknown) => unknown.lines.iter().for_each(|line| text.push_str(line)),
            // The running head of the source is the title of the edition, or is made anew from the headings; so are contents.
            Content::Contents(_) | Content::Furniture(_) => {}
        }
    }
    text
}
