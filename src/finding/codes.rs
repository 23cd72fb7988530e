//! The table of codes: one row a kind of finding. The enum of codes is made of it, so a code that is no row does not compile.

use super::severity::Severity;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// What there is to say about a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeRow {
    /// The code.
    pub code: Code,
    /// Its name in outputs: `FK301`.
    pub id: &'static str,
    /// Severity of its findings.
    pub severity: Severity,
    /// What it is, in English and in Japanese.
    pub title: (&'static str, &'static str),
    /// What it means and what to do, in English and in Japanese.
    pub explanation: (&'static str, &'static str),
    /// A small example: what stands in a report, and what is said of it.
    pub example: &'static str,
}

macro_rules! codes {
    ($($code:ident {
        severity: $severity:ident,
        title: ($title:literal, $title_ja:literal),
        explanation: ($explanation:literal, $explanation_ja:literal $(,)?),
        example: $example:literal $(,)?
    })*) => {
        /// A kind of finding.
        ///
        /// The hundreds tell the field: 1 reading, 2 recovery, 3 arithmetic, 4 chronology, 5 structure, 6 writing, 7 edition,
        /// 8 machine-readable data (of `fukkoku lint`), 9 the list of what was accepted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $code,)*
        }

        /// All codes, ascending.
        pub const CODES: &[CodeRow] = &[$(CodeRow {
            code: Code::$code,
            id: stringify!($code),
            severity: Severity::$severity,
            title: ($title, $title_ja),
            explanation: ($explanation, $explanation_ja),
            example: $example,
        },)*];
    };
}

impl Code {
    /// Its row in the table.
    pub fn row(self) -> &'static CodeRow {
        // The enum is made of the table, in its order.
        &CODES[self as usize]
    }

    /// Its name in outputs: `FK301`.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Severity of its findings.
    pub fn severity(self) -> Severity {
        self.row().severity
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string"})
    }
}

/// The code of an id, in any case.
pub fn find(id: &str) -> Option<Code> {
    CODES.iter().find(|row| row.id.eq_ignore_ascii_case(id)).map(|row| row.code)
}

codes! {
    FK101 {
        severity: Warning,
        title: ("characters could not be decoded", "復号できない文字"),
        explanation: (
            "Some bytes fit no character of the encoding that was used. They stand as U+FFFD. If there are many, the \
             encoding was guessed wrong: name it with --encoding. Where (cid:123) is printed, the extractor knew the glyph \
             of a PDF but not its letter: give the PDF itself, or look the letter up.",
            "使われた文字コードのどの文字にも当たらないバイトがあり、U+FFFDとして残した。多ければ文字コードの判定の誤\
             りなので、--encodingで指定する。(cid:123)とあるのは、抽出した側がPDFの字形の文字を知らなかったもの。PDFその\
             ものを渡すか、文字を原本で確かめる。",
        ),
        example: "bytes 81 FF in a CP932 file\n→ 1 place cannot be decoded as Shift_JIS, the first on line 3",
    }
    FK102 {
        severity: Warning,
        title: ("private-use characters", "外字"),
        explanation: (
            "The text holds characters that only the machine of its author can show (外字). Their code points are \
             kept; look them up in the printed report.",
            "作成者の機械でしか表示できない文字（外字）がある。コードはそのまま残した。印刷物で字形を確かめる。",
        ),
        example: "CP932 F040\n→ private-use character U+E000",
    }
    FK103 {
        severity: Warning,
        title: ("characters without a meaning", "何の文字か分からない字形"),
        explanation: (
            "The PDF draws shapes without saying which characters they are. Each stands as 〓 in text and tables. Told \
             once a page, with the place of all of them. Look them up on the page, or recognise its text anew.",
            "PDFに字形だけがあり、何の文字かが記録されていない。文章でも表でも〓とした。ページごとに一度、範囲とと\
             もに示す。紙面で確かめるか、文字認識をやり直す。",
        ),
        example: "an embedded font without a map to Unicode\n→ page 3: the PDF does not tell what 12 characters mean",
    }
    FK104 {
        severity: Warning,
        title: ("a page that is a picture", "画像だけのページ"),
        explanation: (
            "The page is a scan: a picture and no text. Nothing of it is in the outputs. Recognise its text first, for \
             example with `ocrmypdf --skip-text -l jpn`, and convert the result.",
            "画像だけで文字のないページ（スキャン）。出力には何も含まれない。先に `ocrmypdf --skip-text -l jpn` \
             などで文字認識をしてから変換する。",
        ),
        example: "a scanned page among others\n→ page 2: a picture covers 98 % of it, and it holds no text",
    }
    FK105 {
        severity: Warning,
        title: ("text that is not drawn", "印刷されない文字"),
        explanation: (
            "The PDF holds text that no reader sees: not drawn, too small, or white on white. Where it is all that a page \
             has, it is what text recognition (OCR) has left behind a scan: it is used, errors of recognition with it. \
             Beside text that is drawn it is left out.",
            "PDFに、人には見えない文字（描かれない、小さすぎる、白地に白など）がある。ページの文字がそれだけであれば、\
             スキャン画像に文字認識（OCR）で付けたもので、認識の誤りも含めてそのまま使った。見える文字と並んであるときは、\
             読み取らない。",
        ),
        example: "a scan with the result of OCR behind it\n→ page 1: its text is a layer that is not drawn",
    }
    FK106 {
        severity: Error,
        title: ("a page that could not be read whole", "全部は読めなかったページ"),
        explanation: (
            "Part of the page is missing in the outputs, or all of it: its content is damaged, or it holds more drawing \
             operations, lines or characters than any printed page. All other pages are read. Print the page to a new \
             PDF and convert that.",
            "ページの一部または全部が出力に欠けている。内容が壊れているか、描画の命令・罫線・文字が印刷物ではあり得な\
             いほど多い。ほかのページは読んだ。そのページを新しいPDFに印刷し直して変換する。",
        ),
        example: "a content stream that is cut off\n→ page 4: it is broken, or holds more than is read of a page",
    }
    FK107 {
        severity: Warning,
        title: ("a damaged PDF", "壊れたPDF"),
        explanation: (
            "The list that tells where the parts of the file stand is missing or wrong, or pages are missing. What is \
             there was found and read, but nobody knows what else there was. Fetch the file again.",
            "ファイルの各部分の位置を示す一覧がないか誤っている、またはページが足りない。見つかったものは読んだが、ほ\
             かに何があったかは分からない。ファイルを取得し直す。",
        ),
        example: "a download that was cut off\n→ it says that it has 12 pages, but 7 were found",
    }
    FK108 {
        severity: Error,
        title: ("text that is not what is seen", "紙面と違う文字"),
        explanation: (
            "A font of the page says of many different shapes that they are the same character. Its map is wrong, by \
             mistake or to keep the text from being copied. Do not use what was read of this page; recognise its text anew.",
            "多くの違う字形を同じ文字とする書体がある。文字の対応が誤っているか、複写を妨げるために変えてある。このペ\
             ージで読み取った文字は使わず、文字認識をやり直す。",
        ),
        example: "every shape is said to be あ\n→ page 1: the PDF says the same character of many shapes",
    }
    FK109 {
        severity: Note,
        title: ("text outside the page", "紙面の外の文字"),
        explanation: (
            "Characters stand beyond the edges of the page, such as marks for the printer, or are cut off where a cell or \
             frame ends. Nobody sees them on paper, so they are left out. Told once a page.",
            "印刷用の注記のように紙面の外にある文字、または欄や枠の端で切れて見えない文字がある。紙の上では見えないの\
             で、読み取らない。ページごとに一度示す。",
        ),
        example: "a name of a file beyond the crop marks\n→ page 2: 18 characters outside the page or cut off are left out",
    }
    FK110 {
        severity: Note,
        title: ("taking text out is not allowed", "文字の抽出が許可されていない"),
        explanation: (
            "The PDF is encrypted, opens for everybody, and says that its owner does not want text to be copied out of it. \
             It was read all the same, as a reader for the blind would. Whether the outputs may be passed on is yours to ask.",
            "暗号化されたPDFで、誰でも開けるが、所有者は文字の複写を許可していない。読み上げソフトと同じように読み取っ\
             た。結果を公開してよいかは、所有者に確かめる。",
        ),
        example: "permissions without bit 5\n→ the owner of the PDF does not allow that its text is taken out",
    }
    FK111 {
        severity: Note,
        title: ("text in a layer that is off", "非表示のレイヤーの文字"),
        explanation: (
            "The PDF has layers (optional content) that are off when it is opened: drafts, other languages, answers. A \
             reader does not see what stands in them, so it is left out. Told once a page, with the names of the layers. \
             If it belongs to the report, turn them on, print to a new PDF and convert that.",
            "開いたときに非表示となるレイヤー（下書き、別の言語、解答など）がある。そこの文字は画面にも紙にも出ないので、\
             読み取らない。ページごとに一度、レイヤーの名前とともに示す。報告の一部であれば、表示して新しいPDFに印刷し直\
             し、それを変換する。",
        ),
        example: "a layer 下書き that is off\n→ page 2: 18 characters stand in layers that are off (「下書き」); left out",
    }
    FK112 {
        severity: Warning,
        title: ("text under a picture", "画像の下の文字"),
        explanation: (
            "A picture that nothing shows through was drawn over text. It is read all the same, so that nothing is lost, \
             but a reader of the page sees the picture: the text may be older, or be meant to be covered. Compare with the \
             page. Told once a page.",
            "文字の上に、透けない画像が重ねてある。失われるものがないように読み取ったが、紙の上では画像しか見えない。古い\
             文字や、隠すつもりの文字かもしれない。紙面と見比べる。ページごとに一度示す。",
        ),
        example: "a map pasted over an old table\n→ page 5: 240 characters stand under a picture",
    }
    FK201 {
        severity: Warning,
        title: ("a table could not be recovered", "復元できない表"),
        explanation: (
            "These lines look like a table, but no layout explains them. They are kept as printed, as 'unrecognized'. \
             A profile may say what its header is.",
            "表とみられるが、どのレイアウトでも説明できない。原文のまま「unrecognized」として残した。プロファイルで見\
             出しを示せる場合がある。",
        ),
        example: "区分 人数 割合\n※\n→ lines 10–11 look like a table but fit no layout",
    }
    FK202 {
        severity: Note,
        title: ("the place of a cell is in doubt", "セルの位置が不確か"),
        explanation: (
            "Another reading of this row is nearly as likely. Compare the row with the printed report before you rely \
             on the column of these cells.",
            "この行にはほぼ同じ確からしさの別の読み方がある。列の位置を使う前に印刷物と見比べる。",
        ),
        example: "38 ‣給与(38.11) 39 …\n→ row 「昭和38」: the column of 「‣給与(38.11)」 is certain only to 0.62",
    }
    FK203 {
        severity: Note,
        title: ("the extractor has dropped empty cells", "空欄が失われた抽出"),
        explanation: (
            "The program that took this text out of its PDF writes nothing for an empty cell, or writes tables column \
             by column. Where a row has fewer entries than columns, nothing in the text tells which are empty. \
             Extract the PDF again with Apache Tika or `pdftotext -layout`.",
            "PDFから文字を抜き出したプログラムが空欄を書かないか、表を列ごとに書いている。列より項目の少ない行では、\
             どの欄が空かを文章から決められない。Apache Tikaまたは pdftotext -layout で抽出し直す。",
        ),
        example: "pdftotext -raw: 区分 人数 割合 備考 / 計 12 済\n→ written by a flavour (raw) that loses empty cells",
    }
    FK301 {
        severity: Error,
        title: ("a total does not add up", "合計が内訳と合わない"),
        explanation: (
            "The printed total differs from the sum of its parts. Both are kept as printed. If one changed cell would \
             explain it, the finding proposes that cell; 'proved' means that every sum and ratio that holds the cell \
             then is exact.",
            "印刷された合計が内訳の和と違う。どちらも印刷のまま残した。一つのセルを直せば合う場合はそれを提案する。「\
             確定」は、そのセルが関わる合計と比率がすべて合うことを意味する。",
        ),
        example: "101 / 3,128 / 計 3,299\n→ total is 3,299, but its parts add up to 3,229",
    }
    FK302 {
        severity: Error,
        title: ("a ratio does not fit", "比率が合わない"),
        explanation: (
            "The printed ratio differs from the quotient of its figures, rounded to the places printed. Which \
             figures, letters in the label tell (Ａ／Ｂ), or the formula that all other places of the row or column \
             follow.",
            "印刷された比率が、もとの数値を割って印刷の桁に丸めた値と違う。どの数値から計算されたかは、ラベルの文字（\
             Ａ／Ｂ）か、ほかの欄が従う計算式で分かる。",
        ),
        example: "Ａ 25 / Ｂ 100 / Ａ／Ｂ 24%\n→ ratio is 24%, but 25 / 100 gives 25%",
    }
    FK303 {
        severity: Warning,
        title: ("a period stands for a comma", "桁区切りがピリオド"),
        explanation: (
            "Three digits follow a period in a column of whole numbers that are grouped by commas. If a sum proves \
             the reading with a comma, the value is taken so and marked 'corrected'; otherwise it is 'ambiguous'. The \
             printed text stays.",
            "カンマで区切られた整数の列に、ピリオドの後が三桁の数がある。合計でカンマの読みが裏付けられれば値をそう読\
             んで「corrected」とし、そうでなければ「ambiguous」とする。印刷の文字は残す。",
        ),
        example: "712.819 among 578,359 and 962,110\n→ 712.819 probably means 712,819",
    }
    FK304 {
        severity: Warning,
        title: ("an empty cell among numbers", "数値の欄が空欄"),
        explanation: (
            "Nothing is printed where the column holds numbers. It is kept as missing, not as 0. If a total tells \
             what is missing, the finding says so.",
            "数値の列に何も印刷されていない欄がある。0ではなく欠測として残した。合計から値が分かる場合は示す。",
        ),
        example: "報償費 0 0 0 0 ␣\n→ nothing is printed for 「報償費」 in 「６年度」",
    }
    FK305 {
        severity: Warning,
        title: ("a figure that contradicts a total", "合計に合わない数値"),
        explanation: (
            "A total does not add up, and this is the cell whose correction would explain it: its digits are swapped, \
             one is wrong or missing, or it repeats another figure. The proposal is graded: 'proved' if all sums and \
             ratios that hold the cell are then exact, 'consistent' if it is the only explanation, else 'suspected'. \
             The printed figure is kept.",
            "合計が合わず、この欄の数値を直せば説明がつく（数字の入替り、一字の誤りや脱落、別の数値の写し）。関係する\
             合計と比率がすべて合えば「確定」、ほかに説明がなければ「整合」、そうでなければ「疑い」。印刷の数値は残す\
             。",
        ),
        example: "役務費 48,268 / 負担金 48,268 / 計 …\n→ 「負担金」 is 48,268, but the total would need 18,066",
    }
    FK306 {
        severity: Error,
        title: ("a difference does not fit", "差が合わない"),
        explanation: (
            "A column or row of differences (増減, 差引) follows a formula everywhere but here. Either the difference \
             or one of its two figures is misprinted. Nothing is changed.",
            "増減や差引の列（行）は、この欄だけ計算式と合わない。差か、もとの数値のどちらかの誤植。何も変えていない。",
        ),
        example: "本年 120 / 前年 100 / 増減 30\n→ difference is 30, but 120 − 100 gives 20",
    }
    FK307 {
        severity: Warning,
        title: ("a figure cannot be read as a number", "数値として読めない欄"),
        explanation: (
            "A cell among numbers holds digits that make no number: a comma in the wrong place, a letter for a digit. \
             It is kept as text and left out of sums.",
            "数値の列に、数として読めない数字の並びがある（桁区切りの位置の誤り、数字に似た文字）。文字として残し、合\
             計には入れない。",
        ),
        example: "12,3456\n→ 12,3456 is no number: a digit or a comma is out of place",
    }
    FK401 {
        severity: Warning,
        title: ("an entry is dated outside its row", "日付が行の年度と合わない"),
        explanation: (
            "The date in brackets lies outside the fiscal year (April to March) or year of its row. Either the date \
             is misprinted or the entry stands in the wrong row. Nothing is changed.",
            "かっこ内の日付が、行の年度（4月～翌3月）または年の外にある。日付の誤植か、行の間違い。何も変えていない。",
        ),
        example: "row 昭和63: 8M,12M→8M,16M(63.3)\n→ 1988-03 lies in fiscal year 1987 (昭和62), not in 昭和63",
    }
    FK402 {
        severity: Warning,
        title: ("the date of an entry is impossible", "あり得ない日付"),
        explanation: (
            "What stands in the place of a date is none: a 13th month, a 30 February. It is kept as text. Look it up \
             in the manuscript.",
            "日付の位置にあり得ない日付（13月、2月30日）がある。文字として残した。印刷物または原稿で確かめる。",
        ),
        example: "（28.13）\n→ month 13",
    }
    FK403 {
        severity: Note,
        title: ("the era of a row is not certain", "元号が確定できない"),
        explanation: (
            "Rows are numbered by years of an era, but no era is printed for the first of them, and no earlier table \
             or profile tells it. Their fiscal years are left blank. A profile can give the era.",
            "行が元号の年で番号付けされているが、最初の行の元号が印刷されておらず、前の表やプロファイルからも分からな\
             い。年度は空欄とした。プロファイルで元号を示せる。",
        ),
        example: "年度 / 27 / 28\n→ the era of row 「27」 is printed nowhere",
    }
    FK404 {
        severity: Warning,
        title: ("years are out of order", "年の並びの乱れ"),
        explanation: (
            "The years of a label column or a header do not follow each other: one is misprinted, left out, repeated, \
             or the order goes back. If its neighbours tell what it should be, the finding proposes it.",
            "ラベルの列や見出しの年が順に並んでいない（誤植、抜け、重複、逆順）。前後から分かる場合は提案する。",
        ),
        example: "昭和37 / 昭和83 / 昭和39\n→ between its neighbours it should be 昭和38",
    }
    FK405 {
        severity: Note,
        title: ("a year that its era does not have", "元号の期間外の年"),
        explanation: (
            "The year lies behind the end of its era or before its beginning, as 平成32年度 does in plans printed \
             before 2019. The date is computed all the same.",
            "元号の終わりより後、または始まりより前の年。2019年より前の計画では「平成32年度」のような例が多い。日付は\
             計算してある。",
        ),
        example: "平成32年度\n→ lies behind the end of its era: the year is 令和2",
    }
    FK501 {
        severity: Warning,
        title: ("a heading repeats another", "見出しの重複"),
        explanation: (
            "Two headings of the same level have the same title and period. Often the second was copied and not \
             changed. Nothing is changed. If the text below names something similar, the finding proposes it.",
            "同じ段の二つの見出しの題名と期間が同じ。写して直し忘れたものが多い。何も変えていない。本文に別の名前があ\
             れば提案として示す。",
        ),
        example: "（３）第三次計画（昭和４７年度～） … （４）第三次計画（昭和４７年度～）\n→ heading （４） repeats the title of （３）",
    }
    FK502 {
        severity: Warning,
        title: ("a number of a heading is out of order", "見出し番号の順序"),
        explanation: (
            "The numbers of headings under the same heading, or the circled numbers of a paragraph, do not count up \
             by one. Either something is left out or a number is wrong.",
            "同じ見出しの下の番号が一つずつ増えていない。見出しの抜けか、番号の付け間違い。",
        ),
        example: "（１）… （３）…\n→ heading （３） follows （１）",
    }
    FK503 {
        severity: Warning,
        title: ("two rows have the same key", "行の名の重複"),
        explanation: (
            "The profile says which columns name a row, but two rows have the same text in them. Either a row is \
             printed twice, a label was read wrongly, or the table needs a further key. Nothing is changed.",
            "プロファイルは行の名となる列を示しているが、二つの行の文字が同じ。行の重複、ラベルの読み違い、または名と\
             なる列の不足。何も変えていない。",
        ),
        example: "keys = [\"年度\"], two rows 令和2\n→ row 「令和2」 is named like the row of line 40",
    }
    FK504 {
        severity: Warning,
        title: ("the profile does not fit the table", "プロファイルが表と合わない"),
        explanation: (
            "The profile states something about a column or row that this table does not have, or has several times. \
             The fact is left aside, the rest of the profile is used. Look whether the report has changed or the \
             profile is wrong.",
            "プロファイルの記述する列や行が、この表にないか複数ある。その記述は使わず、残りを使った。報告書が変わった\
             か、プロファイルの誤りかを確かめる。",
        ),
        example: "parts = [\"男\", \"女\"], columns 総数 and 男\n→ the profile does not fit: the table has no 「女」",
    }
    FK505 {
        severity: Note,
        title: ("a title that comes again for another period", "同じ題名で期間の違う見出し"),
        explanation: (
            "Two headings have the same title for different periods: a plan and its successor, perhaps, which readers \
             can only tell apart by their years. Add 第二次, 改定 or the like if they are two.",
            "題名が同じで期間だけが違う見出しがある。計画とその改定であれば、「第二次」「改定」などで区別するとよい。",
        ),
        example: "（９）推進計画（平成２１年度～） … （１０）推進計画（平成２８年度～）\n→ heading （１０） has the title of （９）, for another period",
    }
    FK506 {
        severity: Note,
        title: ("a year in two tables", "二つの表にある年度"),
        explanation: (
            "One table goes on where another ends, and both have a row for the same year. Whoever adds the tables up \
             counts it twice.",
            "表が次の表に続くとき、同じ年度の行が両方にある。合わせて集計すると二重になる。",
        ),
        example: "… 27 | 27 …\n→ row 「平成27」 stands in the table before too",
    }
    FK507 {
        severity: Warning,
        title: ("the period of a plan differs", "計画期間の食い違い"),
        explanation: (
            "The same plan has one period in its heading and another in the text, or in the row-spanning cell of a \
             table. One of them is wrong. Nothing is changed.",
            "同じ計画の期間が、見出しと本文、または表の縦の欄で違う。どれかの誤り。何も変えていない。",
        ),
        example: "見出し 平成４～８年度 / 表 平成４～６\n→ covers the rows 平成4～平成6, but heading … says 平成4～平成8",
    }
    FK508 {
        severity: Warning,
        title: ("a duration contradicts its period", "年数と期間の食い違い"),
        explanation: (
            "A number of years (５か年) differs from the period that it describes, both ends counted.",
            "「５か年」などの年数が、その期間（両端を含む）の年数と違う。",
        ),
        example: "平成２８年度から５か年 … （平成２８年度～令和３年度）\n→ 5か年 are stated, but 平成28～令和3 are 6 years",
    }
    FK509 {
        severity: Note,
        title: ("a numbered heading stands alone", "一つだけの番号付き見出し"),
        explanation: (
            "A section has a heading （１） and no other. Either others are missing, or the number is not needed.",
            "（１）だけで（２）がない節。見出しの抜けか、番号が不要。",
        ),
        example: "２ 予算 / （１）内訳 / ３ …\n→ heading （１） is the only numbered one of its section",
    }
    FK510 {
        severity: Warning,
        title: ("the same entry twice", "同じ記載の重複"),
        explanation: (
            "The same dated entry stands in two places of a table. One of them was probably copied and not changed.",
            "日付まで同じ記載が表の二か所にある。一方は写して直し忘れたものとみられる。",
        ),
        example: "‣システム改修(15.8) … ‣システム改修(15.8)\n→ entry stands on line 40 too",
    }
    FK511 {
        severity: Note,
        title: ("a row that the other table has", "ほかの表にある行がない"),
        explanation: (
            "Another table of the same columns has nearly the same rows, and one more. Perhaps it was left out here.",
            "同じ列の表とほぼ同じ行が並ぶが、その表にある行がここにない。抜けていないか確かめる。",
        ),
        example: "北・南・東・西 | 北・南・西\n→ no row 「東」",
    }
    FK512 {
        severity: Warning,
        title: ("running numbers are out of order", "通し番号の乱れ"),
        explanation: (
            "The numbers that rows begin with do not count up by one: a row is left out, repeated, or misnumbered.",
            "行頭の通し番号が一つずつ増えていない（行の抜け、重複、番号の誤り）。",
        ),
        example: "1 / 2 / 4 / 5\n→ 「4」 follows 「2」: the next should be 3",
    }
    FK513 {
        severity: Warning,
        title: ("two tables differ", "表の間の数値の不一致"),
        explanation: (
            "A total stands in two tables for the same year with two figures that are nearly the same. Both are kept; one of them \
             was probably not brought up to date. Tables that say 予算 and 決算, or name different accounts, are not compared.",
            "同じ年の合計が二つの表で少しだけ違う。どちらかが更新されていないとみられる（両方とも原文のまま）。予算と決算、会\
             計の別など、名の違うものは比べない。",
        ),
        example: "歳入 10,000 / 歳入合計 10,020\n→ 「歳入」 is 10,020, but the table on line 4 has 10,000 for the same year",
    }
    FK514 {
        severity: Warning,
        title: ("a sentence and a table differ", "本文と表の数値の不一致"),
        explanation: (
            "A sentence gives a figure for a label and a year that a table has too, and the two differ by more than rounding. \
             Both are kept; look up which one is right.",
            "本文と表で、同じ項目・同じ年の数値が端数処理では説明できないほど違う（両方とも原文のまま）。どちらが正しいか原\
             資料で確かめる。",
        ),
        example: "令和5年度の歳入合計は10,100百万円 / 歳入合計 10,000\n→ 歳入合計 is said to be 10,100百万円, but the table on line 9 has 10,000",
    }
    FK601 {
        severity: Note,
        title: ("brackets of mixed width", "全角と半角の括弧の混在"),
        explanation: (
            "A bracket is opened in one width and closed in the other. Write both in the same width.",
            "括弧の始めと終わりの幅（全角・半角）が違う。原稿で揃える。",
        ),
        example: "(21.5）\n→ 「(」 is closed by 「）」",
    }
    FK602 {
        severity: Note,
        title: ("a bracket without its partner", "対応のない括弧"),
        explanation: (
            "A bracket is opened and never closed, or closed and never opened. Part of the sentence may be missing.",
            "始めの括弧に終わりがない、または終わりの括弧に始めがない。文の一部が抜けている場合もある。",
        ),
        example: "（職員費を除く\n→ bracket 「（」 is never closed",
    }
    FK603 {
        severity: Note,
        title: ("half-width kana", "半角カナ"),
        explanation: (
            "Half-width katakana or its punctuation. Programs sort and search it apart from full-width kana; the data \
             has it full-width.",
            "半角のカタカナや句読点。検索や並べ替えで全角と別に扱われる。データでは全角にした。",
        ),
        example: "負担金､補助\n→ expected full-width 「、」",
    }
    FK604 {
        severity: Note,
        title: ("digits of the other width", "全角・半角の混ざる数字"),
        explanation: (
            "Nearly all numbers of the text are printed in one width, this one in the other, or in both. Readers do \
             not see it, programs do.",
            "本文の数字のほとんどと幅が違う、または一つの数に全角と半角が混ざる。人には見えにくいが、プログラムでは区\
             別される。",
        ),
        example: "平成 16 年度 among ２００４年\n→ number 「16」 is half-width",
    }
    FK605 {
        severity: Note,
        title: ("a machine-dependent character", "機種依存文字"),
        explanation: (
            "A character that code page 932 adds to Shift_JIS: ①, Ⅰ, №, ㈱, 髙. The ministry's rules of 2020 for \
             machine-readable data forbid it in data. Each is told once.",
            "シフトJISに機種ごとに追加された文字（①、Ⅰ、№、㈱、髙など）。総務省の表記方法（2020年）ではデータに使\
             わない。文字ごとに一度だけ示す。",
        ),
        example: "№\n→ machine-dependent character 「№」",
    }
    FK606 {
        severity: Note,
        title: ("a character outside JIS X 0213", "JIS X 0213にない文字"),
        explanation: (
            "Systems of public offices that follow JIS X 0213 cannot hold this character. Each is told once, with how \
             often it occurs.",
            "JIS X 0213に従うシステムでは扱えない文字。文字ごとに一度だけ、数とともに示す。",
        ),
        example: "‣\n→ character 「‣」 U+2023, 112 times: not in JIS X 0213",
    }
    FK607 {
        severity: Note,
        title: ("one term in two spellings", "表記ゆれ"),
        explanation: (
            "The same term is spelled in two ways. They are found by form: a long mark more, an interchangeable \
             kanji, kana between and behind the same kanji, kanji or kana. Choose one.",
            "同じ語が二通りに書かれている。長音記号、入替え可能な漢字、送り仮名、漢字とかなの違いから見つけたもの。ど\
             ちらかに揃える。",
        ),
        example: "サーバ / サーバールーム\n→ 「サーバ」 is also spelled 「サーバー」",
    }
    FK608 {
        severity: Note,
        title: ("a stray line", "孤立した行"),
        explanation: (
            "One or two characters stand alone on a line, or a bullet has no text. Something was left behind, or cut \
             off.",
            "一、二文字だけの行、または文のない箇条書きの記号。消し忘れか、続きの脱落。",
        ),
        example: "‣\n→ bullet 「‣」 stands without text",
    }
    FK609 {
        severity: Note,
        title: ("doubled blanks", "重なった空白"),
        explanation: (
            "Two or more blanks stand within a line of text. Blanks before ： or … align a list and are not told.",
            "行中に空白が二つ以上続く。箇条書きで「：」「…」の前を揃える空白は除く。",
        ),
        example: "平成16年度  の予算\n→ 2 blanks stand within a line",
    }
    FK701 {
        severity: Note,
        title: ("a character is in no font of the edition", "書体にない文字"),
        explanation: (
            "report.pdf shows 〓 for this character, because no font that comes with the program has it. The data \
             keeps it.",
            "プログラムに付属する書体にこの文字がないため、report.pdfでは〓とした。データには残っている。",
        ),
        example: "U+20BB7\n→ shown as 〓",
    }
    FK702 {
        severity: Note,
        title: ("a page of the edition cannot show it as it is", "紙面に収まらない箇所"),
        explanation: (
            "report.pdf shortens the title in its contents, joins columns, or tears a word, because no page could hold \
             it otherwise. Nothing is left out of the data. Such text often is a sign that lines or cells were run \
             together.",
            "紙面に収まらないため、report.pdfでは目次の見出しを縮める、列をまとめる、または語の途中で折り返している。データ\
             に欠けはない。行やセルがつながって読まれたしるしであることが多い。",
        ),
        example: "a heading of 1,000 characters\n→ the contents show the first 120",
    }
    FK703 {
        severity: Note,
        title: ("a paragraph fills pages", "数ページに及ぶ段落"),
        explanation: (
            "One paragraph is so long that it fills several pages. No author writes so: most often the text extraction \
             has lost the ends of paragraphs, or the lines of a table were run together. Nothing is left out.",
            "一つの段落が数ページに及ぶ。段落の切れ目が抽出で失われたか、表の行がつながって読まれたことが多い。データと\
             紙面に欠けはない。",
        ),
        example: "a paragraph of 30,000 characters\n→ it fills some 19 pages",
    }
    FK801 {
        severity: Error,
        title: ("not a CSV file in UTF-8", "UTF-8のCSVでない"),
        explanation: (
            "Rule 1-1 of the ministry's rules for machine-readable statistical tables (2020). The file is no CSV in \
             UTF-8. Save it as 'CSV UTF-8'.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-1。UTF-8のCSVではない\
             。「CSV UTF-8」で保存し直す。",
        ),
        example: "bytes 93 FA 96 7B\n→ byte 0 is no UTF-8",
    }
    FK802 {
        severity: Error,
        title: ("several data in one cell", "一つのセルに複数のデータ"),
        explanation: (
            "Rule 1-2 of the ministry's rules for machine-readable statistical tables (2020). A cell holds more than \
             one figure. Give each a column of its own.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-2。一つのセルに二つ以\
             上の数値がある。列を分ける。",
        ),
        example: "12(3)\n→ cell 「12(3)」 holds several figures",
    }
    FK803 {
        severity: Error,
        title: ("a figure with other characters", "数値に文字が混ざる"),
        explanation: (
            "Rule 1-3 of the ministry's rules for machine-readable statistical tables (2020). A figure carries a \
             unit, a comma, a sign that is no hyphen or a footnote. Write the bare number; the unit belongs in the \
             header.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-3。数値に単位、桁区切\
             り、△、注記などが付いている。数だけを書き、単位は見出しに書く。",
        ),
        example: "1,234円\n→ expected 1234",
    }
    FK804 {
        severity: Error,
        title: ("merged cells or rows of different length", "セルの結合・行の長さの違い"),
        explanation: (
            "Rule 1-4 of the ministry's rules for machine-readable statistical tables (2020). Rows have different \
             numbers of fields, or a cell says 〃. Write the value again in every row that it covers.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-4。行によって項目の数\
             が違う、または「〃」「同上」がある。かかる行すべてに値を書く。",
        ),
        example: "3 columns, a row of 2\n→ row 5 has 2 fields, the header has 3",
    }
    FK805 {
        severity: Warning,
        title: ("blanks or line breaks for looks", "体裁のための空白・改行"),
        explanation: (
            "Rule 1-5 of the ministry's rules for machine-readable statistical tables (2020). A cell is padded with \
             blanks or broken over lines. Programs take 備　考 and 備考 for two words.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-5。体裁のための空白や\
             改行がセルにある。「備　考」と「備考」は別の語として扱われる。",
        ),
        example: "備　考\n→ expected 備考",
    }
    FK806 {
        severity: Error,
        title: ("a column without a name of its own", "項目名の欠落・重複"),
        explanation: (
            "Rule 1-6 of the ministry's rules for machine-readable statistical tables (2020). A header is empty or \
             the same as another. Carry the parent heading into each: 令和2年度_当初予算.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-6。項目名が空、または\
             ほかと同じ。上位の見出しを付けて区別する（令和2年度_当初予算）。",
        ),
        example: "金額,金額\n→ column 2 is named like column 1",
    }
    FK807 {
        severity: Error,
        title: ("a formula", "数式"),
        explanation: (
            "Rule 1-7, 1-8 of the ministry's rules for machine-readable statistical tables (2020). A cell begins like \
             a formula (=, +, @). Spreadsheets would run it. Save values, not formulas.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-7, 1-8。セルが数式のよ\
             うに始まる（=、+、@）。表計算ソフトで計算されてしまう。値で保存する。",
        ),
        example: "=SUM(A1:A3)\n→ cell begins like a formula",
    }
    FK808 {
        severity: Warning,
        title: ("no unit for a column of figures", "単位の記載がない"),
        explanation: (
            "Rule 1-9 of the ministry's rules for machine-readable statistical tables (2020). A column of figures \
             names no unit, and no column of the table holds units. Write it in the header: 金額（千円）.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-9。数値の列に単位がな\
             く、単位の列もない。見出しに書く（金額（千円））。",
        ),
        example: "金額\n→ column 「金額」 names no unit",
    }
    FK809 {
        severity: Warning,
        title: ("a machine-dependent character in data", "データの機種依存文字"),
        explanation: (
            "Rule 1-10 of the ministry's rules for machine-readable statistical tables (2020). Write (1) for ①, 番号 \
             for №, (株) for ㈱, I for Ⅰ.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-10。①は(1)、№は番号\
             、㈱は(株)のように書き換える。",
        ),
        example: "㈱\n→ machine-dependent character 「㈱」",
    }
    FK810 {
        severity: Warning,
        title: ("a year by its era alone", "元号だけの年"),
        explanation: (
            "Rule 1-11 of the ministry's rules for machine-readable statistical tables (2020). Years are given by \
             their era only. Add a column with the Western year or the time code of e-Stat.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-11。年が元号だけで書か\
             れている。西暦の列か、e-Statの時間軸コードの列を加える。",
        ),
        example: "令和2年度\n→ column has eras and the table no Western year",
    }
    FK811 {
        severity: Warning,
        title: ("an area by a short name", "省略された地域名"),
        explanation: (
            "Rule 1-12 of the ministry's rules for machine-readable statistical tables (2020). Prefectures are named \
             without 都, 府 or 県. Write the full name or the standard area code.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-12。都道府県名が「都」\
             「府」「県」なしで書かれている。正式な名称か標準地域コードを書く。",
        ),
        example: "東京\n→ expected 東京都 or a code",
    }
    FK812 {
        severity: Warning,
        title: ("an undeclared symbol among figures", "数値の列の記号・空欄"),
        explanation: (
            "Rule 1-13 of the ministry's rules for machine-readable statistical tables (2020). Among figures only 0 \
             (none), *** (not available) and X (withheld) are declared; a blank or another symbol is not.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目1-13。数値の列で使えるの\
             は、0（皆無）、***（得られない）、X（秘匿）だけで、空欄やほかの記号は使わない。",
        ),
        example: "－\n→ symbol 「－」 among figures",
    }
    FK813 {
        severity: Warning,
        title: ("a blank row or column", "空白の行・列"),
        explanation: (
            "Rule 2-1 of the ministry's rules for machine-readable statistical tables (2020). A blank row or column \
             cuts the table in two for programs.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目2-1。空白の行や列は、プ\
             ログラムには表の終わりに見える。",
        ),
        example: "a,b / (blank) / 1,2\n→ row 2 is blank",
    }
    FK814 {
        severity: Error,
        title: ("more than one table, or a title, in the file", "複数の表・表題が一つのファイルにある"),
        explanation: (
            "Rule 2-2 of the ministry's rules for machine-readable statistical tables (2020). The first line is no \
             header (a title, a unit, a note), or a second header follows further down. One file holds one table: \
             header in line 1, data from line 2.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目2-2。一行目が項目名でな\
             い（表題・単位・注）、または途中に別の見出し行がある。一つのファイルに一つの表とし、一行目を項目名、二行\
             目からデータとする。",
        ),
        example: "表１ 人口 / 区分,人数 / …\n→ line 1 is a title, not a header",
    }
    FK815 {
        severity: Note,
        title: ("fields without quotes", "引用符のない項目"),
        explanation: (
            "Rule 4-12 (Ver. 1.2) of the ministry's rules for machine-readable statistical tables (2020). The rules \
             for CSV files ask for each field in double quotes. Told once a file.",
            "総務省「統計表における機械判読可能なデータ作成に関する表記方法」（2020年）の項目4-12 (Ver. 1.2)。CSVの項\
             目は二重引用符で囲む。ファイルごとに一度だけ示す。",
        ),
        example: "a,b\n→ fields are not in double quotes",
    }
    FK901 {
        severity: Warning,
        title: ("an accepted finding no longer occurs", "受け入れた検出事項がなくなった"),
        explanation: (
            "fukkoku.accept.toml accepts a finding that is not found any more: the report was corrected, or the cell \
             has another address. Take the entry out, or give it the new fingerprint.",
            "fukkoku.accept.tomlにある検出事項がもう見つからない。報告書が直されたか、セルの位置が変わった。項目を削\
             除するか、新しい識別子に書き換える。",
        ),
        example: "fingerprint 1f0c… of FK301\n→ accepted by 総務課 on 2024-04-01, no longer occurs",
    }
}
