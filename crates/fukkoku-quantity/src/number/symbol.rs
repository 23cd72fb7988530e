//! The symbols of statistical tables: what stands where no number does.

use super::super::{Decimal, Flag};
use super::context::{Column, NumberContext};
use super::reading::Reading;
use super::value::Number;

/// A symbol, what it stands for, what is odd about it.
type Row = (&'static str, Reading, Option<Flag>);

/// No symbol is longer, in bytes.
const MAX_SYMBOL: usize = 21;

/// The usual meanings, after the notes of prefectural yearbooks and of the ministries.
const SYMBOLS: &[Row] = &[
    ("-", Reading::Nil, None),
    ("－", Reading::Nil, None),
    ("−", Reading::Nil, None),
    ("―", Reading::Nil, None),
    ("—", Reading::Nil, None),
    ("‐", Reading::Nil, Some(Flag::OddDashMark)),
    ("‑", Reading::Nil, Some(Flag::OddDashMark)),
    ("–", Reading::Nil, Some(Flag::OddDashMark)),
    ("─", Reading::Nil, Some(Flag::OddDashMark)),
    ("━", Reading::Nil, Some(Flag::OddDashMark)),
    ("ー", Reading::Nil, Some(Flag::OddDashMark)),
    ("ｰ", Reading::Nil, Some(Flag::OddDashMark)),
    ("﹣", Reading::Nil, Some(Flag::OddDashMark)),
    ("--", Reading::Nil, Some(Flag::OddDashMark)),
    ("---", Reading::Nil, Some(Flag::OddDashMark)),
    ("－－", Reading::Nil, Some(Flag::OddDashMark)),
    ("－－－", Reading::Nil, Some(Flag::OddDashMark)),
    ("――", Reading::Nil, Some(Flag::OddDashMark)),
    ("―――", Reading::Nil, Some(Flag::OddDashMark)),
    ("‒", Reading::Nil, Some(Flag::OddDashMark)),
    ("／", Reading::Nil, None),
    ("/", Reading::Nil, None),
    ("＼", Reading::Nil, None),
    ("一", Reading::Ambiguous, Some(Flag::OddDash)),
    ("…", Reading::Unknown, None),
    ("……", Reading::Unknown, Some(Flag::OddDots)),
    ("‥", Reading::Unknown, Some(Flag::OddDots)),
    ("⋯", Reading::Unknown, Some(Flag::OddDots)),
    ("...", Reading::Unknown, Some(Flag::OddDots)),
    ("..", Reading::Unknown, Some(Flag::OddDots)),
    ("．．．", Reading::Unknown, Some(Flag::OddDots)),
    ("・・・", Reading::Unknown, Some(Flag::OddDots)),
    ("･･･", Reading::Unknown, Some(Flag::OddDots)),
    ("。。。", Reading::Unknown, Some(Flag::OddDots)),
    ("***", Reading::Unknown, None),
    ("＊＊＊", Reading::Unknown, None),
    ("x", Reading::Suppressed, None),
    ("X", Reading::Suppressed, None),
    ("ｘ", Reading::Suppressed, None),
    ("Ｘ", Reading::Suppressed, None),
    ("χ", Reading::Suppressed, Some(Flag::OddX)),
    ("Χ", Reading::Suppressed, Some(Flag::OddX)),
    ("х", Reading::Suppressed, Some(Flag::OddX)),
    ("Х", Reading::Suppressed, Some(Flag::OddX)),
    ("×", Reading::Suppressed, Some(Flag::OddX)),
    ("✕", Reading::Suppressed, Some(Flag::OddX)),
    ("Ⅹ", Reading::Suppressed, Some(Flag::OddX)),
    ("ⅹ", Reading::Suppressed, Some(Flag::OddX)),
    ("*", Reading::Suppressed, None),
    ("＊", Reading::Suppressed, None),
    ("なし", Reading::Nil, Some(Flag::Word)),
    ("無し", Reading::Nil, Some(Flag::Word)),
    ("無", Reading::Nil, Some(Flag::Word)),
    ("該当なし", Reading::Nil, Some(Flag::Word)),
    ("該当無し", Reading::Nil, Some(Flag::Word)),
    ("該当せず", Reading::Nil, Some(Flag::Word)),
    ("該当数値なし", Reading::Nil, Some(Flag::Word)),
    ("皆無", Reading::Nil, Some(Flag::Word)),
    ("実績なし", Reading::Nil, Some(Flag::Word)),
    ("不詳", Reading::Unknown, Some(Flag::Word)),
    ("不明", Reading::Unknown, Some(Flag::Word)),
    ("未詳", Reading::Unknown, Some(Flag::Word)),
    ("未調査", Reading::Unknown, Some(Flag::Word)),
    ("未集計", Reading::Unknown, Some(Flag::Word)),
    ("未公表", Reading::Unknown, Some(Flag::Word)),
    ("未定", Reading::Unknown, Some(Flag::Word)),
    ("調査なし", Reading::Unknown, Some(Flag::Word)),
    ("データなし", Reading::Unknown, Some(Flag::Word)),
    ("na", Reading::Unknown, Some(Flag::Word)),
    ("n/a", Reading::Unknown, Some(Flag::Word)),
    ("n.a.", Reading::Unknown, Some(Flag::Word)),
    ("n.a", Reading::Unknown, Some(Flag::Word)),
    ("nd", Reading::Unknown, Some(Flag::Word)),
    ("n.d.", Reading::Unknown, Some(Flag::Word)),
    ("秘匿", Reading::Suppressed, Some(Flag::Word)),
    ("非公表", Reading::Suppressed, Some(Flag::Word)),
    ("非公開", Reading::Suppressed, Some(Flag::Word)),
    ("秘", Reading::Suppressed, Some(Flag::Word)),
    ("〃", Reading::Ditto, Some(Flag::Ditto)),
    ("″", Reading::Ditto, Some(Flag::Ditto)),
    ("\"", Reading::Ditto, Some(Flag::Ditto)),
    ("仝", Reading::Ditto, Some(Flag::Ditto)),
    ("同上", Reading::Ditto, Some(Flag::Ditto)),
    ("同左", Reading::Ditto, Some(Flag::Ditto)),
    ("同右", Reading::Ditto, Some(Flag::Ditto)),
    ("同", Reading::Ditto, Some(Flag::Ditto)),
    ("々", Reading::Ditto, Some(Flag::Ditto)),
    ("皆減", Reading::Label, None),
    ("皆増", Reading::Label, None),
    ("全減", Reading::Label, None),
    ("全増", Reading::Label, None),
];

/// Whether a cell says no more than that it is as the one above: `〃`, 同上. 同左 looks elsewhere.
pub fn is_ditto(cell: &str) -> bool {
    let bare: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let found = SYMBOLS.iter().find(|(symbol, _, _)| *symbol == bare);
    found.is_some_and(|(_, reading, _)| *reading == Reading::Ditto) && !matches!(bare.as_str(), "同左" | "同右")
}

/// Reads a cell as a symbol; `None` if it is none.
pub(super) fn read(cell: &str, context: &NumberContext) -> Option<Number> {
    if cell.is_empty() {
        return Some(Number::of(Reading::Missing));
    }
    by_legend(cell, context).or_else(|| below_unit(cell, context)).or_else(|| {
        let figure = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '△' | '▲');
        if cell.len() > MAX_SYMBOL || cell.starts_with(figure) {
            return None;
        }
        let latin = cell.starts_with(['n', 'N', 'ｎ', 'Ｎ']);
        let lower = if latin { super::super::width::value(cell).to_ascii_lowercase() } else { String::new() };
        let row = SYMBOLS.iter().find(|(symbol, _, _)| *symbol == cell || (latin && *symbol == lower))?;
        Some(Number::of(row.1).flagged(row.2))
    })
}

/// Only symbols that no text can be: those of the legend, dots and ditto marks.
pub(super) fn in_text(cell: &str, context: &NumberContext) -> Option<Number> {
    let sure = matches!(cell, "…" | "〃" | "***" | "＊＊＊" | "-" | "－" | "―" | "−");
    by_legend(cell, context).or_else(|| sure.then(|| read(cell, context)).flatten())
}

fn by_legend(cell: &str, context: &NumberContext) -> Option<Number> {
    context.legend.meaning(cell).map(Number::of)
}

/// `0`, `0.0` among statistics: less than half the unit, where nothing is printed as `－`.
fn below_unit(cell: &str, context: &NumberContext) -> Option<Number> {
    if context.column != Column::Statistics || !cell.starts_with(['0', '０']) {
        return None;
    }
    let plain = super::super::width::value(cell);
    let zero = plain.len() <= 40 && Decimal::parse(&plain).is_some_and(Decimal::is_zero) && !plain.starts_with("00");
    if !zero {
        return None;
    }
    let value = Some(Decimal::ZERO);
    Some(Number {
        value,
        base_value: value,
        text: "0".to_owned(),
        unit: context.header_unit.clone(),
        ..Number::of(Reading::BelowUnit)
    })
}
