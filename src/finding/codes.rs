//! The table of codes: one row a kind of finding.

use super::Severity;

/// A kind of finding.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// `FK301`; the hundreds tell the field: 1 reading, 2 recovery, 3 arithmetic, 4 chronology, 5 structure, 6 writing, 7 edition.
    pub id: &'static str,
    /// Severity of its findings.
    pub severity: Severity,
    /// What it is, in English and in Japanese.
    pub title: (&'static str, &'static str),
    /// What it means and what to do, in English.
    pub explanation: &'static str,
    /// A small example: what stands in a report, and what is said of it.
    pub example: &'static str,
}

/// All codes.
pub const CODES: [Code; 19] = [
    Code {
        id: "FK101",
        severity: Severity::Warning,
        title: ("characters could not be decoded", "復号できない文字"),
        explanation: "Some bytes fit no character of the encoding that was used. They stand as U+FFFD. If there are many, the \
                      encoding was guessed wrong: name it with --encoding.",
        example: "bytes 81 FF in a CP932 file\n→ 1 place cannot be decoded as Shift_JIS, the first on line 3",
    },
    Code {
        id: "FK102",
        severity: Severity::Warning,
        title: ("private-use characters", "外字"),
        explanation: "The text holds characters that only the machine of its author can show (外字). Their code points are kept; look \
                      them up in the printed report.",
        example: "CP932 F040\n→ private-use character U+E000",
    },
    Code {
        id: "FK201",
        severity: Severity::Warning,
        title: ("a table could not be recovered", "復元できない表"),
        explanation: "These lines look like a table, but no layout explains them. They are kept as printed, as 'unrecognized'. A \
                      profile may say what its header is.",
        example: "区分 人数 割合\n※\n→ lines 10–11 look like a table but fit no layout",
    },
    Code {
        id: "FK202",
        severity: Severity::Note,
        title: ("the place of a cell is in doubt", "セルの位置が不確か"),
        explanation: "Another reading of this row is nearly as likely. Compare the row with the printed report before you rely on \
                      the column of these cells.",
        example: "38 ‣給与(38.11) 39 …\n→ row 「昭和38」: the column of 「‣給与(38.11)」 is certain only to 0.62",
    },
    Code {
        id: "FK203",
        severity: Severity::Note,
        title: ("the extractor has dropped empty cells", "空欄が失われた抽出"),
        explanation: "The program that took this text out of its PDF writes nothing for an empty cell, or writes tables column by \
                      column. Where a row has fewer entries than columns, nothing in the text tells which are empty. Extract the \
                      PDF again with Apache Tika or `pdftotext -layout`.",
        example: "pdftotext -raw: 区分 人数 割合 備考 / 計 12 済\n→ written by a flavour (raw) that loses empty cells",
    },
    Code {
        id: "FK301",
        severity: Severity::Error,
        title: ("a total does not add up", "合計が内訳と合わない"),
        explanation: "The printed total differs from the sum of its parts. Both are kept as printed. If one changed cell would explain \
                      it, the finding proposes that cell; 'proved' means that every sum and ratio that holds the cell then is exact.",
        example: "101 / 3,128 / 計 3,299\n→ total is 3,299, but its parts add up to 3,229",
    },
    Code {
        id: "FK302",
        severity: Severity::Error,
        title: ("a ratio does not fit", "比率が合わない"),
        explanation: "The printed ratio differs from the quotient of the figures it names, rounded to the places printed.",
        example: "Ａ 25 / Ｂ 100 / Ａ／Ｂ 24%\n→ ratio is 24%, but 25 / 100 gives 25%",
    },
    Code {
        id: "FK303",
        severity: Severity::Warning,
        title: ("a period stands for a comma", "桁区切りがピリオド"),
        explanation: "Three digits follow a period in a column of whole numbers that are grouped by commas. If a sum proves the \
                      reading with a comma, the value is taken so and marked 'corrected'; otherwise it is 'ambiguous'. The printed text stays.",
        example: "712.819 among 578,359 and 962,110\n→ 712.819 probably means 712,819",
    },
    Code {
        id: "FK304",
        severity: Severity::Warning,
        title: ("an empty cell among numbers", "数値の欄が空欄"),
        explanation: "Nothing is printed where the column holds numbers. It is kept as missing, not as 0. If a total tells what is \
                      missing, the finding says so.",
        example: "報償費 0 0 0 0 ␣\n→ nothing is printed for 「報償費」 in 「６年度」",
    },
    Code {
        id: "FK401",
        severity: Severity::Warning,
        title: ("an entry is dated outside its row", "日付が行の年度と合わない"),
        explanation: "The date in brackets lies outside the fiscal year (April to March) or year of its row. Either the date is \
                      misprinted or the entry stands in the wrong row. Nothing is changed.",
        example: "row 昭和63: 8M,12M→8M,16M(63.3)\n→ 1988-03 lies in fiscal year 1987 (昭和62), not in 昭和63",
    },
    Code {
        id: "FK402",
        severity: Severity::Warning,
        title: ("the date of an entry is impossible", "あり得ない日付"),
        explanation: "What stands in the place of a date is none: a 13th month, a 30 February. It is kept as text.",
        example: "（28.13）\n→ month 13",
    },
    Code {
        id: "FK403",
        severity: Severity::Note,
        title: ("the era of a row is not certain", "元号が確定できない"),
        explanation: "Rows are numbered by years of an era, but no era is printed for the first of them, and no earlier table or \
                      profile tells it. Their fiscal years are left blank. A profile can give the era.",
        example: "年度 / 27 / 28\n→ the era of row 「27」 is printed nowhere",
    },
    Code {
        id: "FK501",
        severity: Severity::Warning,
        title: ("a heading repeats another", "見出しの重複"),
        explanation: "Two headings of the same level have the same title and period. Often the second was copied and not changed. \
                      Nothing is changed.",
        example: "（３）第三次計画（昭和４７年度～５１年度） … （４）第三次計画（昭和４７年度～５１年度）",
    },
    Code {
        id: "FK502",
        severity: Severity::Warning,
        title: ("a number of a heading is out of order", "見出し番号の順序"),
        explanation: "The numbers of headings under the same heading do not count up by one.",
        example: "（１）… （３）…\n→ heading （３） follows （１）",
    },
    Code {
        id: "FK503",
        severity: Severity::Warning,
        title: ("two rows have the same key", "行の名の重複"),
        explanation: "The profile says which columns name a row, but two rows have the same text in them. Either a row is printed \
                      twice, a label was read wrongly, or the table needs a further key. Nothing is changed.",
        example: "keys = [\"年度\"], two rows 令和2\n→ row 「令和2」 is named like the row of line 40",
    },
    Code {
        id: "FK504",
        severity: Severity::Warning,
        title: ("the profile does not fit the table", "プロファイルが表と合わない"),
        explanation: "The profile states something about a column or row that this table does not have, or has several times. The \
                      fact is left aside, the rest of the profile is used. Look whether the report has changed or the profile is wrong.",
        example: "parts = [\"男\", \"女\"], columns 総数 and 男\n→ the profile does not fit: the table has no 「女」",
    },
    Code {
        id: "FK601",
        severity: Severity::Note,
        title: ("brackets of mixed width", "全角と半角の括弧の混在"),
        explanation: "A bracket is opened in one width and closed in the other, or not closed.",
        example: "(21.5）\n→ 「(」 is closed by 「）」",
    },
    Code {
        id: "FK701",
        severity: Severity::Note,
        title: ("a character is in no font of the edition", "書体にない文字"),
        explanation: "report.pdf shows 〓 for this character, because no font that comes with the program has it. The data keeps it.",
        example: "U+20BB7\n→ shown as 〓",
    },
    Code {
        id: "FK702",
        severity: Severity::Note,
        title: ("a page of the edition cannot show it as it is", "紙面に収まらない箇所"),
        explanation: "report.pdf shortens the title in its contents, joins columns, or tears a word, because no page could hold it \
                      otherwise. Nothing is left out of the data. Such text often is a sign that lines or cells were run together.",
        example: "a heading of 1,000 characters\n→ the contents show the first 120",
    },
];

/// The code of an id, in any case.
pub fn find(id: &str) -> Option<&'static Code> {
    CODES.iter().find(|code| code.id.eq_ignore_ascii_case(id))
}

/// Severity of a code; findings are only made of codes in the table.
pub fn severity(id: &str) -> Severity {
    find(id).map_or(Severity::Error, |code| code.severity)
}
